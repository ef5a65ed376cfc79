from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docexport.edition import make_edition
from docexport.model import Article, Cell, Metadata, Paragraph, Row, Table, Text
from docexport.notices import Collector
from docexport.resources import Resources
from docexport.typeset import Rectangle, TextRun, typeset
from docexport.typeset.tablegrid import grid_of
from docexport.typeset.tablewidths import Ask, column_widths
from tests.typeset.setting import LONG_AGO, SENTENCE, below_foot, lay, overfull, style, text_of


@given(
    st.lists(st.tuples(st.floats(1, 300), st.floats(0, 900)), min_size=1, max_size=40), st.floats(100, 600)
)
def test_columns_always_add_up_to_the_width_of_the_table(
    columns: list[tuple[float, float]], total: float
) -> None:
    asks = [Ask(least, least + more) for least, more in columns]
    widths = column_widths(asks, total)
    assert sum(widths) == pytest.approx(total)
    assert all(width > 0 for width in widths)


def test_no_word_is_torn_while_there_is_room() -> None:
    asks = [Ask(60, 60), Ask(50, 700), Ask(40, 200)]
    assert all(width >= ask.least - 0.01 for width, ask in zip(column_widths(asks, 400), asks, strict=True))


def test_a_short_column_beside_a_long_one_is_not_broken() -> None:
    assert column_widths([Ask(30, 60), Ask(40, 900)], 300)[0] == pytest.approx(60)


def test_widths_that_the_author_gives_hold() -> None:
    assert column_widths([Ask(10, 20), Ask(10, 20)], 400, (1, 3)) == [100, 300]


def test_cells_that_span_rows_push_the_next_ones_aside() -> None:
    cell = Cell(())
    table = Table(("start",) * 3, (), (Row((Cell((), rowspan=2), cell, cell)), Row((cell, cell))))
    assert [[spot.column for spot in row] for row in grid_of(table).rows] == [[0, 1, 2], [1, 2]]


def test_a_span_that_reaches_beyond_the_table_is_cut() -> None:
    table = Table(("start",), (), (Row((Cell((), rowspan=9),)),))
    assert grid_of(table).rows[0][0].rows == 1


def long_table(rows: int) -> str:
    head = "| When | What was reported |\n|---|---|\n"
    return head + "".join(f"| Day {number} | Report {number} |\n" for number in range(rows))


def test_the_head_is_repeated_on_each_page_as_an_artifact() -> None:
    laid = lay("# T\n\n" + long_table(120))
    assert len(laid.pages) > 2
    for page in laid.pages[1:]:
        repeated = [text_of(run) for other, run in laid.runs() if other is page and run.artifact == "repeat"]
        assert repeated == ["When", "What was reported"]
    tagged = [text_of(run) for _, run in laid.runs() if run.element and text_of(run) == "When"]
    assert tagged == ["When"]


def test_a_small_table_stays_on_one_page() -> None:
    for lines in range(8, 20):
        laid = lay("# T\n\n" + "\n\n".join([SENTENCE * 2] * lines) + "\n\n" + long_table(6))
        pages = {page.number for page, run in laid.runs() if run.element and text_of(run).startswith("Day")}
        assert len(pages) == 1


def test_a_row_taller_than_a_page_is_divided_between_its_lines() -> None:
    laid = lay("# T\n\n| a | b |\n|---|---|\n| " + SENTENCE * 40 + " | short |\n")
    assert len(laid.pages) == 2
    assert not below_foot(laid)


def test_figures_of_a_decimal_column_stand_with_their_marks_below_each_other() -> None:
    cells = [Row((Cell((Paragraph((Text(number),)),)),)) for number in ("1,000.5", "20.25", "3")]
    article = Article(Metadata(), (Table(("decimal",), (), tuple(cells)),))
    told = Collector()
    edition = make_edition(article, style(), "brief", told, modified=LONG_AGO)
    document = typeset(edition, style(), Resources(Path("/nonexistent")), told)
    points = []
    for run in document.pages[0].items:
        if isinstance(run, TextRun) and run.element is not None:
            whole = text_of(run).partition(".")[0]
            unit = run.glyphs[len(whole) - 1].advance * run.size / 1000
            points.append(run.x + sum(run.advances[: len(whole) - 1]) + unit)
    assert max(points) - min(points) < 0.2


