"""Marked content: which stretch of which page belongs to which element (ISO 32000-1, 14.6 and 14.7.4).

Each stretch of an element has a number on its page (MCID); everything else is an artifact of a stated
type (14.8.2.2.2). Neighboring things of one element or one kind share a stretch.
"""

from __future__ import annotations

from docexport.records import Struct, field
from docexport.typeset.page import ArtifactKind, Element
from docexport.write.pdf.content import PageContent
from docexport.write.pdf.divided import Whole
from docexport.write.pdf.numbers import text_string
from docexport.write.pdf.roles import structure_type

ARTIFACTS: dict[ArtifactKind, str] = {
    "header": "/Artifact <</Type /Pagination /Subtype /Header /Attached [/Top]>> BDC",
    "footer": "/Artifact <</Type /Pagination /Subtype /Footer /Attached [/Bottom]>> BDC",
    "background": "/Artifact <</Type /Layout>> BDC",
    "rule": "/Artifact <</Type /Layout>> BDC",
    # A name for private use (annex E): a break in thought is no content, but a comparison finds it.
    "break": "/Artifact <</Type /Layout /Subtype /XXBreak>> BDC",
    "layout": "/Artifact <</Type /Layout>> BDC",
    "repeat": "/Artifact <</Type /Pagination>> BDC",
}
"""A panel behind text is Layout: Background would mean the whole page's (table 330)."""


class Mark(Struct, eq=False):
    """One stretch of content; `order` counts all stretches in the order of painting."""

    order: int
    page: int
    mcid: int
    actual: str = ""
    """The text in logical order, where the glyphs stand in visual order from right to left (14.9.4)."""


class Marks(Struct):
    """The stretches of all pages, by element."""

    by_element: dict[Element, list[Mark]] = field(default_factory=dict)
    _page: int = -1
    _on_page: int = 0
    _count: int = 0

    def turn_page(self) -> None:
        """What follows is on the next page."""
        self._page, self._on_page = self._page + 1, 0

    def new(self, element: Element) -> Mark:
        """The next stretch of the page."""
        mark = Mark(self._count, self._page, self._on_page)
        self._count, self._on_page = self._count + 1, self._on_page + 1
        self.by_element.setdefault(element, []).append(mark)
        return mark


class Marker:
    """Opens and closes the stretches of one page as their owner changes."""

    def __init__(self, content: PageContent, marks: Marks) -> None:
        self._content = content
        self._marks = marks
        self._owner: Element | ArtifactKind | None = None
        self._mark: Mark | None = None
        """The stretch that is open, unless it is an artifact."""
        self._whole: Whole | None = None
        """The divided word that it is a part of."""
        marks.turn_page()

    def switch(self, owner: Element | ArtifactKind, actual: str = "", whole: Whole | None = None) -> None:
        """What follows belongs to an element, or is an artifact of some kind.

        Text with an `actual` reading order is kept apart from text that stands in its reading order, and so
        are the parts of a `whole` word.
        """
        turned = self._mark is not None and bool(self._mark.actual)
        if owner != self._owner or turned != bool(actual) or whole is not self._whole:
            self.close()
            self._whole = whole
            self._open(owner, "Span" if actual else "")
        if self._mark is not None:
            self._mark.actual += actual

    def _open(self, owner: Element | ArtifactKind, tag: str) -> None:
        self._owner = owner
        if isinstance(owner, Element):
            self._mark = self._marks.new(owner)
            reads = f" /ActualText {text_string(self._whole.text)}" if self._whole else ""
            self._content.add(f"/{tag or structure_type(owner)} <</MCID {self._mark.mcid}{reads}>> BDC")
        else:
            self._content.add(ARTIFACTS[owner])

    def close(self) -> None:
        """End the stretch that is open, if one is."""
        if self._owner is not None:
            self._content.add("EMC")
        self._owner, self._mark = None, None
