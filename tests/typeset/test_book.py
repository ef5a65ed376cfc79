"""A generated book of three hundred pages with every kind of node: what must hold holds on all of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from benchmarks.book import book

from tests.typeset import rules
from tests.typeset.setting import Laid, lay

STYLES = ("briefing", "broadsheet", "report")
WORDS = {"briefing": 150_000, "broadsheet": 60_000, "report": 60_000}
"""Three hundred pages in one style; a good part of that in the others."""

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("name", STYLES)]


@cache
def laid(name: str) -> Laid:
    return lay("\n\n".join(book(WORDS[name], every_node=True)), name, Path(__file__).parent)


def test_it_is_long_and_has_every_node(name: str) -> None:
    assert len(laid(name).pages) > (270 if name == "briefing" else 50)


def test_no_line_is_wider_than_its_measure(name: str) -> None:
    assert not rules.wider_than_the_measure(laid(name))


def test_notes_and_code_stay_in_their_column_and_tables_on_the_paper(name: str) -> None:
    assert not rules.out_of_their_column(laid(name))


def test_there_are_no_widows_and_no_orphans(name: str) -> None:
    assert not rules.lone_lines(laid(name))
    assert not rules.lone_lines_of_notes(laid(name))


def test_no_heading_stands_within_two_lines_of_the_end_of_a_column(name: str) -> None:
    assert not rules.bare_headings(laid(name))


def test_notes_begin_on_the_page_of_their_reference(name: str) -> None:
    assert not rules.strayed_notes(laid(name))


def test_body_text_in_columns_stands_on_the_grid(name: str) -> None:
    assert not rules.off_the_grid(laid(name))


def test_the_columns_of_the_last_page_end_within_a_line_of_each_other(name: str) -> None:
    assert not rules.uneven_last_columns(laid(name))


def test_no_column_is_left_with_a_fifth_of_it_white(name: str) -> None:
    assert not rules.white_feet(laid(name), 0.2)
