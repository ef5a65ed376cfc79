"""Pages: the flow is divided among them, then each is painted.

1. `paginate` fills columns page by page; what stands across all columns comes first. Where a column ends
   badly, a few pages are weighed together.
2. A last page with only a few lines is avoided: pages a line longer may save it, or shorter ones fill it.
3. Columns of the last page are balanced.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docexport.typeset.balancing import Balancing
from docexport.typeset.columns import Column
from docexport.typeset.evening import even
from docexport.typeset.filling import Filler
from docexport.typeset.floats import passing, settled
from docexport.typeset.flow import Span, Strip
from docexport.typeset.run import Run
from docexport.typeset.spanning import Spanning, parts
from docexport.typeset.stack import Standing, tops_of
from docexport.typeset.weighing import SPARSE, Spot, Weighing, is_bad, lines_in

_FULLER = ((1, 1.0), (2, 1.0), (0, 0.85), (1, 0.85), (2, 0.85), (0, 0.7), (1, 0.7), (2, 0.7))
"""To save it, pages may have so many lines more, if they stay clear of the foot, and so much of the distances
between blocks."""
_STUB = 5
_STUB_IN_COLUMNS = 8
"""A last page with fewer lines is a stub: in columns it is a strip across the page."""
_REDONE = 8
"""Of a long text, only so many of the last pages are divided anew for that."""
_SHORTER = (1, 2, 3, 4, 5, 6)
"""By how many lines pages may be shorter to fill it."""
_BACK, _AHEAD = 3, 1
"""How many pages before a bad one and after it are weighed together with it."""
_LEAST_GAIN = 40.0
"""By how much the pages must get better so that it is worth to change them: two lines of white space, say."""
_LEAST_COLUMN = 6
"""Columns beside a span have so many lines at least."""


@dataclass(slots=True)
class PageColumns:
    """The columns of one page; `across` is what stands above them, `top` how high that is."""

    columns: list[Column]
    across: list[Strip]
    top: float
    turned: bool = False
    """Whether it is in landscape, with one column."""
    spans: Sequence[Standing] = ()
    """What stands across the columns above or below them, with tops counted as those of `across`."""
    placed: int = 0
    """How many spans these are."""


def paginate(
    run: Run, across: Sequence[Strip], strips: Sequence[Strip], spans: Sequence[Span] = ()
) -> list[PageColumns]:
    """Divide the strips among pages; spans stand across the columns."""
    dividing = _Dividing(run, across, strips, spans)
    pages = dividing.pages()
    if not dividing.ends_sparsely(pages):
        return pages
    kept, best = pages[:-_REDONE], pages
    for longer, tight in _FULLER:
        if longer > dividing.spare_lines:
            continue
        tried = dividing.pages(longer, tight, kept=kept)
        if len(tried) < len(pages):
            return tried
    if dividing.ends_in_stub(pages):
        for shorter in _SHORTER:
            tried = dividing.pages(-shorter, kept=kept)
            if len(tried) == len(pages) and dividing.last_lines(tried) > dividing.last_lines(best):
                best = tried
            if not dividing.ends_in_stub(best):
                break
    return best


class _Dividing:
    def __init__(
        self, run: Run, across: Sequence[Strip], strips: Sequence[Strip], spans: Sequence[Span]
    ) -> None:
        page = run.style.page
        self.run = run
        self.across = list(across)
        self.strips = strips
        self.count = page.columns
        self.grid = page.grid.pt
        # Whole lines only, so that the feet of full columns stand on one line.
        height = (page.height - page.margin_top - page.margin_bottom).pt
        self.room = height // self.grid * self.grid
        bottom = tops_of(self.across, 0.0)[1] if self.across else 0.0
        self.top = -(-bottom // self.grid) * self.grid
        self.filler = Filler(strips, run.notes, self.grid)
        whole = [part for span in spans for part in parts(span, self.room - 2 * self.grid)]
        self.spanning = Spanning(whole, run.notes, self.grid, len(strips))

    @property
    def spare_lines(self) -> int:
        """How many lines there is room for between the type area and what stands at the foot of the page."""
        page, foot = self.run.style.page, self.run.style.roles["running-head"]
        rule = foot.border_before
        taken = page.footer.pt + foot.leading.pt + (rule.gap.pt if rule else 0.0)
        return int((page.margin_bottom.pt - taken) // self.grid)

    def pages(
        self, more: int = 0, tight: float = 1.0, *, kept: Sequence[PageColumns] = ()
    ) -> list[PageColumns]:
        """All pages, if each has so many lines more than the style says, and so much of the distances.

        The first ones may be kept from another way to divide the strips.
        """
        self.filler.tight = tight
        room = self.room + more * self.grid
        pages = list(kept) or self._cover()
        firm = max(len(kept), len(self._cover()))
        weighed = len(pages)
        start, left = self._next(pages)
        while start < len(self.strips) or left or not pages or self._waiting(pages):
            if pages and self._turns(start):
                pages.append(self._turned(start, left))
            else:
                pages.append(self._page(start, left, room, pages))
            last = pages[-1]
            if len(pages) > weighed and is_bad(last.columns) and not self._is_through(last.columns[-1]):
                weighed = len(pages)
                pages = self._weighed(pages, room, firm)
            start, left = self._next(pages)
        return pages

    def _cover(self) -> list[PageColumns]:
        """The page of the title block, if it has one of its own."""
        if not self.run.edition.cover_page:
            return []
        start, left = self._next([])
        empty = [Column([], [], start, left, 0.0) for _ in range(self.count)]
        return [PageColumns(empty, self.across, 0.0)]

    def _next(self, pages: Sequence[PageColumns]) -> tuple[int, list[Strip]]:
        """The strip that the page after these begins with, and the notes that are left for it."""
        if pages:
            return pages[-1].columns[-1].end, pages[-1].columns[-1].left
        # What the masthead cites stands at the foot of the first column.
        return 0, [note for strip in self.across for name in strip.notes for note in self.run.notes[name]]

    def _spot_after(self, pages: Sequence[PageColumns]) -> Spot:
        start, left = self._next(pages)
        through = start >= len(self.strips) and not left
        lines = sum(lines_in(column, self.grid) for column in pages[-1].columns) if through else 0
        return Spot(len(pages), 0, start, tuple(left), self.filler, lines)

    def _waiting(self, pages: Sequence[PageColumns]) -> bool:
        return sum(page.placed for page in pages) < len(self.spanning.spans)

    def _page(self, start: int, left: list[Strip], room: float, pages: Sequence[PageColumns]) -> PageColumns:
        first = not pages
        height = self._below(room, first=first)
        if not self._waiting(pages):
            return self._made(start, left, height, self._columns(start, left, height, height), first=first)
        placed = sum(page.placed for page in pages)
        found = self.spanning.page(start, left, height, placed, self._beside)
        page = self._made(start, list(found.left), found.room, found.columns, first=first)
        page.placed = len(found.spans)
        if first:
            taken = self.spanning.height(found.spans)
            lowest = max(column.height for column in page.columns) // -self.grid * -self.grid
            noted = any(column.notes for column in page.columns)
            foot = found.room if noted or not self._is_through(page.columns[-1]) else lowest
            y = page.top + foot + self.grid if taken else 0.0
        else:
            y = 0.0
            page.top += self.spanning.height(found.spans)
        page.spans = self.spanning.standing(found.spans, y)
        return page

    def _beside(self, start: int, left: list[Strip], room: float) -> list[Column]:
        """The columns of a page with spans, empty where these leave no room worth using."""
        if room < _LEAST_COLUMN * self.grid:
            return [Column([], [], start, left, 0.0) for _ in range(self.count)]
        return self._columns(start, left, room, room)

    def _below(self, room: float, *, first: bool) -> float:
        """The height of the columns: on the first page less, for they stand below the masthead."""
        return max(room - self.top, room / 5) if first else room

    def _made(
        self, start: int, left: list[Strip], room: float, columns: list[Column], *, first: bool
    ) -> PageColumns:
        if self.count > 1 and self._is_through(columns[-1]):
            columns = self._balanced(start, left, room, columns)
        return PageColumns(columns, self.across if first else [], self.top if first else 0.0)

    def _weighed(self, pages: list[PageColumns], room: float, kept: int) -> list[PageColumns]:
        """The pages, the last of which is bad, with the last few filled anew if that makes them better."""
        first = len(pages) - 1
        while first > max(kept, len(pages) - 1 - _BACK) and not pages[first - 1].turned:
            first -= 1
        ahead = list(pages[first:])
        while len(ahead) < len(pages) - first + _AHEAD and not self._is_through(ahead[-1].columns[-1]):
            ahead.append(self._page(*self._next(ahead), room, [*pages[:first], *ahead]))
        begin, end = self._next(pages[:first])[0], ahead[-1].columns[-1].end
        if any(begin <= span.at <= end for span in self.spanning.spans) or any(page.spans for page in ahead):
            return pages
        weighing = Weighing(self.filler, self.count, lambda number: self._below(room, first=not number))
        cost, columns = weighing.best(self._spot_after(pages[:first]), len(ahead))
        before = sum(column.cost for page in ahead for column in page.columns)
        before += weighing.at_end(self._spot_after([*pages[:first], *ahead]))
        if cost > before - _LEAST_GAIN:
            return pages
        better = pages[:first]
        for at in range(0, len(columns), self.count)[: len(pages) - first]:
            start, left = self._next(better)
            number = len(better)
            height = self._below(room, first=not number)
            better.append(self._made(start, left, height, columns[at : at + self.count], first=not number))
        return better

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
        columns, fits = self._filled(start, left, room, limit, floating=self.count > 1)
        return columns if fits else self._filled(start, left, room, limit, floating=False)[0]

    def _filled(
        self, start: int, left: list[Strip], room: float, limit: float, *, floating: bool
    ) -> tuple[list[Column], bool]:
        """The columns of a page, and whether the page has room for all that floats on it."""
        columns: list[Column] = []
        filler = self.filler
        for number in range(self.count):
            if self._turns(start):
                columns.append(Column([], [], start, left, 0.0))
                continue
            column = filler.fill(start, room, left, limit=limit)
            if floating and number < self.count - 1:
                filler, column = passing(filler, column, start, room, left, limit) or (filler, column)
            columns.append(column)
            start, left = column.end, column.left
        return columns, settled(filler, start)

    def _balanced(self, start: int, left: list[Strip], room: float, columns: list[Column]) -> list[Column]:
        """The columns as even as can be; else the least height at which everything still fits into them."""
        best = Balancing(self.count, self.grid, room).best(self.filler, start, left)
        if best is not None:
            return best[1]
        lines = int(room // self.grid)
        low, high = min(_LEAST_COLUMN, lines), lines
        while low < high:
            middle = (low + high) // 2
            tried = self._columns(start, left, room, middle * self.grid)
            if self._is_through(tried[-1]):
                columns, high = tried, middle
            else:
                low = middle + 1
        even(columns, self.grid, [self.filler.empty(column, room) for column in columns])
        return columns

    def ends_in_stub(self, pages: Sequence[PageColumns]) -> bool:
        """Whether the last of several pages has too few lines to stand for itself, notes counted."""
        return self._is_shorter(pages, _STUB if self.count == 1 else _STUB_IN_COLUMNS)

    def ends_sparsely(self, pages: Sequence[PageColumns]) -> bool:
        """Whether it has so few lines that it should rather be saved, if that can be."""
        return self._is_shorter(pages, SPARSE * self.room / self.grid)

    def _is_shorter(self, pages: Sequence[PageColumns], least: float) -> bool:
        return len(pages) > 1 and self.last_lines(pages) < least

    def last_lines(self, pages: Sequence[PageColumns]) -> float:
        """How many lines the last page has, in the highest of its columns, notes counted."""
        spans = sum(strip.height for strip, _ in pages[-1].spans) / self.grid
        return spans + max(
            (column.height + sum(strip.height for strip, _ in column.notes)) / self.grid
            for column in pages[-1].columns
        )
