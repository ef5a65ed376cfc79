"""Every kind of block finds the room that sets it."""

from __future__ import annotations

from typing import assert_never

from docexport.model import (
    Block,
    Callout,
    Code,
    DefinitionList,
    Figure,
    Group,
    KeyPoints,
    List,
    MathBlock,
    Paragraph,
    Quote,
    Rule,
    Section,
    Table,
)
from docexport.records import replace
from docexport.typeset.code import set_code
from docexport.typeset.dropcap import set_opening
from docexport.typeset.figures import set_figure
from docexport.typeset.formulas import set_formula
from docexport.typeset.lists import set_definitions, set_list
from docexport.typeset.panels import set_callout, set_key_points
from docexport.typeset.paragraph import set_text
from docexport.typeset.place import Place, block
from docexport.typeset.quotes import set_quote
from docexport.typeset.rules import set_rule
from docexport.typeset.sections import set_section
from docexport.typeset.tables import set_table


def set_blocks(place: Place, blocks: tuple[Block, ...]) -> None:
    """Set blocks one below the other."""
    for node in blocks:
        set_block(place, node)


def set_block(place: Place, node: Block) -> None:  # noqa: C901 # one case for each kind
    """Set one block."""
    place = place.spoken(node)
    flow = place.flow
    if not isinstance(node, Section | Figure | Table | MathBlock):
        flow.anchor(node.id, place.x)
    match node:
        case Section():
            set_section(place, node, set_blocks)
        case Paragraph():
            set_paragraph(place, node)
        case List():
            set_list(place, node, set_blocks)
        case DefinitionList():
            set_definitions(place, node, set_blocks)
        case Quote():
            set_quote(place, node, set_blocks)
        case Figure():
            set_figure(place, node)
        case Table():
            set_table(place, node, set_blocks)
        case Code():
            set_code(place, node.text, node.language, node.at)
        case Callout():
            set_callout(place, node, set_blocks)
        case KeyPoints():
            set_key_points(place, node, set_blocks)
        case Group():
            set_group(place, node)
        case Rule():
            set_rule(place)
        case MathBlock():
            set_formula(place, node)
        case _:
            assert_never(node)
    if not isinstance(node, Group | Figure | Table):  # these say it themselves
        flow.paragraph_before = isinstance(node, Paragraph)


def set_paragraph(place: Place, node: Paragraph) -> None:
    """A paragraph of running text; only one that follows another is indented."""
    role = place.role(place.body if place.flow.paragraph_before else place.first)
    with block(place, role) as inner:
        if not set_opening(inner, node, role):
            set_text(inner, node.inlines, role, headline=role.name == "pull-quote")


def set_group(place: Place, node: Group) -> None:
    """Blocks that only share an id, classes or a language."""
    lang = node.lang if node.lang and node.lang != place.run.edition.lang else None
    element = place.element.add("division", lang=lang)
    set_blocks(replace(place, element=element), node.blocks)
