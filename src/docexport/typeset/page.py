"""What layout hands to a writer: pages of placed things, and the tree that says what each thing is.

Coordinates are in points from the sheet's top left corner, y downward; a run's y is its baseline. Every
placed thing belongs either to an `Element` of the logical structure, in reading order, or to none: then
it is an artifact (running head, folio, rule, background, repeated table head).

The structure tree is the document's meaning and does not depend on pages: an element may be placed on
several pages, and its content marks follow reading order within it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias, overload

from docexport.fonts import Face, Glyph
from docexport.model import NOWHERE, Position
from docexport.records import Struct, field, replace
from docexport.resources import Picture
from docexport.style import Color

Tag: TypeAlias = Literal[
    "document", "part", "section", "division", "title", "heading", "paragraph",
    "list", "list-item", "label", "list-body",
    "quote", "attribution", "callout", "key-points", "code", "caption", "figure", "formula",
    "table", "table-head", "table-body", "row", "header-cell", "cell",
    "note", "note-label", "note-reference", "link", "span", "emphasis", "strong", "sub", "sup", "code-span",
    "insertion", "deletion", "abbreviation", "contents", "contents-entry", "contents-reference",
]  # fmt: skip
"""What an element is, in words of the article; the PDF writer maps them to structure types."""

ArtifactKind: TypeAlias = Literal["header", "footer", "background", "rule", "break", "layout", "repeat"]


class Element(Struct, eq=False):
    """A node of the logical structure; children in reading order, elements and text mixed by placement.

    Block elements are attached when laid out in reading order; inline ones (links, spans, note references)
    when their paragraph is, so that they interleave with its text.
    """

    tag: Tag
    parent: Element | None = None
    children: list[Element] = field(default_factory=list)
    level: int = 0
    """Of a heading: 1 to 6."""
    id: str | None = None
    """The anchor that links, the outline and cross-references lead to."""
    lang: str | None = None
    alt: str | None = None
    """Of figures and formulas."""
    expansion: str | None = None
    """Of abbreviations."""
    title: str | None = None
    labeling: Literal["ordered", "unordered", "description"] = "unordered"
    """Of lists: what the labels of the items are: numbers, signs, or the terms that they describe."""
    colspan: int = 1
    rowspan: int = 1
    scope: Literal["column", "row", "both"] | None = None
    target: str | None = None
    """Of links: an address, or `#id`; of note references and notes: the `#id` of the other end."""
    at: Position = NOWHERE
    """Of blocks of text, figures, code and formulas: where the article's words begin in the source."""
    contents: str | None = None
    """Of links: what a reader announces (the link's text, or its title)."""

    def add(self, tag: Tag, **values: object) -> Element:
        """Append a child element and return it."""
        child = Element(tag, self)
        for name, value in values.items():
            setattr(child, name, value)
        self.children.append(child)
        return child


class Shaped(Struct, eq=False, gc=False):
    """Glyphs of one face in visual order: a word, part of one, or a space.

    Advances in points, with tracking, before any horizontal scaling. The same word is the same object
    wherever it stands, so that what was found out about it need not be found out again.
    """

    face: Face
    size: float
    rise: float
    glyphs: tuple[Glyph, ...]
    advances: tuple[float, ...]
    width: float
    painted: object | None = None
    """What a writer remembers of it while it paints."""

    @classmethod
    def of(cls, face: Face, size: float, glyphs: tuple[Glyph, ...], advances: tuple[float, ...]) -> Shaped:
        """Glyphs on the baseline that are as wide as their advances."""
        return cls(face, size, 0.0, glyphs, advances, sum(advances))


Segment: TypeAlias = tuple[Shaped, float]
"""A word or space of a line and how wide it is set, in points: justified and scaled. What that is more or
less than its glyphs' scaled advances comes after its last glyph."""


