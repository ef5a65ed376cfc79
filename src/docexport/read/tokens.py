"""Block tokens as a tree: every opening token with what stands between it and its end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from docexport.records import Struct, field

if TYPE_CHECKING:
    from markdown_it.token import Token


class Branch(Struct):
    """A block token and its children."""

    token: Token
    children: list[Branch] = field(default_factory=list)

    @property
    def content(self) -> str:
        """The inline source of a paragraph, heading or cell."""
        return self.children[0].token.content if self.children else ""

    @property
    def lines(self) -> tuple[int, int]:
        """First line and the line behind the last, counted from 0 at the start of the body."""
        first, behind = self.token.map or (0, 0)
        return first, behind


def branches(tokens: Iterable[Token]) -> list[Branch]:
    """The trees of a run of tokens."""
    root: list[Branch] = []
    stack = [root]
    for token in tokens:
        if token.nesting < 0:
            stack.pop()
            continue
        branch = Branch(token)
        stack[-1].append(branch)
        if token.nesting > 0:
            stack.append(branch.children)
    return root
