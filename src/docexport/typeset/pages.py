"""Pages: the flow is divided among them so that the last one is worth its paper.

1. The flow is divided among pages, a few of which are weighed together where one would end badly.
2. A last page with only a few lines is avoided: pages a line longer may save it, or shorter ones fill it.
3. The columns of the last page are made even.
"""

from __future__ import annotations

from collections.abc import Sequence

from docexport.typeset.dividing import Dividing
from docexport.typeset.flow import Span, Strip
from docexport.typeset.pagecolumns import PageColumns
from docexport.typeset.run import Run
from docexport.typeset.weighing import SPARSE

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


def paginate(
    run: Run, across: Sequence[Strip], strips: Sequence[Strip], spans: Sequence[Span] = ()
) -> list[PageColumns]:
    """Divide the strips among pages; spans stand across the columns, or on pages in landscape."""
    dividing = Dividing(run, across, strips, spans)
    pages, more = _worth_their_paper(dividing, dividing.pages(), _Least(run))
    return dividing.evened(pages, more)


def _worth_their_paper(
    dividing: Dividing, pages: list[PageColumns], least: _Least
) -> tuple[list[PageColumns], int]:
    """Pages of which the last is not all but empty, if that can be, and by how many lines they are longer."""
    if not least.ends_sparsely(pages):
        return pages, 0
    kept = pages[:-_REDONE]
    for longer, tight in _FULLER:
        if longer > least.spare_lines:
            continue
        tried = dividing.pages(longer, tight, kept=kept)
        if len(tried) < len(pages) and not least.ends_in_stub(tried):
            return tried, longer
    best, more = pages, 0
    if least.ends_in_stub(pages):
        for shorter in _SHORTER:
            tried = dividing.pages(-shorter, kept=kept)
            if len(tried) == len(pages) and least.last_lines(tried) > least.last_lines(best):
                best, more = tried, -shorter
            if not least.ends_in_stub(best):
                break
    return best, more


class _Least:
    """How little may stand on a last page."""

    def __init__(self, run: Run) -> None:
        self.run = run
        page = run.style.page
        self.count = page.columns
        self.grid = page.grid.pt
        self.room = (page.height - page.margin_top - page.margin_bottom).pt

    @property
    def spare_lines(self) -> int:
        """How many lines there is room for between the type area and what stands at the foot of the page."""
        page, foot = self.run.style.page, self.run.style.roles["running-head"]
        rule = foot.border_before
        taken = page.footer.pt + foot.leading.pt + (rule.gap.pt if rule else 0.0)
        return int((page.margin_bottom.pt - taken) // self.grid)

    def ends_in_stub(self, pages: Sequence[PageColumns]) -> bool:
        """Whether the last of several pages has too few lines to stand for itself, notes counted."""
        return self._is_shorter(pages, _STUB if self.count == 1 else _STUB_IN_COLUMNS)

    def ends_sparsely(self, pages: Sequence[PageColumns]) -> bool:
        """Whether it has so few lines that it should rather be saved, if that can be."""
        return self._is_shorter(pages, SPARSE * self.room / self.grid)

    def _is_shorter(self, pages: Sequence[PageColumns], least: float) -> bool:
        return len(pages) > 1 and not pages[-1].turned and self.last_lines(pages) < least

    def last_lines(self, pages: Sequence[PageColumns]) -> float:
        """How many lines the last page has, in the highest of its columns, notes counted."""
        spans = sum(strip.height for strip, _ in pages[-1].spans) / self.grid
        return spans + max(
            (column.height + sum(strip.height for strip, _ in column.notes)) / self.grid
            for column in pages[-1].columns
        )
