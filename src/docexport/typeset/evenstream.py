"""The stream of a paragraph that is words with the same space between them, as most are.

`docexport.typeset.stream` walks any paragraph atom by atom; here each of its lists is made at once, to the
same figures. Where words have seams (hyphens, dashes), their places are put in afterwards.
"""

from __future__ import annotations

from functools import cache
from itertools import accumulate
from operator import attrgetter

from docexport.records import Struct
from docexport.typeset.even import EvenText
from docexport.typeset.stream import INFINITE, Break, Manner, Place, Stream, point_breaks

_seams = attrgetter("seams")


def even_stream(text: EvenText, manner: Manner) -> Stream | None:
    """The sums and break places; None in a manner that needs the text to be walked."""
    if manner.hyphenate or manner.desperate or len(text.words) < 2:
        return None
    if manner.widest < INFINITE and manner.widest < max([word.width for word in text.words]):
        return None
    return _Even(text, manner).stream()


class _Even(Struct):
    """Lists of equal length, each made at once."""

    text: EvenText
    manner: Manner

    def stream(self) -> Stream:
        words, indent, manner = self.text.words, self.text.indent, self.manner
        space, first = self.text.voice.space, 1 if indent else 0
        own = [word.width for word in words]
        gives = [width * manner.expansion for width in own] if manner.expansion else [0.0] * len(own)
        widths, nexts = _sums(own, space.width, indent.width if indent else 0.0)
        stretches, next_stretches = _sums(gives, space.stretch, 0.0)
        shrinks, next_shrinks = _sums(gives, space.shrink, 0.0)
        ends, starts = widths[:-1], nexts[:-1]
        if manner.hang:
            ends = [width - word.hang_end for width, word in zip(ends, words, strict=False)]
            starts = [width + word.hang_start for width, word in zip(starts, words[1:], strict=True)]
        count = len(words) + 1
        lists = (
            [(0, 0), *_places(first + 1, first + 2 * len(words))],
            [(0, 0), *_places(first + 2, first + 2 * len(words) + 1)],
            [0.0, *ends, widths[-1]],
            [0.0, *stretches],
            [0.0, *shrinks],
            [0.0, *starts, widths[-1]],
            [0.0, *next_stretches],
            [0.0, *next_shrinks],
            [0.0] * count,
            [False] * count,
        )
        if any(map(_seams, words)):
            breaks = self._with_seams([*zip(*lists, strict=True)], widths, stretches, shrinks)
            return Stream([len(breaks) - 1], *zip(*breaks, strict=True))
        return Stream([count - 1], *lists)

    def _with_seams(
        self, breaks: list[Break], widths: list[float], stretches: list[float], shrinks: list[float]
    ) -> list[Break]:
        """The places inside words go before the one at each word's end."""
        manner, first = self.manner, 1 if self.text.indent else 0
        for number, word in reversed([*enumerate(self.text.words)]):
            if word.seams:
                give = word.width * manner.expansion
                sums = widths[number] - word.width, stretches[number] - give, shrinks[number] - give
                at = first + 2 * number
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
