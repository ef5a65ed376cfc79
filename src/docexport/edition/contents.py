"""The section tree as lines of a table of contents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from docexport.edition.facts import ContentsEntry, Reference, SectionFacts
from docexport.edition.plain import plain_text
from docexport.edition.rewrite import Rewriter
from docexport.model import (
    AnyNode,
    Block,
    CrossReference,
    Image,
    Inline,
    LineBreak,
    Link,
    NoteReference,
    Section,
    Span,
    Text,
)


def contents_of(
    blocks: Iterable[Block], sections: Mapping[str, SectionFacts], references: Mapping[str, Reference]
) -> tuple[ContentsEntry, ...]:
    """The sections as nested entries. Sections inside quotes and list items are not part of the outline."""
    return tuple(_entry(block, sections, references) for block in blocks if isinstance(block, Section))


def _entry(
    section: Section, sections: Mapping[str, SectionFacts], references: Mapping[str, Reference]
) -> ContentsEntry:
    facts = sections[section.id or ""]
    return ContentsEntry(
        id=facts.id,
        level=facts.level,
        number=facts.number,
        title=bare(section.heading, references),
        children=contents_of(section.blocks, sections, references),
        commentary=facts.commentary,
    )


def bare(inlines: tuple[Inline, ...], references: Mapping[str, Reference]) -> tuple[Inline, ...]:
    """The words without what must not stand twice or inside a link: notes, links, pictures, ids."""

    def enter(node: AnyNode) -> AnyNode:
        match node:
            case Link() | Span():
                return Span(node.inlines, lang=node.lang)
            case CrossReference():
                return Text(plain_text((node,), references))
            case Image():
                return Text(node.alt)
            case LineBreak():
                return Text(" ")
            case NoteReference():
                return Text("")
            case _:
                return node

    return Rewriter(enter).all(inlines)
