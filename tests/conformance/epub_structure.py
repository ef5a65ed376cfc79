"""What a good book has that no validator insists on: whole links, notes that lead back, steady headings.

1. Links and sources lead to a file of the book and to an id in it; no link lost its target.
2. A note is cited, and leads back to each mark that cites it.
3. Headings begin with the first level, never skip one, and have words.
4. Landmarks name the cover, the title page, the contents and the text.
5. Every file says its language, twice alike, as the package does.
6. Every picture has an alternative, and an empty one only where it is called decorative.
7. Head cells of tables say what they head.
8. The contents are in reading order.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from docexport.edition import Edition, text_of
from docexport.model import walk
from tests.conformance.epub_book import XML_LANG, Book, classes, headings, opened, said, types
from tests.conformance.extract import XHTML
from tests.conformance.finding import Finding

SVG_LINK = "{http://www.w3.org/1999/xlink}href"
FORMULA = "{http://www.w3.org/1998/Math/MathML}math"
DUBLIN_CORE_LANGUAGE = "{http://purl.org/dc/elements/1.1/}language"
CSS_URL = re.compile(rb"url\(\s*['\"]?([^'\")]+)")
NCX_CONTENT = "{http://www.daisy.org/z3986/2005/ncx/}content"


def structure(path: Path) -> list[Finding]:
    """Report whatever the checks find in a book."""
    book = opened(path)
    return [finding for check in CHECKS for finding in check(book)]


def lost_languages(path: Path, edition: Edition) -> list[Finding]:
    """Report the languages of passages of the article that fewer passages of the book say."""
    nodes = [node for node in walk(edition.blocks) if node.lang and text_of(node).strip()]
    book = opened(path)
    spoken = Counter(element.get("lang") for page in book.pages.values() for element in page.iter())
    lost = Counter(node.lang for node in nodes) - spoken
    return [
        _finding("lost-lang", f"{count} passages in {lang} do not say so", "") for lang, count in lost.items()
    ]


def _finding(rule: str, message: str, where: str) -> Finding:
    return Finding("structure", rule, message, where)


# --- Links -----------------------------------------------------------------------------------------


def links(book: Book) -> Iterator[Finding]:
    """Nothing leads nowhere."""
    for name, address in _addresses(book):
        file, fragment = book.target(name, address)
        if file and file not in book.parts:
            yield _finding("no-file", f"{address} is not in the book", name)
        elif fragment and fragment not in book.ids.get(file, {}):
            yield _finding("no-id", f"{address} leads to no id", name)
    for name, page in book.pages.items():
        for link in page.iter(f"{XHTML}a"):
            if "href" not in link.attrib:
                yield _finding("no-target", f"the link {said(link)!r} leads nowhere", name)
        for identity, count in Counter(e.get("id") for e in page.iter() if "id" in e.attrib).items():
            if count > 1:
                yield _finding("double-id", f"{count} elements are called {identity}", name)


def _addresses(book: Book) -> Iterator[tuple[str, str]]:
    yield from ((book.package_name, item.attrib["href"]) for item in book.items.values())
    for name, page in book.pages.items():
        for element in page.iter():
            for attribute in ("href", "src", SVG_LINK):
                if attribute in element.attrib:
                    yield name, element.attrib[attribute]
            # References by id inside the page.
            for attribute in ("aria-labelledby", "aria-describedby", "aria-details"):
                yield from ((name, f"#{identity}") for identity in element.get(attribute, "").split())
    for name, data in book.parts.items():
        if name.endswith(".css"):
            yield from ((name, match[1].decode()) for match in CSS_URL.finditer(data))
        elif name.endswith(".ncx"):
            yield from (
                (name, point.attrib["src"]) for point in ElementTree.fromstring(data).iter(NCX_CONTENT)
            )


# --- Notes -----------------------------------------------------------------------------------------


def notes(book: Book) -> Iterator[Finding]:
    """Each mark leads to a note that leads back to it; each note is led to and leads back."""
    citing, cited, back = _ends(book)
    for mark, note in citing.items():
        if note not in cited:
            yield _finding("no-note", f"the mark {mark[1]} leads to no note", mark[0])
        elif mark not in back.get(note, ()):
            yield _finding("no-backlink", f"the note {note[1]} does not lead back to {mark[1]}", note[0])
    marks = {place for places in back.values() for place in places}
    for note, is_aside in cited.items():
        if is_aside and note not in citing.values() and not back.get(note):
            yield _finding("uncited", f"nothing leads to the note {note[1]}", note[0])
    for name, identity in marks - set(citing):
        element = book.ids.get(name, {}).get(identity)
        # Inside another link a mark cannot be a link.
        if element is None or element.tag != f"{XHTML}sup" or "note-mark" not in classes(element):
            yield _finding("lost-backlink", f"a backlink leads to {identity}, which cites nothing", name)


Place = tuple[str, str]
"""A file and an id in it."""


def _ends(book: Book) -> tuple[dict[Place, Place], dict[Place, bool], dict[Place, list[Place]]]:
    """Where each mark leads; the notes, and whether each is an aside; where each note's backlinks lead."""
    citing: dict[Place, Place] = {}
    cited: dict[Place, bool] = {}
    back: dict[Place, list[Place]] = {}
    for name, page in book.pages.items():
        for element in page.iter():
            kinds = types(element)
            if "noteref" in kinds:
                citing[name, element.get("id", "")] = book.target(name, element.get("href", ""))
            if "footnote" in kinds or "note" in classes(element):
                note = name, element.get("id", "")
                cited[note] = "footnote" in kinds
                links_back = (link for link in element.iter(f"{XHTML}a") if "backlink" in types(link))
                back[note] = [book.target(name, link.get("href", "")) for link in links_back]
    return citing, cited, back


