"""A paragraph as line breaking sees it: running sums of widths, and the places where a line may end.

Sums are kept as Knuth and Plass do ("Breaking Paragraphs into Lines", 1981): the width of a line is the
sum at its end less the sum at its start, and likewise how far it stretches and shrinks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from docexport.typeset.atoms import Atom, Forced, Space, Thing, WordAtom
from docexport.typeset.fount import Point, Word

Place = tuple[int, int]
"""An atom and how many of its characters come before."""

_TORN_COST = 30_000.0
"""Between words without a space between them: only where nothing else is possible."""


@dataclass(slots=True)
class Stream:
    """Parallel lists, one entry for each place where a line may end; the first is the paragraph's start."""

    atoms: Sequence[Atom]
    ends: list[float] = field(default_factory=list)
    end_stretches: list[float] = field(default_factory=list)
    end_shrinks: list[float] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    start_stretches: list[float] = field(default_factory=list)
    start_shrinks: list[float] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)
    hyphens: list[bool] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    """Where the line ends."""
    nexts: list[Place] = field(default_factory=list)
    """Where the next line begins."""
    forced: list[int] = field(default_factory=list)
    """Which of them the author wants; the last is the paragraph's end."""


@dataclass(frozen=True, slots=True)
class Manner:
    """What may be done to break a paragraph."""

    hyphenate: bool = False
    hang: bool = False
    expansion: float = 0.0
    widest: float = float("inf")
    """Words, and parts of addresses, wider than this may be divided anywhere."""
    desperate: bool = False
    """Every word may be."""


def make_stream(atoms: Sequence[Atom], manner: Manner) -> Stream:
    """The sums and break places of a paragraph's atoms."""
    builder = _Builder(Stream(atoms), manner)
    builder.start()
    for index, atom in enumerate(atoms):
        if type(atom) is WordAtom:
            builder.word(index, atom)
        elif type(atom) is Space:
            builder.space(index, atom)
        elif type(atom) is Thing:
            builder.thing(index, atom)
        elif type(atom) is Forced:
            builder.line_break(index)
    builder.line_break(len(atoms))
    return builder.stream


class _Builder:
    def __init__(self, stream: Stream, manner: Manner) -> None:
        self.stream = stream
        self.manner = manner
        self.width = 0.0
        self.stretch = 0.0
        self.shrink = 0.0
        self.adds = (
            stream.places.append,
            stream.nexts.append,
            stream.ends.append,
            stream.end_stretches.append,
            stream.end_shrinks.append,
            stream.starts.append,
            stream.start_stretches.append,
            stream.start_shrinks.append,
            stream.costs.append,
            stream.hyphens.append,
        )

    def start(self) -> None:
        self._add((0, 0), (0, 0), 0.0, 0.0, 0.0, 0.0)

    def word(self, index: int, atom: WordAtom) -> None:
        word, manner = atom.word, self.manner
        points = word.seams
        if manner.hyphenate and atom.voice.fount.look.hyphenate:
            syllables = atom.voice.fount.syllables(word)
            if syllables:
                points = _merged(points, syllables)
        if manner.desperate:
            points = _merged(points, atom.voice.fount.letters(word))
        elif word.width > manner.widest:
            points = _merged(points, _torn(word, points, atom.voice.fount.letters(word), manner.widest))
        if manner.desperate and index:
            self._tear(index)
        if points:
            self._points(index, points)
        self.width += word.width
        give = word.width * manner.expansion
        self.stretch += give
        self.shrink += give

    def _points(self, index: int, points: Sequence[Point]) -> None:
        for point in points:
            place = (index, point.offset)
            give = point.start * self.manner.expansion
            hang = 0.6 * (point.end - point.start) if self.manner.hang else 0.0
            self._add(place, place, point.end - hang, point.start, give, point.cost, hyphen=point.hyphen)

    def _tear(self, index: int) -> None:
        if type(self.stream.atoms[index - 1]) in (WordAtom, Thing):
            self._add((index, 0), (index, 0), 0.0, 0.0, 0.0, _TORN_COST)

    def space(self, index: int, space: Space) -> None:
        width, stretch, shrink = self.width, self.stretch, self.shrink
        self.width = after = width + space.width
        self.stretch = stretch_after = stretch + space.stretch
        self.shrink = shrink_after = shrink + space.shrink
        if not space.breaks and not self.manner.desperate:
            return
        if self.manner.hang:
            end, start = self._hangs(index)
            width, after = width - end, after + start
        # There are as many spaces as words: the lists are found once, not each time.
        places, nexts, ends, end_stretches, end_shrinks, starts, stretches, shrinks, costs, hyphens = (
            self.adds
        )
        places((index, 0))
        nexts((index + 1, 0))
        ends(width)
        end_stretches(stretch)
        end_shrinks(shrink)
        starts(after)
        stretches(stretch_after)
        shrinks(shrink_after)
        costs(space.cost if space.breaks else _TORN_COST)
        hyphens(False)

    def _hangs(self, index: int) -> tuple[float, float]:
        """What hangs out before and after a space at which a line ends."""
        atoms = self.stream.atoms
        if not 0 < index < len(atoms) - 1:
            return 0.0, 0.0
        before, after = atoms[index - 1], atoms[index + 1]
        end = before.word.hang_end if type(before) is WordAtom else 0.0
        return end, after.word.hang_start if type(after) is WordAtom else 0.0

    def thing(self, index: int, thing: Thing) -> None:
        if self.manner.desperate and index:
            self._tear(index)
        self.width += thing.width

    def line_break(self, index: int) -> None:
        self.stream.forced.append(len(self.stream.ends))
        self._add((index, 0), (index + 1, 0), 0.0, 0.0, 0.0, 0.0)

    def _add(
        self,
        place: Place,
        after: Place,
        end: float,
        start: float,
        give: float,
        cost: float,
        *,
        hyphen: bool = False,
    ) -> None:
        """A break: `end`, `start` and `give` (of the type) come on top of the sums so far."""
        stream = self.stream
        stream.places.append(place)
        stream.nexts.append(after)
        stream.ends.append(self.width + end)
        stream.end_stretches.append(self.stretch + give)
        stream.end_shrinks.append(self.shrink + give)
        stream.starts.append(self.width + start)
        stream.start_stretches.append(self.stretch + give)
        stream.start_shrinks.append(self.shrink + give)
        stream.costs.append(cost)
        stream.hyphens.append(hyphen)


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