@pytest.mark.parametrize("columns", [1, 4, 12, 40])
def test_tables_of_any_number_of_columns_stay_on_the_sheet(columns: int) -> None:
    row = "|" + " some words |" * columns + "\n"
    laid = lay("# T\n\n" + row + "|" + "---|" * columns + "\n" + row * 3)
    assert not overfull(laid, slack=65)


def test_cells_know_their_scope_and_spans() -> None:
    laid = lay("# T\n\n" + long_table(2))
    assert [cell.scope for cell in laid.elements("header-cell")] == ["column", "column"]
    assert [row.tag for row in laid.elements("table-body")[0].children] == ["row", "row"]


def test_the_caption_is_a_child_of_its_table() -> None:
    laid = lay("# T\n\n: The caption {#tbl:a}\n\n" + long_table(2))
    caption = laid.elements("caption")[0]
    assert caption.parent is laid.elements("table")[0]
    assert laid.text(caption) == "Table\u00a01 The caption"


def test_rules_are_drawn_as_the_style_says() -> None:
    def rules(**options: object) -> int:
        laid = lay("# T\n\n" + long_table(5), **options)  # type: ignore[arg-type] # options by name
        items = (item for page in laid.pages for item in page.items)
        return sum(isinstance(item, Rectangle) and item.artifact == "rule" for item in items)

    none = rules(table_rules="none")
    assert rules(table_rules="head") == none + 3
    assert rules(table_rules="rows") == none + 7


WIDE = " | ".join(["Telecommunications", "Intergovernmental", "Semiconductors", "Transcontinental"] * 3)
TURNED = (
    f"Before.\n\n## Over it\n\n| {WIDE} |\n|{'---|' * 12}\n"
    + f"| {WIDE} |\n" * 60
    + "\n: Wide\n\nAfter it.\n"
)


@pytest.mark.slow
@pytest.mark.parametrize("style", ["briefing", "broadsheet", "report"])
def test_a_table_too_wide_for_the_page_gets_pages_in_landscape(style: str) -> None:
    laid = lay(TURNED, style)
    shapes = [page.width > page.height for page in laid.pages]
    assert shapes[0] is False
    assert all(shapes[1:])
    assert len(shapes) > 3
    # The text goes on below the table's place, and the heading stays with it.
    heading, after = laid.lines(1)[-2:]
    assert heading.endswith("Over it")
    assert after.startswith("After it")


@pytest.mark.parametrize(("name", "turned"), [("landscape", True), ("portrait", False), ("other", False)])
def test_the_author_can_turn_the_page_for_a_table(name: str, turned: bool) -> None:
    laid = lay(f"Before.\n\n| a | b |\n|---|---|\n| c | d |\n\n: Small {{.{name}}}\n\nAfter.\n")
    assert any(page.width > page.height for page in laid.pages) == turned


def test_the_author_can_keep_a_wide_table_upright() -> None:
    laid = lay(f"| {WIDE} |\n|{'---|' * 12}\n| {WIDE} |\n\n: Wide {{.portrait}}\n")
    assert all(page.width < page.height for page in laid.pages)


@pytest.mark.slow
@pytest.mark.parametrize("style", ["briefing", "broadsheet"])
def test_no_word_of_a_turned_table_is_torn_or_leaves_the_page(style: str) -> None:
    laid = lay(TURNED, style)
    words = [word for _, run in laid.runs() if run.element is not None for word in text_of(run).split()]
    assert words.count("Semiconductors") == 3 * 61
    for page, run in laid.runs():
        assert run.x > 0
        assert run.x + run.width < page.width
        assert run.y < page.height - 20


@pytest.mark.slow
def test_a_turned_tables_head_and_furniture_stand_on_each_of_its_pages() -> None:
    laid = lay(TURNED)
    for page in laid.pages[1:-1]:
        repeated = {run.artifact for each, run in laid.runs() if each is page and run.element is None}
        assert "footer" in repeated
        assert page.number == 2 or "repeat" in repeated


def test_a_table_in_a_list_stays_upright() -> None:
    rows = TURNED.replace("\n|", "\n  |").replace("## Over it\n\n", "- item\n\n")
    assert all(page.width < page.height for page in lay(rows).pages)
