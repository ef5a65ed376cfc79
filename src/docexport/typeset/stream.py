"""A paragraph as line breaking sees it: running sums of widths, and the places where a line may end.

Sums are kept as Knuth and Plass do ("Breaking Paragraphs into Lines", 1981): the width of a line is the
sum at its end less the sum at its start, and likewise how far it stretches and shrinks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from docexport.records import Struct
from docexport.typeset.atoms import Atom, Forced, Space, Thing, WordAtom
from docexport.typeset.fount import Point, Word

Place: TypeAlias = tuple[int, int]
"""An atom and how many of its characters come before."""

INFINITE = float("inf")

_TORN_COST = 30_000.0
"""Between words without a space between them: only where nothing else is possible."""


Break: TypeAlias = tuple[Place, Place, float, float, float, float, float, float, float, bool]
"""What `Stream` has of one place, in the order of its lists."""


class Stream(Struct, frozen=True):
    """Parallel lists, one entry for each place where a line may end; the first is the paragraph's start."""

    forced: Sequence[int]
    """Which of them the author wants; the last is the paragraph's end."""
    places: Sequence[Place]
    """Where the line ends."""
    nexts: Sequence[Place]
    """Where the next line begins."""
    ends: Sequence[float]
    end_stretches: Sequence[float]
    end_shrinks: Sequence[float]
    starts: Sequence[float]
    start_stretches: Sequence[float]
    start_shrinks: Sequence[float]
    costs: Sequence[float]
    hyphens: Sequence[bool]


class Manner(Struct, frozen=True):
    """What may be done to break a paragraph."""

    hyphenate: bool = False
    hang: bool = False
    expansion: float = 0.0
    widest: float = INFINITE
    """Words, and parts of addresses, wider than this may be divided anywhere."""
    desperate: bool = False
    """Every word may be."""


def make_stream(atoms: Sequence[Atom], manner: Manner) -> Stream:
    """The sums and break places of a paragraph's atoms."""
    builder = _Builder(atoms, manner)
    builder.start()
    word, space = builder.word, builder.space
    for index, atom in enumerate(atoms):
        if type(atom) is WordAtom:
            word(index, atom)
        elif type(atom) is Space:
            space(index, atom)
        elif type(atom) is Thing:
            builder.thing(index, atom)
        elif type(atom) is Forced:
            builder.line_break(index)
    builder.line_break(len(atoms))
    return Stream(builder.forced, *zip(*builder.breaks, strict=True))


class _Builder:
    """Walks a paragraph and notes every break; a tuple for each is quicker than ten lists that grow."""

    def __init__(self, atoms: Sequence[Atom], manner: Manner) -> None:
        self.atoms = atoms
        self.manner = manner
        self.breaks: list[Break] = []
        self.forced: list[int] = []
        self.width = 0.0
        self.stretch = 0.0
        self.shrink = 0.0

    def start(self) -> None:
        self._add((0, 0), (0, 0))

    def word(self, index: int, atom: WordAtom) -> None:
        word, manner = atom.word, self.manner
        points = word.seams
        if manner.hyphenate and atom.voice.fount.look.hyphenate:
            syllables = atom.voice.fount.syllables(word)
            if syllables:
                points = _merged(points, syllables)
        if manner.desperate:
            points = _merged(points, atom.voice.fount.letters(word))
            if index:
                self._tear(index)
        elif word.width > manner.widest:
            points = _merged(points, _torn(word, points, atom.voice.fount.letters(word), manner.widest))
        if points:
            sums = self.width, self.stretch, self.shrink
            self.breaks += point_breaks(index, points, manner, sums)
        width = word.width
        self.width += width
        if manner.expansion:
            give = width * manner.expansion
            self.stretch += give
            self.shrink += give

    def _tear(self, index: int) -> None:
        if type(self.atoms[index - 1]) in (WordAtom, Thing):
            self._add((index, 0), (index, 0), _TORN_COST)

    def space(self, index: int, space: Space) -> None:
        width, stretch, shrink = self.width, self.stretch, self.shrink
        self.width = after = width + space.width
        self.stretch = stretch_after = stretch + space.stretch
        self.shrink = shrink_after = shrink + space.shrink
        if not space.breaks and not self.manner.desperate:
            return
        if self.manner.hang and index:
            # What hangs out before and after the space, if a line ends at it.
            atoms = self.atoms
            before, following = atoms[index - 1], atoms[index + 1] if index + 1 < len(atoms) else None
            if type(before) is WordAtom:
                width -= before.word.hang_end
            if type(following) is WordAtom:
                after += following.word.hang_start
        self.breaks.append(
            (
                (index, 0),
                (index + 1, 0),
                width,
                stretch,
                shrink,
                after,
                stretch_after,
                shrink_after,
                space.cost if space.breaks else _TORN_COST,
                False,
            )
        )

    def thing(self, index: int, thing: Thing) -> None:
        if self.manner.desperate and index:
            self._tear(index)
        self.width += thing.width

    def line_break(self, index: int) -> None:
        self.forced.append(len(self.breaks))
        self._add((index, 0), (index + 1, 0))

    def _add(self, place: Place, after: Place, cost: float = 0.0) -> None:
        """A break at which nothing of the width is left out."""
        sums = self.width, self.stretch, self.shrink
        self.breaks.append((place, after, *sums, *sums, cost, False))


def point_breaks(
    index: int, points: Sequence[Point], manner: Manner, sums: tuple[float, float, float]
) -> list[Break]:
    """The breaks inside the word at an index; `sums` are the width, stretch and shrink before it."""
    breaks: list[Break] = []
    width, stretch, shrink = sums
    for point in points:
        place = (index, point.offset)
        give = point.start * manner.expansion
        hang = 0.6 * (point.end - point.start) if manner.hang else 0.0
        end, start = width + (point.end - hang), width + point.start
        gives = stretch + give, shrink + give
        breaks.append((place, place, end, *gives, start, *gives, point.cost, point.hyphen))
    return breaks


def _torn(word: Word, points: Sequence[Point], letters: Sequence[Point], widest: float) -> list[Point]:
    """Places between letters, only in the parts of a word that are still too wide for a line."""
    torn: list[Point] = []
    start, begin = 0.0, 0
    for end, width in [*((point.offset, point.end) for point in points), (len(word.text), word.width)]:
        if width - start > widest:
            torn += [letter for letter in letters if begin < letter.offset < end]
        begin = end
        start = next((point.start for point in points if point.offset == end), width)
    return torn


def _merged(points: Sequence[Point], more: Sequence[Point]) -> tuple[Point, ...]:
    """Both, in order; where both have a point, the cheaper one."""
    by_offset = {point.offset: point for point in more}
    by_offset |= {point.offset: point for point in points}
    return tuple(by_offset[offset] for offset in sorted(by_offset))


def widths(atoms: Sequence[Atom]) -> tuple[float, float]:
    """The least and the greatest width that a paragraph asks for: its widest part, its longest line."""
    stream = make_stream(atoms, Manner())
    longest, start = 0.0, 0
    for forced in stream.forced:
        longest = max(longest, stream.ends[forced] - stream.starts[start])
        start = forced
    least = max(
        (stream.ends[i + 1] - stream.starts[i] for i in range(len(stream.ends) - 1)),
        default=0.0,
    )
    return max(least, 0.0), max(longest, 0.0)
