"""The stream of a paragraph that is words with the same space between them, as most are.

`docexport.typeset.stream` walks any paragraph atom by atom; here each of its lists is made at once, to the
same figures. Where words have seams (hyphens, dashes), their places are put in afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, repeat
from operator import attrgetter

from docexport.typeset.atoms import Atom, Space, WordAtom
from docexport.typeset.even import is_indent
from docexport.typeset.fount import Word
from docexport.typeset.stream import Break, Manner, Stream, point_breaks

_SEAMS = attrgetter("seams")


def even_stream(atoms: Sequence[Atom], manner: Manner) -> Stream | None:
    """The sums and break places; None for a paragraph, or a manner, that needs to be walked."""
    if manner.hyphenate or manner.desperate or len(atoms) < 3:
        return None
    head = atoms[0]
    first, indent = (1, head.width) if type(head) is Space and is_indent(head) else (0, 0.0)
    words, space = _words(atoms[first::2]), _only_space(atoms[first + 1 :: 2])
    if not words or space is None or not (len(atoms) - first) % 2:
        return None
    if manner.widest < max([word.width for word in words]):
        return None
    return _Even(atoms, manner, words, space, first, indent).stream()


def _words(atoms: Sequence[Atom]) -> list[Word]:
    """The words; none if there is anything else."""
    words = [atom.word for atom in atoms if type(atom) is WordAtom]
    return words if len(words) == len(atoms) else []


def _only_space(atoms: Sequence[Atom]) -> Space | None:
    """The space that they all are, if lines may end at it."""
    space = atoms[0] if atoms else None
    if type(space) is not Space or not space.breaks or space.cost:
        return None
    return space if atoms.count(space) == len(atoms) else None


@dataclass(slots=True)
class _Even:
    """Sums before the first word's end, the second word's end, and so on."""

    atoms: Sequence[Atom]
    manner: Manner
    words: list[Word]
    space: Space
    first: int
    indent: float

    def stream(self) -> Stream:
        words, space, give, count = self.words, self.space, self.manner.expansion, len(self.words) - 1
        sums = [*accumulate([word.width for word in words])]
        widths = [self.indent + total + number * space.width for number, total in enumerate(sums)]
        stretches = [total * give + number * space.stretch for number, total in enumerate(sums)]
        shrinks = [total * give + number * space.shrink for number, total in enumerate(sums)]
        ends, starts = widths[:-1], [width + space.width for width in widths[:-1]]
        if self.manner.hang:
            ends = [width - word.hang_end for width, word in zip(ends, words, strict=False)]
            starts = [width + word.hang_start for width, word in zip(starts, words[1:], strict=True)]
        places, nexts = (
            range(self.first + 1, len(self.atoms) + 1, 2),
            range(self.first + 2, len(self.atoms) + 2, 2),
        )
        lists = (
            [(0, 0), *zip(places, repeat(0))],
            [(0, 0), *zip(nexts, repeat(0))],
            [0.0, *ends, widths[-1]],
            [0.0, *stretches],
            [0.0, *shrinks],
            [0.0, *starts, widths[-1]],
            [0.0, *[stretch + space.stretch for stretch in stretches[:-1]], stretches[-1]],
            [0.0, *[shrink + space.shrink for shrink in shrinks[:-1]], shrinks[-1]],
            [0.0] * (count + 2),
            [False] * (count + 2),
        )
        if any(map(_SEAMS, words)):
            breaks = self._with_seams([*zip(*lists, strict=True)], widths, stretches, shrinks)
            return Stream(self.atoms, [len(breaks) - 1], *zip(*breaks, strict=True))
        return Stream(self.atoms, [count + 1], *lists)

    def _with_seams(
        self, breaks: list[Break], widths: list[float], stretches: list[float], shrinks: list[float]
    ) -> list[Break]:
        """The places inside words go before the one at each word's end."""
        manner = self.manner
        for number in reversed(range(len(self.words))):
            word = self.words[number]
            if word.seams:
                give = word.width * manner.expansion
                sums = widths[number] - word.width, stretches[number] - give, shrinks[number] - give
                at = self.first + 2 * number
                breaks[number + 1 : number + 1] = point_breaks(at, word.seams, manner, sums)
        return breaks
