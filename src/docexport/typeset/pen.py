"""The pen places one line's atoms on a sheet.

1. `write` walks the atoms from left to right and gathers neighbors of one face, size and voice into runs;
   `write_even` does with most lines what both steps do.
2. `finish` hands the runs over in reading order: what lies behind them, they, what lies over them, links.
"""

from __future__ import annotations

from collections.abc import Sequence

from docexport.fonts import Face
from docexport.records import Struct, field
from docexport.style import Color
from docexport.typeset.atoms import Atom, FormulaText, Space, Thing, Voice, WordAtom
from docexport.typeset.even import EvenWords
from docexport.typeset.page import Element, EvenSegments, Segment, Shaped, TextRun
from docexport.typeset.sheet import Sheet

_PARTS = 64
"""More parts (of one face each) than a word has."""
_PAD = 1.2
"""How far a background reaches beyond its words, in points."""


class _Run(Struct, eq=False):
    """Words and spaces gathered so far; `order` is the place of the first atom in reading order."""

    x: float
    order: int
    voice: Voice
    face: Face
    size: float
    rise: float
    rtl: bool
    segments: list[Segment] = field(default_factory=list)
    width: float = 0.0


class _Placed(Struct, frozen=True):
    x: float
    order: int
    thing: Thing


class Pen:
    """Writes one line from `x` on; type is `scale` wide, spaces give by `ratio` of what they can."""

    def __init__(self, sheet: Sheet, y: float, x: float, scale: float, ratio: float) -> None:
        self.sheet = sheet
        self.y = y
        self.x = x
        self.scale = scale
        self.ratio = ratio
        self.run: _Run | None = None
        self.pieces: list[_Run | _Placed] = []

    def write_even(self, even: EvenWords, tail: str) -> None:
        """Place and hand over a line of equal spaces at once."""
        voice, space, ratio = even.voice, even.voice.space, self.ratio
        gap = space.width + ratio * (space.stretch if ratio > 0 else space.shrink)
        first = even.words[0]
        element, artifact = self.sheet.owner(voice.element)
        self.sheet.page.items.append(
            TextRun(
                self.x + even.indent,
                self.y,
                first.face,
                first.size,
                voice.fount.look.color,
                EvenSegments(even.words, self.scale, voice.fount.space, gap),
                element,
                artifact,
                tail,
                self.scale,
                first.rise,
            )
        )

    def write(self, atoms: Sequence[Atom]) -> None:
        """Place atoms that all run from left to right."""
        for order, atom in enumerate(atoms):
            if type(atom) is WordAtom:
                for part in atom.word.parts:
                    self._glyphs(part, atom.voice, order, False)
            elif type(atom) is Space:
                self._space(atom, order, False)
            elif type(atom) is Thing:
                self._thing(atom, order)

    def write_mixed(self, atoms: Sequence[tuple[int, Atom, bool]]) -> None:
        """Place atoms in visual order, each with its place in reading order and whether it runs leftward."""
        for number, atom, rtl in atoms:
            order = number * _PARTS
            if type(atom) is WordAtom:
                parts = atom.word.parts
                for place, part in enumerate(parts):
                    # A word's parts stand in visual order too.
                    spot = order + (len(parts) - 1 - place if rtl else place)
                    self._glyphs(part, atom.voice, spot, rtl)
                    self._read_from(spot)
            elif type(atom) is Space:
                self._space(atom, order, rtl)
                self._read_from(order)
            elif type(atom) is Thing:
                self._thing(atom, order)

    def _read_from(self, order: int) -> None:
        """The run has something that is read at this place: from right to left, before what it had so far."""
        if self.run is not None:
            self.run.order = min(self.run.order, order)

    def _glyphs(self, part: Shaped, voice: Voice, order: int, rtl: bool) -> None:
        run = self.run
        if (
            run is None
            or run.voice is not voice
            or run.face is not part.face
            or run.size != part.size
            or run.rise != part.rise
            or run.rtl != rtl
        ):
            run = self._new_run(part, voice, order, rtl)
        width = part.width * self.scale
        run.segments.append((part, width))
        run.width += width
        self.x += width

    def _new_run(self, part: Shaped, voice: Voice, order: int, rtl: bool) -> _Run:
        run = self.run = _Run(self.x, order, voice, part.face, part.size, part.rise, rtl)
        self.pieces.append(run)
        return run

    def _space(self, space: Space, order: int, rtl: bool) -> None:
        ratio = self.ratio
        width = space.width + ratio * (space.stretch if ratio > 0 else space.shrink)
        shaped, run = space.shaped, self.run
        if shaped is not None:
            if run is None or run.voice is not space.voice or run.face is not shaped.face or run.rtl != rtl:
                run = self._new_run(shaped, space.voice, order, rtl)
            run.segments.append((shaped, width))
            run.width += width
        elif run is not None and width:
            # A joint between ideographs, or white space of its own: the glyph before it takes the width.
            shaped, before = run.segments[-1]
            run.segments[-1] = shaped, before + width
            run.width += width
        self.x += width

    def _thing(self, thing: Thing, order: int) -> None:
        self.pieces.append(_Placed(self.x, order, thing))
        self.run = None
        self.x += thing.width

    # --- Handing over ------------------------------------------------------------------------------

    def finish(self, tail: str) -> None:
        """Hand everything to the sheet in reading order; the last run ends the line."""
        pieces = sorted(self.pieces, key=lambda piece: piece.order)
        runs = [piece for piece in pieces if isinstance(piece, _Run)]
        for run in runs:
            if run.voice.look.background is not None:
                self._behind(run, run.voice.look.background)
        for piece in pieces:
            if isinstance(piece, _Placed):
                self._place(piece)
            else:
                self._text(piece, tail if piece is runs[-1] else "")
        for run in runs:
            if run.voice.look.underline or run.voice.look.strike:
                self._over(run)
        self._links()

    def _text(self, run: _Run, tail: str) -> None:
        element, artifact = self.sheet.owner(run.voice.element)
        self.sheet.page.items.append(
            TextRun(
                run.x,
                self.y,
                run.face,
                run.size,
                run.voice.fount.look.color,
                tuple(run.segments),
                element,
                artifact,
                tail,
                self.scale,
                run.rise,
                run.rtl,
            )
        )

    def _place(self, placed: _Placed) -> None:
        thing, sheet = placed.thing, self.sheet
        content, owner = thing.content, thing.element or thing.voice.element
        if isinstance(content, FormulaText):
            color = thing.voice.look.color
            sheet.formula(placed.x, self.y, content, color, owner)
        else:
            start = sheet.left(placed.x, thing.width)
            height = thing.ascent + thing.descent
            sheet.picture(start, self.y - thing.ascent, thing.width, height, content, thing.element)

    def _behind(self, run: _Run, color: Color) -> None:
        fount = run.voice.fount
        top = fount.ascent * 0.9
        self._bar(run, self.y - top, top + fount.descent * 0.85, color, _PAD)

    def _over(self, run: _Run) -> None:
        look, metrics = run.voice.look, run.voice.fount.stack.metrics
        em = run.size / 1000
        if look.underline:
            thickness = max(metrics.underline_thickness * em, 0.4)
            self._bar(run, self.y - metrics.underline_position * em - thickness / 2, thickness, look.color)
        if look.strike:
            thickness = max(metrics.strikeout_thickness * em, 0.4)
            self._bar(run, self.y - metrics.strikeout_position * em - thickness / 2, thickness, look.color)

    def _bar(self, run: _Run, top: float, height: float, color: Color, pad: float = 0.0) -> None:
        width = run.width + 2 * pad
        self.sheet.rectangle(self.sheet.left(run.x - pad, width), top, width, height, color, "layout")

    def _links(self) -> None:
        """One area for each link on the line, however many runs its words are in."""
        spans: dict[Element, tuple[float, float, Voice]] = {}
        for piece in self.pieces:
            voice = piece.voice if isinstance(piece, _Run) else piece.thing.voice
            if voice.link is None:
                continue
            end = piece.x + (piece.width if isinstance(piece, _Run) else piece.thing.width)
            start, before, _ = spans.get(voice.link, (piece.x, end, voice))
            spans[voice.link] = (min(start, piece.x), max(before, end), voice)
        for link, (start, end, voice) in spans.items():
            fount = voice.fount
            self.sheet.link(start, self.y - fount.ascent, end - start, fount.ascent + fount.descent, link)
