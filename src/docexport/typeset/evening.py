"""Columns of a last page made equally high: what one is short of goes to the distances between its blocks.

Where a paragraph must not be divided, columns cannot end at one line by themselves. The distances above
headings, lists, quotes and the like can take a line more; running text stays on the grid.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docexport.typeset.columns import Column

_LEAST_GAP = 5.0
"""A distance of less, in points, grows only where no other can, and only until a line at most is lacking."""
_SMALLEST_GAP = 3.0
"""A distance of less is none that could grow: it would part what belongs together."""
_MOST_IN_GAP, _MOST_IN_SMALL_GAP = 2, 1
"""By so many lines a distance may grow."""
_SMALL_GAP = 10.0
"""In points: such a distance parts the items of a list, say."""
_MOST_LINES = 4
"""A column that lacks more lines stays short, unless each distance need grow by a line only."""


def even(columns: Sequence[Column], grid: float, room: Sequence[float]) -> None:
    """Bring all columns to the height of the highest; `room` is how far each can still grow."""
    highest = max(column.height for column in columns)
    for column, most in zip(columns, room, strict=True):
        _stretch(column, Gaps(column).growth(highest, grid, most))


class Gaps:
    """The distances in a column that can grow."""

    def __init__(self, column: Column) -> None:
        self.height = column.height
        found = _places(column)
        self.wide = [place for gap, place in found if gap >= _LEAST_GAP]
        self.places = self.wide or [place for _, place in found]
        """Before which strips they are, the greatest first."""
        self.most = {place: _MOST_IN_SMALL_GAP if gap < _SMALL_GAP else _MOST_IN_GAP for gap, place in found}
        self.groups = _groups(column, [(gap, place) for gap, place in found if place in self.places])
        self.on_grid = any(strip.grid for strip, _ in column.strips[min(self.places, default=0) :])

    def growth(self, height: float, grid: float, most: float) -> dict[int, float]:
        """How much each of them grows to bring the column near a height."""
        lacking, places = height - self.height, self.places
        if lacking > most + 0.01 or lacking > max(_MOST_LINES, len(self.wide)) * grid + 0.01:
            return {}
        lacking -= 0.0 if self.wide else grid
        if not places or lacking <= 0.01:
            return {}
        if self.on_grid:
            return self._in_lines(int((lacking + 0.01) // grid), grid)
        part = lacking / len(places)
        return {place: min(part, self.most[place] * grid) for place in places}

    def _in_lines(self, lines: int, grid: float) -> dict[int, float]:
        """So many lines, dealt out to the distances one by one, as far as these may grow."""
        dealt: dict[int, float] = {}
        for turn in range(max(map(self._most_of, self.groups), default=0)):
            for group in self.groups:
                if lines and turn < self._most_of(group):
                    dealt |= {place: dealt.get(place, 0.0) + grid / len(group) for place in group}
                    lines -= 1
        return dealt

    def _most_of(self, group: Sequence[int]) -> int:
        return sum(self.most[place] for place in group)


def _groups(column: Column, found: Sequence[tuple[float, int]]) -> list[list[int]]:
    """The distances that grow together: those between the items of a list, or it would look torn."""
    alike: dict[tuple[float, int], list[int]] = {}
    for gap, place in sorted(found, key=lambda one: one[1]):
        # Between distances that share a line there can be nothing that stands on the grid.
        steps = sum(strip.grid for strip, _ in column.strips[:place])
        key = (round(gap, 2), steps) if gap < _SMALL_GAP else (gap, -place)
        alike.setdefault(key, []).append(place)
    return [alike[key] for key in sorted(alike, key=lambda key: (-key[0], alike[key][0]))]


def _stretch(column: Column, parts: Mapping[int, float]) -> None:
    moved = 0.0
    for number, (strip, top) in enumerate(column.strips):
        moved += parts.get(number, 0.0)
        column.strips[number] = strip, top + moved
    column.height += moved


def _places(column: Column) -> list[tuple[float, int]]:
    """The distances that can grow, and before which strips they are, the greatest first."""
    gaps: list[tuple[float, int]] = []
    for number in range(1, len(column.strips)):
        strip, top = column.strips[number]
        if strip.boundary:
            above, upper = column.strips[number - 1]
            gap = top - upper - above.height
            if gap >= _SMALLEST_GAP:
                gaps.append((gap, number))
    return sorted(gaps, key=lambda gap: (-gap[0], gap[1]))
