"""A fount: type of one family, size, language and set of features, and the words already set in it.

A word is shaped once; afterwards it is looked up. Break points inside words (after a hyphen, at a
syllable, anywhere if need be) are found when a paragraph first asks for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from docexport.fonts import Direction, FontStack, Glyph, GlyphRun
from docexport.records import Struct
from docexport.typeset.bidi import has_rtl
from docexport.typeset.hyphenate import hyphenation_points
from docexport.typeset.look import Look
from docexport.typeset.page import Shaped

SOFT_HYPHEN = "\u00ad"
HYPHEN = "\u2010"

_SEAM = re.compile("[-\u2010\u2012-\u2014/\u00ad\u200b\u2026]")
"""Characters after which a word may be divided, if letters follow."""
_ADDRESS = re.compile(
    r"://|www\.|(?<=[\w.-])@|(?<![^\W_])~?(?:(?:[^\W_]|~)++(?:_++|[/.=&?#-])){3}|::\w++::|(?<=\w\w)[_/]\w"
)
"""No alternative looks through the same letters twice: a word can be as long as the article."""
_ADDRESS_SEAM = re.compile(r"(?:[/_.?=&#-]+|::)(?=[^\s/_.?=&#:-])")
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

_SEAM_COST = 30.0
_DASH_COST = 0.0
_SOFT_COST = 20.0
_SYLLABLE_COST = 65.0
_FRAGMENT_COST = 110.0
_COMPOUND_COST = 150.0
_ADDRESS_COST = 120.0
_ANYWHERE_COST = 20_000.0

_HANG_END = {
    ".": 0.7, ",": 0.7, ":": 0.5, ";": 0.5, "-": 0.6, "\u2010": 0.6, "–": 0.3, "—": 0.25, "’": 0.65, "”": 0.5,
    "'": 0.65, '"': 0.5, "!": 0.2, "?": 0.2, "»": 0.4, "›": 0.5, ")": 0.1, "]": 0.05,
    "。": 0.4, "、": 0.4, "，": 0.4,
}  # fmt: skip
_HANG_START = {
    "‘": 0.65, "“": 0.5, "'": 0.65, '"': 0.5, "«": 0.4, "‹": 0.5, "„": 0.5, "‚": 0.65, "(": 0.1, "—": 0.2,
}  # fmt: skip
"""Which part of a character's width hangs out of justified text (values as microtype uses them)."""

_SCRIPT_SCALE = 0.65
_SUP_RISE = 0.34
_SUB_RISE = -0.14
_CAPS_SCALE = 0.8
"""For faces that have no such glyphs of their own."""


class Point(Struct, frozen=True):
    """A place where a word may be divided: what then ends the line, and what starts the next."""

    offset: int
    end: float
    """Width of what stays, with the hyphen if there is one."""
    start: float
    """Width of what stays, without it."""
    cost: float
    hyphen: bool


class Word(Struct, eq=False, gc=False):
    """A shaped word with its break points; `hang_*` is how far it may stand out of justified text."""

    text: str
    parts: tuple[Shaped, ...]
    width: float
    hang_start: float = 0.0
    hang_end: float = 0.0
    seams: tuple[Point, ...] = ()
    syllables: tuple[Point, ...] | None = None
    letters: tuple[Point, ...] | None = None
    rtl: bool = False
    has_rtl: bool = False
    """Whether anything in it runs from right to left, whichever way it was shaped."""
    single: Shaped | None = None
    """The word as one part, if it runs from left to right and looks as the fount's spaces do."""


class _Words(dict[str, Word]):
    """Words by their text; what is not there yet is made, without a call for what is."""

    def __init__(self, new: Callable[[str], Word]) -> None:
        super().__init__()
        self._new = new

    def __missing__(self, text: str) -> Word:
        word = self[text] = self._new(text)
        return word


