"""What stands on the pages of a PDF: every character with its type, every rule and every tinted ground."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import pypdfium2  # type: ignore[import-untyped]  # ships no type information
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

T = TypeVar("T", "Glyph", "Area")

_WEIGHTS = {
    "extralight": 200, "light": 300, "regular": 400, "": 400, "medium": 500, "semibold": 600, "bold": 700,
    "black": 900,
}  # fmt: skip
_THICKEST = 4.0
"""Points; what is thicker is no rule but a ground."""
_NARROWEST = 30.0
"""What is narrower is part of a drawing or of a formula."""


@dataclass(frozen=True, slots=True)
class Face:
    """A font as its PostScript name tells it, such as SourceSansPro-SemiboldIt."""

    family: str
    weight: int
    italic: bool


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character; distances in points from the left and the top of its page."""

    text: str
    page: int
    x: float
    right: float
    baseline: float
    size: float
    face: Face
    color: str


@dataclass(frozen=True, slots=True)
class Area:
    """A painted rectangle or line."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    color: str

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def thin(self) -> bool:
        """Whether it is a rule and no ground."""
        return min(self.width, self.height) <= _THICKEST


@dataclass(frozen=True, slots=True)
class Pages:
    """All pages of a document, in order."""

    glyphs: list[Glyph]
    rules: list[Area]
    grounds: list[Area]


def read_pages(paths: Iterable[Path], zoom: float = 1.0) -> Pages:
    """Read PDF files as one document that was printed so much larger than it is meant to be."""
    pages = Pages([], [], [])
    for path in paths:
        document = pypdfium2.PdfDocument(path)
        for page in document:
            _read_page(pages, page, zoom)
        document.close()
    return pages


def _read_page(pages: Pages, page: pypdfium2.PdfPage, zoom: float) -> None:
    number = pages.glyphs[-1].page + 1 if pages.glyphs else 0
    pages.glyphs.extend(
        _smaller(glyph, zoom, "x", "right", "baseline", "size") for glyph in _glyphs(page, number)
    )
    for area in _areas(page, number):
        real = _smaller(area, zoom, "left", "top", "right", "bottom")
        if real.thin:
            pages.rules.append(real)
        elif real.color != "#ffffff" and real.width > _NARROWEST:
            pages.grounds.append(real)


def _smaller(thing: T, zoom: float, *lengths: str) -> T:
    return replace(thing, **{name: getattr(thing, name) / zoom for name in lengths})


# --- Characters ------------------------------------------------------------------------------------


def _glyphs(page: pypdfium2.PdfPage, number: int) -> Iterator[Glyph]:
    text, height = page.get_textpage(), page.get_height()
    for index in range(text.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(text, index))
        if not character.isspace() and pdfium.FPDFText_IsGenerated(text, index) == 0:
            yield _glyph(text, index, character, number, height)
    text.close()


def _glyph(text: pypdfium2.PdfTextpage, index: int, character: str, page: int, height: float) -> Glyph:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.b, matrix.d)
    return Glyph(
        character,
        page,
        x.value,
        _right(text, index),
        height - y.value,
        size,
        _face(text, index, slanted=abs(matrix.c) > 0.01),
        _color_of(pdfium.FPDFText_GetFillColor, text, index),
    )


def _right(text: pypdfium2.PdfTextpage, index: int) -> float:
    sides = [ctypes.c_double() for _ in range(4)]
    pdfium.FPDFText_GetCharBox(text, index, *sides)
    return sides[1].value


def _face(text: pypdfium2.PdfTextpage, index: int, *, slanted: bool) -> Face:
    buffer = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(text, index, buffer, 128, ctypes.c_int())
    name = buffer.value.decode("utf-8", "replace").partition("+")
    family, _, shape = (name[2] or name[0]).partition("-")
    weight = re.sub("(it|italic|oblique)$", "", shape.lower())
    number = int(weight) if weight.isdigit() else _WEIGHTS.get(weight, 0)
    return Face(family.replace(" ", ""), number, weight != shape.lower() or slanted)


# --- Painted areas ---------------------------------------------------------------------------------


def _areas(page: pypdfium2.PdfPage, number: int) -> Iterator[Area]:
    height = page.get_height()
    for path in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,)):
        filled, stroked = _mode(path)
        if not filled and not stroked:
            continue  # it only clips
        left, bottom, right, top = path.get_bounds()
        # pdfium makes the bounds of a line larger by its width, where half of it would do.
        spare = 0.0 if filled else _stroke_width(path) / 2
        getter = pdfium.FPDFPageObj_GetFillColor if filled else pdfium.FPDFPageObj_GetStrokeColor
        color = _color_of(getter, path)
        area = Area(number, left + spare, height - top + spare, right - spare, height - bottom - spare, color)
        yield from _sides(area) if _is_frame(path, filled=filled) else (area,)


def _mode(path: pypdfium2.PdfObject) -> tuple[bool, bool]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(fill.value), bool(stroke.value)


def _stroke_width(path: pypdfium2.PdfObject) -> float:
    width = ctypes.c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(path, width)
    return width.value


def _is_frame(path: pypdfium2.PdfObject, *, filled: bool) -> bool:
    """Whether a path is an outline: a stroked one, or one rectangle cut out of another."""
    segments = (pdfium.FPDFPath_GetPathSegment(path, n) for n in range(pdfium.FPDFPath_CountSegments(path)))
    parts = sum(pdfium.FPDFPathSegment_GetType(one) == pdfium.FPDF_SEGMENT_MOVETO for one in segments)
    return parts == 2 if filled else bool(pdfium.FPDFPath_CountSegments(path) > 2)


def _sides(frame: Area) -> tuple[Area, ...]:
    return (
        replace(frame, bottom=frame.top),
        replace(frame, top=frame.bottom),
        replace(frame, right=frame.left),
        replace(frame, left=frame.right),
    )


def _color_of(getter: object, *where: object) -> str:
    parts = [ctypes.c_uint() for _ in range(4)]
    getter(*where, *parts)  # type: ignore[operator]  # one of pdfium's functions, which have no types
    return "#" + "".join(f"{part.value:02x}" for part in parts[:3])
