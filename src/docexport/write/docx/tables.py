"""Tables (ECMA-376 part 1, 17.4): one style, header rows that repeat, widths from the content, real spans.

A short table stays on one page as people do it by hand, its rows kept with the next: so no row of it needs
another style. Of a long one neither the head nor the last row is left alone.
Rows are written as text, one string each: python-docx's own cells would take minutes for a long table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docexport.edition import is_kept_whole, plain_text
from docexport.model import Alignment, Cell, Paragraph, Row, Table, Text
from docexport.records import Struct, field, replace
from docexport.write.docx.captions import caption_runs
from docexport.write.docx.columns import column_widths
from docexport.write.docx.grid import Spot, spots
from docexport.write.docx.job import Job, Scope
from docexport.write.docx.languages import must_be_cut
from docexport.write.docx.paragraphs import paragraph
from docexport.write.docx.runs import Look
from docexport.write.docx.table_style import TABLE_STYLE, is_flush, paddings
from docexport.write.docx.xml import in_order, quoted, val, words

_SUFFIXES: dict[Alignment, str] = {"start": "", "center": "Centered", "end": "End", "decimal": "End"}
_MOST_DESCRIPTION = 255
_OF_CELL = re.compile(r'<w:pStyle w:val="TableText(?:Centered|End)?"/>')
"""Where to say that a paragraph of a cell stays with what follows; those of a head say so in their style."""
_NO_END_MARGIN = '<w:tcMar><w:right w:w="0" w:type="dxa"/></w:tcMar>'


class _Frame(Struct, frozen=True):
    """What all rows of one table share."""

    scope: Scope
    columns: tuple[Alignment, ...]
    widths: tuple[int, ...]
    """In twips."""
    flush: bool
    """Whether the text of the last column reaches the end of the rules, as that of the first their start."""
    scopes: dict[tuple[str, int], Scope] = field(default_factory=dict)
    """Where the blocks of cells stand, by style and width."""
    properties: dict[tuple[int, int, str], str] = field(default_factory=dict)
    """The properties of cells, by where they stand."""
    paragraphs: dict[str, str] = field(default_factory=dict)
    """How a paragraph of nothing but words begins, by its style."""

    def width(self, spot: Spot) -> int:
        """The width of the columns that a cell takes, in twips."""
        return sum(self.widths[spot.column : spot.column + spot.columns])


def table(job: Job, scope: Scope, node: Table) -> str:
    """A table with its caption."""
    label = job.edition.labels.get(node.id or "")
    if label is None:
        job.bookmarks.announce(node.id)
    above = job.style.options.table_caption == "above"
    captioned = bool(node.caption) or label is not None
    if not node.columns or not (node.head or node.rows):
        # Word refuses a table without cells; all there is of this one is its caption.
        return _caption(job, scope, node, "Caption") if captioned else ""
    before = _caption(job, scope, node, "CaptionAbove") if captioned and above else separated(job, scope)
    content = _table(job, scope, node, captioned=captioned and not above)
    job.after_table = True
    around = job.style.roles["figure"].space_after.twips
    if captioned and not above:
        return before + content + _caption(job, scope, node, "Caption")
    job.space_wanted = max(job.space_wanted, around)
    return before + content


def _caption(job: Job, scope: Scope, node: Table, style: str) -> str:
    label = job.edition.labels.get(node.id or "")
    return paragraph(job, scope, style, caption_runs(job, scope, label, node.caption, style))


def separated(job: Job, scope: Scope) -> str:
    """A paragraph as low as can be, where Word would else join two tables into one."""
    return paragraph(job, scope, "TableGap", "") if job.after_table else ""


def closed(content: str) -> str:
    """A cell's content: it must end in a paragraph."""
    return (
        content
        if content.endswith("</w:p>")
        else f"{content}<w:p><w:pPr>{val('pStyle', 'TableGap')}</w:pPr></w:p>"
    )


def _table(job: Job, scope: Scope, node: Table, *, captioned: bool) -> str:
    flush = is_flush(job.style, rtl=job.rtl)
    widths = column_widths(job, node, scope.width, paddings(job.style, rtl=job.rtl))
    frame = _Frame(scope, node.columns, tuple(round(width * 20) for width in widths), flush)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in frame.widths)
    rows = "".join(_rows(job, frame, node, captioned=captioned))
    return f"<w:tbl>{_properties(job, frame, node)}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _properties(job: Job, frame: _Frame, node: Table) -> str:
    scope, banded = frame.scope, job.style.options.table_zebra
    bits = (0x20 if node.head else 0) | (0 if banded else 0x200) | 0x400
    switches = {"firstRow": bool(node.head), "lastRow": False, "firstColumn": False, "lastColumn": False,
                "noHBand": not banded, "noVBand": True}  # fmt: skip
    look = "".join(f' w:{name}="{int(on)}"' for name, on in switches.items())
    caption = plain_text(node.caption, job.edition.references)
    described = quoted(caption[:_MOST_DESCRIPTION])
    properties = {
        "tblStyle": val("tblStyle", TABLE_STYLE),
        "bidiVisual": "<w:bidiVisual/>" if job.rtl else "",
        "tblW": f'<w:tblW w:w="{sum(frame.widths)}" w:type="dxa"/>',
        "tblInd": f'<w:tblInd w:w="{scope.block_inset}" w:type="dxa"/>' if scope.block_inset else "",
        "tblLayout": '<w:tblLayout w:type="fixed"/>',
        "tblLook": f'<w:tblLook w:val="{bits:04X}"{look}/>',
        "tblCaption": f"<w:tblCaption w:val={described}/>" if caption else "",
        "tblDescription": f"<w:tblDescription w:val={described}/>" if caption else "",
    }
    return in_order("w:tblPr", properties)


