"""Paragraphs: finished runs with what their place asks for beyond their style (ECMA-376 part 1, 17.3.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docexport.edition import plain_text
from docexport.model import Inline
from docexport.write.docx.inlines import inlines
from docexport.write.docx.job import Job, Scope
from docexport.write.docx.languages import has_other_scripts, is_mostly_rtl
from docexport.write.docx.revisions import paragraph_mark
from docexport.write.docx.runs import Look
from docexport.write.docx.xml import in_order, val

_GROUND_GAP, _GROUND_FOOT = "CommentaryGap", "CommentaryFoot"


def text_paragraph(
    job: Job, scope: Scope, style: str, nodes: Sequence[Inline], properties: Mapping[str, str] | None = None
) -> str:
    """A paragraph of inlines."""
    look = Look(style, lang=scope.lang)
    content = inlines(job, scope, nodes, look)
    found = dict(properties or {})
    if _turns(job, scope, nodes):
        found["bidi"] = val("bidi", "0" if job.rtl else "1")
    if not (scope.in_cell or scope.on_ground) and (mark := paragraph_mark(job, nodes)):
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
    style = job.sheet.on_ground(style) if scope.boxed else style
    found = {"pStyle": val("pStyle", style), **(properties or {})}
    place = job.sheet.placing(style)
    carries = bool(scope.boxed) and job.sheet.panel(style) == job.sheet.panel(scope.boxed)
    inset = scope.inset if carries or style in (scope.text, scope.first) else scope.block_inset
    if inset and "ind" not in found and "numPr" not in found:
        found["ind"] = f'<w:ind w:left="{place.start + inset}"/>'
    gap = ground_gap(job, scope) if job.after_ground and carries and place.before else ""
    if spacing := _spacing(job, scope, style):
        found["spacing"] = f"<w:spacing{spacing}/>"
    opening, job.opening = job.bookmarks.take_pending() + job.opening, ""
    job.after_table = job.after_ground = False
    return f"{gap}<w:p>{in_order('w:pPr', found)}{opening}{content}</w:p>"


def ground_gap(job: Job, scope: Scope) -> str:
    """A paragraph as low as can be on the ground of a panel, on which distances beside a table show it."""
    return _ground(job, scope, _GROUND_GAP)


def ground_foot(job: Job, scope: Scope) -> str:
    """The paragraph that ends the ground of a panel."""
    return _ground(job, scope, _GROUND_FOOT)


def _ground(job: Job, scope: Scope, style: str) -> str:
    inset = f'<w:ind w:left="{job.sheet.placing(style).start + scope.inset}"/>' if scope.inset else ""
    return f"<w:p><w:pPr>{val('pStyle', style)}{inset}</w:pPr></w:p>"


def _spacing(job: Job, scope: Scope, style: str) -> str:
    """Distances and leading other than the style's."""
    place, found = job.sheet.placing(style), ""
    before = max(max(place.before, job.space_wanted) - job.spared, 0)
    if before != place.before:
        found += f' w:before="{before}"'
    if scope.after > place.after:
        found += f' w:after="{scope.after}"'
    job.space_wanted = job.spared = 0
    job.kept = max(scope.after, place.after)
    if job.runs.tall and place.exact:
        # Lines of a fixed height would cut off a picture or a formula.
        found += f' w:line="{job.sheet.role(style).leading.twips}" w:lineRule="atLeast"'
    job.runs.tall = False
    return found
