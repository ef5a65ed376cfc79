"""Tags to a tree of elements, with what stands between them: text, and nodes that Markdown made.

End tags that HTML lets an author omit are added (HTML, 13.1.2.4); stray ones are ignored.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from docexport.model import Inline, Position
from docexport.read.html import VOID, Tag
from docexport.read.sections import Item
from docexport.records import Struct, field

_DEEPEST = 32
_P_ENDERS = frozenset(
    """address article aside blockquote center details div dl fieldset figcaption figure footer form h1 h2 h3
    h4 h5 h6 header hr main menu nav ol p pre section table ul""".split()  # noqa: SIM905  (so many names read better as text)
)
_SCOPES = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "tbody": (frozenset({"thead", "tbody", "tfoot"}), frozenset({"table"})),
    "thead": (frozenset({"thead", "tbody", "tfoot", "caption"}), frozenset({"table"})),
    "tfoot": (frozenset({"thead", "tbody", "tfoot"}), frozenset({"table"})),
    "option": (frozenset({"option"}), frozenset({"select", "datalist"})),
    **dict.fromkeys(
        _P_ENDERS, (frozenset({"p"}), frozenset({"td", "th", "li", "button", "object", "table"}))
    ),
}

Piece: TypeAlias = Inline | Item
"""What is no element: text and inline nodes, blocks, headings."""


class Element(Struct):
    """An element; `closed` says whether the author closed it."""

    name: str
    at: Position
    attributes: dict[str, str]
    children: list[Element | Piece] = field(default_factory=list)
    closed: bool = False


def grow(stream: Iterable[Tag | Piece]) -> list[Element | Piece]:
    """The tree of a stream of tags and nodes."""
    root = Element("", Position(), {})
    stack = [root]
    for piece in stream:
        if not isinstance(piece, Tag):
            stack[-1].children.append(piece)
        elif piece.closing:
            _close(stack, piece.name)
        else:
            _open(stack, piece)
    return root.children


def _open(stack: list[Element], tag: Tag) -> None:
    if scope := _SCOPES.get(tag.name):
        _end_implied(stack, *scope)
    element = Element(tag.name, tag.at, tag.attributes)
    stack[-1].children.append(element)
    if tag.name not in VOID and len(stack) < _DEEPEST:
        stack.append(element)


def _end_implied(stack: list[Element], ended: frozenset[str], fence: frozenset[str]) -> None:
    for index in range(len(stack) - 1, 0, -1):
        if stack[index].name in fence:
            return
        if stack[index].name in ended:
            stack[index].closed = True
            del stack[index:]
            return


def _close(stack: list[Element], name: str) -> None:
    for index in range(len(stack) - 1, 0, -1):
        if stack[index].name == name:
            stack[index].closed = True
            del stack[index:]
            return
