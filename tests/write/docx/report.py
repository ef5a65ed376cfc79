"""Makes a report of a few blocks and opens it again, part by part."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, cached_property
from pathlib import Path

from docexport.edition import Edition, make_edition
from docexport.model import Article, Block, Inline, Metadata, NoteBody, Paragraph, Text
from docexport.notices import Collector
from docexport.resources import Resources
from docexport.style import Style, load_style
from docexport.write.docx import write_docx
from docexport.write.docx.xml import NAMESPACES

FIGURES = Path(__file__).parents[2] / "articles" / "figures"
NOON = datetime(2025, 2, 28, 12, tzinfo=UTC)


def w(name: str) -> str:
    """The name of an element or attribute of WordprocessingML."""
    return f"{{{NAMESPACES['w']}}}{name}"


def m(name: str) -> str:
    return f"{{{NAMESPACES['m']}}}{name}"


def words(text: str) -> tuple[Inline, ...]:
    return (Text(text),)


def para(*nodes: Inline | str) -> Paragraph:
    return Paragraph(tuple(Text(node) if isinstance(node, str) else node for node in nodes))


@dataclass(frozen=True)
class Report:
    """A finished file."""

    data: bytes
    notices: Collector

    @cached_property
    def archive(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(io.BytesIO(self.data))

    @property
    def names(self) -> list[str]:
        return self.archive.namelist()

    def text(self, name: str) -> str:
        return self.archive.read(name).decode()

    def part(self, name: str) -> ET.Element:
        return ET.fromstring(self.archive.read(name))

    @cached_property
    def body(self) -> ET.Element:
        found = self.part("word/document.xml").find(w("body"))
        assert found is not None
        return found

    @property
    def paragraphs(self) -> list[Par]:
        return [Par(element) for element in self.body.iter(w("p"))]

    def paragraph(self, text: str) -> Par:
        """The one paragraph with that text."""
        (found,) = (par for par in self.paragraphs if par.text == text)
        return found

    def styled(self, style: str) -> list[Par]:
        return [par for par in self.paragraphs if par.style == style]

    def style(self, identifier: str) -> ET.Element:
        (found,) = (
            s for s in self.part("word/styles.xml").iter(w("style")) if s.get(w("styleId")) == identifier
        )
        return found

    def targets(self, part: str = "document") -> dict[str, str]:
        """Relationships of a part, by id."""
        found = self.part(f"word/_rels/{part}.xml.rels")
        return {relation.attrib["Id"]: relation.attrib["Target"] for relation in found}

    @property
    def bookmarks(self) -> list[str]:
        return [mark.attrib[w("name")] for mark in self.body.iter(w("bookmarkStart"))]

    @property
    def fields(self) -> list[str]:
        return [(element.text or "").strip() for element in self.body.iter(w("instrText"))]


@dataclass(frozen=True)
class Par:
    """A paragraph."""

    element: ET.Element

    @property
    def text(self) -> str:
        return "".join(self._pieces())

    def _pieces(self) -> Iterator[str]:
        for element in self.element.iter():
            if element.tag in (w("t"), m("t")):
                yield element.text or ""
            elif element.tag == w("br"):
                yield "\n"
            elif element.tag == w("tab") and w("val") not in element.attrib:
                yield "\t"

    @property
    def style(self) -> str:
        return self.value("pStyle")

    @property
    def properties(self) -> set[str]:
        found = self.element.find(w("pPr"))
        return {child.tag.rpartition("}")[2] for child in found} if found is not None else set()

    def value(self, name: str, attribute: str = "val") -> str:
        """An attribute of one of the paragraph's properties."""
        found = self.element.find(f"{w('pPr')}/{w(name)}")
        return found.get(w(attribute), "") if found is not None else ""

    @property
    def runs(self) -> list[tuple[str, str, set[str]]]:
        """Text, character style and further properties of each run with text."""
        return [run for run in map(_run, self.element.iter(w("r"))) if run[0]]


def _run(element: ET.Element) -> tuple[str, str, set[str]]:
    text = "".join(piece.text or "" for piece in element.iter(w("t")))
    properties = element.find(w("rPr"))
    names = {child.tag.rpartition("}")[2] for child in properties} if properties is not None else set()
    style = element.find(f"{w('rPr')}/{w('rStyle')}")
    return text, style.get(w("val"), "") if style is not None else "", names - {"rStyle"}


@cache
def style_named(name: str, *overrides: tuple[str, str]) -> Style:
    return load_style(name, overrides=dict(overrides))


def edition_of(article: Article, style: Style, notices: Collector) -> Edition:
    return make_edition(article, style, "report", notices, modified=NOON)


def report(
    *blocks: Block,
    notes: tuple[NoteBody, ...] = (),
    metadata: Metadata | None = None,
    style: Style | None = None,
    silent: bool = True,
) -> Report:
    """The blocks as a finished report; unless told otherwise, nothing about them may be worth a notice."""
    dressed, notices = style or style_named("briefing", ("options.embed-fonts", "false")), Collector()
    article = Article(metadata or Metadata(title=words("Title"), toc=False), blocks, notes, "article.md")
    edition = edition_of(article, dressed, notices)
    data = write_docx(edition, dressed, Resources(FIGURES), notices)
    if silent:
        assert notices.notices == []
    return Report(data, notices)
