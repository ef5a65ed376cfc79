"""Which Word style each role of the style becomes: one table, read at a glance.

Built-in names where Word has them, so that its own commands (captions, contents, lists, notes) find them;
names of our own where it has none. Ids are the names without spaces.
"""

from __future__ import annotations

from collections.abc import Iterator

from docexport.records import replace
from docexport.style import Role, RoleName, SpanName, Style, number_room
from docexport.units import ZERO
from docexport.write.docx.commentary import commentary_styles
from docexport.write.docx.entries import (
    HEADING_LEVELS,
    CharacterStyle,
    ParagraphStyle,
    bare,
    first_of,
    lowest,
    tab,
)
from docexport.write.docx.paper import turned_measure

CALLOUT_KINDS = ("Note", "Tip", "Important", "Warning", "Caution")
LIST_LEVELS = 5
"""How many list styles Word has of each kind; deeper items use the last one."""
TOC_LEVELS = 6


CHARACTER_STYLES = (
    CharacterStyle("Strong", "strong", 22, quick=True),
    CharacterStyle("Emphasis", "emphasis", 20, quick=True),
    CharacterStyle("Hyperlink", "link"),
    CharacterStyle("Inline Code", "code", 23, quick=True),
    CharacterStyle("Highlight", "mark"),
    CharacterStyle("Small", "small"),
    CharacterStyle("HTML Keyboard", "keyboard"),
    CharacterStyle("Small Caps", "small-caps"),
    CharacterStyle("Strikethrough", "strike"),
    CharacterStyle("Superscript", "superscript"),
    CharacterStyle("Subscript", "subscript"),
    CharacterStyle("footnote reference", "note-mark"),
    CharacterStyle("endnote reference", "note-mark"),
    CharacterStyle("Caption Label", "caption-label"),
    CharacterStyle("Section Number", "section-number"),
    CharacterStyle("Code Comment", "code-comment"),
    CharacterStyle("Code Keyword", "code-keyword"),
    CharacterStyle("Code String", "code-string"),
    CharacterStyle("Code Number", "code-number"),
    CharacterStyle("Code Name", "code-name"),
    CharacterStyle("Code Operator", "code-operator"),
    CharacterStyle("Insertion", "insertion"),
    CharacterStyle("Deletion", "deletion"),
    CharacterStyle("annotation reference", "small"),
)

SPAN_STYLES: dict[SpanName, str] = {style.span: style.id for style in reversed(CHARACTER_STYLES)}
"""The character style of each span; of two for one span, the first."""


ROLE_CHARACTERS: tuple[tuple[str, RoleName], ...] = (
    ("page number", "folio"),
    ("Marking", "marking"),
    ("Draft Stamp", "draft-stamp"),
)
"""Character styles that show a whole role inside a paragraph of another one."""


def paragraph_styles(style: Style, measure: int, *, numbered: bool) -> Iterator[ParagraphStyle]:
    """Every paragraph style, each after the ones it is based on; `measure` is in twips.

    `numbered` says that headings have numbers, which need a tab stop of their own in the contents.
    """
    yield from _text(style)
    yield from _masthead(style, measure)
    yield from _panels(style)
    yield from _headings(style)
    yield from _contents(style, measure, numbered=numbered)
    yield _table_of_figures(style, measure)
    yield from _lists(style)
    yield from _quotes(style)
    yield from _displays(style)
    yield from _callouts(style)
    yield from _plain_panel(style)
    yield from commentary_styles(style)
    yield from _tables(style)
    yield from _outside(style, measure)


def _text(style: Style) -> Iterator[ParagraphStyle]:
    first, body = style.roles["body-first"], style.roles["body"]
    yield ParagraphStyle("Normal", first, based_on="", priority=0, quick=True)
    yield ParagraphStyle("Body Text", first, next="BodyTextFirstIndent", priority=1, quick=True)
    yield ParagraphStyle("Body Text First Indent", body, "BodyText", priority=1, quick=True)
    lines = max(style.options.drop_cap, 2)
    letter = replace(
        first, leading=first.leading * lines, color=style.colors["accent"], align="start", indent=ZERO,
        keep_with_next=True, hyphenate=False,
    )  # fmt: skip
    yield ParagraphStyle("Drop Cap", letter, "BodyText", next="BodyText", priority=2, dropped=lines)


def _masthead(style: Style, measure: int) -> Iterator[ParagraphStyle]:
    roles, end = style.roles, tab("right", measure)
    yield ParagraphStyle("Masthead", roles["masthead"], next="Title", tabs=end)
    yield ParagraphStyle("Publication", roles["publication"], next="Title", tabs=end, linked=True)
    yield ParagraphStyle("Kicker", roles["kicker"], next="Title", linked=True)
    yield ParagraphStyle("Issue Line", roles["issue-line"], next="Title", linked=True)
    yield ParagraphStyle("Title", roles["title"], next="Subtitle", priority=10, quick=True)
    yield ParagraphStyle("Subtitle", roles["subtitle"], next="Standfirst", priority=11, quick=True)
    yield ParagraphStyle("Standfirst", roles["standfirst"], next="Byline", priority=12, quick=True)
    yield ParagraphStyle("Byline", roles["byline"], next="BodyText", priority=12, quick=True)