class EvenSegments(Sequence[Segment]):
    """The segments of words with the same space between them, put together only where one asks for them."""

    __slots__ = ("gap", "scale", "space", "words")

    def __init__(self, words: Sequence[Shaped], scale: float, space: Shaped, gap: float) -> None:
        self.words = words
        self.scale = scale
        """The horizontal scaling of the words; a space is `gap` points wide."""
        self.space = space
        self.gap = gap

    def __len__(self) -> int:
        return max(2 * len(self.words) - 1, 0)

    @overload
    def __getitem__(self, at: int) -> Segment: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Segment]: ...
    def __getitem__(self, at: int | slice) -> Segment | Sequence[Segment]:
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        place = range(len(self))[at]
        if place % 2:
            return self.space, self.gap
        word = self.words[place // 2]
        return word, word.width * self.scale


class TextRun(Struct, frozen=True):
    """Glyphs of one face, size and color on one baseline, in visual order.

    `scale` is the horizontal scaling (1 is none). `text` of each glyph is what it extracts as; the run's
    `tail` (a space, or nothing after a soft hyphen) ends the line in the text layer without being seen.
    """

    x: float
    y: float
    face: Face
    size: float
    color: Color
    segments: Sequence[Segment]
    element: Element | None
    artifact: ArtifactKind | None = None
    tail: str = ""
    scale: float = 1.0
    rise: float = 0.0
    rtl: bool = False
    """Whether the glyphs, being in visual order, read from right to left."""

    @property
    def width(self) -> float:
        """From the run's origin to its end, in points."""
        return sum([width for _, width in self.segments])

    @property
    def glyphs(self) -> tuple[Glyph, ...]:
        """The glyphs of all segments."""
        return tuple([glyph for shaped, _ in self.segments for glyph in shaped.glyphs])

    @property
    def advances(self) -> tuple[float, ...]:
        """How far the pen moves on after each glyph, in points: justified and scaled."""
        advances: list[float] = []
        for shaped, width in self.segments:
            advances += [advance * self.scale for advance in shaped.advances]
            if shaped.advances:
                advances[-1] += width - shaped.width * self.scale
        return tuple(advances)

    def part(self, start: int, stop: int) -> TextRun:
        """The glyphs from one number to another as a run in the same place."""
        glyphs, advances = self.glyphs, self.advances
        unscaled = tuple(advance / self.scale for advance in advances[start:stop])
        shaped = Shaped.of(self.face, self.size, glyphs[start:stop], unscaled)
        segment = shaped, sum(advances[start:stop])
        return replace(self, x=self.x + sum(advances[:start]), segments=(segment,))


class Rectangle(Struct, frozen=True):
    """A filled rectangle; always an artifact. x, y is its top left corner."""

    x: float
    y: float
    width: float
    height: float
    color: Color
    artifact: ArtifactKind = "background"


class PlacedPicture(Struct, frozen=True):
    """A picture in a box; `element` is its figure, or None for a decorative one."""

    x: float
    y: float
    width: float
    height: float
    picture: Picture
    element: Element | None


class PlacedFormula(Struct, frozen=True):
    """A formula drawn from outlines; x, y is the start of its baseline, `size` the type size."""

    x: float
    y: float
    size: float
    tex: str
    display: bool
    color: Color
    element: Element | None


class LinkArea(Struct, frozen=True):
    """A rectangle that leads somewhere: one per line that the link's words stand on."""

    x: float
    y: float
    width: float
    height: float
    element: Element


Placed: TypeAlias = TextRun | Rectangle | PlacedPicture | PlacedFormula


class LaidPage(Struct):
    """One page; `items` in the order of painting, which for tagged things is reading order."""

    number: int
    label: str
    width: float
    height: float
    items: list[Placed] = field(default_factory=list)
    links: list[LinkArea] = field(default_factory=list)


class Destination(Struct, frozen=True):
    """Where an anchor is: the page (from 0) and the point on it."""

    page: int
    x: float
    y: float


class LaidDocument(Struct, frozen=True):
    """All pages, the structure tree's root, and where each anchor ended up."""

    pages: tuple[LaidPage, ...]
    root: Element
    destinations: Mapping[str, Destination]
