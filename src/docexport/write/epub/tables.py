"""Tables (HTML 5.2, 4.9): caption, scoped head cells, and room to scroll on a narrow screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from docexport.edition import Label, plain_text
from docexport.model import Alignment, Cell, Row, Table
from docexport.style import RoleName
from docexport.write.epub.captions import caption
from docexport.write.epub.markup import attribute
from docexport.write.epub.run import Blocks, Run

Content: TypeAlias = Callable[[Run, Blocks, RoleName], str]
"""Writes the blocks of a cell; handed in, because blocks know tables and not the other way round."""


def table(run: Run, node: Table, content: Content) -> str:
    """A table in a group that scrolls sideways and can be reached from the keyboard."""
    run.features.add("tables")
    label = run.edition.labels.get(node.id or "")
    inner = caption(run, label, node.caption, "caption") + _widths(run, node)
    inner += _part(run, node, node.head, "thead", content) + _part(run, node, node.rows, "tbody", content)
    # A group, not a landmark region: an article may have many tables, and landmarks must be few.
    name = attribute("aria-label", _name(run, node, label))
    start = f'<div class="table" role="group" tabindex="0"{name}>\n'
    spans = any(cell.rowspan > 1 for row in (*node.head, *node.rows) for cell in row.cells)
    return f"{start}<table{run.attributes(node, '' if spans else 'flush')}>\n{inner}</table>\n</div>\n"


def _name(run: Run, node: Table, label: Label | None) -> str:
    words = plain_text(node.caption, run.edition.references)
    return " ".join(filter(None, (label.text if label else run.edition.terms.table, words)))


def _widths(run: Run, node: Table) -> str:
    total = sum(node.widths)
    if total <= 0:
        return ""
    names = (run.width(f"{round(100 * width / total, 2):g}%") for width in node.widths)
    return "<colgroup>" + "".join(f'<col class="{name}"/>' for name in names) + "</colgroup>\n"


def _part(run: Run, node: Table, rows: tuple[Row, ...], tag: str, content: Content) -> str:
    if not rows:
        return ""
    lines: list[str] = []
    for left, (row, starts) in zip(range(len(rows), 0, -1), _placed(rows), strict=True):
        cells = [
            _cell(run, cell, _classes(node, cell, start, left), "th" if tag == "thead" else "td", content)
            for cell, start in zip(row.cells, starts, strict=True)
        ]
        lines.append(f"<tr{run.attributes(row)}>\n{''.join(cells)}</tr>\n")
    return f"<{tag}>\n{''.join(lines)}</{tag}>\n"


def _placed(rows: tuple[Row, ...]) -> Iterator[tuple[Row, list[int]]]:
    """Each row with the columns in which its cells begin, below the cells that reach down from above."""
    taken: dict[int, int] = {}  # column → rows that are still taken, this one included
    for row in rows:
        column, starts = 0, []
        for cell in row.cells:
            while taken.get(column, 0) > 0:
                column += 1
            starts.append(column)
            taken.update(dict.fromkeys(range(column, column + cell.colspan), cell.rowspan))
            column += cell.colspan
        taken = {at: left - 1 for at, left in taken.items()}
        yield row, starts


# Figures of a decimal column end at one edge, as tabular figures. To line up their decimal marks would take
# `text-align: "."` (CSS Text 4), which no engine has, or each number in two cells or boxes, which a screen
# reader would read, a search find, and a copy paste as two.
def _alignment(node: Table, column: int) -> Alignment:
    return node.columns[column] if column < len(node.columns) else "start"


def _classes(node: Table, cell: Cell, column: int, rows: int) -> list[str]:
    """How a cell is aligned, and whether it reaches from above down to the last row; `rows` are left."""
    align = _alignment(node, column)
    return [
        *([] if align == "start" else [f"align-{align}"]),
        *(["last"] if 1 < cell.rowspan == rows else []),
    ]


def _cell(run: Run, cell: Cell, classes: list[str], tag: str, content: Content) -> str:
    head = tag == "th"
    spans = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    spans += f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    scope = (' scope="colgroup"' if cell.colspan > 1 else ' scope="col"') if head else ""
    inner = content(run, cell.blocks, "table-head" if head else "table-cell")
    attributes = run.attributes(cell, *classes)
    # A head cell with nothing in it heads nothing.
    element = "td" if head and not inner.strip() else tag
    return f"<{element}{attributes}{scope if element == 'th' else ''}{spans}>{inner}</{element}>\n"
