"""Panels: the key points, and the boxed asides that authors call note, tip or warning."""

from __future__ import annotations

from collections.abc import Callable

from docexport.model import Block, Callout, Inline, KeyPoints, List, ListItem, Paragraph, Text
from docexport.records import replace
from docexport.style import Role
from docexport.typeset.flow import TOGETHER
from docexport.typeset.lists import set_items
from docexport.typeset.paragraph import set_text
from docexport.typeset.place import Place, block

SetBlocks = Callable[[Place, tuple[Block, ...]], None]


def set_key_points(place: Place, node: KeyPoints, set_blocks: SetBlocks) -> None:
    """The panel of key points where the author put one into the text."""
    _key_points_panel(place, node.blocks, set_blocks)


def set_front_points(place: Place, points: tuple[tuple[Inline, ...], ...], set_blocks: SetBlocks) -> None:
    """The panel of key points in the masthead."""
    items = tuple(ListItem((Paragraph(point),)) for point in points)
    _key_points_panel(place, (List("bullet", items),), set_blocks)


def _key_points_panel(place: Place, blocks: tuple[Block, ...], set_blocks: SetBlocks) -> None:
    role, item_role, flow = place.role("key-points"), place.role("key-points-item"), place.flow
    element = place.element.add("key-points")
    with block(place, role) as outer, flow.together(TOGETHER if role.keep_together else 0.0):
        inner = replace(outer, element=element, body="key-points-item", first="key-points-item", nested=True)
        title = (Text(place.run.edition.terms.key_points),)
        _set_title(inner, title, place.role("key-points-title"), place.term_lang)
        for node in blocks:
            if isinstance(node, List) and node.kind == "bullet":
                bullets = inner.within(element.add("list"))
                set_items(bullets, node.items, [item_role.marker] * len(node.items), item_role, set_blocks)
            else:
                set_blocks(inner, (node,))


def set_callout(place: Place, node: Callout, set_blocks: SetBlocks) -> None:
    """An aside, headed by its own title or the name of its kind."""
    role, flow = _tinted(place, node), place.flow
    title = node.title or (Text(getattr(place.run.edition.terms, node.kind)),)
    element = place.element.add("callout")
    with block(place, role) as outer, flow.together(TOGETHER if role.keep_together else 0.0):
        inner = replace(outer, element=element, body="callout-body", first="callout-body", nested=True)
        title_role = place.role("callout-title")
        color = role.border_start.color if role.border_start else title_role.color
        _set_title(inner, title, replace(title_role, color=color), None if node.title else place.term_lang)
        set_blocks(inner, node.blocks)


def _tinted(place: Place, node: Callout) -> Role:
    """The callout's role with the rule at its side in the color of its kind."""
    role = place.role("callout")
    color = place.run.style.colors.get(node.kind)
    if color is None or role.border_start is None:
        return role
    return replace(role, border_start=replace(role.border_start, color=color))


def _set_title(place: Place, title: tuple[Inline, ...], role: Role, lang: str | None) -> None:
    with block(place, role) as inner:
        set_text(inner, title, role, element=inner.element.add("paragraph", lang=lang))
    place.flow.glue()
    place.flow.paragraph_before = False
