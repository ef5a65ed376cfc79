"""A formula drawn: set by ziamath in STIX Two Math, and its drawing read back as outlines in ems.

This is the only module that imports ziamath.
"""

from __future__ import annotations

import re
import threading
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, TypeAlias

from docexport.formula.mathml import REASONS, Unsettable, converted
from docexport.records import Struct

Command: TypeAlias = tuple[Literal["m", "l", "c", "h"], tuple[float, ...]]
"""A step of an outline, named like the PDF operator: move, line, cubic curve (three points), close."""


class Shape(Struct, frozen=True):
    """An outline in ems from the left end of the baseline, upwards positive."""

    commands: tuple[Command, ...]
    stroke: float = 0.0
    """Line width in ems; 0 means that the shape is filled instead (nonzero winding rule)."""
    color: str | None = None
    """A CSS color that the author asked for; None is the color of the text."""


class FormulaDrawing(Struct, frozen=True):
    """A formula as outlines, all in ems of the type size."""

    shapes: tuple[Shape, ...]
    width: float
    ascent: float
    descent: float
    """How far it reaches below the baseline; positive."""


class FormulaPicture(Struct, frozen=True):
    """A formula as an SVG of its own; lengths in ems of the type size."""

    svg: str
    width: float
    height: float
    depth: float
    """How far its lower edge lies below the baseline."""


_ziamath_in_use = threading.Lock()
"""ziamath is configured by a global, which another thread must not see half set."""
_UNITS = 1000
_ACCENTS = {"^": ("\u0302", "\u02c6"), "~": ("\u0303", "\u02dc")}
"""The characters of wide and of plain accents, for what the converter writes as in ASCII."""
_ABSOLUTE = re.compile(r"([\d.]+)(pt|px|pc|mm|cm|in)\b")
_PER_EM = {"pt": 0.1, "px": 0.075, "pc": 1.2, "mm": 72 / 254, "cm": 72 / 25.4, "in": 7.2}
"""Absolute lengths in a formula are meant for type of ten points."""
_QUARTER = 0.5522847498
"""Where the control points of a quarter circle lie."""


@lru_cache(maxsize=512)
def drawn(tex: str, display: bool) -> FormulaDrawing:
    """The formula as outlines. Unsettable, with the reason, if it cannot be."""
    root = converted(tex, display=display)
    for element in root.iter():
        _adapt(element)
    try:
        svg = _ziamath_svg(root)
        left, top, width, height = map(float, svg.attrib["viewBox"].split())
        shapes = tuple(shape for element in svg for shape in _shapes(element, left))
    except Unsettable:
        raise
    except Exception as error:
        # As with the converter: source that nobody checked.
        raise Unsettable(REASONS.get(type(error).__name__, "it cannot be drawn")) from error
    return FormulaDrawing(shapes, width / _UNITS, -top / _UNITS, (top + height) / _UNITS)


def _adapt(element: ET.Element) -> None:
    """Where ziamath understands MathML otherwise than the converter means it."""
    if element.tag == "mo" and element.text in _ACCENTS:
        element.text = _ACCENTS[element.text][element.get("stretchy") == "false"]
    for name, value in element.attrib.items():
        # The gaps of aligned equations are written as column gaps; and a point is not a unit of an em here.
        given = "0em 0.3em" if (name, value) == ("columnspacing", "0em 2em") else value
        element.set(name, _ABSOLUTE.sub(_in_ems, given))


def _in_ems(match: re.Match[str]) -> str:
    return f"{float(match[1]) * _PER_EM[match[2]]:.4g}em"


def _ziamath_svg(root: ET.Element) -> ET.Element:
    """The drawing in thousandths of an em: `path` and `rect` elements at their final places."""
    from ziamath.config import config  # noqa: PLC0415  # loads a font of 1.5 MB
    from ziamath.zmath import Math  # noqa: PLC0415  # likewise

    with _ziamath_in_use:
        config.svg2 = False
        formula = Math(ET.tostring(root, encoding="unicode"), size=_UNITS, margin=0)
        missing = sorted({char for char in "".join(root.itertext()) if _lacks(formula.font, char)})
        if missing:
            raise Unsettable(f"the mathematical font has no {' '.join(missing)}")
        svg: ET.Element = formula.svgxml()
    return svg


def _lacks(font: object, char: str) -> bool:
    index = getattr(font, "glyphindex", None)
    return not char.isspace() and callable(index) and index(char) == 0


