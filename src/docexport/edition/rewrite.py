"""A tree rewritten bottom-up in reading order; what does not change is not copied."""

from __future__ import annotations

from collections.abc import Callable
from operator import is_
from typing import TypeVar

from docexport.model import (
    AnyNode,
    Callout,
    Cell,
    Code,
    CodeSpan,
    Comment,
    CrossReference,
    Definition,
    DefinitionList,
    Figure,
    Group,
    Image,
    KeyPoints,
    LineBreak,
    List,
    ListItem,
    Math,
    MathBlock,
    NoteBody,
    NoteReference,
    Paragraph,
    Quote,
    Row,
    Rule,
    Section,
    Table,
    Text,
)
from docexport.records import replace

N = TypeVar("N", bound=AnyNode)


class Rewriter:
    """Applies `enter` to each node before its children and puts the results into new parents.

    `enter` returns the node to go on with: itself, or one of the same kind of place (block, inline, …).
    Nodes of the types in `whole` come back from `enter` finished, children and all.
    """

    def __init__(self, enter: Callable[[AnyNode], AnyNode], whole: type | tuple[type, ...] = ()) -> None:
        self.enter = enter
        self.whole = whole

    def all(self, nodes: tuple[N, ...]) -> tuple[N, ...]:
        """The nodes rewritten; the same tuple when none has changed."""
        new = tuple([self.node(node) for node in nodes])
        return nodes if all(map(is_, nodes, new)) else new

    def node(self, node: N) -> N:
        """One node rewritten."""
        entered = self.enter(node)
        # `enter` keeps the kind of place, so that what comes back fits where `node` was.
        return entered if isinstance(entered, self.whole) else self._children(entered)  # type: ignore[return-value]

    def _children(self, node: AnyNode) -> AnyNode:  # noqa: C901  # a case for each shape
        match node:  # first what a long article has most of
            case Text() | CodeSpan() | Image() | NoteReference() | CrossReference() | LineBreak() | Math():
                return node
            case Paragraph():
                inlines = self.all(node.inlines)
                return node if inlines is node.inlines else replace(node, inlines=inlines)
            case Cell() | ListItem() | KeyPoints() | Group() | NoteBody():
                blocks = self.all(node.blocks)
                return node if blocks is node.blocks else replace(node, blocks=blocks)
            case Section():
                return self._with(node, heading=node.heading, blocks=node.blocks)
            case List() | DefinitionList():
                return self._with(node, items=node.items)
            case Definition():
                term = self.all(node.term)
                definitions = tuple(self.all(blocks) for blocks in node.definitions)
                return replace(node, term=term, definitions=definitions)
            case Quote():
                return self._with(node, blocks=node.blocks, attribution=node.attribution)
            case Figure():
                return self._with(node, caption=node.caption)
            case Table():
                return self._with(node, caption=node.caption, head=node.head, rows=node.rows)
            case Row():
                return self._with(node, cells=node.cells)
            case Callout():
                return self._with(node, title=node.title, blocks=node.blocks)
            case Comment():
                return self._with(node, inlines=node.inlines, words=node.words)
            case Code() | Rule() | MathBlock():
                return node
            case _:
                return self._with(node, inlines=node.inlines)

    def _with(self, node: AnyNode, **fields: tuple[AnyNode, ...]) -> AnyNode:
        new = {name: self.all(nodes) for name, nodes in fields.items()}
        if all(new[name] is nodes for name, nodes in fields.items()):
            return node
        return replace(node, **new)
