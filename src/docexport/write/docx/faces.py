"""Which font name Word needs for a family and a weight, and which font files stand behind the names.

Word knows four styles of a family: regular, bold, italic, bold italic. Every other weight is a family of
its own there ("Source Serif Pro Semibold"), under the name that the font file gives for such programs
(OpenType `name` 1), so weight 600 and 300 look the same in Word, in LibreOffice and in print.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from unicodedata import east_asian_width

from docexport.fonts import Face, FontLibrary, covers, description, metrics
from docexport.notices import Notice
from docexport.records import Struct, replace
from docexport.style import Role, Style

_FOUR_STYLES = (400, 700)
_SLANTS = (" Italic", " It", " Oblique")
_BOLD_FROM = 600
"""From which weight an unknown family is made bold."""


class WordFont(Struct, frozen=True):
    """A font as a run names it."""

    name: str
    bold: bool
    italic: bool


class _Letters(dict[str, float]):
    """The widths of letters in thousandths of an em, each looked up when it is first asked for."""

    def __init__(self, measure: Callable[[str], float]) -> None:
        self._measure = measure

    def __missing__(self, letter: str) -> float:
        width = self[letter] = self._measure(letter)
        return width


class Faces:
    """The style's fonts under the names that Word has for them; remembers which ones were asked for."""

    def __init__(self, style: Style, *, east_asian: bool = False) -> None:
        self._bolds_only = east_asian
        """East Asian families are told bold from regular by the style bit alone, so headings need it."""
        library = FontLibrary([Path(folder) for folder in style.font_folders])
        self._library = library
        self._find = cache(library.find)
        self._letters: dict[tuple[tuple[str, ...], int, bool, str], _Letters] = {}
        self.used: dict[WordFont, Face | None] = {}
        self.letters: dict[WordFont, set[str]] = {}
        """Of the fonts that are there for complex scripts alone, what they are there for."""
        self._complex: dict[tuple[tuple[str, ...], int, bool, str], WordFont] = {}

    def word_font(
        self, families: Sequence[str], weight: int, *, italic: bool, within: bool = False
    ) -> WordFont:
        """The name and style bits for the first of the families, which the document then uses.

        Words that are heavy `within` others are bold for whoever reads the file or presses Ctrl+B, whatever
        their family: what is semibold counts as the bold of the family that only has it.
        """
        if self._bolds_only and weight >= _BOLD_FROM:
            weight = max(_FOUR_STYLES)
        face = self._face(families, weight, italic=italic)
        font = _named(families[0], weight, face, italic=italic)
        if within and weight >= _BOLD_FROM:
            font = replace(font, bold=True)
        self.used.setdefault(font, face if face and face.italic == italic else None)
        return font

    def complex_font(self, families: Sequence[str], weight: int, word: str, *, italic: bool) -> WordFont:
        """The font for a word of a complex script, which the document then uses."""
        key = (tuple(families), weight, italic, word)
        if key not in self._complex:
            self._complex[key] = font = self._complex_font(families, weight, word, italic=italic)
            self.letters.setdefault(font, set()).update(word)
        return self._complex[key]

    def _complex_font(self, families: Sequence[str], weight: int, word: str, *, italic: bool) -> WordFont:
        named = complex_family(families)
        face: Face | None = self._find(named, weight, italic)
        if face is None or not covers(face, word.strip()):
            runs = self._library.stack(tuple(families), weight, italic, _unheard).shape(word.strip())
            face = max(runs, key=lambda run: len(run.text)).face if runs else face
        family = face.family if face else named
        font = WordFont(family, weight >= _BOLD_FROM, bool(face and face.italic))
        self.used.setdefault(font, face)
        return font

    def natural_leading(self, role: Role) -> float:
        """The height in points that Word gives a line of the role's first family by itself."""
        face = self._face(role.families, role.weight, italic=role.italic)
        if face is None:
            return role.size.pt * 1.4
        about = description(face)
        return role.size.pt * (about.win_ascent + about.win_descent) / 1000

    def ascent(self, role: Role) -> float:
        """How far the role's lines reach above the baseline, in points."""
        face = self._face(role.families, role.weight, italic=role.italic)
        return role.size.pt * (description(face).win_ascent / 1000 if face else 1.0)

    def descent(self, role: Role) -> float:
        """How far the role's lines reach below the baseline, in points."""
        return self.natural_leading(role) - self.ascent(role)

    def cap_height(self, role: Role) -> float:
        """The height of capitals as a part of the type size."""
        face = self._face(role.families, role.weight, italic=role.italic)
        return metrics(face).cap_height / 1000 if face else 0.66

    def width(self, text: str, role: Role) -> float:
        """About how wide a text is in points: letter by letter, without kerning."""
        return self.ruler(role)(text)

    def ruler(self, role: Role) -> Callable[[str], float]:
        """Measures many texts of one role, as `width` does."""
        key = (role.families, role.weight, role.italic, role.case)
        known = self._letters.setdefault(key, _Letters(lambda letter: self._letter(letter, role)))
        size, tracking = role.size.pt, role.tracking.pt
        return lambda text: sum(map(known.__getitem__, text)) * size / 1000 + tracking * len(text)

    def _letter(self, letter: str, role: Role) -> float:
        shown = letter.upper() if role.case == "upper" else letter
        stack = self._library.stack(role.families, role.weight, role.italic, _unheard)
        if not covers(stack.primary, shown):
            # Looking for a font that has it would take longer than all the rest.
            return 1000.0 if east_asian_width(letter) in "WF" else 600.0
        return sum(run.advance for run in stack.shape(shown))

    def _face(self, families: Sequence[str], weight: int, *, italic: bool) -> Face | None:
        return self._find(families[0], weight, italic)


def complex_family(families: Sequence[str]) -> str:
    """The family of a stack that Word is to use for Arabic, Hebrew, Thai and other complex scripts."""
    return next((name for name in families[1:] if "CJK" not in name), families[0])


def _unheard(_notice: Notice) -> None:
    """Missing letters are no loss here: Word looks for fonts by itself."""


def _named(family: str, weight: int, face: Face | None, *, italic: bool) -> WordFont:
    if face is None or face.variations:
        return WordFont(family, weight >= _BOLD_FROM, italic)
    if face.weight in _FOUR_STYLES:
        # A family without the weight asked for may come up with its regular: then Word thickens it.
        bold = face.weight == max(_FOUR_STYLES) or weight >= _BOLD_FROM
        return WordFont(face.family, bold, italic)
    name = description(face).full_name
    for slant in _SLANTS:
        name = name.removesuffix(slant)
    return WordFont(name, bold=False, italic=italic)
