"""Markdown to an Article.

1. Front matter is taken off and says the language.
2. markdown-it finds the blocks; marks of review over several of them are given to each; their tokens
   become a tree.
3. The tree becomes blocks, headings become sections, a leading heading may become the title.
4. Notes are put in the order in which they are cited.
"""

from __future__ import annotations

from docexport.model import Article, Inline, Metadata, Position
from docexport.notices import Notify
from docexport.read.block_rules import TOO_DEEP
from docexport.read.blocks import read_items
from docexport.read.frontmatter import split_front_matter
from docexport.read.inlines import read_inlines
from docexport.read.metadata import language_of, read_metadata
from docexport.read.reading import Reading, fixed_place
from docexport.read.review_blocks import spread_marks
from docexport.read.sections import Item, nest, opening_title, repeats_title
from docexport.read.syntax import environment, parse_blocks
from docexport.read.tokens import branches
from docexport.records import replace


def read_markdown(text: str, notify: Notify, *, file: str, smart: bool = True) -> Article:
    """The article that a Markdown source is; raises SourceError for a front matter that cannot be read."""
    front = split_front_matter(text, file)
    body = text[front.end :]
    reading = Reading(
        notify,
        text.split("\n"),
        smart=smart,
        lang=language_of(front) or "en",
        first_line=text.count("\n", 0, front.end),
        env=environment(body),
    )
    tokens = parse_blocks(body, reading.env)
    spread_marks(reading, tokens)
    metadata, overrides = read_metadata(front, file, notify, lambda words, at: _words(reading, words, at))
    items = read_items(reading, branches(tokens))
    metadata, items = _take_title(metadata, items)
    overrides = tuple(
        (kind, other if other.title else replace(other, title=metadata.title)) for kind, other in overrides
    )
    for line in reading.env[TOO_DEEP][:1]:
        reading.flatten(reading.position(line))
    notes = reading.notes()
    reading.report()
    return Article(metadata, nest(items), notes, file, overrides)


def _words(reading: Reading, text: str, at: Position) -> tuple[Inline, ...]:
    return read_inlines(reading, " ".join(text.split()), fixed_place(at))


def _take_title(metadata: Metadata, items: list[Item]) -> tuple[Metadata, list[Item]]:
    """The title that only a heading says, or the items without a heading that repeats the title."""
    if metadata.title:
        return metadata, items[1:] if repeats_title(items, metadata.title) else items
    heading = opening_title(items)
    if heading is None:
        return metadata, items
    positions = (*metadata.positions, ("title", heading.at))
    return replace(metadata, title=heading.inlines, positions=positions), items[1:]
