"""The section tree as lines of a table of contents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from docexport.edition.facts import ContentsEntry, SectionFacts
from docexport.edition.rewrite import Rewriter
from docexport.model import (
    AnyNode,
    Block,
    Image,
    Inline,
    LineBreak,
    Link,
    NoteReference,
    Section,
    Span,
    Text,
)


def contents_of(blocks: Iterable[Block], sections: Mapping[str, SectionFacts]) -> tuple[ContentsEntry, ...]:
    """The sections as nested entries. Sections inside quotes and list items are not part of the outline."""
    return tuple(_entry(block, sections) for block in blocks if isinstance(block, Section))


def _entry(section: Section, sections: Mapping[str, SectionFacts]) -> ContentsEntry:
    facts = sections[section.id or ""]
    return ContentsEntry(
        id=facts.id,
        level=facts.level,
        number=facts.number,
        title=bare(section.heading),
        children=contents_of(section.blocks, sections),
        commentary=facts.commentary,
    )


def bare(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The words without what must not stand twice or inside a link: notes, links, pictures, ids."""
    kept = tuple(node for node in inlines if not isinstance(node, NoteReference))
    return Rewriter(_bare).all(kept)


def _bare(node: AnyNode) -> AnyNode:
    match node:
        case Link() | Span():
            return Span(tuple(n for n in node.inlines if not isinstance(n, NoteReference)), lang=node.lang)
        case Image():
            return Text(node.alt)
        case LineBreak() | NoteReference():
            return Text(" " if isinstance(node, LineBreak) else "")
        case _:
            return node
