"""The fonts in a book: those used, and of each only what is used."""

from __future__ import annotations

import io
import re

import pytest
import uharfbuzz as hb  # type: ignore[import-untyped] # no stubs

from tests.write.epub.book import Book, book, style


def faces(made: Book) -> dict[tuple[str, int, str], set[str]]:
    """The characters of each embedded face, by family, weight and slant."""
    found = {}
    for rule in re.findall(r"@font-face \{([^}]*)\}", made.css):
        fields = dict(re.findall(r"([\w-]+): ([^;]+);", rule))
        name = fields["src"].removeprefix("url(../").removesuffix(")")
        face = hb.Face(made.zip.read(f"EPUB/{name}"))
        key = (fields["font-family"].strip('"'), int(fields["font-weight"]), fields["font-style"])
        found[key] = {chr(code) for code in face.unicodes}
    return found


def test_a_face_is_embedded_for_each_way_in_which_words_are_set() -> None:
    made = book("---\ntitle: T\n---\n\n# Heading\n\nPlain *slanted* **strong** `code`.\n")
    found = faces(made)
    assert found[("Source Serif Pro", 400, "italic")] == set("slanted")
    assert set("strong") <= found[("Source Serif Pro", 600, "normal")]
    assert found[("Source Sans Pro", 600, "normal")] >= set("Heading")
    assert set("code") <= found[(style().fonts["code"][0], 400, "normal")]


def test_a_face_has_no_character_that_the_book_does_not_set_in_it() -> None:
    made = book("---\ntitle: T\n---\n\n# Heading\n\nPlain *slanted*.\n")
    assert not faces(made)[("Source Serif Pro", 400, "normal")] & set("jkqwz")


def test_capitals_are_there_where_the_style_sets_words_in_capitals() -> None:
    made = book("---\ntitle: T\nkicker: desk\n---\n\nText.\n")
    assert set("DESK") <= faces(made)[("Source Sans Pro", 700, "normal")]


def test_scripts_that_the_first_family_lacks_come_from_another_that_the_sheet_names() -> None:
    made = book("---\ntitle: T\n---\n\nWords in Greek and Hebrew: שלום.\n")
    family = next(key[0] for key, characters in faces(made).items() if "ש" in characters)
    body = re.search(r"^body \{[^}]*font-family: ([^;]+);", made.css, re.MULTILINE)
    assert body is not None
    assert f'"{family}"' in body[1]
    assert body[1].endswith("serif")


def test_a_font_that_would_be_huge_is_left_to_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docexport.write.epub.fontfaces._LARGEST", 1)
    made = book("# T\n\nText.\n")
    assert not [name for name in made.zip.namelist() if "/fonts/" in name]
    assert "Source Serif Pro" in made.css


def test_a_character_that_no_font_here_has_is_kept_for_the_readers_own() -> None:
    made = book("# T\n\nA private one: \U000f1234.\n")
    assert "\U000f1234" in made.words
    assert made.notices == []


def test_a_family_that_is_not_installed_is_told_of_once() -> None:
    dress = style("briefing", (("fonts.text", '["No Such Family", "Source Serif Pro"]'),))
    made = book("# T\n\nText *and* more.\n", dress)
    assert {notice.code for notice in made.notices} == {"font-replaced"}


def test_the_layout_features_that_the_style_asks_for_survive() -> None:
    made = book("# T\n\nIn 1989 and 2025.\n")
    name = next(n for n in made.zip.namelist() if n.endswith("source-serif-pro-400.ttf"))
    font = hb.Face(io.BytesIO(made.zip.read(name)).getvalue())
    tags = {
        tag
        for n, _ in enumerate(font.get_table_script_tags("GSUB"))
        for tag in font.get_language_feature_tags("GSUB", n)
    }
    assert tags
