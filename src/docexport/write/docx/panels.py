"""Panels: the key points, and the boxed asides that authors call note, tip or warning.

A panel is a run of paragraphs whose styles have the same borders, shading and outer indents: Word draws one
box around them, it breaks over pages, a screen reader reads plain paragraphs, and whoever edits can type in
it. Borders follow a paragraph's own indent, though, so what a paragraph style cannot hold (tables, code,
lists in lists) goes into a table of one cell, as one would do by hand.
"""

from __future__ import annotations

from collections.abc import Sequence

from docexport.model import Block, Callout, Inline, KeyPoints, List, ListItem, Paragraph, Text
from docexport.records import Struct, replace
from docexport.style import Role
from docexport.write.docx.catalog import callout_panel
from docexport.write.docx.inlines import inlines
from docexport.write.docx.job import Job, Scope
from docexport.write.docx.looks import edge, shading
from docexport.write.docx.paragraphs import paragraph, text_paragraph
from docexport.write.docx.runs import Look
from docexport.write.docx.table_style import PANEL_STYLE
from docexport.write.docx.tables import closed, separated
from docexport.write.docx.xml import in_order, val


class _Panel(Struct, frozen=True):
    """What a panel consists of."""

    role: Role
    title_style: str
    text_style: str
    list_style: str
    """For items of a bullet list; empty where lists keep the style of the text."""
    title: Sequence[Inline]
    blocks: tuple[Block, ...]


def key_points(job: Job, scope: Scope, node: KeyPoints) -> str:
    """The panel of key points, in the masthead or where the author put one."""
    title = (Text(job.edition.terms.key_points),)
    role = job.style.roles["key-points"]
    return _panel(
        job, scope, _Panel(role, "KeyPointsTitle", "KeyPointsText", "KeyPoints", title, node.blocks)
    )


def front_points(job: Job, scope: Scope, points: Sequence[tuple[Inline, ...]]) -> str:
    """The panel of key points from the front matter."""
    items = tuple(ListItem((Paragraph(point),)) for point in points)
    return key_points(job, scope, KeyPoints((List("bullet", items),)))


def callout(job: Job, scope: Scope, node: Callout) -> str:
    """An aside, headed by its own title or the name of its kind."""
    terms = job.edition.terms
    names = {
        "note": terms.note,
        "tip": terms.tip,
        "important": terms.important,
        "warning": terms.warning,
        "caution": terms.caution,
    }
    title = node.title or (Text(names[node.kind]),)
    style = f"Callout{node.kind.capitalize()}"
    role = callout_panel(job.style, node.kind)
    return _panel(job, scope, _Panel(role, f"{style}Title", style, "", title, node.blocks))


def _panel(job: Job, scope: Scope, panel: _Panel) -> str:
    simple = is_simple(panel.blocks) and not scope.block_inset and not scope.in_cell
    content = _paragraphs(job, scope, panel) if simple else _boxed(job, scope, panel)
    job.space_wanted = max(job.space_wanted, panel.role.space_after.twips)
    return content


def apart(job: Job, scope: Scope) -> str:
    """A paragraph as low as can be between two panels that are not to become one."""
    return "" if job.after_table else paragraph(job, scope, "TableGap", "")


def is_simple(blocks: Sequence[Block]) -> bool:
    """Whether paragraphs of one style can show the blocks without moving the panel's edge."""
    return all(map(_keeps_edge, blocks))


def _keeps_edge(block: Block) -> bool:
    match block:
        case Paragraph():
            return True
        case List(kind="bullet" | "ordered"):
            return all(
                len(item.blocks) == 1 and isinstance(item.blocks[0], Paragraph) for item in block.items
            )
        case _:
            return False


def _paragraphs(job: Job, scope: Scope, panel: _Panel) -> str:
    content = text_paragraph(job, replace(scope, after=0), panel.title_style, panel.title)
    inside = scope.inside(panel.text_style)
    for number, block in enumerate(panel.blocks):
        last = number == len(panel.blocks) - 1
        if panel.list_style and isinstance(block, List) and block.kind == "bullet":
            content += _items(job, scope, panel.list_style, block)
        else:
            content += job.write(inside if last else replace(inside, after=0), (block,))
    return content


def _items(job: Job, scope: Scope, style: str, node: List) -> str:
    """Items in a style that is bound to marks of its own."""
    content = ""
    for number, item in enumerate(node.items):
        here = scope if number == len(node.items) - 1 else replace(scope, after=0)
        job.bookmarks.announce(item.id)
        paragraph = item.blocks[0]
        if isinstance(paragraph, Paragraph):
            job.bookmarks.announce(paragraph.id)
            content += text_paragraph(job, here, style, paragraph.inlines)
    return content


# --- Panels of one cell


def _boxed(job: Job, scope: Scope, panel: _Panel) -> str:
    role = panel.role
    wide = round(scope.width * 20) - role.inset_start.twips - role.inset_end.twips
    before = separated(job, scope)
    inner = scope.width - 2 * role.padding_inline.pt
    inside = replace(scope.inside("PanelText"), width=inner, inset=0, in_cell=True, after=0)
    job.space_wanted = 0
    content = _title(job, panel) + job.write(inside, panel.blocks)
    job.after_table, job.space_wanted = True, 0
    return before + _table(job, scope, role, wide, closed(content))


def _title(job: Job, panel: _Panel) -> str:
    """The title in a cell: its look is that of a panel of paragraphs, without the panel."""
    inside = job.column.inside("PanelText")
    look = Look("PanelTitle", character=f"{panel.title_style}Char")
    return paragraph(job, inside, "PanelTitle", inlines(job, inside, panel.title, look))


def _table(job: Job, scope: Scope, role: Role, wide: int, content: str) -> str:
    properties = {
        "tblStyle": val("tblStyle", PANEL_STYLE),
        "bidiVisual": "<w:bidiVisual/>" if job.rtl else "",
        "tblW": f'<w:tblW w:w="{wide}" w:type="dxa"/>',
        "tblInd": f'<w:tblInd w:w="{scope.block_inset + role.inset_start.twips}" w:type="dxa"/>',
        "tblBorders": _borders(role),
        "tblLayout": '<w:tblLayout w:type="fixed"/>',
        "tblCellMar": _margins(role),
        "tblLook": '<w:tblLook w:val="0000"/>',
    }
    shade = shading(role.background) if role.background else ""
    cell = in_order("w:tcPr", {"tcW": f'<w:tcW w:w="{wide}" w:type="dxa"/>', "shd": shade})
    row = f"<w:tr><w:tc>{cell}{content}</w:tc></w:tr>"
    grid = f'<w:tblGrid><w:gridCol w:w="{wide}"/></w:tblGrid>'
    return f"<w:tbl>{in_order('w:tblPr', properties)}{grid}{row}</w:tbl>"


def _borders(role: Role) -> str:
    sides = {
        "top": role.border_before,
        "left": role.border_start,
        "bottom": role.border_after,
        "right": role.border_end,
    }
    inner = "".join(edge(name, side.width, side.color) for name, side in sides.items() if side)
    return f"<w:tblBorders>{inner}</w:tblBorders>" if inner else ""


def _margins(role: Role) -> str:
    block, line = role.padding_block.twips, role.padding_inline.twips
    sides = (("top", block), ("left", line), ("bottom", block), ("right", line))
    inner = "".join(f'<w:{name} w:w="{size}" w:type="dxa"/>' for name, size in sides)
    return f"<w:tblCellMar>{inner}</w:tblCellMar>"
