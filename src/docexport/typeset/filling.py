"""The ways to fill a column: as well as it can be by itself, or each that may be worth weighing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import inf

from docexport.records import Struct, field
from docexport.typeset.columns import DEARER, Column, Placing
from docexport.typeset.flow import STRANDED, Strip
from docexport.typeset.footnotes import NOTE_GAP, NOTE_HEAD

_WIDE_FOOT = 2.5
"""Lines of white at the foot of a column from which on its blocks are moved together."""
_TIGHT = ((0.85, 60.0), (0.7, 150.0), (0.6, 250.0))
"""Which part of the distances between blocks is kept then, and what this costs."""
TIGHTNESS = tuple(part for part, _ in _TIGHT)
_MOST_KNOWN = 120
"""So many of them are remembered."""
_FULL = 4.0
"""A column that costs no more is full and ends well: less space in it would win nothing."""
_WAYS = 6
"""At most so many ends of a column are weighed against each other."""


class Filler(Struct, eq=False):
    """Fills columns with the strips of one flow."""

    strips: Sequence[Strip]
    notes: Mapping[str, Sequence[Strip]]
    grid: float
    tight: float = 1.0
    """Which part of the distances between blocks is kept."""
    bars: Sequence[int] = ()
    """Places that no text passes when a float leaves its page: what is out of the flow is read there."""

    _known: dict[tuple[object, ...], list[Column]] = field(default_factory=dict)

    def fill(
        self,
        start: int,
        room: float,
        carried: Sequence[Strip],
        *,
        limit: float | None = None,
    ) -> Column:
        """Fill a column of a height; `limit` is a lesser one for the strips."""
        least = room if limit is None else limit
        column = Placing(self, start, room, carried, least, tight=self.tight).column()
        if limit is not None and limit < room:
            return column
        return self._tighter(column, start, room, carried)

    def _tighter(self, column: Column, start: int, room: float, carried: Sequence[Strip]) -> Column:
        """The same column with less space between its blocks, if more goes into it so."""
        empty = self.empty(column, room)
        if empty < _WIDE_FOOT * self.grid or column.end >= len(self.strips):
            return column
        for tight, cost in ((part, cost) for part, cost in _TIGHT if part < self.tight):
            tried = Placing(self, start, room, carried, room, tight=tight).column()
            tried.cost += cost
            if tried.end > column.end and self.empty(tried, room) < empty / 2:
                return tried
        return column

    def ways(self, start: int, room: float, carried: Sequence[Strip]) -> list[Column]:
        """The ways to fill a column, as far as they are worth weighing; several may end at one place."""
        # Pages that are weighed overlap with those that were weighed before.
        key = start, room, self.tight, tuple(map(id, carried))
        if key not in self._known:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            self._known[key] = self._ways(start, room, carried)
        return self._known[key]

    def _ways(self, start: int, room: float, carried: Sequence[Strip]) -> list[Column]:
        placing = Placing(self, start, room, carried, room, tight=self.tight)
        found = placing.columns(_WAYS)
        if not placing.has_gaps or found[0].cost < _FULL:
            return found
        farthest = max(column.end for column in found)
        for tight, cost in ((part, cost) for part, cost in _TIGHT if part < self.tight):
            more = Placing(self, start, room, carried, room, tight=tight).columns(_WAYS, farthest)
            for column in more:
                column.cost += cost
            found += more
            farthest = max([farthest, *(column.end for column in more)])
        return found

    def endings(
        self, start: int, room: float, carried: Sequence[Strip], limit: float, tight: float
    ) -> Endings:
        """All the ways to fill a column up to a height; each costs what its end and its tightness do."""
        placing = Placing(self, start, room, carried, limit, tight=min(tight, self.tight))
        return Endings(placing, dict(_TIGHT).get(tight, 0.0))

    def height_from(self, start: int) -> float:
        """How high a column would be that holds all that is left."""
        return Placing(self, start, inf, (), inf, tight=self.tight).column().height

    def empty(self, column: Column, room: float) -> float:
        """How much of a column stays white at its foot."""
        noted = room - column.notes[0][1] + NOTE_GAP + NOTE_HEAD if column.notes else 0.0
        return room - column.height - noted


class Endings:
    """The ways to end a column; those that are asked for are made."""

    def __init__(self, placing: Placing, more: float) -> None:
        self._placing = placing
        self._more = more
        self._made: dict[int, Column] = {}
        placing.place_all()

    def between(self, least: float, most: float) -> Iterator[Column]:
        """Columns of a height between two, and the highest that parts nothing, or that parts least.

        What of them stays empty costs nothing.
        """
        within: list[int] = []
        for number in range(len(self._placing.candidates) - 1, -1, -1):
            candidate = self._placing.candidates[number]
            if candidate.height > most + 0.01:
                continue
            if candidate.height < least and any(
                self._placing.candidates[each].cost < DEARER for each in within
            ):
                break
            within.append(number)
        dear = [number for number in within if self._placing.candidates[number].cost < STRANDED]
        yield from map(self._column, dear or within)

    def _column(self, number: int) -> Column:
        if number not in self._made:
            candidate = self._placing.candidates[number]
            column = self._placing.finished(candidate)
            column.cost = candidate.cost + self._more
            self._made[number] = column
        return self._made[number]
