"""How long a table is to be before it may be divided, in every output that has pages."""

from __future__ import annotations

from docexport.model import Table

_WHOLE = 9
"""Rows below the head: a split timeline is bad, a page two thirds full is worse."""


def is_kept_whole(table: Table) -> bool:
    """Whether a table is short enough to stand on one page wherever there is room for it."""
    return len(table.rows) <= _WHOLE
