"""Columns of a last page made equally high: what one is short of goes to the distances between its blocks.

Where a paragraph must not be divided, columns cannot end at one line by themselves. The distances above
headings, lists, quotes and the like can take a line more; running text stays on the grid.
"""

from __future__ import annotations

from collections.abc import Sequence

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
        lacking = highest - column.height
        if lacking < min(most + 0.01, _MOST_LINES * grid):
            _stretch(column, lacking, grid)


def _stretch(column: Column, lacking: float, grid: float) -> None:
    places = _places(column, _LEAST_GAP)
    if not places:
        places, lacking = _places(column, _SMALLEST_GAP), lacking - grid
    if not places or lacking <= 0:
        return
    if any(strip.grid for strip, _ in column.strips[min(places) :]):
        lines = min(int((lacking + 0.01) // grid), _MOST_IN_GAP * len(places))
        parts = {place: grid * len(range(number, lines, len(places))) for number, place in enumerate(places)}
    else:
        part = min(lacking / len(places), _MOST_IN_GAP * grid)
        parts = dict.fromkeys(places, part)
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
