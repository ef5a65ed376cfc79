"""Page breaks of the print edition (EPUB 3.3, section 7.4.3; EPUB Accessibility 1.1, section 3.3).

A break is marked inside the element whose id it names, which must be one that may hold a mark: a section,
a paragraph, a heading, a figure or another box. Breaks that can be marked nowhere are told of and left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from docexport.notices import NotRendered
from docexport.write.epub.markup import attribute
from docexport.write.epub.run import Document, Run

_TAGS = "section|p|h[1-6]|figure|div|blockquote|aside"


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Where a page of the print edition begins: its label, and the id at whose start it lies."""

    label: str
    anchor: str


def marked(run: Run, documents: Sequence[Document], breaks: Sequence[PageBreak]) -> list[PageBreak]:
    """Put the marks into the files; the breaks that have one, with the marks' ids as anchors."""
    homes = {anchor: document for document in documents for anchor in document.ids}
    done = []
    for page in breaks:
        found = _mark(run, homes, page)
        if found is None:
            reason = f"nothing that can hold a mark has the id {page.anchor!r}"
            run.notify(NotRendered(what=f"the beginning of page {page.label}", reason=reason))
        else:
            done.append(PageBreak(page.label, found))
    return done


def _mark(run: Run, homes: Mapping[str, Document], page: PageBreak) -> str | None:
    document = homes.get(page.anchor)
    start = rf'<(?:{_TAGS})\b[^>]* id="{re.escape(page.anchor)}"[^>]*>'
    match = re.search(start, document.body) if document is not None else None
    if document is None or match is None:
        return None
    with run.writing(document):
        name = run.fresh(f"page-{'-'.join(re.findall('[0-9A-Za-z]+', page.label))}")
    label = attribute("aria-label", page.label)
    mark = f'<span epub:type="pagebreak" role="doc-pagebreak" id="{name}"{label}></span>'
    document.body = document.body[: match.end()] + mark + document.body[match.end() :]
    return name
