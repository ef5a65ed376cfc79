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
_MOST_IN_GAP = 2
"""By so many lines a distance may grow."""
_MOST_LINES = 4
"""A column that lacks more lines stays short."""


def even(columns: Sequence[Column], grid: float, room: Sequence[float]) -> None:
    """Bring all columns to the height of the highest; `room` is how far each can still grow."""
    highest = max(column.height for column in columns)
    for column, most in zip(columns, room, strict=True):
        _stretch(column, Gaps(column).growth(highest, grid, most))


class Gaps:
    """The distances in a column that can grow."""

    def __init__(self, column: Column) -> None:
        self.height = column.height
        self.wide = _places(column, _LEAST_GAP)
        self.places = self.wide or _places(column, _SMALLEST_GAP)
        """Before which strips they are, the greatest first."""
        self.on_grid = any(strip.grid for strip, _ in column.strips[min(self.places, default=0) :])

    def growth(self, height: float, grid: float, most: float) -> dict[int, float]:
        """How much each of them grows to bring the column near a height."""
        lacking, places = height - self.height, self.places
        if lacking > most + 0.01 or lacking > _MOST_LINES * grid + 0.01:
            return {}
        lacking -= 0.0 if self.wide else grid
        if not places or lacking <= 0.01:
            return {}
        if self.on_grid:
            lines = min(int((lacking + 0.01) // grid), _MOST_IN_GAP * len(places))
            shares = {place: len(range(number, lines, len(places))) for number, place in enumerate(places)}
            return {place: grid * count for place, count in shares.items() if count}
        return dict.fromkeys(places, min(lacking / len(places), _MOST_IN_GAP * grid))


def _stretch(column: Column, parts: Mapping[int, float]) -> None:
    moved = 0.0
    for number, (strip, top) in enumerate(column.strips):
        moved += parts.get(number, 0.0)
        column.strips[number] = strip, top + moved
    column.height += moved


def _places(column: Column, least: float) -> list[int]:
    """Before which strips there is a distance that can grow, the greatest first."""
    gaps: list[tuple[float, int]] = []
    for number in range(1, len(column.strips)):
        (above, upper), (strip, top) = column.strips[number - 1 : number + 1]
        gap = top - upper - above.height
        if strip.boundary and gap >= least:
            gaps.append((-gap, number))
    return [number for _, number in sorted(gaps)]
