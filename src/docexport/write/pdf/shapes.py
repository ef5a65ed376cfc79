"""reportlab's shapes as path and text operators (ISO 32000-1, 8.5), for drawings that came as SVG.

Each group and each shape paints in its own saved state. Fill and stroke of a translucent shape are painted
one after the other, as SVG means it; PDF's common operator would let the one knock the other out (11.7.4.4).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reportlab.graphics import shapes

from docexport.fonts import GlyphRun
from docexport.style import Color
from docexport.typeset.page import Shaped, TextRun
from docexport.write.pdf.codes import Codes
from docexport.write.pdf.content import PageContent
from docexport.write.pdf.numbers import exact, number
from docexport.write.pdf.svgfonts import SvgFonts
from docexport.write.pdf.svgrules import Unpaintable
from docexport.write.pdf.text import show_text

_EVEN_ODD = 0
"""reportlab's number for the rule; its stubs lack the name."""
_KAPPA = 0.5522847498
"""Where the control points of a quarter circle lie."""
_OPERATORS = ((2, "m"), (2, "l"), (6, "c"), (0, "h"))
"""Of reportlab's path operators by number: how many numbers each takes, and its name in PDF."""


class ShapePainter:
    """Paints the shapes of drawings on a page."""

    def __init__(self, content: PageContent, codes: Codes, fonts: SvgFonts) -> None:
        self._content = content
        self._codes = codes
        self._fonts = fonts

    def paint(self, node: Any) -> None:  # reportlab's shapes have no common type
        """Paint a group or a shape. Raises Unpaintable for what `check` would."""
        match node:
            case shapes.Group():
                with self._content.saved():
                    self._content.add(f"{exact(*node.transform)} cm")
                    for child in node.contents:
                        self.paint(child)
            case shapes.String():
                self._string(node)
            case _:
                self._shape(node, path_of(node))

    def _shape(self, shape: Any, path: str) -> None:  # as above
        fill = (
            getattr(shape, "fillColor", None)
            if not isinstance(shape, shapes.PolyLine | shapes.Line)
            else None
        )
        stroke = None if type(shape).__name__ == "NoStrokePath" else shape.strokeColor
        fill_alpha = _alpha(fill, getattr(shape, "fillOpacity", None))
        stroke_alpha = _alpha(stroke, getattr(shape, "strokeOpacity", None))
        even_odd = "*" if getattr(shape, "fillMode", None) == _EVEN_ODD else ""
        with self._content.saved():
            self._content.opacity(fill_alpha, stroke_alpha)
            if fill is not None:
                self._content.add(f"{exact(*_rgb(fill))} rg {path} f{even_odd}")
            if stroke is not None:
                self._content.add(f"{exact(*_rgb(stroke))} RG {_pen(shape)} {path} S")

    def _string(self, string: Any) -> None:  # as above
        if string.fillColor is None or not string.text:
            return
        runs = self._fonts.shape(string.fontName, string.text, string.fontSize)
        width = sum(run.advance for run in runs) * string.fontSize / 1000
        x = string.x - {"middle": width / 2, "end": width}.get(string.textAnchor, 0.0)
        with self._content.saved():
            self._content.opacity(_alpha(string.fillColor, None), 1.0)
            for run in runs:
                # An unseen space parts the words of a drawing from those of the next text in it.
                self._run(run, string, x, " " if run is runs[-1] else "")
                x += run.advance * string.fontSize / 1000

    def _run(self, run: GlyphRun, string: Any, x: float, tail: str) -> None:  # as above
        red, green, blue = (round(part * 255) for part in _rgb(string.fillColor))
        advances = tuple(glyph.advance * string.fontSize / 1000 for glyph in run.glyphs)
        shaped = Shaped.of(run.face, string.fontSize, run.glyphs, advances)
        show_text(
            self._content,
            TextRun(
                x=x,
                y=self._content.height - string.y,
                face=run.face,
                size=string.fontSize,
                color=Color(f"#{red:02x}{green:02x}{blue:02x}"),
                segments=((shaped, shaped.width),),
                element=None,
                tail=tail,
            ),
            self._codes.of(run.face),
        )


