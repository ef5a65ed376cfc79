"""The table of contents: a live TOC field inside Word's own gallery block, its entries already filled in.

A complex field over several paragraphs (ECMA-376 part 1, 17.16.5.68): it begins in the first entry and ends
in the last; each entry is a hyperlink with a PAGEREF field. It is not marked for an update, because Word
would ask on opening.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docexport.edition import ContentsEntry
from docexport.records import replace
from docexport.write.docx.catalog import TOC_LEVELS
from docexport.write.docx.fields import begin, end, field
from docexport.write.docx.inlines import inlines
from docexport.write.docx.job import Job
from docexport.write.docx.paragraphs import paragraph
from docexport.write.docx.runs import Look
from docexport.write.docx.xml import quoted

_TAB = "<w:r><w:tab/></w:r>"


def entries(job: Job) -> list[ContentsEntry]:
    """The entries that are shown, in reading order."""
    return list(_flat(job.edition.contents, min(job.edition.toc_depth, TOC_LEVELS)))


def _flat(found: Sequence[ContentsEntry], depth: int) -> Iterator[ContentsEntry]:
    for entry in found:
        if entry.level <= depth:
            yield entry
            yield from _flat(entry.children, depth)


def shows_any(job: Job) -> bool:
    """Whether the document has a table of contents, a list of figures or a list of tables."""
    edition = job.edition
    return bool((edition.show_contents and edition.contents) or edition.figures or edition.tables)


def space_after(job: Job) -> int:
    """The least distance to the text, in twips."""
    return (job.style.page.grid * 1.5).twips


def contents(job: Job) -> str:
    """The contents and the lists; the text must have been written, so that pages are known."""
    terms, edition = job.edition.terms, job.edition
    return (
        (_contents(job) if edition.show_contents else "")
        + _captions(job, "Figure", terms.figures, edition.figures)
        + _captions(job, "Table", terms.tables, edition.tables)
    )


def _captions(job: Job, sequence: str, title: str, shown: Sequence[ContentsEntry]) -> str:
    """A list of what a SEQ field counts (17.16.5.68, switch c), in Word's style for it."""
    if not shown:
        return ""
    heading = paragraph(job, job.column, "TOCHeading", job.runs.text(title, Look("TOCHeading")))
    opening = begin(f'TOC \\h \\z \\c "{sequence}"')
    lines = [_caption(job, entry, opening if number == 0 else "") for number, entry in enumerate(shown)]
    return heading + "".join(lines).removesuffix("</w:p>") + end() + "</w:p>"


def _caption(job: Job, entry: ContentsEntry, opening: str) -> str:
    look = Look("TableOfFigures")
    words = inlines(job, job.column, entry.title, replace(look, in_link=True))
    separator = job.style.options.caption_separator if entry.title else ""
    label = job.runs.text(entry.number + separator, look)
    return _line(job, entry, look, opening, label + words)


def _contents(job: Job) -> str:
    shown = entries(job)
    if not shown:
        return ""
    depth = min(job.edition.toc_depth, TOC_LEVELS)
    title = job.edition.terms.contents
    heading = paragraph(job, job.column, "TOCHeading", job.runs.text(title, Look("TOCHeading")))
    opening = begin(f'TOC \\o "1-{depth}" \\h \\z \\u')
    lines = [_entry(job, entry, opening if number == 0 else "") for number, entry in enumerate(shown)]
    # The field's end stands in the last entry: a paragraph of its own would be an empty line.
    lines[-1] = lines[-1].removesuffix("</w:p>") + end() + "</w:p>"
    block = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
    title_control = f"<w:alias w:val={quoted(title)}/>"
    return (
        f"<w:sdt><w:sdtPr>{title_control}{block}</w:sdtPr>"
        f"<w:sdtContent>{heading}{''.join(lines)}</w:sdtContent></w:sdt>"
    )


def _entry(job: Job, entry: ContentsEntry, opening: str) -> str:
    look = Look(f"TOC{entry.level}")
    number = job.runs.text(entry.number, look.within("section-number")) + _TAB if entry.number else ""
    words = inlines(job, job.column, entry.title, replace(look, in_link=True))
    return _line(job, entry, look, opening, number + words)


def _line(job: Job, entry: ContentsEntry, look: Look, opening: str, words: str) -> str:
    name = job.bookmarks.name(entry.id)
    page = field(f"PAGEREF {name} \\h", job.runs.text(str(job.page_of.get(entry.id, 1)), look))
    link = f'<w:hyperlink w:anchor="{name}" w:history="1">{words}{_TAB}{page}</w:hyperlink>'
    return paragraph(job, job.column, look.style, opening + link)
