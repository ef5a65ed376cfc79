"""The article in files: a file for each top section, and links that know in which file a thing is.

1. What stands before the first section is a file; each section of the first level is one, commentary too;
   `parts` divides those that are too large.
2. Each file ends with the notes that it cites first.
3. When all is written, every internal link gets its file (`linked`); one that leads nowhere stays words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from docexport.model import Section
from docexport.write.epub.blocks import blocks, section
from docexport.write.epub.markup import LINK_MARK, attribute, language, legal, quoted
from docexport.write.epub.notes import notes_of_document
from docexport.write.epub.parts import Part, parts_of
from docexport.write.epub.run import TEXTS, Document, Run

_LINK = re.compile(f' href="{LINK_MARK}([^"]*)"')
_CHAPTER = ' epub:type="chapter" role="doc-chapter"'
_PART = ' epub:type="part" role="doc-part"'


_MARKED = ("cover.xhtml", "titlepage.xhtml")
"""Files that show the marking in a place of its own."""


def text_documents(run: Run) -> list[Document]:
    """The article's blocks as files, in reading order."""
    done = []
    for count, part in enumerate(parts_of(run.edition.blocks, run.notes)):
        with run.writing(Document(f"text-{count + 1}.xhtml", run.edition.title)) as document:
            document.body = _body(run, part) + notes_of_document(run)
            document.body = _dropped(run, document.body) if count == 0 else document.body
        done.append(document)
    if done:
        _end_pages(run, done[-1])
    return done


def _end_pages(run: Run, document: Document) -> None:
    """Pages that begin behind the text: with notes, say, which in the book stand elsewhere."""
    with run.writing(document):
        document.body += "".join(run.pages.mark(page, run.fresh) for page in run.pages.end)


def _dropped(run: Run, body: str) -> str:
    """The text with its first letter marked to be set large, where the style has it so."""
    if not run.style.options.drop_cap:
        return body
    return body.replace('<p class="body-first">', '<p class="body-first drop-cap">', 1)


def _body(run: Run, part: Part) -> str:
    if part.title:
        run.document.title = run.edition.sections[part.title].title or run.edition.title
    name = attribute("aria-label", run.document.title)
    if part.around is not None:
        run.document.listed = ""
        return _continued(run, part, part.around)
    first = part.nodes[0]
    if not isinstance(first, Section):
        return f"<section{_CHAPTER}{name}>\n{blocks(run, part.nodes)}</section>\n"
    facts = run.edition.sections[first.id or ""]
    run.document.entry = next((entry for entry in run.edition.contents if entry.id == facts.id), None)
    return section(run, first, (_PART if facts.commentary else _CHAPTER) + name)


def _continued(run: Run, part: Part, around: Section) -> str:
    """What stands in a section that began in an earlier file: no second section, no second chapter."""
    commentary = run.edition.sections[around.id or ""].commentary
    with run.within("commentary-body" if commentary else run.paragraph):
        inner = blocks(run, part.nodes)
    look = ' class="commentary"' if commentary else ""
    return f"<div{look}{language(part.lang)}>\n{inner}</div>\n"


def files_of(documents: Iterable[Document]) -> dict[str, str]:
    """The name of the file that each id is in."""
    return {anchor: document.name for document in documents for anchor in document.ids}


def linked(documents: Iterable[Document], files: Mapping[str, str]) -> None:
    """Give every internal link the file that its target is in."""
    for document in documents:
        way = "" if document.folder == TEXTS else TEXTS

        def href(match: re.Match[str], own: str = document.name, way: str = way) -> str:
            file = files.get(match[1])
            if file is None:
                return ""  # an `a` without `href` is text that is no link (HTML 5.2, 4.5.1)
            return f' href="#{match[1]}"' if file == own else f' href="{way}{file}#{match[1]}"'

        document.body = _LINK.sub(href, document.body)


def _marking(run: Run, document: Document) -> str:
    """The handling marking, which stands on each page of the print edition, at the head of each file."""
    words = run.edition.front.marking
    if not words or document.name in _MARKED:
        return ""
    run.line("marking")
    return f'<p class="marking">{run.text(words)}</p>\n'


def xhtml(run: Run, document: Document, *, head: str = "") -> bytes:
    """A whole XHTML file (EPUB 3.3, section 6.1)."""
    direction = "" if run.edition.direction == "ltr" else ' dir="rtl"'
    tag = quoted(run.edition.lang)
    up = "../" if document.folder else ""
    text = (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f' lang="{tag}" xml:lang="{tag}"{direction}>\n'
        f"<head>\n<title>{quoted(document.title)}</title>\n"
        f'<link rel="stylesheet" type="text/css" href="{up}styles/style.css"/>\n{head}</head>\n'
        f'<body epub:type="{document.kind}">\n{_marking(run, document)}{document.body}</body>\n</html>\n'
    )
    return legal(text).encode()
