"""Floats: what does not fit goes to the head of the next column, and text moves up in its place."""

from __future__ import annotations

import re

import pytest

from docexport.typeset.filling import Filler
from docexport.typeset.floats import passing
from docexport.typeset.flow import GLUED, STRANDED, Flow, Strip, nothing
from tests.typeset.setting import lay, text_of

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
