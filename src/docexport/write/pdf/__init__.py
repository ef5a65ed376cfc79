"""The PDF brief: PDF/UA and PDF/A in one file, for any input.

1. `docexport.typeset` lays out pages of placed glyphs and a structure tree.
2. `paint` turns the pages into content streams on reportlab's Canvas, each thing marked as the content of
   its element or as an artifact; `text`, `codes`, `images`, `svg`, `formulas` know how.
3. `finalize` writes with pikepdf what lies outside the pages: fonts (`embed`, `cmaps`), annotations
   (`links`), the structure tree (`logical`, `structure`), bookmarks and labels (`outline`), `metadata`;
   `profile` says what differs between PDF/UA-1 with PDF/A-2a and PDF/UA-2 with PDF/A-4.

reportlab and pikepdf are imported in this package only.
"""

from __future__ import annotations

from docexport.edition import Edition, Pagination
from docexport.notices import Notify
from docexport.resources import Resources
from docexport.style import Style
from docexport.typeset.page import LaidDocument
from docexport.unhurried import collector_at_rest
from docexport.write.pdf.finalize import finalize
from docexport.write.pdf.paint import paint
from docexport.write.pdf.profile import PROFILES

__all__ = ["render", "write_paged_pdf", "write_pdf"]


def write_pdf(edition: Edition, style: Style, resources: Resources, notify: Notify) -> bytes:
    """The edition as a PDF file."""
    from docexport.typeset import typeset  # noqa: PLC0415  # only needed where pages are not given

    with collector_at_rest():
        return render(typeset(edition, style, resources, notify), edition, style, notify)


def write_paged_pdf(
    edition: Edition, style: Style, resources: Resources, notify: Notify
) -> tuple[bytes, Pagination]:
    """The edition as a PDF file, and where its pages begin; it is laid out once for both."""
    from docexport.typeset import page_breaks, typeset  # noqa: PLC0415  # as above

    with collector_at_rest():
        laid = typeset(edition, style, resources, notify)
        pagination = Pagination(edition.identifier, page_breaks(laid))
        return render(laid, edition, style, notify), pagination


def render(laid: LaidDocument, edition: Edition, style: Style, notify: Notify) -> bytes:
    """Pages that are laid out already as a PDF file."""
    end_notes = style.options.notes == "end"
    return finalize(
        paint(laid, style, notify), laid, edition, PROFILES[edition.pdf_standard], end_notes=end_notes
    )
