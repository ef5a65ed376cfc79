"""Headings: real heading styles with their place in the outline, numbered by Word where the article is."""

from __future__ import annotations

from docexport.edition import SectionFacts
from docexport.model import Section
from docexport.write.docx.inlines import inlines
from docexport.write.docx.job import Job, Scope
from docexport.write.docx.numbering import BOUND
from docexport.write.docx.paragraphs import paragraph
from docexport.write.docx.runs import Look
from docexport.write.docx.xml import val

_UNNUMBERED = f"<w:numPr>{val('ilvl', 0)}{val('numId', BOUND['unnumbered'])}</w:numPr>"


def heading(job: Job, scope: Scope, node: Section) -> str:
    """The heading of a section, with what stands above it when a commentary begins."""
    facts = job.edition.sections[node.id or ""]
    job.page_of[facts.id] = job.pages.of(facts.id, job.runs.letters)
    opens = facts.commentary and not scope.commentary
    before, style = _commentary_opening(job, scope, facts) if opens else ("", _style(facts))
    if not node.heading:
        job.bookmarks.announce(node.id)
        return before
    look = Look(style, lang=node.lang or scope.lang)
    content = job.bookmarks.around(node.id, inlines(job, scope, node.heading, look))
    number, properties = _number(job, facts, look)
    return before + paragraph(job, scope, style, number + content, properties)


def _number(job: Job, facts: SectionFacts, look: Look) -> tuple[str, dict[str, str]]:
    """What stands before a heading whose number Word would count otherwise, and what keeps Word from it."""
    if not look.style.startswith("Heading") or not job.edition.number_sections:
        return "", {}
    if facts.number and job.numbering.counts(facts.level, facts.number):
        return "", {}
    words = f"{facts.number}\N{EN SPACE}" if facts.number else ""
    runs = job.runs.text(words, look.within("section-number")) if words else ""
    return runs, {"numPr": _UNNUMBERED}


def _style(facts: SectionFacts) -> str:
    if facts.commentary and facts.level <= 2:
        return f"CommentaryHeading{facts.level}"
    return f"Heading{facts.level}"


def _commentary_opening(job: Job, scope: Scope, facts: SectionFacts) -> tuple[str, str]:
    """A commentary headed "Commentary" needs no second label; any other gets one above its heading."""
    label = job.edition.terms.commentary
    if facts.title.casefold() == label.casefold():
        return "", "CommentaryTitle"
    return paragraph(job, scope, "CommentaryLabel", job.runs.text(label, Look("CommentaryLabel"))), _style(
        facts
    )