class Fount:
    """Type of one look, with the words set in it so far; distances in points."""

    def __init__(self, stack: FontStack, look: Look) -> None:
        self.stack = stack
        self.look = look
        self.ascent = stack.metrics.ascent * look.size / 1000
        self.descent = -stack.metrics.descent * look.size / 1000
        self.words: dict[str, Word] = _Words(self._new_word)
        """The words that run from left to right; a new one is shaped when it is looked up."""
        self._rtl_words: dict[str, Word] = _Words(partial(self._new_word, rtl=True))
        self._ends: dict[str, Word] = {}
        self._kept: dict[str, Word] = {}
        self._features = look.opentype
        self.space = self._shape(" ", "ltr")[0]

    def word(self, text: str, rtl: bool = False) -> Word:
        """The word, shaped."""
        return self._rtl_words[text] if rtl else self.words[text]

    def divided(self, text: str) -> Word:
        """The part of a word that ends a line, with its hyphen, which extracts as a soft hyphen."""
        word = self._ends.get(text)
        if word is None:
            word = self._ends[text] = _marked(
                self._new_word(text.removesuffix(SOFT_HYPHEN) + "-"), SOFT_HYPHEN
            )
        return word

    def ended(self, text: str) -> Word:
        """The part of a word that ends a line with a hyphen of its own.

        It extracts as U+2010: readers of PDF files drop a hyphen-minus at a line's end and join the words.
        """
        if not text.endswith("-"):
            return self.word(text)
        word = self._kept.get(text)
        if word is None:
            word = self._kept[text] = _marked(self._new_word(text), HYPHEN)
        return word

    def syllables(self, word: Word) -> tuple[Point, ...]:
        """Where the word may be hyphenated by the rules of its language."""
        if word.syllables is None:
            word.syllables = self._syllables(word)
        return word.syllables

    def letters(self, word: Word) -> tuple[Point, ...]:
        """Every place between characters, for a word that is wider than the line."""
        if word.letters is None:
            widths = _widths_before(word)
            word.letters = tuple(self._point(widths, at, _ANYWHERE_COST, False) for at in _cluster_ends(word))
        return word.letters

    def forget(self) -> None:
        """Let go of the words: spaces know their voice and voices their space, so nobody else would."""
        for words in (self.words, self._rtl_words, self._ends, self._kept):
            words.clear()

    # --- Shaping -----------------------------------------------------------------------------------

    def _new_word(self, text: str, *, rtl: bool = False) -> Word:
        parts = self._shape(text, "rtl" if rtl else "ltr")
        width = parts[0].width if len(parts) == 1 else sum(part.width for part in parts)
        word = Word(text, parts, width, rtl=rtl, has_rtl=not text.isascii() and has_rtl(text))
        if parts and text:
            first, last = parts[0].advances[0], parts[-1].advances[-1]
            if rtl:
                first, last = last, first
            word.hang_start = _HANG_START.get(text[0], 0.0) * first
            word.hang_end = _HANG_END.get(text[-1], 0.0) * last
        if not rtl:
            word.single = None if word.has_rtl else self._single(parts)
            if len(text) > 1:
                word.seams = self._seams(word)
        return word

    def _single(self, parts: tuple[Shaped, ...]) -> Shaped | None:
        if len(parts) != 1:
            return None
        part, space = parts[0], self.space
        return part if (part.face, part.size, part.rise) == (space.face, space.size, space.rise) else None

    def _shape(self, text: str, direction: Direction) -> tuple[Shaped, ...]:
        look = self.look
        if look.script:
            return self._script(text, direction)
        if look.case == "upper":
            runs = self._recased(text, text.upper(), direction)
        elif look.case == "small-caps":
            return self._small_caps(text, direction)
        else:
            runs = self._runs(text, direction)
        return (self._shaped(runs[0]),) if len(runs) == 1 else tuple(self._shaped(run) for run in runs)

    def _runs(self, text: str, direction: Direction, *extra: str) -> tuple[GlyphRun, ...]:
        features = (*self._features, *extra) if extra else self._features
        return self.stack.shape(text, features=features, lang=self.look.lang, direction=direction)

    def _shaped(self, run: GlyphRun, scale: float = 1.0, rise: float = 0.0) -> Shaped:
        size, tracking = self.look.size * scale, self.look.tracking
        factor = size / 1000
        advances = [glyph.advance * factor + tracking for glyph in run.glyphs]
        return Shaped(run.face, size, rise * self.look.size, run.glyphs, tuple(advances), sum(advances))

    def _recased(self, text: str, shown: str, direction: Direction) -> tuple[GlyphRun, ...]:
        """Set as `shown`, extracted as `text`: the case is a matter of looks, not of the words."""
        runs = self._runs(shown, direction)
        if len(shown) != len(text) or direction == "rtl":
            return runs
        return _retold(runs, text)

    def _script(self, text: str, direction: Direction) -> tuple[Shaped, ...]:
        own = self._runs(text, direction, "sups" if self.look.script == "sup" else "subs")
        plain = self._runs(text, direction)
        if _all_changed(own, plain):
            return tuple(self._shaped(run) for run in own)
        rise = _SUP_RISE if self.look.script == "sup" else _SUB_RISE
        return tuple(self._shaped(run, _SCRIPT_SCALE, rise) for run in plain)

    def _small_caps(self, text: str, direction: Direction) -> tuple[Shaped, ...]:
        own = self._runs(text, direction, "smcp")
        lower = "".join(filter(str.islower, text))
        if not lower or _all_changed(self._runs(lower, direction, "smcp"), self._runs(lower, direction)):
            return tuple(self._shaped(run) for run in own)
        parts: list[Shaped] = []
        for piece in re.findall(r"[^\W\d_A-ZÀ-Þ]+|[\W\d_A-ZÀ-Þ]+", text):
            small = piece.islower()
            runs = self._recased(piece, piece.upper() if small else piece, direction)
            parts += [self._shaped(run, _CAPS_SCALE if small else 1.0) for run in runs]
        return tuple(parts)

    # --- Break points ------------------------------------------------------------------------------

    def _seams(self, word: Word) -> tuple[Point, ...]:
        """Hyphens, dashes and soft hyphens that the author wrote; in addresses the marks between parts."""
        text = word.text
        if _SEAM.search(text) is None and (len(text) < 12 or _ADDRESS.search(text) is None):
            return ()
        costs: dict[int, tuple[float, bool]] = {}
        if len(text) >= 12 and _ADDRESS.search(text):
            costs = {found.end(): (_ADDRESS_COST, False) for found in _ADDRESS_SEAM.finditer(text)}
        costs |= {
            found.end(): _seam_cost(found.group())
            for found in _SEAM.finditer(text)
            if _divides(text, found.end())
        }
        widths = _widths_before(word)
        return tuple(self._point(widths, at, *costs[at]) for at in sorted(costs) if 0 < at < len(text))

    def _syllables(self, word: Word) -> tuple[Point, ...]:
        if not self.look.hyphenate or word.rtl or len(word.text) < 6 or _ADDRESS.search(word.text):
            return ()
        widths = _widths_before(word)
        return tuple(
            self._point(widths, found.start() + at, _syllable_cost(word, found.group(), at), True)
            for found in _LETTERS.finditer(word.text)
            for at in hyphenation_points(found.group(), self.look.lang)
        )

    def _point(self, widths: list[float], offset: int, cost: float, hyphen: bool) -> Point:
        start = widths[offset]
        end = start + (self._hyphen_width() if hyphen else 0.0)
        return Point(offset, end, start, cost, hyphen)

    def _hyphen_width(self) -> float:
        return self.word("-").width


