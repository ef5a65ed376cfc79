"""HTML tables to tables: rows of head and body, spans, alignment, caption."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from docexport.model import Alignment, Cell, Inline
from docexport.read.htmlnodes import flat, html_attributes
from docexport.read.htmltree import Element, Piece
from docexport.read.reading import Reading
from docexport.read.sections import Item, nest
from docexport.read.tables import make_table
from docexport.records import Struct, field

Items: TypeAlias = Callable[[Sequence["Element | Piece"]], list[Item]]
"""Reads the blocks of elements, as the caller does with all others."""

_ALIGN = re.compile(r"text-align\s*:\s*(left|center|right|start|end)")
_ALIGNMENTS: dict[str, Alignment] = {"center": "center", "right": "end", "end": "end"}


class _Parts(Struct):
    head: list[list[Cell]] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    columns: tuple[Alignment, ...] = ()
    caption: list[Inline] = field(default_factory=list)
    stray: list[Item] = field(default_factory=list)
    """What stands in a table outside of its cells; it is put behind the table."""


def html_table(reading: Reading, element: Element, items: Items) -> list[Item]:
    """The table of a `table` element, and behind it whatever stood in it outside of cells."""
    parts = _Parts()
    for section, row in _rows(element):
        if row.name == "caption":
            parts.caption += (node for item in items(row.children) for node in flat(item))
        elif row.name == "tr":
            _add_row(parts, section, row, items)
        else:
            parts.stray += items([row])
    if not (parts.head or parts.rows):
        return parts.stray
    given = html_attributes(reading, element)
    caption = tuple(parts.caption)
    table = make_table(parts.head, parts.rows, parts.columns, caption=caption, at=element.at, given=given)
    return [table, *parts.stray]


def _rows(element: Element) -> list[tuple[str, Element]]:
    rows: list[tuple[str, Element]] = []
    for child in element.children:
        if not isinstance(child, Element):
            rows.append((element.name, Element("", element.at, {}, [child])))
        elif child.name in ("thead", "tbody", "tfoot"):
            rows += _rows(child)
        else:
            rows.append((element.name, child))
    return rows


def _add_row(parts: _Parts, section: str, row: Element, items: Items) -> None:
    cells = [c for c in row.children if isinstance(c, Element) and c.name in ("td", "th")]
    parts.stray += items([c for c in row.children if not (isinstance(c, Element) and c.name in ("td", "th"))])
    parts.columns = parts.columns or tuple(_alignment(cell) for cell in cells)
    leads = not parts.rows and bool(cells) and all(cell.name == "th" for cell in cells)
    made = [_cell(cell, items, in_head=section == "thead" or leads) for cell in cells]
    (parts.head if section == "thead" or leads else parts.rows).append(made)


def _cell(cell: Element, items: Items, *, in_head: bool) -> Cell:
    across, down = (_number(cell.attributes.get(name, "")) for name in ("colspan", "rowspan"))
    classes = ("header",) if cell.name == "th" and not in_head else ()
    return Cell(nest(items(cell.children)), across, down, at=cell.at, classes=classes)


def _number(text: str) -> int:
    return max(1, int(text)) if re.fullmatch(r"[0-9]{1,4}", text.strip()) else 1


def _alignment(cell: Element) -> Alignment:
    match = _ALIGN.search(cell.attributes.get("style", ""))
    name = match[1] if match else cell.attributes.get("align", "").lower()
    return _ALIGNMENTS.get(name, "start")
