"""LibreOffice opens long reports: a book of three hundred pages, and a table of five thousand rows.

Both become tagged PDFs and Word documents again, and no word is lost. How long it takes to lay out one table
grows with the square of its rows or faster, whatever the table looks like: some ten minutes for these. `make
long` runs this.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from docexport.export import StyleChoice, export_file
from docexport.notices import Collector
from tests.conformance.libre_office import TAGGED, TaggedPdf, converted, lost_in_pdf, lost_when_written
from tests.conformance.long_book import write_book

pytestmark = pytest.mark.conformance

ROWS, COLUMNS = 5000, 8
LONGEST = 2400
"""Seconds."""


@dataclass(frozen=True)
class Opened:
    """A report, and what LibreOffice makes of it."""

    report: Path
    pdf: Path


def write_table(folder: Path) -> Path:
    """An article with a long table."""
    lines = ["| " + " | ".join(f"Head {column}" for column in range(COLUMNS)) + " |", "|---" * COLUMNS + "|"]
    lines += [
        "| " + " | ".join(f"row{row} *of* {column}" for column in range(COLUMNS)) + " |"
        for row in range(ROWS)
    ]
    path = folder / "table.md"
    path.write_text("---\ntitle: A long table\nlang: en\n---\n\n" + "\n".join(lines) + "\n", "utf-8")
    return path


SOURCES = {"book": write_book, "table": write_table}


@pytest.fixture(scope="module", params=SOURCES)
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    folder = tmp_path_factory.mktemp("long")
    source = SOURCES[request.param](folder)
    report = source.with_suffix(".docx")
    export_file(source, report, "docx", notify=Collector(), style=StyleChoice())
    return Opened(report, converted({"report": report}, TAGGED, folder, LONGEST)["report"])


def test_no_word_is_lost_in_its_pdf(opened: Opened) -> None:
    assert lost_in_pdf(opened.report, opened.pdf) == []


def test_no_word_is_lost_when_it_writes_the_document_again(opened: Opened, tmp_path: Path) -> None:
    again = converted({"report": opened.report}, "docx", tmp_path, LONGEST)["report"]
    assert lost_when_written(opened.report, again) == []


def test_its_pdf_is_long_and_tagged(opened: Opened) -> None:
    pdf = TaggedPdf(opened.pdf)
    assert len(pdf.pages) > 200
    if opened.report.stem == "table":
        assert (pdf.tags["Table"], pdf.tags["TR"]) == (1, ROWS + 1)
        assert (pdf.tags["TH"], pdf.tags["TD"]) == (COLUMNS, ROWS * COLUMNS)
    else:
        assert (
            min(pdf.tags[name] for name in ("H1", "H2", "H3", "Table", "LI", "Note", "Figure", "Link")) > 50
        )
