from __future__ import annotations

from pathlib import Path

import pytest
import uharfbuzz as hb  # type: ignore[import-untyped]  # no stubs; tests open what was made with it

from docexport.fonts import (
    Face,
    FontLibrary,
    advance_widths,
    coverage,
    covers,
    description,
    marked_bold,
    outline,
    subset,
    subset_text,
    whole,
)
from docexport.fonts.sfnt import records
from docexport.notices import Collector


@pytest.fixture(scope="module")
def library() -> FontLibrary:
    return FontLibrary()


def _face(library: FontLibrary, family: str, weight: int = 400, *, italic: bool = False) -> Face:
    face = library.find(family, weight, italic)
    if face is None:
        pytest.skip(f"{family} is not installed")
    return face


def _gids(library: FontLibrary, face: Face, text: str) -> list[int]:
    stack = library.stack([face.family], face.weight, face.italic, Collector())
    return [glyph.gid for run in stack.shape(text) for glyph in run.glyphs]


def test_a_pdf_subset_keeps_glyph_numbers_and_outlines(library: FontLibrary) -> None:
    face = _face(library, "Source Serif Pro")
    gids = _gids(library, face, "office")
    made = subset(face, gids)
    font = hb.Font(hb.Face(made.data))
    original = hb.Font(hb.Face(face.path.read_bytes()))
    assert made.flavor == "truetype"
    assert len(made.data) < 5000
    for gid in gids:
        assert font.get_glyph_extents(gid) == original.get_glyph_extents(gid)
        assert advance_widths(face, [gid])[gid] == font.get_glyph_h_advance(gid)
    assert "GSUB" not in font.face.table_tags


def test_a_subset_without_fixed_numbers_is_smaller(library: FontLibrary) -> None:
    face = _face(library, "FiraGO")
    gids = _gids(library, face, "abc")
    assert subset(face, gids, retain_gids=False).glyph_count <= 4 < subset(face, gids).glyph_count


def test_the_same_glyphs_give_the_same_bytes_in_any_order(library: FontLibrary) -> None:
    face = _face(library, "Source Sans Pro", 600)
    assert subset(face, [40, 7, 99]).data == subset(face, [99, 40, 7, 7]).data
    assert subset_text(face, "abc") == subset_text(face, ["c", "ba"])


def test_cff_outlines_come_as_a_bare_table(library: FontLibrary) -> None:
    made = subset(_face(library, "Fira Mono"), [10, 11])
    assert made.flavor == "cff"
    assert made.data[:2] == b"\x01\x00"  # CFF, version 1
    assert made.flags & 1  # fixed pitch


def test_a_font_of_a_collection_is_taken_out_of_it(library: FontLibrary) -> None:
    face = _face(library, "Noto Sans CJK JP")
    made = subset(face, _gids(library, face, "東"))
    alone = hb.Face(subset_text(face, "東京"))
    assert made.postscript_name.startswith("NotoSansCJK")
    assert {ord("東"), ord("京")} <= set(alone.unicodes)
    assert len(alone.unicodes) < 10


def test_a_text_subset_keeps_what_a_reader_lays_out_with(library: FontLibrary) -> None:
    face = _face(library, "Source Serif Pro")
    data = subset_text(face, "office 123")
    font = hb.Font(hb.Face(data))
    buffer = hb.Buffer()
    buffer.add_str("office 1")
    buffer.guess_segment_properties()
    hb.shape(font, buffer, {"onum": True})
    assert len(buffer.glyph_infos) == 6  # with the ligature
    assert all(info.codepoint for info in buffer.glyph_infos)
    assert len(data) < 20_000
    assert len(subset_text(face, "office 123", layout=False)) < len(data)


@pytest.mark.parametrize("family", ["Source Serif Pro", "FiraGO", "Fira Mono", "Noto Sans CJK KR"])
def test_a_whole_face_is_a_font_file_of_its_own(library: FontLibrary, family: str) -> None:
    face = _face(library, family)
    data = whole(face)
    assert data[:4] in (b"\0\1\0\0", b"OTTO")
    assert frozenset(hb.Face(data).unicodes) == coverage(face)


