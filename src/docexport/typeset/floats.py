"""Floats: a figure or small table that does not fit goes to the head of the next column, or of the next page.

The text after it moves up instead, so that no column ends white because a picture is too tall for it. A
float never passes another one. It leaves its page only if no text of another section comes before it so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from docexport.records import Struct, replace
from docexport.typeset.columns import Column
from docexport.typeset.filling import Filler
from docexport.typeset.flow import Strip, level_before

WIDE_FOOT = 2.5
"""Lines of white at the foot of a column from which on a float below it gives way."""
_LONGEST = 150
"""Strips that are looked at after a float; no column has more lines."""


@dataclass(frozen=True, slots=True)
class _Reordered(Sequence[Strip]):
    """Strips of which a stretch stands in another order: text, then the float that came before it."""

    origin: Filler
    """What is filled in the order of the article."""
    start: int
    stretch: tuple[Strip, ...]
    parted: int
    """Where the float begins now."""

    def __len__(self) -> int:
        return len(self.origin.strips)

    def __getitem__(self, index: int) -> Strip:  # type: ignore[override] # a flow is never sliced
        at = index - self.start
        return self.stretch[at] if 0 <= at < len(self.stretch) else self.origin.strips[index]

    @property
    def stop(self) -> int:
        """Where the order of the article goes on."""
        return self.start + len(self.stretch)


class Passing(Struct, frozen=True, eq=False):
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


def passing(
    filler: Filler,
    column: Column,
    start: int,
    room: float,
    left: Sequence[Strip],
    limit: float,
    *,
    leaving: bool = False,
) -> tuple[Filler, Column] | None:
    """The column with text from below the float that would have come next, and the order this takes.

    `column` is the one that ends before the float; if it is the last of its page, the float is `leaving`.
    None if there is no float there, or nothing is won.
    """
    empty = filler.empty(column, limit)
    if empty < WIDE_FOOT * filler.grid:
        return None
    found = passing_at(filler, column.end, leaving=leaving)
    if found is None:
        return None
    fuller = found.tried.fill(start, room, left, limit=limit)
    if leaving and (panel := _panel_around(found.tried.strips, fuller.end)):
        # A panel is not divided for the sake of a float: what stands before the panel may pass.
        found = replace(found, text=found.text[: max(panel - found.at, 0)])
        if not found.text:
            return None
        found = replace(found, tried=_moved(filler, found.at, found.group, found.text))
        fuller = found.tried.fill(start, room, left, limit=limit)
    order = found.by(fuller.end)
    if order is None or filler.empty(fuller, limit) > empty / 2:
        return None
    return order, fuller


def _panel_around(strips: Sequence[Strip], end: int) -> int:
    """Where the panel begins that a place is inside of; 0 if it is in none."""
    if not 0 < end < len(strips):
        return 0
    frames = [frame for frame in strips[end].frames if frame in strips[end - 1].frames]
    if not frames:
        return 0
    begin = end - 1
    while begin > 0 and frames[0] in strips[begin - 1].frames:
        begin -= 1
    return begin


def passing_at(filler: Filler, at: int, *, leaving: bool = False) -> Passing | None:
    """What may pass the float that begins at a place, if one does."""
    group, text = _group_at(filler.strips, at)
    if leaving and group:
        text = _of_its_section(filler, at, at + len(group), text)
    return Passing(filler, at, group, text, _moved(filler, at, group, text)) if group and text else None


def settled(filler: Filler, end: int) -> bool:
    """Whether a page may end at a place: no text stands before its float's page, unless right at its foot."""
    strips = filler.strips
    return not isinstance(strips, _Reordered) or not strips.start < end < strips.stop or end == strips.parted


def following(filler: Filler, end: int) -> Filler:
    """The order in which strips go on from a place: the article's, once all that has moved is placed."""
    while isinstance(filler.strips, _Reordered) and end >= filler.strips.stop:
        filler = filler.strips.origin
    return filler


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


def _of_its_section(filler: Filler, at: int, begin: int, text: list[Strip]) -> list[Strip]:
    """The text below a float that still belongs to the float's section."""
    level = level_before(filler.strips, at)
    kept = list(takewhile(lambda strip: not 0 < strip.level <= max(level, 1), text))
    bar = min((bar for bar in filler.bars if bar > at), default=begin + len(kept))
    return kept[: max(bar - begin, 0)]


def _moved(filler: Filler, at: int, group: list[Strip], text: list[Strip]) -> Filler:
    return replace(filler, strips=_Reordered(filler, at, (*text, *group), at + len(text)))
