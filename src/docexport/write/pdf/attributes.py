"""What a structure element states besides its type (ISO 32000-1, 14.7.2, 14.8.5, 14.9)."""

from __future__ import annotations

from collections.abc import Mapping

from pikepdf import Array, Dictionary, Name, Object, String

from docexport.typeset.page import Element, Tag

Box = tuple[float, float, float, float]

_SCOPES = {"column": Name.Column, "row": Name.Row, "both": Name.Both}


def properties(element: Element, fallback: str) -> dict[str, Object]:
    """The entries of an element's own dictionary; `fallback` stands for a missing alternative text."""
    found: dict[str, Object] = {}
    if element.tag in ("figure", "formula"):
        found["/Alt"] = String(element.alt or element.title or fallback)
    if element.lang:
        found["/Lang"] = String(element.lang)
    if element.expansion:
        found["/E"] = String(element.expansion)
    if element.title:
        found["/T"] = String(element.title)
    return found


def attributes(element: Element, boxes: Mapping[Element, Box]) -> Object | None:
    """The attribute object of an element, if it has one."""
    match element.tag:
        case "list":
            return Dictionary(O=Name.List, ListNumbering=Name.Decimal if element.ordered else Name.Disc)
        case "cell" | "header-cell":
            return _cell(element)
        case "code":
            return Dictionary(O=Name.Layout, Placement=Name.Block)
        case "figure" | "formula":
            return _illustration(element, boxes)
        case _:
            return None


def _cell(element: Element) -> Dictionary | None:
    cell = Dictionary(O=Name.Table)
    if element.tag == "header-cell":
        cell.Scope = _SCOPES[element.scope or "column"]
    if element.colspan > 1:
        cell.ColSpan = element.colspan
    if element.rowspan > 1:
        cell.RowSpan = element.rowspan
    return cell if len(cell) > 1 else None


_IN_LINES: frozenset[Tag] = frozenset((
    "paragraph", "span", "emphasis", "strong", "link", "heading", "title", "caption", "cell", "header-cell",
    "sub", "sup", "attribution",
))  # fmt: skip


def _illustration(element: Element, boxes: Mapping[Element, Box]) -> Dictionary | None:
    layout = Dictionary(O=Name.Layout)
    if element in boxes:
        layout.BBox = Array([round(side, 3) for side in boxes[element]])
    if element.parent is None or element.parent.tag not in _IN_LINES:
        layout.Placement = Name.Block
    return layout if len(layout) > 1 else None
