"""Which page a heading is on, for the numbers that a table of contents shows until Word counts for itself.

The report is laid out as the PDF of the same style would be: same fonts, leading and page, so the numbers
are those of Word's own pages but for a line here and there. Without a table of contents nobody sees them,
and nothing is laid out; the longest documents are only estimated, by their letters.
"""

from __future__ import annotations

from collections.abc import Mapping

from docexport.edition import Edition
from docexport.notices import Notice
from docexport.resources import Resources
from docexport.style import Style

_MOST_WORDS = 60_000
"""Laying out takes a second for each seven thousand or so."""
_LETTERS = 2400
"""On a page of plain text."""


class Pages:
    """The pages of one document, from 1; estimated as long as nothing is laid out."""

    def __init__(self) -> None:
        self._places: Mapping[str, int] = {}
        self._count = 0

    def lay_out(self, edition: Edition, style: Style, resources: Resources) -> None:
        """Find the pages, if they are shown anywhere and the document is not too long for it."""
        shown = edition.show_contents or edition.figures or edition.tables
        if not shown or edition.words > _MOST_WORDS:
            return
        from docexport.typeset import typeset  # noqa: PLC0415  # half a second, for documents with contents alone

        laid = typeset(edition, style, resources, _unheard)
        self._count = len(laid.pages)
        self._places = {anchor: place.page + 1 for anchor, place in laid.destinations.items()}

    def of(self, anchor: str, letters: int) -> int:
        """The page of an anchor that stands behind so many letters of the text."""
        return self._places.get(anchor, letters // _LETTERS + 1)

    def count(self, letters: int) -> int:
        """How many pages there are, for a text of so many letters."""
        return self._count or letters // _LETTERS + 1


def _unheard(_notice: Notice) -> None:
    """What the layout finds wanting, the writer of the document finds too."""
