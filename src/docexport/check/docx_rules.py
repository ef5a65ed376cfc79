"""What a Word document needs to be read aloud, searched and opened anywhere (WCAG 2.2; ECMA-376 part 1)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from docexport.check.archive import Archive, Element, attribute, below, first, local
from docexport.check.contrast import faint
from docexport.check.outputs import Output, OutputSpot, Wanted
from docexport.check.read_docx import read_docx
from docexport.check.transcript import key_of

_PANEL = "PanelTable"
_SMALLEST = 10
"""Half-points."""
_BOOKMARK = re.compile(r"\s*(?:REF|NOTEREF|PAGEREF)\s+\"?([^\s\"]+)")


def examine_docx(output: Output, wanted: Wanted) -> None:
    """Read a Word document into its transcript and judge it. Raises UnreadableError."""
    archive = Archive(output.data)
    output.transcript = read_docx(archive)
    document = archive.xml("word/document.xml")
    styles = archive.xml_if_any("word/styles.xml")
    output.spots += [
        *_properties(archive, styles, wanted),
        *_pictures(document),
        *_tables(document),
        *_bookmarks(archive, document),
        *_notes(archive, document),
        *_fonts(archive, styles),
        *(_looks(styles, document) if styles is not None else ()),
        *_revisions(archive, document),
        *_marking(archive, wanted),
    ]


def _properties(archive: Archive, styles: Element | None, wanted: Wanted) -> Iterator[OutputSpot]:
    default = first(styles, "docDefaults", "rPrDefault", "rPr", "lang")
    lang = attribute(default, "val") if default is not None else ""
    bidi = attribute(default, "bidi") if default is not None else ""
    east = attribute(default, "eastAsia") if default is not None else ""
    if not (lang or bidi or east):
        yield OutputSpot("language-not-stated", "the document does not say its language")
    elif wanted.lang and wanted.lang.split("-")[0].lower() not in {
        tag.split("-")[0].lower() for tag in (lang, bidi, east)
    }:
        yield OutputSpot(
            "language-differs", f"the document says it is in {lang!r}, the article {wanted.lang!r}"
        )
    core = archive.xml_if_any("docProps/core.xml")
    element = next(below(core, "title"), None) if core is not None else None
    title = (element.text or "").strip() if element is not None else ""
    if not title:
        yield OutputSpot("title-not-stated", "the document does not say its title")
    elif wanted.title and not _same(title, wanted.title):
        yield OutputSpot("title-differs", f"the document is called {title!r}, the article {wanted.title!r}")


def _same(title: str, wanted: str) -> bool:
    """Whether the titles agree; a property holds 255 characters, so that a long one is shortened."""
    return key_of(title) == key_of(wanted) or (
        len(wanted) > 200 and key_of(wanted).startswith(key_of(title)[:100])
    )


def _pictures(document: Element) -> Iterator[OutputSpot]:
    number = 0
    for properties in below(document, "docPr"):
        if any(attribute(mark, "val") in ("1", "true") for mark in below(properties, "decorative")):
            continue
        if not attribute(properties, "descr").strip():
            yield OutputSpot("picture-alt-missing", "a picture has no text alternative", "", "figure", number)
        number += 1


def _tables(document: Element) -> Iterator[OutputSpot]:
    number = 0
    for table in below(document, "tbl"):
        style = first(table, "tblPr", "tblStyle")
        if style is not None and attribute(style, "val") == _PANEL:
            continue
        rows = [row for row in table if local(row) == "tr"]
        if not any(first(row, "trPr", "tblHeader") is not None for row in rows):
            yield OutputSpot("table-header-missing", "a table has no header row", "", "table", number)
        number += 1


def _bookmarks(archive: Archive, document: Element) -> Iterator[OutputSpot]:
    """Links and fields within the document lead somewhere."""
    names = {attribute(mark, "name") for mark in below(document, "bookmarkStart")}
    relations = archive.xml_if_any("word/_rels/document.xml.rels")
    known = {attribute(r, "Id") for r in below(relations, "Relationship")} if relations is not None else set()
    for link in below(document, "hyperlink"):
        anchor, relation = attribute(link, "anchor"), attribute(link, "id")
        if (anchor and not relation and anchor not in names) or (relation and relation not in known):
            yield OutputSpot(
                "link-leads-nowhere", f"a link leads to {anchor or relation!r}, which is not there"
            )
    for instruction in below(document, "instrText"):
        match = _BOOKMARK.match(instruction.text or "")
        if match and match[1] not in names:
            yield OutputSpot("link-leads-nowhere", f"a field refers to {match[1]!r}, which is not there")


def _notes(archive: Archive, document: Element) -> Iterator[OutputSpot]:
    for kind in ("footnote", "endnote"):
        root = archive.xml_if_any(f"word/{kind}s.xml")
        known = {attribute(note, "id") for note in below(root, kind)} if root is not None else set()
        for mark in below(document, f"{kind}Reference"):
            if attribute(mark, "id") not in known:
                yield OutputSpot(
                    "link-leads-nowhere",
                    f"a mark refers to {kind} {attribute(mark, 'id')}, which is not there",
                )


def _fonts(archive: Archive, styles: Element | None) -> Iterator[OutputSpot]:
    """The fonts of the styles travel with the file (ECMA-376 part 1, 17.8.3.3)."""
    table = archive.xml_if_any("word/fontTable.xml")
    relations = archive.xml_if_any("word/_rels/fontTable.xml.rels")
    files = (
        {attribute(r, "Id"): f"word/{attribute(r, 'Target')}" for r in below(relations, "Relationship")}
        if relations is not None
        else {}
    )
    embedded: dict[str, bool] = {}
    for font in below(table, "font") if table is not None else ():
        parts = [files.get(attribute(mark, "id"), "") for mark in font if local(mark).startswith("embed")]
        embedded[attribute(font, "name")] = bool(parts) and all(part in archive.names for part in parts)
    if not any(embedded.values()):
        yield OutputSpot("font-not-embedded", "no font is embedded")
        return
    for name, there in embedded.items():
        partly = (
            any(
                local(mark).startswith("embed")
                for font in below(table, "font")
                if attribute(font, "name") == name
                for mark in font
            )
            if table is not None
            else False
        )
        if partly and not there:
            yield OutputSpot("font-not-embedded", f"font {name!r} is not embedded")


def _used(document: Element) -> set[str]:
    """The styles of what has words; others only make room."""
    used: set[str] = set()
    for paragraph in below(document, "p"):
        if any((text.text or "").strip() for text in below(paragraph, "t")):
            used |= {attribute(style, "val") for style in below(paragraph, "pStyle", "rStyle")}
    return used


def _heads(styles: Element) -> list[str]:
    """The grounds of the heads of tables (17.7.6.6)."""
    parts = (part for part in below(styles, "tblStylePr") if attribute(part, "type") == "firstRow")
    return [attribute(shade, "fill") for part in parts for shade in below(part, "shd")]


def _outside_heads(document: Element, used: set[str]) -> set[str]:
    """The styles that are used elsewhere than in the heads of tables."""
    rows = [row for row in below(document, "tr") if first(row, "trPr", "tblHeader") is not None]
    counts = Counter(attribute(style, "val") for style in below(document, "pStyle"))
    counts.subtract(attribute(style, "val") for row in rows for style in below(row, "pStyle"))
    return {name for name in used if counts[name] > 0 or name not in counts}


def _looks(styles: Element, document: Element) -> Iterator[OutputSpot]:
    """Contrast and size of the type of each style."""
    used, heads = _used(document), _heads(styles)
    outside = _outside_heads(document, used)
    for style in below(styles, "style"):
        properties, paragraph = first(style, "rPr"), first(style, "pPr")
        color, shade = first(properties, "color"), first(paragraph, "shd")
        own_shade = first(properties, "shd")
        ink = attribute(color, "val") if color is not None else ""
        ground = next((attribute(s, "fill") for s in (own_shade, shade) if s is not None), "FFFFFF")
        size = first(properties, "sz")
        points = (
            int(attribute(size, "val")) / 2
            if size is not None and attribute(size, "val").isdecimal()
            else 10.0
        )
        bold = first(properties, "b") is not None
        name = attribute(style, "styleId")
        grounds = [ground] if name in outside else [*heads, ground]
        ratios = [faint(ink, each, points, bold=bold) for each in grounds]
        ratio = ratios[-1]
        if ratio is not None and None not in ratios:
            what = f"style {name!r} sets #{ink} on #{ground}, a contrast of {ratio:.2f}:1"
            yield OutputSpot("contrast-low", what)
        if name in used and size is not None and points * 2 < _SMALLEST:
            yield OutputSpot("type-small", f"style {name!r} sets type of {points:g} pt")


def _revisions(archive: Archive, document: Element) -> Iterator[OutputSpot]:
    count = sum(1 for _ in below(document, "ins", "del", "moveFrom", "moveTo"))
    if count:
        yield OutputSpot("revisions-left", f"{count} changes are neither accepted nor rejected")
    comments = archive.xml_if_any("word/comments.xml")
    remarks = sum(1 for _ in below(comments, "comment")) if comments is not None else 0
    if remarks:
        yield OutputSpot("comments-left", f"{remarks} comments are still in the document")


def _marking(archive: Archive, wanted: Wanted) -> Iterator[OutputSpot]:
    if not wanted.marking:
        return
    for name in archive.names:
        if re.fullmatch(r"word/header\d*\.xml", name):
            texts = (found.text or "" for found in below(archive.xml(name), "t"))
            if key_of(wanted.marking) not in key_of("".join(texts)):
                what = f"the marking {wanted.marking!r} does not stand in a header"
                yield OutputSpot("marking-not-shown", what, name)
