"""The article as its author wrote it: frozen records in two closed unions, Block and Inline.

It stands on nothing else of ours and knows no syntax and no output format. Every node carries its place in
the source, and optionally an id, classes and a language. What can be derived is in `docexport.edition`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal, TypeAlias

from docexport.records import Struct

Kind: TypeAlias = Literal["report", "brief", "book"]
"""The kind of document an output is: the DOCX is a report, the PDF a brief, the EPUB a book."""

Alignment: TypeAlias = Literal["start", "center", "end", "decimal"]
"""Alignment of a table column; `start` and `end` follow the writing direction."""

Json: TypeAlias = "bool | int | float | str | tuple[Json, ...] | tuple[tuple[str, Json], ...] | None"


class Position(Struct, frozen=True, order=True):
    """A place in the source file; line and column count from 1, and 0 means unknown."""

    line: int = 0
    column: int = 0


NOWHERE = Position()


class Node(Struct, frozen=True, kw_only=True):
    """What every node can carry beside its content."""

    at: Position = NOWHERE
    id: str | None = None
    """As given by the author; an Edition fills in the missing ones, so that ids are its anchors."""
    classes: tuple[str, ...] = ()
    lang: str | None = None
    """BCP 47 tag where the node's language differs from what surrounds it."""


# --- Inlines ---------------------------------------------------------------------------------------


class Text(Node, frozen=True):
    """A run of characters, typographic punctuation already in place."""

    text: str


class Emphasis(Node, frozen=True):
    """Stressed words, usually italic."""

    inlines: tuple[Inline, ...]


class Strong(Node, frozen=True):
    """Important words, usually bold."""

    inlines: tuple[Inline, ...]


class Strike(Node, frozen=True):
    """Words no longer valid."""

    inlines: tuple[Inline, ...]


class Sub(Node, frozen=True):
    """Subscript."""

    inlines: tuple[Inline, ...]


class Sup(Node, frozen=True):
    """Superscript."""

    inlines: tuple[Inline, ...]


class SmallCaps(Node, frozen=True):
    """Words set in small capitals."""

    inlines: tuple[Inline, ...]


class Mark(Node, frozen=True):
    """Highlighted words (HTML `mark`)."""

    inlines: tuple[Inline, ...]


class Small(Node, frozen=True):
    """Side remarks in smaller type (HTML `small`)."""

    inlines: tuple[Inline, ...]


class Keyboard(Node, frozen=True):
    """Keys to press (HTML `kbd`)."""

    inlines: tuple[Inline, ...]


class Abbreviation(Node, frozen=True):
    """An abbreviation with its expansion."""

    inlines: tuple[Inline, ...]
    expansion: str


class Span(Node, frozen=True):
    """Words that carry only an id, classes or a language."""

    inlines: tuple[Inline, ...]


class CodeSpan(Node, frozen=True):
    """A few characters of code inside a sentence."""

    text: str


class Link(Node, frozen=True):
    """Words that lead to `target`: an absolute address, or `#id` within the article."""

    inlines: tuple[Inline, ...]
    target: str
    title: str = ""


class Image(Node, frozen=True):
    """A picture inside a sentence; `width` as the author wrote it ("60%", "4cm"), or None."""

    source: str
    alt: str
    title: str = ""
    width: str | None = None


class NoteReference(Node, frozen=True):
    """The mark in the text that cites the article's note called `name`."""

    name: str


class CrossReference(Node, frozen=True):
    """A reference whose words are made from the numbered thing it leads to, as in "Figure 2"."""

    target: str


class LineBreak(Node, frozen=True):
    """A line end that the author wants kept."""


class Math(Node, frozen=True):
    """A formula inside a sentence, in LaTeX."""

    tex: str


class Insertion(Node, frozen=True):
    """Words that a reviewer adds."""

    inlines: tuple[Inline, ...]


class Deletion(Node, frozen=True):
    """Words that a reviewer takes out."""

    inlines: tuple[Inline, ...]


class Comment(Node, frozen=True):
    """What a reviewer says about `inlines`, or about the place where there are none."""

    inlines: tuple[Inline, ...]
    words: tuple[Inline, ...]


