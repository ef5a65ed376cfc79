"""Which head cells a cell belongs to, where the scope of the heads alone does not tell (ISO 14289-1, 7.5).

That is so as soon as a head spans columns or rows, or stands in a second row of heads: then each cell names
its heads (ISO 32000-1, 14.8.5.7, Headers). A plain table needs no more than Scope.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docexport.records import Struct
from docexport.typeset.page import Element

Headers = dict[Element, list[Element]]


class _Spot(Struct, frozen=True):
    """A cell with the rows and columns that it covers."""

    cell: Element
    rows: range
    columns: range


def headers_of(table: Element) -> Headers:
    """The heads of each cell of a table, from the outermost to the nearest; nothing for a plain table."""
    spots = list(_spots(table))
    heads = [spot for spot in spots if spot.cell.tag == "header-cell"]
    columns = [head for head in heads if head.cell.scope != "row"]
    if not _is_involved(heads, columns):
        return {}
    rows = _by_row([head for head in heads if head.cell.scope in ("row", "both")])
    found: Headers = {}
    for spot in spots:
        over = [head.cell for head in columns if _is_above(head, spot)]
        before = [head for row in spot.rows for head in rows.get(row, ()) if _is_before(head, spot)]
        over += [head.cell for head in dict.fromkeys(before)]
        if over:
            found[spot.cell] = over
    return found


def _is_involved(heads: Sequence[_Spot], columns: Sequence[_Spot]) -> bool:
    spanning = any(len(head.rows) > 1 or len(head.columns) > 1 for head in heads)
    return spanning or len({head.rows.start for head in columns}) > 1


def _by_row(heads: Sequence[_Spot]) -> dict[int, list[_Spot]]:
    found: dict[int, list[_Spot]] = {}
    for head in heads:
        for row in head.rows:
            found.setdefault(row, []).append(head)
    return found


def _is_above(head: _Spot, spot: _Spot) -> bool:
    over = head.columns.start < spot.columns.stop and spot.columns.start < head.columns.stop
    return over and head.rows.stop <= spot.rows.start


def _is_before(head: _Spot, spot: _Spot) -> bool:
    return head.columns.stop <= spot.columns.start


def _spots(table: Element) -> Iterator[_Spot]:
    """Place the cells, each part of the table on its own, as layout does."""
    above = 0
    for part in table.children:
        rows = [row for row in part.children if row.tag == "row"]
        taken: set[tuple[int, int]] = set()
        for number, row in enumerate(rows):
            column = 0
            for cell in row.children:
                while (number, column) in taken:
                    column += 1
                down, across = range(number, number + cell.rowspan), range(column, column + cell.colspan)
                taken |= {(r, c) for r in down for c in across}
                yield _Spot(cell, range(above + down.start, above + down.stop), across)
                column = across.stop
        above += len(rows)
