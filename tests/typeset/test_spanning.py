"""What stands across the columns: wide figures and tables, at the head or the foot of a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docexport.typeset import PlacedPicture
from docexport.typeset.columns import Column
from docexport.typeset.filling import Filler
from docexport.typeset.flow import Flow, Span, Strip, nothing
from docexport.typeset.spanning import Spanning, parts
from tests.typeset import rules
from tests.typeset.setting import SENTENCE, Laid, lay, text_of

LINE = 14.0
FOLDER = Path(__file__).parents[1] / "articles"
MAP = "![A map](figures/map.svg){#fig:map}"
TABLE = (
    "| a | b | c | d | e |\n|---|---|---|---|---|\n"
    + "| Constitutional | administrative | representation | " * 1
)
TABLE += "internationally | jurisdictional |\n"


def article(before: int, after: int, what: str = MAP, title: str = "title: T") -> Laid:
    """Numbered sentences with something wide between two paragraphs of them."""

    def text(numbers: range) -> str:
        return " ".join(f"This is the sentence that has the number {number} in it." for number in numbers)

    first, second = text(range(before)), text(range(before, before + after))
    return lay(f"---\n{title}\n---\n\n{first}\n\n{what}\n\n{second}\n", "broadsheet", FOLDER)


def pictures(laid: Laid) -> list[tuple[int, PlacedPicture]]:
    return [
        (page.number, item) for page in laid.pages for item in page.items if isinstance(item, PlacedPicture)
    ]


def lines(count: int) -> list[Strip]:
    return [Strip(LINE, nothing, grid=True) for _ in range(count)]


# --- Which page ------------------------------------------------------------------------------------


def chosen(spans: list[Span], start: int, count: int = 100, placed: int = 0) -> tuple[int, list[int]]:
    """How many spans stand on a page of two columns of ten lines, and where its columns end."""
    filler = Filler(lines(count), {}, LINE)

    def fill(start: int, left: list[Strip], room: float) -> list[Column]:
        first = filler.fill(start, room, left)
        return [first, filler.fill(first.end, room, first.left)]

    page = Spanning(spans, {}, LINE, count).page(start, [], 10 * LINE, placed, fill)
    return len(page.spans), [column.end for column in page.columns]


def span(height: int, at: int) -> Span:
    return Span((Strip(height * LINE, nothing),), at)


def test_a_span_stands_on_the_page_of_the_text_around_it() -> None:
    assert chosen([span(3, 8)], 0) == (1, [6, 12])


def test_a_span_whose_text_has_no_room_beside_it_waits_for_the_next_page() -> None:
    assert chosen([span(3, 18)], 0) == (0, [10, 20])
    assert chosen([span(3, 18)], 20) == (1, [26, 32])


@pytest.mark.parametrize(("place", "count"), [(21, 0), (27, 1)])
def test_a_span_waits_rather_than_stand_above_a_float_that_comes_before_it(place: int, count: int) -> None:
    filler = Filler(lines(100), {}, LINE)

    def fill(start: int, left: list[Strip], room: float) -> list[Column]:
        first = filler.fill(start, room, left)
        return [first, filler.fill(first.end, room, first.left)]

    page = Spanning([span(3, 25)], {}, LINE, 100, [place]).page(20, [], 10 * LINE, 0, fill)
    assert len(page.spans) == count


def test_spans_keep_their_order() -> None:
    assert chosen([span(3, 18), span(1, 5)], 0) == (0, [10, 20])
    assert chosen([span(3, 4), span(1, 5)], 20) == (2, [24, 28])


def test_a_span_at_the_end_of_the_text_stands_on_its_last_page() -> None:
    assert chosen([span(2, 8)], 0, count=8) == (1, [7, 8])


def test_what_is_higher_than_a_page_is_divided() -> None:
    divided = parts(Span(tuple(lines(25)), 3), 10 * LINE)
    assert [len(part.strips) for part in divided] == [10, 10, 5]
    assert {part.at for part in divided} == {3}


def test_what_spans_leaves_no_trace_in_the_flow() -> None:
    flow = Flow()
    flow.add(Strip(LINE, nothing))
    flow.space(20)
    with flow.spanning():
        flow.space(50)
        flow.add(Strip(LINE, nothing))
        flow.glue()
    flow.add(Strip(LINE, nothing))
    strips = flow.finish()
    assert [(strip.order, strip.before, strip.cost) for strip in strips] == [(0, 0, 0), (2, 20, 0)]
    assert [(each.at, each.strips[0].order) for each in flow.spans] == [(1, 1)]


# --- Whole documents -------------------------------------------------------------------------------


def test_a_wide_figure_stands_at_the_head_of_a_page_as_wide_as_its_columns() -> None:
    laid = article(100, 60)
    [(number, picture)] = pictures(laid)
    page = laid.style.page
    assert number == 2
    assert picture.x == pytest.approx(page.margin_inner.pt)
    assert picture.width == pytest.approx(page.measure.pt)
    tops = [run.y for sheet, run in laid.runs() if sheet.number == 2 and run.element is not None]
    assert picture.y + picture.height < min(tops)


def test_below_the_masthead_it_stands_at_the_foot() -> None:
    laid = article(20, 100)
    [(number, picture)] = pictures(laid)
    assert number == 1
    caption = next(run for _, run in laid.runs() if text_of(run).startswith("Figure"))
    inside = [run.y for sheet, run in laid.runs() if sheet.number == 1 and run.element is not caption.element]
    body = [y for y in inside if y < picture.y]
    assert len(body) > 40
    page = laid.style.page
    foot = page.height.pt - page.margin_bottom.pt
    assert foot - 3 * page.grid.pt < caption.y < foot + page.grid.pt


@pytest.mark.parametrize(
    ("what", "wide"),
    [
        (MAP, True),
        ("![A map](figures/map.svg){width=6cm}", False),
        ("![A dot](figures/dot.png)", False),
        ("![A dot](figures/dot.png){.wide width=14cm}", True),
        (f"> Quote\n>\n> {MAP}", False),
    ],
)
def test_a_figure_is_wide_by_itself_or_because_it_is_asked_for(what: str, wide: bool) -> None:
    laid = article(30, 30, what)
    [(_, picture)] = pictures(laid)
    assert (picture.width > laid.style.page.column_width.pt) is wide


def test_a_style_of_one_column_has_nothing_to_span() -> None:
    laid = lay(f"{SENTENCE}\n\n{MAP}\n\n{SENTENCE}", "briefing", FOLDER)
    [(_, picture)] = pictures(laid)
    tops = [run.y for _, run in laid.runs() if run.element is not None]
    assert min(tops) < picture.y < max(tops)


def test_a_table_too_wide_for_a_column_spans_them_in_type_of_full_size() -> None:
    laid = article(30, 30, TABLE)
    cells = [run for _, run in laid.runs() if run.element is not None and run.element.tag == "cell"]
    cells = cells or [run for _, run in laid.runs() if text_of(run) in ("Constitutional", "jurisdictional")]
    page = laid.style.page
    assert max(run.x for run in cells) > page.margin_inner.pt + page.column_width.pt
    assert {round(run.size, 2) for run in cells} == {round(laid.style.roles["table-cell"].size.pt, 2)}


@pytest.mark.parametrize("what", [MAP, f"{MAP}\n\n{TABLE}", f"# Heading\n\n{MAP}"])
@pytest.mark.parametrize("before", [0, 45, 60, 90, 140])
def test_wherever_it_stands_nothing_is_lost_and_pages_are_painted_as_read(before: int, what: str) -> None:
    laid = article(before, 150 - before, what)
    assert len(pictures(laid)) == 1
    painted = " ".join(" ".join(text_of(run).split()) for _, run in laid.runs() if run.element is not None)
    assert list(map(int, re.findall(r"(\d+) in", painted))) == list(range(150))


def test_a_note_in_its_caption_stands_at_the_foot_of_its_page() -> None:
    laid = article(100, 60, "![A map[^note]](figures/map.svg)\n\n[^note]: The note of a caption.")
    [(number, _)] = pictures(laid)
    assert any("The note of a caption" in line for line in laid.lines(number))


def test_links_lead_to_it() -> None:
    laid = article(100, 60, f"{MAP}\n\nSee @fig:map.")
    [(number, picture)] = pictures(laid)
    [destination] = [each for name, each in laid.document.destinations.items() if "map" in name]
    assert (destination.page + 1, round(destination.y)) == (number, round(picture.y))


def test_where_lines_run_leftward_it_stands_across_the_columns_too() -> None:
    laid = lay(
        f"---\ntitle: T\nlang: ar\n---\n\n{SENTENCE * 20}\n\n{MAP}\n\n{SENTENCE * 20}", "broadsheet", FOLDER
    )
    [(_, picture)] = pictures(laid)
    page = laid.style.page
    assert picture.x == pytest.approx(page.margin_outer.pt)
    assert picture.width == pytest.approx(page.measure.pt)


@pytest.mark.parametrize("before", range(104, 152, 8))
def test_pages_with_spans_are_weighed_like_others(before: int) -> None:
    rows = "| a | b |\n|---|---|\n" + "| row | x |\n" * 7

    def text(numbers: range) -> str:
        return " ".join(f"This is the sentence that has the number {number} in it." for number in numbers)

    laid = lay(
        f"---\ntitle: T\n---\n\n{text(range(100))}\n\n{MAP}\n\n{text(range(100, before))}\n\n{rows}\n\n"
        f"{text(range(before, 300))}\n",
        "broadsheet",
        FOLDER,
    )
    assert not rules.white_feet(laid, 0.12)
    [(number, picture)] = pictures(laid)
    assert number == 2
    assert picture.width > laid.style.page.column_width.pt
