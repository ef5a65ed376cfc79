from __future__ import annotations

from collections import Counter

import pytest

from docexport.style import Color
from docexport.typeset.columns import Column
from docexport.typeset.filling import Filler
from docexport.typeset.flow import GLUED, STRANDED, Flow, Frame, Painting, Strip, nothing
from docexport.typeset.page import LaidPage, Rectangle
from docexport.typeset.sheet import Sheet
from docexport.typeset.stack import paint_frames
from tests.typeset import rules
from tests.typeset.setting import SENTENCE, lay, text_of, walk

LINE = 14.0


def line(cost: float = 0.0, **values: object) -> Strip:
    strip = Strip(LINE, nothing, cost=cost)
    for name, value in values.items():
        setattr(strip, name, value)
    return strip


def filled(
    strips: list[Strip], lines: float, notes: dict[str, list[Strip]] | None = None, start: int = 0
) -> Column:
    return Filler(strips, notes or {}, LINE).fill(start, lines * LINE, [])


def test_a_column_takes_as_many_lines_as_fit() -> None:
    assert filled([line() for _ in range(20)], 7.5).end == 7


def test_a_heading_is_not_left_at_the_foot() -> None:
    strips = [*(line() for _ in range(6)), line(), line(GLUED), line(STRANDED)]
    assert filled(strips, 7).end == 6


def test_no_line_is_stranded_while_there_is_another_way() -> None:
    strips = [*(line() for _ in range(6)), line(), line(STRANDED), line(), line()]
    assert filled(strips, 7).end == 6


def test_what_can_never_be_parted_is_parted_rather_than_never_placed() -> None:
    strips = [line(GLUED) for _ in range(30)]
    assert filled(strips, 10).end == 10


def test_a_strip_taller_than_the_column_is_placed_all_the_same() -> None:
    strips = [Strip(500, nothing), line()]
    assert filled(strips, 10).end == 1


def test_notes_take_room_at_the_foot_of_the_column_that_cites_them() -> None:
    strips = [line(), line(notes=("a",)), *(line() for _ in range(20))]
    column = filled(strips, 10, {"a": [line(), line()]})
    assert column.end == 6
    assert len(column.notes) == 2
    assert column.notes[-1][1] + LINE == 10 * LINE


def test_a_note_stands_with_its_citation_even_if_the_line_has_to_move() -> None:
    strips = [*(line() for _ in range(9)), line(notes=("a",)), line()]
    column = filled(strips, 10, {"a": [line()]})
    assert column.end == 9
    assert not column.notes


def test_a_note_longer_than_the_column_goes_on_in_the_next() -> None:
    strips = [line(notes=("a",)), *(line() for _ in range(5))]
    note = [line() for _ in range(30)]
    filler = Filler(strips, {"a": note}, LINE)
    column = filler.fill(0, 10 * LINE, [])
    seen = len(column.notes)
    assert seen > 0
    assert column.left == note[seen:]
    following = filler.fill(column.end, 10 * LINE, column.left)
    assert [strip for strip, _ in following.notes] == note[seen : seen + len(following.notes)]


def test_running_text_stands_on_the_grid_and_headings_take_up_the_slack() -> None:
    heading = Strip(17, nothing, before=21, boundary=True)
    strips = [line(grid=True), heading, line(GLUED, grid=True, before=4), line(grid=True)]
    tops = [top for _, top in filled(strips, 20).strips]
    assert all(top % LINE < 0.01 for top in (tops[0], tops[2], tops[3]))
    assert tops[2] - (tops[1] + 17) == 4


def test_a_panel_keeps_its_padding_on_both_pieces() -> None:
    frame = Frame(0, 100, None, None, None, None, None, 10)
    strips = [line(frames=(frame,)) for _ in range(10)]
    first = filled(strips, 5)
    assert first.strips[0][1] == 10
    assert first.strips[-1][1] + LINE + 10 <= 5 * LINE
    second = filled(strips, 5, start=first.end)
    assert second.strips[0][1] == 10


