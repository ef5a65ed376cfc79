"""Link annotations (ISO 32000-1, 12.5.6.5; ISO 14289-1, 7.18; ISO 19005-2, 6.3).

One for each line that a link's words stand on; the structure tree gathers them under one Link. What leads
nowhere has no annotation.
"""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Object, String

from docexport.typeset.page import Element, LinkArea
from docexport.write.pdf.addresses import ascii_address
from docexport.write.pdf.destinations import Places
from docexport.write.pdf.logical import Annotation

_PRINT = 4
"""Annotation flag 3 (table 165), which PDF/A asks for."""


def write_links(places: Places) -> dict[Element, list[Annotation]]:
    """Put the annotations on the pages; tell which belong to which element."""
    pdf, laid = places.pdf, places.laid
    found: dict[Element, list[Annotation]] = {}
    key = len(laid.pages)
    for number, page in enumerate(laid.pages):
        made = Array()
        for area in page.links:
            annotation = _annotation(area, page.height, places, key)
            if annotation is not None:
                found.setdefault(area.element, []).append(Annotation(number, len(made), key))
                made.append(pdf.make_indirect(annotation))
                key += 1
        pdf.pages[number].obj.Tabs = Name.S
        if len(made):
            pdf.pages[number].obj.Annots = made
    return found


def _annotation(area: LinkArea, height: float, places: Places, key: int) -> Dictionary | None:
    target = area.element.target or ""
    leads = _leads(target, places)
    if leads is None:
        return None
    name, value = leads
    top, bottom = height - area.y, height - area.y - area.height
    annotation = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=Array([round(side, 3) for side in (area.x, bottom, area.x + area.width, top)]),
        Border=Array([0, 0, 0]),
        F=_PRINT,
        Contents=String(area.element.contents or target),
        StructParent=key,
    )
    annotation[name] = value
    return annotation


def _leads(target: str, places: Places) -> tuple[str, Object] | None:
    """The entry of the annotation that says where it leads."""
    if target.startswith("#"):
        return places.leading_to(target[1:])
    if not target:
        return None
    return "/A", Dictionary(Type=Name.Action, S=Name.URI, URI=String(ascii_address(target)))