def _divides(text: str, at: int) -> bool:
    """Whether a mark divides there: letters on both sides, and no number torn from its sign or range."""
    before, after = text[at - 2 : at - 1], text[at : at + 1]
    if text[at - 1] in "\u2014\u2026\u00ad\u200b":
        return bool(after) and not (
            after in ".,;:!?)”’»" or (text[at - 1] == "\u2026" and not after.isalpha())
        )
    if text[at - 1] == "/":
        return at > 2 and after.isalpha()
    return before.isalnum() and after.isalnum() and at > 2 and not (before.isdigit() and after.isdigit())


def _syllable_cost(word: Word, letters: str, at: int) -> float:
    """A second hyphen in a compound is a last resort; two letters alone are a poor start."""
    if word.seams:
        return _COMPOUND_COST
    return _FRAGMENT_COST if at < 3 or len(letters) - at < 3 else _SYLLABLE_COST


def _seam_cost(mark: str) -> tuple[float, bool]:
    if mark == SOFT_HYPHEN:
        return _SOFT_COST, True
    return (_DASH_COST if mark in "—\u2026\u200b" else _SEAM_COST), False


def _widths_before(word: Word) -> list[float]:
    """For every number of characters, from none to all, how wide so many are as shaped within the word.

    Inside a ligature its width is shared out among its characters.
    """
    widths = [0.0]
    for part in reversed(word.parts) if word.rtl else word.parts:
        pairs = list(zip(part.glyphs, part.advances, strict=True))
        for glyph, advance in reversed(pairs) if word.rtl else pairs:
            before, length = widths[-1], len(glyph.text)
            if length:
                widths += [before + advance * place / length for place in range(1, length + 1)]
            else:
                widths[-1] += advance
    return widths


def _cluster_ends(word: Word) -> list[int]:
    ends, place = [], 0
    texts = [glyph.text for part in word.parts for glyph in part.glyphs if glyph.text]
    for text in reversed(texts) if word.rtl else texts:
        place += len(text)
        ends.append(place)
    return ends[:-1]


def _all_changed(own: tuple[GlyphRun, ...], plain: tuple[GlyphRun, ...]) -> bool:
    """Whether a feature gave every glyph another shape: then the face really has it."""
    mine = [(run.face, glyph.gid) for run in own for glyph in run.glyphs if glyph.text.strip()]
    theirs = {(run.face, glyph.gid) for run in plain for glyph in run.glyphs}
    return bool(mine) and all(glyph not in theirs for glyph in mine)


def _retold(runs: tuple[GlyphRun, ...], text: str) -> tuple[GlyphRun, ...]:
    told, place = [], 0
    for run in runs:
        glyphs = []
        for glyph in run.glyphs:
            end = place + len(glyph.text)
            glyphs.append(Glyph(glyph.gid, text[place:end], glyph.advance, glyph.dx, glyph.dy))
            place = end
        told.append(GlyphRun(run.face, tuple(glyphs)))
    return tuple(told)


def _marked(word: Word, text: str) -> Word:
    """The word with another text for its last glyph."""
    last = word.parts[-1]
    mark = last.glyphs[-1]
    hyphen = Glyph(mark.gid, text, mark.advance, mark.dx, mark.dy)
    part = Shaped(last.face, last.size, last.rise, (*last.glyphs[:-1], hyphen), last.advances, last.width)
    word.parts = (*word.parts[:-1], part)
    word.single = None if word.single is None else part
    return word
