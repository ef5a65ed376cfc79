"""Sections: columns below the masthead, wide tables on pages of their own or across the columns."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from docexport.model import Block, Metadata, Quote, Section, Table
from docexport.style import Style
from tests.write.docx.report import Report, para, report, style_named, w, words
from tests.write.docx.test_tables import row

LONG = (
    "Representation",
    "Infrastructure",
    "Responsibility",
    "Transportation",
    "Determination",
    "Classification",
)
WIDE = Table(("start",) * 8, (row(*LONG, *LONG[:2]),), (row(*LONG, *LONG[:2]),), words("Wide"))
SMALL = Table(("start",) * 2, (row("a", "b"),), (row("1", "2"),))


def plain(name: str) -> Style:
    return style_named(name, ("options.embed-fonts", "false"))


def sections(found: Report) -> list[ET.Element]:
    return list(found.body.iter(w("sectPr")))


def sheets(found: Report) -> list[str]:
    """The orientation of each section's page."""
    sizes = (section.find(w("pgSz")) for section in sections(found))
    return [size.get(w("orient"), "portrait") for size in sizes if size is not None]


def headers(found: Report, section: ET.Element) -> dict[str, str]:
    """The style of the header's line, by kind of page."""
    targets = found.targets()
    styles = {}
    for reference in section.iter(w("headerReference")):
        part = found.part(
            f"word/{targets[reference.attrib['{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id']]}"
        )
        (style,) = {e.attrib[w("val")] for e in part.iter(w("pStyle"))}
        styles[reference.attrib[w("type")]] = style
    return styles


def test_the_page_is_turned_for_a_wide_table_and_back() -> None:
    found = report(para("before"), WIDE, para("after"))
    assert sheets(found) == ["portrait", "landscape", "portrait"]
    first, turned, last = sections(found)
    assert headers(found, first) == {"default": "Header", "first": "Header"}
    assert headers(found, turned) == {"default": "HeaderLandscape"}
    assert headers(found, last) == {"default": "Header"}
    assert [len(list(one.iter(w("titlePg")))) for one in (first, turned, last)] == [1, 0, 0]
    width = sum(int(column.attrib[w("w")]) for column in found.body.iter(w("gridCol")))
    page = style_named("briefing").page
    assert width > page.measure.twips


def test_headers_of_turned_pages_reach_their_margins() -> None:
    found = report(WIDE)
    turned = sections(found)[1]
    size, margins = turned.find(w("pgSz")), turned.find(w("pgMar"))
    assert size is not None
    assert margins is not None
    measure = int(size.attrib[w("w")]) - 2 * int(margins.attrib[w("left")])
    stops = [int(tab.attrib[w("pos")]) for tab in found.style("HeaderLandscape").iter(w("tab"))]
    assert stops == pytest.approx([measure / 2, measure], abs=2)


def test_a_heading_goes_with_its_wide_table() -> None:
    found = report(para("before"), Section(words("Heading"), (WIDE, para("after"))))
    order = [par.text or len(list(par.element.iter(w("sectPr")))) for par in found.paragraphs]
    assert order.index(1) < order.index("Heading") < order.index("Representation")


def test_no_empty_page_stands_between_or_after_wide_tables() -> None:
    assert sheets(report(para("x"), WIDE, WIDE)) == ["portrait", "landscape", "landscape"]


def test_a_table_is_turned_by_hand_or_kept_from_it() -> None:
    turned = Table(SMALL.columns, SMALL.head, SMALL.rows, classes=("landscape",))
    kept = Table(WIDE.columns, WIDE.head, WIDE.rows, classes=("portrait",))
    assert sheets(report(turned, para("x"))) == ["portrait", "landscape", "portrait"]
    assert sheets(report(kept, para("x"))) == ["portrait"]


@pytest.mark.parametrize(
    "block", [SMALL, Quote("block", (WIDE,)), para("x")], ids=["small", "inside", "text"]
)
def test_other_blocks_turn_no_page(block: Block) -> None:
    assert sheets(report(block)) == ["portrait"]


def test_a_table_too_wide_for_a_column_stands_across_all() -> None:
    middling = Table(("start",) * 5, (row(*LONG[:5]),), (row(*LONG[:5]),))
    found = report(para("before"), middling, para("after"), style=plain("broadsheet"))
    columns = [section.find(w("cols")) for section in sections(found)]
    assert [one.get(w("num"), "1") for one in columns if one is not None] == ["1", "2", "1", "2", "1"]
    kinds = [section.find(w("type")) for section in sections(found)]
    assert [kind is not None for kind in kinds] == [False, True, True, True, True]
    assert set(sheets(found)) == {"portrait"}


def test_columns_end_before_a_continuous_section_which_makes_them_even() -> None:
    metadata = Metadata(title=words("Title"), rights="All of them", toc=False)
    found = report(para("text"), SMALL, metadata=metadata, style=plain("broadsheet"))
    text, closing = sections(found)[-2:]
    columns = [section.find(w("cols")) for section in (text, closing)]
    assert [one.get(w("num"), "1") for one in columns if one is not None] == ["2", "1"]
    kind = closing.find(w("type"))
    assert kind is not None
    assert kind.get(w("val")) == "continuous"
    assert headers(found, closing) == {}, "those of the section before hold on"
    ends = [par for par in found.paragraphs if "sectPr" in par.properties]
    below = found.paragraphs[found.paragraphs.index(ends[-1]) + 1 :]
    assert [par.style for par in below] == ["Colophon"]


def test_a_table_across_the_columns_at_the_end_needs_no_section_more() -> None:
    middling = Table(("start",) * 5, (row(*LONG[:5]),), (row(*LONG[:5]),))
    found = report(para("before"), middling, style=plain("broadsheet"))
    columns = [section.find(w("cols")) for section in sections(found)]
    assert [one.get(w("num"), "1") for one in columns if one is not None] == ["1", "2", "1"]


@pytest.mark.parametrize("name", ["briefing", "broadsheet"])
def test_a_cover_page_holds_the_title_block_alone(name: str) -> None:
    style = style_named(name, ("options.embed-fonts", "false"), ("options.cover-page", "report"))
    metadata = Metadata(title=words("Title"), kicker=words("Kicker"), subtitle=words("Sub"), toc=True)
    found = report(Section(words("One"), (para("text"),)), metadata=metadata, style=style)
    ends = [number for number, par in enumerate(found.paragraphs) if "sectPr" in par.properties]
    assert [par.text for par in found.paragraphs[: ends[0] + 1]] == ["Kicker", "Title", "Sub"]
    assert found.paragraph("Title").value("spacing", "before") == str(style.page.cover_drop.twips)
    cover, behind = sections(found)[:2]
    assert behind.find(w("type")) is None, "it would begin on the same page"
    assert "first" in headers(found, cover)
    assert "first" not in headers(found, behind)
    (entry,) = (par.text for par in found.paragraphs if par.style == "TOC1")
    assert entry.endswith("2"), "the cover is a page too"


@pytest.mark.parametrize(("name", "page"), [("briefing", "3"), ("broadsheet", "1")])
def test_contents_count_the_pages_that_are_turned_here(name: str, page: str) -> None:
    metadata = Metadata(title=words("Title"), toc=True)
    blocks = (Section(words("One"), (para("before"), WIDE)), Section(words("Two"), (para("after"),)))
    found = report(*blocks, metadata=metadata, style=plain(name))
    assert sheets(found).count("landscape") == (1 if page == "3" else 0)
    _, entry = (par.text for par in found.paragraphs if par.style == "TOC1")
    assert entry.endswith(page)
