"""Notes (ECMA-376 part 1, 17.11): real footnotes or endnotes, numbered by Word in the order of their marks.

1. The first mark of a note in the text is the note's reference; its words go to the notes part.
2. A second mark repeats the number with a NOTEREF field.
3. Word has no notes inside notes: a note that is cited only by another one stands in that note, as further
   paragraphs under its own number; a note that nothing cites stands at the end of the text.
"""

from __future__ import annotations

from docexport.edition import NoteFacts
from docexport.model import NoteReference, Paragraph
from docexport.records import replace
from docexport.write.docx import comments
from docexport.write.docx.fields import field
from docexport.write.docx.job import Job, Scope
from docexport.write.docx.runs import Look
from docexport.write.docx.xml import root

_GAP = '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
"""Between the number and the words of a note."""
_ROOTS = {"footnote": "w:footnotes", "endnote": "w:endnotes"}
_STYLES = {"footnote": "FootnoteText", "endnote": "EndnoteText"}
_MARKS = {"footnote": "FootnoteReference", "endnote": "EndnoteReference"}


def mark(job: Job, node: NoteReference, look: Look) -> str:
    """The mark that cites a note."""
    note = job.edition.note(node.name)
    if job.notes.open:
        return _mark_in_note(job, note, look)
    if note.name in job.notes.numbers:
        return _repeated(job, note, look)
    number = job.notes.numbers[note.name] = len(job.notes.numbers) + 1
    _write(job, note, number)
    reference = _run(job, f'<w:{job.notes.kind}Reference w:id="{number}"/>')
    reference = comments.from_note(job, reference)
    return job.bookmarks.range(_bookmark(note), reference) if _is_repeated(job, note) else reference


def _mark_in_note(job: Job, note: NoteFacts, look: Look) -> str:
    if note.name in job.cited_in_text:
        return _repeated(job, note, look)
    job.notes.nested.append(note)
    return _number(job, note)


def _is_repeated(job: Job, note: NoteFacts) -> bool:
    return len(note.references) > 1


def _repeated(job: Job, note: NoteFacts, look: Look) -> str:
    del look  # a mark looks the same everywhere
    properties = f'<w:rPr><w:rStyle w:val="{_MARKS[job.notes.kind]}"/></w:rPr>'
    return field(f"NOTEREF {_bookmark(note)} \\h", _number(job, note), properties)


def _bookmark(note: NoteFacts) -> str:
    return f"_RefNote{note.number}"


def _number(job: Job, note: NoteFacts) -> str:
    return _run(job, f"<w:t>{note.number}</w:t>")


def _run(job: Job, content: str) -> str:
    return f'<w:r><w:rPr><w:rStyle w:val="{_MARKS[job.notes.kind]}"/></w:rPr>{content}</w:r>'


def _write(job: Job, note: NoteFacts, number: int) -> None:
    kind = job.notes.kind
    opening = _run(job, f"<w:{kind}Ref/>") + _GAP
    with job.in_note():
        content = _content(job, note, opening)
        if content.endswith("</w:tbl>"):
            # As everywhere in a document, the last thing is a paragraph (17.4.37 says so of a table).
            content += job.write(note_scope(job), (Paragraph(()),))
    job.notes.parts[number] = f'<w:{kind} w:id="{number}">{content}</w:{kind}>'


def _content(job: Job, note: NoteFacts, opening: str) -> str:
    """The note's blocks, then those of notes that only it cites."""
    scope = note_scope(job)
    job.notes.open.append(note.name)
    outer, job.notes.nested = job.notes.nested, []
    job.bookmarks.announce(note.id)
    job.opening = opening
    content = job.write(scope, note.blocks)
    if job.opening:
        # The note is empty, or nothing in it is a paragraph that could begin with the number.
        content += job.write(scope, (Paragraph(()),))
    for inner in job.notes.nested:
        if inner.name not in job.notes.placed:
            job.notes.placed.add(inner.name)
            content += _content(job, inner, _number(job, inner) + _GAP)
    job.notes.nested = outer
    job.notes.open.pop()
    return content


def note_scope(job: Job) -> Scope:
    """Where the blocks of a note stand."""
    return replace(job.column.inside(_STYLES[job.notes.kind]), in_note=True)


def uncited(job: Job) -> str:
    """The notes that nothing cites, as text."""
    job.notes.placed.update(job.notes.numbers)
    content: list[str] = []
    for note in job.edition.notes:
        if note.name not in job.notes.placed and note.name not in job.cited_in_text:
            job.notes.placed.add(note.name)
            content.append(_content(job, note, _number(job, note) + _GAP))
    return "".join(content)


def notes_part(job: Job) -> bytes:
    """The part with the notes of the document and their separators."""
    kind = job.notes.kind
    close = '<w:pPr><w:pStyle w:val="NoteSeparator"/></w:pPr>'
    separators = (
        f'<w:{kind} w:type="{name}" w:id="{number}"><w:p>{close}<w:r><w:{name}/></w:r></w:p></w:{kind}>'
        for name, number in (("separator", -1), ("continuationSeparator", 0))
    )
    written = (job.notes.parts[number] for number in sorted(job.notes.parts))
    return root(_ROOTS[kind], [*separators, *written])
