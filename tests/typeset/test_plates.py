"""Tables on pages in landscape: the text goes on below them, and they come after the page that cites them."""

from __future__ import annotations

import re

import pytest

from docexport.typeset.page import LaidPage
from tests.typeset.setting import Laid, lay, text_of

COLUMNS = 14
WIDE = f"{'| Constitutional ' * COLUMNS}|\n{'|---' * COLUMNS}|\n" + f"{'| administrative ' * COLUMNS}|\n" * 4
LONG = f"{'| Constitutional ' * COLUMNS}|\n{'|---' * COLUMNS}|\n" + f"{'| administrative ' * COLUMNS}|\n" * 60


def text(numbers: range) -> str:
    sentences = [f"This is the sentence that has the number {number} in it." for number in numbers]
    return "\n\n".join(" ".join(sentences[at : at + 5]) for at in range(0, len(sentences), 5))


def article(before: int, after: str, table: str = WIDE, name: str = "briefing") -> Laid:
    return lay(f"---\ntitle: T\n---\n\n{text(range(before))}\n\n{table}\n\n{after}\n", name)


def turned(laid: Laid) -> list[LaidPage]:
    return [page for page in laid.pages if page.width > page.height]


def numbers(laid: Laid, page: int) -> list[int]:
    return [int(found) for found in re.findall(r"(\d+) in it", " ".join(laid.lines(page)))]


def lowest(laid: Laid, page: int) -> float:
    return max(run.y for sheet, run in laid.runs() if sheet.number == page and run.element is not None)


@pytest.mark.parametrize("name", ["briefing", "broadsheet", "report"])
@pytest.mark.parametrize("before", [10, 40, 75])
def test_the_text_below_it_fills_the_page_before_it(before: int, name: str) -> None:
    laid = article(before, text(range(before, before + 200)), name=name)
    [plate] = turned(laid)
    page = laid.style.page
    foot = page.height.pt - page.margin_bottom.pt
    assert foot - lowest(laid, plate.number - 1) < 3 * page.grid.pt
    assert before in [*numbers(laid, plate.number - 1), *numbers(laid, plate.number + 1)]
    assert before - 1 in [number for each in range(1, plate.number) for number in numbers(laid, each)]


@pytest.mark.parametrize("name", ["briefing", "broadsheet"])
def test_nothing_is_lost_and_the_tree_is_in_the_order_of_the_article(name: str) -> None:
    laid = article(40, text(range(40, 240)), name=name)
    blocks = [element for element in laid.document.root.children if element.tag in ("paragraph", "table")]
    blocks = blocks or laid.document.root.children
    tags = [element.tag for element in blocks]
    before = [laid.text(element) for element in blocks[: tags.index("table")]]
    after = [laid.text(element) for element in blocks[tags.index("table") + 1 :]]
    assert re.findall(r"(\d+) in it", " ".join(before)) == [str(number) for number in range(40)]
    assert re.findall(r"(\d+) in it", " ".join(after)) == [str(number) for number in range(40, 240)]


def test_a_section_waits_for_it_where_most_of_the_page_is_full() -> None:
    laid = article(72, f"{text(range(72, 77))}\n\n# Another section\n\n{text(range(77, 177))}")
    [plate] = turned(laid)
    assert any("Another section" in line for line in laid.lines(plate.number + 1))


def test_a_section_does_not_wait_where_the_page_would_be_half_empty() -> None:
    laid = article(10, f"{text(range(10, 15))}\n\n# Another section\n\n{text(range(15, 115))}")
    [plate] = turned(laid)
    assert plate.number == 2
    assert any("Another section" in line for line in laid.lines(1))


def test_a_heading_with_nothing_else_below_it_goes_with_the_table() -> None:
    laid = article(40, f"# Next\n\n{text(range(40, 90))}", f"# Only a table\n\n{WIDE}")
    [plate] = turned(laid)
    assert laid.lines(plate.number)[0] == "Only a table"
    assert any(line == "Next" for line in laid.lines(plate.number + 1))


def test_a_heading_with_text_below_the_table_stays_with_that_text() -> None:
    laid = article(20, f"{text(range(20, 90))}", f"# A table and text\n\n{WIDE}")
    [plate] = turned(laid)
    assert any(line == "A table and text" for line in laid.lines(plate.number - 1))
    assert 20 in numbers(laid, plate.number - 1)


def test_a_long_one_goes_on_over_several_pages_with_its_head() -> None:
    laid = article(20, text(range(20, 140)), LONG)
    plates = turned(laid)
    assert len(plates) > 1
    assert [page.number for page in plates] == list(range(plates[0].number, plates[-1].number + 1))
    heads = [
        page.number
        for page, run in laid.runs()
        if run.element is None and run.artifact == "repeat" and text_of(run) == "Constitutional"
    ]
    assert set(heads) == {page.number for page in plates[1:]}


def test_notes_in_it_stand_on_its_page() -> None:
    laid = article(
        20, text(range(20, 120)), WIDE.replace("administrative", "word[^n]", 1) + "\n\n[^n]: A note."
    )
    [plate] = turned(laid)
    assert any("A note." in line for line in laid.lines(plate.number))


def test_in_a_report_whose_pages_are_counted_for_word_the_text_waits() -> None:
    source = f"---\ntitle: T\n---\n\n{text(range(10))}\n\n{WIDE}\n\n{text(range(10, 60))}\n"
    brief, report = lay(source), lay(source, kind="report")
    assert numbers(brief, 1)[-1] > 9
    assert numbers(report, 1) == list(range(10))
    [plate] = turned(report)
    assert plate.number == 2
    assert numbers(report, 3)[0] == 10
