"""The article in files: a file for each top section, and links that know in which file a thing is.

1. What stands before the first section is a file; each section of the first level is one, commentary too.
2. Each file ends with the notes that it cites first.
3. When all is written, every internal link gets its file (`linked`); one that leads nowhere stays words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from docexport.model import Block, Section
from docexport.write.epub.blocks import blocks, section
from docexport.write.epub.markup import LINK_MARK, attribute, legal, quoted
from docexport.write.epub.notes import notes_of_document
from docexport.write.epub.run import Document, Run

_LINK = re.compile(f' href="{LINK_MARK}([^"]*)"')
_CHAPTER = ' epub:type="chapter" role="doc-chapter"'
_PART = ' epub:type="part" role="doc-part"'


def text_documents(run: Run) -> list[Document]:
    """The article's blocks as files, in reading order."""
    done = []
    for count, nodes in enumerate(_split(run.edition.blocks)):
        with run.writing(Document(f"text-{count + 1}.xhtml", run.edition.title)) as document:
            document.body = _body(run, nodes) + notes_of_document(run)
            document.body = _dropped(run, document.body) if count == 0 else document.body
        done.append(document)
    return done


def _dropped(run: Run, body: str) -> str:
    """The text with its first letter marked to be set large, where the style has it so."""
    if not run.style.options.drop_cap:
        return body
    return body.replace('<p class="body-first">', '<p class="body-first drop-cap">', 1)


def _split(nodes: tuple[Block, ...]) -> Iterator[tuple[Block, ...]]:
    """Sections one by one, other blocks together."""
    for is_section, group in groupby(nodes, lambda node: isinstance(node, Section)):
        if is_section:
            yield from ((node,) for node in group)
        else:
            yield tuple(group)


def _body(run: Run, nodes: tuple[Block, ...]) -> str:
    first = nodes[0]
    if not isinstance(first, Section):
        label = attribute("aria-label", run.edition.title)
        return f"<section{_CHAPTER}{label}>\n{blocks(run, nodes)}</section>\n"
    facts = run.edition.sections[first.id or ""]
    run.document.entry = next((entry for entry in run.edition.contents if entry.id == facts.id), None)
    run.document.title = facts.title or run.edition.title
    semantics = _PART if facts.commentary else _CHAPTER
    return section(run, first, semantics + attribute("aria-label", facts.title or run.edition.title))


def files_of(documents: Iterable[Document]) -> dict[str, str]:
    """The name of the file that each id is in."""
    return {anchor: document.name for document in documents for anchor in document.ids}


def linked(documents: Iterable[Document], files: Mapping[str, str]) -> None:
    """Give every internal link the file that its target is in."""
    for document in documents:

        def href(match: re.Match[str], own: str = document.name) -> str:
            file = files.get(match[1])
            if file is None:
                return ""  # an `a` without `href` is text that is no link (HTML 5.2, 4.5.1)
            return f' href="#{match[1]}"' if file == own else f' href="{file}#{match[1]}"'

        document.body = _LINK.sub(href, document.body)


def xhtml(run: Run, document: Document, *, head: str = "") -> bytes:
    """A whole XHTML file (EPUB 3.3, section 6.1)."""
    direction = "" if run.edition.direction == "ltr" else ' dir="rtl"'
    tag = quoted(run.edition.lang)
    text = (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f' lang="{tag}" xml:lang="{tag}"{direction}>\n'
        f"<head>\n<title>{quoted(document.title)}</title>\n"
        f'<link rel="stylesheet" type="text/css" href="../styles/style.css"/>\n{head}</head>\n'
        f'<body epub:type="{document.kind}">\n{document.body}</body>\n</html>\n'
    )
    return legal(text).encode()
