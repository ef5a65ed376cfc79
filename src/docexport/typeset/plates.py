"""Plates: what stands on pages of its own, in landscape, after the page that its place in the text is on.

The text goes on below that place and fills its page first. It does not go on to another section, though, if
most of the page is full without that.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from docexport.records import Struct, replace
from docexport.typeset.filling import Filler
from docexport.typeset.flow import Span, Strip, level_before
from docexport.typeset.pagecolumns import PageColumns
from docexport.typeset.run import Run

_ENOUGH = 0.6
"""The part of a page that text must fill without the next section, so that this one waits for the plate."""


class _Plate(Struct, frozen=True):
    span: Span
    limit: int
    """Where the text begins that must not come before it."""


@dataclass(frozen=True, slots=True)
class _Shortened(Sequence[Strip]):
    """Strips up to a place."""

    strips: Sequence[Strip]
    stop: int

    def __len__(self) -> int:
        return self.stop

    def __getitem__(self, index: int) -> Strip:  # type: ignore[override] # a flow is never sliced
        return self.strips[index]


class Plates:
    """Puts plates between the other pages."""

    def __init__(self, run: Run, spans: Sequence[Span], filler: Filler, *, in_order: bool = False) -> None:
        self.in_order = in_order
        """Whether no text may pass a plate."""
        page = run.style.page
        self.filler = filler
        self.room = (page.width - page.margin_top - page.margin_bottom).pt // page.grid.pt * page.grid.pt
        self.plates = [_Plate(span, span.at if in_order else _limit(span, filler.strips)) for span in spans]

    def due(self, pages: Sequence[PageColumns]) -> list[PageColumns]:
        """The pages that come next: those of plates whose place is before the end of these pages."""
        last = pages[-1]
        spans = tuple(plate.span for plate in self._pending(pages) if plate.span.at <= last.end)
        made: list[PageColumns] = []
        if not spans:
            return made
        filler = replace(self.filler, strips=[strip for span in spans for strip in span.strips])
        end, left = 0, list[Strip]()
        while end < len(filler.strips) or left:
            column = filler.fill(end, self.room, left)
            end, left = column.end, column.left
            # The text goes on as if these pages were not there.
            column = replace(column, end=last.end, left=last.columns[-1].left)
            made.append(PageColumns([column], (), 0.0, last.filler, self.room, turned=True, spanning=spans))
            spans = ()
        return made

    def kept_back(
        self,
        pages: Sequence[PageColumns],
        page: PageColumns,
        filler: Filler,
        fill: Callable[[Filler], PageColumns],
    ) -> PageColumns:
        """The page after others, without the text that must not come before a plate."""
        for plate in self._pending(pages):
            if plate.limit >= page.end:
                continue
            shorter = fill(replace(filler, strips=_Shortened(filler.strips, plate.limit)))
            full = sum(column.height for column in shorter.columns) / len(shorter.columns)
            if self.in_order or plate.span.holds_heading or full >= _ENOUGH * shorter.room:
                shorter.filler = filler
                return shorter
        return page

    def bar(self, pages: Sequence[PageColumns], end: int) -> bool:
        """Whether between these pages and a place there is text that must not come before a plate."""
        return any(plate.limit <= end for plate in self._pending(pages))

    def _pending(self, pages: Sequence[PageColumns]) -> list[_Plate]:
        return self.plates[sum(len(page.spanning) for page in pages if page.turned) :]


def _limit(span: Span, strips: Sequence[Strip]) -> int:
    """Where the next section begins that is not part of the one that a plate is in."""
    if span.holds_heading:
        return span.at
    level = level_before(strips, span.at) or 1
    sections = (place for place in range(span.at, len(strips)) if 0 < strips[place].level <= level)
    return next(sections, len(strips))
