"""What pandoc and python-docx read back from a report is what the article has; and a fault is found."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from difflib import unified_diff
from pathlib import Path

import pytest

from docexport.export import StyleChoice, export_file
from docexport.notices import Collector
from tests.conformance.conftest import ARTICLES
from tests.conformance.docx_pandoc import read_by_pandoc
from tests.conformance.docx_parts import Part, edition_of, parts_of_edition
from tests.conformance.docx_python import expected_of, read_by_python_docx
from tests.conformance.outputs import Outputs
from tests.conformance.tools import ROOT

STYLE = StyleChoice(default="house", folders=(ROOT / "styles",))
FAULTY = ROOT / "tests" / "articles" / "kitchen-sink.md"


def parts_of(article: Path) -> list[Part]:
    return parts_of_edition(edition_of(article, STYLE), article.parent)


def differences(written: list[Part], found: list[Part]) -> list[str]:
    left, right = (list(map(str, parts)) for parts in (written, found))
    return list(unified_diff(left, right, "article", "report", lineterm="", n=1))


@pytest.mark.conformance
@pytest.mark.parametrize("article", ARTICLES)
def test_pandoc_finds_every_part_in_its_place(article: str, outputs: dict[str, Outputs]) -> None:
    written = parts_of(ARTICLES[article])
    assert written
    different = differences(written, read_by_pandoc(outputs[article].file("docx")))
    assert not different, "\n".join(different[:40])


@pytest.mark.conformance
@pytest.mark.parametrize("article", ARTICLES)
def test_python_docx_finds_headings_lists_tables_links_and_comments(
    article: str, outputs: dict[str, Outputs]
) -> None:
    written = expected_of(parts_of(ARTICLES[article]))
    found = read_by_python_docx(outputs[article].file("docx"))
    assert found.headings == written.headings
    assert found.items == written.items
    assert found.tables == written.tables
    assert found.links == written.links
    assert sorted(found.comments) == sorted(written.comments)


# --- Faults are found ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("faults") / "report.docx"
    export_file(FAULTY, target, "docx", notify=Collector(), style=STYLE)
    return target


def changed(report: Path, part: str, change: Callable[[str], str]) -> Path:
    """The report with one part changed."""
    target = report.with_name("changed.docx")
    with zipfile.ZipFile(report) as source, zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            data = source.read(name)
            if name == part:
                text = change(data.decode())
                assert text != data.decode()
                data = text.encode()
            out.writestr(name, data)
    return target


def once(pattern: str, replacement: str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, replacement, text, count=1, flags=re.DOTALL)


DOCUMENT, NOTES, NUMBERING = "word/document.xml", "word/footnotes.xml", "word/numbering.xml"
STYLES, LINKS = "word/styles.xml", "word/_rels/document.xml.rels"
SECOND_NOTE = r'<w:r>(?:(?!</w:r>).)*<w:footnoteReference w:id="2"/></w:r>'
LEVEL = once('"ListBullet2"', '"ListBullet"')
ADDRESS = once("https://example.org/path", "https://example.org/")
HEAD = once('w:val="0620" w:firstRow="1"(.*?)<w:tblHeader/>', r'w:val="0600" w:firstRow="0"\1')
START = once('startOverride w:val="7"', 'startOverride w:val="6"')

FAULTS = [
    pytest.param(DOCUMENT, LEVEL, "item", id="a list level"),
    pytest.param(NUMBERING, START, "item", id="a start number"),
    pytest.param(DOCUMENT, once('"Heading2"', '"Heading3"'), "heading", id="the level of a heading"),
    pytest.param(DOCUMENT, once('"Heading2"', '"BodyText"'), "heading", id="a heading"),
    pytest.param(DOCUMENT, once(SECOND_NOTE, ""), "note", id="a note"),
    pytest.param(NOTES, once("The second one, with", "The second, with"), "note", id="a word of a note"),
    pytest.param(DOCUMENT, HEAD, "table", id="the head of a table"),
    pytest.param(DOCUMENT, once('<w:gridSpan w:val="2"/>', ""), "table", id="a merged cell"),
    pytest.param(DOCUMENT, once('<w:rStyle w:val="Emphasis"/>', ""), "emphasis", id="stress"),
    pytest.param(DOCUMENT, once('<w:rStyle w:val="Strong"/>', ""), "strong", id="importance"),
    pytest.param(DOCUMENT, once('descr="A gray gradient"', 'descr=""'), "figure", id="an alt text"),
    pytest.param(LINKS, ADDRESS, "link", id="an address"),
    pytest.param(DOCUMENT, once("Text under six headings", "Text under headings"), "paragraph", id="a word"),
]


@pytest.mark.conformance
def test_the_report_that_faults_are_put_into_has_none(report: Path) -> None:
    assert differences(parts_of(FAULTY), read_by_pandoc(report)) == []


@pytest.mark.conformance
@pytest.mark.parametrize(("part", "change", "kind"), FAULTS)
def test_a_fault_is_found(part: str, change: Callable[[str], str], kind: str, report: Path) -> None:
    faulty = changed(report, part, change)
    different = differences(parts_of(FAULTY), read_by_pandoc(faulty))
    assert any(line.startswith((f"-('{kind}'", f"+('{kind}'")) for line in different), different


@pytest.mark.conformance
@pytest.mark.parametrize(
    ("part", "change", "what"),
    [
        pytest.param(DOCUMENT, LEVEL, "items", id="a list level"),
        pytest.param(NUMBERING, START, "items", id="a start number"),
        pytest.param(STYLES, once('"heading 2"', '"heading 3"'), "headings", id="a heading style"),
        pytest.param(DOCUMENT, once("<w:tblHeader/>", ""), "tables", id="the head of a table"),
        pytest.param(LINKS, ADDRESS, "links", id="an address"),
    ],
)
def test_a_fault_is_found_by_python_docx(
    part: str, change: Callable[[str], str], what: str, report: Path
) -> None:
    written, found = expected_of(parts_of(FAULTY)), read_by_python_docx(report)
    assert getattr(found, what) == getattr(written, what)
    faulty = read_by_python_docx(changed(report, part, change))
    assert getattr(faulty, what) != getattr(written, what)
