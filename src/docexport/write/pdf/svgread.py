"""SVG read by svglib into reportlab's shapes. This is the only module that imports svglib."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING, Any

from lxml import etree

from docexport.write.pdf.svgfonts import SvgFonts
from docexport.write.pdf.svgrules import SVG, Unpaintable

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing


def outline_of(path_data: str) -> tuple[list[int], list[float]]:
    """A path as svglib reads it: reportlab's operators by number, and their coordinates."""
    root = etree.Element(f"{{{SVG}}}svg", width="1", height="1")
    etree.SubElement(root, f"{{{SVG}}}path", d=path_data, fill="none", stroke="black")
    node: Any = read(etree.tostring(root), None)
    while node is not None and not hasattr(node, "operators"):
        node = node.contents[-1] if getattr(node, "contents", None) else None
    if node is None:
        raise Unpaintable("an empty path")
    return node.operators, node.points


def read(data: bytes, fonts: SvgFonts | None) -> Drawing | None:
    """The shapes of an SVG. Unpaintable where svglib fails or says that it leaves something out."""
    from svglib.svglib import svg2rlg  # noqa: PLC0415  # a hundred milliseconds, only where there is an SVG

    complaints = _Complaints()
    try:
        with complaints:
            drawing = svg2rlg(io.BytesIO(data), font_map=fonts)
    except Exception as error:
        # A drawing that nobody checked, read by code that expects well-meant ones.
        raise Unpaintable(str(error)) from error
    if complaints.heard:
        raise Unpaintable(complaints.heard[0])
    return drawing


class _Complaints(logging.Handler):
    """Hears what svglib says that it leaves out, which would be printed otherwise."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())

    def __enter__(self) -> None:
        logging.getLogger("svglib").addHandler(self)

    def __exit__(self, *_: object) -> None:
        logging.getLogger("svglib").removeHandler(self)
