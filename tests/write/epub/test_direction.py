"""Directions: books that are read from right to left, and books whose lines run downward."""

from __future__ import annotations

import pytest

from tests.write.epub.book import OPF, Book, book, style

VERTICAL = (("options.writing-mode", "vertical"),)
SOURCE = "---\ntitle: T\nlang: {}\n---\n\n# A\n\nText.\n\n> [!NOTE]\n> A note.\n"


def progression(made: Book) -> str | None:
    spine = made.opf.find(f"{OPF}spine")
    assert spine is not None
    return spine.get("page-progression-direction")


@pytest.mark.parametrize(("lang", "expected"), [("en", None), ("ja", None), ("ar", "rtl"), ("he", "rtl")])
def test_pages_turn_as_the_language_is_written(lang: str, expected: str | None) -> None:
    assert progression(book(SOURCE.format(lang))) == expected


@pytest.mark.parametrize("lang", ["ja", "zh-Hant", "ko"])
def test_lines_run_downward_where_the_style_and_the_language_have_it_so(lang: str) -> None:
    made = book(SOURCE.format(lang), style(overrides=VERTICAL))
    assert "writing-mode: vertical-rl" in made.css
    assert progression(made) == "rtl"
    assert made.opf.get("dir") == "ltr"
    assert "dir=" not in made.text_of("text/text-1.xhtml").partition("<body")[0]


def test_in_vertical_writing_the_side_of_a_callout_is_its_head() -> None:
    flat, upright = (book(SOURCE.format("ja"), style(overrides=each)).css for each in ((), VERTICAL))
    assert ".callout-note {\n  border-left:" in flat
    assert ".callout-note {\n  border-top:" in upright


def test_in_vertical_writing_a_table_is_as_long_as_the_lines() -> None:
    css = book(SOURCE.format("ja"), style(overrides=VERTICAL)).css
    assert "table {\n  width: auto;\n  height: 100%;\n}" in css
    assert "height: 100%;\n}" not in book(SOURCE.format("ja")).css


def test_other_languages_stay_horizontal_in_a_vertical_style() -> None:
    made = book(SOURCE.format("en"), style(overrides=VERTICAL))
    assert "vertical-rl" not in made.css
    assert progression(made) is None
