"""LibreOffice opens every report: it loses no word, and its tagged PDF has the same structure."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conformance import extract
from tests.conformance.conftest import ARTICLES
from tests.conformance.libre_office import TAGGED, TaggedPdf, converted, lost_in_pdf, lost_when_written
from tests.conformance.outputs import Outputs
from tests.conformance.tools import ROOT

pytestmark = pytest.mark.conformance

OWN = [name for name, path in ARTICLES.items() if path.is_relative_to(ROOT)]
UNMARKED = [name for name in OWN if name != "review.md"]
"""LibreOffice shows words that are marked as deleted, run together with those that take their place."""
W = extract.WORD
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


@dataclass(frozen=True)
class Opened:
    """What LibreOffice makes of the reports, by article."""

    pdf: dict[str, Path]
    docx: dict[str, Path]


@pytest.fixture(scope="module")
def opened(outputs: dict[str, Outputs], tmp_path_factory: pytest.TempPathFactory) -> Opened:
    files = {name: outputs[name].file("docx") for name in OWN if name in outputs}
    folder = tmp_path_factory.mktemp("libreoffice")
    return Opened(converted(files, TAGGED, folder), converted(files, "docx", folder))


@pytest.mark.parametrize("article", UNMARKED)
def test_no_word_is_lost_in_its_pdf(article: str, outputs: dict[str, Outputs], opened: Opened) -> None:
    lost = lost_in_pdf(outputs[article].file("docx"), opened.pdf[article])
    assert not lost, f"{len(lost)} words are lost: {' '.join(lost[:60])}"


@pytest.mark.parametrize("article", UNMARKED)
def test_no_word_is_lost_when_it_writes_the_document_again(
    article: str, outputs: dict[str, Outputs], opened: Opened
) -> None:
    lost = lost_when_written(outputs[article].file("docx"), opened.docx[article])
    assert not lost, f"{len(lost)} words are lost: {' '.join(lost[:60])}"


@pytest.mark.parametrize("article", OWN)
def test_its_pdf_has_the_headings_tables_and_pictures(
    article: str, outputs: dict[str, Outputs], opened: Opened
) -> None:
    pdf, report = TaggedPdf(opened.pdf[article]), Report(outputs[article].file("docx"))
    headings = Counter({level: pdf.tags[level] for level in pdf.tags if re.fullmatch(r"H\d", level)})
    assert headings == report.headings
    assert pdf.tags["Table"] == report.count("tbl")
    assert pdf.tags["TR"] == report.count("tr")
    assert len(pdf.pictures) == len(report.pictures)
    assert all(own in shown for own, shown in zip(report.pictures, pdf.pictures, strict=True))
    assert pdf.tags["TOCI"] == report.contents_entries


@pytest.mark.parametrize("article", OWN)
def test_contents_and_references_lead_to_their_places(article: str, opened: Opened) -> None:
    pdf = TaggedPdf(opened.pdf[article])
    for jump in pdf.jumps():
        title = squeezed(re.sub(r"[.\s]*\d*\s*$", "", jump.words.split("....")[0]))
        if title.isascii():
            assert title in squeezed(jump.target), jump.words


@pytest.mark.parametrize("article", OWN)
def test_every_page_says_which_of_how_many_it_is(article: str, opened: Opened) -> None:
    pages = TaggedPdf(opened.pdf[article]).pages
    for number, text in enumerate(pages, start=1):
        assert re.search(rf"\b{number}\s*/\s*{len(pages)}\b", text), f"page {number}"


def squeezed(text: str) -> str:
    return re.sub(r"[\W\d]", "", text).casefold()


class Report:
    """What a DOCX has, read from its XML."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            self._body = ET.fromstring(archive.read("word/document.xml"))
            notes = [name for name in archive.namelist() if re.fullmatch(r"word/(foot|end)notes\.xml", name)]
            self._notes = [ET.fromstring(archive.read(name)) for name in notes]
            styles = ET.fromstring(archive.read("word/styles.xml"))
        self._levels = {
            style.get(f"{W}styleId", ""): int(level.get(f"{W}val", "0")) + 1
            for style in styles.iter(f"{W}style")
            if (level := style.find(f"{W}pPr/{W}outlineLvl")) is not None
        }

    def count(self, name: str) -> int:
        return sum(1 for part in (self._body, *self._notes) for _ in part.iter(f"{W}{name}"))

    @property
    def pictures(self) -> list[str]:
        """The alternative texts of the pictures that say something."""
        described = (element.get("descr", "") for element in self._body.iter(f"{WP}docPr"))
        return list(filter(None, described))

    @property
    def _styles(self) -> list[str]:
        return [element.get(f"{W}val", "") for element in self._body.iter(f"{W}pStyle")]

    @property
    def headings(self) -> Counter[str]:
        return Counter(f"H{self._levels[style]}" for style in self._styles if style in self._levels)

    @property
    def contents_entries(self) -> int:
        return sum(bool(re.fullmatch(r"TOC\d|TableOfFigures", style)) for style in self._styles)
