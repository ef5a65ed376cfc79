from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docexport.fonts import FontLibrary, FontStack, GlyphRun
from docexport.fonts.clusters import visible
from docexport.model import Position
from docexport.notices import Collector, MissingGlyph

_WILD = Path(__file__).parents[3] / "shared/articles/wild"
_IGNORED = Collector()


@pytest.fixture(scope="module")
def library() -> FontLibrary:
    return FontLibrary()


@pytest.fixture
def told() -> Collector:
    return Collector()


@pytest.fixture
def serif(library: FontLibrary, told: Collector) -> FontStack:
    return library.stack(["Source Serif Pro"], 400, False, told)


@pytest.fixture
def mono(library: FontLibrary, told: Collector) -> FontStack:
    return library.stack(["Fira Mono"], 400, False, told)


def _texts(runs: tuple[GlyphRun, ...]) -> list[str]:
    return [glyph.text for run in runs for glyph in run.glyphs]


def test_a_ligature_is_one_glyph_that_stands_for_all_its_letters(serif: FontStack) -> None:
    (run,) = serif.shape("office")
    assert _texts((run,)) == ["o", "ffi", "c", "e"]
    assert run.advance == pytest.approx(sum(glyph.advance for glyph in run.glyphs))


def test_features_can_be_turned_off_and_on(serif: FontStack) -> None:
    assert _texts(serif.shape("fi", features=("-liga",))) == ["f", "i"]
    lining, old_style = (serif.shape("1789", features=(tag,))[0] for tag in ("lnum", "onum"))
    assert [glyph.gid for glyph in lining.glyphs] != [glyph.gid for glyph in old_style.glyphs]
    assert serif.has_feature("smcp")
    assert not serif.has_feature("xxxx")


def test_pairs_are_kerned(serif: FontStack) -> None:
    apart = sum(serif.shape(letter)[0].advance for letter in "AV")
    assert serif.shape("AV")[0].advance < apart


@pytest.mark.parametrize(
    "text",
    [
        "Grüße",
        "naïve",
        "e\u0301x\u0301",
        "Łódź",
        "Ποταμός",
        "Київ",
        "ﬁn",
        "5\u202fkm",
        "non\u2011stop",
        "£€₽",
    ],
)
def test_the_characters_of_a_run_are_exactly_those_of_the_text(
    serif: FontStack, told: Collector, text: str
) -> None:
    assert "".join(_texts(serif.shape(text))) == text
    assert told.notices == []


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("שלום", "rtl"),
        ("السلام", "rtl"),
        ("नमस्ते", "ltr"),
        ("สวัสดี", "ltr"),
        ("→≥≠∑✓", "ltr"),
        ("𝔸𝑥", "ltr"),
        ("☃♟", "ltr"),
    ],
)
def test_other_scripts_and_symbols_come_from_packages(text: str, direction: str, told: Collector) -> None:
    stack = FontLibrary(system=False).stack(["Source Serif Pro"], 400, False, told)
    runs = stack.shape(text, direction="rtl" if direction == "rtl" else "ltr")
    assert told.notices == []
    assert all(glyph.gid for run in runs for glyph in run.glyphs)
    assert sorted("".join(_texts(runs))) == sorted(text)


def test_right_to_left_text_comes_in_visual_order(serif: FontStack) -> None:
    runs = serif.shape("abשלום", direction="rtl")
    assert _texts(runs)[:4] == list("םולש")
    assert runs[0].face.family != runs[1].face.family == "Source Serif Pro"


def test_arabic_letters_join_because_the_word_is_shaped_as_one(serif: FontStack) -> None:
    (joined,) = serif.shape("سلام", direction="rtl")
    alone = [serif.shape(letter, direction="rtl")[0].glyphs[0].gid for letter in "سلام"]
    assert len(joined.glyphs) < len(alone)  # lam and alef are one


def test_a_mark_stays_with_its_base_in_one_face(serif: FontStack) -> None:
    for run in serif.shape("aक\u0943b"):
        assert ("\u0943" in run.text) == ("क" in run.text)


def test_a_missing_character_is_a_visible_box_and_told_of_once(serif: FontStack, told: Collector) -> None:
    place = Position(3, 7)
    runs = serif.shape("a\U000f0000b", at=place)
    assert "".join(_texts(runs)) == "a\U000f0000b"
    assert all(glyph.gid and glyph.advance for run in runs for glyph in run.glyphs)
    serif.shape("c\U000f0000d")
    assert told.notices == [MissingGlyph(character="\U000f0000", at=place)]


