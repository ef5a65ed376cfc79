"""What spans all columns of a page: which of it stands there, and where.

A span stands on the page of the text around it, at its head; below a masthead, at its foot. Where that page
has no room, it goes to the head of the next one. A span never passes another, nor stands above a float of its
page that comes before it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from docexport.records import Struct
from docexport.typeset.columns import Column
from docexport.typeset.flow import Span, Strip
from docexport.typeset.stack import Standing, tops_of

_MOST = 0.7
"""The part of a page that spans take at most, if others can wait."""
_APART = 1.0
"""Between a span and the columns, at least, in lines."""


class Spanned(Struct):
    """A page's columns, and the spans that stand above or below them."""

    columns: list[Column]
    spans: tuple[Span, ...] = ()
    room: float = 0.0
    """The height of the columns."""
    left: Sequence[Strip] = ()
    """The notes that stand below the first column, whatever it cites: those from before, and the spans'."""


Fill = Callable[[int, list[Strip], float], list[Column]]
"""Fills the columns of a page: from a strip on, with notes from before, at a height."""


class Spanning(Struct, frozen=True):
    """Chooses the spans of a page."""

    spans: Sequence[Span]
    notes: Mapping[str, Sequence[Strip]]
    grid: float
    count: int
    """How many strips the flow has."""
    floats: Sequence[int] = ()
    """Where the floats of the flow begin."""

    def page(self, start: int, left: list[Strip], room: float, placed: int, fill: Fill) -> Spanned:
        """The columns of a page, and with them the spans that stand on it, so many being placed already."""
        due = self._due(start, room, placed)
        page = self._around(due, start, left, room, fill)
        for span in self.spans[placed + len(due) :]:
            if not self._passes(page.columns, span) or self._overtakes(span, start, page.columns):
                break
            tried = (*page.spans, span)
            if self.height(tried) > _MOST * room:
                break
            spanned = self._around(tried, start, left, room, fill)
            if not self._passes(spanned.columns, span):
                break
            page = spanned
        return page

    def _due(self, start: int, room: float, placed: int) -> tuple[Span, ...]:
        """The spans that are read before the page begins, as many as fit; one of them at least."""
        due: tuple[Span, ...] = ()
        for span in self.spans[placed:]:
            if span.at > start or (due and self.height((*due, span)) > room + self.grid):
                break
            due = (*due, span)
        return due

    def _passes(self, columns: Sequence[Column], span: Span) -> bool:
        """Whether what is read after a span begins in these columns, or nothing is."""
        end = columns[-1].end
        return span.at < end or span.at == end == self.count

    def _overtakes(self, span: Span, start: int, columns: Sequence[Column]) -> bool:
        """Whether a float would stand below it that is read before it, and there is another page to go to."""
        at_head, last = start > 0, columns[-1].end >= self.count
        return at_head and not last and any(start <= place < span.at for place in self.floats)

    def _around(
        self, spans: tuple[Span, ...], start: int, left: list[Strip], room: float, fill: Fill
    ) -> Spanned:
        room = max(room - self.height(spans), 0.0)
        cited = [name for span in spans for strip in span.strips for name in strip.notes]
        left = [*left, *(note for name in cited for note in self.notes[name])]
        return Spanned(fill(start, left, room), spans, room, left)

    def height(self, spans: Sequence[Span]) -> float:
        """How much of a page spans take, in whole lines, with the distance to the columns."""
        lines = sum(-(-tops_of(span.strips, 0.0)[1] // self.grid) + _APART for span in spans)
        return lines * self.grid

    def standing(self, spans: Sequence[Span], y: float) -> list[Standing]:
        """The spans one below the other, from y on."""
        found: list[Standing] = []
        for span in spans:
            tops, _ = tops_of(span.strips, y)
            found += zip(span.strips, tops, strict=True)
            y += self.height([span])
        return found


def parts(span: Span, most: float) -> list[Span]:
    """A span divided where it is higher than a page allows."""
    made: list[list[Strip]] = [[]]
    for strip in span.strips:
        if made[-1] and tops_of([*made[-1], strip], 0.0)[1] > most:
            made.append([])
        made[-1].append(strip)
    return [Span(tuple(strips), span.at) for strips in made]
