"""All roles of one output measured: what each looks like on the finished pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from docexport.style import RoleName, Style
from tests.conformance.consistency import blocks
from tests.conformance.consistency.blocks import Block, Column, Text
from tests.conformance.consistency.pages import Pages
from tests.conformance.consistency.specimen import (
    ACROSS,
    BOXES,
    FIRST,
    FURNITURE,
    LARGEST,
    SMALLEST,
    words_of_roles,
)

Value: TypeAlias = str | float | bool | None
Look: TypeAlias = dict[str, Value]
"""A role's qualities by their names, as in the table of differences."""
Measured: TypeAlias = dict[RoleName, Look]

READERS_INK = "#000000"
"""The color of text for which a book names none: the browser's."""


def measured(pages: Pages, style: Style, column: Column) -> Measured:
    """Measure every role that has words on the pages; the others are left out."""
    page = Column(column.origin, column.step * column.count - column.gap)
    text = Text.of(pages)
    looks: Measured = {}
    for role, words in words_of_roles(style).items():
        place = _place(text, role, words)
        if place is not None:
            looks[role] = dict(
                _qualities(pages, text, place, style, role, page if role in ACROSS else column)
            )
    for box, line in BOXES.items():
        if line in looks:
            looks[box] = {
                name: value for name, value in looks[line].items() if name.startswith(("ground", "rule"))
            }
    return looks


def _place(text: Text, role: RoleName, words: str) -> tuple[int, int] | None:
    places = list(text.places(words))
    if not places:
        return None
    if role in FIRST:
        return places[-1]
    if role in LARGEST | SMALLEST:
        choose = max if role in LARGEST else min
        return choose(places, key=lambda place: round(text.glyphs[place[0]].size, 1))
    return places[0]


def _qualities(
    pages: Pages, text: Text, place: tuple[int, int], style: Style, role: RoleName, column: Column
) -> Iterator[tuple[str, Value]]:
    block = text.block(*place)
    yield "family", block.face.family
    yield "weight", block.face.weight
    yield "slant", "italic" if block.face.italic else "upright"
    yield "size", block.size
    yield from _color(block, style, role)
    yield "leading", blocks.leading(block)
    alignment = None if role == "draft-stamp" else blocks.alignment(block, column)
    yield "alignment", alignment
    if role != "draft-stamp" and alignment in ("start", "justify", None):
        yield "start edge", blocks.start_edge(block, column)
        yield "first line", blocks.indent(block, column)
    if role not in FURNITURE:
        yield "gap", blocks.gap_below(text, place[1], column)
    behind = blocks.ground(block, pages.grounds)
    yield "ground", behind or "none"
    if role in FURNITURE - {"running-head"}:
        return  # rules at the head and foot of a page are those of the running head
    tints = {area.color for area in pages.grounds}
    rules = [area for area in pages.rules if area.color not in tints or area.color == block.color]
    for side, color in blocks.rules(block, rules, column).items():
        if role == "colophon" and side == "before" and column.count > 1:
            continue  # below columns: it is that of whatever one of them ends with
        yield f"rule {side}", color or "none"


def _color(block: Block, style: Style, role: RoleName) -> Iterator[tuple[str, Value]]:
    """The color; where the style has that of plain text, a book may leave it to its reader: it is the ink."""
    plain = style.roles[role].color == style.roles["body"].color
    if plain:
        yield "ink", block.color
    if not (plain and block.color == READERS_INK):
        yield "color", block.color


def of_style(style: Style) -> Measured:
    """What the style itself says of each role's type."""
    return {
        name: {
            "family": role.families[0].replace(" ", ""),
            "weight": role.weight,
            "slant": "italic" if role.italic else "upright",
            "size": role.size.pt,
            "color": (style.colors["note"] if name == "callout-title" else role.color).hex,
            "leading": role.leading.pt,
        }
        for name, role in style.roles.items()
        if name not in BOXES
    }