def test_missing_scripts_are_told_of_with_the_package_to_install(told: Collector) -> None:
    from docexport.fonts.fallback import package_with  # noqa: PLC0415  # only here

    assert package_with("程") == "manimgx-fonts-cjk"
    assert package_with("🦀") == package_with("ஹ") == "manimgx-fonts"
    assert package_with("\U000f0000") == package_with("\u0f56") == ""


@pytest.mark.parametrize(
    "invisible", list("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff\u2066\u2069")
)
def test_invisible_characters_never_show_and_keep_to_their_neighbor(
    serif: FontStack, told: Collector, invisible: str
) -> None:
    (run,) = serif.shape(f"no{invisible}on")
    assert run.text == f"no{invisible}on"
    assert run.advance == pytest.approx(serif.shape("noon")[0].advance, abs=30)  # kerning may differ
    assert serif.shape(invisible) == ()
    assert told.notices == []


def test_control_characters_are_blank(serif: FontStack, told: Collector) -> None:
    (run,) = serif.shape("a\tb")
    assert [glyph.text for glyph in run.glyphs] == ["a", "\t", "b"]
    assert all(glyph.gid for glyph in run.glyphs)
    assert told.notices == []


def test_no_text_gives_no_runs(serif: FontStack) -> None:
    assert serif.shape("") == ()


def test_box_drawing_in_code_comes_from_one_monospaced_face(mono: FontStack, told: Collector) -> None:
    runs = mono.shape("╭──▸━│╰╴")
    assert {run.face.family for run in runs} <= {"Fira Mono", "Cascadia Mono", "Noto Sans Symbols2"}
    assert told.notices == []


def test_the_weight_and_slant_of_a_fallback_follow_the_stack(library: FontLibrary, told: Collector) -> None:
    (run,) = library.stack(["Source Serif Pro"], 700, True, told).shape("שלום", direction="rtl")
    assert (run.face.family, run.face.weight, run.face.italic) == ("FiraGO", 700, True)


@pytest.mark.parametrize(
    ("lang", "text", "region"),
    [("zh", "程", "SC"), ("ja", "程", "JP"), ("zh-TW", "程", "TC"), ("", "북", "KR"), ("", "の", "JP")],
)
def test_east_asian_text_takes_the_face_of_its_language(
    serif: FontStack, library: FontLibrary, lang: str, text: str, region: str
) -> None:
    if library.find(f"Noto Sans CJK {region}") is None:
        pytest.skip("no font for Chinese, Japanese and Korean is installed")
    assert serif.shape(text, lang=lang)[0].face.family == f"Noto Sans CJK {region}"


def test_an_emoji_sequence_is_never_split(serif: FontStack) -> None:
    for text in ("👩\u200d💻", "🇩🇪", "1\ufe0f\u20e3", "👍🏽"):
        runs = serif.shape(text)
        assert len(runs) == 1
        assert runs[0].text == text


def test_metrics_are_those_of_the_primary_face(serif: FontStack) -> None:
    about = serif.metrics
    assert about.ascent - about.descent == pytest.approx(1371)
    assert 400 < about.x_height < about.cap_height < about.ascent
    assert about.underline_position < 0 < about.underline_thickness


@pytest.mark.slow
@pytest.mark.skipif(not _WILD.is_dir(), reason="the collected articles are not beside the project")
def test_the_articles_of_others_need_no_box(library: FontLibrary, told: Collector) -> None:
    if library.find("Noto Sans CJK SC") is None:
        pytest.skip("one of them has a name in Chinese, for which no font is installed")
    serif, mono = (library.stack([family], 400, False, told) for family in ("Source Serif Pro", "Fira Mono"))
    for path in sorted(_WILD.glob("*.md")):
        for word in set(re.split(r"\s+", path.read_text(encoding="utf-8"))):
            assert "".join(_texts(serif.shape(word))) == word
            mono.shape(word)
    assert told.notices == []


def test_the_same_glyph_is_the_same_object_in_every_word(serif: FontStack) -> None:
    (first,), (second,) = serif.shape("nn"), serif.shape("nnn")
    assert first.glyphs[0] is second.glyphs[0] is second.glyphs[1]


@given(text=st.text(st.characters(codec="utf-8"), min_size=1, max_size=12))
def test_any_text_keeps_its_characters_and_never_has_glyph_0(library: FontLibrary, text: str) -> None:
    stack = library.stack(["Source Serif Pro"], 400, False, _IGNORED)
    runs = stack.shape(text)
    assert all(glyph.gid for run in runs for glyph in run.glyphs)
    if visible(text) == text:
        assert "".join(_texts(runs)) == text
    backwards = stack.shape(text, direction="rtl")
    assert all(glyph.gid for run in backwards for glyph in run.glyphs)