def test_of_two_distances_between_blocks_the_larger_counts() -> None:
    flow = Flow()
    flow.add(line())
    flow.space(10)
    flow.space(4)
    flow.add(line())
    assert flow.finish()[1].before == 10


def test_an_anchor_with_nothing_after_it_still_has_a_place() -> None:
    flow = Flow()
    flow.anchor("here", 0.0)
    assert flow.finish()[0].anchors == (("here", 0.0),)


# --- Whole documents -------------------------------------------------------------------------------


def test_no_page_begins_or_ends_with_a_single_line_of_a_paragraph() -> None:
    laid = lay("# T\n\n" + "\n\n".join(SENTENCE * (2 + number % 5) for number in range(40)))
    starts: dict[int, list[int]] = {}
    for page, run in laid.runs():
        if run.element is not None and run.element.tag == "paragraph":
            starts.setdefault(id(run.element), []).append(page.number)
    for pages in starts.values():
        for number in set(pages):
            alone = pages.count(number) == 1
            assert not (alone and len(set(pages)) > 1)


def test_a_heading_stands_on_the_page_of_its_text() -> None:
    laid = lay("\n\n".join(f"## Heading {number}\n\n{SENTENCE * 3}" for number in range(40)))
    page_of = {id(run.element): page.number for page, run in reversed(list(laid.runs()))}
    for section in laid.elements("section"):
        heading, paragraph = section.children[:2]
        assert page_of[id(heading)] == page_of[id(paragraph)]


def test_all_columns_of_the_last_page_are_about_as_long() -> None:
    laid = lay("# T\n\n" + "\n\n".join([SENTENCE * 3] * 5), "broadsheet")
    half = laid.style.page.margin_inner.pt + laid.style.page.measure.pt / 2
    rows = [
        {round(run.y) for _, run in laid.runs() if run.element and (run.x > half) is side}
        for side in (False, True)
    ]
    assert abs(len(rows[0]) - len(rows[1])) <= 3


def test_the_last_page_is_not_a_stub() -> None:
    for count in range(20, 34):
        laid = lay("# T\n\n" + "\n\n".join([SENTENCE * 2] * count))
        assert len(laid.lines(len(laid.pages))) >= 4, count


def test_notes_stand_on_the_page_that_cites_them() -> None:
    text = "\n\n".join(f"{SENTENCE * 2}[^{number}] {SENTENCE}" for number in range(30))
    notes = "\n".join(f"[^{number}]: Note {number} with some words." for number in range(30))
    laid = lay(f"# T\n\n{text}\n\n{notes}\n")
    where: dict[str, int] = {}
    for page, run in laid.runs():
        if run.element is not None and run.element.tag in ("note-reference", "note-label"):
            name = run.element.tag + text_of(run)
            where[name] = page.number
    assert len(where) == 60
    assert all(where[f"note-reference{n}"] == where[f"note-label{n}"] for n in range(1, 31))


def test_notes_go_to_the_end_where_the_style_wants_it() -> None:
    laid = lay("# T\n\nText.[^a]\n\nMore.\n\n[^a]: A note.\n", notes="end")
    words = [line.strip() for line in laid.lines(1)]
    assert words[-1].endswith("A note.")
    assert words[-2] == "Notes"


def test_a_picture_is_made_a_little_smaller_rather_than_leave_the_foot_empty() -> None:
    def resized(height: float) -> Painting:
        return nothing

    picture = Strip(100, nothing, before=14, least=75, resized=resized)
    strips = [*(line() for _ in range(3)), picture, line(GLUED), *(line() for _ in range(10))]
    column = filled(strips, 11)
    assert column.end == 5
    assert 75 <= column.strips[3][0].height < 100
    assert column.height <= 11 * LINE + 0.01


@pytest.mark.parametrize("lines", range(28, 48))
def test_a_heading_before_short_items_keeps_two_of_them(lines: int) -> None:
    laid = lay("# T\n\n" + "\\\n".join(["A line."] * lines) + "\n\n# Items\n\n- one\n- two\n- three\n")
    for page in laid.pages:
        shown = laid.lines(page.number)
        if "Items" in shown:
            assert len(shown) - shown.index("Items") >= 3


