"""The ground of a boxed commentary under everything that stands in it.

Paragraphs carry the ground themselves, as borders and shading of their styles: so headings stay in Word's
navigation pane, notes and columns work, and whoever types on stays in the panel. Word draws paragraphs as
one panel only where their borders and their outer indents are the same, though, and a table carries none.
So, in a panel, what has edges or a ground of its own (tables, figures, code, callouts, quotes, lists in
lists) goes into a table of one column with that ground, as one would do by hand: a row for each, which can
be kept whole.

Rejected: the whole commentary in one cell, for Word lists no heading in a table; and borders that stand so
much further out as a paragraph is indented, for no two such paragraphs are drawn as one, and a border
keeps at most 31 points from its text.
"""

from __future__ import annotations

from collections.abc import Sequence

from docexport.edition import is_kept_whole
from docexport.model import (
    Block,
    Code,
    Figure,
    Group,
    List,
    MathBlock,
    Paragraph,
    Quote,
    Rule,
    Section,
    Table,
)
from docexport.records import replace
from docexport.style import Role
from docexport.write.docx import sections
from docexport.write.docx.job import Job, Scope
from docexport.write.docx.looks import shading
from docexport.write.docx.paragraphs import ground_foot, ground_gap
from docexport.write.docx.table_style import PANEL_STYLE
from docexport.write.docx.tables import closed
from docexport.write.docx.xml import in_order, val

_FOOT = '<w:bottom w:type="dxa" w:w="0"/>'
"""The lower margin of a table's last row, until it is known to be the foot of the panel; told from all others
by the order of its attributes."""


_NAMED = '<w:pStyle w:val="'


def stands_alone(scope: Scope, node: Block) -> bool:
    """Whether a block cannot carry the ground of the panel around it."""
    return bool(scope.boxed) and not _carries(node)


def _carries(node: Block) -> bool:
    match node:
        case Paragraph() | Section() | Group() | Rule() | MathBlock():
            return True
        case List():
            return all(len(item.blocks) <= 1 and _is_text(item.blocks) for item in node.items)
        case _:
            return False


def _is_text(blocks: Sequence[Block]) -> bool:
    return all(isinstance(block, Paragraph) for block in blocks)


def on_ground(job: Job, scope: Scope, nodes: Sequence[Block]) -> str:
    """The blocks in a table of one column with the ground of the panel around."""
    panel = job.sheet.panel(scope.boxed)
    assert panel is not None
    # What the paragraph before keeps below it would show the paper.
    before = ground_gap(job, scope) if job.kept or job.after_table else ""
    job.space_wanted, job.after_table = 0, False
    if panel.border_after:
        job.kept = panel.padding_block.twips
    rows = [_row(job, scope, panel, node, last=node is nodes[-1]) for node in nodes]
    job.after_table = job.after_ground = True
    job.space_wanted = 0
    return f"{before}<w:tbl>{_properties(job, scope)}{''.join(rows)}</w:tbl>"


def footed(job: Job, scope: Scope, content: str) -> str:
    """The content of a panel, with the panel's padding below it."""
    panel = job.sheet.panel(scope.boxed)
    if panel is None:
        return content
    if not job.after_ground:
        footless = panel.border_after is None and not sections.ends_apart(content)
        return _kept_with_next(job, content) + ground_foot(job, scope) if footless else content
    job.after_ground, job.space_wanted = False, panel.space_after.twips
    before, _, after = content.rpartition(_FOOT)
    return f"{before}{_margin('bottom', panel.padding_block.twips)}{after}"


def _kept_with_next(job: Job, content: str) -> str:
    """The content, its last paragraph kept with what follows if its style does not keep it."""
    before, named, after = content.rpartition(_NAMED)
    style, end, rest = after.partition('"/>')
    if job.sheet.role(style).keep_with_next:
        return content
    return f"{before}{named}{style}{end}<w:keepNext/>{rest}"


def _row(job: Job, scope: Scope, panel: Role, node: Block, *, last: bool) -> str:
    inside = replace(
        scope, text="BodyTextFirstIndent", first="BodyText", boxed="", on_ground=True,
        inset=0, own=0, after=0, follows=False,
    )  # fmt: skip
    # The paragraph above keeps its distance already, in a row of its own or by the padding of the panel.
    # Half of the padding belongs to each row, which may be the first of a page.
    least = panel.padding_block.twips // 2
    above = job.spared = job.kept + least
    wanted = max(job.space_wanted, job.style.roles["figure"].space_before.twips)
    content = job.write(inside, (node,))
    top = least + (max(wanted - above, 0) if content.startswith("<w:tbl>") else 0)
    if not content.endswith("</w:p>"):
        job.kept = 0
    job.after_table, job.spared = False, 0
    margins = _margin("top", top) + (_FOOT if last else "")
    properties = {
        "tcW": f'<w:tcW w:w="{_width(job, scope)}" w:type="dxa"/>',
        "shd": shading(panel.background) if panel.background else "",
        "tcMar": f"<w:tcMar>{margins}</w:tcMar>",
    }
    whole = "" if _may_be_divided(node) else "<w:trPr><w:cantSplit/></w:trPr>"
    return f"<w:tr>{whole}<w:tc>{in_order('w:tcPr', properties)}{closed(content)}</w:tc></w:tr>"


def _margin(side: str, twips: int) -> str:
    return f'<w:{side} w:w="{twips}" w:type="dxa"/>'


def _may_be_divided(node: Block) -> bool:
    """Whether a page may end in the midst of a block, which would repeat the edges of what is short."""
    match node:
        case Table():
            return not is_kept_whole(node)
        case Quote():
            return node.kind == "block"
        case _:
            return not isinstance(node, Figure | Code)


def _width(job: Job, scope: Scope) -> int:
    """Of the panel, whose padding stands beside the text; twips."""
    place = job.sheet.placing(scope.boxed)
    return round(scope.width * 20) + place.start + place.end


def _properties(job: Job, scope: Scope) -> str:
    place, wide = job.sheet.placing(scope.boxed), _width(job, scope)
    sides = (("top", 0), ("left", place.start), ("bottom", 0), ("right", place.end))
    margins = "".join(_margin(side, twips) for side, twips in sides)
    properties = {
        "tblStyle": val("tblStyle", PANEL_STYLE),
        "bidiVisual": "<w:bidiVisual/>" if job.rtl else "",
        "tblW": f'<w:tblW w:w="{wide}" w:type="dxa"/>',
        "tblInd": f'<w:tblInd w:w="{scope.inset}" w:type="dxa"/>',
        "tblLayout": '<w:tblLayout w:type="fixed"/>',
        "tblCellMar": f"<w:tblCellMar>{margins}</w:tblCellMar>",
        "tblLook": '<w:tblLook w:val="0000"/>',
    }
    grid = f'<w:tblGrid><w:gridCol w:w="{wide}"/></w:tblGrid>'
    return f"{in_order('w:tblPr', properties)}{grid}"
