"""The facts that an Edition knows: plain data, found by the id of the node they belong to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import Literal, TypeAlias

from docexport.edition.terms import Terms
from docexport.model import NOWHERE, Block, Inline, Kind, Metadata, Position
from docexport.records import Struct, field
from docexport.standards import DEFAULT_PDF_STANDARD, PdfStandard

Direction: TypeAlias = Literal["ltr", "rtl"]
LabelKind: TypeAlias = Literal["figure", "table", "formula"]


class Front(Struct, frozen=True):
    """The parts of the masthead, ready to show; an empty one is not shown."""

    kicker: tuple[Inline, ...] = ()
    title: tuple[Inline, ...] = ()
    subtitle: tuple[Inline, ...] = ()
    standfirst: tuple[Inline, ...] = ()
    byline: str = ""
    """The authors in a phrase of the article's language: "By A, B and C"."""
    date: str = ""
    """The date in words: "28 February 2025"."""
    key_points: tuple[tuple[Inline, ...], ...] = ()
    marking: str = ""
    """The handling marking with the embargo, if any; stands on every page."""
    draft: str = ""
    """The word for a draft, or nothing."""


class SectionFacts(Struct, frozen=True):
    """What is known of a section."""

    id: str
    level: int
    """Depth among sections, 1 to 6; deeper ones count as 6."""
    number: str
    """"2.1", or nothing."""
    title: str
    """Plain text of the heading."""
    commentary: bool
    """Whether it is a commentary part or lies in one."""
    parent: str | None


class Label(Struct, frozen=True):
    """The numbered label of a figure, table or formula."""

    id: str
    kind: LabelKind
    number: str
    text: str
    """"Figure 3"; for a formula "(3)"."""


class NoteFacts(Struct, frozen=True):
    """A note with its number. `references` are the ids of the marks that cite it, in reading order."""

    id: str
    number: int
    name: str
    blocks: tuple[Block, ...]
    references: tuple[str, ...]
    lang: str | None = None


class ContentsEntry(Struct, frozen=True):
    """A line of the table of contents; `title` has no notes, links or pictures in it."""

    id: str
    level: int
    number: str
    title: tuple[Inline, ...]
    children: tuple[ContentsEntry, ...] = ()
    commentary: bool = False


class Reference(Struct, frozen=True):
    """Where a cross-reference leads and the words that stand for it."""

    id: str
    text: str


class PageBreak(Struct, frozen=True):
    """The beginning of a page: its label, the block that it begins in, and the letters left in that block.

    Without a block (`NOWHERE`) the page has no text of its own: what it shows stands before the text (a
    cover, the masthead) or after it (notes at the end).
    """

    label: str
    at: Position = NOWHERE
    left: int = 0


class Pagination(Struct, frozen=True):
    """The pages of a printed edition, in order; `source` identifies that edition."""

    source: str = ""
    breaks: tuple[PageBreak, ...] = ()


class Edition(Struct, frozen=True, kw_only=True, dict=True):
    """An article with every derived fact; see the package's text for how it comes about."""

    kind: Kind
    metadata: Metadata
    lang: str
    """BCP 47; "en" when the article does not say."""
    direction: Direction
    title: str
    """Plain text, never empty."""
    running_title: str
    """The title, shortened at a word for running heads."""
    front: Front
    blocks: tuple[Block, ...]
    notes: tuple[NoteFacts, ...]
    """By number; those cited only inside other notes, then those never cited, come last."""
    sections: Mapping[str, SectionFacts]
    labels: Mapping[str, Label]
    references: Mapping[str, Reference]
    """By the target of the cross-reference."""
    contents: tuple[ContentsEntry, ...]
    """Every section, to any depth; `toc_depth` says how deep to show."""
    figures: tuple[ContentsEntry, ...]
    """The list of figures, numbered by their labels; empty unless the article asks for it."""
    tables: tuple[ContentsEntry, ...]
    """The list of tables, likewise."""
    show_contents: bool
    toc_depth: int
    cover_page: bool
    """Whether the title block has a page of its own."""
    number_sections: bool
    terms: Terms
    identifier: str
    """An absolute URI: a `urn:uuid` made from the content, or the author's own URN, ISBN or address."""
    modified: datetime
    """In UTC, to the second; passed in, so that the same input gives the same bytes."""
    words: int
    """How many words the article has, notes included."""
    source: str
    """The source file's name as messages show it."""
    reviewer: str = ""
    """Who signs insertions, deletions and comments; empty when nobody is named."""
    printed: Pagination | None = None
    """Where the pages of a printed edition begin, for an output that is to list them."""
    pdf_standard: PdfStandard = DEFAULT_PDF_STANDARD
    """What a PDF is to be made to."""
    anchors: frozenset[str] = field(default=frozenset())
    """Every id that something can lead to."""

    @cached_property
    def _notes_by_name(self) -> Mapping[str, NoteFacts]:
        # Looked up once for each mark: made anew each time, it would take minutes for thousands of notes.
        return {note.name: note for note in self.notes}

    def note(self, name: str) -> NoteFacts:
        """The note called `name`; a NoteReference in an Edition always has one."""
        return self._notes_by_name[name]
