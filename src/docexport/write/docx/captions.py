"""Captions and numbers: SEQ fields in bookmarks, so that Word counts on and cross-references repeat them.

A label such as "Figure 2" is the words before the number, the field, and the words after it; the bookmark
around all three is what a REF field repeats (ECMA-376 part 1, 17.16.5.51 and 17.16.5.56).
"""

from __future__ import annotations

from collections.abc import Sequence

from docexport.edition import Label
from docexport.model import Inline
from docexport.write.docx.fields import field
from docexport.write.docx.inlines import inlines
from docexport.write.docx.job import Job, Scope
from docexport.write.docx.runs import Look

_SEQUENCES = {"figure": "Figure", "table": "Table", "formula": "Equation"}
"""Word's own names, whatever the language, so that its caption dialog finds them."""


def number_field(job: Job, label: Label, look: Look) -> str:
    """The label with its number as a field, bookmarked where something refers to it."""
    job.page_of[label.id] = job.pages.of(label.id, job.runs.letters)
    before, _, after = label.text.rpartition(label.number)
    sequence = f"SEQ {_SEQUENCES[label.kind]} \\* ARABIC"
    number = field(sequence, job.runs.text(label.number, look), job.runs.properties(look))
    content = (job.runs.text(before, look) if before else "") + number
    content += job.runs.text(after, look) if after else ""
    return job.bookmarks.around(label.id, content)


def caption_runs(job: Job, scope: Scope, label: Label | None, nodes: Sequence[Inline], style: str) -> str:
    """The runs of a caption: label, separator, words."""
    look = Look(style, lang=scope.lang)
    words = inlines(job, scope, nodes, look)
    if label is None:
        return words
    separator = job.runs.text(job.style.options.caption_separator, look) if nodes else ""
    return number_field(job, label, look.within("caption-label")) + separator + words
