"""Rules about headings and sections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from docexport.check.material import Material, SourceRule, Spot
from docexport.edition.plain import plain_text
from docexport.model import Block, Paragraph, Section, Strong, Text

_LONGEST = 120
_SHORT_BOLD = 80
_ABBREVIATION = re.compile(r"(?:\b\w|\b(?:etc|Inc|Ltd|Co|Corp|Jr|Sr|St|vs|al|No|Dr|Mr|Ms|Mrs|Prof))\.$")


def heading_jump(material: Material) -> Iterator[Spot]:
    """A heading more than one level below the one before it."""
    before: int | None = None
    for stretch in material.prose.stretches:
        if stretch.level:
            if before is not None and stretch.level > before + 1:
                jump = f"a heading of level {stretch.level} follows one of level {before}"
                yield Spot("heading-jump", jump, stretch.at(0))
            before = stretch.level


def empty_section(material: Material) -> Iterator[Spot]:
    """A heading with nothing under it."""
    for section in material.sections:
        if not section.blocks:
            yield Spot("empty-section", f"nothing stands under {_title(section)!r}", section.at)


def heading_empty(material: Material) -> Iterator[Spot]:
    """A heading without words."""
    for section in material.sections:
        if not _title(section):
            yield Spot("heading-empty", "a heading has no words", section.at)


def heading_period(material: Material) -> Iterator[Spot]:
    """A heading that ends as a sentence does."""
    for section in material.sections:
        title = _title(section)
        if (
            title.endswith((".", ":", ",", ";"))
            and not title.endswith("..")
            and not _ABBREVIATION.search(title)
        ):
            yield Spot("heading-punctuation", f"the heading {title!r} ends with {title[-1]!r}", section.at)


def heading_capitals(material: Material) -> Iterator[Spot]:
    """A heading written in capitals, which is a matter of the style."""
    for section in material.sections:
        title = _title(section)
        words = [word for word in re.findall(r"[^\W\d_]+", title) if len(word) > 1]
        if len(words) >= 2 and title.isupper() and sum(len(word) for word in words) >= 10:
            yield Spot("heading-capitals", f"the heading {title!r} is written in capitals", section.at)


def heading_long(material: Material) -> Iterator[Spot]:
    """A heading that is a paragraph."""
    for section in material.sections:
        length = len(_title(section))
        if length > _LONGEST:
            yield Spot("heading-long", f"a heading has {length} characters", section.at)


def heading_twice(material: Material) -> Iterator[Spot]:
    """Two headings with the same words under one parent."""
    yield from _twice(material.article.blocks)
    for section in material.sections:
        yield from _twice(section.blocks)


def _twice(blocks: tuple[Block, ...]) -> Iterator[Spot]:
    seen: set[str] = set()
    for block in blocks:
        if isinstance(block, Section) and (title := _title(block)):
            if title.casefold() in seen:
                yield Spot("heading-twice", f"the heading {title!r} stands twice on one level", block.at)
            seen.add(title.casefold())


def heading_of_bold(material: Material) -> Iterator[Spot]:
    """A short paragraph in bold where a heading is meant: no reader can jump to it."""
    for blocks in (material.article.blocks, *(section.blocks for section in material.sections)):
        for block, following in pairwise(blocks):
            match block, following:
                case Paragraph(inlines=(Strong(inlines=words),)), Paragraph():
                    text = plain_text(words)
                    if text and len(text) <= _SHORT_BOLD and text[-1] not in '.!?:;,”"’':
                        yield Spot(
                            "heading-of-bold", f"a bold paragraph stands for a heading: {text!r}", block.at
                        )
                case _:
                    pass


def heading_formatted(material: Material) -> Iterator[Spot]:
    """A heading that is all bold: its weight is a matter of the style."""
    for section in material.sections:
        inlines = tuple(n for n in section.heading if not (isinstance(n, Text) and not n.text.strip()))
        if len(inlines) == 1 and isinstance(inlines[0], Strong):
            yield Spot(
                "heading-formatted", f"the heading {_title(section)!r} is set bold by hand", section.at
            )


def _title(section: Section) -> str:
    return plain_text(section.heading)


RULES: tuple[SourceRule, ...] = (
    heading_jump,
    empty_section,
    heading_empty,
    heading_period,
    heading_capitals,
    heading_long,
    heading_twice,
    heading_of_bold,
    heading_formatted,
)
