"""Notes: an aside for each, at the end of the file that cites it first, with links both ways.

Reading systems that show notes in a pop-up look for `epub:type="noteref"` leading to an
`aside epub:type="footnote"` (EPUB 3 Structural Semantics 1.1; DPUB-ARIA 1.1, `doc-footnote`). All others
show them where they stand, which is below the section, as on paper. Apple Books hides such asides in the
text, so a note that nothing cites must not be one: those make a file of their own.
"""

from __future__ import annotations

from docexport.edition import NoteFacts
from docexport.model import Paragraph
from docexport.write.epub.blocks import blocks, paragraph
from docexport.write.epub.markup import attribute, internal, language
from docexport.write.epub.run import Document, Run

_ARROWS = {"ltr": "\N{LEFTWARDS ARROW WITH HOOK}", "rtl": "\N{RIGHTWARDS ARROW WITH HOOK}"}
_AS_TEXT = "\N{VARIATION SELECTOR-15}"
"""Keeps the arrow from becoming an emoji."""

_BOUND = "\N{NO-BREAK SPACE}"
"""Keeps the arrow from standing alone in a line."""


def notes_of_document(run: Run) -> str:
    """The notes of the file being written; a note may cite further ones, which then stand here too."""
    document, parts = run.document, []
    while document.cited:
        name = next(iter(document.cited))
        parts.append(_note(run, document.cited.pop(name)))
    return f'<div class="footnotes">\n{"".join(parts)}</div>\n' if parts else ""


def uncited_notes(run: Run) -> Document | None:
    """The file of the notes that nothing cites, or None when all are cited."""
    left = [note for note in run.edition.notes if note.name not in run.placed]
    if not left:
        return None
    run.features.add("notes")
    with run.writing(Document("notes.xhtml", run.edition.terms.notes, kind="backmatter")) as document:
        run.placed.update(note.name for note in left)
        run.line("notes-title")
        heading = f'<h1 class="notes-title">{run.term(run.edition.terms.notes)}</h1>\n'
        inner = "".join(_note(run, note, aside=False) for note in left)
        document.body = (
            f'<section epub:type="endnotes" role="doc-endnotes">\n{heading}{inner}</section>\n'
            f"{notes_of_document(run)}"
        )
    return document


def _note(run: Run, note: NoteFacts, *, aside: bool = True) -> str:
    tag, semantics = ("aside", ' epub:type="footnote" role="doc-footnote"') if aside else ("div", "")
    attributes = run.anchor(note.id) + language(note.lang)
    run.line("footnote")
    number = f'<span class="note-number">{run.text(str(note.number))}</span> '
    back = _backlinks(run, note)
    with run.within("footnote", "footnote"):
        inner = _opened_and_closed(run, note, number, back)
    return f'<{tag} class="note"{attributes}{semantics}>\n{inner}</{tag}>\n'


def _opened_and_closed(run: Run, note: NoteFacts, number: str, back: str) -> str:
    """The note's blocks with its number before the first words and the links back after the last."""
    nodes = note.blocks
    if not nodes or not isinstance(nodes[0], Paragraph):
        return f'<p class="footnote">{number}{back}</p>\n' + blocks(run, nodes)
    if len(nodes) == 1:
        return paragraph(run, nodes[0], before=number, after=back)
    first, last = paragraph(run, nodes[0], before=number), nodes[-1]
    if isinstance(last, Paragraph):
        return first + blocks(run, nodes[1:-1]) + paragraph(run, last, after=back)
    return first + blocks(run, nodes[1:]) + f'<p class="footnote">{back}</p>\n'


def _backlinks(run: Run, note: NoteFacts) -> str:
    """A link to each mark that cites the note; where there are several, each says which it is."""
    several = len(note.references) > 1
    parts = []
    for count, mark in enumerate(note.references, 1):
        name = f"{run.edition.terms.back} ({note.number}{f', {count}' if several else ''})"
        shown = (
            run.text(_ARROWS[run.edition.direction])
            + _AS_TEXT
            + (f"<sup>{run.text(str(count))}</sup>" if several else "")
        )
        kind = ' epub:type="backlink" role="doc-backlink"'
        parts.append(
            f'{_BOUND}<a class="backlink"{internal(mark)}{kind}{attribute("aria-label", name)}>{shown}</a>'
        )
    return "".join(parts)