Inline: TypeAlias = (
    Text | Emphasis | Strong | Strike | Sub | Sup | SmallCaps | Mark | Small | Keyboard
    | Abbreviation | Span | CodeSpan | Link | Image | NoteReference | CrossReference | LineBreak
    | Math | Insertion | Deletion | Comment
)  # fmt: skip


# --- Blocks ----------------------------------------------------------------------------------------


class Section(Node, frozen=True):
    """A heading and all that stands under it; its level is its depth among sections.

    Class `commentary` marks opinion, set apart from the report; class `unnumbered` takes no number.
    """

    heading: tuple[Inline, ...]
    blocks: tuple[Block, ...]


class Paragraph(Node, frozen=True):
    """A paragraph."""

    inlines: tuple[Inline, ...]


class ListItem(Node, frozen=True):
    """One item; `checked` is None except in task lists."""

    blocks: tuple[Block, ...]
    checked: bool | None = None


class List(Node, frozen=True):
    """A list; a task list is a bullet list whose items are checked or not. Tight: no space between."""

    kind: Literal["bullet", "ordered", "task"]
    items: tuple[ListItem, ...]
    start: int = 1
    tight: bool = True


class Definition(Node, frozen=True):
    """A term and its definitions."""

    term: tuple[Inline, ...]
    definitions: tuple[tuple[Block, ...], ...]


class DefinitionList(Node, frozen=True):
    """Terms, each with one or more definitions."""

    items: tuple[Definition, ...]


class Quote(Node, frozen=True):
    """Words of others (block), words of the article set large (pull), or a motto (epigraph)."""

    kind: Literal["block", "pull", "epigraph"]
    blocks: tuple[Block, ...]
    attribution: tuple[Inline, ...] = ()


class Figure(Node, frozen=True):
    """A numbered picture with its caption; an empty `alt` with `decorative` says it adds nothing."""

    source: str
    alt: str
    caption: tuple[Inline, ...]
    title: str = ""
    width: str | None = None
    """As the author wrote it: a part of the measure ("60%") or a length ("8cm")."""
    decorative: bool = False
    description: str = ""
    """What the picture shows in full, for whom its alt text and caption are not enough."""


class Cell(Node, frozen=True):
    """A table cell."""

    blocks: tuple[Block, ...]
    colspan: int = 1
    rowspan: int = 1


class Row(Node, frozen=True):
    """A table row; the column spans of its cells, with the row spans from above, fill the columns."""

    cells: tuple[Cell, ...]


class Table(Node, frozen=True):
    """A table; `columns` gives each column's alignment, `widths` parts of the measure or nothing."""

    columns: tuple[Alignment, ...]
    head: tuple[Row, ...]
    rows: tuple[Row, ...]
    caption: tuple[Inline, ...] = ()
    widths: tuple[float, ...] = ()


class Code(Node, frozen=True):
    """Lines of code, kept as they are, without the final line end."""

    text: str
    language: str = ""


class Callout(Node, frozen=True):
    """A boxed aside; without a title of its own it is headed by the name of its kind."""

    kind: Literal["note", "tip", "important", "warning", "caution"]
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]


class KeyPoints(Node, frozen=True):
    """The panel of key points, where the author put one into the text."""

    blocks: tuple[Block, ...]


class Group(Node, frozen=True):
    """Blocks that only share an id, classes or a language (a fenced div of no special meaning)."""

    blocks: tuple[Block, ...]


class Rule(Node, frozen=True):
    """A break in thought."""


class MathBlock(Node, frozen=True):
    """A displayed formula, in LaTeX; numbered only when it has an id."""

    tex: str


Block: TypeAlias = (
    Section | Paragraph | List | DefinitionList | Quote | Figure | Table | Code | Callout
    | KeyPoints | Group | Rule | MathBlock
)  # fmt: skip


# --- The article -----------------------------------------------------------------------------------


class NoteBody(Node, frozen=True):
    """The text of a note, cited from one or more places by `name`."""

    name: str
    blocks: tuple[Block, ...]


class Author(Struct, frozen=True):
    """One author as the front matter names them."""

    name: str
    role: str = ""
    email: str = ""
    affiliation: str = ""
    orcid: str = ""


