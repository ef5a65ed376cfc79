"""Total-fit line breaking (Knuth and Plass, 1981): the lines of a paragraph chosen together.

1. From each place that a line can end at, every place that the next line can end at is weighed.
2. The cheapest way to each place is kept, for each fitness (tight, decent, loose, very loose).
3. The cheapest way to the end is the paragraph.

Ragged text is weighed by how far its lines fall short; headlines so that their lines are alike.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from math import ceil
from typing import TypeAlias

from docexport.records import Struct
from docexport.typeset.stream import INFINITE, Stream

_LINE = 10.0
_CONSECUTIVE_HYPHENS = 40_000.0
_LAST_HYPHEN = 15000.0
_UNLIKE_NEIGHBORS = 3000.0
_SHORT_LAST_LINE = 4000.0
_SHORTEST_LAST = 0.12
"""A last line below this part of the measure is avoided."""
_PER_LINE_OF_HEADLINE = 1e9
_OVERFULL = 1e12
_USUAL = 400.0
"""What each line of four paragraphs in five costs at most."""
_WORST = 10_000.0
"""Beyond this a line is not worse for being emptier: a torn word is worse still."""
_RAG = 0.22
"""The shortfall of a ragged line, as a part of the measure, that counts as a loose line does."""


class Goal(Struct, frozen=True):
    """How wide the lines are and what makes a good one."""

    width: Callable[[int], float]
    """By the number of the line."""
    special: int
    """How many lines at the start have widths of their own."""
    ragged: bool
    balanced: bool
    tolerance: float
    """Greatest ratio by which a line may be stretched, or fall short in ragged text."""
    desperate: bool = False


class _Node(Struct, eq=False):
    """The cheapest way to a place so far."""

    total: float
    fitness: int
    line: int
    at: int
    before: _Node | None


_Reached: TypeAlias = dict[int, dict[tuple[int, int], _Node]]


def break_lines(stream: Stream, goal: Goal) -> list[int] | None:
    """The chosen places, without the first; None if the goal cannot be met."""
    chosen: list[int] = []
    start, line = 0, 0
    for end in stream.forced:
        found = _Weighing(stream, goal).between(start, end, line)
        if found is None:
            return None
        chosen += found
        start, line = end, len(chosen)
    return chosen


class _Weighing:
    """One stretch of text between two line ends that are given."""

    def __init__(self, stream: Stream, goal: Goal) -> None:
        self.stream = stream
        self.goal = goal
        self.reached: _Reached = {}
        self.limit = INFINITE
        """Ways that cost more are given up: no line makes a way cheaper."""
        self.spare = INFINITE
        """What the next line may cost at most."""
        tolerance = goal.tolerance
        if goal.ragged or tolerance == INFINITE:
            self.reach = None
        else:
            pairs = zip(stream.ends, stream.end_stretches, strict=True)
            self.reach = [end + tolerance * stretch for end, stretch in pairs]

    def between(self, first: int, last: int, line: int) -> list[int] | None:
        """The cheapest way; looked for first among those that cost what most do, which are few."""
        goal, stream = self.goal, self.stream
        if not (goal.ragged or goal.balanced):
            lines = ceil((stream.ends[last] - stream.starts[first]) / max(goal.width(line), 1.0))
            self.limit = _USUAL * lines
            found = self._cheapest(first, last, line)
            if found is not None:
                return found
            self.limit = INFINITE
            self.reached.clear()
        return self._cheapest(first, last, line)

    def _cheapest(self, first: int, last: int, line: int) -> list[int] | None:
        reached, special = self.reached, self.goal.special
        reached[first] = {(0, 1): _Node(0.0, 1, line, first, None)}
        for at in range(first, last):
            if at not in reached:
                continue
            here = list(reached[at].values())
            if not special:
                self._extend(at, last, here)
                continue
            for node_line in {node.line for node in here}:
                self._extend(at, last, [node for node in here if node.line == node_line])
        nodes = reached.get(last)
        if not nodes:
            return None
        return _trace(min(nodes.values(), key=lambda node: node.total))

    def _extend(self, at: int, last: int, nodes: list[_Node]) -> None:
        """Weigh every line that begins at a place."""
        stream, goal = self.stream, self.goal
        ragged, tolerance = goal.ragged, goal.tolerance
        target = goal.width(nodes[0].line)
        self.spare = self.limit - min([node.total for node in nodes])
        start, start_stretch, start_shrink = (
            stream.starts[at],
            stream.start_stretches[at],
            stream.start_shrinks[at],
        )
        ends, stretches, shrinks = stream.ends, stream.end_stretches, stream.end_shrinks
        begin = at + 1
        if self.reach is not None:
            wanted = target + start + tolerance * start_stretch - 12
            begin = max(begin, min(bisect_left(self.reach, wanted, begin, last + 1), last))
        for end in range(begin, last + 1):
            natural = ends[end] - start
            room = target - natural
            if room < 0:
                shrink = 0.0 if ragged else shrinks[end] - start_shrink
                if room < -shrink - 0.01:
                    if goal.desperate and end == at + 1:
                        self._add(nodes, end, _OVERFULL, 0, last)
                    if room < -shrink - 12:
                        break
                    continue
                ratio = room / shrink if shrink else 0.0
            elif end == last and not goal.balanced:
                ratio = 0.0
            elif ragged:
                ratio = room / (target * _RAG)
            else:
                stretch = stretches[end] - start_stretch
                ratio = room / stretch if stretch else room * 2
            if ratio <= tolerance or (end == last and room >= 0):
                self._line(nodes, end, ratio, natural, target, last)

    def _line(
        self, nodes: list[_Node], end: int, ratio: float, natural: float, target: float, last: int
    ) -> None:
        """Count what a line costs that ends there."""
        goal = self.goal
        if goal.balanced:
            cost = _PER_LINE_OF_HEADLINE + (100 * ratio) ** 2 * (0.6 if end == last else 1.0)
            self._add(nodes, end, cost + self.stream.costs[end] ** 2, 1, last)
            return
        badness = min(100 * (ratio * ratio if goal.ragged else abs(ratio) ** 3), _WORST)
        extra = self.stream.costs[end] * (2.5 if goal.ragged else 1.0)
        cost = (_LINE + badness) ** 2 + extra * extra
        if cost > self.spare:
            return
        if end == last and natural < target * _SHORTEST_LAST and nodes[0].before is not None:
            cost += _SHORT_LAST_LINE
        fitness = 1 if goal.ragged else _fitness(ratio)
        self._add(nodes, end, cost, fitness, last)

    def _add(self, nodes: list[_Node], end: int, cost: float, fitness: int, last: int) -> None:
        hyphens = self.stream.hyphens
        best: _Node | None = None
        best_total = INFINITE
        for node in nodes:
            total = node.total + cost
            if abs(node.fitness - fitness) > 1:
                total += _UNLIKE_NEIGHBORS
            if hyphens[node.at]:
                total += _CONSECUTIVE_HYPHENS if hyphens[end] else _LAST_HYPHEN if end == last else 0.0
            if total < best_total:
                best, best_total = node, total
        if best is None or best_total > self.limit:
            return
        line = best.line + 1
        key = (min(line, self.goal.special), fitness)
        ways = self.reached.setdefault(end, {})
        known = ways.get(key)
        if known is None or best_total < known.total:
            ways[key] = _Node(best_total, fitness, line, end, best)


def _fitness(ratio: float) -> int:
    if ratio < -0.5:
        return 0
    if ratio <= 0.5:
        return 1
    return 2 if ratio <= 1 else 3


def _trace(node: _Node) -> list[int]:
    chosen: list[int] = []
    step: _Node | None = node
    while step is not None and step.before is not None:
        chosen.append(step.at)
        step = step.before
    return chosen[::-1]
