from __future__ import annotations

from itertools import pairwise

import pytest

from docexport.fonts import FontLibrary
from docexport.notices import Collector
from docexport.records import replace
from docexport.typeset.bidi import base_direction, levels, visual_order
from docexport.typeset.fount import Fount
from docexport.typeset.hyphenate import can_hyphenate, hyphenation_points
from docexport.typeset.look import Look
from docexport.typeset.opportunities import segments
from tests.typeset.setting import lay, style, text_of

_LIBRARY = FontLibrary()


def fount(**changes: object) -> Fount:
    look = replace(Look.of(style().roles["body"], "en"), **changes)
    return Fount(_LIBRARY.stack(look.families, look.weight, look.italic, Collector()), look)


@pytest.mark.parametrize(
    ("lang", "word", "parts"),
    [
        ("en", "deployment", "de-ploy-ment"),
        ("en-GB", "international", "in-ter-na-tional"),
        ("de", "Verkehrsminister", "Ver-kehrs-mi-nis-ter"),
        ("fr", "gouvernement", "gou-ver-ne-ment"),
    ],
)
def test_words_are_hyphenated_by_the_rules_of_their_language(lang: str, word: str, parts: str) -> None:
    points = (0, *hyphenation_points(word, lang), len(word))
    assert "-".join(word[a:b] for a, b in pairwise(points)) == parts


@pytest.mark.parametrize("word", ["short", "NATO", "UNESCO"])
def test_short_words_and_initials_are_not_hyphenated(word: str) -> None:
    assert hyphenation_points(word, "en") == ()


def test_a_language_without_patterns_is_not_hyphenated() -> None:
    assert not can_hyphenate("ja")
    assert hyphenation_points("internationalization", "ja") == ()


@pytest.mark.parametrize(
    ("word", "offsets"),
    [
        ("cross-border", [6]),
        ("F-16", []),
        ("2024-25", []),
        ("-dash", []),
        ("word—another", [5]),
        ("https://example.org/a", [6, 7, 8, 16, 20]),
    ],
)
def test_words_divide_after_the_marks_in_them(word: str, offsets: list[int]) -> None:
    found = [point.offset for point in fount().word(word).seams]
    assert set(found) <= set(offsets)
    assert bool(found) == bool(offsets)


def test_a_word_is_shaped_once() -> None:
    type_ = fount()
    assert type_.word("word") is type_.word("word")


def test_capitals_of_the_style_extract_as_the_author_wrote_them() -> None:
    word = fount(case="upper").word("Desk")
    plain = fount().word("DESK")
    assert "".join(glyph.text for glyph in word.parts[0].glyphs) == "Desk"
    assert [glyph.gid for glyph in word.parts[0].glyphs] == [glyph.gid for glyph in plain.parts[0].glyphs]


def test_superior_figures_come_from_the_font_where_it_has_them() -> None:
    above, plain = fount(script="sup").word("12"), fount().word("12")
    assert above.parts[0].size == plain.parts[0].size
    assert [glyph.gid for glyph in above.parts[0].glyphs] != [glyph.gid for glyph in plain.parts[0].glyphs]


def test_superscript_that_the_font_lacks_is_made_smaller_and_raised() -> None:
    above = fount(script="sup").word("Ж")
    assert above.parts[0].size < 10.5
    assert above.parts[0].rise > 0


def test_small_capitals_come_from_the_font_and_keep_their_letters() -> None:
    small = fount(case="small-caps").word("nato")
    assert "".join(glyph.text for part in small.parts for glyph in part.glyphs) == "nato"
    assert all(part.size == 10.5 for part in small.parts)


def test_japanese_lines_do_not_begin_with_closing_marks_nor_end_with_opening_ones() -> None:
    pieces = segments("「禁則処理」は、行頭と行末の規則です。")
    assert "".join(pieces) == "「禁則処理」は、行頭と行末の規則です。"
    assert not any(piece[0] in "」、。" for piece in pieces)
    assert not any(piece[-1] in "「" for piece in pieces)


def test_thai_breaks_between_clusters_with_a_notice() -> None:
    laid = lay("---\nlang: th\n---\n\n" + "ภาษาไทยเขียนโดยไม่มีช่องว่างระหว่างคำ" * 10)
    assert [notice.code for notice in laid.told.notices] == ["language-unsupported"]


