"""Tables drawn with dashes, as pandoc writes them when it turns a Word document into Markdown.

1. Grid tables have a frame around every cell, which may hold any blocks.
2. In simple tables columns stand below dashes and each line is a row; in multiline ones rows are parted by
   empty lines.

Columns are counted as a monospaced font shows them, in which ideographs are two wide.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from textwrap import dedent
from typing import NamedTuple

from docexport.records import Struct

FRAME = re.compile(r"\+(?:[-=:]{2,}\+)+[ \t]*\Z")
"""A line of a grid between two rows."""
COLUMNS = re.compile(r"[ \t]*-{2,}(?:[ \t]+-{2,})+[ \t]*\Z")
"""The dashes above or below columns."""
RULE = re.compile(r"[ \t]*-{5,}[ \t]*\Z")
"""The line above the head of a multiline table, and below its last row."""


class DrawnRow(NamedTuple):
    """The text of a row's cells; `line` is the row's first line, from 0 at the table's."""

    line: int
    cells: tuple[str, ...]
    columns: tuple[int, ...]
    """Where in that line the cells begin."""


class DrawnTable(Struct, frozen=True):
    """A table taken apart; an alignment is "left", "center", "right" or ""."""

    head: tuple[DrawnRow, ...]
    rows: tuple[DrawnRow, ...]
    alignments: tuple[str, ...]
    holds_blocks: bool


def take_apart(lines: Sequence[str]) -> DrawnTable | None:
    """The table that the lines draw; None where cells span, or text crosses the edge of a column."""
    lines = [line.expandtabs(4).rstrip() for line in lines]
    return _grid(lines) if lines[0].lstrip().startswith("+") else _dashed(lines)


# --- Grid tables -----------------------------------------------------------------------------------


def _grid(lines: Sequence[str]) -> DrawnTable | None:
    lines = dedent("\n".join(lines)).split("\n")
    edges = [place for place, char in enumerate(lines[0]) if char == "+"]
    head: list[DrawnRow] = []
    rows: list[DrawnRow] = []
    ruling, begun = lines[0], 1
    for number, line in enumerate(lines[1:], 1):
        if not FRAME.match(line):
            continue
        if [place for place, char in enumerate(line) if char == "+"] != edges:
            return None
        cells = _grid_cells(lines[begun:number], edges)
        if cells is None:
            return None
        rows.append(DrawnRow(begun, cells, tuple(edge + 2 for edge in edges)))
        if "=" in line and not head:
            head, rows, ruling = rows, [], line
        begun = number + 1
    alignments = tuple(_colons(ruling[start + 1 : end]) for start, end in pairwise(edges))
    return DrawnTable(tuple(head), tuple(rows), alignments, holds_blocks=True) if rows or head else None


def _grid_cells(lines: Sequence[str], edges: Sequence[int]) -> tuple[str, ...] | None:
    """The text of the cells of one row; None where a bar is missing at the edge of a cell."""
    cut = [_cut(line, edges) for line in lines]
    pieces = [row[:-1] for row in cut]
    if any(row[-1] != "|" or not all(piece.startswith("|") for piece in row) for row in cut):
        # Drawn by hand, in letters of another width: then bars may stand in no words.
        pieces = [[f"|{piece}" for piece in line.split("|")[1:-1]] for line in lines]
        if any(len(row) != len(edges) - 1 for row in pieces):
            return None
    columns = [
        dedent("\n".join(piece[1:].rstrip() for piece in column)) for column in zip(*pieces, strict=True)
    ]
    return tuple(column.strip("\n") for column in columns) or None


def _colons(dashes: str) -> str:
    if dashes.endswith(":"):
        return "center" if dashes.startswith(":") else "right"
    return "left" if dashes.startswith(":") else ""


# --- Simple and multiline tables -------------------------------------------------------------------


def _dashed(lines: Sequence[str]) -> DrawnTable | None:
    ruled = next((number for number, line in enumerate(lines) if COLUMNS.match(line)), -1)
    if ruled < 0:
        return None
    columns = [match.span() for match in re.finditer("-+", lines[ruled])]
    framed = RULE.match(lines[0]) is not None
    body = list(lines[ruled + 1 :])
    closed = bool(body) and (COLUMNS.match(body[-1]) or RULE.match(body[-1]))
    if closed:
        body.pop()
    above = lines[1 if framed else 0 : ruled]
    if not closed and (framed or not above):
        return None
    made = [_row(group, columns) for group in _groups(body, ruled + 1, multiline=framed or "" in body)]
    head = [_row([(1 if framed else 0, line) for line in above], columns)] if above else []
    rows = [row for row in made if row is not None]
    if None in head or len(rows) < len(made) or not rows:
        return None
    shown = above or [body[0]]
    alignments = tuple(_flush(shown, start, end) for start, end in columns)
    return DrawnTable(tuple(row for row in head if row), tuple(rows), alignments, holds_blocks=False)


def _groups(body: Sequence[str], first: int, *, multiline: bool) -> Iterator[list[tuple[int, str]]]:
    """The lines of each row, with their numbers."""
    group: list[tuple[int, str]] = []
    for number, line in enumerate(body, first):
        if line:
            group.append((number, line))
        if group and (not line or not multiline):
            yield group
            group = []
    if group:
        yield group


def _row(lines: Sequence[tuple[int, str]], columns: Sequence[tuple[int, int]]) -> DrawnRow | None:
    """A row of one or several lines; None where text crosses the edge of a column."""
    cuts = [0, *(start for start, _ in columns[1:])]
    pieces = [_cut(line, cuts) for _, line in lines]
    if any(before[-1:].strip() and after[:1].strip() for row in pieces for before, after in pairwise(row)):
        return None
    cells = ("\n".join(filter(None, map(str.strip, column))) for column in zip(*pieces, strict=True))
    starts = accumulate([0, *map(len, pieces[0][:-1])])
    begins = (
        start + len(piece) - len(piece.lstrip()) for start, piece in zip(starts, pieces[0], strict=True)
    )
    return DrawnRow(lines[0][0], tuple(cells), tuple(begins))


def _flush(lines: Sequence[str], start: int, end: int) -> str:
    """How words lie above or below the dashes of their column: that is how pandoc shows alignment."""
    words = [piece for line in lines if (piece := _cut(line, [0, start, end])[1]).strip()]
    if not words:
        return ""
    at_start = any(not piece[0].isspace() for piece in words)
    at_end = any(len(piece) == end - start and not piece[-1].isspace() for piece in words)
    if at_start:
        return "" if at_end else "left"
    return "right" if at_end else "center"


# --- Columns of a line -----------------------------------------------------------------------------


def _cut(line: str, cuts: Sequence[int]) -> list[str]:
    """The pieces of a line that begin at the given columns; what stands before the first is left out."""
    places = cuts
    if not line.isascii():
        columns = [0, *accumulate(map(_columns_of, line))]
        places = [bisect_left(columns, cut) for cut in cuts]
    return [line[start:end] for start, end in pairwise([*places, len(line)])] if line else [""] * len(cuts)


def _columns_of(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
