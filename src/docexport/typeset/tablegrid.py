"""Which cells stand where: spans resolved to rows and columns."""

from __future__ import annotations

from docexport.model import Alignment, Cell, Row, Table
from docexport.records import Struct


class Spot(Struct, frozen=True):
    """A cell with its place; `rows` and `columns` are how many it really spans."""

    cell: Cell
    row: int
    column: int
    rows: int
    columns: int
    head: bool


class Grid(Struct, frozen=True):
    """A table's cells by row, in reading order; head rows come first."""

    rows: tuple[tuple[Spot, ...], ...]
    head: int
    """How many rows are the head."""
    columns: int
    alignments: tuple[Alignment, ...]


def grid_of(table: Table) -> Grid:
    """Place the cells; spans that reach beyond the table are cut."""
    head, body = _placed(table.head, 0, head=True), _placed(table.rows, len(table.head), head=False)
    rows = (*head, *body)
    columns = max([len(table.columns), 1, *(spot.column + spot.columns for row in rows for spot in row)])
    missing: list[Alignment] = ["start"] * (columns - len(table.columns))
    return Grid(rows, len(head), columns, (*table.columns, *missing))


def _placed(rows: tuple[Row, ...], first: int, *, head: bool) -> list[tuple[Spot, ...]]:
    """Each part of the table on its own: no cell reaches from the head into the body."""
    taken: set[tuple[int, int]] = set()
    placed: list[tuple[Spot, ...]] = []
    for number, row in enumerate(rows):
        spots: list[Spot] = []
        column = 0
        for cell in row.cells:
            while (number, column) in taken:
                column += 1
            down = min(max(cell.rowspan, 1), len(rows) - number)
            across = max(cell.colspan, 1)
            taken |= {(number + r, column + c) for r in range(down) for c in range(across)}
            spots.append(Spot(cell, first + number, column, down, across, head))
            column += across
        placed.append(tuple(spots))
    return placed
