"""Tables: real styles, heads that repeat, spans, widths, captions."""

from __future__ import annotations

import time
import xml.etree.ElementTree as ET

import pytest

from docexport.model import Cell, Code, Link, List, ListItem, Metadata, Paragraph, Row, Span, Table, Text
from docexport.write.docx.grid import Spot, spots
from tests.write.docx.report import para, report, style_named, w, words


def cell(text: str, colspan: int = 1, rowspan: int = 1) -> Cell:
    return Cell((para(text),), colspan, rowspan)


def row(*texts: str) -> Row:
    return Row(tuple(map(cell, texts)))


def test_the_head_repeats_and_rows_stay_whole() -> None:
    found = report(Table(("start", "start"), (row("a", "b"),), (row("1", "2"), row("3", "4"))))
    rows = list(found.body.iter(w("tr")))
    assert [len(list(one.iter(w("tblHeader")))) for one in rows] == [1, 0, 0]
    assert all(len(list(one.iter(w("cantSplit")))) == 1 for one in rows)


def kept_rows(rows: int, place: str) -> list[bool]:
    """Which rows of a table with a caption stay with what follows."""
    style = style_named("briefing", ("options.embed-fonts", "false"), ("options.table-caption", place))
    lines = tuple(row("c", "d") for _ in range(rows))
    found = report(Table(("start", "end"), (row("a", "b"),), lines, words("caption")), style=style)
    (head, *body) = found.body.iter(w("tr"))
    assert {mark.get(w("val")) for mark in head.iter(w("pStyle"))} == {"TableHeading", "TableHeadingEnd"}
    return [
        all(p.find(f"{w('pPr')}/{w('keepNext')}") is not None for p in each.iter(w("p"))) for each in body
    ]


def test_a_short_table_stays_on_one_page_with_its_caption() -> None:
    assert kept_rows(9, "above") == [True] * 8 + [False]
    assert kept_rows(9, "below") == [True] * 9


def test_a_long_table_is_divided_but_not_after_its_first_row_or_before_its_last() -> None:
    assert kept_rows(10, "above") == [True, *[False] * 7, True, False]
    assert kept_rows(10, "below") == [True, *[False] * 7, True, True]


def test_cells_have_styles_by_head_and_alignment() -> None:
    found = report(Table(("start", "center", "end"), (row("a", "b", "c"),), (row("1", "2", "3"),)))
    assert [par.style for par in found.paragraphs[1:7]] == [
        *("TableHeading", "TableHeadingCentered", "TableHeadingEnd"),
        *("TableText", "TableTextCentered", "TableTextEnd"),
    ]


@pytest.mark.parametrize("lang", [None, "de"])
def test_a_cell_of_words_alone_looks_like_any_other(lang: str | None) -> None:
    plain = Cell((para("a < b"),), lang=lang)
    general = Cell((Paragraph((Span((Text("a < b"),)),)),), lang=lang)
    table = Table(("start", "end", "start", "end"), (), (Row((plain, plain, general, general)),))
    (found,) = report(table).body.iter(w("tr"))
    paragraphs = [ET.tostring(one) for one in found.iter(w("p"))]
    assert paragraphs[:2] == paragraphs[2:]


def test_what_leads_to_a_cell_is_kept_by_words_alone() -> None:
    named = Cell((Paragraph((Text("c"),), id="here"),))
    found = report(para(Link((Text("there"),), "#here")), Table(("start",), (row("a"),), (Row((named,)),)))
    (cell_of_mark,) = (one for one in found.body.iter(w("tc")) if list(one.iter(w("bookmarkStart"))))
    assert [text.text for text in cell_of_mark.iter(w("t"))] == ["c"]


def test_a_caption_stands_above_and_describes_the_table() -> None:
    found = report(Table(("start",), (row("a"),), (row("1"),), words("What it is")))
    (caption,) = found.styled("CaptionAbove")
    assert caption.text == "Table\u00a01  What it is"
    (described,) = found.body.iter(w("tblDescription"))
    assert described.get(w("val")) == "What it is"


