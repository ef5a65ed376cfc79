"""How wide blocks want to be, before anything is set: what the columns of a table are made from."""

from __future__ import annotations

from collections.abc import Sequence

from docexport.highlight import tokens
from docexport.model import (
    AnyNode,
    Block,
    Code,
    DefinitionList,
    Figure,
    List,
    MathBlock,
    Paragraph,
    Table,
    children,
)
from docexport.resources import Picture
from docexport.style import Role
from docexport.typeset.inlines import atoms_of
from docexport.typeset.page import Element
from docexport.typeset.place import Place
from docexport.typeset.stream import widths

Extent = tuple[float, float]
"""The least width, below which words must be torn, and the greatest that is of use."""

_LIST_INSET = 18.0
_PICTURE = 60.0


def extent_of(place: Place, blocks: Sequence[Block], role: Role) -> Extent:
    """The extent of blocks one below the other."""
    return _widest([_block(place, node, role) for node in blocks])


def _widest(extents: Sequence[Extent]) -> Extent:
    return max((low for low, _ in extents), default=0.0), max((high for _, high in extents), default=0.0)


def _block(place: Place, node: AnyNode, role: Role) -> Extent:
    match node:
        case Paragraph():
            return paragraph_extent(place, node, role)
        case List() | DefinitionList():
            low, high = _widest([_block(place, child, role) for child in children(node)])
            return low + _LIST_INSET, high + _LIST_INSET
        case Code():
            return _code(place, node)
        case Figure():
            return _figure(place, node)
        case Table() | MathBlock():
            return 2 * _PICTURE, place.width
        case _:
            return _widest([_block(place, child, role) for child in children(node)])


def paragraph_extent(place: Place, node: Paragraph, role: Role) -> Extent:
    """The widest part of a paragraph that cannot be divided, and its width in one line."""
    voice = place.run.voice(role, Element("paragraph"), place.lang)
    return widths(atoms_of(place.run, node.inlines, voice, place.width))


def _code(place: Place, node: Code) -> Extent:
    role = place.role("code")
    width = place.run.voice(role, Element("code"), place.lang).fount.space.width
    longest = max(map(len, "".join(text for text, _ in tokens(node.text, "")).split("\n")), default=0)
    panel = 2 * role.padding_inline.pt
    return min(longest, 12) * width + panel, longest * width + panel


def _figure(place: Place, node: Figure) -> Extent:
    picture = place.run.resources.picture(node.source, node.at, place.run.notify)
    if isinstance(picture, Picture):
        return _PICTURE, picture.size[0].pt
    return _PICTURE, 2 * _PICTURE
