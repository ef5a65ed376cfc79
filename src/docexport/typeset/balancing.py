"""The columns of a last page, weighed against each other so that they end at one height.

For every height that comes into question, the columns are ended where that costs least: by what would be
parted, by what one is still short of after its distances have grown, and by how much they grow. Of all
heights the cheapest is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf

from docexport.records import Struct, replace
from docexport.typeset.columns import Column
from docexport.typeset.evening import Gaps, even
from docexport.typeset.filling import TIGHTNESS, Endings, Filler
from docexport.typeset.floats import WIDE_FOOT, Passing, passing_at
from docexport.typeset.flow import Strip

_LEAST = 2
"""Columns are not balanced below so many lines."""
GOOD = 60.0
"""Columns that cost no more are good enough: nothing else need be tried."""
_REACH = 5
"""Columns that are shorter by more lines are not looked at, if there is a choice."""
_LOWER, _HIGHER = 3, 5
"""Heights that are looked at: so many lines less and more than an equal share of everything."""
_UNEVEN, _MOST_UNEVEN = 60.0, 900.0
"""What it costs to be short of lines: the square of their number each time, up to what it costs to divide
what should stay whole."""
_PART_OF_A_LINE = 8.0
_RISING = 3.0
"""A column that is shorter than the one after it."""
_GROWN = 8.0
"""Distances that have grown by a line each; it grows with the square of the lines."""
_SMALLER = 160.0
"""A picture made as small as may be."""
_HIGH = 1.0
"""Each line of height."""


class _Way(Struct, frozen=True, eq=False):
    """Columns so far, what they cost, and by how many lines the last one is short."""

    cost: float
    columns: tuple[Column, ...]
    filler: Filler
    short: float = 0.0


class Balancing:
    """Balances the columns of pages of one height."""

    def __init__(self, count: int, grid: float, room: float, *, tighten: bool = True) -> None:
        self.count = count
        self.tighten = tighten
        """Whether less space between blocks is tried too, where the columns stay uneven without."""
        self.grid = grid
        self.room = room
        self._resizes = False
        self._endings: dict[tuple[object, ...], Endings] = {}
        self._passings: dict[tuple[Filler, int], Passing | None] = {}
        self._orders: dict[tuple[Passing, int], Filler | None] = {}
        self._gaps: dict[int, tuple[Column, Gaps]] = {}

    def best(self, filler: Filler, start: int, left: Sequence[Strip]) -> tuple[float, list[Column]] | None:
        """The columns that end most evenly, and what they cost; nothing where the page cannot hold all."""
        self._resizes = any(filler.strips[at].resized for at in range(start, len(filler.strips)))
        best = self._best(filler, start, left, (1.0,))
        if self.tighten and (best is None or best.cost > GOOD):
            tighter = self._best(filler, start, left, (1.0, *TIGHTNESS))
            if tighter is not None and (best is None or tighter.cost < best.cost):
                best = tighter
        if best is None:
            return None
        columns = [replace(column, strips=list(column.strips)) for column in best.columns]
        even(columns, self.grid, [filler.empty(column, self.room) for column in columns])
        return best.cost, columns

    def _best(
        self, filler: Filler, start: int, left: Sequence[Strip], tightness: Sequence[float]
    ) -> _Way | None:
        best: _Way | None = None
        lines = int(self.room // self.grid)
        share = int(filler.height_from(start) / self.count // self.grid)
        lowest = min(max(share - _LOWER, _LEAST), lines)
        for height in sorted(range(lowest, lines + 1), key=lambda height: (abs(height - share), height)):
            if best is not None and height > share + _HIGHER:
                break
            begun = _Way(_HIGH * max(height - share, 0), (Column([], [], start, list(left), 0.0),), filler)
            level = _Level(self, height * self.grid, tightness, best.cost if best else inf)
            best = min(level.ways(begun), key=_cost_of, default=best)
        return best

    # --- What is asked for again at each height ----------------------------------------------------

    def endings(self, filler: Filler, before: Column, height: float, tight: float) -> Endings:
        """The ways to end the column after another one."""
        # A picture that can be made smaller is, where it reaches beyond the height.
        limit = height if self._resizes else self.room
        key = filler, before.end, tuple(map(id, before.left)), tight, limit
        if key not in self._endings:
            self._endings[key] = filler.endings(before.end, self.room, before.left, limit, tight)
        return self._endings[key]

    def passing(self, filler: Filler, at: int) -> Passing | None:
        """What may pass the float that begins at a place."""
        if (filler, at) not in self._passings:
            self._passings[filler, at] = passing_at(filler, at)
        return self._passings[filler, at]

    def order(self, passing: Passing, end: int) -> Filler | None:
        """The order in which the text before a place passes a float."""
        if (passing, end) not in self._orders:
            self._orders[passing, end] = passing.by(end)
        return self._orders[passing, end]

    def gaps(self, column: Column) -> Gaps:
        """The distances in a column that can grow."""
        if id(column) not in self._gaps:
            self._gaps[id(column)] = column, Gaps(column)
        return self._gaps[id(column)][1]


class _Level(Struct, frozen=True):
    """One height at which the columns may end."""

    page: Balancing
    height: float
    tightness: Sequence[float]
    most: float
    """Ways that cost as much or more are not followed."""

    def ways(self, begun: _Way) -> list[_Way]:
        """The cheapest ways to end all columns near this height, with nothing left."""
        ways = [begun]
        for number in range(self.page.count):
            reached: dict[tuple[object, ...], _Way] = {}
            for longer in self._longer(ways, final=number == self.page.count - 1):
                last = longer.columns[-1]
                state = last.end, tuple(map(id, last.left)), longer.filler
                if longer.cost < self.most and (state not in reached or longer.cost < reached[state].cost):
                    reached[state] = longer
            ways = list(reached.values())
        return ways

    def _longer(self, ways: Sequence[_Way], *, final: bool) -> Iterator[_Way]:
        for way in ways:
            # The first of the columns only says where to begin.
            columns = way.columns if way.columns[0].strips else ()
            for filler, column in self._ends(way.filler, way.columns[-1], final=final):
                cost, short = self._cost(column)
                rising = _RISING if columns and way.short > 0.5 > short else 0.0
                cost += way.cost + rising + (0.0 if final else column.cost)
                yield _Way(cost, (*columns, column), filler, short)

    def _ends(self, filler: Filler, before: Column, *, final: bool) -> Iterator[tuple[Filler, Column]]:
        page = self.page
        least = inf if final else self.height - _REACH * page.grid
        for tight in self.tightness:
            found = page.endings(filler, before, self.height, tight).between(least, self.height)
            for column in found:
                if not final:
                    yield filler, column
                    yield from self._passing(filler, before, column)
                elif column.end >= len(filler.strips) and not column.left:
                    yield filler, column

    def _passing(self, filler: Filler, before: Column, column: Column) -> Iterator[tuple[Filler, Column]]:
        """The same column with text from below the float that would come next."""
        page = self.page
        if self.height - column.height < WIDE_FOOT * page.grid:
            return
        passing = page.passing(filler, column.end)
        if passing is None:
            return
        endings = page.endings(passing.tried, before, self.height, 1.0)
        for fuller in endings.between(column.height, self.height):
            order = page.order(passing, fuller.end)
            if order is not None:
                yield order, fuller

    def _cost(self, column: Column) -> tuple[float, float]:
        """What a column costs, but for its end, and by how many lines it stays short."""
        page = self.page
        gaps = page.gaps(column)
        grown = sum(gaps.growth(self.height, page.grid, page.room).values()) / page.grid
        short = max((self.height - column.height) / page.grid - grown, 0.0)
        uneven = (
            min(_UNEVEN * short * short, _MOST_UNEVEN + short) if short > 1.01 else _PART_OF_A_LINE * short
        )
        shrunk = max([0.0, *(strip.reduced for strip, _ in column.strips if strip.resized)])
        return uneven + _GROWN * grown * grown / max(len(gaps.places), 1) + _SMALLER * shrunk, short


def _cost_of(way: _Way) -> float:
    return way.cost
