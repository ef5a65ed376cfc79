"""A line of text: its atoms, and how they share the line's width.

1. A line that is nothing but words with equal spaces keeps only those (`docexport.typeset.even`): there are
   many lines, and the atoms that they were cut from can go.
2. `Line.paint` finds how far the spaces give, and for justified text how much the type itself does.
3. The atoms, in visual order, go to a `Pen`, which places them.
"""

from __future__ import annotations

from docexport.records import Struct
from docexport.style.style import Align
from docexport.typeset.atoms import Atom, Mark, Space, WordAtom
from docexport.typeset.bidi import Level, visual_order
from docexport.typeset.even import EvenWords, even_words
from docexport.typeset.pen import Pen
from docexport.typeset.sheet import Sheet

_STEP = 0.0025
"""Type is widened or narrowed in few steps, so that neighboring lines do not differ visibly."""
_LOOSEST = 5.0
"""A line that would need wider spaces than this ends where it ends."""
_TIGHTEST = -2.5
"""Real widths differ slightly from those that breaking counted with; spaces shrink further for it."""


class Line(Struct, eq=False):
    """Atoms of one line, in reading order; `x` counts from the column's start edge.

    Of a line with equal spaces `even` has the words, and there are no atoms.
    """

    atoms: list[Atom]
    x: float
    width: float
    align: Align
    baseline: float
    """From the line's top."""
    tail: str = " "
    last: bool = False
    """Whether it ends its paragraph, or ends where the author wants it to."""
    expansion: float = 0.0
    hang: bool = False
    rtl: bool = False
    levels: list[Level] | None = None
    even: EvenWords | None = None

    def __post_init__(self) -> None:
        if self.levels is None and self.even is None:
            self.even = even_words(self.atoms)
            if self.even is not None:
                self.atoms = []

    def paint(self, sheet: Sheet, x: float, y: float) -> None:
        """Place the line with its top at y in a column that begins at x."""
        start, end = self._hangs()
        words, natural, stretch, shrink = self._sums()
        room = self.width + start + end - natural
        left = sheet.left(x + self.x, self.width)
        if self.align == "justify" and (not self.last or room < 0):
            scale, ratio = self._justified(room, words, stretch if room > 0 else shrink)
            left -= start
        else:
            scale, ratio = 1.0, 0.0
            left += self._offset(self.width - natural)
        pen = Pen(sheet, y + self.baseline, left, scale, ratio)
        if self.even is not None:
            pen.write_even(self.even, self.tail)
            return
        if self.levels is None:
            pen.write(self.atoms)
        else:
            order = visual_order(range(len(self.atoms)), self.levels)
            pen.write_mixed([(index, self.atoms[index], self.levels[index] % 2 == 1) for index in order])
        pen.finish(self.tail)

    @property
    def natural_width(self) -> float:
        """The width with every space as the font has it."""
        return self._sums()[1]

    def _sums(self) -> tuple[float, float, float, float]:
        """How wide the words are, and everything; how far the spaces stretch and shrink."""
        if self.even is not None:
            return self.even.sums
        words = others = stretch = shrink = 0.0
        for atom in self.atoms:
            if type(atom) is WordAtom:
                words += atom.word.width
            elif type(atom) is Space:
                others += atom.width
                stretch += atom.stretch
                shrink += atom.shrink
            else:
                others += atom.width
        return words, words + others, stretch, shrink

    @property
    def blank(self) -> bool:
        """Whether there is nothing on the line."""
        return self.even is None and not self.atoms

    def marks(self) -> list[Mark]:
        """The anchors and citations on this line."""
        return [atom for atom in self.atoms if type(atom) is Mark]

    def _hangs(self) -> tuple[float, float]:
        """How far the first and the last character stand out of the measure."""
        if not self.hang or self.levels is not None or self.blank:
            return 0.0, 0.0
        if self.even is not None:
            return self.even.hangs
        first, last = self.atoms[0], self.atoms[-1]
        start = first.word.hang_start if type(first) is WordAtom else 0.0
        return start, last.word.hang_end if type(last) is WordAtom else 0.0

    def _justified(self, room: float, words: float, give: float) -> tuple[float, float]:
        """How wide the type is set (1 is as designed) and how far each space gives."""
        if not words:
            return 1.0, 0.0
        if not give:
            return (1.0 if room > 0 else 1 + room / words), 0.0
        limit = self.expansion * words
        # The type gives first: two parts in a hundred are not seen in letters, but they are in spaces.
        wanted = max(-limit, min(limit, room))
        # Whole steps towards zero, so that what is left for the spaces keeps its sign.
        scale = 1 + int(wanted / words / _STEP) * _STEP
        ratio = (room - (scale - 1) * words) / give
        if ratio > _LOOSEST:
            return 1.0, 0.0
        if ratio < _TIGHTEST:
            return 1 + (room - _TIGHTEST * give) / words, _TIGHTEST
        return scale, ratio

    def _offset(self, room: float) -> float:
        """How far from the left edge the text begins."""
        if self.align == "center":
            return room / 2
        at_left = (self.align in ("start", "justify")) != self.rtl
        return 0.0 if at_left else room
