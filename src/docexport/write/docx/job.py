"""The state of one run: what every part of the writer shares, fresh for each document.

`Job` is the document in the making; `Scope` says where in it a block stands, and is never changed but
replaced.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Literal, TypeAlias

from docexport.edition import Edition, NoteFacts
from docexport.model import Block
from docexport.notices import Notify
from docexport.records import Struct, field, replace
from docexport.resources import Resources
from docexport.style import Style
from docexport.units import ZERO
from docexport.write.docx.bookmarks import Bookmarks
from docexport.write.docx.faces import Faces
from docexport.write.docx.languages import is_east_asian
from docexport.write.docx.media import MediaStore
from docexport.write.docx.numbering import Numbering
from docexport.write.docx.package import Story
from docexport.write.docx.pages import Pages
from docexport.write.docx.runs import Runs
from docexport.write.docx.styles import StyleSheet
from docexport.write.docx.survey import survey

if TYPE_CHECKING:
    from docx.package import Package


class Scope(Struct, frozen=True):
    """Where a block stands."""

    width: float
    """Of the column, in points."""
    text: str = "BodyTextFirstIndent"
    """The style of a paragraph that follows another one."""
    first: str = "BodyText"
    """The style of a paragraph that follows anything else."""
    follows: bool = False
    """Whether what precedes directly is a paragraph."""
    inset: int = 0
    """How far the blocks stand in, beyond what their styles say; twips."""
    own: int = 0
    """How far the style of the paragraphs here stands in: so far must other blocks stand in too."""
    depth: int = 0
    """How many lists are around."""
    after: int = 0
    """Least distance in twips that the last paragraph keeps to what follows: a table cannot keep any."""
    in_lists_of_own: bool = False
    """Whether lists keep the style of the text around them, because that carries a panel or a cell's type."""
    item_left: int = 0
    """Where the text of the list item around begins, in twips."""
    lang: str = ""
    """Where it is another than the article's."""
    commentary: bool = False
    boxed: str = ""
    """The style whose panel all paragraphs here stand in, also those of other styles."""
    in_note: bool = False
    in_cell: bool = False
    on_ground: bool = False
    """Whether a table of one column draws the ground of the panel around."""

    def inside(self, style: str, *, first: str = "") -> Scope:
        """This place with other styles for its paragraphs, which lists keep too."""
        return replace(self, text=style, first=first or style, own=0, in_lists_of_own=True, depth=0)

    def indented(self, style: str, start: int, end: int) -> Scope:
        """This place between other edges, for paragraphs of a style that stands in by itself; twips."""
        width = self.width - (start + end) / 20
        return replace(self, text=style, first=style, inset=self.block_inset, own=start, width=width, depth=0)

    @property
    def block_inset(self) -> int:
        """How far blocks other than paragraphs of the place's style stand in; twips."""
        return self.inset + self.own


class Notes(Struct):
    """The notes of the document as far as they are written."""

    kind: str
    """`footnote` or `endnote`."""
    numbers: dict[str, int] = field(default_factory=dict)
    """By note name, the ids of those that have a mark in the text."""
    parts: dict[int, str] = field(default_factory=dict)
    """Finished notes by id."""
    open: list[str] = field(default_factory=list)
    """Names of the notes that are being written, outermost first."""
    nested: list[NoteFacts] = field(default_factory=list)
    """What the note being written cites and no text does."""
    placed: set[str] = field(default_factory=set)
    """Names of the notes that stand somewhere else than in a note of their own."""


class Comments(Struct):
    """The comments of the document as far as they are written."""

    parts: list[str] = field(default_factory=list)
    """Finished comments; their place is their id."""
    waiting: list[int] = field(default_factory=list)
    """Ids of those that stand in a note, until the note's mark is written."""
    story: Story = field(default_factory=Story)


Room: TypeAlias = Literal["", "across", "turned"]
"""What a table needs beyond a column: nothing, all columns, or a page that lies on its side."""
WriteBlocks: TypeAlias = "Callable[[Job, Scope, Sequence[Block]], str]"