def test_coverage_answers_for_characters_and_texts(library: FontLibrary) -> None:
    face = _face(library, "Source Serif Pro")
    assert ord("é") in coverage(face)
    assert covers(face, "Grüße")
    assert not covers(face, "Grüße 東")


def test_a_description_has_what_word_and_pdf_ask_for(library: FontLibrary) -> None:
    text = description(_face(library, "Source Serif Pro", 700, italic=True))
    code = description(_face(library, "Cascadia Mono"))
    sans = description(_face(library, "Source Sans Pro"))
    assert (text.family, text.serif, text.italic, text.embedding) == (
        "Source Serif Pro",
        True,
        True,
        "installable",
    )
    assert text.italic_angle < 0
    assert text.postscript_name == "SourceSerifPro-BoldIt"
    assert len(text.panose) == 10
    assert code.fixed_pitch
    assert not sans.serif
    assert sans.outlines == "truetype"
    assert sans.win_ascent > 0 < sans.win_descent
    assert sans.unicode_ranges[0] & 1  # Basic Latin


@pytest.mark.parametrize("family", ["Source Serif Pro", "Fira Mono", "Cascadia Mono"])
def test_an_outline_is_a_closed_path_within_the_glyphs_extent(library: FontLibrary, family: str) -> None:
    face = _face(library, family)
    (gid,) = _gids(library, face, "o")
    commands = outline(face, gid)
    points = [number for _, numbers in commands for number in numbers]
    assert [name for name, _ in commands].count("m") == [name for name, _ in commands].count("h") == 2
    assert min(points) > -50
    assert 400 < max(points[1::2]) < 700


def test_a_variable_font_is_fixed_at_its_weight(library: FontLibrary) -> None:
    regular, bold = (_face(library, "Noto Emoji", weight) for weight in (400, 700))
    (gid,) = _gids(library, regular, "\u2b50")
    assert subset(regular, [gid]).data != subset(bold, [gid]).data
    assert "fvar" not in hb.Face(subset_text(bold, "\u2b50")).table_tags
    assert description(bold).postscript_name != description(regular).postscript_name


@pytest.mark.parametrize(("weight", "style"), [(400, "Regular"), (700, "Bold")])
def test_a_face_cut_from_a_variable_font_has_its_own_names(
    library: FontLibrary, tmp_path: Path, weight: int, style: str
) -> None:
    face = _face(library, "Source Code Pro", weight)
    if not face.variations:
        pytest.skip("an installed Source Code Pro is not variable")
    for data in (whole(face), subset_text(face, "abc")):
        file = tmp_path / "face.ttf"
        file.write_bytes(data)
        (record,) = records(file)
        assert (record.families, record.weight, record.weights) == (("Source Code Pro",), weight, None)
        made = hb.Face(data)
        assert made.get_name(hb.OTNameIdPredefined(2)) == style
        assert _checksum(data) == 0xB1B0AFBA


def test_a_semibold_can_be_marked_as_the_bold_of_its_family(library: FontLibrary, tmp_path: Path) -> None:
    data = marked_bold(whole(_face(library, "Source Serif Pro", 600)))
    assert _checksum(data) == 0xB1B0AFBA
    file = tmp_path / "face.ttf"
    file.write_bytes(data)
    (record,) = records(file)
    assert record.weight == 700
    tables = hb.Face(data)
    selection, style = tables.reference_table("OS/2").data[62:64], tables.reference_table("head").data[44:46]
    assert int.from_bytes(selection, "big") & 0b110_0000 == 0b010_0000
    assert int.from_bytes(style, "big") & 1


def _checksum(data: bytes) -> int:
    return (
        sum(int.from_bytes(data[at : at + 4].ljust(4, b"\0"), "big") for at in range(0, len(data), 4))
        & 0xFFFFFFFF
    )
