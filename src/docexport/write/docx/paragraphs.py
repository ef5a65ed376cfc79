"""Paragraphs: finished runs with what their place asks for beyond their style (ECMA-376 part 1, 17.3.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docexport.edition import plain_text
from docexport.model import Inline
from docexport.write.docx.inlines import inlines
from docexport.write.docx.job import Job, Scope
from docexport.write.docx.languages import has_other_scripts, is_mostly_rtl
from docexport.write.docx.looks import inside_panel
from docexport.write.docx.revisions import paragraph_mark
from docexport.write.docx.runs import Look
from docexport.write.docx.styles import Placing
from docexport.write.docx.xml import in_order, val

_NO_SPACE = ' w:before="0" w:after="0"'


def text_paragraph(
    job: Job, scope: Scope, style: str, nodes: Sequence[Inline], properties: Mapping[str, str] | None = None
) -> str:
    """A paragraph of inlines."""
    look = Look(style, lang=scope.lang)
    content = inlines(job, scope, nodes, look)
    found = dict(properties or {})
    if _turns(job, scope, nodes):
        found["bidi"] = val("bidi", "0" if job.rtl else "1")
    if not scope.in_cell and (mark := paragraph_mark(job, nodes)):
        found["rPr"] = mark
    return paragraph(job, scope, style, content, found)


def _turns(job: Job, scope: Scope, nodes: Sequence[Inline]) -> bool:
    """Whether the paragraph runs against the document's direction."""
    if not job.mixes_directions:
        return False
    plain = plain_text(nodes, job.edition.references)
    if job.rtl:
        return not has_other_scripts(plain) and any(map(str.isalpha, plain))
    return has_other_scripts(plain) and is_mostly_rtl(plain)


def paragraph(
    job: Job, scope: Scope, style: str, content: str, properties: Mapping[str, str] | None = None
) -> str:
    """A paragraph of finished runs, with what its place asks for beyond its style."""
    found = {"pStyle": val("pStyle", style), **(properties or {})}
    place = job.sheet.placing(style)
    carries = bool(scope.boxed) and job.sheet.panel(style) == job.sheet.panel(scope.boxed)
    inset = scope.inset if carries or style in (scope.text, scope.first) else scope.block_inset
    if inset and "ind" not in found and "numPr" not in found:
        found["ind"] = f'<w:ind w:left="{place.start + inset}"/>'
    boxed = scope.boxed and job.sheet.panel(style) is None and not scope.in_cell and style != "TableGap"
    if boxed:
        found |= _in_box(job, scope, place, inset)
    if spacing := _spacing(job, scope, style, _NO_SPACE if boxed else ""):
        found["spacing"] = f"<w:spacing{spacing}/>"
    opening, job.opening = job.bookmarks.take_pending() + job.opening, ""
    job.after_table = False
    return f"<w:p>{in_order('w:pPr', found)}{opening}{content}</w:p>"


def _in_box(job: Job, scope: Scope, place: Placing, inset: int) -> dict[str, str]:
    """A paragraph of another style in a panel: it stands in further, the panel's edges do not."""
    panel, around = job.sheet.panel(scope.boxed), job.sheet.placing(scope.boxed)
    if panel is None:
        return {}
    # Borders keep their distance in whole points, so text stands in by whole points too.
    start, end = _whole_points(place.start + inset - around.start), _whole_points(place.end)
    edges = f'<w:ind w:left="{around.start + start}" w:right="{around.end + end}"/>'
    return {"ind": edges, **inside_panel(panel, start, end, rtl=job.rtl)}


def _whole_points(twips: int) -> int:
    return round(twips / 20) * 20


def _spacing(job: Job, scope: Scope, style: str, found: str) -> str:
    """Distances and leading other than the style's; `found` are distances that are settled already."""
    place, settled = job.sheet.placing(style), bool(found)
    if job.space_wanted > place.before and not settled:
        found += f' w:before="{job.space_wanted}"'
    if scope.after > place.after and not settled:
        found += f' w:after="{scope.after}"'
    job.space_wanted = 0
    if job.runs.tall and place.exact:
        # Lines of a fixed height would cut off a picture or a formula.
        found += f' w:line="{job.sheet.role(style).leading.twips}" w:lineRule="atLeast"'
    job.runs.tall = False
    return found
