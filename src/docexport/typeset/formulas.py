"""Displayed formulas, with their number at the end of the line."""

from __future__ import annotations

from docexport.formula import FormulaDrawing, alt_text, formula_paths
from docexport.model import MathBlock
from docexport.style import Role
from docexport.typeset.atoms import Atom, FormulaText
from docexport.typeset.code import set_code
from docexport.typeset.flow import Strip
from docexport.typeset.line import Line
from docexport.typeset.page import Element
from docexport.typeset.paragraph import baseline_of
from docexport.typeset.place import Place, block
from docexport.typeset.sheet import Sheet
from docexport.typeset.words import add_text

_MARGIN = 0.35
"""White space above and below a formula, in ems."""


def set_formula(place: Place, node: MathBlock) -> None:
    """A formula of its own, centered or as the style says; as code where it cannot be drawn."""
    drawing = formula_paths(node.tex, display=True, notify=place.run.notify, at=node.at)
    place.flow.anchor(node.id, place.x)
    if drawing is None:
        set_code(place, node.tex, "tex", node.at)
        return
    role = place.role("math")
    with block(place, role) as inner:
        inner.flow.add(_strip(inner, node, drawing, role))


def _strip(place: Place, node: MathBlock, drawing: FormulaDrawing, role: Role) -> Strip:
    size = min(role.size.pt, place.width / drawing.width if drawing.width else role.size.pt)
    element = place.element.add("formula", alt=alt_text(node.tex), at=node.at)
    number = _number(place, node.id, role)
    ascent = (drawing.ascent + _MARGIN) * size
    width = drawing.width * size
    shift = (place.width - width) * {"center": 0.5, "end": 1.0}.get(role.align, 0.0)

    def paint(sheet: Sheet, x: float, y: float) -> None:
        left = sheet.left(x + place.x + shift, width)
        sheet.formula(left, y + ascent, FormulaText(node.tex, True, size), role.color, element)
        if number is not None:
            number.paint(sheet, x, y + ascent - number.baseline)

    return Strip(ascent + (drawing.descent + _MARGIN) * size, paint, baseline=ascent)


def _number(place: Place, node_id: str | None, role: Role) -> Line | None:
    label = place.run.edition.labels.get(node_id or "")
    if label is None:
        return None
    voice = place.run.voice(role, _number_element(place), place.lang)
    atoms: list[Atom] = []
    add_text(place.run, atoms, label.text, voice)
    return Line(atoms, place.x, place.width, "end", baseline_of(role, voice), rtl=place.run.mirrored)


def _number_element(place: Place) -> Element:
    return place.element.add("paragraph")
