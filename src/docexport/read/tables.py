"""Tables: pipe tables and drawn ones with their captions, and the grid that rows with spans must fill.

A row with more cells than the head widens the table, where GitHub would drop the words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from docexport.model import Alignment, Block, Cell, Inline, Paragraph, Position, Row, Table
from docexport.read.attributes import NO_ATTRIBUTES, Attributes, split_trailing
from docexport.read.inlines import is_plain, plain_words, read_inlines
from docexport.read.reading import Reading, fixed_place
from docexport.read.table_rule import ALIGNMENTS, COLUMN, HEADS
from docexport.read.tokens import Branch
from docexport.records import replace

if TYPE_CHECKING:
    from markdown_it.token import Token

ReadBlocks: TypeAlias = Callable[[Reading, Sequence[Branch]], tuple[Block, ...]]
"""Reads what stands in a cell of a grid: blocks hold tables, and tables hold blocks."""

_WIDEST = 50
_CAPTION = re.compile(r"(?:Table)?:\s+(?=\S)", re.IGNORECASE)
_ALIGNMENTS: dict[str, Alignment] = {"left": "start", "center": "center", "right": "end"}


def is_caption(branch: Branch) -> bool:
    """Whether a paragraph is written as a table's caption, as in `: Dates` or `Table: Dates`."""
    return branch.token.type == "paragraph_open" and _CAPTION.match(branch.content) is not None


def marked_table(
    reading: Reading, branch: Branch, caption: tuple[str, int] | None, read_blocks: ReadBlocks
) -> Table:
    """A pipe table or a drawn one; `caption` is the source of its caption and the line where that begins."""
    rows_of, heads = branch.children, branch.token.meta[HEADS]
    if caption is None and len(rows_of) > 1 and (line := _last_line(reading, rows_of[-1])):
        caption = line, _line(rows_of[-1].token)
        rows_of = rows_of[:-1]
    rows = [[_cell(reading, cell, read_blocks) for cell in row.children] for row in rows_of]
    words, given = _caption(reading, caption)
    return make_table(
        rows[:heads],
        rows[heads:],
        [_ALIGNMENTS.get(alignment, "start") for alignment in branch.token.meta[ALIGNMENTS]],
        caption=words,
        at=reading.position(_line(branch.token)),
        given=given,
        lines=tuple(reading.position(_line(row.token)) for row in rows_of),
    )


def make_table(
    head: list[list[Cell]],
    rows: list[list[Cell]],
    columns: Sequence[Alignment],
    *,
    caption: tuple[Inline, ...],
    at: Position,
    given: Attributes = NO_ATTRIBUTES,
    lines: tuple[Position, ...] = (),
) -> Table:
    """A table whose rows all fill the same columns."""
    width = max([len(columns), 1, *(_width(part) for part in (head, rows))])
    start: tuple[Alignment, ...] = ("start",)
    padded = (*columns, *(start * (width - len(columns))))
    places = (*lines, *((at,) * (len(head) + len(rows) - len(lines))))
    made = (*_regular(head, width, places), *_regular(rows, width, places[len(head) :]))
    numbered = tuple(Row(cells, at=place) for cells, place in zip(made, places, strict=True))
    return Table(
        padded[:width],
        numbered[: len(head)],
        numbered[len(head) :],
        caption,
        at=at,
        id=given.id,
        classes=given.classes,
        lang=given.get("lang"),
    )


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _last_line(reading: Reading, row: Branch) -> str:
    number = _line(row.token) + reading.first_line
    line = reading.lines[number].lstrip("> \t").rstrip() if number < len(reading.lines) else ""
    return line if _CAPTION.match(line) else ""


def _cell(reading: Reading, cell: Branch, read_blocks: ReadBlocks) -> Cell:
    token = cell.token
    at = reading.cell(_line(token), token.meta[COLUMN])
    if token.nesting:
        return Cell(read_blocks(reading, cell.children), at=at)
    content = token.content
    if is_plain(content):  # spares most of the work for nearly every cell of a long table
        inlines = plain_words(reading, content, at)
    else:
        inlines = read_inlines(reading, content, fixed_place(at))
    return Cell((Paragraph(inlines, at=at),) if inlines else (), at=at)


def _caption(reading: Reading, caption: tuple[str, int] | None) -> tuple[tuple[Inline, ...], Attributes]:
    if caption is None:
        return (), NO_ATTRIBUTES
    content, given = split_trailing(_CAPTION.sub("", caption[0], count=1))
    return read_inlines(reading, content, reading.place(content, caption[1])), given


def _width(rows: list[list[Cell]]) -> int:
    return max((column + cell.colspan for row in _laid(rows) for column, cell in row), default=0)


def _laid(rows: list[list[Cell]]) -> list[list[tuple[int, Cell]]]:
    """Each row's cells with the column in which they begin, spans cut where they would overlap."""
    busy: dict[int, int] = {}
    laid: list[list[tuple[int, Cell]]] = []
    for index, row in enumerate(rows):
        if not any(until > index for until in busy.values()) and not any(map(_spans, row)):
            laid.append(list(enumerate(row)))
            continue
        placed: list[tuple[int, Cell]] = []
        column = 0
        for cell in row:
            while busy.get(column, 0) > index:
                column += 1
            span = 1
            while span < min(cell.colspan, _WIDEST) and busy.get(column + span, 0) <= index:
                span += 1
            depth = min(max(cell.rowspan, 1), len(rows) - index)
            placed.append((column, replace(cell, colspan=span, rowspan=depth)))
            for taken in range(column, column + span):
                busy[taken] = index + depth
            column += span
        laid.append(placed)
    return laid


def _spans(cell: Cell) -> bool:
    return cell.colspan != 1 or cell.rowspan != 1


def _regular(rows: list[list[Cell]], width: int, places: Sequence[Position]) -> list[tuple[Cell, ...]]:
    """The rows with empty cells wherever no cell and no span from above reaches."""
    until = [0] * width
    regular: list[tuple[Cell, ...]] = []
    for index, row in enumerate(_laid(rows)):
        if len(row) == width and not any(_spans(cell) for _, cell in row):
            regular.append(tuple([cell for _, cell in row]))
            continue
        starts = dict(row)
        for column, cell in row:
            until[column : column + cell.colspan] = [index + cell.rowspan] * cell.colspan
        cells = [
            starts.get(c) or Cell((), at=places[index])
            for c in range(width)
            if c in starts or until[c] <= index
        ]
        regular.append(tuple(cells))
    return regular