class Job:
    """One document in the making."""

    def __init__(
        self,
        edition: Edition,
        style: Style,
        resources: Resources,
        notify: Notify,
        package: Package,
        write_blocks: WriteBlocks,
    ) -> None:
        if edition.direction == "rtl":
            style = _untracked(style)
        self._write_blocks = write_blocks
        self.edition, self.style, self.resources, self.notify = edition, style, resources, notify
        self.package = package
        self.faces = Faces(style, east_asian=is_east_asian(edition.lang))
        self.rtl = edition.direction == "rtl"
        measure = style.page.column_width.twips
        self.sheet = StyleSheet(
            style, self.faces, style.page.measure.twips, rtl=self.rtl, number_sections=edition.number_sections
        )
        self.numbering = Numbering(style, self.faces, number_sections=edition.number_sections)
        self.runs = Runs(style, self.faces, self.sheet, edition.lang)
        found = survey(edition)
        self.bookmarks = Bookmarks(edition, found)
        self.story = self.body = Story()
        self.note_story = Story()
        self.notes = Notes("endnote" if style.options.notes == "end" else "footnote")
        self.media = MediaStore(package)
        self.pages = Pages()
        self.cited_in_text = frozenset(found.cited)
        """Names of the notes that the text cites, not only another note."""
        self.opening = ""
        """Finished runs that the next paragraph begins with."""
        self.page_of: dict[str, int] = {}
        """The page of each section and of what is numbered, as far as they are written."""
        self.mixes_directions = self.rtl or found.mixes_scripts
        """Whether any paragraph may run against the document's direction; if not, none is looked at."""
        self.opened = False
        """Whether the first paragraph of the text is written."""
        self.room: Room = ""
        """The room made for a wide table that has not been written yet."""
        self.extents: dict[int, list[tuple[float, float]]] = {}
        """By the identity of a table, the widest word and the widest line of each column, in points."""
        self.after_table = False
        """Whether nothing stands after the last table yet."""
        self.space_wanted = 0
        """Least distance in twips that the next paragraph must keep to what precedes it."""
        self.kept = 0
        """How far the last paragraph keeps from what follows, in twips."""
        self.spared = 0
        """How much of its distance to what precedes the next paragraph need not keep; twips."""
        self.after_ground = False
        """Whether the last thing in a panel is a table that draws the panel's ground."""
        self.column = Scope(width=measure / 20)
        self.comments = Comments()
        self._drawings = itertools.count(1)
        self._revisions = itertools.count(1)

    def write(self, scope: Scope, nodes: Sequence[Block]) -> str:
        """The blocks of something that holds blocks."""
        return self._write_blocks(self, scope, nodes)

    def drawing_id(self) -> int:
        """A number for a drawing, each once."""
        return next(self._drawings)

    def revision_id(self) -> int:
        """A number for a revision, each once."""
        return next(self._revisions)

    def in_note(self) -> AbstractContextManager[None]:
        """A note is written while the paragraph that cites it is not finished yet."""
        return self._elsewhere(self.note_story)

    def in_comment(self) -> AbstractContextManager[None]:
        """A comment is written while the paragraph that it stands in is not finished yet."""
        return self._elsewhere(self.comments.story)

    @contextmanager
    def _elsewhere(self, other: Story) -> Iterator[None]:
        """Something is written into another part.

        Links and pictures belong to another part meanwhile, and what waits for the next paragraph waits on.
        """
        story, opening, wanted, after_table = self.story, self.opening, self.space_wanted, self.after_table
        spared, kept, after_ground = self.spared, self.kept, self.after_ground
        self.story, self.opening, self.space_wanted, self.after_table = other, "", 0, False
        self.spared, self.after_ground = 0, False
        with self.bookmarks.holding(), self.runs.apart():
            yield
        self.story, self.opening, self.space_wanted, self.after_table = story, opening, wanted, after_table
        self.spared, self.kept, self.after_ground = spared, kept, after_ground


def _untracked(style: Style) -> Style:
    """The style without extra space between letters, which would tear letters that join."""
    return replace(style, roles={name: replace(role, tracking=ZERO) for name, role in style.roles.items()})