# --- Headings, landmarks, language, alternatives ---------------------------------------------------


def steady_headings(book: Book) -> Iterator[Finding]:
    """No heading is more than one level below the one before it."""
    for name in book.spine:
        before = 0
        for level, heading in headings(book.pages[name]):
            if level > before + 1:
                yield _finding("heading-skipped", f"{said(heading)!r} is h{level} after h{before}", name)
            if not said(heading) and heading.find(f".//{XHTML}img") is None:
                yield _finding("heading-empty", f"an h{level} has no words", name)
            before = level


def landmarks(book: Book) -> Iterator[Finding]:
    """The places that reading systems offer are all named."""
    places = book.navigation("landmarks")
    named = (
        {kind for link in places.iter(f"{XHTML}a") for kind in types(link)} if places is not None else set()
    )
    wanted = {"cover", "titlepage"} | ({"toc"} if book.nav in book.spine else set())
    # An article of nothing but a title has no body.
    kinds = {kind for page in book.pages.values() for element in page.iter() for kind in types(element)}
    wanted |= kinds & {"bodymatter", "endnotes"}
    for kind in sorted(wanted - named):
        yield _finding("no-landmark", f"no landmark leads to the {kind}", book.nav)


def languages(book: Book) -> Iterator[Finding]:
    """Each file and the package say their language; `lang` and `xml:lang` never differ."""
    publication = book.package.findtext(f".//{DUBLIN_CORE_LANGUAGE}") or ""
    if not publication or book.package.get(XML_LANG) != publication:
        yield _finding(
            "no-lang", f"the package's xml:lang is not its language, {publication!r}", book.package_name
        )
    for name, page in book.pages.items():
        if page.get("lang") != publication:
            yield _finding(
                "no-lang", f"the file's language is {page.get('lang')!r}, not {publication!r}", name
            )
        for element in page.iter():
            if element.get("lang") != element.get(XML_LANG):
                yield _finding("two-langs", f"{element.get('lang')!r} and {element.get(XML_LANG)!r}", name)


def alternatives(book: Book) -> Iterator[Finding]:
    """Each picture and formula can be said."""
    for name, page in book.pages.items():
        for picture in page.iter(f"{XHTML}img"):
            if not picture.get("alt") and not _decorative(picture):
                yield _finding("no-alt", f"{picture.get('src')} has no alternative", name)
        for formula in page.iter(FORMULA):
            if not formula.get("alttext"):
                yield _finding("no-alt", "a formula has no alttext", name)


def _decorative(picture: Element) -> bool:
    return "alt" in picture.attrib and "decorative" in classes(picture)


def head_cells(book: Book) -> Iterator[Finding]:
    """Each head cell has a scope."""
    for name, page in book.pages.items():
        for cell in page.iter(f"{XHTML}th"):
            if not cell.get("scope"):
                yield _finding("no-scope", f"the head cell {said(cell)!r} has no scope", name)


def reading_order(book: Book) -> Iterator[Finding]:
    """The lines of the contents follow each other as the pages do."""
    contents = book.navigation("toc")
    if contents is None:
        yield _finding("no-contents", "there is no list of contents", book.nav)
        return
    places = {
        (name, identity): (number, place)
        for number, name in enumerate(book.spine)
        for place, identity in enumerate(["", *book.ids[name]])
    }
    at = (-1, -1)
    for link in contents.iter(f"{XHTML}a"):
        place = places.get(book.target(book.nav, link.get("href", "")))
        if place is None or place < at:
            yield _finding("contents-order", f"{said(link)!r} is out of reading order", book.nav)
        else:
            at = place


Check = Callable[[Book], Iterator[Finding]]
CHECKS: tuple[Check, ...] = (
    links,
    notes,
    steady_headings,
    landmarks,
    languages,
    alternatives,
    head_cells,
    reading_order,
)
