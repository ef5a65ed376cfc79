"""Formulas as filled outlines (ISO 32000-1, 8.5); what they say stands in their alternative text."""

from __future__ import annotations

import re

from docexport.formula import Shape, formula_paths
from docexport.notices import Notify
from docexport.style import Color
from docexport.typeset.page import PlacedFormula
from docexport.write.pdf.attributes import Box
from docexport.write.pdf.content import PageContent
from docexport.write.pdf.numbers import exact, numbers

_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def paint_formula(content: PageContent, item: PlacedFormula, notify: Notify) -> Box | None:
    """Fill the formula's outlines; gives the box that it takes up."""
    drawing = formula_paths(item.tex, display=item.display, notify=notify)
    if drawing is None:
        return None
    x, y = item.x, content.height - item.y
    content.add(f"q {numbers(item.size, 0, 0, item.size, x, y)} cm")
    for shape in drawing.shapes:
        content.add(_shape(shape, item.color))
    content.add("Q")
    low, high = y - drawing.descent * item.size, y + drawing.ascent * item.size
    return (x, low, x + drawing.width * item.size, high)


def _shape(shape: Shape, ink: Color) -> str:
    path = " ".join(f"{exact(*numbers)} {name}".strip() for name, numbers in shape.commands)
    color = numbers(*_color(shape.color, ink).rgb)
    if shape.stroke:
        return f"{color} RG {exact(shape.stroke)} w {path} S"
    return f"{color} rg {path} f"


def _color(css: str | None, ink: Color) -> Color:
    # Names of colors are rare in formulas, and a formula in the color of its text is still right.
    return Color(css.lower()) if css and _HEX.fullmatch(css) else ink
