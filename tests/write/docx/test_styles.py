"""Styles: they carry every look, under the names that Word knows."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from docexport.model import Metadata, Section
from tests.write.docx.report import Report, para, report, style_named, w, words

BUILT_IN = {
    *("Normal", "Body Text", "Body Text First Indent", "Title", "Subtitle", "heading 1", "heading 6"),
    *("toc 1", "TOC Heading", "List Bullet", "List Bullet 2", "List Number", "List Continue", "Quote"),
    *("caption", "header", "footer", "page number", "footnote text", "footnote reference"),
    *("Hyperlink", "Strong", "Emphasis"),
}


def names(found: Report) -> dict[str, ET.Element]:
    return {
        name.get(w("val"), ""): style
        for style in found.part("word/styles.xml").iter(w("style"))
        if (name := style.find(w("name"))) is not None
    }


def test_built_in_names_are_used_where_word_has_them() -> None:
    found = names(report(para("x")))
    assert set(found) >= BUILT_IN
    assert not [name for name in BUILT_IN if found[name].get(w("customStyle"))]


def test_identifiers_and_names_are_unique_and_lead_somewhere() -> None:
    found = report(para("x"))
    styles = list(found.part("word/styles.xml").iter(w("style")))
    ids = [style.get(w("styleId")) for style in styles]
    assert len(ids) == len(set(ids))
    for tag in ("basedOn", "next", "link"):
        targets = {e.get(w("val")) for e in found.part("word/styles.xml").iter(w(tag))}
        assert targets <= set(ids), tag


@pytest.mark.parametrize("name", ["briefing", "broadsheet", "report"])
def test_sizes_and_leading_are_those_of_the_roles(name: str) -> None:
    style = style_named(name, ("options.embed-fonts", "false"))
    found = report(para("x"), style=style)
    for identifier, role in (("Title", "title"), ("Heading1", "heading-1"), ("FootnoteText", "footnote")):
        size = found.style(identifier).find(f"{w('rPr')}/{w('sz')}")
        line = found.style(identifier).find(f"{w('pPr')}/{w('spacing')}")
        wanted = style.roles[role]  # type: ignore[index] # all three are role names
        assert size is not None
        assert size.get(w("val")) == str(wanted.size.half_points)
        assert line is not None
        assert line.get(w("line")) == str(wanted.leading.twips)


def test_a_style_says_only_what_differs_from_the_one_below() -> None:
    below = report(para("x")).style("BodyText")
    assert below.find(w("pPr")) is None
    assert below.find(w("rPr")) is None


def test_a_semibold_is_a_family_of_its_own() -> None:
    heading = report(para("x")).style("Heading1").find(f"{w('rPr')}/{w('rFonts')}")
    assert heading is not None
    assert heading.get(w("ascii")) == "Source Sans Pro Semibold"


def test_strong_words_are_bold_whatever_their_weight() -> None:
    found = report(para("x"))
    for identifier in ("Strong", "CaptionLabel"):
        style = found.style(identifier)
        assert style.find(f"{w('rPr')}/{w('b')}").attrib == {}  # type: ignore[union-attr] # a missing one fails too
        fonts = style.find(f"{w('rPr')}/{w('rFonts')}")
        assert fonts is not None
        assert fonts.get(w("ascii"), "").endswith("Semibold")


def test_the_text_font_is_the_theme_s() -> None:
    found = report(para("x"))
    (minor,) = (e for e in found.part("word/theme/theme1.xml").iter() if e.tag.endswith("}minorFont"))
    assert minor[0].get("typeface") == style_named("briefing").fonts["text"][0]
    defaults = found.part("word/styles.xml").find(
        f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w('rFonts')}"
    )
    assert defaults is not None
    assert defaults.get(w("asciiTheme")) == "minorHAnsi"


def test_the_palette_is_the_style_s() -> None:
    theme = report(para("x")).text("word/theme/theme1.xml")
    accent = style_named("briefing").colors["accent"].hex[1:].upper()
    assert f'<a:accent1><a:srgbClr val="{accent}"/></a:accent1>' in theme


def test_headings_have_their_place_in_the_outline() -> None:
    found = report(para("x"))
    levels = [found.style(f"Heading{n}").find(f"{w('pPr')}/{w('outlineLvl')}") for n in range(1, 7)]
    assert [level.get(w("val")) for level in levels if level is not None] == ["0", "1", "2", "3", "4", "5"]


def test_lines_are_fixed_only_where_word_would_set_them_wider() -> None:
    style = style_named("briefing", ("options.embed-fonts", "false"), ("roles.body.leading", "20pt"))
    rules = []
    for found in (report(para("x")), report(para("x"), style=style)):
        spacing = found.style("Normal").find(f"{w('pPr')}/{w('spacing')}")
        assert spacing is not None
        rules.append(spacing.get(w("lineRule")))
    assert rules == ["exact", "atLeast"]


def numbered(*titles: str) -> Report:
    sections = (Section(words(title), (Section(words(f"{title}.1"), ()),)) for title in titles)
    return report(*sections, metadata=Metadata(title=words("T"), toc=False, number_sections=True))


def test_numbered_headings_are_counted_by_word() -> None:
    found = numbered("A", "B")
    assert found.paragraph("B").properties == {"pStyle"}
    bound = found.style("Heading2").find(f"{w('pPr')}/{w('numPr')}")
    assert bound is not None
    levels = [level.get(w("val")) for level in found.part("word/numbering.xml").iter(w("pStyle"))]
    assert levels[:2] == ["Heading1", "Heading2"]


def test_a_heading_that_takes_no_number_has_none() -> None:
    found = report(
        Section(words("A"), ()), Section(words("B"), (), classes=("unnumbered",)),
        metadata=Metadata(title=words("T"), toc=False, number_sections=True),
    )  # fmt: skip
    assert "numPr" in found.paragraph("B").properties
    assert "numPr" not in found.paragraph("A").properties


def test_the_table_style_knows_head_total_and_bands() -> None:
    found = report(para("x"), style=style_named("report", ("options.embed-fonts", "false")))
    parts = {part.get(w("type")) for part in found.style("ArticleTable").iter(w("tblStylePr"))}
    assert parts == {"firstRow", "lastRow", "firstCol", "band2Horz"}


def test_what_nobody_would_choose_is_kept_out_of_the_lists() -> None:
    found = report(para("x"))
    for style in ("TableGap", "NoteSeparator"):
        assert found.style(style).find(w("semiHidden")) is not None
    assert found.style("BodyText").find(w("semiHidden")) is None


def test_columns_begin_below_the_masthead() -> None:
    found = report(para("x"), style=style_named("broadsheet", ("options.embed-fonts", "false")))
    first, second, _ = found.body.iter(w("sectPr"))
    assert [len(list(one.iter(w("titlePg")))) for one in (first, second)] == [1, 0]
    columns = [one.find(w("cols")) for one in (first, second)]
    assert [column.get(w("num")) for column in columns if column is not None] == [None, "2"]
    assert second.find(w("type")) is not None
