"""Quotes: the words of others, words of the article set large, and mottoes."""

from __future__ import annotations

from collections.abc import Callable

from docexport.model import Block, Quote
from docexport.records import replace
from docexport.style import RoleName
from docexport.typeset.flow import TOGETHER
from docexport.typeset.paragraph import set_text
from docexport.typeset.place import Place, block

SetBlocks = Callable[[Place, tuple[Block, ...]], None]

_ROLES: dict[str, RoleName] = {"block": "quote", "pull": "pull-quote", "epigraph": "epigraph"}


def set_quote(place: Place, node: Quote, set_blocks: SetBlocks) -> None:
    """A quote with its attribution, which is never parted from its last line."""
    name = _ROLES[node.kind]
    role, flow = place.role(name), place.flow
    element = place.element.add("quote")
    with block(place, role) as outer, flow.together(TOGETHER if role.keep_together else 0.0):
        inner = replace(outer, element=element, body=name, first=name, nested=True)
        flow.paragraph_before = False
        set_blocks(replace(inner, spent=name), node.blocks)
        if node.attribution:
            flow.glue()
            attribution = place.role("quote-attribution")
            flow.space(max(attribution.space_before.pt, role.space_after.pt))
            set_text(inner, node.attribution, attribution, "attribution")
