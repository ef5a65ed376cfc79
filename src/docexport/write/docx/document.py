"""A Word document from an Edition, in six steps.

1. A package with nothing in it (`package`), and the state of the run (`job`).
2. The body as text: masthead, key points, sections; notes and pictures are collected on the way.
3. The contents, now that every heading's page is known, go between.
4. Headers and footers (`furniture`), the page (`page_setup`).
5. The parts that say how it looks: styles, numbering, theme, fonts, settings.
6. Properties, and the whole as a zip file (`package.packed`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from docexport.edition import Edition
from docexport.notices import Notify
from docexport.resources import Resources
from docexport.style import Style
from docexport.write.docx import comments, contents, masthead, notes, sections
from docexport.write.docx.blocks import blocks
from docexport.write.docx.fonts_embedded import embedded_fonts, font_table_part
from docexport.write.docx.furniture import Line, furniture, turned_furniture
from docexport.write.docx.job import Job
from docexport.write.docx.languages import lang_element
from docexport.write.docx.package import add_part, new_document, packed
from docexport.write.docx.paragraphs import paragraph
from docexport.write.docx.properties import custom_part, extended_part, fill_core
from docexport.write.docx.runs import EMOJI_FONT, Look
from docexport.write.docx.settings import settings_part
from docexport.write.docx.theme import theme_part
from docexport.write.docx.xml import root

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_EXTENDED_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_FONT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_APPLES_EMOJI = "Apple Color Emoji"
_NOTES = {
    "footnote": (CONTENT_TYPE.WML_FOOTNOTES, RELATIONSHIP_TYPE.FOOTNOTES),
    "endnote": (CONTENT_TYPE.WML_ENDNOTES, RELATIONSHIP_TYPE.ENDNOTES),
}


def write_docx(edition: Edition, style: Style, resources: Resources, notify: Notify) -> bytes:
    """The edition as a Word document (.docx). What cannot be shown as meant goes to `notify`."""
    document = new_document()
    job = Job(edition, style, resources, notify, document.part.package, blocks)
    job.pages.lay_out(sections.as_turned(job), job.style, resources)
    body = _body(job)
    upright = _furniture(job, document.part, furniture(job))
    turned = _furniture(job, document.part, turned_furniture(job)) if sections.is_turned(body) else []
    body = sections.finished(job, body, upright, turned)
    job.body.give_to(document.part)
    _add_looks(job, document.part)
    _add_properties(job, document)
    finished = root("w:document", f"<w:body>{body}</w:body>")
    return packed(document.part.package, {str(document.part.partname): finished})


# --- The body


def _body(job: Job) -> str:
    edition = job.edition
    head, points = masthead.masthead(job), masthead.points(job)
    wanted, job.space_wanted = job.space_wanted, 0
    if contents.shows_any(job):
        job.space_wanted = contents.space_after(job)
    else:
        job.space_wanted = wanted
    text = _closed(job, blocks(job, job.column, edition.blocks))
    if edition.cover_page:
        head = sections.cover_ended(head)
    if job.style.page.columns == 1:
        return head + points + _contents(job, wanted) + text
    if not contents.shows_any(job):
        return (head if edition.cover_page else sections.masthead_ended(head)) + points + text
    # A table of contents has its page numbers at the far edge of the page, not of a column.
    gap = paragraph(job, job.column, "TableGap", "")
    return head + points + _contents(job, wanted) + sections.masthead_ended(gap) + text


def _contents(job: Job, wanted: int) -> str:
    if not contents.shows_any(job):
        return ""
    job.space_wanted = wanted
    return contents.contents(job)


def _closed(job: Job, text: str) -> str:
    """The text and what stands after it: notes that nothing cites, the title of endnotes, the colophon."""
    at_end = job.notes.kind == "endnote" and bool(job.notes.numbers)
    if at_end:  # which Word puts after everything else
        return text + _colophon(job) + _notes(job, titled=True) + _gap_after_table(job)
    text += _notes(job, titled=False)
    if job.style.page.columns > 1:
        return sections.with_closing(job, text, _colophon(job))
    return text + _colophon(job) + _gap_after_table(job)


def _notes(job: Job, *, titled: bool) -> str:
    uncited = notes.uncited(job)
    if not uncited and not titled:
        return ""
    title = job.runs.text(job.edition.terms.notes, Look("NotesTitle"))
    return paragraph(job, job.column, "NotesTitle", title) + uncited


def _gap_after_table(job: Job) -> str:
    return paragraph(job, job.column, "TableGap", "") if job.after_table else ""


def _colophon(job: Job) -> str:
    metadata, publication = job.edition.metadata, job.style.publication
    publisher = metadata.publisher if metadata.publisher != publication.name else ""
    lines = (metadata.source, publisher, publication.address, metadata.rights or publication.rights)
    job.space_wanted = max(job.space_wanted, job.style.page.grid.twips)
    return "".join(
        paragraph(job, job.column, "Colophon", job.runs.text(line, Look("Colophon")))
        for line in lines
        if line
    )


# --- The other parts


def _furniture(job: Job, owner: Part, lines: Iterable[Line]) -> list[tuple[str, str, str]]:
    """Add headers and footers; their kind, page and relationship."""
    present = sum(
        part.partname.startswith(("/word/header", "/word/footer")) for part in job.package.iter_parts()
    )
    types = {
        "header": (CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER),
        "footer": (CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER),
    }
    found: list[tuple[str, str, str]] = []
    for number, line in enumerate(lines, start=present + 1):
        kind, relation = types[line.kind]
        part = add_part(owner, f"/word/{line.kind}{number}.xml", kind, relation, line.content)
        found.append((line.kind, line.page, owner.relate_to(part, relation)))
    return found


def _add_looks(job: Job, owner: Part) -> None:
    edition, style = job.edition, job.style
    written = bool(job.notes.parts)
    if written:
        kind, relation = _NOTES[job.notes.kind]
        part = add_part(owner, f"/word/{job.notes.kind}s.xml", kind, relation, notes.notes_part(job))
        job.note_story.give_to(part)
    if job.comments.parts:
        content = comments.comments_part(job)
        part = add_part(
            owner, "/word/comments.xml", CONTENT_TYPE.WML_COMMENTS, RELATIONSHIP_TYPE.COMMENTS, content
        )
        job.comments.story.give_to(part)
    styles = job.sheet.part(lang_element(edition.lang))
    embeds = _add_fonts(job, owner)
    settings = settings_part(edition, style, (job.notes.kind,) if written else (), embeds_fonts=embeds)
    parts = (
        ("styles", CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES, styles),
        ("numbering", CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING, job.numbering.part()),
        ("settings", CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS, settings),
        ("theme/theme1", CONTENT_TYPE.OFC_THEME, RELATIONSHIP_TYPE.THEME, theme_part(style)),
    )
    for name, content_type, relation_type, data in parts:
        add_part(owner, f"/word/{name}.xml", content_type, relation_type, data)


def _add_fonts(job: Job, owner: Part) -> bool:
    """Add the font table and the fonts; whether there are any."""
    used = job.faces.used
    fonts = embedded_fonts(used, job.faces.letters) if job.style.options.embed_fonts else {}
    table = add_part(
        owner, "/word/fontTable.xml", CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE,
        font_table_part(used, fonts, {EMOJI_FONT: _APPLES_EMOJI} if job.runs.has_emoji else {}),
    )  # fmt: skip
    for number, font in enumerate(dict.fromkeys(fonts.values()), start=1):
        part = Part(PackURI(f"/word/fonts/font{number}.odttf"), _FONT_TYPE, font.data, job.package)
        table.load_rel(RELATIONSHIP_TYPE.FONT, part, font.relationship)
    return bool(fonts)


def _add_properties(job: Job, document: WordDocument) -> None:
    fill_core(document.core_properties, job.edition)
    package = job.package
    extended = extended_part(job.edition, job.style, job.pages.count(job.runs.letters))
    add_part(package, "/docProps/app.xml", _EXTENDED_TYPE, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES, extended)
    custom = custom_part(job.edition)
    if custom is not None:
        add_part(package, "/docProps/custom.xml", _CUSTOM_TYPE, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES, custom)