@pytest.mark.parametrize("lines", range(20, 48))
def test_sections_of_one_line_each_make_no_chain_that_leaves_the_foot_white(lines: int) -> None:
    sections = "\n\n".join(f"# Section {number}\n\nOne line." for number in range(12))
    laid = lay("\\\n".join(["A line."] * lines) + f"\n\n{sections}\n", "report")
    page = laid.style.page
    foot = page.height.pt - page.margin_bottom.pt
    lowest = max(run.y for sheet, run in laid.runs() if run.element is not None and sheet.number == 1)
    assert foot - lowest < 6 * page.grid.pt
    assert not laid.lines(1)[-1].lstrip("0123456789 ").startswith("Section")


def test_a_small_table_is_kept_whole_and_a_long_one_fills_the_page() -> None:
    def rows(count: int) -> list[int]:
        table = "\n".join(f"| row {number} | x |" for number in range(count))
        laid = lay("# T\n\n" + "\n\n".join([SENTENCE * 2] * 12) + f"\n\n| a | b |\n|---|---|\n{table}\n")
        shown = [sum("row " in line for line in laid.lines(page.number)) for page in laid.pages]
        return [count for count in shown if count]

    assert rows(6) == [6]
    assert all(part >= 2 for part in rows(30))
    assert len(rows(30)) == 2


@pytest.mark.parametrize(("name", "sections"), [("briefing", 38), ("report", 36)])
def test_no_line_of_the_contents_is_alone_on_a_page(name: str, sections: int) -> None:
    text = "\n\n".join(f"# Section {number}\n\n{SENTENCE * 3}" for number in range(sections))
    laid = lay(f"---\ntitle: T\ntoc: true\n---\n\n{text}\n", name)
    inside = {id(element) for contents in laid.elements("contents") for element in walk(contents)}
    lines = {(page.number, round(run.y)) for page, run in laid.runs() if id(run.element) in inside}
    shown = Counter(page for page, _ in lines)
    assert len(shown) == 2
    assert min(shown.values()) > 1


def test_nothing_moves_for_the_sake_of_a_line_that_goes_to_the_next_column() -> None:
    strips = [line(grid=True), Strip(10, nothing, boundary=True), line(grid=True, boundary=True)]
    column = Filler(strips, {}, LINE).fill(0, 30, [])
    assert [top for _, top in column.strips] == [0, 14]
    assert column.height == 24


@pytest.mark.parametrize("lines", range(36, 46))
def test_a_break_in_thought_right_below_a_heading_stays_with_it_and_the_text(lines: int) -> None:
    laid = lay("\\\n".join(["A line."] * lines) + f"\n\n# Heading\n\n***\n\nOne.\n\n{SENTENCE * 3}")
    assert not rules.bare_headings(laid)


@pytest.mark.parametrize("count", [3, 6])
def test_no_item_of_one_line_begins_a_page_alone_or_is_left_alone_at_its_end(count: int) -> None:
    items = "\n".join(f"- item {number}" for number in range(count))
    for before in range(44, 52):
        laid = lay("# T\n\n" + "\n\n".join(["A line."] * before) + f"\n\n{items}\n\n" + SENTENCE * 30)
        pages = Counter(page.number for page, run in laid.runs() if text_of(run).startswith("item"))
        assert 1 not in pages.values()


def test_a_panel_begins_at_the_head_of_its_column_though_the_grid_moves_its_text() -> None:
    frame = Frame(0.0, 100.0, Color("#eeeeee"), None, None, None, None, 6.0)
    lines = [(Strip(14.0, nothing, frames=(frame,)), top) for top in (11.0, 25.0)]
    for at_head, upper in ((True, 50.0), (False, 55.0)):
        page = LaidPage(1, "1", 400.0, 400.0)
        paint_frames(Sheet(page, mirrored=False), 0.0, 50.0, lines, at_head=at_head)
        [panel] = page.items
        assert isinstance(panel, Rectangle)
        assert (panel.y, panel.y + panel.height) == (upper, 50.0 + 25.0 + 14.0 + 6.0)
