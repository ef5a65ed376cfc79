"""Is every word of the source in the output, and in the source's order?

Outputs have more words than the source (contents, running heads, numbers), so the question is which source
words have no counterpart, not whether two lists are equal. The alignment takes triples of words that occur
once on either side as anchors, keeps the longest chain of anchors that is in order on both sides, and
compares what lies between them. That is n log n for whole books, and exact where it matters: a stretch
between anchors is small.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

Words = Sequence[str]
Anchor = tuple[int, int]

# Stretches of more word pairs than this (text that repeats itself over pages) are compared greedily.
EXACT_LIMIT = 4_000_000
# So far the greedy comparison looks ahead: past a page's notes and furniture, not past what is missing.
LOOK_AHEAD = 400
# From this length a word may be divided without a hyphen at the end of a line, as addresses are.
LONG_WORD = 12
# Scripts that are set without spaces divide anywhere.
WITHOUT_SPACES = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff]"
)


@dataclass(frozen=True)
class Missing:
    """A run of source words that the output lacks at its place; `moved` if it has them all somewhere else."""

    words: tuple[str, ...]
    at: int
    context: str
    moved: bool

    def __str__(self) -> str:
        kind = "out of order" if self.moved else "missing"
        return f"{kind}: {' '.join(self.words[:20])!r} (word {self.at}: {self.context})"


def missing_words(source: Words, output: Words) -> list[Missing]:
    """Name each run of source words that is not in the output in the source's order."""
    found = aligned(source, output)
    spare = Counter(output)
    spare.subtract(word for word, there in zip(source, found, strict=True) if there)
    return [_missing(source, start, end, spare) for start, end in _gaps(found)]


def lost_words(source: Words, output: Words) -> list[str]:
    """Name the source words that the output has too few of, wherever they stand."""
    return list((Counter(source) - Counter(output)).elements())


def as_divided(source: Words, output: Words) -> list[str]:
    """Undo what the ends of lines do to the words of an output.

    Long words and scripts without spaces are divided without a hyphen; and a hyphen that belongs to the word
    is taken by readers for one that does not, so that they join its parts.
    """
    return _parted(source, _rejoined(source, output))


def _rejoined(source: Words, output: Words) -> list[str]:
    whole = {
        word for word in lost_words(source, output) if len(word) >= LONG_WORD or WITHOUT_SPACES.search(word)
    }
    joined: list[str] = []
    place = 0
    while place < len(output):
        length = next((n for n in range(2, 9) if "".join(output[place : place + n]) in whole), 1)
        joined.append("".join(output[place : place + length]))
        place += length
    return joined


def _parted(source: Words, output: Words) -> list[str]:
    known, lost = set(source), set(lost_words(source, output))
    pairs = {a + b: (a, b) for a, b in pairwise(source) if a.isalpha() and (a in lost or b in lost)}
    return [part for word in output for part in (pairs.get(word, (word,)) if word not in known else (word,))]


def _missing(source: Words, start: int, end: int, spare: Counter[str]) -> Missing:
    words = tuple(source[start:end])
    moved = all(spare[word] >= count for word, count in Counter(words).items())
    before, after = source[max(0, start - 5) : start], source[end : end + 5]
    context = " ".join([*before, "[…]", *after])
    if moved:
        spare.subtract(words)
    return Missing(words, start, context, moved)


def _gaps(found: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for place, there in enumerate([*found, True]):
        if there and start is not None:
            yield start, place
            start = None
        elif not there and start is None:
            start = place


def aligned(source: Words, output: Words) -> list[bool]:
    """Tell for each source word whether it has a counterpart in the output, in order."""
    found = [False] * len(source)
    here = there = 0
    for left, right in [*_ordered(_anchors(source, output)), (len(source), len(output))]:
        if left < here or right < there:
            continue
        for place in _stretch(source[here:left], output[there:right]):
            found[here + place] = True
        if left < len(source):
            found[left] = True
        here, there = left + 1, right + 1
    return found


def _anchors(source: Words, output: Words) -> list[Anchor]:
    left, right = _unique_triples(source), _unique_triples(output)
    return sorted((place, right[triple]) for triple, place in left.items() if triple in right)


def _unique_triples(words: Words) -> dict[tuple[str, ...], int]:
    places: dict[tuple[str, ...], int] = {}
    for place, triple in enumerate(zip(words, words[1:], words[2:], strict=False)):
        places[triple] = -1 if triple in places else place
    return {triple: place for triple, place in places.items() if place >= 0}


def _ordered(anchors: list[Anchor]) -> list[Anchor]:
    """Keep the longest chain of anchors whose places rise on both sides (patience sorting)."""
    tails: list[int] = []
    chain_ends: list[int] = []
    before: list[int] = []
    for index, (_, right) in enumerate(anchors):
        pile = bisect_left(tails, right)
        before.append(chain_ends[pile - 1] if pile else -1)
        tails[pile : pile + 1] = [right]
        chain_ends[pile : pile + 1] = [index]
    chain: list[Anchor] = []
    index = chain_ends[-1] if chain_ends else -1
    while index >= 0:
        chain.append(anchors[index])
        index = before[index]
    return chain[::-1]


def _stretch(source: Words, output: Words) -> list[int]:
    """Match what lies between two anchors; gives the places of the source words that were found."""
    if not source or not output:
        return []
    if _is_subsequence(source, output):
        return list(range(len(source)))
    if len(source) * len(output) > EXACT_LIMIT:
        return _greedy(source, output)
    return _longest_common(source, output)


def _is_subsequence(source: Words, output: Words) -> bool:
    rest = iter(output)
    return all(word in rest for word in source)


def _greedy(source: Words, output: Words) -> list[int]:
    places: dict[str, list[int]] = {}
    for place, word in enumerate(output):
        places.setdefault(word, []).append(place)
    found: list[int] = []
    here = 0
    for place, word in enumerate(source):
        candidates = places.get(word, [])
        index = bisect_left(candidates, here)
        if index < len(candidates) and candidates[index] - here <= LOOK_AHEAD:
            found.append(place)
            here = candidates[index] + 1
    return found


def _longest_common(source: Words, output: Words) -> list[int]:
    lengths = [[0] * (len(output) + 1)]
    for word in reversed(source):
        below = lengths[-1]
        row = [0] * (len(output) + 1)
        for column in range(len(output) - 1, -1, -1):
            same = word == output[column]
            row[column] = below[column + 1] + 1 if same else max(below[column], row[column + 1])
        lengths.append(row)
    lengths.reverse()
    return list(_walk(source, output, lengths))


def _walk(source: Words, output: Words, lengths: list[list[int]]) -> Iterator[int]:
    left = right = 0
    while left < len(source) and right < len(output):
        if source[left] == output[right]:
            yield left
            left, right = left + 1, right + 1
        elif lengths[left + 1][right] >= lengths[left][right + 1]:
            left += 1
        else:
            right += 1
