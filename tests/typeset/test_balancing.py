"""The columns of a last page end at one height, whatever stands in them, if there is a way."""

from __future__ import annotations

import random
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from docexport.edition import make_edition
from docexport.notices import Collector
from docexport.read import read_text
from docexport.records import replace
from docexport.resources import Resources
from docexport.style import Style
from docexport.typeset import typeset
from docexport.typeset.balancing import Balancing
from docexport.typeset.filling import Filler
from docexport.typeset.flow import STRANDED, Strip, nothing
from tests.typeset import rules
from tests.typeset.random_articles import random_article
from tests.typeset.setting import LONG_AGO, Laid, style

LINE = 14.0
ROOM = 40 * LINE
FOLDER = Path(__file__).parents[1] / "articles"
SEEDS = range(40)
FORCED = 0.1
"""The part of all articles in which what cannot be divided keeps the columns apart, at most."""


def paragraph(lines: int) -> list[Strip]:
    """Lines of which neither the first nor the last stands alone."""
    costs = [STRANDED if number in (1, lines - 1) else 0.0 for number in range(lines)]
    return [Strip(LINE, nothing, cost=cost, grid=True) for cost in costs]


def heights(strips: list[Strip], count: int) -> list[int]:
    found = Balancing(count, LINE, ROOM).best(Filler(strips, {}, LINE), 0, [])
    assert found is not None
    return [round(column.height / LINE) for column in found[1]]


@pytest.mark.parametrize(
    ("lines", "count", "even"), [(18, 2, [9, 9]), (75, 3, [25, 25, 25]), (7, 3, [3, 2, 2])]
)
def test_lines_are_shared_equally(lines: int, count: int, even: list[int]) -> None:
    strips = paragraph(lines)
    for strip in strips:
        strip.cost = 0.0
    assert sorted(heights(strips, count), reverse=True) == even


def test_the_columns_rather_end_apart_than_strand_a_line() -> None:
    assert sorted(heights([*paragraph(8), *paragraph(2), *paragraph(8)], 2)) == [8, 10]
    assert sorted(heights([*paragraph(3), *paragraph(3)], 2)) == [3, 3]


@pytest.mark.parametrize("seed", range(30))
def test_no_other_way_to_end_two_columns_is_more_even(seed: int) -> None:
    dice = random.Random(seed)
    strips = [strip for _ in range(dice.randint(2, 8)) for strip in paragraph(dice.randint(2, 9))]
    ends = [end for end in range(1, len(strips)) if strips[end].cost < STRANDED]
    least = min(abs(len(strips) - 2 * end) for end in ends)
    first, second = heights(strips, 2)
    assert abs(first - second) == least


def test_a_picture_is_made_smaller_rather_than_leave_the_columns_uneven() -> None:
    picture = Strip(12 * LINE, nothing, least=9 * LINE, resized=lambda _: nothing)
    first, second = heights([picture, *paragraph(9)], 2)
    assert abs(first - second) <= 1


# --- Whole documents -------------------------------------------------------------------------------


def three_columns() -> Style:
    sheet = style("broadsheet")
    return replace(sheet, page=replace(sheet.page, columns=3))


@cache
def laid(seed: int, columns: int) -> Laid:
    chosen, told = style("broadsheet") if columns == 2 else three_columns(), Collector()
    edition = make_edition(
        read_text(random_article(seed), told, file="article.md"), chosen, "brief", told, modified=LONG_AGO
    )
    return Laid(typeset(edition, chosen, Resources(FOLDER), told), edition, chosen, told)


@pytest.mark.slow
@pytest.mark.parametrize("columns", [2, 3])
def test_the_last_columns_of_any_article_end_within_a_line_where_that_can_be(columns: int) -> None:
    uneven = [seed for seed in SEEDS if rules.uneven_last_columns(laid(seed, columns))]
    assert len(uneven) <= FORCED * len(SEEDS), uneven


@pytest.mark.slow
@pytest.mark.parametrize("columns", [2, 3])
@pytest.mark.parametrize("seed", SEEDS)
def test_no_rule_is_broken_for_it(seed: int, columns: int) -> None:
    article = laid(seed, columns)
    assert not rules.lone_lines(article)
    assert not rules.lone_lines_of_notes(article)
    assert not rules.bare_headings(article)
    assert not rules.strayed_notes(article)
    assert not rules.off_the_grid(article)


def test_the_same_seed_gives_the_same_article() -> None:
    assert random_article(7) == random_article(7)
    assert all(one != other for one, other in pairwise(map(random_article, range(5))))
