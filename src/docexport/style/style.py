"""What a style is: page, tokens, roles and spans, every value resolved and typed.

A role is what a block *is* (`title`, `body`, `caption`); a span is what a few words inside a block are
(`link`, `code`). Roles are complete: each field has a value by the time a writer sees it, and lengths
are absolute. In a span, None means: as in the text around it. Distances follow the writing direction
(`start`, `end`), never left and right. The TOML keys are these field names with hyphens.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

from docexport.records import Struct, field
from docexport.units import ZERO, Length

Align: TypeAlias = Literal["start", "end", "center", "justify"]
Case: TypeAlias = Literal["normal", "upper", "small-caps"]
Figures: TypeAlias = Literal["oldstyle", "lining"]
FigureSpacing: TypeAlias = Literal["proportional", "tabular"]

RoleName: TypeAlias = Literal[
    # The masthead and what stands before the text.
    "masthead", "publication", "kicker", "issue-line", "title", "subtitle", "standfirst", "byline",
    "key-points", "key-points-title", "key-points-item",
    "contents-title", "contents-1", "contents-2", "contents-3",
    # Headings and text.
    "heading-1", "heading-2", "heading-3", "heading-4",
    "body", "body-first", "list-item", "definition-term", "definition",
    "quote", "quote-attribution", "pull-quote", "epigraph", "rule", "code", "math",
    "callout", "callout-title", "callout-body",
    # Opinion, set apart.
    "commentary", "commentary-label", "commentary-heading", "commentary-body", "commentary-body-first",
    # Figures, tables, notes.
    "figure", "caption", "placeholder", "table-head", "table-cell", "footnote", "notes-title",
    "source-note",
    # What stands outside the text.
    "running-head", "folio", "marking", "draft-stamp", "colophon",
]  # fmt: skip

SpanName: TypeAlias = Literal[
    "strong", "emphasis", "link", "code", "mark", "small", "keyboard", "small-caps", "strike",
    "superscript", "subscript", "note-mark", "caption-label", "section-number", "list-marker",
    "code-comment", "code-keyword", "code-string", "code-number", "code-name", "code-operator",
    "insertion", "deletion",
]  # fmt: skip

ROLE_NAMES: tuple[RoleName, ...] = get_args(RoleName)
SPAN_NAMES: tuple[SpanName, ...] = get_args(SpanName)


class Color(Struct, frozen=True):
    """An sRGB color, `#rrggbb` in lower case."""

    hex: str

    @property
    def rgb(self) -> tuple[float, float, float]:
        """Red, green and blue from 0 to 1."""
        return tuple(int(self.hex[i : i + 2], 16) / 255 for i in (1, 3, 5))  # type: ignore[return-value] # three of them

    @property
    def luminance(self) -> float:
        """Relative luminance from 0 to 1 (WCAG 2.2)."""
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in self.rgb)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def contrast(self, other: Color) -> float:
        """Contrast ratio from 1 to 21 (WCAG 2.2)."""
        dark, light = sorted((self.luminance, other.luminance))
        return (light + 0.05) / (dark + 0.05)


class Border(Struct, frozen=True):
    """A rule on one side of a block; `gap` is the space between it and the text or background."""

    width: Length
    color: Color
    gap: Length = ZERO


class Role(Struct, frozen=True):
    """How a block looks. Lengths are absolute; the writing direction decides which side `start` is."""

    name: RoleName
    families: tuple[str, ...]
    """The family, then what to fall back on, in order."""
    size: Length
    leading: Length
    """From baseline to baseline."""
    weight: int
    italic: bool
    color: Color
    background: Color | None
    """A panel behind the block, reaching `padding` beyond the text."""
    tracking: Length
    """Extra space after every letter."""
    case: Case
    figures: Figures
    figure_spacing: FigureSpacing
    features: tuple[str, ...]
    """Further OpenType features, as in "ss01" or "-liga"."""
    align: Align
    hyphenate: bool
    indent: Length
    """Of the first line, against the others; may be negative."""
    inset_start: Length
    """From the edge of the column (or of the block around it) to the text or panel."""
    inset_end: Length
    space_before: Length
    """Least distance to what precedes; of two neighbors, the larger distance counts."""
    space_after: Length
    padding_block: Length
    """Between a panel's edge and its text, above and below."""
    padding_inline: Length
    """Likewise at both sides."""
    border_before: Border | None
    border_after: Border | None
    border_start: Border | None
    border_end: Border | None
    keep_with_next: bool
    keep_together: bool
    marker: str
    """For items: what stands before each; for `rule`: the ornament (empty: a hairline)."""


class Span(Struct, frozen=True):
    """How a few words look; None leaves them as the text around them."""

    name: SpanName
    families: tuple[str, ...] | None = None
    scale: float | None = None
    """Type size as a part of the size around."""
    weight: int | None = None
    italic: bool | None = None
    color: Color | None = None
    background: Color | None = None
    tracking: float | None = None
    """In ems."""
    case: Case | None = None
    figures: Figures | None = None
    figure_spacing: FigureSpacing | None = None
    features: tuple[str, ...] | None = None
    underline: bool | None = None
    strike: bool | None = None


FAINTEST = 4.5
"""The least contrast of text with its ground, unless it is large (WCAG 2.2, 1.4.3)."""


