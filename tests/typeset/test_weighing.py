"""Pages weighed together, where each for itself would end badly."""

from __future__ import annotations

import pytest

from docexport.typeset.columns import Column
from docexport.typeset.filling import Filler
from docexport.typeset.flow import GLUED, STRANDED, Strip, nothing
from docexport.typeset.weighing import Spot, Weighing, is_bad, sparse_cost
from tests.typeset.setting import SENTENCE, lay

LINE = 14.0
ROOM = 10 * LINE


def lines(count: int, cost: float = 0.0) -> list[Strip]:
    return [Strip(LINE, nothing, cost=cost, grid=True) for _ in range(count)]


def block(height: int) -> Strip:
    return Strip(height * LINE, nothing)


def one_by_one(strips: list[Strip], count: int, notes: dict[str, list[Strip]] | None = None) -> list[Column]:
    filler = Filler(strips, notes or {}, LINE)
    columns = [filler.fill(0, ROOM, [])]
    while len(columns) < count:
        columns.append(filler.fill(columns[-1].end, ROOM, columns[-1].left))
    return columns


def together(strips: list[Strip], count: int, notes: dict[str, list[Strip]] | None = None) -> list[Column]:
    filler = Filler(strips, notes or {}, LINE)
    weighing = Weighing(filler, 1, lambda _: ROOM)
    return [column for column, _ in weighing.best(Spot(0, 0, 0, (), filler), count)[1]]


def heights(columns: list[Column]) -> list[int]:
    return [round(column.height / LINE) for column in columns]


def test_white_space_above_a_tall_block_is_shared_by_the_pages_before_it() -> None:
    strips = [*lines(26), block(8), *lines(20)]
    assert heights(one_by_one(strips, 4)) == [10, 10, 6, 10]
    shared = heights(together(strips, 4))
    assert sum(shared[:3]) == 26
    assert min(shared[:3]) == 8
    assert is_bad(one_by_one(strips, 4))
    assert not is_bad(together(strips, 4))


def test_a_heading_and_its_text_are_not_parted_for_the_sake_of_the_page_before() -> None:
    strips = [*lines(13), block(7), *lines(7, GLUED), *lines(10)]
    greedy, weighed = one_by_one(strips, 3), together(strips, 3)
    assert sum(column.cost for column in weighed) < sum(column.cost for column in greedy)
    assert all(strips[column.end].cost < GLUED for column in weighed[:2])


def test_a_line_is_not_stranded_where_the_page_before_can_end_earlier() -> None:
    strips = [*lines(10), *lines(10, STRANDED), *lines(2), *lines(8)]
    strips[9].cost = 0.0
    weighed = together(strips, 2)
    assert all(strips[column.end].cost < STRANDED for column in weighed)


def test_columns_that_end_well_stay_as_they_are() -> None:
    strips = lines(50)
    assert heights(together(strips, 5)) == heights(one_by_one(strips, 5)) == [10, 10, 10, 10, 10]
    assert not is_bad(one_by_one(strips, 5))


def test_distances_are_made_less_where_that_saves_the_next_page() -> None:
    spaced = [Strip(LINE, nothing, before=LINE, boundary=True) for _ in range(5)]
    strips = [*spaced, Strip(22, nothing), block(10), *lines(20)]
    greedy, weighed = one_by_one(strips, 3), together(strips, 3)
    assert [column.end for column in greedy] == [5, 6, 7]
    assert [column.end for column in weighed] == [6, 7, 17]


def test_notes_stand_with_their_citations_also_where_pages_are_weighed() -> None:
    strips = [*lines(26), block(8), *lines(20)]
    strips[7].notes, strips[16].notes = ("a",), ("b",)
    notes = {"a": lines(1), "b": lines(2)}
    columns = together(strips, 4, notes)
    for column in columns:
        cited = [note for strip, _ in column.strips for name in strip.notes for note in notes[name]]
        assert [strip for strip, _ in column.notes] == cited
    assert sum(len(column.notes) for column in columns) == 3


def test_pages_of_different_heights_with_notes_of_their_own_are_weighed_together() -> None:
    strips, note = [*lines(22), block(8), *lines(20)], lines(2)
    filler = Filler(strips, {}, LINE)
    weighing = Weighing(
        filler, 1, lambda page: ROOM - 2 * LINE * (page == 1), lambda page: note if page == 2 else ()
    )
    columns = [column for column, _ in weighing.best(Spot(0, 0, 0, (), filler), 4)[1]]
    assert columns[1].height <= 8 * LINE
    assert [bool(column.notes) for column in columns] == [False, False, True, False]
    assert columns[-1].end > 22


def test_every_strip_is_placed_once_and_in_order() -> None:
    strips = [*lines(26), block(8), *lines(17), block(6), *lines(5)]
    placed = [strip for column in together(strips, 8) for strip, _ in column.strips]
    assert placed == strips


def test_the_less_of_a_last_page_is_filled_the_more_it_costs() -> None:
    costs = [sparse_cost(part / 10) for part in range(5)]
    assert costs == sorted(costs, reverse=True)
    assert costs[1] > 0.0 == costs[3]


def test_no_page_is_added_and_none_left_with_a_line_or_two() -> None:
    strips = [*lines(26), block(8), *lines(14)]
    assert heights(one_by_one(strips, 6)) == [10, 10, 6, 10, 10, 2]
    weighed = heights(together(strips, 7))
    assert len(weighed) == 6
    assert weighed[-1] > 2


@pytest.mark.parametrize("name", ["briefing", "report"])
@pytest.mark.parametrize("before", [24, 26, 28])
def test_no_page_of_an_article_is_left_with_much_white_above_a_table(name: str, before: int) -> None:
    table = "| a | b |\n|---|---|\n" + "| row | x |\n" * 6
    text = "\n\n".join([SENTENCE * 3] * before)
    laid = lay(f"# T\n\n{text}\n\n{table}\n\n{text}", name)
    page = laid.style.page
    foot = page.height.pt - page.margin_bottom.pt
    for sheet in laid.pages[:-1]:
        lowest = max(run.y for shown, run in laid.runs() if shown is sheet and run.element is not None)
        assert foot - lowest < 5 * page.grid.pt, sheet.number
