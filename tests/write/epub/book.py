"""Makes small books and opens them again: as a zip file and as XML, never through the writer's own code."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, cached_property
from pathlib import Path
from xml.etree import ElementTree as ET

from docexport.edition import Edition, make_edition
from docexport.model import Article, Block, Inline, Metadata, NoteBody, Paragraph, Text
from docexport.notices import Collector, Notice
from docexport.read import read_text
from docexport.resources import Resources
from docexport.style import Style, load_style
from docexport.write.epub import write_epub

XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
MODIFIED = datetime(2025, 3, 1, 12, 30, 5, tzinfo=UTC)


@cache
def style(name: str = "briefing", overrides: tuple[tuple[str, str], ...] = ()) -> Style:
    return load_style(name, overrides=dict(overrides))


def edition(article: Article, dress: Style | None = None) -> Edition:
    return make_edition(article, dress or style(), "book", Collector(), modified=MODIFIED)


@dataclass
class Book:
    """A finished book, opened."""

    data: bytes
    notices: list[Notice] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.zip = zipfile.ZipFile(io.BytesIO(self.data))
        self.opf = ET.fromstring(self.zip.read("EPUB/content.opf"))

    def text_of(self, name: str) -> str:
        return self.zip.read(f"EPUB/{name}").decode("utf-8")

    def page(self, name: str) -> ET.Element:
        folder = "" if name == "nav" else "text/"
        return ET.fromstring(self.zip.read(f"EPUB/{folder}{name}.xhtml"))

    @cached_property
    def pages(self) -> dict[str, ET.Element]:
        names = [name for name in self.zip.namelist() if name.endswith(".xhtml")]
        return {name.removeprefix("EPUB/"): ET.fromstring(self.zip.read(name)) for name in names}

    @property
    def spine(self) -> list[str]:
        hrefs = {item.get("id"): item.get("href") for item in self.opf.iter(f"{OPF}item")}
        return [hrefs[ref.get("idref")] or "" for ref in self.opf.iter(f"{OPF}itemref")]

    @property
    def css(self) -> str:
        return self.text_of("styles/style.css")

    def all(self, tag: str) -> Iterator[ET.Element]:
        """All elements of a kind in the spine's files, in reading order."""
        pages = self.pages
        for name in self.spine:
            yield from pages[name].iter(f"{XHTML}{tag}")

    def one(self, tag: str, **attributes: str) -> ET.Element:
        """The only element of a kind with these attributes (`class_` for class)."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        found = [node for node in self.all(tag) if wanted.items() <= dict(node.items()).items()]
        assert len(found) == 1, f"{len(found)} of {tag} {wanted}"
        return found[0]

    @property
    def words(self) -> str:
        """The text of the spine's bodies without the marks that cite notes, spaces made one."""
        bodies = (self.pages[name].find(f"{XHTML}body") for name in self.spine)
        return " ".join(" ".join("".join(_said(body)) for body in bodies if body is not None).split())

    def metas(self, name: str) -> list[str]:
        return [meta.text or "" for meta in self.opf.iter(f"{OPF}meta") if meta.get("property") == name]

    def dc(self, name: str) -> list[str]:
        return [node.text or "" for node in self.opf.iter(f"{DC}{name}")]

    def dangling(self) -> list[str]:
        """Every link or source within the book that leads nowhere."""
        pages, names = self.pages, set(self.zip.namelist())
        ids = {
            name: {node.get("id") for node in page.iter() if node.get("id")} for name, page in pages.items()
        }
        wrong = []
        for name, page in pages.items():
            for node in page.iter():
                for address in (node.get("href"), node.get("src")):
                    if address is None or re.match(r"[a-z]+:", address):
                        continue
                    file, _, anchor = address.partition("#")
                    target = (
                        posixpath.normpath(posixpath.join(posixpath.dirname(name), file)) if file else name
                    )
                    if f"EPUB/{target}" not in names or (anchor and anchor not in ids[target]):
                        wrong.append(f"{name}: {address}")
        return wrong


def _said(node: ET.Element) -> Iterator[str]:
    """The text in a node; a line break parts words, the mark of a note is none."""
    if node.tag == f"{XHTML}br":
        yield " "
    yield node.text or ""
    for child in node:
        if "note-mark" not in classes(child):
            yield from _said(child)
        yield child.tail or ""


def bind(article: Article, dress: Style | None = None, folder: Path = Path()) -> Book:
    """Write the article and open the book."""
    told = Collector()
    dress = dress or style()
    made = make_edition(article, dress, "book", told, modified=MODIFIED)
    return Book(write_epub(made, dress, Resources(folder), told), told.notices)


def book(source: str, dress: Style | None = None, folder: Path = Path()) -> Book:
    """A book from Markdown."""
    told = Collector()
    article = read_text(source, told, file="test.md")
    made = bind(article, dress, folder)
    made.notices = [*told.notices, *made.notices]
    return made


def of(*blocks: Block, notes: tuple[NoteBody, ...] = (), metadata: Metadata | None = None) -> Article:
    """An article of these blocks."""
    given = metadata or Metadata(title=(Text("A title"),), lang="en")
    return Article(given, blocks, notes, "test.md")


def line(*inlines: Inline) -> Paragraph:
    return Paragraph(inlines)


def said(words: str) -> Paragraph:
    return Paragraph((Text(words),))


def text(node: ET.Element) -> str:
    return " ".join("".join(node.itertext()).split())


def classes(node: ET.Element) -> list[str]:
    return (node.get("class") or "").split()
