"""Fonts in the file: composite, embedded as subsets, their widths those of the font program."""

from __future__ import annotations

import re
from typing import Any

import pytest

from docexport.fonts import advance_widths
from docexport.fonts.face import load
from tests.write.pdf.by_hand import Hand, finished, stack
from tests.write.pdf.everything import everything
from tests.write.pdf.read_back import opened, to_unicode


def fonts(data: bytes) -> list[Any]:
    found: dict[str, Any] = {}
    for page in opened(data).pdf.pages:
        found |= {str(font.BaseFont): font for font in page.Resources.Font.values()}
    return list(found.values())


def set_in(family: str, text: str = "Some code 123", lang: str = "en") -> Any:
    hand = Hand()
    hand.page()
    hand.line(text, hand.root.add("paragraph"), of=stack(family), lang=lang)
    return fonts(finished(hand))[0]


def test_every_font_is_a_composite_one_embedded_as_a_tagged_subset() -> None:
    for font in fonts(everything()):
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert font.Subtype == "/Type0"
        assert re.fullmatch(r"/[A-Z]{6}\+[\w-]+", str(font.BaseFont))
        assert str(descriptor.FontName) == str(font.BaseFont)
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor


def test_truetype_outlines_are_reached_through_a_map_of_cids_to_glyphs() -> None:
    font = set_in("Source Serif Pro")
    descendant = font.DescendantFonts[0]
    assert (str(font.Encoding), str(descendant.Subtype)) == ("/Identity-H", "/CIDFontType2")
    highest = int(descendant.W[-2]) + len(descendant.W[-1]) - 1
    assert len(descendant.CIDToGIDMap.read_bytes()) == 2 * (highest + 1)


def test_codes_lead_to_their_letters_and_pass_over_what_a_literal_string_would_escape() -> None:
    letters = "".join(map(chr, (*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xC0, 0xF6))))
    font = set_in("Source Serif Pro", letters)
    glyphs = font.DescendantFonts[0].CIDToGIDMap.read_bytes()
    face = stack("Source Serif Pro").primary
    codes = to_unicode(font)
    assert len(codes) > 0x5C
    for code, text in codes.items():
        number = int(code, 16)
        if len(text) == 1 and not text.isspace():
            wanted = load(face).font.get_nominal_glyph(ord(text))
            assert int.from_bytes(glyphs[2 * number : 2 * number + 2], "big") == wanted
        assert not set(bytes.fromhex(code)) & set(b"()\\\r\n")


@pytest.mark.parametrize(
    ("family", "text", "lang"),
    [("Fira Mono", "Some code 123", "en"), ("Noto Sans CJK JP", "漢字テスト", "ja")],
)
def test_cff_outlines_are_reached_through_an_encoding_of_their_own(family: str, text: str, lang: str) -> None:
    font = set_in(family, text, lang)
    descendant = font.DescendantFonts[0]
    assert str(descendant.Subtype) == "/CIDFontType0"
    assert str(descendant.FontDescriptor.FontFile3.Subtype) == "/CIDFontType0C"
    assert font.Encoding.CMapName == "/" + str(font.BaseFont)[1:] + "-Codes"
    assert b"begincidchar" in font.Encoding.read_bytes()


def test_a_chinese_fonts_few_glyphs_take_a_few_kilobytes() -> None:
    descriptor = set_in("Noto Sans CJK JP", "漢字テスト", "ja").DescendantFonts[0].FontDescriptor
    assert len(descriptor.FontFile3.read_bytes()) < 10_000


def test_widths_are_those_of_the_font() -> None:
    font = set_in("Source Serif Pro", "A wide page")
    run = stack().shape("A wide page ")[0]
    true = advance_widths(run.face, {glyph.gid for glyph in run.glyphs})
    stated = [float(width) for width in font.DescendantFonts[0].W[1]]
    assert sorted(stated) == sorted(true.values())
