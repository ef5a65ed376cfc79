"""The title block: publication or kicker with the issue line, title, standfirst, byline, key points."""

from __future__ import annotations

from docexport.edition import plain_text
from docexport.records import replace
from docexport.style import Role
from docexport.units import Length
from docexport.write.docx.furniture import filled, values
from docexport.write.docx.inlines import inlines
from docexport.write.docx.job import Job
from docexport.write.docx.looks import borders
from docexport.write.docx.panels import front_points
from docexport.write.docx.paragraphs import paragraph, text_paragraph
from docexport.write.docx.runs import Look

_TAB = "<w:r><w:tab/></w:r>"
_BETWEEN = " · "
_GAP = 18.0
"""Points between what stands at the two ends of the masthead's line, at least."""


def masthead(job: Job) -> str:
    """All that stands before the text, but the key points."""
    front = job.edition.front
    scope = replace(job.column, width=job.style.page.measure.pt)
    kicker = front.kicker if job.style.publication.name else ()
    parts = (
        ("Kicker", kicker),
        ("Title", front.title),
        ("Subtitle", front.subtitle),
        ("Standfirst", front.standfirst),
    )
    content = _first_line(job)
    if job.edition.cover_page:
        job.space_wanted = job.style.page.cover_drop.twips
    for style, nodes in parts:
        if nodes:
            rule = {} if content else _rule(job, job.sheet.role(style))
            content += text_paragraph(job, scope, style, nodes, rule)
    return content + _byline(job)


def points(job: Job) -> str:
    """The key points of the front matter."""
    return front_points(job, job.column, job.edition.front.key_points) if job.edition.front.key_points else ""


def _rule(job: Job, role: Role) -> dict[str, str]:
    """The masthead's rule above a title that has no line above it to carry the rule."""
    masthead, above = job.style.roles["masthead"], job.style.roles["masthead"].border_before
    if above is None:
        return {}
    distance = max(masthead.space_after, role.space_before)
    lowered = replace(
        masthead, border_before=replace(above, gap=Length(above.gap.pt + distance.pt)), border_after=None
    )
    return {"pBdr": borders(lowered, rtl=job.rtl)}


def _first_line(job: Job) -> str:
    """The line under the rule: who publishes, else what the article is about; opposite, which issue."""
    front, name, issue = job.edition.front, job.style.publication.name, _issue_line(job)
    if name:
        opening = job.runs.text(name, Look("Masthead", character="PublicationChar"))
        words, role = name, job.style.roles["publication"]
    else:
        opening = inlines(job, job.column, front.kicker, Look("Masthead", character="KickerChar"))
        words, role = plain_text(front.kicker, job.edition.references), job.style.roles["kicker"]
    return _both_ends(job, opening, issue, job.faces.width(words, role))


def _both_ends(job: Job, opening: str, issue: str, width: float) -> str:
    """One line with something at either end; two lines where both do not fit."""
    if not opening and not issue:
        return ""
    room = job.style.page.measure.pt - width - _GAP
    if opening and issue and job.faces.width(issue, job.style.roles["issue-line"]) > room:
        second = paragraph(job, job.column, "IssueLine", job.runs.text(issue, Look("IssueLine")))
        return paragraph(job, job.column, "Masthead", opening) + second
    end = _TAB + job.runs.text(issue, Look("Masthead", character="IssueLineChar")) if issue else ""
    return paragraph(job, job.column, "Masthead", opening + end)


def _issue_line(job: Job) -> str:
    words = values(job)
    return filled(job.style.furniture.masthead_end, words).format_map(words)


def _byline(job: Job) -> str:
    """The authors, with the date where the line above does not give it."""
    front = job.edition.front
    dated = front.date and "{date}" not in job.style.furniture.masthead_end
    words = _BETWEEN.join(filter(None, (front.byline, front.date if dated else "")))
    return paragraph(job, job.column, "Byline", job.runs.text(words, Look("Byline"))) if words else ""
