"""The state of one run: what is being written, what surrounds the place, and what has been used so far."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal, TypeAlias

from docexport.edition import ContentsEntry, Edition, NoteFacts
from docexport.fonts import FontLibrary
from docexport.model import AnyNode, Block, Group, Inline, Position, Span
from docexport.notices import FontReplaced, Notice, Notify
from docexport.records import Struct, field
from docexport.style import Role, RoleName, SpanName, Style
from docexport.write.epub.markup import attribute, escape, language, primary
from docexport.write.epub.pages import Cuts, PageMarks
from docexport.write.epub.pictures import Pictures
from docexport.write.epub.rules import Course

FaceKey: TypeAlias = tuple[tuple[str, ...], int, bool]
"""Families, weight, italic: what a style sheet asks for."""

Feature: TypeAlias = Literal[
    "pictures", "missing-alt", "tables", "math", "notes", "code", "mixed-direction", "tasks", "descriptions"
]
"""What a book has in it, as far as its metadata and its style sheet want to know."""


_UPRIGHT = frozenset({"ja", "ko", "zh"})
"""Languages whose lines may run downward."""


TEXTS = "text/"
"""The folder of the text files, seen from the package document."""


class Document(Struct):
    """One XHTML file while it is written."""

    name: str
    title: str
    lang: str | None = None
    body: str = ""
    kind: str = "bodymatter"
    """The `epub:type` of its body: a division of the book (EPUB SSV 1.1, section 2)."""
    entry: ContentsEntry | None = None
    """The line of the contents that leads to it, where it is a section's file."""
    folder: str = TEXTS
    listed: str | None = None
    """Its line in the contents where that is not its title; empty for none."""
    properties: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    cited: dict[str, NoteFacts] = field(default_factory=dict)
    """The notes that belong at the end of this file, by name."""


class Run(Struct):
    """One book being written."""

    edition: Edition
    style: Style
    notify: Notify
    pictures: Pictures
    fonts: FontLibrary
    pages: PageMarks = field(default_factory=PageMarks)
    cuts: Cuts | None = None
    """Where pages begin in the block that is being written, if any do."""
    document: Document = field(default_factory=lambda: Document("", ""))
    faces: dict[FaceKey, set[str]] = field(default_factory=dict)
    """The characters set in each face, so that only they are embedded."""
    features: set[Feature] = field(default_factory=set)
    notes: dict[str, NoteFacts] = field(default_factory=dict)
    placed: set[str] = field(default_factory=set)
    """Names of the notes that have a place in some file."""
    widths: dict[str, str] = field(default_factory=dict)
    """CSS widths of pictures and columns, and the classes that carry them."""
    paragraph: RoleName = "body"
    """What a paragraph is, here."""
    item: RoleName = "list-item"
    """What a paragraph in a list is, here."""
    linked: bool = False
    """Whether this place is inside a link, where no other can be."""
    face: FaceKey = ((), 400, False)
    characters: set[str] = field(default_factory=set)
    upper: bool = False
    """Whether capitals may stand for the small letters of the text."""

    def __post_init__(self) -> None:
        self.notes.update((note.name, note) for note in self.edition.notes)
        self.line("body")

    def notify_fonts(self, notice: Notice) -> None:
        """Tell of replaced fonts only: a character that no font has here may well be in the reader's."""
        if isinstance(notice, FontReplaced):
            self.notify(notice)

    @property
    def course(self) -> Course:
        """How the lines of this book run."""
        wanted = self.style.options.writing_mode == "vertical"
        return "vertical" if wanted and primary(self.edition.lang) in _UPRIGHT else self.edition.direction

    # --- Text and faces

    def text(self, text: str) -> str:
        """Text as content; its characters are noted for the face that is in force."""
        self.characters.update(text)
        if self.upper:
            self.characters.update(text.upper())
        return escape(text)

    def line(self, name: RoleName) -> Role:
        """From here on text is set as this role says."""
        role = self.style.roles[name]
        self._use((role.families, role.weight, role.italic))
        self.upper = role.case != "normal"
        return role

    @contextmanager
    def span(self, name: SpanName) -> Iterator[None]:
        """Within, text is set as around it, changed as this span says."""
        span, face, upper = self.style.spans[name], self.face, self.upper
        families, weight, italic = face
        italic = italic if span.italic is None else span.italic
        self._use((span.families or families, span.weight or weight, italic))
        self.upper = upper or span.case not in (None, "normal")
        yield
        self._use(face)
        self.upper = upper

    def _use(self, face: FaceKey) -> None:
        if face != self.face or not self.faces:
            self.face = face
            self.characters = self.faces.setdefault(face, set())

    def words(self, text: str) -> str:
        """Text of the article, with marks where pages of the print edition begin in it."""
        if self.cuts is None:
            return self.text(text)
        return "".join([self.text(piece) + mark for piece, mark in self.cuts.pieces(text)])

    def page_marks(self, at: Position) -> str:
        """The marks of pages that begin in the block known by `at`, to stand before it."""
        return "".join(self.pages.mark(page, self.fresh) for page in self.pages.due(at))

    # --- Surroundings

    @contextmanager
    def within(self, paragraph: RoleName, item: RoleName | None = None) -> Iterator[None]:
        """Within, paragraphs and list items have these roles."""
        before = self.paragraph, self.item
        self.paragraph, self.item = paragraph, item or self.item
        yield
        self.paragraph, self.item = before

    @contextmanager
    def writing(self, document: Document) -> Iterator[Document]:
        """Within, everything goes into this document."""
        before, self.document = self.document, document
        yield document
        self.document = before

    # --- Attributes

    def attributes(self, node: AnyNode, *classes: str) -> str:
        """The class, id, language and direction of a node, ready to stand in its tag."""
        own = node.classes if isinstance(node, Group | Span) else ()
        # The author's classes cannot collide with the style sheet's: theirs have a prefix.
        names = [*filter(None, classes), *(f"x-{name}" for name in own if name.isidentifier())]
        result = f' class="{" ".join(names)}"' if names else ""
        if node.id is not None:
            result += self.anchor(node.id)
        return result + self.language(node) if node.lang else result

    def anchor(self, name: str) -> str:
        """The id attribute of something that links may lead to."""
        self.document.ids.add(name)
        return attribute("id", name)

    def fresh(self, base: str) -> str:
        """An id of our own that is no anchor of the article."""
        name, count = base, 1
        while name in self.edition.anchors or name in self.document.ids:
            count += 1
            name = f"{base}-{count}"
        self.document.ids.add(name)
        return name

    def language(self, node: AnyNode) -> str:
        """Language and direction, where the node says."""
        found = language(node.lang)
        if found and f'dir="{self.edition.direction}"' not in found:
            self.features.add("mixed-direction")
        return found

    def term(self, words: str) -> str:
        """Words that are not the author's, marked where they are not in the article's language."""
        terms = self.edition.terms.lang
        if primary(terms) == primary(self.edition.lang):
            return self.text(words)
        return f"<span{language(terms)}>{self.text(words)}</span>"

    def width(self, css: str) -> str:
        """The class that gives something this width."""
        return self.widths.setdefault(css, f"width-{len(self.widths) + 1}")


Blocks: TypeAlias = tuple[Block, ...]
Inlines: TypeAlias = tuple[Inline, ...]
