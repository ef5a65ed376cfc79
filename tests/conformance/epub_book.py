"""Books that the EPUB tests look into: opened as a zip file and as XML, never by the writer's code."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from docexport.edition import Edition, make_edition
from docexport.export import StyleChoice, export_file, read_article, style_for
from docexport.notices import Collector
from tests.conformance.extract import CONTAINER, EPUB_TYPE, OPF, XHTML

XHTML_TYPE = "application/xhtml+xml"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def make_epub(article: Path, folder: Path) -> Path:
    """Export one article as a book."""
    target = folder / f"{article.stem}.epub"
    export_file(article, target, "epub", notify=Collector())
    return target


@dataclass(frozen=True)
class Book:
    """A book's parts by their names in the zip file."""

    parts: Mapping[str, bytes]

    @cached_property
    def package_name(self) -> str:
        """Where the package document is."""
        container = ElementTree.fromstring(self.parts["META-INF/container.xml"])
        return next(container.iter(f"{CONTAINER}rootfile")).attrib["full-path"]

    @cached_property
    def package(self) -> Element:
        """The package document."""
        return ElementTree.fromstring(self.parts[self.package_name])

    @cached_property
    def items(self) -> dict[str, Element]:
        """The manifest, by the names of the files."""
        items = self.package.iter(f"{OPF}item")
        return {self.target(self.package_name, item.attrib["href"])[0]: item for item in items}

    @cached_property
    def spine(self) -> list[str]:
        """The names of the files in reading order."""
        names = {item.attrib["id"]: name for name, item in self.items.items()}
        return [names[reference.attrib["idref"]] for reference in self.package.iter(f"{OPF}itemref")]

    @cached_property
    def pages(self) -> dict[str, Element]:
        """Every XHTML file, those of the spine first."""
        xhtml = [
            name for name, item in self.items.items() if item.get("media-type") == "application/xhtml+xml"
        ]
        names = dict.fromkeys([*self.spine, *xhtml])
        return {name: ElementTree.fromstring(self.parts[name]) for name in names}

    @cached_property
    def nav(self) -> str:
        """The name of the navigation document."""
        return next(
            name for name, item in self.items.items() if "nav" in (item.get("properties") or "").split()
        )

    def navigation(self, kind: str) -> Element | None:
        """The list of the navigation document that is of this kind."""
        lists = self.pages[self.nav].iter(f"{XHTML}nav")
        return next((found for found in lists if kind in types(found)), None)

    @cached_property
    def ids(self) -> dict[str, dict[str, Element]]:
        """The elements of every page by their ids."""
        return {
            name: {e.attrib["id"]: e for e in page.iter() if "id" in e.attrib}
            for name, page in self.pages.items()
        }

    @staticmethod
    def target(base: str, href: str) -> tuple[str, str]:
        """The file and the fragment that an address leads to; no file if that is outside of the book."""
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            return "", ""
        path = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(parts.path)))
        return (path if parts.path else base), unquote(parts.fragment)

    def at(self, base: str, href: str) -> Element | None:
        """The element that an address with a fragment leads to."""
        name, fragment = self.target(base, href)
        return self.ids.get(name, {}).get(fragment)


def opened(path: Path) -> Book:
    """Read all parts of a book."""
    with zipfile.ZipFile(path) as archive:
        return Book({name: archive.read(name) for name in archive.namelist()})


def packed(parts: Mapping[str, bytes], path: Path) -> Path:
    """Write a book's parts, in the order given, the first one uncompressed."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return path


def types(element: Element) -> list[str]:
    """What an element is by EPUB's structural semantics."""
    return element.get(EPUB_TYPE, "").split()


def classes(element: Element) -> list[str]:
    """An element's classes."""
    return element.get("class", "").split()


def said(element: Element) -> str:
    """The words in an element, in one line."""
    return " ".join("".join(element.itertext()).split())


def headings(page: Element) -> Iterator[tuple[int, Element]]:
    """The headings of a page with their levels."""
    for element in page.iter():
        name = element.tag.removeprefix(XHTML)
        if len(name) == 2 and name[0] == "h" and name[1].isdigit():
            yield int(name[1]), element


def edition_of(article: Path) -> Edition:
    """What docexport knows of an article before it writes a book."""
    read = read_article(article, Collector())
    style = style_for(read, "book", StyleChoice(), folder=article.parent, project=None)
    return make_edition(read, style, "book", Collector(), modified=datetime(2025, 1, 1, tzinfo=UTC))
