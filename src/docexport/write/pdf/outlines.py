"""Glyphs as outlines, in forms that are painted like pictures (ISO 32000-1, 8.10).

They take the color in force where they are painted.
"""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from docexport.fonts import Face
from docexport.fonts.face import load
from docexport.write.pdf.numbers import numbers

Point = tuple[float, float]


def outline_form(pdf: Pdf, face: Face, gid: int) -> Object:
    """A form with the glyph's outline, an em wide being one unit."""
    loaded = load(face)
    pen = _Pen()
    loaded.font.draw_glyph_with_pen(gid, pen)
    form = Stream(pdf, f"{' '.join(pen.operators)} f".encode())
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = Array([-2 * loaded.upem, -2 * loaded.upem, 3 * loaded.upem, 3 * loaded.upem])
    scale = round(1 / loaded.upem, 8)
    form.Matrix = Array([scale, 0, 0, scale, 0, 0])
    form.Resources = Dictionary()
    return pdf.make_indirect(form)


class _Pen:
    """Takes the outline from HarfBuzz, whose pens have fontTools' names."""

    def __init__(self) -> None:
        self.operators: list[str] = []
        self._at: Point = (0.0, 0.0)

    def moveTo(self, to: Point) -> None:  # noqa: N802  # see the class
        self._go(to, f"{numbers(*to)} m")

    def lineTo(self, to: Point) -> None:  # noqa: N802  # see the class
        self._go(to, f"{numbers(*to)} l")

    def curveTo(self, one: Point, two: Point, to: Point) -> None:  # noqa: N802  # see the class
        self._go(to, f"{numbers(*one, *two, *to)} c")

    def qCurveTo(self, control: Point, to: Point) -> None:  # noqa: N802  # see the class
        """A quadratic curve; PDF has only cubic ones."""
        (x, y), (cx, cy), (tx, ty) = self._at, control, to
        one = x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3
        two = tx + (cx - tx) * 2 / 3, ty + (cy - ty) * 2 / 3
        self.curveTo(one, two, to)

    def closePath(self) -> None:  # noqa: N802  # see the class
        self.operators.append("h")

    def endPath(self) -> None:  # noqa: N802  # see the class
        """An open contour, which fonts do not fill otherwise."""

    def _go(self, to: Point, operator: str) -> None:
        self.operators.append(operator)
        self._at = to
