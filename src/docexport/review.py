"""Marks of review: what is left of a text when every change is accepted and every comment goes."""

from __future__ import annotations

from docexport.model import AnyNode, Comment, Deletion, children


def standing(node: AnyNode) -> tuple[AnyNode, ...]:
    """The nodes directly inside that stand: none of a deletion, and of a comment what it is about."""
    match node:
        case Deletion():
            return ()
        case Comment():
            return node.inlines
        case _:
            return children(node)
