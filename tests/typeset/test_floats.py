"""Floats: what does not fit goes to the head of the next column or page, and text moves up in its place."""

from __future__ import annotations

import re

import pytest

from docexport.typeset.filling import Filler
from docexport.typeset.floats import passing
from docexport.typeset.flow import GLUED, STRANDED, Flow, Strip, nothing
from tests.typeset.setting import SENTENCE, Laid, lay, text_of, walk

LINE = 14.0
TABLE = "| A | B |\n|---|---|\n" + "| one | two |\n" * 5


def strips_with_float(before: int, after: int, rows: int = 6) -> list[Strip]:
    """Lines, a float of several rows, lines."""
    flow = Flow()
    flow.extend([Strip(LINE, nothing, grid=True) for _ in range(before)])
    with flow.floating(True), flow.together(GLUED):
        flow.extend([Strip(LINE, nothing) for _ in range(rows)])
        flow.space(LINE)
    flow.extend([Strip(LINE, nothing, grid=True) for _ in range(after)])
    return flow.finish()


def test_text_passes_a_float_that_does_not_fit() -> None:
    filler = Filler(strips_with_float(10, 20), {}, LINE)
    column = filler.fill(0, 14 * LINE, [])
    assert column.end == 10
    found = passing(filler, column, 0, 14 * LINE, [], 14 * LINE)
    assert found is not None
    reordered, fuller = found
    assert fuller.end == 14
    assert [strip.group for strip in (reordered.strips[number] for number in range(9, 22))] == [0] * 5 + [
        1
    ] * 6 + [0] * 2
    assert sorted(
        strip.order for strip in (reordered.strips[n] for n in range(len(reordered.strips)))
    ) == list(range(36))


def test_the_text_below_a_float_at_a_columns_head_keeps_its_distance() -> None:
    filler = Filler(strips_with_float(10, 20), {}, LINE)
    column = filler.fill(0, 14 * LINE, [])
    found = passing(filler, column, 0, 14 * LINE, [], 14 * LINE)
    assert found is not None
    tops = [top for _, top in found[0].fill(14, 14 * LINE, []).strips]
    assert tops[6] - tops[5] == 2 * LINE


def test_nothing_passes_a_float_that_fits_or_leaves_little_room() -> None:
    for before in (8, 12):
        filler = Filler(strips_with_float(before, 20), {}, LINE)
        column = filler.fill(0, 14 * LINE, [])
        assert passing(filler, column, 0, 14 * LINE, [], 14 * LINE) is None


def test_no_line_is_stranded_for_a_float() -> None:
    strips = strips_with_float(10, 6)
    for strip in strips[17:]:
        strip.cost = STRANDED
    filler = Filler(strips, {}, LINE)
    column = filler.fill(0, 14 * LINE, [])
    assert passing(filler, column, 0, 14 * LINE, [], 14 * LINE) is None


def test_a_float_does_not_pass_another() -> None:
    strips = strips_with_float(10, 2)
    more = strips_with_float(0, 10)
    for strip in more:
        strip.group = strip.group and 2
    filler = Filler([*strips, *more], {}, LINE)
    column = filler.fill(0, 14 * LINE, [])
    found = passing(filler, column, 0, 14 * LINE, [], 14 * LINE)
    assert found is not None
    assert [found[0].strips[number].group for number in range(10, 20)] == [0] * 2 + [1] * 6 + [2] * 2


@pytest.mark.slow
@pytest.mark.parametrize("sentences", range(52, 64, 2))
def test_in_columns_text_is_painted_in_the_order_in_which_it_is_read(sentences: int) -> None:
    numbered = " ".join(f"This is the sentence that has the number {n} in it." for n in range(sentences))
    rest = " ".join(f"This is the sentence that has the number {n} in it." for n in range(sentences, 140))
    laid = lay(f"{numbered}\n\n{TABLE}\n{rest}\n", "broadsheet")
    assert len(laid.pages) < 3
    painted = " ".join(" ".join(text_of(run).split()) for _, run in laid.runs() if run.element is not None)
    found = [int(number) for number in re.findall(r"\bnumber (\d+)", painted)]
    table = painted.index("one two")
    assert found == list(range(140))
    assert painted.index(f"number {sentences - 1} ") < table < painted.index(f"number {sentences} ")


def test_some_of_these_tables_float() -> None:
    """Else the test above would show nothing."""
    floated = 0
    for sentences in range(52, 64, 2):
        text = " ".join(f"This is the sentence that has the number {n} in it." for n in range(sentences))
        laid = lay(f"{text}\n\n{TABLE}\n{text}\n{text}\n", "broadsheet")
        tops = {text_of(run): (run.x, run.y) for _, run in laid.runs() if run.element is not None}
        (x, y), page = tops["one"], laid.style.page
        floated += y < page.height.pt / 2 and x > page.margin_inner.pt + page.column_width.pt
    assert floated