def _rows(job: Job, frame: _Frame, node: Table, *, captioned: bool) -> Iterator[str]:
    job.space_wanted = job.spared = 0
    rows: list[tuple[Row, str, str]] = [
        *((row, "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>", "TableHeading") for row in node.head),
        *((row, "<w:trPr><w:cantSplit/></w:trPr>", "TableText") for row in node.rows),
    ]
    columns = len(frame.columns)
    keeping = set() if frame.scope.in_cell else _keeping(job, node, captioned=captioned)
    placed_rows = spots([row for row, _, _ in rows], columns)
    for number, ((_, properties, style), placed) in enumerate(zip(rows, placed_rows, strict=True)):
        cells = "".join([_cell(job, frame, spot, style) for spot in placed])
        if number in keeping:
            cells = _OF_CELL.sub(r"\g<0><w:keepNext/>", cells)
        yield f"<w:tr>{properties}{cells}</w:tr>"


def _keeping(job: Job, node: Table, *, captioned: bool) -> set[int]:
    """The rows that stay with what follows them; `captioned` says that a caption follows the last."""
    if job.style.roles["table-cell"].keep_with_next:
        return set()
    head, count = len(node.head), len(node.head) + len(node.rows)
    kept = set(range(count)) if is_kept_whole(node) else {*range(head + 1), count - 2, count - 1}
    return kept if captioned else kept - {count - 1}


def _cell(job: Job, frame: _Frame, spot: Spot, style: str) -> str:
    place = (spot.column, spot.columns, spot.merge)
    if place not in frame.properties:
        frame.properties[place] = _cell_properties(frame, spot)
    named = style + _SUFFIXES[frame.columns[spot.column]]
    content = _content(job, frame, spot, named) if spot.cell else ""
    if not content:
        content = f"<w:p><w:pPr>{val('pStyle', named)}</w:pPr></w:p>"
    return f"<w:tc>{frame.properties[place]}{closed(content)}</w:tc>"


def _cell_properties(frame: _Frame, spot: Spot) -> str:
    properties = f'<w:tcW w:w="{frame.width(spot)}" w:type="dxa"/>'
    if spot.columns > 1:
        properties += val("gridSpan", spot.columns)
    if spot.merge:
        properties += '<w:vMerge w:val="restart"/>' if spot.merge == "first" else "<w:vMerge/>"
    if frame.flush and spot.column + spot.columns == len(frame.widths):
        properties += _NO_END_MARGIN
    return f"<w:tcPr>{properties}</w:tcPr>"


def _content(job: Job, frame: _Frame, spot: Spot, style: str) -> str:
    cell = spot.cell
    assert cell is not None
    match cell:
        case Cell(blocks=(Paragraph(inlines=(Text() as only,), id=None, lang=None),), id=None, lang=None):
            if content := _plain(job, frame, only, style):
                return content
        case _:
            pass
    job.bookmarks.announce(cell.id)
    job.after_table = False
    scope = _scope(frame, style, frame.width(spot))
    content = job.write(replace(scope, lang=cell.lang) if cell.lang else scope, cell.blocks)
    job.space_wanted = 0
    return content


def _plain(job: Job, frame: _Frame, node: Text, style: str) -> str:
    """A paragraph of nothing but words, as nearly all cells of a long table are: only the words differ."""
    waits = job.opening or job.bookmarks.waiting or job.runs.tall
    if waits or node.id is not None or node.lang is not None or must_be_cut(node.text):
        return ""
    if style not in frame.paragraphs:
        look = Look(style, lang=frame.scope.lang)
        named = f"<w:pPr>{val('pStyle', style)}</w:pPr>"
        frame.paragraphs[style] = f"<w:p>{named}<w:r>{job.runs.properties(look)}"
    job.runs.letters += len(node.text)
    job.after_table = False
    return f"{frame.paragraphs[style]}{words(node.text)}</w:r></w:p>"


def _scope(frame: _Frame, style: str, width: int) -> Scope:
    key = (style, width)
    if key not in frame.scopes:
        inside = frame.scope.inside(style)
        frame.scopes[key] = replace(
            inside, width=width / 20, inset=0, own=0, in_cell=True, after=0, follows=False
        )
    return frame.scopes[key]
