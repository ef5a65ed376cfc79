"""Which words of one text have a counterpart in another, in the same order.

1. Runs of four words that occur once on either side are anchors; of those, the longest chain that is in
   order on both sides is kept (patience sorting).
2. What lies between two anchors is compared by `difflib`, or word by word where it is very long.

That takes n log n steps for a whole book.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher

_RUN = 4
_MOST_PAIRS = 4_000_000


def matches(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of places that belong together, rising on both sides."""
    pairs: list[tuple[int, int]] = []
    here = there = 0
    for start, other in [*_anchors(left, right), (len(left), len(right))]:
        if start < here or other < there:
            continue
        pairs += ((here + a, there + b) for a, b in _between(left[here:start], right[there:other]))
        length = min(_RUN, len(left) - start)
        pairs += ((start + step, other + step) for step in range(length))
        here, there = start + length, other + length
    return pairs


def _anchors(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    places = _unique_runs(right)
    return _rising([(start, places[run]) for run, start in _unique_runs(left).items() if run in places])


def _unique_runs(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    """Where each run of words begins, of those that occur once; in rising order."""
    counts: Counter[tuple[str, ...]] = Counter()
    starts: dict[tuple[str, ...], int] = {}
    for start in range(len(words) - _RUN + 1):
        run = tuple(words[start : start + _RUN])
        counts[run] += 1
        starts[run] = start
    return {run: start for run, start in starts.items() if counts[run] == 1}


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of pairs whose second places rise as the first ones do."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        before.append(ends[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [place]
        ends[pile : pile + 1] = [index]
    chain: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _between(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[int, int]]:
    if not left or not right:
        return
    if len(left) * len(right) > _MOST_PAIRS:
        yield from _one_by_one(left, right)
        return
    for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
        yield from ((block.a + step, block.b + step) for step in range(block.size))


def _one_by_one(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Each word with the next of its kind: for text that repeats itself over pages."""
    places: dict[Hashable, list[int]] = {}
    for place, word in enumerate(right):
        places.setdefault(word, []).append(place)
    there = 0
    for here, word in enumerate(left):
        known = places.get(word, [])
        index = bisect_left(known, there)
        if index < len(known):
            yield here, known[index]
            there = known[index] + 1
