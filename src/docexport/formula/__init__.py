"""LaTeX formulas as MathML, and as outlines that any output can draw.

1. The source is bounded (length, nesting) and read as MathML (`docexport.formula.mathml`).
2. What is not understood is not guessed at: the formula is kept as its source, with a notice.
3. Where MathML cannot be used, it is drawn (`docexport.formula.drawing`): as paths in em units, which a
   PDF can fill, or as an SVG that holds them.
"""

from __future__ import annotations

from docexport.formula.drawing import Command, FormulaDrawing, FormulaPicture, Shape, drawn, svg_of
from docexport.formula.mathml import Unsettable, written
from docexport.model import NOWHERE, Position
from docexport.notices import FormulaKeptAsSource, Notice, Notify

__all__ = [
    "Command",
    "FormulaDrawing",
    "FormulaPicture",
    "Shape",
    "alt_text",
    "formula_paths",
    "formula_svg",
    "mathml",
]


def _ignore(notice: Notice) -> None:
    """A Notify for callers that have already told of the formula."""


def mathml(tex: str, *, display: bool, notify: Notify = _ignore, at: Position = NOWHERE) -> str | None:
    """The formula as a `math` element with its LaTeX as `alttext`; None, with a notice, if it cannot be."""
    try:
        return written(tex.strip(), display)
    except Unsettable as reason:
        notify(FormulaKeptAsSource(tex=tex, reason=str(reason), at=at))
        return None


def formula_paths(
    tex: str, *, display: bool, notify: Notify = _ignore, at: Position = NOWHERE
) -> FormulaDrawing | None:
    """The formula as outlines to fill; None, with a notice, if it cannot be set."""
    try:
        return drawn(tex.strip(), display)
    except Unsettable as reason:
        notify(FormulaKeptAsSource(tex=tex, reason=str(reason), at=at))
        return None


def formula_svg(
    tex: str, *, display: bool, size: float, notify: Notify = _ignore, at: Position = NOWHERE
) -> FormulaPicture | None:
    """The formula as an SVG for type of `size` points; None, with a notice, if it cannot be set."""
    drawing = formula_paths(tex, display=display, notify=notify, at=at)
    if drawing is None:
        return None
    height = drawing.ascent + drawing.descent
    return FormulaPicture(svg_of(drawing, size), drawing.width, height, drawing.descent)


def alt_text(tex: str) -> str:
    """What is read aloud or searched for in place of the formula: its LaTeX on one line."""
    return " ".join(tex.split())
