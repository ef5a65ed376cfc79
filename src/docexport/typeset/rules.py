"""A break in thought: an ornament, or a hairline where the style has none."""

from __future__ import annotations

from docexport.style import Role
from docexport.typeset.atoms import Atom
from docexport.typeset.breaking import Shape
from docexport.typeset.flow import Strip
from docexport.typeset.page import Element
from docexport.typeset.paragraph import lines_of
from docexport.typeset.place import Place, block
from docexport.typeset.sheet import Sheet
from docexport.typeset.words import add_text


def set_rule(place: Place) -> None:
    """The ornament is not content: nobody would read it aloud."""
    role = place.role("rule")
    with block(place, role) as inner:
        below_heading = inner.flow.holds
        inner.flow.add(_ornament(inner, role) if role.marker else _hairline(inner, role))
        if below_heading:
            inner.flow.glue(lines=2)


def _ornament(place: Place, role: Role) -> Strip:
    voice = place.run.voice(role, Element("paragraph"), place.lang)
    atoms: list[Atom] = []
    add_text(place.run, atoms, role.marker, voice)
    line = lines_of(place, atoms, role, voice, Shape(place.x, place.width, role.align))[0]

    def paint(sheet: Sheet, x: float, y: float) -> None:
        with sheet.as_artifact("break"):
            line.paint(sheet, x, y)

    return Strip(role.leading.pt, paint)


def _hairline(place: Place, role: Role) -> Strip:
    width = place.width if role.align == "justify" else place.width / 4
    start = place.x + (place.width - width) / 2 if role.align == "center" else place.x

    def paint(sheet: Sheet, x: float, y: float) -> None:
        sheet.rectangle(x + start, y + role.leading.pt / 2, width, 0.5, role.color, "break")

    return Strip(role.leading.pt, paint)
