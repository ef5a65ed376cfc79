"""The table styles (ECMA-376 part 1, 17.7.6): rules, head and banding of every table, in one place.

The rules follow the style's options: hairlines between all rows, only around the head and at the foot, or
none. Type is not set here but in the paragraph styles of the cells, which Word lets win.
"""

from __future__ import annotations

from collections.abc import Iterator

from docexport.style import Border, Role, Style
from docexport.write.docx.looks import edge, shading

TABLE_STYLE = "ArticleTable"
PANEL_STYLE = "PanelTable"

_NORMAL = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)


def table_styles(style: Style, *, rtl: bool) -> Iterator[str]:
    """The default table style, the article's, and one without any look for panels."""
    yield _NORMAL
    yield _article(style, rtl=rtl)
    yield (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{PANEL_STYLE}"><w:name w:val="Panel Table"/>'
        f'<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/></w:style>'
    )


def side_margins(style: Style, *, rtl: bool) -> tuple[int, int]:
    """Space at the start and end of each cell, in twips.

    Where nothing is tinted, text stands flush with the ends of the rules, and so with the text around the
    table: all of the space between two columns then belongs to the end of the first. Programs differ in
    which side of a cell "left" is where columns run from right to left: there the sides are equal.
    """
    padding = style.roles["table-cell"].padding_inline.twips
    return (padding, padding) if rtl or is_tinted(style) else (0, 2 * padding)


def paddings(style: Style, *, rtl: bool) -> tuple[float, float]:
    """The space beside the text of a column, and of the last one, in points."""
    start, end = side_margins(style, rtl=rtl)
    return (start + end) / 20, (start if is_flush(style, rtl=rtl) else start + end) / 20


def is_flush(style: Style, *, rtl: bool) -> bool:
    """Whether the text of the last column reaches the end of the rules, as that of the first their start."""
    return not rtl and not is_tinted(style)


def is_tinted(style: Style) -> bool:
    """Whether rows have a background."""
    return style.options.table_zebra or style.roles["table-head"].background is not None


def _article(style: Style, *, rtl: bool) -> str:
    head, cell = style.roles["table-head"], style.roles["table-cell"]
    start, end = side_margins(style, rtl=rtl)
    zebra = '<w:tblStyleRowBandSize w:val="1"/>' if style.options.table_zebra else ""
    margins = (
        f'<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="{start}" w:type="dxa"/>'
        f'<w:bottom w:w="0" w:type="dxa"/><w:right w:w="{end}" w:type="dxa"/></w:tblCellMar>'
    )
    whole = f'<w:tblPr>{zebra}<w:tblInd w:w="0" w:type="dxa"/>{_rules(style, head, cell)}{margins}</w:tblPr>'
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{TABLE_STYLE}"><w:name w:val="Article Table"/>'
        f'<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="41"/><w:qFormat/>{whole}'
        f"{_head_row(style, head)}{_total_row(style, head)}{_FIRST_COLUMN}{_bands(style)}</w:style>"
    )


def _rules(style: Style, head: Role, cell: Role) -> str:
    if style.options.table_rules == "none":
        return ""
    inside = _rule("insideH", cell.border_after) if style.options.table_rules == "rows" else ""
    inner = f"{_rule('top', head.border_before)}{_rule('bottom', head.border_after)}{inside}"
    return f"<w:tblBorders>{inner}</w:tblBorders>" if inner else ""


def _head_row(style: Style, head: Role) -> str:
    ruled = style.options.table_rules != "none"
    rules = f"{_rule('top', head.border_before)}{_rule('bottom', head.border_after)}" if ruled else ""
    inner = f"<w:tcBorders>{rules}</w:tcBorders>" if rules else ""
    inner += shading(head.background) if head.background else ""
    return f'<w:tblStylePr w:type="firstRow"><w:tcPr>{inner}</w:tcPr></w:tblStylePr>' if inner else ""


def _total_row(style: Style, head: Role) -> str:
    """For whoever ticks "Total Row" in Word: strong, under a rule like that of the head."""
    rule = _rule("top", head.border_after) if style.options.table_rules != "none" else ""
    borders = f"<w:tcPr><w:tcBorders>{rule}</w:tcBorders></w:tcPr>" if rule else ""
    return f'<w:tblStylePr w:type="lastRow"><w:rPr><w:b/><w:bCs/></w:rPr>{borders}</w:tblStylePr>'


_FIRST_COLUMN = '<w:tblStylePr w:type="firstCol"><w:rPr><w:b/><w:bCs/></w:rPr></w:tblStylePr>'
"""Likewise for "First Column"."""


def _bands(style: Style) -> str:
    if not style.options.table_zebra:
        return ""
    tint = shading(style.colors["tint"])
    return f'<w:tblStylePr w:type="band2Horz"><w:tcPr>{tint}</w:tcPr></w:tblStylePr>'


def _rule(name: str, border: Border | None) -> str:
    return edge(name, border.width, border.color) if border else ""
