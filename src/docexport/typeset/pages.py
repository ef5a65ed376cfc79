"""Pages: the flow is divided among them, then each is painted.

1. `paginate` fills columns page by page; what stands across all columns comes first.
2. A last page with only a few lines is avoided: pages a line longer may save it, or shorter ones fill it.
3. Columns of the last page are balanced.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docexport.typeset.columns import Column, Filler
from docexport.typeset.floats import passing
from docexport.typeset.flow import Strip
from docexport.typeset.run import Run
from docexport.typeset.stack import tops_of

_STUB = 5
_STUB_IN_COLUMNS = 8
"""A last page with fewer lines is a stub: in columns it is a strip across the page."""
_FULLER = ((1, 1.0), (2, 1.0), (0, 0.85), (1, 0.85), (2, 0.85), (0, 0.7), (1, 0.7), (2, 0.7))
"""To save it, pages may have so many lines more, if they stay clear of the foot, and so much of the distances
between blocks."""
_SHORTER = (1, 2, 3, 4)
"""By how many lines pages may be shorter to fill it."""
_LEAST_COLUMN = 6
"""Columns are not balanced below so many lines."""


@dataclass(slots=True)
class PageColumns:
    """The columns of one page; `across` is what stands above them, `top` how high that is."""

    columns: list[Column]
    across: list[Strip]
    top: float
    turned: bool = False
    """Whether it is in landscape, with one column."""


def paginate(run: Run, across: Sequence[Strip], strips: Sequence[Strip]) -> list[PageColumns]:
    """Divide the strips among pages."""
    dividing = _Dividing(run, across, strips)
    pages = dividing.pages(0)
    if not dividing.ends_in_stub(pages):
        return pages
    for longer, tight in _FULLER:
        if longer > dividing.spare_lines:
            continue
        tried = dividing.pages(longer, tight)
        if len(tried) < len(pages):
            return tried
    for shorter in _SHORTER:
        tried = dividing.pages(-shorter)
        if len(tried) == len(pages) and not dividing.ends_in_stub(tried):
            return tried
    return pages


class _Dividing:
    def __init__(self, run: Run, across: Sequence[Strip], strips: Sequence[Strip]) -> None:
        page = run.style.page
        self.run = run
        self.across = list(across)
        self.strips = strips
        self.count = page.columns
        self.grid = page.grid.pt
        # Whole lines only, so that the feet of full columns stand on one line.
        height = (page.height - page.margin_top - page.margin_bottom).pt
        self.room = height // self.grid * self.grid
        self.filler = Filler(strips, run.notes, self.grid)

    @property
    def spare_lines(self) -> int:
        """How many lines there is room for between the type area and what stands at the foot of the page."""
        page, foot = self.run.style.page, self.run.style.roles["running-head"]
        rule = foot.border_before
        taken = page.footer.pt + foot.leading.pt + (rule.gap.pt if rule else 0.0)
        return int((page.margin_bottom.pt - taken) // self.grid)

    def pages(self, more: int, tight: float = 1.0) -> list[PageColumns]:
        """All pages, if each has so many lines more than the style says, and so much of the distances."""
        self.filler.tight = tight
        room = self.room + more * self.grid
        pages: list[PageColumns] = []
        # What the masthead cites stands at the foot of the first column.
        start = 0
        left = [note for strip in self.across for name in strip.notes for note in self.run.notes[name]]
        while start < len(self.strips) or left or not pages:
            if pages and self._turns(start):
                page = self._turned(start, left)
            else:
                page = self._page(start, left, room, first=not pages)
            pages.append(page)
            start, left = page.columns[-1].end, page.columns[-1].left
        return pages

    def _page(self, start: int, left: list[Strip], room: float, *, first: bool) -> PageColumns:
        across = self.across if first else []
        top = 0.0
        if across:
            bottom = tops_of(across, 0.0)[1]
            top = -(-bottom // self.grid) * self.grid
        room = max(room - top, room / 5)
        columns = self._columns(start, left, room, room)
        if self.count > 1 and self._is_through(columns[-1]):
            columns = self._balanced(start, left, room, columns)
        return PageColumns(columns, across, top)

    def _turns(self, start: int) -> bool:
        """Whether what comes next needs a page in landscape."""
        return start < len(self.strips) and self.strips[start].turned

    def _is_through(self, column: Column) -> bool:
        """Whether everything before the end, or before a page in landscape, is placed."""
        return (column.end >= len(self.strips) or self._turns(column.end)) and not column.left

    def _turned(self, start: int, left: list[Strip]) -> PageColumns:
        sizes = self.run.style.page
        room = (sizes.width - sizes.margin_top - sizes.margin_bottom).pt // self.grid * self.grid
        return PageColumns([self.filler.fill(start, room, left)], [], 0.0, turned=True)

    def _columns(self, start: int, left: list[Strip], room: float, limit: float) -> list[Column]:
        columns: list[Column] = []
        filler = self.filler
        for number in range(self.count):
            if self._turns(start):
                columns.append(Column([], [], start, left, 0.0))
                continue
            column = filler.fill(start, room, left, limit=limit)
            if number < self.count - 1 and (better := passing(filler, column, start, room, left, limit)):
                filler, column = better
            columns.append(column)
            start, left = column.end, column.left
        return columns

    def _balanced(self, start: int, left: list[Strip], room: float, columns: list[Column]) -> list[Column]:
        """The least height at which everything still fits into the columns."""
        lines = int(room // self.grid)
        low, high = min(_LEAST_COLUMN, lines), lines
        while low < high:
            middle = (low + high) // 2
            tried = self._columns(start, left, room, middle * self.grid)
            if self._is_through(tried[-1]):
                columns, high = tried, middle
            else:
                low = middle + 1
        return columns

    def ends_in_stub(self, pages: Sequence[PageColumns]) -> bool:
        """Whether the last of several pages has too few lines to stand for itself, notes counted."""
        lines = max(
            (column.height + sum(strip.height for strip, _ in column.notes)) / self.grid
            for column in pages[-1].columns
        )
        return len(pages) > 1 and lines < (_STUB if self.count == 1 else _STUB_IN_COLUMNS)
