"""Headings to sections: a flat run of blocks becomes a tree whose levels have no gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from docexport.model import NOWHERE, Block, Inline, Paragraph, Position, Section, Span
from docexport.read.nodes import plain
from docexport.records import Struct, field, replace


class Heading(Struct, frozen=True):
    """A heading before it is known what stands under it."""

    level: int
    inlines: tuple[Inline, ...]
    at: Position = NOWHERE
    id: str | None = None
    classes: tuple[str, ...] = ()
    lang: str | None = None


Item: TypeAlias = Block | Heading


class _Open(Struct):
    heading: Heading
    blocks: list[Block] = field(default_factory=list)


def nest(items: Iterable[Item]) -> tuple[Block, ...]:
    """Blocks with every heading opening a section that holds what follows it."""
    root: list[Block] = []
    stack: list[_Open] = []
    for item in _anchored(items):
        if isinstance(item, Heading):
            _close(stack, root, item.level)
            stack.append(_Open(item))
        else:
            (stack[-1].blocks if stack else root).append(item)
    _close(stack, root, 0)
    return tuple(root)


def _anchored(items: Iterable[Item]) -> Iterator[Item]:
    """Items without the paragraphs that only hold an anchor; what follows gets its id."""
    anchor: Paragraph | None = None
    for item in items:
        if anchor is not None:
            if item.id is None:
                item = replace(item, id=anchor.inlines[0].id)  # noqa: PLW2901  (the same item, with an id)
            else:
                yield anchor
            anchor = None
        match item:
            case Paragraph(inlines=(Span(inlines=()),)):
                anchor = item
            case _:
                yield item
    if anchor is not None:
        yield anchor


def _close(stack: list[_Open], root: list[Block], level: int) -> None:
    while stack and stack[-1].heading.level >= level:
        done = stack.pop()
        (stack[-1].blocks if stack else root).append(_section(done))


def _section(done: _Open) -> Section:
    heading = done.heading
    classes = heading.classes
    if "commentary" not in classes and title_key(heading.inlines) == "commentary":
        classes = (*classes, "commentary")
    return Section(
        heading.inlines,
        tuple(done.blocks),
        at=heading.at,
        id=heading.id,
        classes=classes,
        lang=heading.lang,
    )


def title_key(inlines: tuple[Inline, ...]) -> str:
    """What two titles are compared by: their words, whatever their case and spacing."""
    return " ".join(plain(inlines).casefold().split())


def opening_title(items: list[Item]) -> Heading | None:
    """The heading that is the article's title: the first item, and the only one on the first level."""
    first = items[0] if items else None
    if not isinstance(first, Heading) or first.level != 1:
        return None
    others = sum(isinstance(item, Heading) and item.level == 1 for item in items)
    return first if others == 1 else None


def repeats_title(items: list[Item], title: tuple[Inline, ...]) -> bool:
    """Whether the article opens with a heading that says its title once more."""
    first = items[0] if items else None
    return isinstance(first, Heading) and first.level == 1 and title_key(first.inlines) == title_key(title)
