"""Several pages weighed together: where each column ends, so that all of them end well.

Columns are filled one after the other, each as well as it can be. Where that leaves one of them with a bad
break or much white at its foot, the columns before it and after it are filled anew, in every way that is
worth a thought, and the ways that cost least together are taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import ceil, inf
from typing import TypeAlias

from docexport.records import Struct, replace
from docexport.typeset.cheapest import cheapest
from docexport.typeset.columns import Column
from docexport.typeset.filling import Filler
from docexport.typeset.floats import following, passing, settled
from docexport.typeset.flow import Strip

SPARSE = 0.25
"""A last page of which less is filled had better be saved."""
_SPARSE_COST = 1500.0
"""What it costs at most: the less is filled, the more."""
_PAGE_COST = 500.0
"""What it costs to need another page."""
_BAD = 120.0
"""A column that costs more is bad: about four empty lines at its foot, or a break that is no good."""


Made: TypeAlias = tuple[Column, Filler]
"""A column, and what the next one is filled with."""


class Spot(Struct, frozen=True):
    """Where a column begins."""

    page: int
    column: int
    """Its place on the page."""
    start: int
    """The strip that it begins with."""
    left: tuple[Strip, ...]
    """Notes from the column before."""
    filler: Filler
    lines: int = 0
    """How many lines stand in the columns before it on its page."""


class Weighing(Struct, frozen=True):
    """What does not change while columns are weighed."""

    filler: Filler
    count: int
    """How many columns a page has."""
    room: Callable[[int], float]
    """The height of the columns of a page."""
    notes: Callable[[int], Sequence[Strip]] = lambda _: ()
    """The notes of what stands across a page."""

    def best(
        self, start: Spot, pages: int, at_end: Callable[[Spot], float] | None = None
    ) -> tuple[float, list[Made]]:
        """The columns of so many pages that cost least together, and what they cost."""
        return cheapest(start, self._steps, pages * self.count, at_end or self.at_end)

    def _steps(self, spot: Spot) -> Iterator[tuple[float, Spot, Made]]:
        if spot.column == 0 and spot.start >= len(spot.filler.strips) and not spot.left:
            return
        for filler, column in self._filled(spot, self.room(spot.page)):
            if spot.column < self.count - 1 or settled(filler, column.end):
                after = self._after(spot, filler, column)
                yield column.cost, after, (column, after.filler)

    def _filled(self, spot: Spot, room: float) -> Iterator[tuple[Filler, Column]]:
        ways = spot.filler.ways(spot.start, room, spot.left)
        leaving = spot.column == self.count - 1
        better = passing(spot.filler, ways[0], spot.start, room, spot.left, room, leaving=leaving)
        if better is not None:
            yield better
        for column in ways:
            yield spot.filler, column

    def _after(self, spot: Spot, filler: Filler, column: Column) -> Spot:
        lines = spot.lines + lines_in(column, self.filler.grid)
        spot = replace(spot, start=column.end, left=tuple(column.left), lines=lines, filler=filler)
        if spot.column + 1 < self.count:
            return replace(spot, column=spot.column + 1)
        through = spot.start >= len(filler.strips) and not spot.left
        return replace(
            spot,
            page=spot.page + 1,
            column=0,
            left=spot.left if through else (*spot.left, *self.notes(spot.page + 1)),
            filler=following(filler, spot.start),
            lines=spot.lines if through else 0,
        )

    def at_end(self, spot: Spot) -> float:
        """What it costs to stand before a page at last: for the pages that are still to come, up to two."""
        if spot.column:
            # A float did not fit on the page, and no way leads on.
            return inf
        whole = self.room(spot.page) * self.count
        if spot.lines:
            return sparse_cost(spot.lines * self.filler.grid / whole) if spot.page > 1 else 0.0
        strips, left = spot.filler.strips, 0.0
        for index in range(spot.start, len(strips)):
            left += strips[index].before + strips[index].height
            if left > 2 * whole:
                return 2 * _PAGE_COST
        return _PAGE_COST * ceil(left / whole) + sparse_cost(left / whole % 1 or 1.0)


def sparse_cost(part: float) -> float:
    """What a last page costs of which so much is filled."""
    return _SPARSE_COST * max(1 - part / SPARSE, 0.0)


def lines_in(column: Column, grid: float) -> int:
    """How many lines a column has, with its notes."""
    return int((column.height + sum(strip.height for strip, _ in column.notes)) / grid)


def is_bad(columns: list[Column]) -> bool:
    """Whether one of the columns should end elsewhere, if that can be helped."""
    return any(column.cost > _BAD for column in columns)