def check(node: Any) -> None:  # as above
    """Raise Unpaintable if there is something in a drawing that is not a shape or a text."""
    if isinstance(node, shapes.Group):
        for child in node.contents:
            check(child)
    elif not isinstance(node, shapes.String):
        path_of(node)


def path_of(shape: Any) -> str:  # as above
    """The outline of a shape."""
    match shape:
        case shapes.Path() if not shape.isClipPath:
            return _path(shape)
        case shapes.Rect():
            return _rectangle(shape)
        case shapes.Circle():
            return _ellipse(shape.cx, shape.cy, shape.r, shape.r)
        case shapes.Ellipse():
            return _ellipse(shape.cx, shape.cy, shape.rx, shape.ry)
        case shapes.Line():
            return f"{exact(shape.x1, shape.y1)} m {exact(shape.x2, shape.y2)} l"
        case shapes.PolyLine():
            return _polygon(shape.points)
        case shapes.Polygon():
            return f"{_polygon(shape.points)} h"
        case _:
            raise Unpaintable(type(shape).__name__)


def _path(path: Any) -> str:  # as above
    pieces: list[str] = []
    at = 0
    for operator in path.operators:
        count, name = _OPERATORS[operator]
        pieces.append(f"{exact(*path.points[at : at + count])} {name}".strip())
        at += count
    return " ".join(pieces)


def _polygon(points: list[float]) -> str:
    pairs = zip(points[::2], points[1::2], strict=True)
    return " ".join(f"{exact(*pair)} {'l' if place else 'm'}" for place, pair in enumerate(pairs))


def _rectangle(shape: Any) -> str:  # as above
    x, y, width, height, rx, ry = shape.x, shape.y, shape.width, shape.height, shape.rx or 0, shape.ry or 0
    if not rx or not ry:
        return f"{exact(x, y, width, height)} re"
    right, top, kx, ky = x + width, y + height, rx * (1 - _KAPPA), ry * (1 - _KAPPA)
    return " ".join((
        f"{exact(x + rx, y)} m {exact(right - rx, y)} l",
        f"{exact(right - kx, y, right, y + ky, right, y + ry)} c {exact(right, top - ry)} l",
        f"{exact(right, top - ky, right - kx, top, right - rx, top)} c {exact(x + rx, top)} l",
        f"{exact(x + kx, top, x, top - ky, x, top - ry)} c {exact(x, y + ry)} l",
        f"{exact(x, y + ky, x + kx, y, x + rx, y)} c h",
    ))  # fmt: skip


def _ellipse(cx: float, cy: float, rx: float, ry: float) -> str:
    kx, ky = rx * _KAPPA, ry * _KAPPA
    curves = (
        (cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry),
        (cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy),
        (cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry),
        (cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy),
    )
    return " ".join([f"{exact(cx + rx, cy)} m", *(f"{exact(*curve)} c" for curve in curves), "h"])


def _pen(shape: Any) -> str:  # as above
    """Width, ends, corners and dashes of a stroke; SVG's miter limit is 4, PDF's would be 10."""
    dashes: Iterable[float] = shape.strokeDashArray if isinstance(shape.strokeDashArray, list | tuple) else ()
    dashes = [abs(dash) for dash in dashes]
    if sum(dashes) == 0:
        dashes = []
    cap, join = shape.strokeLineCap or 0, shape.strokeLineJoin or 0
    return f"{exact(shape.strokeWidth)} w {number(cap)} J {number(join)} j 4 M [{exact(*dashes)}] 0 d"


def _rgb(color: Any) -> tuple[float, float, float]:  # as above
    return color.red, color.green, color.blue


def _alpha(color: Any, stated: float | None) -> float:  # as above
    if color is None:
        return 1.0
    return float(getattr(color, "alpha", 1.0) if stated is None else stated)
