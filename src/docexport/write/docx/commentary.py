"""The styles of a commentary: its label, headings and text, and what may stand on its ground."""

from __future__ import annotations

from collections.abc import Iterator

from docexport.records import replace
from docexport.style import Role, Style
from docexport.write.docx.entries import HEADING_LEVELS, ParagraphStyle, first_of, lowest, style_id, tab


def commentary_styles(style: Style) -> Iterator[ParagraphStyle]:
    """What stands in a commentary; its ground goes on below each paragraph, up to a foot of its own.

    Else the padding at the foot would stand before every table on the ground as well, and LibreOffice leaves
    it between paragraphs in columns that it makes even.
    """
    panel = style.roles["commentary"]
    footless = _is_box(panel) and panel.border_after is None
    for one in _of_commentary(style):
        yield replace(one, footless=footless and one.panel is not None)


def _of_commentary(style: Style) -> Iterator[ParagraphStyle]:
    roles, panel = style.roles, style.roles["commentary"]
    label = first_of(panel, roles["commentary-label"])
    inside = panel if _is_box(panel) else None
    first, body, heading = (
        roles[name] for name in ("commentary-body-first", "commentary-body", "commentary-heading")
    )
    yield ParagraphStyle("Commentary Label", label, next="CommentaryText", panel=panel, priority=45)
    yield ParagraphStyle("Commentary Title", label, "Heading1", "CommentaryText", panel, 45, outline=0)
    for level in (1, 2):
        yield ParagraphStyle(
            f"Commentary Heading {level}", heading, f"Heading{level}", "CommentaryText",
            panel=inside, priority=45, outline=level - 1,
        )  # fmt: skip
    yield ParagraphStyle(
        "Commentary Text", first, next="CommentaryTextFirstIndent", panel=inside, priority=45
    )
    yield ParagraphStyle("Commentary Text First Indent", body, "CommentaryText", panel=inside, priority=45)
    if inside is not None:
        yield from _on_ground(style, inside)


def _on_ground(style: Style, panel: Role) -> Iterator[ParagraphStyle]:
    """What may stand on the ground of a boxed commentary beside its text, like the styles of these names."""
    roles = style.roles
    items = replace(roles["list-item"], indent=-roles["list-item"].inset_start)
    shown = {"List Bullet": items, "List Number": items, "Task List": items, "Ornament": roles["rule"]}
    for name, role in shown.items():
        yield ParagraphStyle(f"Commentary {name}", role, style_id(name), panel=panel, priority=45)
    column, inner = style.page.column_width.twips, style.page.column_width - panel.padding_inline
    stops = tab("clear", column) + tab("right", inner.twips)
    for name, align, tabs in (("Formula", roles["math"].align, ""), ("Formula Numbered", "start", stops)):
        yield ParagraphStyle(
            f"Commentary {name}", replace(roles["math"], align=align), style_id(name), panel=panel,
            priority=45, tabs=tabs, holds_pictures=True,
        )  # fmt: skip
    for level in range(3, HEADING_LEVELS + 1):
        yield ParagraphStyle(
            f"Commentary Heading {level}", style.heading(level), f"Heading{level}", "CommentaryText",
            panel=panel, priority=45, outline=level - 1,
        )  # fmt: skip
    gap = replace(lowest(style), keep_with_next=True)
    yield ParagraphStyle("Commentary Gap", gap, panel=panel, hidden=True)
    foot = replace(gap, leading=panel.padding_block, keep_with_next=False)
    yield ParagraphStyle("Commentary Foot", foot, panel=panel, hidden=True)


def _is_box(panel: Role) -> bool:
    """Whether a panel encloses all of its paragraphs, rather than opening with a rule."""
    return bool(panel.background or panel.border_start or panel.border_end)