def test_widths_fill_the_measure_and_follow_the_content() -> None:
    long = "a rather long text that needs much more room than its neighbor does, and then some"
    found = report(Table(("start", "start"), (), (row("short", long),)))
    widths = [int(column.get(w("w"), "0")) for column in found.body.iter(w("gridCol"))]
    measure = style_named("briefing").page.measure.twips
    assert abs(sum(widths) - measure) <= 2
    assert widths[1] > 3 * widths[0]


def test_given_widths_are_parts_of_the_measure() -> None:
    found = report(Table(("start", "start"), (), (row("a", "b"),), widths=(1.0, 3.0)))
    widths = [int(column.get(w("w"), "0")) for column in found.body.iter(w("gridCol"))]
    assert abs(widths[1] - 3 * widths[0]) <= 4


def test_spans_are_merged_cells() -> None:
    rows = (Row((cell("a", rowspan=2), cell("b", colspan=2))), row("c", "d"))
    found = report(Table(("start",) * 3, (), rows))
    merges = [(merge.get(w("val"))) for merge in found.body.iter(w("vMerge"))]
    assert merges == ["restart", None]
    assert [span.get(w("val")) for span in found.body.iter(w("gridSpan"))] == ["2"]
    assert [par.text for par in found.paragraphs[1:-1]] == ["a", "b", "", "c", "d"]


def test_spans_that_collide_or_reach_out_are_cut() -> None:
    rows = (Row((cell("a", colspan=9), cell("lost", rowspan=9))), Row((cell("b", rowspan=9),)))
    first, second = spots(rows, 2)
    assert [(spot.column, spot.columns) for spot in first] == [(0, 2)]
    assert second == [Spot(0, 1, rows[1].cells[0]), Spot(1, 1, None)]


def test_a_cell_can_hold_any_blocks_and_ends_in_a_paragraph() -> None:
    inner = Table(("start",), (), (row("deep"),))
    blocks = (para("text"), List("bullet", (ListItem((para("item"),)),)), Code("x"), inner)
    found = report(Table(("start",), (), (Row((Cell(blocks),)), Row((Cell(()),)))))
    assert all(one[-1].tag == w("p") for one in found.body.iter(w("tc")))
    assert {"text", "item", "x", "deep"} <= {par.text for par in found.paragraphs}


def test_a_list_in_a_cell_keeps_the_type_of_the_cell() -> None:
    found = report(Table(("start",), (), (Row((Cell((List("bullet", (ListItem((para("item"),)),)),)),)),)))
    assert found.paragraph("item").style == "TableText"
    assert "numPr" in found.paragraph("item").properties


def test_tinted_rows_have_space_on_both_sides() -> None:
    plain, tinted = (
        report(para("x"), style=style_named(name, ("options.embed-fonts", "false"))).style("ArticleTable")
        for name in ("briefing", "report")
    )
    margins = [table.find(f"{w('tblPr')}/{w('tblCellMar')}/{w('left')}") for table in (plain, tinted)]
    assert [margin is not None and margin.get(w("w")) != "0" for margin in margins] == [False, True]


@pytest.mark.slow
def test_a_table_of_thousands_of_rows_takes_no_longer_than_it_must() -> None:
    rows = tuple(row(*(f"cell {number} {column}" for column in range(8))) for number in range(1000))
    started = time.process_time()
    report(Table(("start",) * 8, (), rows), metadata=Metadata(title=words("T"), toc=False))
    # A second or less; cell by cell through python-docx it would be an hour.
    assert time.process_time() - started < 20


def test_a_link_in_a_dark_head_has_the_heads_color() -> None:
    link = Cell((para(Link(words("a"), "https://example.org")),))
    for name, color in (("report", "FFFFFF"), ("briefing", None)):
        style = style_named(name, ("options.embed-fonts", "false"))
        found = report(Table(("start",), (Row((link,)),), (Row((link,)),)), style=style)
        head, cell = (run.find(f".//{w('color')}") for run in found.body.iter(w("hyperlink")))
        assert (None if head is None else head.get(w("val"))) == color
        assert cell is None
