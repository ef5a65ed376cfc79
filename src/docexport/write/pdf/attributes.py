"""What a structure element states besides its type (ISO 32000-1, 14.7.2, 14.8.5, 14.9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pikepdf import Array, Dictionary, Name, Object, String

from docexport.records import Struct
from docexport.typeset.page import Element, Tag

Box = tuple[float, float, float, float]

_SCOPES = {"column": Name.Column, "row": Name.Row, "both": Name.Both}
_LABELING = {"ordered": Name.Decimal, "unordered": Name.Disc, "description": Name("/None")}
_LABELING_2 = {"ordered": Name.Decimal, "unordered": Name.Unordered, "description": Name.Description}
"""PDF 2.0 has names for lists whose labels are any sign, or terms (ISO 32000-2, table 382)."""


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


class Attributes(Struct, frozen=True):
    """Makes the attribute objects of elements."""

    boxes: Mapping[Element, Box]
    heads: Mapping[Element, Sequence[bytes]]
    """The IDs of the head cells of a cell."""
    pdf_2: bool
    """Whether PDF 2.0 has a say."""
    end_notes: bool

    def of(self, element: Element) -> Object | None:
        """The attribute object of an element, if it has one."""
        match element.tag:
            case "list":
                labeling = (_LABELING_2 if self.pdf_2 else _LABELING)[element.labeling]
                return Dictionary(O=Name.List, ListNumbering=labeling)
            case "cell" | "header-cell":
                return self._cell(element)
            case "insertion":
                return Dictionary(O=Name.Layout, TextDecorationType=Name.Underline)
            case "deletion":
                return Dictionary(O=Name.Layout, TextDecorationType=Name.LineThrough)
            case "figure" | "formula":
                return _illustration(element, self.boxes)
            case "note" if self.pdf_2:
                return Dictionary(O=Name.FENote, NoteType=Name.Endnote if self.end_notes else Name.Footnote)
            case "sub" | "sup" if self.pdf_2:
                return Dictionary(O=Name.Layout, TextPosition=Name.Sub if element.tag == "sub" else Name.Sup)
            case _:
                return None

    def _cell(self, element: Element) -> Dictionary | None:
        cell = Dictionary(O=Name.Table)
        if element.tag == "header-cell":
            cell.Scope = _SCOPES[element.scope or "column"]
        if element.colspan > 1:
            cell.ColSpan = element.colspan
        if element.rowspan > 1:
            cell.RowSpan = element.rowspan
        heads = self.heads.get(element)
        if heads:
            cell.Headers = Array([String(head) for head in heads])
        return cell if len(cell) > 1 else None


_IN_LINES: frozenset[Tag] = frozenset((
    "paragraph", "span", "emphasis", "strong", "link", "heading", "title", "caption", "cell", "header-cell",
    "sub", "sup", "insertion", "deletion", "attribution",
))  # fmt: skip


def _illustration(element: Element, boxes: Mapping[Element, Box]) -> Dictionary | None:
    layout = Dictionary(O=Name.Layout)
    if element in boxes:
        layout.BBox = Array([round(side, 3) for side in boxes[element]])
    if element.parent is None or element.parent.tag not in _IN_LINES:
        layout.Placement = Name.Block
    return layout if len(layout) > 1 else None
