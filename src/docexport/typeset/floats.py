"""Floats: a figure or small table that does not fit goes to the head of the next column of its page.

The text after it moves up instead, so that no column ends white because a picture is too tall for it. A
float never passes another one, and never leaves its page: what is read in order is printed in order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from docexport.typeset.columns import Column
from docexport.typeset.filling import Filler
from docexport.typeset.flow import Strip

WIDE_FOOT = 2.5
"""Lines of white at the foot of a column from which on a float below it gives way."""
_LONGEST = 150
"""Strips that are looked at after a float; no column has more lines."""


@dataclass(frozen=True, slots=True)
class _Reordered(Sequence[Strip]):
    """Strips of which a stretch stands in another order."""

    strips: Sequence[Strip]
    start: int
    stretch: tuple[Strip, ...]

    def __len__(self) -> int:
        return len(self.strips)

    def __getitem__(self, index: int) -> Strip:  # type: ignore[override] # a flow is never sliced
        at = index - self.start
        return self.stretch[at] if 0 <= at < len(self.stretch) else self.strips[index]


def passing(
    filler: Filler, column: Column, start: int, room: float, left: Sequence[Strip], limit: float
) -> tuple[Filler, Column] | None:
    """The column with text from below the float that would have come next, and the order this takes.

    `column` is the one that ends before the float. None if there is no float there, or nothing is won.
    """
    empty = filler.empty(column, limit)
    if empty < WIDE_FOOT * filler.grid:
        return None
    found = passing_at(filler, column.end)
    if found is None:
        return None
    fuller = found.tried.fill(start, room, left, limit=limit)
    order = found.by(fuller.end)
    if order is None or filler.empty(fuller, limit) > empty / 2:
        return None
    return order, fuller


@dataclass(frozen=True, slots=True, eq=False)
class Passing:
    """Text that may stand before a float instead of after it: all of it, in `tried`, or some."""

    filler: Filler
    at: int
    """Where the float begins."""
    group: list[Strip]
    text: list[Strip]
    tried: Filler

    def by(self, end: int) -> Filler | None:
        """The order in which the text before a place comes before the float, if any does."""
        passed = end - self.at
        if not 0 < passed <= len(self.text):
            return None
        return _moved(self.filler, self.at, self.group, self.text[:passed])


def passing_at(filler: Filler, at: int) -> Passing | None:
    """What may pass the float that begins at a place, if one does."""
    group, text = _group_at(filler.strips, at)
    return Passing(filler, at, group, text, _moved(filler, at, group, text)) if group and text else None


def settled(filler: Filler, end: int) -> bool:
    """Whether all that stands in another order is placed before the end, so that the page may end there."""
    strips = filler.strips
    return not isinstance(strips, _Reordered) or not strips.start < end < strips.start + len(strips.stretch)


def _group_at(strips: Sequence[Strip], at: int) -> tuple[list[Strip], list[Strip]]:
    """The float that begins at a place, and the text after it up to the next float."""
    number = strips[at].group if at < len(strips) else 0
    if not number or (at and strips[at - 1].group == number):
        return [], []
    following = (strips[index] for index in range(at, len(strips)))
    group = list(takewhile(lambda strip: strip.group == number, following))
    begin = at + len(group)
    rest = (strips[index] for index in range(begin, min(begin + _LONGEST, len(strips))))
    return group, list(takewhile(lambda strip: not strip.group, rest))


def _moved(filler: Filler, at: int, group: list[Strip], text: list[Strip]) -> Filler:
    return replace(filler, strips=_Reordered(filler.strips, at, (*text, *group)))
