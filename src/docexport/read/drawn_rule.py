"""Drawn tables as a rule for markdown-it, which makes of them the tokens that pipe tables have.

A cell of a grid holds blocks, and becomes a `td` around their tokens. What looks like a table but cannot be
taken apart becomes one token that keeps the lines as they are.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from docexport.read.block_rules import line_of
from docexport.read.drawn_tables import COLUMNS, FRAME, RULE, DrawnRow, DrawnTable, take_apart
from docexport.read.table_rule import ALIGNMENTS, COLUMN, HEADS

DRAWN_TABLE = "drawn_table"
"""The type of the token that holds the lines of a table that cannot be taken apart."""

_DEPTH = "docexport grid depth"
_DEEPEST = 3
"""Grids inside cells of grids are taken apart up to this depth."""
_MOST_HEAD = 20
"""Lines of the head of a table."""
_MOST_INDENT = 12
_LONGEST = 5000
"""Lines after which the end of a table is no longer looked for."""


def use_drawn_rule(markdown: MarkdownIt) -> None:
    """Let the parser read drawn tables."""
    markdown.block.ruler.after("table", "drawn_table", drawn_table)


def drawn_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A grid table, or a table of pandoc whose columns stand below dashes."""
    if silent or state.sCount[start] - state.blkIndent > _MOST_INDENT:
        return False
    behind = _end_of_grid(state, start, end) or _end_of_columns(state, start, end)
    if not behind:
        return False
    text = state.getLines(start, behind, state.blkIndent, False)
    deep = state.env.get(_DEPTH, 0) >= _DEEPEST
    table = None if deep else take_apart(text.rstrip("\n").split("\n"))
    if table is None:
        token = state.push(DRAWN_TABLE, "code", 0)
        token.map, token.content = [start, behind], text
    else:
        _push_table(state, table, start, behind)
    state.line = behind
    return True


# --- Tokens ----------------------------------------------------------------------------------------


def _push_table(state: StateBlock, table: DrawnTable, start: int, behind: int) -> None:
    opening = state.push("table_open", "table", 1)
    opening.map = [start, behind]
    opening.meta |= {ALIGNMENTS: list(table.alignments), HEADS: len(table.head)}
    for row in (*table.head, *table.rows):
        line = start + row.line
        state.push("tr_open", "tr", 1).map = [line, line + 1]
        if table.holds_blocks:
            _push_blocks(state, row, line)
        else:
            _push_words(state, row, line)
        state.push("tr_close", "tr", -1)
    state.push("table_close", "table", -1)


def _push_words(state: StateBlock, row: DrawnRow, line: int) -> None:
    base = _base(state, line)
    for text, column in zip(row.cells, row.columns, strict=True):
        token = Token(
            "inline",
            "",
            0,
            map=[line, line + 1],
            level=state.level,
            content=text,
            meta={COLUMN: base + column},
        )
        state.tokens.append(token)


def _push_blocks(state: StateBlock, row: DrawnRow, line: int) -> None:
    depth = state.env.get(_DEPTH, 0)
    state.env[_DEPTH] = depth + 1
    base = _base(state, line)
    for text, column in zip(row.cells, row.columns, strict=False):
        opening = state.push("td_open", "td", 1)
        opening.map = [line, line + 1]
        opening.meta[COLUMN] = base + column
        inside: list[Token] = []
        state.md.block.parse(text, state.md, state.env, inside)
        for token in inside:
            token.level += state.level
            if token.map:
                token.map = [number + line for number in token.map]
        state.tokens += inside
        state.push("td_close", "td", -1)
    state.env[_DEPTH] = depth


def _base(state: StateBlock, line: int) -> int:
    """Where in the source line the table's own columns begin."""
    text = state.bMarks[line] + state.tShift[line]
    return text - state.src.rfind("\n", 0, text) - 1 - state.sCount[line] + state.blkIndent


# --- Where a table ends ----------------------------------------------------------------------------


def _end_of_grid(state: StateBlock, start: int, end: int) -> int:
    if not FRAME.match(line_of(state, start)):
        return 0
    last = start + 1
    while last < end and not state.isEmpty(last) and line_of(state, last)[:1] in ("|", "+"):
        last += 1
    return last if last > start + 2 and FRAME.match(line_of(state, last - 1)) else 0


def _end_of_columns(state: StateBlock, start: int, end: int) -> int:
    """Behind a simple table, which ends at an empty line, or one that ends at a line of dashes."""
    if RULE.match(line_of(state, start)):
        return _end_of_frame(state, start, end)
    first = next((n for n in (start, start + 1) if n < end and COLUMNS.match(line_of(state, n))), -1)
    if first < 0 or first + 1 >= end or state.isEmpty(first + 1):
        return 0
    if first == start and (closed := _closing(state, first + 1, end, columns=True)):
        return closed
    last = first + 1
    while last < end and not state.isEmpty(last) and state.sCount[last] >= state.blkIndent:
        last += 1
    return last


def _end_of_frame(state: StateBlock, start: int, end: int) -> int:
    columns = start + 1
    end_of_head = min(end, start + _MOST_HEAD)
    while columns < end_of_head and not state.isEmpty(columns) and not COLUMNS.match(line_of(state, columns)):
        columns += 1
    if columns >= end_of_head or not COLUMNS.match(line_of(state, columns)):
        return 0
    return _closing(state, columns + 1, end, columns=False)


def _closing(state: StateBlock, start: int, end: int, *, columns: bool) -> int:
    """Behind the line of dashes that ends a table, if there is one before the container ends."""
    closing = COLUMNS if columns else RULE
    for line in range(start, min(end, start + _LONGEST)):
        if not state.isEmpty(line) and state.sCount[line] < state.blkIndent:
            return 0
        if closing.match(line_of(state, line)):
            return line + 1
    return 0