def _panels(style: Style) -> Iterator[ParagraphStyle]:
    panel = style.roles["key-points"]
    title = first_of(panel, style.roles["key-points-title"])
    plain = replace(
        panel, space_before=title.space_after, space_after=style.roles["key-points-item"].space_after
    )
    item = replace(style.roles["key-points-item"], keep_together=panel.keep_together)
    yield ParagraphStyle(
        "Key Points Title", title, next="KeyPoints", panel=panel, priority=13, quick=True, linked=True
    )
    yield ParagraphStyle(
        "Key Points", item, panel=panel, priority=13, quick=True, list_level=("key points", 0)
    )
    yield ParagraphStyle("Key Points Text", bare(plain), panel=panel, priority=13)


def _headings(style: Style) -> Iterator[ParagraphStyle]:
    for level in range(1, HEADING_LEVELS + 1):
        yield ParagraphStyle(
            f"heading {level}", style.heading(level), next="BodyText", priority=9, quick=level <= 4,
            outline=level - 1, list_level=("headings", level - 1),
        )  # fmt: skip


def _contents(style: Style, measure: int, *, numbered: bool) -> Iterator[ParagraphStyle]:
    roles = style.roles
    yield ParagraphStyle("TOC Heading", roles["contents-title"], next="Normal", priority=39)
    entries: tuple[RoleName, ...] = ("contents-1", "contents-2", "contents-3")
    for level in range(1, TOC_LEVELS + 1):
        role = roles[entries[min(level, 3) - 1]]
        stops = ""
        if numbered:
            room = number_room(role, level)
            role = replace(role, inset_start=role.inset_start + room, indent=-room)
            stops = tab("left", role.inset_start.twips)
        stops += f'<w:tab w:val="right" w:leader="dot" w:pos="{measure}"/>'
        yield ParagraphStyle(f"toc {level}", role, next="Normal", priority=39, tabs=stops)


def _table_of_figures(style: Style, measure: int) -> ParagraphStyle:
    stops = f'<w:tab w:val="right" w:leader="dot" w:pos="{measure}"/>'
    return ParagraphStyle(
        "table of figures", style.roles["contents-1"], next="Normal", priority=99, tabs=stops
    )


def _lists(style: Style) -> Iterator[ParagraphStyle]:
    item = style.roles["list-item"]
    for kind, definition in (("List Bullet", "bullets"), ("List Number", "numbers"), ("List Continue", "")):
        for level in range(1, LIST_LEVELS + 1):
            deep = replace(item, inset_start=item.inset_start * level)
            name, place = kind if level == 1 else f"{kind} {level}", (definition, level - 1)
            bound = place if definition else None
            yield ParagraphStyle(name, deep, priority=5, quick=level == 1, list_level=bound)
    hanging = replace(item, indent=-item.inset_start)
    yield ParagraphStyle("Task List", hanging, priority=5)
    yield ParagraphStyle("Definition Term", style.roles["definition-term"], next="Definition", priority=6)
    yield ParagraphStyle("Definition", style.roles["definition"], priority=6)


def _quotes(style: Style) -> Iterator[ParagraphStyle]:
    roles = style.roles
    yield ParagraphStyle("Quote", roles["quote"], priority=29, quick=True)
    attribution = replace(roles["quote-attribution"], inset_start=roles["quote"].inset_start)
    yield ParagraphStyle("Quote Attribution", attribution, next="BodyText", priority=29)
    yield ParagraphStyle("Pull Quote", roles["pull-quote"], next="BodyText", priority=30, quick=True)
    yield ParagraphStyle("Epigraph", roles["epigraph"], next="BodyText", priority=30)


