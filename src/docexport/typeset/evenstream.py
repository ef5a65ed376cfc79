"""The stream of a paragraph that is words with the same space between them, as most are.

`docexport.typeset.stream` walks any paragraph atom by atom; here each of its lists is made at once, to the
same figures. Where words have seams (hyphens, dashes), their places are put in afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import accumulate

from docexport.records import Struct
from docexport.typeset.atoms import Atom, Space, WordAtom
from docexport.typeset.even import is_indent
from docexport.typeset.fount import Word
from docexport.typeset.stream import Break, Manner, Place, Stream, point_breaks


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


class _Even(Struct):
    """A paragraph of `words`; the first is the atom number `first`, after white space `indent` wide."""

    atoms: Sequence[Atom]
    manner: Manner
    words: list[Word]
    space: Space
    first: int
    indent: float

    def stream(self) -> Stream:
        words, space, manner = self.words, self.space, self.manner
        own = [word.width for word in words]
        gives = [width * manner.expansion for width in own] if manner.expansion else [0.0] * len(own)
        widths, nexts = _sums(own, space.width, self.indent)
        stretches, next_stretches = _sums(gives, space.stretch, 0.0)
        shrinks, next_shrinks = _sums(gives, space.shrink, 0.0)
        ends, starts = widths[:-1], nexts[:-1]
        if manner.hang:
            ends = [width - word.hang_end for width, word in zip(ends, words, strict=False)]
            starts = [width + word.hang_start for width, word in zip(starts, words[1:], strict=True)]
        count = len(words) + 1
        lists = (
            [(0, 0), *_places(self.first + 1, len(self.atoms) + 1)],
            [(0, 0), *_places(self.first + 2, len(self.atoms) + 2)],
            [0.0, *ends, widths[-1]],
            [0.0, *stretches],
            [0.0, *shrinks],
            [0.0, *starts, widths[-1]],
            [0.0, *next_stretches],
            [0.0, *next_shrinks],
            [0.0] * count,
            [False] * count,
        )
        if any(True for word in words if word.seams):
            breaks = self._with_seams([*zip(*lists, strict=True)], widths, stretches, shrinks)
            return Stream(self.atoms, [len(breaks) - 1], *zip(*breaks, strict=True))
        return Stream(self.atoms, [count - 1], *lists)

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


def _places(start: int, stop: int) -> list[Place]:
    """Every second atom from one to another."""
    return _all_places(1 << stop.bit_length())[start:stop:2]


@cache
def _all_places(stop: int) -> list[Place]:
    """Paragraphs have the same ones, up to the longest one's last."""
    return [(number, 0) for number in range(stop)]


def _sums(words: list[float], space: float, start: float) -> tuple[list[float], list[float]]:
    """The running sums before and after each space; at the end, where there is none, both are the same."""
    both = [space] * (2 * len(words) - 1)
    both[::2] = words
    sums = [*accumulate(both, initial=start)]
    return sums[1::2], [*sums[2::2], sums[-1]]
