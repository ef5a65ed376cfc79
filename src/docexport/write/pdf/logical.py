"""The structure tree before it is written: what holds what, in reading order, without PDF objects.

1. Elements that hold nothing are left out; cells stay, so that rows are regular (ISO 14289-1, 7.5).
2. Children are in the order of the tree; where text stands among them, in the order of painting.
3. A link's annotations go into a Link; where the element is something else, into a Link inside it (7.18.5).
4. A figure's caption is its first or last child (7.3); a decorative picture leaves nothing but its caption.
5. A table whose rows are all heads has them in its body, for a head needs one (ISO 32000-1, 14.8.4.3.4).
6. A listing is a paragraph of code: Code is a type for words in a line (ISO 32000-1, 14.8.4.4).
7. No heading is more than one level below the heading before it (7.4.2).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from docexport.records import Struct, field
from docexport.typeset.page import Element
from docexport.write.pdf.marks import Mark
from docexport.write.pdf.roles import structure_type

_KEPT_EMPTY = frozenset({"cell", "header-cell", "row"})
_NEVER = 1 << 60


class Annotation(Struct, frozen=True):
    """A link's annotation: its place among the page's annotations, and its StructParent."""

    page: int
    index: int
    key: int


class Node(Struct, eq=False):
    """An element as it is written; `element` is None for what the structure types need besides."""

    type: str
    element: Element | None = None
    kids: list[Kid] = field(default_factory=list)
    first: int = _NEVER
    """The order of its first stretch of content."""
    actual: str = ""
    """What its content is to be read as."""


Kid: TypeAlias = "Node | Mark | Annotation"


class Logical(Struct):
    """Makes the nodes of a document; `marks` and `links` say what each element holds."""

    marks: Mapping[Element, Sequence[Mark]]
    links: Mapping[Element, Sequence[Annotation]]
    _level: int = 0
    """Of the last heading."""

    def tree(self, root: Element) -> Node:
        """The whole tree; a document with nothing in it still has its root."""
        return self._node(root) or Node(structure_type(root), root)

    def _node(self, element: Element) -> Node | None:
        level = self._level
        node = Node(self._type(element), element)
        nodes = [made for child in element.children if (made := self._node(child))]
        node.kids = _merged(nodes, self.marks.get(element, ()))
        node.first = min(map(_order, node.kids), default=_NEVER)
        annotations = self.links.get(element, ())
        if annotations:
            _link(node, annotations)
        if not node.kids and element.tag not in _KEPT_EMPTY:
            self._level = level
            return None
        return _completed(node)

    def _type(self, element: Element) -> str:
        if element.tag != "heading":
            return structure_type(element)
        self._level = min(max(element.level, 1), self._level + 1, 6)
        return f"H{self._level}"


def walk(node: Node) -> Iterator[Node]:
    """A node and all below it, parents first."""
    stack = [node]
    while stack:
        found = stack.pop()
        yield found
        stack.extend(kid for kid in reversed(found.kids) if isinstance(kid, Node))


def _merged(nodes: Sequence[Node], marks: Sequence[Mark]) -> list[Kid]:
    if not marks:
        return list(nodes)
    kids: list[tuple[int, Kid]] = [(mark.order, _read_as(mark)) for mark in marks]
    latest = -1
    for node in nodes:
        # What is not painted keeps its place behind the sibling before it.
        latest = node.first if node.first != _NEVER else latest
        kids.append((latest, node))
    return [kid for _, kid in sorted(kids, key=lambda pair: pair[0])]


def _read_as(mark: Mark) -> Kid:
    """A stretch whose glyphs are not in reading order stands in a Span that says how it reads."""
    return Node("Span", None, [mark], mark.order, mark.actual) if mark.actual else mark


def _order(kid: Kid) -> int:
    match kid:
        case Mark():
            return kid.order
        case Node():
            return kid.first
        case Annotation():
            return _NEVER


def _link(node: Node, annotations: Sequence[Annotation]) -> None:
    """Attach annotations, in a Link of their own unless the node is one."""
    if node.type == "Link":
        node.kids.extend(annotations)
        return
    inner = [kid for kid in node.kids if not (isinstance(kid, Node) and kid.type in ("TOC", "L", "Note"))]
    outer = [kid for kid in node.kids if kid not in inner]
    link = Node("Link", None, [*inner, *annotations], node.first)
    # An entry of the contents holds a Reference (14.8.4.2, table 333).
    wrapped = Node("Reference", None, [link], node.first) if node.type == "TOCI" else link
    node.kids = [wrapped, *outer]


def _completed(node: Node) -> Node:
    """What a structure type needs around it, or in its place."""
    if node.element is not None and node.element.tag == "code":
        return Node("P", None, [node], node.first)
    if node.type == "Table" and not any(isinstance(kid, Node) and kid.type == "TBody" for kid in node.kids):
        for kid in node.kids:
            if isinstance(kid, Node) and kid.type == "THead":
                kid.type = "TBody"
    if node.type == "Figure" and all(isinstance(kid, Node) and kid.type == "Caption" for kid in node.kids):
        return Node("Div", None, node.kids, node.first)
    return node
