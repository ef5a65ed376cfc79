"""The flow is divided among pages.

1. Columns are filled page by page, each as well as it can be; what spans the columns is placed first.
2. Where a column ends badly, a few pages are weighed together, and so are those before uneven last columns.
3. What needs a page in landscape gets one after the page that its place in the text is on.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import TypeAlias

from docexport.typeset.balancing import GOOD, Balancing
from docexport.typeset.columns import Column
from docexport.typeset.evening import even
from docexport.typeset.filling import Filler
from docexport.typeset.floats import following, passing, settled
from docexport.typeset.flow import Span, Strip
from docexport.typeset.pagecolumns import PageColumns
from docexport.typeset.plates import Plates
from docexport.typeset.run import Run
from docexport.typeset.spanning import Spanning, parts
from docexport.typeset.stack import tops_of
from docexport.typeset.weighing import Made, Spot, Weighing, is_bad, lines_in

_BACK, _AHEAD = 3, 1
"""How many pages before a bad one and after it are weighed together with it."""
_BEFORE_LAST = 2
"""How many pages before the last one are filled anew for the sake of its columns."""
_LEAST_GAIN = 40.0
"""By how much the pages must get better so that it is worth to change them: two lines of white space, say."""
_LEAST_COLUMN = 6
"""Columns beside a span have so many lines at least."""

Filled: TypeAlias = tuple[list[Column], Filler]
"""The columns of a page, and what the next page is filled with."""


class Dividing:
    """Divides the strips of one flow, as often as it is asked to."""

    def __init__(
        self, run: Run, across: Sequence[Strip], strips: Sequence[Strip], spans: Sequence[Span]
    ) -> None:
        page = run.style.page
        self.run = run
        self.across = across
        self.strips = strips
        self.count = page.columns
        self.grid = page.grid.pt
        # Whole lines only, so that the feet of full columns stand on one line.
        height = (page.height - page.margin_top - page.margin_bottom).pt
        self.room = height // self.grid * self.grid
        bottom = tops_of(across, 0.0)[1] if across else 0.0
        self.top = -(-bottom // self.grid) * self.grid
        self.filler = Filler(strips, run.notes, self.grid, bars=[span.at for span in spans])
        wide = [span for span in spans if not span.turned]
        whole = [part for span in wide for part in parts(span, self.room - 2 * self.grid)]
        floats = [place for place, strip in enumerate(strips) if strip.group] if whole else []
        self.spanning = Spanning(whole, run.notes, self.grid, len(strips), floats)
        # The report is laid out to count Word's pages, and Word leaves everything in its place.
        self.in_order = run.edition.kind == "report"
        turned = [span for span in spans if span.turned]
        self.plates = Plates(run, turned, self.filler, in_order=self.in_order)

    def pages(
        self, more: int = 0, tight: float = 1.0, *, kept: Sequence[PageColumns] = ()
    ) -> list[PageColumns]:
        """All pages, if each has so many lines more than the style says, and so much of the distances.

        The first ones may be kept from another way to divide the strips.
        """
        self.filler.tight = tight
        room = self.room + more * self.grid
        pages = list(kept) or self._cover()
        firm = weighed = len(pages)
        while not self._is_done(pages):
            pages.append(self._page(pages, room))
            last = pages[-1]
            if len(pages) > weighed and is_bad(last.columns) and not self._is_through(last.columns[-1]):
                weighed = len(pages)
                pages = self._weighed(pages, room, firm)
            pages += self.plates.due(pages)
        return pages

    # --- One page ----------------------------------------------------------------------------------

    def _cover(self) -> list[PageColumns]:
        """The page of the title block, if it has one of its own."""
        if not self.run.edition.cover_page:
            return []
        start, left = self._next([])
        empty = [Column([], [], start, left, 0.0) for _ in range(self.count)]
        return [PageColumns(empty, self.across, 0.0, self.filler)]

    def _is_done(self, pages: Sequence[PageColumns]) -> bool:
        return bool(pages) and self._is_through(pages[-1].columns[-1]) and not self._waiting(pages)

    def _is_through(self, column: Column) -> bool:
        """Whether everything is placed."""
        return column.end >= len(self.strips) and not column.left

    def _next(self, pages: Sequence[PageColumns]) -> tuple[int, list[Strip]]:
        """The strip that the page after these begins with, and the notes that are left for it."""
        if pages:
            return pages[-1].end, pages[-1].columns[-1].left
        # What the masthead cites stands at the foot of the first column.
        return 0, [note for strip in self.across for name in strip.notes for note in self.run.notes[name]]

    def _filler_after(self, pages: Sequence[PageColumns]) -> Filler:
        return pages[-1].filler if pages else self.filler

    def _waiting(self, pages: Sequence[PageColumns]) -> list[Span]:
        """The spans that are not placed yet."""
        placed = sum(len(page.spanning) for page in pages if not page.turned)
        return list(self.spanning.spans[placed:])

    def _page(self, pages: Sequence[PageColumns], room: float) -> PageColumns:
        page = self._filled_page(self._filler_after(pages), pages, room)
        return self.plates.kept_back(
            pages, page, self._filler_after(pages), lambda filler: self._filled_page(filler, pages, room)
        )

    def _filled_page(self, filler: Filler, pages: Sequence[PageColumns], room: float) -> PageColumns:
        start, left = self._next(pages)
        height = self._below(room, first=not pages)
        waiting = self._waiting(pages)
        if not waiting:
            columns = self._columns(filler, start, left, height)
            return self._made(columns, filler, pages, left, height)

        def fill(start: int, left: list[Strip], room: float) -> list[Column]:
            return self._beside(filler, start, left, room)[0]

        found = self.spanning.page(start, left, height, len(self.spanning.spans) - len(waiting), fill)
        noted = list(found.left)
        filled = self._beside(filler, start, noted, found.room)
        return self._made(filled, filler, pages, noted, found.room, found.spans)

    def _below(self, room: float, *, first: bool) -> float:
        """The height of the columns: on the first page less, for they stand below the masthead."""
        return max(room - self.top, room / 5) if first else room

    def _beside(self, filler: Filler, start: int, left: list[Strip], room: float) -> Filled:
        """The columns of a page with spans, empty where these leave no room worth using."""
        if room < _LEAST_COLUMN * self.grid:
            return [Column([], [], start, left, 0.0) for _ in range(self.count)], filler
        return self._columns(filler, start, left, room)

    def _columns(self, filler: Filler, start: int, left: list[Strip], room: float) -> Filled:
        columns, after = self._filled(filler, start, left, room, floating=not self.in_order)
        if not settled(after, columns[-1].end):
            # The page has no room for all that floats on it.
            columns, after = self._filled(filler, start, left, room, floating=False)
        return columns, following(after, columns[-1].end)

    def _filled(
        self, filler: Filler, start: int, left: list[Strip], room: float, *, floating: bool
    ) -> Filled:
        columns: list[Column] = []
        for number in range(self.count):
            column = filler.fill(start, room, left)
            if floating:
                leaving = number == self.count - 1
                found = passing(filler, column, start, room, left, room, leaving=leaving)
                filler, column = found or (filler, column)
            columns.append(column)
            start, left = column.end, column.left
        return columns, filler

    def _made(
        self,
        filled: Filled,
        before: Filler,
        pages: Sequence[PageColumns],
        left: Sequence[Strip],
        room: float,
        spans: tuple[Span, ...] = (),
    ) -> PageColumns:
        """The page after others that has these columns and spans.

        `before` is what they were filled with, `left` are notes from before.
        """
        columns, filler = filled
        uneven = 0.0
        if self.count > 1 and columns[-1].end >= len(filler.strips) and not columns[-1].left:
            uneven, columns = self._balanced(before, self._next(pages)[0], left, room, columns)
        first = not pages
        page = PageColumns(columns, self.across if first else (), self.top if first else 0.0, filler, room)
        page.spanning, page.uneven = spans, uneven
        cited = [name for span in spans for strip in span.strips for name in strip.notes]
        page.left = [note for name in cited for note in self.run.notes[name]]
        self._stand(page, first=first)
        return page

    def _stand(self, page: PageColumns, *, first: bool) -> None:
        """Put the spans of a page at its head, or below a masthead at its foot."""
        taken = self.spanning.height(page.spanning)
        y = 0.0
        if not first:
            page.top += taken
        elif taken:
            lowest = max(column.height for column in page.columns) // -self.grid * -self.grid
            noted = any(column.notes for column in page.columns)
            foot = page.room if noted or not self._is_through(page.columns[-1]) else lowest
            y = page.top + foot + self.grid
        page.spans = self.spanning.standing(page.spanning, y)

    def _balanced(
        self, filler: Filler, start: int, left: Sequence[Strip], room: float, columns: list[Column]
    ) -> tuple[float, list[Column]]:
        best = Balancing(self.count, self.grid, room).best(filler, start, left)
        if best is not None:
            return best
        even(columns, self.grid, [filler.empty(column, room) for column in columns])
        return 0.0, columns

    # --- Several pages -----------------------------------------------------------------------------

    def _weighed(self, pages: list[PageColumns], room: float, kept: int) -> list[PageColumns]:
        """The pages, the last of which is bad, with the last few filled anew if that makes them better."""
        first = len(pages) - 1
        while first > max(kept, len(pages) - 1 - _BACK) and not pages[first - 1].turned:
            first -= 1
        ahead = list(pages[first:])
        while len(ahead) < len(pages) - first + _AHEAD and not self._is_through(ahead[-1].columns[-1]):
            ahead.append(self._page([*pages[:first], *ahead], room))
        weighing = self._weighing(pages[:first], ahead, room)
        if weighing is None:
            return pages
        cost, columns = weighing.best(self._spot(pages[:first], weighing), len(ahead))
        before = sum(column.cost for page in ahead for column in page.columns)
        before += weighing.at_end(self._spot([*pages[:first], *ahead], weighing))
        if cost > before - _LEAST_GAIN:
            return pages
        return self._rebuilt(pages[:first], ahead[: len(pages) - first], columns) or pages

    def evened(self, pages: list[PageColumns], more: int = 0) -> list[PageColumns]:
        """The pages, with the last few filled anew if that makes the columns of the last one more even."""
        room = self.room + more * self.grid
        for first in range(len(pages) - 2, max(len(pages) - 2 - _BEFORE_LAST, -1), -1):
            if pages[-1].uneven <= GOOD or pages[first].turned or pages[-1].spanning or pages[-1].turned:
                break
            weighing = self._weighing(pages[:first], pages[first:], room)
            if weighing is None or (not first and self.run.edition.cover_page):
                break
            balancing = Balancing(self.count, self.grid, room, tighten=False)

            def at_end(spot: Spot, balancing: Balancing = balancing) -> float:
                if spot.lines or spot.column:
                    return inf
                best = balancing.best(spot.filler, spot.start, spot.left)
                return best[0] if best is not None else inf

            steps = len(pages) - 1 - first
            cost, columns = weighing.best(self._spot(pages[:first], weighing), steps, at_end)
            before = (
                sum(column.cost for page in pages[first:-1] for column in page.columns) + pages[-1].uneven
            )
            if cost < before - _LEAST_GAIN:
                rebuilt = self._rebuilt(pages[:first], pages[first:-1], columns)
                if rebuilt is not None:
                    pages = [*rebuilt, self._page(rebuilt, room)]
        return pages

    def _weighing(
        self, before: Sequence[PageColumns], pages: Sequence[PageColumns], room: float
    ) -> Weighing | None:
        """How pages are weighed whose spans stay where they are; None where that cannot be."""
        if any(page.turned or page.room < _LEAST_COLUMN * self.grid for page in pages):
            return None
        if self.plates.bar(before, pages[-1].end):
            return None
        rooms = {len(before) + number: page.room for number, page in enumerate(pages)}
        notes = {len(before) + number: page.left for number, page in enumerate(pages)}
        return Weighing(
            self._filler_after(before),
            self.count,
            lambda number: rooms.get(number, room),
            lambda number: notes.get(number, ()),
        )

    def _spot(self, pages: Sequence[PageColumns], weighing: Weighing) -> Spot:
        start, left = self._next(pages)
        through = start >= len(self.strips) and not left
        lines = sum(lines_in(column, self.grid) for column in pages[-1].columns) if through and pages else 0
        noted = left if through else [*left, *weighing.notes(len(pages))]
        return Spot(len(pages), 0, start, tuple(noted), self._filler_after(pages), lines)

    def _rebuilt(
        self, before: Sequence[PageColumns], pages: Sequence[PageColumns], made: Sequence[Made]
    ) -> list[PageColumns] | None:
        """Pages with other columns; None if a span would no longer stand where it is read."""
        better = list(before)
        for at, page in zip(range(0, len(made), self.count), pages, strict=False):
            columns, fillers = zip(*made[at : at + self.count], strict=True)
            end = columns[-1].end
            if any(span.at >= end and not span.at == end == len(self.strips) for span in page.spanning):
                return None
            left = [*self._next(better)[1], *page.left]
            filled = list(columns), fillers[-1]
            filler = self._filler_after(better)
            better.append(self._made(filled, filler, better, left, page.room, page.spanning))
        return better