@pytest.mark.parametrize("sentences", range(24, 40, 2))
def test_a_float_too_tall_for_the_next_column_loses_nothing_and_says_nothing_twice(sentences: int) -> None:
    numbered = " ".join(f"This is the sentence that has the number {n} in it." for n in range(sentences))
    cell = " ".join(["many words in a cell"] * 14)
    rows = "\n".join(f"| start{row} {cell} | end{row} {cell} |" for row in range(6))
    rest = " ".join(f"This is the sentence that has the number {n} in it." for n in range(sentences, 140))
    title = "A title of many words that takes much room " * 4
    laid = lay(
        f"---\ntitle: {title}\n---\n\n{numbered}\n\n| A | B |\n|---|---|\n{rows}\n\n{rest}\n", "broadsheet"
    )
    words = " ".join(text_of(run) for _, run in laid.runs() if run.element is not None)
    assert sorted(map(int, re.findall(r"\bnumber (\d+)", words))) == list(range(140))
    assert sorted(map(int, re.findall(r"\b(?:start|end)(\d)", words))) == sorted([*range(6), *range(6)])


# --- To the next page ------------------------------------------------------------------------------


def numbered(numbers: range) -> str:
    sentences = [f"This is the sentence that has the number {number} in it." for number in numbers]
    return "\n\n".join(" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4))


def lone_page(before: int, between: str = "") -> tuple[Laid, list[tuple[int, float]]]:
    """An article in one column with a table, and on which pages and how far down its rows stand."""
    rows = TABLE + "| one | two |\n" * 3
    laid = lay(f"# T\n\n{numbered(range(before))}\n\n{rows}\n\n{between}{numbered(range(before, 140))}\n")
    return laid, [(page.number, run.y) for page, run in laid.runs() if text_of(run) == "one"]


@pytest.mark.parametrize("before", range(48, 64, 4))
def test_in_one_column_a_float_goes_to_the_head_of_the_next_page_and_text_fills_this_one(before: int) -> None:
    laid, rows = lone_page(before)
    page = laid.style.page
    assert len({number for number, _ in rows}) == 1
    for sheet in laid.pages[:-1]:
        lowest = max(run.y for shown, run in laid.runs() if shown is sheet and run.element is not None)
        assert page.height.pt - page.margin_bottom.pt - lowest < 4 * page.grid.pt


def test_some_of_these_go_to_the_next_page_before_text_that_is_read_earlier() -> None:
    found = 0
    for before in range(48, 64, 4):
        laid, rows = lone_page(before)
        number, top = rows[0]
        above = [run.y for page, run in laid.runs() if page.number == number and run.element is not None]
        earlier = " ".join(" ".join(laid.lines(each)) for each in range(1, number))
        found += top - min(above) < 40 and f"number {before} in" in earlier
    assert found


def test_the_tree_keeps_the_order_of_the_article() -> None:
    laid, _ = lone_page(52)
    tags = [element.tag for element in walk(laid.document.root) if element.tag in ("paragraph", "table")]
    first = tags.index("table")
    paragraphs = [element for element in walk(laid.document.root) if element.tag == "paragraph"]
    assert "number 51 in" in laid.text(paragraphs[first - 1])


def test_text_of_the_next_section_does_not_come_before_a_float() -> None:
    for before in range(48, 64, 4):
        laid, rows = lone_page(before, "# Another section\n\n")
        heading = next(page.number for page, run in laid.runs() if "Another" in text_of(run))
        assert rows[0][0] <= heading


@pytest.mark.parametrize("sentences", range(12, 20))
def test_no_float_stands_between_the_parts_of_a_panel(sentences: int) -> None:
    table = "| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 6
    panel = f"> [!note] Panel\n> {SENTENCE}\n>\n> {SENTENCE}\n>\n> {SENTENCE}"
    before = "\n\n".join([SENTENCE * 2] * sentences)
    laid = lay(f"{before}\n\n{table}\n\n{panel}\n\n{SENTENCE * 9}", "briefing")
    [callout] = laid.elements("callout")
    inside = {id(element) for element in walk(callout)}
    on = {page.number for page, run in laid.runs() if id(run.element) in inside}
    [whole] = laid.elements("table")
    cells = {id(element) for element in walk(whole)}
    of_table = {page.number for page, run in laid.runs() if id(run.element) in cells}
    assert len(on) == 1 or max(on) not in of_table
