"""Which cell stands where: column spans and row spans laid out on the table's columns.

Word repeats a cell that spans rows in each of them, as a continuation (ECMA-376 part 1, 17.4.84). Spans that
would collide or stand over the edge are cut, and short rows filled, so that every row is regular.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from docexport.model import Cell, Row
from docexport.records import Struct


class Spot(NamedTuple):
    """A cell, or the continuation of one, in a row; an empty place has no cell."""

    column: int
    columns: int
    cell: Cell | None
    merge: Literal["", "first", "rest"] = ""


class _Open(Struct):
    columns: int
    rows: int


def spots(rows: Sequence[Row], columns: int) -> Iterator[list[Spot]]:
    """For each row its cells from the first column to the last."""
    open_spans: dict[int, _Open] = {}
    for number, row in enumerate(rows):
        if not open_spans and len(row.cells) == columns and not any(map(_spans, row.cells)):
            yield [Spot(column, 1, cell) for column, cell in enumerate(row.cells)]
        else:
            yield list(_row(row, columns, open_spans, len(rows) - number))


def _spans(cell: Cell) -> bool:
    return cell.colspan > 1 or cell.rowspan > 1


def _row(row: Row, columns: int, open_spans: dict[int, _Open], left: int) -> Iterator[Spot]:
    cells, column = iter(row.cells), 0
    while column < columns:
        span = open_spans.get(column)
        if span is not None:
            yield Spot(column, span.columns, None, "rest")
            span.rows -= 1
            if not span.rows:
                del open_spans[column]
            column += span.columns
            continue
        spot = _spot(next(cells, None), column, columns, open_spans, left)
        yield spot
        column += spot.columns


def _spot(cell: Cell | None, column: int, columns: int, open_spans: dict[int, _Open], left: int) -> Spot:
    if cell is None:
        return Spot(column, 1, None)
    free = next((place for place in range(column + 1, columns) if place in open_spans), columns) - column
    wide, high = min(max(cell.colspan, 1), free), min(max(cell.rowspan, 1), left)
    if high == 1:
        return Spot(column, wide, cell)
    open_spans[column] = _Open(wide, high - 1)
    return Spot(column, wide, cell, "first")
