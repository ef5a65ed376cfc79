"""What a PDF needs to be read aloud, searched and printed anywhere (ISO 14289-1; WCAG 2.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from docexport.check.outputs import Output, OutputSpot, Wanted
from docexport.check.pdf_text import PageText
from docexport.check.read_pdf import open_pdf, page_texts, read_pdf
from docexport.check.transcript import key_of

_SMALLEST = 5.0
_FEWEST_HEADINGS = 3


def examine_pdf(output: Output, wanted: Wanted) -> None:
    """Read a PDF into its transcript and judge it. Raises UnreadableError."""
    with open_pdf(output.data) as pdf:
        pages = page_texts(pdf)
        output.transcript = read_pdf(pdf, pages)
        output.spots += [
            *_document(pdf, wanted),
            *_elements(pdf),
            *_fonts(pdf),
            *_links(pdf),
            *_outline(pdf, len(output.transcript.things("heading"))),
            *_pages(pages, wanted),
        ]


def _document(pdf: pikepdf.Pdf, wanted: Wanted) -> Iterator[OutputSpot]:
    root: Any = pdf.Root
    if "/StructTreeRoot" not in root or not bool(root.get("/MarkInfo", {}).get("/Marked", False)):
        yield OutputSpot("tags-missing", "the PDF is not tagged")
    lang = str(root.get("/Lang", ""))
    if not lang:
        yield OutputSpot("language-not-stated", "the document does not say its language")
    elif wanted.lang and lang.lower() != wanted.lang.lower():
        yield OutputSpot(
            "language-differs", f"the document says it is in {lang!r}, the article {wanted.lang!r}"
        )
    title = str(pdf.docinfo.get("/Title", ""))
    if not title:
        yield OutputSpot("title-not-stated", "the document does not say its title")
    elif wanted.title and key_of(title) != key_of(wanted.title):
        yield OutputSpot("title-differs", f"the document is called {title!r}, the article {wanted.title!r}")
    if not bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)):
        yield OutputSpot("title-not-shown", "viewers show the name of the file, not the title")
    if pdf.is_encrypted and not pdf.allow.accessibility:
        yield OutputSpot("reading-forbidden", "the document forbids programs to read it aloud")
    packet = root.Metadata.read_bytes() if "/Metadata" in root else b""
    if b"pdfuaid" not in packet:
        yield OutputSpot("conformance-not-stated", "the metadata do not say that the document is PDF/UA")


def _elements(pdf: pikepdf.Pdf) -> Iterator[OutputSpot]:
    """Pictures, formulas and tables in the structure tree (ISO 14289-1, 7.3, 7.5, 7.7)."""
    tables = figures = formulas = 0
    for element, names in _tree(pdf):
        kind = str(element.get("/S", ""))
        said = str(element.get("/Alt", "")) or str(element.get("/ActualText", ""))
        if kind == "/Figure":
            if not said.strip():
                yield OutputSpot(
                    "picture-alt-missing", "a picture has no text alternative", "", "figure", figures
                )
            figures += 1
        elif kind == "/Formula":
            if not said.strip() and "/K" in element:
                yield OutputSpot(
                    "formula-alt-missing", "a formula has no text alternative", "", "formula", formulas
                )
            formulas += 1
        elif kind == "/Table":
            if "/TH" not in names:
                yield OutputSpot("table-header-missing", "a table has no header cells", "", "table", tables)
            tables += 1


def _tree(pdf: pikepdf.Pdf) -> Iterator[tuple[pikepdf.Object, set[str]]]:
    """Every element of the structure tree; of a table also the types of what is in it."""
    root = pdf.Root.get("/StructTreeRoot")
    stack = [root.K] if root is not None and "/K" in root else []
    while stack:
        item = stack.pop()
        if isinstance(item, pikepdf.Array):
            stack.extend(reversed(list(item)))
        elif isinstance(item, pikepdf.Dictionary) and "/S" in item:
            yield item, _types(item) if str(item.S) == "/Table" else set()
            if "/K" in item:
                stack.append(item.K)


def _types(table: pikepdf.Object) -> set[str]:
    found: set[str] = set()
    stack = [table.get("/K")]
    while stack:
        item = stack.pop()
        if isinstance(item, pikepdf.Array):
            stack.extend(item)
        elif isinstance(item, pikepdf.Dictionary) and "/S" in item:
            found.add(str(item.S))
            stack.append(item.get("/K"))
    return found


def _fonts(pdf: pikepdf.Pdf) -> Iterator[OutputSpot]:
    """Fonts travel with the file, and say which characters their glyphs are (ISO 14289-1, 7.21)."""
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        resources: Any = page.obj.get("/Resources", {})
        for font in resources.get("/Font", {}).values():
            if font.objgen in seen and font.objgen != (0, 0):
                continue
            seen.add(font.objgen)
            name = str(font.get("/BaseFont", "")).lstrip("/").rpartition("+")[2]
            inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            description: Any = inner.get("/FontDescriptor", {})
            if str(font.get("/Subtype", "")) != "/Type3" and not any(
                key in description for key in ("/FontFile", "/FontFile2", "/FontFile3")
            ):
                yield OutputSpot("font-not-embedded", f"font {name!r} is not embedded")
            if "/DescendantFonts" in font and "/ToUnicode" not in font:
                yield OutputSpot("font-without-text", f"font {name!r} does not say which characters it shows")


def _links(pdf: pikepdf.Pdf) -> Iterator[OutputSpot]:
    """Links say where they lead, and belong to the structure (ISO 14289-1, 7.18.5)."""
    for number, page in enumerate(pdf.pages, 1):
        for annotation in page.obj.get("/Annots", ()):
            if str(annotation.get("/Subtype", "")) != "/Link":
                continue
            if not str(annotation.get("/Contents", "")):
                yield OutputSpot("link-undescribed", "a link has no description", f"page {number}")
            if "/StructParent" not in annotation:
                yield OutputSpot("link-untagged", "a link does not belong to the structure", f"page {number}")


def _outline(pdf: pikepdf.Pdf, headings: int) -> Iterator[OutputSpot]:
    outlines: Any = pdf.Root.get("/Outlines", {})
    if headings >= _FEWEST_HEADINGS and "/First" not in outlines:
        yield OutputSpot("navigation-missing", "the document has headings, but no bookmarks")


def _pages(pages: list[PageText], wanted: Wanted) -> Iterator[OutputSpot]:
    marking = key_of(wanted.marking)
    for number, page in enumerate(pages, 1):
        if marking and marking not in key_of(page.furniture + " " + page.all):
            what = f"the marking {wanted.marking!r} does not stand on the page"
            yield OutputSpot("marking-not-shown", what, f"page {number}")
        if page.smallest < _SMALLEST:
            yield OutputSpot("type-small", f"there is type of {page.smallest:g} pt", f"page {number}")
