"""Sections (ECMA-376 part 1, 17.6.17): paper, margins, columns, and which headers and footers hold."""

from __future__ import annotations

from collections.abc import Iterable

from docexport.write.docx.job import Job
from docexport.write.docx.xml import in_order, val


def section_properties(
    job: Job, furniture: Iterable[tuple[str, str, str]], columns: int, *, continuous: bool
) -> str:
    """`w:sectPr`; `furniture` gives kind, page and relationship of each header and footer."""
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
        "pgSz": f'<w:pgSz w:w="{page.width.twips}" w:h="{page.height.twips}"/>',
        "pgMar": _margins(job),
        "cols": f'<w:cols{several} w:space="{gap}"{rule}/>',
        "titlePg": "<w:titlePg/>" if references["headerReference"] else "",
        "bidi": "<w:bidi/>" if job.rtl else "",
    }
    return in_order("w:sectPr", properties)


def _margins(job: Job) -> str:
    """Word counts from the lines' outer edges, the style from the baselines of header and footer."""
    page, role = job.style.page, job.style.roles["running-head"]
    above = job.faces.ascent(role)
    below = max(role.leading.pt, job.faces.natural_leading(role)) - above
    header = max(round((page.header.pt - above) * 20), 0)
    footer = max(round((page.footer.pt - below) * 20), 0)
    return (
        f'<w:pgMar w:top="{page.margin_top.twips}" w:right="{page.margin_outer.twips}"'
        f' w:bottom="{page.margin_bottom.twips}" w:left="{page.margin_inner.twips}"'
        f' w:header="{header}" w:footer="{footer}" w:gutter="0"/>'
    )
