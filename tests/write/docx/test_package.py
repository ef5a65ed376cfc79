"""The package: complete, the same every time, and nothing in it that nobody asked for."""

from __future__ import annotations

import uuid
import xml.etree.ElementTree as ET
from datetime import date

import pytest
import uharfbuzz  # type: ignore[import-untyped]  # no stubs; opens what is embedded
from docx import Document

from docexport.model import (
    Author,
    Block,
    Figure,
    Link,
    List,
    ListItem,
    Metadata,
    Paragraph,
    Quote,
    Section,
    Table,
)
from docexport.records import replace
from docexport.write.docx.faces import Faces
from docexport.write.docx.fonts_embedded import embedded_fonts
from tests.write.docx.report import Report, para, report, style_named, w, words

METADATA = Metadata(
    title=words("A title"),
    subtitle=words("And more"),
    authors=(Author("Ada", role="Editor"), Author("Bob")),
    date=date(2025, 2, 28),
    lang="en-GB",
    keywords=("one", "two"),
    category="Briefing",
    identifier="No. 14",
    marking="TLP:GREEN",
    rights="© Somebody",
    source="A wire",
    draft=True,
    toc=False,
)


def test_the_same_input_gives_the_same_bytes() -> None:
    blocks: tuple[Block, ...] = (
        para("x", Link(words("y"), "https://example.org/")),
        Figure("map.svg", "m", ()),
    )
    assert report(*blocks, metadata=METADATA).data == report(*blocks, metadata=METADATA).data


def test_every_part_is_well_formed_and_its_type_is_declared() -> None:
    found = report(Figure("map.svg", "m", ()), para("x"), metadata=METADATA, style=style_named("briefing"))
    declared = {row.get("PartName", "")[1:] for row in found.part("[Content_Types].xml")}
    for name in found.names:
        if name.endswith((".xml", ".rels")):
            found.part(name)
        assert name in declared or name.endswith(".rels") or name == "[Content_Types].xml"


def test_every_relationship_leads_to_a_part() -> None:
    found = report(Figure("map.svg", "m", ()), metadata=METADATA, style=style_named("briefing"))
    for name in (name for name in found.names if name.startswith("word/_rels/")):
        for relation in found.part(name):
            if relation.get("TargetMode") != "External":
                assert f"word/{relation.get('Target')}" in found.names


def test_the_content_types_come_first_and_every_date_is_the_same() -> None:
    entries = report(para("x")).archive.infolist()
    assert entries[0].filename == "[Content_Types].xml"
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


def test_properties_come_from_the_front_matter() -> None:
    found = report(para("x"), metadata=METADATA)
    core = Document(found.archive.fp).core_properties
    assert (core.title, core.subject, core.author) == ("A title", "And more", "Ada; Bob")
    assert (core.keywords, core.category, core.language) == ("one, two", "Briefing", "en-GB")
    assert core.content_status == "Draft"
    assert core.created is not None
    assert core.created.year == 2025


def test_what_word_has_no_property_for_is_a_custom_one() -> None:
    custom = report(para("x"), metadata=METADATA).part("docProps/custom.xml")
    values = {row.get("name"): "".join(row.itertext()) for row in custom}
    assert values["Marking"] == "TLP:GREEN"
    assert values["Identifier"] == "No. 14"
    assert values["Author Ada"] == "Editor"


def test_a_very_long_title_is_shortened_in_the_properties_alone() -> None:
    title = "word " * 100
    found = report(para("x"), metadata=Metadata(title=words(title), toc=False))
    core = Document(found.archive.fp).core_properties
    assert len(core.title) <= 255
    assert found.styled("Title")[0].text == title


def test_rights_and_source_stand_at_the_end() -> None:
    found = report(para("x"), metadata=METADATA)
    assert [par.text for par in found.styled("Colophon")] == ["A wire", "© Somebody"]


def font_file(found: Report, embedded: ET.Element) -> bytes:
    """The font as it was before it was obfuscated."""
    relation = embedded.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", "")
    data = found.archive.read(f"word/{found.targets('fontTable')[relation]}")
    mask = bytes(reversed(uuid.UUID(embedded.get(w("fontKey"), "")).bytes)) * 2
    return bytes(a ^ b for a, b in zip(data[:32], mask, strict=True)) + data[32:]


def test_fonts_are_embedded_under_their_keys() -> None:
    found = report(para("x"), style=style_named("briefing"))
    embedded = [e for e in found.part("word/fontTable.xml").iter() if e.get(w("fontKey"))]
    assert len(embedded) >= 5
    for element in embedded:
        assert font_file(found, element)[:4] in (b"\0\1\0\0", b"true")
    assert "<w:embedTrueTypeFonts/>" in found.text("word/settings.xml")


