"""A Word style as data: what `catalog` lists, and what several of its styles share."""

from __future__ import annotations

from docexport.records import Struct, replace
from docexport.style import Role, SpanName, Style
from docexport.units import Length

HEADING_LEVELS = 6


class ParagraphStyle(Struct, frozen=True):
    """A paragraph style: what it is called, where it belongs, and the role it shows."""

    name: str
    """As Word spells it: built-in names of headings, contents, captions and notes are in lower case."""
    role: Role
    based_on: str = "Normal"
    next: str = ""
    panel: Role | None = None
    """The role whose panel (borders, background, padding) the style shows; its own unless stated."""
    priority: int = 99
    quick: bool = False
    """Whether it stands in the style gallery."""
    hidden: bool = False
    """Whether it is kept out of Word's lists, because nobody would choose it by hand."""
    outline: int | None = None
    linked: bool = False
    """Whether a character style of the same look goes with it, for words inside another paragraph."""
    tabs: str = ""
    """Finished tab stops."""
    holds_pictures: bool = False
    """Whether its lines grow with what stands in them, whatever the style's leading."""
    footless: bool = False
    """Whether the panel has no edge below its paragraphs, because something else is its foot."""
    dropped: int = 0
    """For a letter in a frame beside the text: how many lines it is high."""
    list_level: tuple[str, int] | None = None
    """The numbering definition (a name in `numbering`) and level that the style is bound to."""

    @property
    def id(self) -> str:
        """The style's identifier in the file."""
        return style_id(self.name)


class CharacterStyle(Struct, frozen=True):
    """A character style and the span it shows."""

    name: str
    span: SpanName
    priority: int = 99
    quick: bool = False

    @property
    def id(self) -> str:
        """The style's identifier in the file."""
        return style_id(self.name)


def style_id(name: str) -> str:
    """The identifier that Word itself gives a style of that name."""
    words = name.replace("toc", "TOC").split(" ")
    return "".join(word[:1].upper() + word[1:] for word in words)


def first_of(panel: Role, role: Role) -> Role:
    """The role at the head of a panel, which keeps the panel's distance from what precedes."""
    return replace(role, space_before=max(panel.space_before, role.space_before))


def lowest(style: Style) -> Role:
    """Paragraphs as low as can be, that nobody is to see."""
    return replace(bare(style.roles["table-cell"]), size=Length(1), leading=Length(1), keep_with_next=False)


def bare(role: Role) -> Role:
    """The role without borders and ground."""
    return replace(
        role, background=None, border_before=None, border_after=None, border_start=None, border_end=None,
    )  # fmt: skip


def tab(kind: str, position: int) -> str:
    """A tab stop, its position in twips."""
    return f'<w:tab w:val="{kind}" w:pos="{position}"/>'