@pytest.mark.parametrize(
    ("text", "surrounding", "direction"),
    [("abc שלום", "ltr", "ltr"), ("שלום abc", "ltr", "rtl"), ("123", "rtl", "rtl"), ("12 abc", "rtl", "ltr")],
)
def test_the_first_strong_letter_gives_a_paragraph_its_direction(
    text: str, surrounding: str, direction: str
) -> None:
    assert base_direction(text, surrounding) == direction  # type: ignore[arg-type] # one of two


def test_numbers_in_hebrew_run_from_left_to_right() -> None:
    text = "אב 12 גד"
    assert levels(text, 1) == [1, 1, 1, 2, 2, 1, 1, 1]
    assert "".join(visual_order(text, levels(text, 1))) == "דג 12 בא"


@pytest.mark.parametrize(("text", "expected"), [("א\u0378", [1, 2]), ("\u05ff א", [1, 1, 1])])
def test_a_code_point_without_a_character_has_the_direction_of_its_block(
    text: str, expected: list[int]
) -> None:
    assert levels(text, 1) == expected


def test_runs_of_a_mixed_line_are_handed_over_in_reading_order() -> None:
    laid = lay("# T\n\nOne שלום עולם two.")
    paragraph = laid.elements("paragraph")[-1]
    runs = [run for _, run in laid.runs() if run.element is paragraph]
    assert "".join(map(text_of, runs)) == "One שלום עולם two."
    hebrew = [run for run in runs if "ש" in text_of(run) or "ע" in text_of(run)]
    assert all(run.rtl for run in hebrew)
    assert runs[0].x < hebrew[-1].x < hebrew[0].x < runs[-1].x


def test_in_an_arabic_article_everything_begins_at_the_right() -> None:
    laid = lay("---\nlang: ar\ntitle: عنوان\n---\n\n# مقدمة\n\n- عنصر\n")
    page = laid.style.page
    right = page.width.pt - page.margin_inner.pt
    heading = laid.elements("heading")[0]
    label = laid.elements("label")[0]
    ends = {id(run.element): run.x + run.width for _, run in laid.runs()}
    assert ends[id(heading)] == pytest.approx(right, abs=0.1)
    assert ends[id(label)] == pytest.approx(right, abs=0.1)


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "de", "fr", "hu", "ru", "nl"])
def test_hyphens_stand_where_pyphen_would_put_them(lang: str) -> None:
    pyphen = pytest.importorskip("pyphen").Pyphen(lang=lang, left=2, right=3)
    words = (
        "international Verkehrsministerium gouvernement правительство lettergrepen megszentségteleníthetetlen"
    )
    for word in words.split():
        expected = tuple(int(point) for point in pyphen.positions(word) if not point.data)
        assert hyphenation_points(word, lang) == expected


@pytest.mark.parametrize(
    "text",
    [
        "אמצע (בסוגריים) סוף.",
        "بعد (بين قوسين) ثم 2025، نهاية.",
        "An English paragraph with Hebrew (שלום עולם) and Arabic (مرحبا بالعالم) words.",
        "בשנת 1,000 ו־2025, וגם מילה אנגלית Kursk באמצע (בסוגריים) סוף.",
    ],
)
def test_text_of_both_directions_is_handed_over_as_it_is_read(text: str) -> None:
    laid = lay("# T\n\n" + text)
    paragraph = laid.elements("paragraph")[-1]
    assert "".join(text_of(run) for _, run in laid.runs() if run.element is paragraph) == text


ADDRESS = (
    "https://example.org/a/very/long/address/that-goes-on/and_on/with.dots/and?query=parameters&more=of-them"
)


@pytest.mark.parametrize("before", range(8))
def test_an_address_ends_its_lines_after_the_marks_between_its_parts(before: int) -> None:
    laid = lay("# T\n\n" + "word " * before + ADDRESS + " and the rest.", "broadsheet")
    lines = [line for line in laid.lines(1) if any(part in line for part in ("/", "?", "&", "="))]
    assert len(lines) > 1
    assert all(line[-1] in "/-\u2010_.?=&# " for line in lines[:-1])


def test_a_passage_in_a_script_without_spaces_is_told_of_by_its_script_unless_its_language_is_given() -> None:
    told = [notice.message for notice in lay("# T\n\nEnglish and ไทย ไทย.").told.notices]
    assert len(told) == 1
    assert "Thai" in told[0]
    told = [notice.message for notice in lay("# T\n\n::: {lang=th}\nไทย\n:::\n").told.notices]
    assert "'th'" in told[0]
