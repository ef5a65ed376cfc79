"""The section tree as lines of a table of contents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from docexport.edition.facts import ContentsEntry, Label, LabelKind, Reference, SectionFacts
from docexport.edition.plain import plain_text
from docexport.edition.rewrite import Rewriter
from docexport.model import (
    AnyNode,
    Block,
    Comment,
    CrossReference,
    Deletion,
    Figure,
    Image,
    Inline,
    Insertion,
    LineBreak,
    Link,
    NoteReference,
    Section,
    Span,
    Table,
    Text,
    walk,
)


def contents_of(
    blocks: Iterable[Block], sections: Mapping[str, SectionFacts], references: Mapping[str, Reference]
) -> tuple[ContentsEntry, ...]:
    """The sections as nested entries. Sections inside quotes and list items are not part of the outline.

    A heading that is taken out as a whole has no line; what is under it moves up.
    """
    entries: list[ContentsEntry] = []
    for block in blocks:
        if isinstance(block, Section) and _is_taken_out(block):
            entries += contents_of(block.blocks, sections, references)
        elif isinstance(block, Section):
            entries.append(_entry(block, sections, references))
    return tuple(entries)


def captions_of(
    kind: LabelKind, blocks: Iterable[Block], labels: Mapping[str, Label], references: Mapping[str, Reference]
) -> tuple[ContentsEntry, ...]:
    """The numbered figures or tables as entries, in reading order: the label, the words of the caption."""
    captions = {node.id: node.caption for node in walk(tuple(blocks)) if isinstance(node, Figure | Table)}
    return tuple(
        ContentsEntry(id=label.id, level=1, number=label.text, title=bare(captions[label.id], references))
        for label in labels.values()
        if label.kind == kind and label.id in captions
    )


def _is_taken_out(section: Section) -> bool:
    deleted = any(isinstance(node, Deletion) for node in walk(section.heading))
    return deleted and not plain_text(section.heading)


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


def bare(
    inlines: tuple[Inline, ...], references: Mapping[str, Reference], *, reviewed: bool = False
) -> tuple[Inline, ...]:
    """The words without what must not stand twice or inside a link: notes, links, pictures, ids.

    Changes are accepted and comments left out, unless `reviewed` is to keep their marks.
    """

    def enter(node: AnyNode) -> AnyNode:
        match node:
            case Link() | Span() if not plain_text((node,), references):
                # An anchor, say: EPUBCheck wants words in every part of a line of the contents.
                return Text("")
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
            case Insertion() | Comment() if not reviewed:
                return Span(node.inlines, lang=node.lang)
            case Deletion() if not reviewed:
                return Text("")
            case _:
                return node

    return Rewriter(enter).all(inlines)
