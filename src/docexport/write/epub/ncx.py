"""The NCX (OPF 2.0.1, section 2.4.1; ANSI/NISO Z39.86-2005), for reading systems from before EPUB 3.

1. The contents, as the navigation document has them.
2. The pages of the print edition, which Adobe's engine shows from here only.
3. What leads to a place has that place's number in reading order; what leads to the same one, the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

from docexport.write.epub.markup import escape, legal, quoted
from docexport.write.epub.outline import Line, depth_of, in_order
from docexport.write.epub.pages import PageMark
from docexport.write.epub.run import TEXTS, Document, Run

_ID = re.compile(r'<[^<>]* id="([^"]*)"')
_ROMAN = re.compile(r"[ivxlcdm]+")
_Order = Mapping[str, int]


def ncx(run: Run, lines: Sequence[Line], documents: Iterable[Document], files: Mapping[str, str]) -> bytes:
    """Contents and pages once more; the identifier must be that of the package."""
    edition = run.edition
    pages = {f"{files[mark.id]}#{mark.id}": mark for mark in run.pages.done if mark.id in files}
    order = _play_order(documents, {*pages, *(line.href for line in in_order(lines))})
    authors = (author.name for author in edition.metadata.authors if author.name.strip())
    return legal(
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"'
        f' xml:lang="{quoted(edition.lang)}">\n<head>\n{_head(run, depth_of(lines), pages.values())}</head>\n'
        f"<docTitle><text>{escape(edition.title)}</text></docTitle>\n"
        + "".join(f"<docAuthor><text>{escape(name)}</text></docAuthor>\n" for name in authors)
        + f"<navMap>\n{_points(lines, count(1), order)}</navMap>\n{_page_list(run, pages, order)}</ncx>\n"
    ).encode()


def _play_order(documents: Iterable[Document], wanted: set[str]) -> _Order:
    places = (place for document in documents for place in _places(document))
    return {place: number for number, place in enumerate((p for p in places if p in wanted), 1)}


def _places(document: Document) -> Iterator[str]:
    yield document.name
    yield from (f"{document.name}#{name}" for name in _ID.findall(document.body))


def _head(run: Run, depth: int, pages: Iterable[PageMark]) -> str:
    labels = [mark.label for mark in pages]
    head = {
        "dtb:uid": run.edition.identifier,
        "dtb:depth": str(depth),
        "dtb:totalPageCount": str(len(labels)),
        "dtb:maxPageNumber": str(max((int(label) for label in labels if label.isdecimal()), default=0)),
    }
    return "".join(f'<meta name="{name}" content="{quoted(value)}"/>\n' for name, value in head.items())


def _points(lines: Sequence[Line], numbers: Iterator[int], order: _Order) -> str:
    return "".join(_point(line, numbers, order) for line in lines)


def _point(line: Line, numbers: Iterator[int], order: _Order) -> str:
    start = f'<navPoint id="point-{next(numbers)}" playOrder="{order[line.href]}">'
    return f"{start}{_target(line.plain, line.href)}{_points(line.below, numbers, order)}</navPoint>\n"


def _page_list(run: Run, pages: Mapping[str, PageMark], order: _Order) -> str:
    if not pages:
        return ""
    title = f"<navLabel><text>{escape(run.edition.terms.page)}</text></navLabel>\n"
    targets = "".join(
        f'<pageTarget id="target-{number}"{_kind(mark.label)} playOrder="{order[href]}">'
        f"{_target(mark.label, href)}</pageTarget>\n"
        for number, (href, mark) in enumerate(pages.items(), 1)
    )
    return f"<pageList>\n{title}{targets}</pageList>\n"


def _kind(label: str) -> str:
    if label.isdecimal() and label.isascii():
        return f' type="normal" value="{int(label)}"'
    return ' type="front"' if _ROMAN.fullmatch(label) else ' type="special"'


def _target(label: str, href: str) -> str:
    source = f'<content src="{TEXTS}{quoted(href)}"/>'
    return f"<navLabel><text>{escape(label)}</text></navLabel>{source}"