def _shapes(element: ET.Element, left: float) -> Iterator[Shape]:
    """The element's outlines, moved so that the formula begins at 0, turned upwards, in ems."""
    if element.tag == "g" and element.attrib.keys() <= {"fill"}:
        # A brace that was stretched, in its pieces.
        for piece in element:
            piece.attrib.setdefault("fill", element.get("fill", "black"))
            yield from _shapes(piece, left)
        return
    if element.tag == "path":
        steps = _steps(element.attrib["d"])
    elif element.tag == "rect":
        steps = _rectangle(*(float(element.attrib[key]) for key in ("x", "y", "width", "height")))
    elif element.tag == "ellipse":
        steps = _ellipse(*(float(element.attrib[key]) for key in ("cx", "cy", "rx", "ry")))
    else:
        raise Unsettable(f"its drawing has a {element.tag}, which is not read back")
    commands = tuple((name, _placed(numbers, left)) for name, numbers in steps)
    stroke = float(element.get("stroke-width", "0")) / _UNITS if element.get("stroke") else 0.0
    color = element.get("stroke" if stroke else "fill", "black")
    if commands and color != "none":
        yield Shape(commands, stroke, None if color == "black" else color)


def _placed(numbers: tuple[float, ...], left: float) -> tuple[float, ...]:
    across = [(number - left) / _UNITS for number in numbers[::2]]
    upwards = [-number / _UNITS for number in numbers[1::2]]
    pairs = zip(across, upwards, strict=True)
    return tuple(round(number, 5) + 0.0 for pair in pairs for number in pair)


def _steps(path: str) -> Iterator[Command]:
    """The commands M, L, Q, C and Z of SVG path data; quadratic curves become cubic, as PDF knows them."""
    pen = (0.0, 0.0)
    for letter, text in re.findall(r"([A-Za-z])([^A-Za-z]*)", path):
        at = tuple(map(float, re.findall(r"-?[\d.]+(?:e-?\d+)?", text)))
        if letter == "Z":
            yield "h", ()
            continue
        if letter == "M":
            yield "m", at
        elif letter == "L" and at != pen:
            yield "l", at
        elif letter == "Q":
            yield "c", _cubic(pen, at)
        elif letter == "C":
            yield "c", at
        elif letter != "L":
            raise Unsettable("its drawing has a curve that is not read back")
        pen = (at[-2], at[-1])


def _cubic(start: tuple[float, float], curve: tuple[float, ...]) -> tuple[float, ...]:
    """A quadratic Bézier curve raised to a cubic one: two thirds of the way to the control point."""
    cx, cy, x, y = curve
    near = (start[0] + 2 / 3 * (cx - start[0]), start[1] + 2 / 3 * (cy - start[1]))
    return (*near, x + 2 / 3 * (cx - x), y + 2 / 3 * (cy - y), x, y)


def _rectangle(x: float, y: float, width: float, height: float) -> Iterator[Command]:
    yield "m", (x, y)
    yield "l", (x + width, y)
    yield "l", (x + width, y + height)
    yield "l", (x, y + height)
    yield "h", ()


def _ellipse(cx: float, cy: float, rx: float, ry: float) -> Iterator[Command]:
    kx, ky = rx * _QUARTER, ry * _QUARTER
    yield "m", (cx + rx, cy)
    yield "c", (cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry)
    yield "c", (cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy)
    yield "c", (cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry)
    yield "c", (cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy)
    yield "h", ()


def svg_of(drawing: FormulaDrawing, size: float) -> str:
    """The drawing as an SVG for type of `size` points."""
    height = drawing.ascent + drawing.descent
    root = ET.Element("svg", xmlns="http://www.w3.org/2000/svg")
    root.set("width", f"{drawing.width * size:.3f}pt")
    root.set("height", f"{height * size:.3f}pt")
    root.set("viewBox", " ".join(f"{n * _UNITS:.6g}" for n in (0, -drawing.ascent, drawing.width, height)))
    for shape in drawing.shapes:
        path = ET.SubElement(root, "path", d=_path_data(shape.commands))
        color = shape.color or "currentColor"
        path.set("fill", "none" if shape.stroke else color)
        if shape.stroke:
            path.set("stroke", color)
            path.set("stroke-width", f"{shape.stroke * _UNITS:.6g}")
    return ET.tostring(root, encoding="unicode")


def _path_data(commands: tuple[Command, ...]) -> str:
    letters = {"m": "M", "l": "L", "c": "C", "h": "Z"}
    return "".join(letters[name] + _numbers(numbers) for name, numbers in commands)


def _numbers(numbers: tuple[float, ...]) -> str:
    """Coordinates in thousandths of an em, downwards as SVG counts."""
    return " ".join(f"{(-n if index % 2 else n) * _UNITS + 0.0:.6g}" for index, n in enumerate(numbers))
