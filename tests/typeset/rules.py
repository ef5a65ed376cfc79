"""What must hold on every page, read off the laid-out pages: each function finds what does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, pairwise

from docexport.model import NOWHERE
from docexport.typeset import Element, PlacedFormula, PlacedPicture, TextRun
from tests.typeset.setting import Laid, hung, text_of

TALL = frozenset({"figure", "formula", "table", "code"})
"""What counts for two lines by itself, below a heading."""
APART = frozenset({"note", "table", "code", "contents"})
"""What is divided by rules of its own."""
WITHIN_COLUMNS = frozenset(
    {"section", "part", "key-points", "contents", "list", "quote", "callout", "division"}
)
TABLE_MARGIN = 45.0
"""What a table that is wider than the measure leaves of the paper at either side, in points."""
PROTRUSION = 0.75
"""The part of a character that may hang out of the measure, at most."""


@dataclass(frozen=True)
class Spot:
    """Where a line or a picture stands: the column counts through all pages."""

    page: int
    column: int
    y: float


# --- Reading pages ---------------------------------------------------------------------------------


def starts(article: Laid) -> list[float]:
    page = article.style.page
    first = (page.margin_inner if article.edition.direction == "ltr" else page.margin_outer).pt
    return [first + number * (page.column_width + page.column_gap).pt for number in range(page.columns)]


def column_of(article: Laid, x: float) -> int:
    edges = starts(article)
    place = max(0, sum(x >= edge - article.style.page.column_gap.pt / 2 for edge in edges) - 1)
    return place if article.edition.direction == "ltr" else len(edges) - 1 - place


def spots(article: Laid) -> dict[Element, list[Spot]]:
    """Where each block of text stands, line by line; inline elements count for the block they are in."""
    found: dict[Element, list[Spot]] = defaultdict(list)
    for page in article.pages:
        for item in page.items:
            if isinstance(item, TextRun | PlacedPicture | PlacedFormula) and item.element is not None:
                spot = Spot(page.number, column_of(article, item.x), round(item.y, 1))
                block = block_of(item.element)
                if spot not in found[block]:
                    found[block].append(spot)
    return found


def block_of(element: Element) -> Element:
    inline = {"link", "span", "emphasis", "strong", "sub", "sup", "code-span", "abbreviation"}
    inline |= {"note-reference"}
    while element.tag in inline and element.parent is not None:
        element = element.parent
    return element


def inside(element: Element, tags: frozenset[str]) -> bool:
    return any(each.tag in tags for each in ancestry(element))


def ancestry(element: Element | None) -> Iterator[Element]:
    while element is not None:
        yield element
        element = element.parent


def columns(lines: Sequence[Spot]) -> list[int]:
    """How many lines stand in each of the columns that the block reaches."""
    counts: dict[tuple[int, int], int] = defaultdict(int)
    for line in lines:
        counts[line.page, line.column] += 1
    return list(counts.values())


# --- What must hold --------------------------------------------------------------------------------


def wider_than_the_measure(article: Laid) -> list[str]:
    """Lines that are wider than their measure by more than hung marks."""
    page = article.style.page
    found = []
    for sheet, run in article.runs():
        if run.element is None or inside(run.element, APART):
            continue
        across = sheet.number == 1 and stands_across(run.element)
        edges = starts(article) if article.edition.direction == "ltr" else starts(article)[::-1]
        start = starts(article)[0] if across else edges[column_of(article, run.x)]
        end = start + (page.measure if across else page.column_width).pt
        first, last = run.advances[0] * PROTRUSION, run.advances[-1] * PROTRUSION
        left, right = hung(article, run)
        if run.x < start - left - first - 0.3 or run.x + run.width > end + right + last + 0.3:
            found.append(f"page {sheet.number}: {text_of(run)}")
    return found


def stands_across(element: Element) -> bool:
    """Whether something on the first page belongs to the masthead, which stands across the columns."""
    return block_of(element).at == NOWHERE or not inside(element, WITHIN_COLUMNS)


def out_of_their_column(article: Laid) -> list[str]:
    """Notes and code that leave their column, tables that leave the paper."""
    page = article.style.page
    edges = starts(article) if article.edition.direction == "ltr" else starts(article)[::-1]
    found = []
    for sheet, run in article.runs():
        if run.element is None or not inside(run.element, APART):
            continue
        start, end = TABLE_MARGIN, sheet.width - TABLE_MARGIN
        if not inside(run.element, frozenset({"table"})):
            start = edges[column_of(article, run.x)]
            end = start + page.column_width.pt
        first, last = run.advances[0] * PROTRUSION, run.advances[-1] * PROTRUSION
        if run.x < start - first - 0.3 or run.x + run.width > end + last + 0.3:
            found.append(f"page {sheet.number}: {text_of(run)}")
    return found


def lone_lines_of_notes(article: Laid) -> list[str]:
    """Divided notes with a single line in a column."""
    return [
        f"page {lines[0].page}: {article.text(block)[:60]}"
        for block, lines in spots(article).items()
        if block.tag == "paragraph" and inside(block, frozenset({"note"}))
        for counts in [columns(lines)]
        if len(counts) > 1 and min(counts[0], counts[-1]) < 2
    ]


def lone_lines(article: Laid) -> list[str]:
    """Paragraphs with a single line in a column: widows and orphans."""
    return [
        f"page {lines[0].page}: {article.text(block)[:60]}"
        for block, lines in spots(article).items()
        if block.tag == "paragraph" and not inside(block, APART) and not stands_across(block)
        for counts in [columns(lines)]
        if len(counts) > 1 and min(counts[0], counts[-1]) < 2
    ]


def bare_headings(article: Laid) -> list[str]:
    """Headings without two lines below them in their column."""
    by_block = spots(article)
    text = {
        spot: (2 if inside(block, TALL) else 1)
        for block, lines in by_block.items()
        for spot in lines
        if not inside(block, frozenset({"note"})) and block.tag != "heading"
    }
    text |= dict.fromkeys(pictures_without_words(article), 2)
    final = max(text, key=lambda spot: (spot.page, spot.column, spot.y), default=None)
    found = []
    for block, lines in by_block.items():
        if block.tag != "heading" or final is None:
            continue
        foot = lines[-1]
        below = [spot for spot in text if (spot.page, spot.column) == (foot.page, foot.column)]
        count = sum(text[spot] for spot in below if spot.y > foot.y)
        if count == 1 and _is_short_section(block, by_block):
            continue
        if count < 2 and final not in [spot for spot in below if spot.y > foot.y]:
            found.append(f"page {foot.page}: {article.text(block)[:60]}")
    return found[: max(len(found) - _endings(article, by_block), 0)]


def pictures_without_words(article: Laid) -> list[Spot]:
    """Where pictures stand that only decorate, and so belong to no element."""
    return [
        Spot(page.number, column_of(article, item.x), round(item.y, 1))
        for page in article.pages
        for item in page.items
        if isinstance(item, PlacedPicture) and item.element is None
    ]


def _is_short_section(heading: Element, by_block: dict[Element, list[Spot]]) -> bool:
    """Whether headings have one line of their own below, and then another heading, a figure or a table."""
    order = [block for block in by_block if not inside(block.parent or block, frozenset({"heading", "note"}))]
    below = list(dropwhile(lambda block: block.tag == "heading", order[order.index(heading) :]))
    first, second = (*below, heading, heading)[:2]
    parting = frozenset({"heading", "caption", "figure", "table"})
    return len(by_block[first]) == 1 and inside(second, parting)


def _endings(article: Laid, by_block: dict[Element, list[Spot]]) -> int:
    """Headings with which the article ends, nothing following."""
    order = [block for block in by_block if not inside(block, frozenset({"note"}))]
    count = 0
    for block in reversed(order):
        if block.tag != "heading":
            break
        count += 1
    return count


def strayed_notes(article: Laid) -> list[str]:
    """Notes that do not begin on the page that cites them."""
    cited: dict[str, int] = {}
    begun: dict[str, int] = {}
    for page, run in article.runs():
        for element in ancestry(run.element):
            if element.tag == "note" and element.id:
                begun.setdefault(f"#{element.id}", page.number)
                break
            if element.tag == "note-reference" and element.target:
                cited.setdefault(element.target, page.number)
    return [f"page {page}: {note}" for note, page in cited.items() if begun.get(note) != page]


def off_the_grid(article: Laid) -> list[str]:
    """Body text of several columns that does not stand on the grid."""
    if article.style.page.columns < 2:
        return []
    grid = article.style.page.grid.pt
    found = []
    for page in article.pages:
        baselines = [run.y for run in page.items if isinstance(run, TextRun) and is_running(article, run)]
        off = [y for y in baselines if abs((y - baselines[0] + grid / 2) % grid - grid / 2) > 0.05]
        if off:
            found.append(f"page {page.number}: {off}")
    return found


def is_running(article: Laid, run: TextRun) -> bool:
    if run.element is None or run.rise or abs(run.size - article.style.roles["body"].size.pt) > 0.01:
        return False
    block = block_of(run.element)
    parents = {"section", "part", "document", "division"}
    around = {each.tag for each in ancestry(block.parent)}
    return block.tag == "paragraph" and block.at != NOWHERE and around <= parents


_BELOW_CELL = 5.0
"""From the last baseline of a table to the rule below it, at least, in points."""


def uneven_last_columns(article: Laid) -> list[str]:
    """Columns of the last page that end more than a line apart."""
    if article.style.page.columns < 2 or len(article.pages) < 2:
        return []
    last = article.pages[-1].number
    ends: dict[int, float] = defaultdict(float)
    for block, lines in spots(article).items():
        if inside(block, frozenset({"note"})):
            continue
        # A table ends with the rule below its last line.
        below = _BELOW_CELL if inside(block, frozenset({"table"})) else 0.0
        for spot in lines:
            if spot.page == last:
                ends[spot.column] = max(ends[spot.column], spot.y + below)
    return [
        f"{one} and {other}"
        for one, other in pairwise(ends.values())
        if abs(one - other) > article.style.page.grid.pt + 0.1
    ]


def white_feet(article: Laid, part: float) -> list[str]:
    """Columns of which more than a part stays white above the notes or the foot, but on the last page."""
    page = article.style.page
    foot = page.height.pt - page.margin_bottom.pt
    lowest: dict[tuple[int, int], float] = defaultdict(float)
    notes: dict[tuple[int, int], float] = defaultdict(lambda: foot)
    for block, lines in spots(article).items():
        for spot in lines:
            place = spot.page, spot.column
            if inside(block, frozenset({"note"})):
                notes[place] = min(notes[place], spot.y)
            else:
                lowest[place] = max(lowest[place], spot.y)
    most = part * (foot - page.margin_top.pt)
    last = len(article.pages)
    return [
        f"page {number}: {notes[number, column] - y} points"
        for (number, column), y in lowest.items()
        if number < last and notes[number, column] - y > most
    ]