class Metadata(Struct, frozen=True, kw_only=True):
    """The front matter; None and empty mean not given. Headline fields are inlines, with emphasis."""

    title: tuple[Inline, ...] = ()
    subtitle: tuple[Inline, ...] = ()
    kicker: tuple[Inline, ...] = ()
    summary: tuple[Inline, ...] = ()
    """The standfirst: `summary`, `abstract` or `description` in the front matter."""
    key_points: tuple[tuple[Inline, ...], ...] = ()
    authors: tuple[Author, ...] = ()
    date: date | None = None
    lang: str | None = None
    keywords: tuple[str, ...] = ()
    category: str = ""
    identifier: str = ""
    """A number or address under which the publication files the article ("Briefing no. 14", an ISBN)."""
    rights: str = ""
    publisher: str = ""
    source: str = ""
    series: str = ""
    series_number: str = ""
    """What the article is a part of, and its place there."""
    cover_image: str = ""
    cover_alt: str = ""
    toc: bool | None = None
    toc_depth: int | None = None
    list_of_figures: bool = False
    list_of_tables: bool = False
    number_sections: bool | None = None
    marking: str = ""
    """Handling marking, such as "TLP:GREEN", shown on every page."""
    embargo: str = ""
    draft: bool = False
    reviewer: str = ""
    """Who signs changes and comments; the first author when not given."""
    track_changes: bool = False
    """Whether Word marks every change from the first edit."""
    certified_by: str = ""
    """Who certifies that the EPUB is accessible, after looking; without it nothing is claimed."""
    style: str = ""
    positions: tuple[tuple[str, Position], ...] = ()
    """Where each given field stands in the source, by the name of the field."""
    extra: tuple[tuple[str, Json], ...] = ()
    """Keys that are not known here, kept as they are."""

    def at(self, name: str) -> Position:
        """Where the field `name` was given, or NOWHERE."""
        return dict(self.positions).get(name, NOWHERE)


class Article(Struct, frozen=True):
    """One article. `source` is the file's name as messages show it."""

    metadata: Metadata
    blocks: tuple[Block, ...]
    notes: tuple[NoteBody, ...] = ()
    source: str = ""
    overrides: tuple[tuple[Kind, Metadata], ...] = ()
    """Whole front matters for the kinds of output that the author gave values of their own."""

    def metadata_for(self, kind: Kind) -> Metadata:
        """The front matter in force for one kind of output."""
        return dict(self.overrides).get(kind, self.metadata)


AnyNode: TypeAlias = Block | Inline | ListItem | Definition | Row | Cell | NoteBody
Nodes: TypeAlias = "tuple[AnyNode, ...]"


def children(node: AnyNode) -> Nodes:  # noqa: C901  # a case for each shape
    """The nodes directly inside `node`, in reading order (headings and captions as they are read)."""
    match node:  # first what a long article has most of
        case Text() | CodeSpan() | Image() | NoteReference() | CrossReference() | LineBreak() | Math():
            return ()
        case Paragraph():
            return node.inlines
        case Cell() | ListItem() | KeyPoints() | Group() | NoteBody():
            return node.blocks
        case Section():
            return (*node.heading, *node.blocks)
        case List() | DefinitionList():
            return node.items
        case Definition():
            return (*node.term, *(block for blocks in node.definitions for block in blocks))
        case Quote():
            return (*node.blocks, *node.attribution)
        case Figure():
            return node.caption
        case Table():
            return (*node.caption, *node.head, *node.rows)
        case Row():
            return node.cells
        case Callout():
            return (*node.title, *node.blocks)
        case Comment():
            return (*node.inlines, *node.words)
        case Code() | Rule() | MathBlock():
            return ()
        case _:
            return node.inlines


def walk(nodes: Nodes, inside: Callable[[AnyNode], Nodes] = children) -> Iterator[AnyNode]:
    """Every node of the trees, parents before what is `inside` them, in reading order, to any depth."""
    stack = list(nodes[::-1])
    while stack:
        yield (node := stack.pop())
        stack += inside(node)[::-1]
