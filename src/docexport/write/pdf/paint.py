"""Pages of placed things become content streams on reportlab's Canvas.

1. Each page's things are painted in order, each inside the marked content of its element or as an artifact.
2. What pages name (fonts, pictures, opacities) and what they mark is collected for the finaliser.
"""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from typing import assert_never
from zlib import compress

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas

from docexport.notices import Notify
from docexport.records import Struct, field
from docexport.style import Style
from docexport.typeset.page import (
    Element,
    LaidDocument,
    LaidPage,
    Placed,
    PlacedFormula,
    PlacedPicture,
    Rectangle,
    TextRun,
)
from docexport.write.pdf.attributes import Box
from docexport.write.pdf.codes import Codes
from docexport.write.pdf.content import PageContent
from docexport.write.pdf.divided import Whole, with_whole_words
from docexport.write.pdf.drawings import Drawings
from docexport.write.pdf.formulas import paint_formula
from docexport.write.pdf.images import Pictures
from docexport.write.pdf.marks import Marker, Marks
from docexport.write.pdf.numbers import numbers
from docexport.write.pdf.spaces import with_spaces_in_words
from docexport.write.pdf.text import reads_as, show_text


class Painted(Struct):
    """What painting found out, beside the pages themselves."""

    notify: Notify
    drawings: Drawings
    codes: Codes = field(default_factory=Codes)
    marks: Marks = field(default_factory=Marks)
    contents: list[PageContent] = field(default_factory=list)
    pictures: Pictures = field(default_factory=Pictures)
    boxes: dict[Element, Box] = field(default_factory=dict)
    """Where each figure and formula is, on the first page that it is on."""
    data: bytes = b""
    """The pages as reportlab wrote them, without resources."""


class _NoFont:
    """Canvas sets a font at the head of each page, unembedded Helvetica, unless the font is a dynamic one."""

    fontName = "docexport-none"  # noqa: N815  # reportlab's name
    _dynamicFont = True  # noqa: N815  # likewise
    _multiByte = False  # noqa: N815  # likewise

    class face:  # noqa: N801  # likewise
        name = "docexport-none"


def paint(laid: LaidDocument, style: Style, notify: Notify) -> Painted:
    """Paint all pages."""
    painted = Painted(notify, Drawings(style))
    try:
        _paint(laid, painted)
    finally:
        painted.codes.forget()
    return painted


def _paint(laid: LaidDocument, painted: Painted) -> None:
    pdfmetrics.registerFont(_NoFont)
    file = io.BytesIO()
    canvas = Canvas(file, pageCompression=0, invariant=1, initialFontName=_NoFont.fontName)  # type: ignore[arg-type] # the stubs say float
    streams, operators = [], []
    for page in laid.pages:
        content = _page(page, painted)
        painted.contents.append(content)
        canvas.setPageSize((page.width, page.height))
        canvas.showPage()
        streams.append(_stream(canvas))
        operators.append(content.finish().encode("latin-1"))
    # zlib lets go of the interpreter, which would be slow to take it up again between pages that are painted.
    with ThreadPoolExecutor() as pool:
        for stream, compressed in zip(streams, pool.map(compress, operators), strict=True):
            stream.content = compressed
    canvas.save()
    painted.data = file.getvalue()


def _stream(canvas: Canvas) -> PDFStream:
    """The compressed stream of the page that was shown last; reportlab would encode it letter by letter."""
    stream = PDFStream(PDFDictionary({"Filter": PDFName("FlateDecode")}))
    canvas._doc.Pages.pages[-1].Contents = stream  # type: ignore[attr-defined] # Canvas takes text only
    return stream


def _page(page: LaidPage, painted: Painted) -> PageContent:
    content = PageContent(page.height)
    marker = Marker(content, painted.marks)
    for item, whole in with_whole_words([*with_spaces_in_words(page.items)]):
        _item(item, whole, content, marker, painted)
    marker.close()
    return content


def _item(item: Placed, whole: Whole | None, content: PageContent, marker: Marker, painted: Painted) -> None:
    match item:
        case TextRun():
            turned = reads_as(item) if item.rtl else ""
            marker.switch(item.element or item.artifact or "layout", turned, whole)
            show_text(content, item, painted.codes.of(item.face))
            if item.element is not None and item.element.tag in ("figure", "formula"):
                _note_box(painted, item.element, _box(item, content))
        case Rectangle():
            marker.switch(item.artifact)
            _rectangle(item, content)
        case PlacedPicture():
            marker.switch(item.element or "layout")
            _picture(item, content, painted)
        case PlacedFormula():
            marker.switch(item.element or "layout")
            box = paint_formula(content, item, painted.notify)
            _note_box(painted, item.element, box)
        case _:
            assert_never(item)


def _rectangle(item: Rectangle, content: PageContent) -> None:
    content.fill(item.color)
    content.add(f"{numbers(item.x, content.height - item.y - item.height, item.width, item.height)} re f")


def _picture(item: PlacedPicture, content: PageContent, painted: Painted) -> None:
    x, y = item.x, content.height - item.y - item.height
    _note_box(painted, item.element, (x, y, x + item.width, y + item.height))
    drawing = painted.drawings.of(item.picture)
    if drawing is not None:
        painted.drawings.paint(drawing, item, content, painted.codes)
        return
    name = painted.pictures.name(item)
    content.xobjects.add(name)
    content.transparent = content.transparent or item.picture.mode.alpha
    content.add(f"q {numbers(item.width, 0, 0, item.height, x, y)} cm /{name} Do Q")


def _box(run: TextRun, content: PageContent) -> Box:
    """The box of a line of type, for what stands in for a picture."""
    y = content.height - run.y
    return (run.x, y - run.size / 4, run.x + run.width, y + run.size)


def _note_box(painted: Painted, element: Element | None, box: Box | None) -> None:
    """Remember where a figure is; several pictures of one figure share a box."""
    if element is None or box is None:
        return
    known = painted.boxes.get(element, box)
    left, low = min(known[0], box[0]), min(known[1], box[1])
    painted.boxes[element] = (left, low, max(known[2], box[2]), max(known[3], box[3]))