def test_a_semibold_is_embedded_once_and_is_the_bold_of_its_family() -> None:
    found = report(para("x"), style=style_named("briefing"))
    (family,) = (
        font
        for font in found.part("word/fontTable.xml")
        if font.get(w("name")) == "Source Serif Pro Semibold"
    )
    regular, bold = family.find(w("embedRegular")), family.find(w("embedBold"))
    assert regular is not None
    assert bold is not None
    assert regular.attrib == bold.attrib
    names = uharfbuzz.Face(font_file(found, bold)).get_name
    assert names(uharfbuzz.OTNameIdPredefined(1)) == family.get(w("name"))


def test_fonts_can_be_left_out() -> None:
    found = report(para("x"))
    assert not [name for name in found.names if name.endswith(".odttf")]
    assert "embedTrueTypeFonts" not in found.text("word/settings.xml")


def test_fonts_that_would_weigh_too_much_are_cut_down(monkeypatch: pytest.MonkeyPatch) -> None:
    faces = Faces(style_named("briefing"))
    faces.word_font(("Source Serif Pro",), 400, italic=False)
    (whole,) = embedded_fonts(faces.used, {}).values()
    monkeypatch.setattr("docexport.write.docx.fonts_embedded._BUDGET", 1000)
    (part,) = embedded_fonts(faces.used, {}).values()
    assert len(part.data) < len(whole.data)


COMPLEX = {"हिन्दी": "FiraGO", "ไทย": "FiraGO", "العربية": "FiraGO", "தமிழ்": "Noto Sans Tamil"}


@pytest.mark.parametrize("text", COMPLEX)
def test_a_font_for_a_complex_script_comes_along_with_that_script(text: str) -> None:
    found = report(para("Latin ", text), style=style_named("briefing"))
    (font,) = (f for f in found.part("word/fontTable.xml") if f.get(w("name")) == COMPLEX[text])
    embedded = font.find(w("embedRegular"))
    assert embedded is not None
    assert set(map(ord, text)) <= set(uharfbuzz.Face(font_file(found, embedded)).unicodes)


def test_word_is_told_what_it_has_in_place_of_fonts_that_cannot_be_embedded() -> None:
    fonts = {font.get(w("name")): font for font in report(para("x")).part("word/fontTable.xml")}
    other = fonts["Noto Sans CJK KR"].find(w("altName"))
    assert other is not None
    assert other.get(w("val")) == "Malgun Gothic"


def test_a_font_for_a_complex_script_stays_away_without_it() -> None:
    found = report(para("Latin"), style=style_named("briefing"))
    assert 'w:name="FiraGO"' not in found.text("word/fontTable.xml")


def test_word_opens_it_in_its_current_mode() -> None:
    settings = report(para("x")).part("word/settings.xml")
    modes = {e.get(w("name")): e.get(w("val")) for e in settings.iter(w("compatSetting"))}
    assert modes["compatibilityMode"] == "15"


def test_nothing_of_python_docx_s_own_template_is_left() -> None:
    found = report(para("x"))
    assert not {"word/stylesWithEffects.xml", "docProps/thumbnail.jpeg", "customXml/item1.xml"} & set(
        found.names
    )
    assert "python-docx" not in found.text("docProps/core.xml")


def deep(count: int) -> Block:
    block: Block = para("bottom")
    for level in range(count):
        block = Quote("block", (block,)) if level % 2 else List("bullet", (ListItem((para("x"), block)),))
    return block


HOSTILE: dict[str, tuple[Block, ...]] = {
    "nothing": (),
    "an empty paragraph": (Paragraph(()),),
    "an empty list": (List("bullet", ()),),
    "an empty table": (Table((), (), ()),),
    "rows without cells": (Table(("start",), (), ()),),
    "a heading without words": (Section((), (para("x"),)),),
    "lists and quotes forty deep": (deep(40),),
    "a number beyond counting": (List("ordered", (ListItem((para("x"),)),), start=2**31 - 2),),
    "a word without end": (para("x" * 100_000),),
    "directions within directions": (para("\u202eabc\u202c \u2067שלום\u2069"),),
}


@pytest.mark.parametrize("blocks", HOSTILE.values(), ids=HOSTILE)
def test_odd_articles_give_sound_files(blocks: tuple[Block, ...]) -> None:
    found = report(*blocks, silent=False)
    for name in found.names:
        if name.endswith((".xml", ".rels")):
            ET.fromstring(found.archive.read(name))


def test_a_missing_font_leaves_its_name_for_word_to_find() -> None:
    style = style_named("briefing")
    text = ("No Such Family", *style.fonts["text"])
    odd = replace(
        style,
        fonts={**style.fonts, "text": text},
        roles={name: replace(role, families=text) for name, role in style.roles.items()},
        options=replace(style.options, embed_fonts=False),
    )
    found = report(para("x"), style=odd)
    assert 'w:name="No Such Family"' in found.text("word/fontTable.xml")
