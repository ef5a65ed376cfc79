"""Columns of a last page end at one line, whatever stands in them."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import pytest

from docexport.typeset.columns import Column
from docexport.typeset.evening import even
from docexport.typeset.flow import Strip, nothing
from docexport.typeset.page import Element
from tests.typeset.setting import SENTENCE, lay

LINE = 14.0
BLOCKS = [
    f"## Heading\n\n{SENTENCE * 3}",
    SENTENCE * 2,
    "- one item of a list\n- another item that is longer than a line of the column can be\n- a third",
    f"> {SENTENCE * 2}",
    SENTENCE * 4,
    f"# A section\n\n{SENTENCE}",
    f"1. {SENTENCE}\n2. {SENTENCE}\n3. short",
    SENTENCE * 3,
    "Term\n:   The definition of it, in a sentence or so.\n\nOther\n:   Another one.",
]


def column(*gaps: float, grid: bool = True) -> Column:
    """Lines with distances before them."""
    y, strips = -LINE, []
    for gap in gaps:
        y += LINE + gap
        strips.append((Strip(LINE, nothing, grid=grid, boundary=gap > 0), y))
    return Column(strips, [], len(gaps), [], y + LINE)


def tops(column: Column) -> list[float]:
    return [top / LINE for _, top in column.strips]


def test_what_is_missing_goes_above_blocks_in_whole_lines() -> None:
    short, long = column(0, 0, 14, 0, 28, 0), column(*[0] * 11)
    even([short, long], LINE, [100, 100])
    assert tops(short) == [0, 1, 4, 5, 9, 10]
    assert short.height == 11 * LINE


def test_what_stands_on_no_grid_is_spread_to_a_hair() -> None:
    short, long = column(0, 7, 0, 7, grid=False), column(*[0] * 6)
    even([short, long], LINE, [100, 100])
    assert short.height == long.height == 6 * LINE
    assert tops(short) == [0, 2, 3, 5]


@pytest.mark.parametrize(
    ("short", "room"),
    [(column(0, 0, 0), 100.0), (column(0, 2, 0), 100.0), (column(0, 28, 0), 10.0), (column(28, 0), 1000.0)],
    ids=["only text", "no distance to speak of", "no room above the notes", "a head"],
)
def test_a_column_stays_as_it_is_where_nothing_can_grow(short: Column, room: float) -> None:
    before = tops(short)
    even([short, column(*[0] * 7)], LINE, [room, 0.0])
    assert tops(short) == before


@pytest.mark.parametrize("count", [4, 7, 8, 9, 10, 15, 16, 21, 22, 23, 26])
def test_a_last_page_with_headings_lists_and_quotes_ends_within_a_line(count: int) -> None:
    blocks = "\n\n".join(BLOCKS[number % len(BLOCKS)] for number in range(count))
    laid = lay(f"---\ntitle: A title\n---\n\n{blocks}", "broadsheet")
    page = laid.style.page
    feet: dict[bool, float] = defaultdict(float)
    for sheet, run in laid.runs():
        if sheet is laid.pages[-1] and run.element is not None:
            side = run.x > page.margin_inner.pt + page.column_width.pt
            feet[side] = max(feet[side], run.y)
    assert abs(feet[True] - feet[False]) <= page.grid.pt + 0.1


def test_the_items_of_a_list_part_alike() -> None:
    short = column(0, 6, 6, 6, grid=False)
    text, top = Strip(LINE, nothing, grid=True), short.height
    short.strips.append((text, top))
    short.height += LINE
    even([short, column(*[0] * 8)], LINE, [100, 100])
    gaps = [lower - upper - LINE for (_, upper), (_, lower) in pairwise(short.strips)]
    assert gaps == pytest.approx([6 + LINE / 3] * 3 + [0])


@pytest.mark.slow
@pytest.mark.parametrize("count", range(3, 27))
@pytest.mark.parametrize("points", [1, 3])
def test_the_items_of_a_list_are_equally_far_apart(count: int, points: int) -> None:
    blocks = "\n\n".join(BLOCKS[number % len(BLOCKS)] for number in range(count))
    front = "".join(f"- {SENTENCE}\n" for _ in range(points))
    laid = lay(f"---\ntitle: A title\n---\n\n::: key-points\n{front}:::\n\n{blocks}", "broadsheet")
    edge = laid.style.page.margin_inner.pt + laid.style.page.column_width.pt
    spots: dict[Element, list[tuple[int, bool, float]]] = defaultdict(list)
    for page, run in laid.runs():
        item = item_of(run.element)
        if item is not None:
            spots[item].append((page.number, run.x > edge, run.y))
    for parts in by_list(spots):
        gaps = [
            min(lower)[2] - max(upper)[2]
            for upper, lower in pairwise(parts)
            if max(upper)[:2] == min(lower)[:2] == min(upper)[:2]
        ]
        assert gaps == pytest.approx([gaps[0]] * len(gaps) if gaps else [], abs=0.1)


def item_of(element: Element | None) -> Element | None:
    while element is not None and element.tag != "list-item":
        element = element.parent
    return element


def by_list(
    spots: dict[Element, list[tuple[int, bool, float]]],
) -> list[list[list[tuple[int, bool, float]]]]:
    """The places of each list's items; those of definitions are no items of one kind."""
    lists: dict[Element, list[list[tuple[int, bool, float]]]] = defaultdict(list)
    for item, places in spots.items():
        if item.parent is not None and item.parent.labeling != "description":
            lists[item.parent].append(places)
    return list(lists.values())
