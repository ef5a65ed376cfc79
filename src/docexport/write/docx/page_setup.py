"""Sections (ECMA-376 part 1, 17.6.17): paper, margins, columns, and which headers and footers hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from docexport.style import Page
from docexport.write.docx.job import Job
from docexport.write.docx.paper import turned_margin
from docexport.write.docx.xml import in_order, val

Furniture: TypeAlias = Sequence[tuple[str, str, str]]
"""Kind, page and relationship of each header and footer."""


def section_properties(
    job: Job, furniture: Furniture, columns: int, *, continuous: bool = False, turned: bool = False
) -> str:
    """`w:sectPr`; a turned page lies on its side."""
    page = job.style.page
    references = {"headerReference": "", "footerReference": ""}
    for kind, which, relationship in furniture:
        references[f"{kind}Reference"] += f'<w:{kind}Reference w:type="{which}" r:id="{relationship}"/>'
    gap = page.column_gap.twips
    rule = ' w:sep="1"' if page.column_rule and columns > 1 else ""
    several = f' w:num="{columns}"' if columns > 1 else ""
    properties = {
        **references,
        "type": val("type", "continuous") if continuous else "",
        "pgSz": _paper(page, turned=turned),
        "pgMar": _margins(job, turned=turned),
        "cols": f'<w:cols{several} w:space="{gap}"{rule}/>',
        "titlePg": "<w:titlePg/>" if any(which == "first" for _, which, _ in furniture) else "",
        "bidi": "<w:bidi/>" if job.rtl else "",
    }
    return in_order("w:sectPr", properties)


def _paper(page: Page, *, turned: bool) -> str:
    width, height = page.width.twips, page.height.twips
    if turned:
        return f'<w:pgSz w:w="{height}" w:h="{width}" w:orient="landscape"/>'
    return f'<w:pgSz w:w="{width}" w:h="{height}"/>'


def _margins(job: Job, *, turned: bool) -> str:
    """Word counts from the lines' outer edges, the style from the baselines of header and footer."""
    page, role = job.style.page, job.style.roles["running-head"]
    above = job.faces.ascent(role)
    below = max(role.leading.pt, job.faces.natural_leading(role)) - above
    header = max(round((page.header.pt - above) * 20), 0)
    footer = max(round((page.footer.pt - below) * 20), 0)
    narrow = turned_margin(page)
    left, right = (narrow, narrow) if turned else (page.margin_inner, page.margin_outer)
    return (
        f'<w:pgMar w:top="{page.margin_top.twips}" w:right="{right.twips}"'
        f' w:bottom="{page.margin_bottom.twips}" w:left="{left.twips}"'
        f' w:header="{header}" w:footer="{footer}" w:gutter="0"/>'
    )
