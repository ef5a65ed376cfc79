"""A book of three hundred pages with every kind of node is as sound as a page, in both modes.

Its name keeps it out of `make test`, to which it would add some minutes: `make long` runs it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from benchmarks.book import book

from docexport.edition import make_edition
from docexport.export import StyleChoice, read_article, style_for
from docexport.notices import Collector
from docexport.records import replace
from docexport.resources import Resources
from docexport.typeset import typeset
from docexport.write.pdf import render
from tests.conformance.finding import readable
from tests.conformance.matterhorn import matterhorn
from tests.conformance.parity import lost_words, missing_words
from tests.conformance.tagged import tagged_text
from tests.conformance.tools import ROOT
from tests.conformance.vera import FIRST_MODE, SECOND_MODE, verapdf
from tests.conformance.words import source_words, words

pytestmark = pytest.mark.conformance

FIGURES = ROOT / "tests" / "articles" / "figures"
FURTHER = """![A map of chapter {n}](map.svg){{#fig:m{n} alt="A map"}}

![A photograph](photo.jpg){{alt="A gradient"}} in a line, an
<abbr title="North Atlantic Treaty Organization">NATO</abbr> abbreviation,
[deutsche Wörter]{{lang=de}}, (שלום עולם), 한국어 and @fig:m{n}.

<table><thead><tr><th rowspan="2">Name</th><th colspan="2">Both</th></tr>
<tr><th>One</th><th>Two</th></tr></thead>
<tbody><tr><td>a</td><td>b</td><td><ul><li>c</li></ul></td></tr></tbody></table>"""


def blocks() -> Iterator[str]:
    chapter = 0
    for block in book(115_000, every_node=True):
        yield block
        if block == "***":
            chapter += 1
            yield FURTHER.format(n=chapter)


def write_book(folder: Path) -> Path:
    """The book, and its pictures beside it."""
    for name in ("map.svg", "photo.jpg"):
        shutil.copy(FIGURES / name, folder)
    path = folder / "book.md"
    path.write_text("\n\n".join(blocks()), "utf-8")
    return path


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_book(tmp_path_factory.mktemp("book"))


@pytest.fixture(scope="module")
def made(source: Path) -> dict[str, Path]:
    """The book in both modes; it is laid out once."""
    told = Collector()
    article = read_article(source, told)
    style = style_for(article, "brief", StyleChoice(), folder=source.parent, project=None)
    edition = make_edition(article, style, "brief", told, modified=datetime(2025, 1, 1, tzinfo=UTC))
    laid = typeset(edition, style, Resources(source.parent), told)
    first, second = source.with_name("first.pdf"), source.with_name("second.pdf")
    first.write_bytes(render(laid, edition, style, told))
    second.write_bytes(render(laid, replace(edition, pdf_standard="ua-2"), style, told))
    return {"first": first, "second": second}


@pytest.mark.parametrize(("mode", "flavours"), [("first", FIRST_MODE), ("second", SECOND_MODE)])
def test_verapdf_finds_nothing(mode: str, flavours: tuple[str, ...], made: dict[str, Path]) -> None:
    findings = verapdf([made[mode]], flavours)[made[mode]]
    assert not findings, readable(findings)


def test_nor_do_our_own_checks(made: dict[str, Path]) -> None:
    for findings in matterhorn(list(made.values())).values():
        assert not findings, readable(findings)


def test_it_is_long_and_has_each_picture_once(made: dict[str, Path]) -> None:
    with pikepdf.open(made["first"]) as pdf:
        assert len(pdf.pages) >= 300
        streams = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream)]
        assert sum(stream.get("/Subtype") == "/Image" for stream in streams) == 1


def test_its_structure_reads_as_its_source(source: Path, made: dict[str, Path]) -> None:
    wanted, found = source_words(source), tagged_text(made["first"])
    assert missing_words(wanted.body, words(found.body)) == []
    assert lost_words(wanted.apart, words(found.body + found.notes)) == []
