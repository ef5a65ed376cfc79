"""The widths of a table's columns, estimated from their words (CSS 2.2, 17.5.2.2, with a fixed total).

A column asks for at least its longest word and at most its longest line, each letter as wide as the font
has it; that is near enough to divide a page among columns that Word lets anyone drag.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from docexport.edition import text_of
from docexport.model import Cell, Paragraph, Table, Text
from docexport.records import Struct
from docexport.write.docx.grid import Spot, spots
from docexport.write.docx.job import Job

_SLACK = 1.02
"""A column a hair too narrow breaks a word; one a hair too wide does no harm."""
_NARROWEST = 12.0
_LONGEST_WORD = 24
"""Letters; a longer word may be broken."""


class _Ask(Struct, frozen=True):
    """What a column asks for, in points, the space between columns included."""

    least: float
    most: float


def column_widths(job: Job, node: Table, total: float, padding: tuple[float, float]) -> list[float]:
    """Widths in points that add up to the total; `padding` is that of a column, and of the last one."""
    count = len(node.columns)
    if len(node.widths) == count and all(part > 0 for part in node.widths):
        return [total * part / sum(node.widths) for part in node.widths]
    asks = _asks(job, node, padding)
    least, most = sum(ask.least for ask in asks), sum(ask.most for ask in asks)
    if most <= total:
        return [total * ask.most / most for ask in asks]
    if least >= total:
        return [total * ask.least / least for ask in asks]
    return _between(asks, total - least)


def least_width(job: Job, node: Table, padding: tuple[float, float]) -> float:
    """How wide a table must be, in points, for no word to be divided."""
    return sum(ask.least for ask in _asks(job, node, padding))


def _asks(job: Job, node: Table, padding: tuple[float, float]) -> list[_Ask]:
    if id(node) not in job.extents:
        job.extents[id(node)] = _extents(job, node)
    spaces = [padding[0]] * (len(node.columns) - 1) + [padding[1]]
    return [
        _Ask(max(low + space, _NARROWEST), max(high + space, _NARROWEST))
        for (low, high), space in zip(job.extents[id(node)], spaces, strict=True)
    ]


def _between(asks: Sequence[_Ask], spare: float) -> list[float]:
    """All have their least; the rest goes where it saves most lines."""
    # The root keeps one very long cell from starving the others.
    wishes = [(ask.most - ask.least) ** 0.8 for ask in asks]
    whole = sum(wishes) or 1.0
    return [ask.least + spare * wish / whole for ask, wish in zip(asks, wishes, strict=True)]


def _extents(job: Job, node: Table) -> list[tuple[float, float]]:
    """The widest word and the widest line of each column, in points."""
    least, most = [0.0] * len(node.columns), [0.0] * len(node.columns)
    rows = spots((*node.head, *node.rows), len(node.columns))
    roles = job.style.roles
    head = islice(rows, len(node.head))
    for role, some in ((roles["table-head"], head), (roles["table-cell"], rows)):
        width, size = job.faces.ruler(role), role.size.pt
        for column, words in _cells(job, some):
            # Only a longer word than any so far can be wider: that spares measuring most of them.
            if len(words) * size > least[column]:
                longer = [word for word in words.split() if len(word) * size > least[column]]
                widths = [width(word[:_LONGEST_WORD]) * _SLACK for word in longer]
                least[column] = max(least[column], *widths) if widths else least[column]
            if len(words) * size > most[column]:
                most[column] = max(most[column], *map(width, words.split("\n")))
    return [(low, max(low, high * _SLACK)) for low, high in zip(least, most, strict=True)]


def _cells(job: Job, rows: Iterable[Sequence[Spot]]) -> Iterator[tuple[int, str]]:
    for row in rows:
        for spot in row:
            if spot.cell is not None and spot.columns == 1:
                yield spot.column, _words(job, spot.cell)


def _words(job: Job, cell: Cell) -> str:
    match cell.blocks:
        case (Paragraph(inlines=(Text(text=text),)),):  # nearly every cell of a long table
            return text
        case _:
            return "\n".join(text_of(block, job.edition.references) for block in cell.blocks)
