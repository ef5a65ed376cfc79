"""Bookmarks and page labels (ISO 32000-1, 12.3.3 and 12.4.2)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from docexport.edition import ContentsEntry, Edition, plain_text
from docexport.typeset.page import Destination, LaidPage
from docexport.write.pdf.destinations import Places

_SHOWN_OPEN = 24
"""A longer outline shows its first level only."""
_LABEL = re.compile(r"(.*?)([1-9]\d*)?", re.DOTALL)


def write_outline(places: Places, edition: Edition) -> None:
    """The title, then the sections as they contain each other."""
    pdf = places.pdf
    opened = _size(edition.contents) < _SHOWN_OPEN
    top = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    start = _item(edition.title, places.leading_on(Destination(0, 0.0, 0.0)))
    items = [pdf.make_indirect(start), *_items(edition.contents, places, edition, opened=opened)]
    _chain(top, items)
    top.Count = sum(1 + max(int(item.get("/Count", 0)), 0) for item in items)
    pdf.Root.Outlines = top


def _items(
    entries: Sequence[ContentsEntry], places: Places, edition: Edition, *, opened: bool
) -> list[Object]:
    items = []
    for entry in entries:
        below = _items(entry.children, places, edition, opened=opened)
        title = f"{entry.number} {plain_text(entry.title, edition.references)}".strip()
        leads = places.leading_to(entry.id) if title else None
        if leads is None:
            items += below
            continue
        item = places.pdf.make_indirect(_item(title, leads))
        if below:
            _chain(item, below)
            shown = sum(1 + max(int(child.get("/Count", 0)), 0) for child in below)
            item.Count = shown if opened else -shown
        items.append(item)
    return items


def _item(title: str, leads: tuple[str, Object]) -> Dictionary:
    item = Dictionary(Title=String(title))
    item[leads[0]] = leads[1]
    return item


def _size(entries: Sequence[ContentsEntry]) -> int:
    return sum(1 + _size(entry.children) for entry in entries)


def _chain(parent: Object, items: Sequence[Object]) -> None:
    """Link siblings with each other and with their parent (table 153)."""
    parent.First, parent.Last = items[0], items[-1]
    for before, after in pairwise(items):
        before.Next, after.Prev = after, before
    for item in items:
        item.Parent = parent


def write_page_labels(pdf: Pdf, pages: Sequence[LaidPage]) -> None:
    """One range for each stretch of labels that count on, in decimal figures behind a prefix."""
    ranges = Array()
    expected: tuple[str, int | None] | None = None
    for index, page in enumerate(pages):
        prefix, number = _parsed(page.label)
        if expected is None or (prefix, number) != expected:
            ranges.append(index)
            ranges.append(_range(prefix, number))
        expected = (prefix, number + 1) if number is not None else None
    pdf.Root.PageLabels = Dictionary(Nums=ranges)


def _parsed(label: str) -> tuple[str, int | None]:
    found = _LABEL.fullmatch(label)
    if found is None or found[2] is None:
        return label, None
    return found[1], int(found[2])


def _range(prefix: str, number: int | None) -> Dictionary:
    made = Dictionary()
    if number is not None:
        made.S, made.St = Name.D, number
    if prefix:
        made.P = String(prefix)
    return made
