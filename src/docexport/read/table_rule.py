"""Pipe tables as a rule for markdown-it: its own says where one begins, this one takes the rows apart.

markdown-it looks at each character of a row and makes three tokens of each cell. Here a row is an opening and
a closing token around one `inline` token for each cell, which knows its column in the source. Cells that a
row lacks are not made; those that it has beyond the head are kept, where GitHub would drop them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import table as begins_table
from markdown_it.rules_block.table import MAX_AUTOCOMPLETED_CELLS
from markdown_it.token import Token

from docexport.read.block_rules import line_of

ALIGNMENTS = "docexport alignments"
"""Key of a table's `meta`: "left", "center", "right" or "" for each column of the head."""
HEADS = "docexport heads"
"""Key of a table's `meta`: how many of its rows are the head."""
COLUMN = "docexport column"
"""Key of a cell's `meta`: where in its line the cell's text begins, from 0."""

_BAR = re.compile(r"(?<!\\)\|")


def use_table_rule(markdown: MarkdownIt) -> None:
    """Let the parser read pipe tables by the rule of this module."""
    markdown.block.ruler.at("table", pipe_table, {"alt": ["paragraph", "reference"]})


def pipe_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A pipe table: the head, the line of dashes, and rows up to an empty line or another block."""
    if not begins_table(state, start, end, True):
        return False
    if silent:
        return True
    parent, state.parentType = state.parentType, "table"
    alignments = [_alignment(dashes) for dashes, _ in _cells(state, start + 1)]
    opening = state.push("table_open", "table", 1)
    opening.meta |= {ALIGNMENTS: alignments, HEADS: 1}
    _push_row(state, start, _cells(state, start))
    state.line = start + 2
    for cells in _rows(state, start + 2, end, len(alignments)):
        _push_row(state, state.line, cells)
        state.line += 1
    state.push("table_close", "table", -1)
    opening.map = [start, state.line]
    state.parentType = parent
    return True


def _rows(state: StateBlock, start: int, end: int, columns: int) -> Iterator[list[tuple[str, int]]]:
    """The cells of each row of the body."""
    interrupting = state.md.block.ruler.getRules("blockquote")
    lacking = 0
    for line in range(start, end):
        if state.sCount[line] < state.blkIndent or any(rule(state, line, end, True) for rule in interrupting):
            return
        if state.is_code_block(line) or not mdTrim(line_of(state, line)):
            return
        cells = _cells(state, line)
        lacking += columns - len(cells)
        if lacking > MAX_AUTOCOMPLETED_CELLS:
            return
        yield cells


def _cells(state: StateBlock, line: int) -> list[tuple[str, int]]:
    """The text of each cell, and where in its line that begins."""
    row, start = line_of(state, line), state.bMarks[line] + state.tShift[line]
    column = start - (state.src.rfind("\n", 0, start) + 1)
    pieces = _BAR.split(row) if "\\" in row else row.split("|")
    cells: list[tuple[str, int]] = []
    for piece in pieces:
        text = mdTrim(piece)
        cells.append((text.replace("\\|", "|"), column + piece.find(text)))
        column += len(piece) + 1
    # A bar at either end of the row has a cell on one side only.
    if not cells[0][0]:
        del cells[0]
    if cells and not cells[-1][0]:
        del cells[-1]
    return cells


def _push_row(state: StateBlock, line: int, cells: Sequence[tuple[str, int]]) -> None:
    lines = [line, line + 1]
    state.push("tr_open", "tr", 1).map = lines
    for text, column in cells:
        token = Token("inline", "", 0, map=lines, level=state.level, content=text, meta={COLUMN: column})
        state.tokens.append(token)
    state.push("tr_close", "tr", -1)


def _alignment(dashes: str) -> str:
    if dashes.endswith(":"):
        return "center" if dashes.startswith(":") else "right"
    return "left" if dashes.startswith(":") else ""
