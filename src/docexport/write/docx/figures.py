"""Figures: a picture, or a frame with its alternative text where there is none, and the caption."""

from __future__ import annotations

from docexport.edition import Label
from docexport.model import Figure, Text
from docexport.records import replace
from docexport.resources import Placeholder
from docexport.write.docx.captions import caption_runs
from docexport.write.docx.drawings import drawing, shown_as, stand_in, tallest
from docexport.write.docx.job import Job, Scope
from docexport.write.docx.paragraphs import paragraph, text_paragraph
from docexport.write.docx.runs import Look


def figure(job: Job, scope: Scope, node: Figure) -> str:
    """A picture with its caption and its long description, kept together."""
    return _captioned(job, scope, node) + _description(job, scope, node.description)


def _description(job: Job, scope: Scope, words: str) -> str:
    return text_paragraph(job, scope, "SourceNote", (Text(words),)) if words else ""


def _captioned(job: Job, scope: Scope, node: Figure) -> str:
    label = job.edition.labels.get(node.id or "")
    if label is None:
        job.bookmarks.announce(node.id)
    if not node.caption and label is None:
        return _figure_picture(job, scope, node, captioned=False)
    if job.style.options.figure_caption == "above":
        return _caption(job, scope, node, label, "CaptionAbove") + _figure_picture(
            job, scope, node, captioned=False
        )
    below = "DescribedCaption" if node.description else "Caption"
    return _figure_picture(job, scope, node, captioned=True) + _caption(job, scope, node, label, below)


def _caption(job: Job, scope: Scope, node: Figure, label: Label | None, style: str) -> str:

    return paragraph(job, scope, style, caption_runs(job, scope, label, node.caption, style))


def _figure_picture(job: Job, scope: Scope, node: Figure, *, captioned: bool) -> str:

    found = job.resources.picture(node.source, node.at, job.notify)
    if isinstance(found, Placeholder):
        words = " ".join((node.alt or job.edition.terms.placeholder).split())
        content = stand_in(job, found, words, Look("Placeholder"))
        return paragraph(job, scope, "CaptionedPlaceholder" if captioned else "Placeholder", content)
    shown = shown_as(found, node.width, scope.width, tallest(job))
    alt = node.alt or node.title or ("" if node.decorative else node.source)
    shown = replace(shown, alt=alt, title=node.title, decorative=node.decorative)
    return paragraph(job, scope, "CaptionedFigure" if captioned else "Figure", drawing(job, found, shown))
