"""Comments (ECMA-376 part 1, 17.13.4): what reviewers say about words, beside the page.

1. The words are marked in the text; a comment about no words stands at its place.
2. A comment inside a note stands at the note's mark: Word knows none in the part that notes are in.
3. What is said goes to the comments part, as a paragraph in Word's own styles for comments.
"""

from __future__ import annotations

from docexport.model import Comment, Paragraph
from docexport.write.docx.job import Job
from docexport.write.docx.revisions import signature
from docexport.write.docx.xml import quoted, root

_TEXT = "AnnotationText"
_REFERENCE = '<w:rPr><w:rStyle w:val="AnnotationReference"/></w:rPr>'
_MOST_INITIALS = 9
"""The limit of Word's own field for them."""


def commented(job: Job, node: Comment, content: str) -> str:
    """The words that a comment is about, with its mark behind them."""
    number = len(job.comments.parts)
    job.comments.parts.append("")  # a number that no other comment takes meanwhile
    job.comments.parts[number] = _comment(job, node, number)
    if job.story is job.note_story:
        job.comments.waiting.append(number)
        return content
    return _around(content, number)


def from_note(job: Job, reference: str) -> str:
    """The mark of a note, with the comments that stand in the note."""
    waiting, job.comments.waiting = job.comments.waiting, []
    for number in waiting:
        reference = _around(reference, number)
    return reference


def _around(content: str, number: int) -> str:
    mark = f'<w:r>{_REFERENCE}<w:commentReference w:id="{number}"/></w:r>'
    return f'<w:commentRangeStart w:id="{number}"/>{content}<w:commentRangeEnd w:id="{number}"/>{mark}'


def comments_part(job: Job) -> bytes:
    """The part with all comments of the document."""
    return root("w:comments", job.comments.parts)


def _comment(job: Job, node: Comment, number: int) -> str:
    with job.in_comment():
        job.opening = f"<w:r>{_REFERENCE}<w:annotationRef/></w:r>"
        content = job.write(job.column.inside(_TEXT), (Paragraph(node.words),))
    initials = _initials(job.edition.reviewer)
    short = f" w:initials={quoted(initials)}" if initials else ""
    return f'<w:comment w:id="{number}"{signature(job)}{short}>{content}</w:comment>'


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isalpha())[:_MOST_INITIALS].upper()
