"""Drawings stay drawings: an SVG that svglib understands becomes its shapes; see `shapes`.

1. What svglib does not know but shapes can say is said so: markers, a shape's opacity, letter-spacing.
2. Only elements and properties that are known to be drawn rightly may be left (`svgrules`).
3. svglib reads the rest (`svgread`); fonts come from the library that the text is set from (`svgfonts`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from docexport.resources import Picture
from docexport.write.pdf.svgfonts import SvgFonts, spaced_family
from docexport.write.pdf.svgmarkers import expand_markers
from docexport.write.pdf.svgread import read
from docexport.write.pdf.svgrules import (
    SHAPES,
    SVG,
    Unpaintable,
    check_element,
    declarations,
    effective,
    length,
    local_name,
    own,
)

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing


def drawing_of(picture: Picture, fonts: SvgFonts) -> Drawing | None:
    """The shapes of an SVG; None where it must be drawn as pixels."""
    root = etree.fromstring(picture.data)
    try:
        expand_markers(root)
        _fold_opacity(root)
        for element in root.iter():
            check_element(element)
        _space_letters(root)
        return read(etree.tostring(root), fonts)
    except Unpaintable:
        return None


def _fold_opacity(root: etree._Element) -> None:
    """The opacity of a shape as that of its fill and stroke, which svglib knows."""
    for element in root.iter():
        opacity = _share(own(element, "opacity", "1"))
        if opacity >= 1:
            continue
        parts = ("fill-opacity", "stroke-opacity")
        inherited = any(own(above, part, "") for above in element.iterancestors() for part in parts)
        if local_name(element) not in SHAPES or inherited:
            raise Unpaintable("opacity of a group")
        folded = [f"{part}:{opacity * _share(own(element, part, '1')):.4g}" for part in parts]
        kept = [f"{name}:{value}" for name, value in declarations(element.get("style", "")) if name not in
                ("opacity", *parts)]  # fmt: skip
        element.set("style", ";".join([*kept, *folded]))


def _share(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError as error:
        raise Unpaintable(f"opacity {text}") from error


def _space_letters(root: etree._Element) -> None:
    """Letter-spacing as part of the family's name: svglib passes that on to the font map."""
    for element in root.iter(f"{{{SVG}}}text", f"{{{SVG}}}tspan"):
        space = effective(element, "letter-spacing", "normal")
        if space not in ("normal", "0"):
            first = effective(element, "font-family", "sans-serif").split(",")[0].strip().strip("'\"")
            family = spaced_family(first, length(space))
            element.set("style", f"{element.get('style', '')};font-family:'{family}'".lstrip(";"))
            element.attrib.pop("letter-spacing", "")