def _displays(style: Style) -> Iterator[ParagraphStyle]:
    roles = style.roles
    caption, figure = roles["caption"], roles["figure"]
    below = replace(caption, space_after=max(caption.space_after, figure.space_after))
    above = replace(caption, space_before=max(caption.space_before, figure.space_before), keep_with_next=True)
    yield ParagraphStyle("Figure", figure, next="BodyText", holds_pictures=True)
    captioned = replace(figure, space_after=caption.space_before, keep_with_next=True)
    yield ParagraphStyle("Captioned Figure", captioned, "Figure", next="Caption", holds_pictures=True)
    yield ParagraphStyle("caption", below, next="BodyText", priority=35, quick=True)
    yield ParagraphStyle("Caption Above", above, "Caption", next="BodyText", priority=35)
    described = replace(caption, keep_with_next=True)
    yield ParagraphStyle("Described Caption", described, "Caption", next="SourceNote", priority=35)
    frame = replace(
        roles["placeholder"], space_before=max(roles["placeholder"].space_before, figure.space_before)
    )
    alone = replace(frame, space_after=max(frame.space_after, figure.space_after))
    yield ParagraphStyle("Placeholder", alone, next="Caption")
    above = replace(frame, space_after=max(frame.space_after, caption.space_before), keep_with_next=True)
    yield ParagraphStyle("Captioned Placeholder", above, "Placeholder", next="Caption")
    yield ParagraphStyle("Code", roles["code"], priority=36, quick=True)
    column = style.page.column_width.twips
    stops = tab("center", column // 2) + tab("right", column)
    formula = replace(roles["math"], align="start")
    yield ParagraphStyle("Formula", roles["math"], next="BodyText", priority=37, holds_pictures=True)
    yield ParagraphStyle(
        "Formula Numbered", formula, "Formula", next="BodyText", priority=37, tabs=stops, holds_pictures=True
    )
    yield ParagraphStyle("Ornament", roles["rule"], next="BodyText", priority=38)


def _callouts(style: Style) -> Iterator[ParagraphStyle]:
    for kind in CALLOUT_KINDS:
        panel = callout_panel(style, kind.lower())
        color = style.colors.get(kind.lower(), style.roles["callout-title"].color)
        title = replace(first_of(panel, style.roles["callout-title"]), color=color)
        body = replace(style.roles["callout-body"], indent=panel.indent)
        yield ParagraphStyle(
            f"Callout {kind} Title", title, next=f"Callout{kind}", panel=panel, priority=40, linked=True
        )
        yield ParagraphStyle(f"Callout {kind}", body, panel=panel, priority=40)


def _plain_panel(style: Style) -> Iterator[ParagraphStyle]:
    """For panels that are tables of one cell: the table draws the panel."""
    body = bare(style.roles["callout-body"])
    # The title's own look comes from a character style, with which another bold would cancel out.
    title = replace(body, space_after=style.roles["callout-title"].space_after, keep_with_next=True)
    yield ParagraphStyle("Panel Text", body, priority=40)
    yield ParagraphStyle("Panel Title", title, "PanelText", next="PanelText", priority=40)


def callout_panel(style: Style, kind: str) -> Role:
    """The panel of one kind of callout: its rule has the color of the kind."""
    panel = style.roles["callout"]
    if panel.border_start is None or kind not in style.colors:
        return panel
    return replace(panel, border_start=replace(panel.border_start, color=style.colors[kind]))


def _tables(style: Style) -> Iterator[ParagraphStyle]:
    """The table style draws the rules and pads the cells: these carry the type alone."""
    for name, role in (
        ("Table Text", style.roles["table-cell"]),
        ("Table Heading", style.roles["table-head"]),
    ):
        plain = bare(replace(role, space_before=role.padding_block, space_after=role.padding_block))
        based_on = name.replace(" ", "")
        yield ParagraphStyle(name, plain, priority=41)
        yield ParagraphStyle(f"{name} Centered", replace(plain, align="center"), based_on, priority=41)
        yield ParagraphStyle(f"{name} End", replace(plain, align="end"), based_on, priority=41)
    yield ParagraphStyle("Table Gap", lowest(style), hidden=True)


def _outside(style: Style, measure: int) -> Iterator[ParagraphStyle]:
    roles = style.roles
    stops = tab("center", measure // 2) + tab("right", measure)
    yield ParagraphStyle("footnote text", roles["footnote"], priority=99)
    yield ParagraphStyle("endnote text", roles["footnote"], priority=99)
    yield ParagraphStyle("annotation text", roles["footnote"], priority=99)
    separator = replace(roles["footnote"], space_before=ZERO, space_after=ZERO, indent=ZERO)
    yield ParagraphStyle("Note Separator", separator, hidden=True)
    yield ParagraphStyle("Notes Title", roles["notes-title"], next="EndnoteText", priority=99, outline=0)
    note = roles["source-note"]
    note = replace(note, space_after=max(note.space_after, roles["figure"].space_after))
    yield ParagraphStyle("Source Note", note, next="BodyText", priority=42)
    line = roles["running-head"]
    wide = turned_measure(style.page).twips
    header, footer = replace(line, border_before=None), replace(line, border_after=None)
    yield ParagraphStyle("header", header, tabs=stops)
    yield ParagraphStyle("footer", footer, tabs=stops)
    stops = tab("center", wide // 2) + tab("right", wide)
    yield ParagraphStyle("Header Landscape", header, tabs=stops, hidden=True)
    yield ParagraphStyle("Footer Landscape", footer, tabs=stops, hidden=True)
    yield ParagraphStyle("Colophon", roles["colophon"], priority=99)
