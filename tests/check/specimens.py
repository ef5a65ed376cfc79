"""One node of every kind in the model's unions, and in every variant, built from the types of its fields."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from docexport import model
from docexport.model import AnyNode, Block, Inline, ListItem, Paragraph, Position, Section, Text
from docexport.records import NODEFAULT, Struct, defaults, is_record

BLOCKS: tuple[type, ...] = get_args(Block)
INLINES: tuple[type, ...] = get_args(Inline)

# What a text must be where not any word will do.
FIXED = {"source": "picture.png", "tex": "a^2 + b", "name": "known", "width": None}
TARGETS = {"Link": "https://example.org/page", "CrossReference": "after"}


@dataclass
class Builder:
    """Builds nodes whose words occur once."""

    number: int = 0

    def word(self, hint: str) -> str:
        self.number += 1
        letters = "".join("abcdefghij"[int(digit)] for digit in f"{self.number:03}")
        return f"{hint.lower()}{letters}"

    def node(self, kind: type[Struct], /, **given: Any) -> Any:
        """A node with every field filled in that has no default, and every field that holds nodes."""
        hints = get_type_hints(kind, vars(model))
        values = dict(given)
        for name, default in defaults(kind).items():
            needed = default is NODEFAULT
            if name in values or not (needed or _holds_nodes(hints[name])):
                continue
            values[name] = self.value(hints[name], name, kind.__name__)
        return kind(**values)

    def value(self, hint: Any, name: str, kind: str) -> Any:
        if hint is str:
            return (
                TARGETS[kind]
                if name == "target"
                else FIXED.get(name) or f"{self.word(kind)} {self.word(name)}"
            )
        if get_origin(hint) is Literal:
            return get_args(hint)[0]
        if get_origin(hint) is tuple:
            return (self.value(get_args(hint)[0], name, kind),)
        if hint == Inline:
            return Text(f"{self.word(kind)} {self.word(name)}")
        if hint == Block:
            return self.paragraph(kind)
        if is_record(hint):
            return self.node(hint)
        raise TypeError(f"{kind}.{name}: no value for {hint}")

    def paragraph(self, hint: str = "plain") -> Paragraph:
        return Paragraph(
            (Text(f"{self.word(hint)} {self.word(hint)} {self.word(hint)}."),), at=Position(self.number, 1)
        )


def _holds_nodes(hint: Any) -> bool:
    if get_origin(hint) is tuple:
        return any(_holds_nodes(part) for part in get_args(hint))
    if get_origin(hint) in (Union, UnionType):
        return hint in (Block, Inline)
    return is_record(hint) and issubclass(hint, model.Node)


def variants(kind: type) -> Iterator[dict[str, Any]]:
    """Every choice of a kind's fields that are one of a few words."""
    hints = get_type_hints(kind, vars(model))
    literals = {name: get_args(hint) for name, hint in hints.items() if get_origin(hint) is Literal}
    for choice in itertools.product(*literals.values()):
        yield dict(zip(literals, choice, strict=True))


def named(kinds: tuple[type, ...]) -> list[tuple[str, type, dict[str, Any]]]:
    """Every kind in every variant, with a name for it."""
    return [
        (" ".join((kind.__name__, *choice.values())), kind, choice)
        for kind in kinds
        for choice in variants(kind)
    ]


CONTAINERS = tuple(
    kind for kind in BLOCKS if get_type_hints(kind, vars(model)).get("blocks") == tuple[Block, ...]
)


def inside(builder: Builder, container: type, blocks: tuple[AnyNode, ...]) -> Any:
    """A container with these blocks in it."""
    return builder.node(container, blocks=blocks)


def in_list(builder: Builder, blocks: tuple[AnyNode, ...]) -> model.List:
    """A list whose second item holds these blocks."""
    return model.List("bullet", (ListItem((builder.paragraph(),)), ListItem(blocks)))  # type: ignore[arg-type] # blocks


def ending(builder: Builder) -> Section:
    """What references lead to."""
    return Section((Text(builder.word("after")),), (builder.paragraph(),), id="after")
