"""What must hold on every page of every article in every bundled style, read off the laid-out pages."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from docexport.edition import make_edition
from docexport.notices import Collector
from docexport.read import read_file
from docexport.resources import Resources
from docexport.typeset import typeset
from tests.typeset import rules
from tests.typeset.setting import LONG_AGO, Laid, style

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("DOCEXPORT_ARTICLES", ROOT.parent / "shared" / "articles"))
OWN = [*sorted((ROOT / "source").glob("*.md")), *sorted((ROOT / "tests" / "articles").glob("*.*"))]
FOREIGN = [*sorted(SHARED.glob("*.txt")), *sorted(SHARED.glob("wild/*.md"))]
STYLES = ("briefing", "broadsheet", "report")
ARTICLES = [pytest.param(path, id=path.stem) for path in OWN] + [
    pytest.param(path, id=path.stem, marks=pytest.mark.slow) for path in FOREIGN
]

pytestmark = pytest.mark.parametrize("name", STYLES)
each_article = pytest.mark.parametrize("path", ARTICLES)


@cache
def laid(path: Path, name: str) -> Laid:
    told = Collector()
    edition = make_edition(read_file(path, told), style(name), "brief", told, modified=LONG_AGO)
    document = typeset(edition, style(name), Resources(path.parent), told)
    return Laid(document, edition, style(name), told)


@pytest.mark.slow
@each_article
def test_no_line_is_wider_than_its_measure_but_for_hung_marks(path: Path, name: str) -> None:
    assert not rules.wider_than_the_measure(laid(path, name))


@pytest.mark.slow
@each_article
def test_notes_and_code_stay_in_their_column_and_tables_on_the_paper(path: Path, name: str) -> None:
    assert not rules.out_of_their_column(laid(path, name))


@each_article
def test_a_divided_note_leaves_no_single_line_in_a_column(path: Path, name: str) -> None:
    assert not rules.lone_lines_of_notes(laid(path, name))


@each_article
def test_no_paragraph_leaves_a_single_line_in_a_column(path: Path, name: str) -> None:
    assert not rules.lone_lines(laid(path, name))


@each_article
def test_two_lines_follow_every_heading_in_its_column(path: Path, name: str) -> None:
    assert not rules.bare_headings(laid(path, name))


@each_article
def test_a_note_begins_on_the_page_that_cites_it(path: Path, name: str) -> None:
    assert not rules.strayed_notes(laid(path, name))


@each_article
def test_body_text_of_several_columns_stands_on_one_grid(path: Path, name: str) -> None:
    assert not rules.off_the_grid(laid(path, name))


@each_article
def test_the_columns_of_the_last_page_end_within_a_line_of_each_other(path: Path, name: str) -> None:
    assert not rules.uneven_last_columns(laid(path, name))