def color_in(around: Color, ground: Color | None, span: Span) -> Color:
    """The color of a span: that of the text around where its own would be lost on the block's ground.

    So a link in the dark head of a table has the head's color.
    """
    if span.color is None:
        return around
    behind = span.background or ground
    return around if behind and span.color.contrast(behind) < FAINTEST else span.color


class Page(Struct, frozen=True):
    """The sheet and its type area, in absolute lengths."""

    width: Length
    height: Length
    margin_top: Length
    """From the sheet's edge to the first line's ascent; the header stands above it."""
    margin_bottom: Length
    margin_inner: Length
    """The start side of single-sided pages, the binding side of double-sided ones."""
    margin_outer: Length
    header: Length
    """From the top edge to the baseline of the header."""
    footer: Length
    """From the bottom edge to the baseline of the footer."""
    columns: int
    column_gap: Length
    column_rule: Border | None
    grid: Length
    """The distance of the baseline grid, normally the leading of `body`."""
    two_sided: bool

    @property
    def cover_drop(self) -> Length:
        """How far the title stands below the line above it, where the title block has a page of its own."""
        return (self.height - self.margin_top - self.margin_bottom) / 4

    @property
    def measure(self) -> Length:
        """The width of the type area."""
        return self.width - self.margin_inner - self.margin_outer

    @property
    def column_width(self) -> Length:
        """The width of one column."""
        return (self.measure - self.column_gap * (self.columns - 1)) / self.columns


class Furniture(Struct, frozen=True):
    """What stands at the head and foot of each page.

    Templates with {title}, {section}, {publication}, {identifier}, {date}, {marking}, {page}, {pages};
    a part whose fields are all empty disappears. The `first_` ones hold for the first page.
    """

    header_start: str
    header_center: str
    header_end: str
    footer_start: str
    footer_center: str
    footer_end: str
    first_header_start: str
    first_header_center: str
    first_header_end: str
    first_footer_start: str
    first_footer_center: str
    first_footer_end: str
    masthead_end: str
    """At the end of the masthead's line, opposite the kicker."""


class Options(Struct, frozen=True):
    """Choices that are not a matter of one role."""

    number_sections: bool
    toc: Literal["none", "report", "all"]
    """In which outputs a table of contents is shown, unless the article says."""
    toc_depth: int
    cover_page: Literal["none", "report", "all"]
    """In which outputs the title block has a page of its own; the EPUB has a cover and a title page."""
    notes: Literal["foot", "end"]
    """Where the PDF and the DOCX put notes; the EPUB has them as linked asides."""
    protrusion: bool
    """Hang punctuation into the margin of justified text."""
    expansion: float
    """By how much justified type may be set wider or narrower, as a part of 1 (0.02 is 2 %)."""
    drop_cap: int
    """Lines that the first letter of the text spans; 0 for none."""
    widows: int
    """Fewest lines of a paragraph at the head of a page."""
    orphans: int
    """Fewest lines of a paragraph at the foot of a page."""
    table_rules: Literal["rows", "head", "none"]
    """Hairlines between all rows, only around the head and at the foot, or nowhere."""
    table_zebra: bool
    caption_separator: str
    """Between "Table 1" and the caption's words."""
    embed_fonts: bool
    """Carry the fonts in the DOCX (the PDF always does, the EPUB as `epub_fonts` says)."""
    epub_fonts: bool
    writing_mode: Literal["horizontal", "vertical"]
    """How the lines of a Chinese, Japanese or Korean EPUB run; other outputs and languages are horizontal."""
    figure_caption: Literal["above", "below"]
    table_caption: Literal["above", "below"]
    review: Literal["accept", "changes", "all"]
    """What the PDF and the EPUB show of a reviewer's marks: nothing, changes, or comments as notes too."""


class Publication(Struct, frozen=True):
    """Who publishes; what of it is shown is the furniture's and the masthead's matter."""

    name: str
    tagline: str
    address: str
    rights: str


def number_room(role: Role, depth: int) -> Length:
    """How wide the column is in which the number of a heading stands, or of its line in the contents.

    Depth 1 has room for "1" and "10", every further level for a point and two figures more.
    """
    return role.size * (1.3 + 0.75 * (depth - 1))


class Style(Struct, frozen=True):
    """One style, resolved: everything a writer needs to know about looks."""

    name: str
    description: str
    extends: tuple[str, ...]
    """Names of the styles below it, nearest first."""
    fonts: Mapping[str, tuple[str, ...]]
    """Font tokens: `text`, `heading`, `code`, each a family and its fallbacks."""
    colors: Mapping[str, Color]
    """Color tokens: `paper`, `ink`, `muted`, `accent`, `tint`, `hairline`, and the style's own."""
    sizes: Mapping[str, Length]
    """Size tokens: `body`, `small`, `title` and so on, which roles name."""
    page: Page
    furniture: Furniture
    options: Options
    publication: Publication
    roles: Mapping[RoleName, Role]
    spans: Mapping[SpanName, Span]
    font_folders: tuple[str, ...] = ()
    """Folders with the publication's own font files, searched before installed ones."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """Where each value came from, by way of the token it names: "base.toml:262 → house.toml:9"."""

    def heading(self, level: int, *, commentary: bool = False) -> Role:
        """The role of a heading at a depth of 1 or more; deeper ones look like the fourth."""
        if commentary and level == 2:
            return self.roles["commentary-heading"]
        names: tuple[RoleName, ...] = ("heading-1", "heading-2", "heading-3", "heading-4")
        return self.roles[names[min(level, 4) - 1]]
