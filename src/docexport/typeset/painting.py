"""Pages are painted: their columns, the notes below, the furniture around."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from docexport.typeset.columns import Column
from docexport.typeset.flow import Strip
from docexport.typeset.footnotes import NOTE_HEAD
from docexport.typeset.furniture import PageFacts, paint_furniture
from docexport.typeset.page import Destination, LaidPage
from docexport.typeset.pagecolumns import PageColumns
from docexport.typeset.run import Run
from docexport.typeset.sheet import Sheet
from docexport.typeset.stack import paint_frames, paint_stack, tops_of

_NOTE_RULE = 54.0
"""Length of the rule above the notes, in points."""

Placing: TypeAlias = tuple[Strip, float, float]
"""A strip, and where it stands on the page."""


def paint_pages(
    run: Run, pages: Sequence[PageColumns]
) -> tuple[tuple[LaidPage, ...], dict[str, Destination]]:
    """All pages, and where each anchor is."""
    _number(run, pages)
    painted: list[LaidPage] = []
    destinations: dict[str, Destination] = {}
    section = ""
    for number, page in enumerate(pages, 1):
        begun = [strip.section for column in page.columns for strip, _ in column.strips if strip.section]
        shown = begun[0] if begun else section
        section = begun[-1] if begun else section
        painted.append(_paint(run, page, number, len(pages), shown, destinations))
    return tuple(painted), destinations


def _number(run: Run, pages: Sequence[PageColumns]) -> None:
    """Say on which page each anchor is, for the contents."""
    for number, page in enumerate(pages, 1):
        for column in page.columns:
            for strip, _ in column.strips:
                for anchor, _ in strip.anchors:
                    run.pages.setdefault(anchor, str(number))
        for strip, _ in page.spans:
            for anchor, _ in strip.anchors:
                run.pages.setdefault(anchor, str(number))


def _paint(
    run: Run, page: PageColumns, number: int, count: int, section: str, destinations: dict[str, Destination]
) -> LaidPage:
    sizes = run.style.page
    width, height = (sizes.height, sizes.width) if page.turned else (sizes.width, sizes.height)
    measure = width - sizes.margin_inner - sizes.margin_outer
    laid = LaidPage(number, str(number), width.pt, height.pt)
    sheet = Sheet(laid, run.mirrored, destinations=destinations)
    verso = sizes.two_sided and number % 2 == 0
    start = (sizes.margin_outer if verso else sizes.margin_inner).pt
    facts = run.edition.sections.get(section)
    title = facts.title if facts else ""
    paint_furniture(run, sheet, PageFacts(number, laid.label, str(count), title, start, measure.pt))
    top = _first_top(run)
    if page.across:
        tops, _ = tops_of(page.across, 0.0)
        paint_stack(sheet, start, top, list(zip(page.across, tops, strict=True)))
    starts = [
        start + place * (sizes.column_width + sizes.column_gap).pt for place in range(len(page.columns))
    ]
    paint_frames(sheet, start, top, page.spans)
    spans = [(strip, start, top + y) for strip, y in page.spans]
    _paint_columns(run, sheet, list(zip(page.columns, starts, strict=True)), top + page.top, spans)
    _paint_column_rules(run, sheet, page, start, top + page.top)
    return laid


def _first_top(run: Run) -> float:
    """The top of the first line, so that its ascenders reach the margin."""
    body = run.style.roles["body"]
    metrics = run.fonts.stack(body.families, body.weight, body.italic, run.notify).metrics
    em = body.size.pt / 1000
    return run.style.page.margin_top.pt - (body.leading.pt - (metrics.ascent - metrics.descent) * em) / 2


def _paint_columns(
    run: Run, sheet: Sheet, columns: Sequence[tuple[Column, float]], y: float, spans: Sequence[Placing] = ()
) -> None:
    """Each column with its notes; where something stands out of the flow, in the order of reading."""
    orders = [strip.order for column, _ in columns for strip, _ in column.strips]
    if not spans and orders == sorted(orders):
        for column, x in columns:
            _paint_repeated(sheet, column, x, y)
            paint_stack(sheet, x, y, column.strips, at_head=not column.repeated)
            _paint_notes(run, sheet, column, x, y)
        return
    for column, x in columns:
        _paint_repeated(sheet, column, x, y)
        paint_frames(sheet, x, y, column.strips, at_head=not column.repeated)
    placed = [(strip, x, y + top) for column, x in columns for strip, top in column.strips]
    for strip, x, top in sorted([*placed, *spans], key=lambda each: each[0].order):
        strip.put(sheet, x, top)
    for column, x in columns:
        _paint_notes(run, sheet, column, x, y)


def _paint_repeated(sheet: Sheet, column: Column, x: float, y: float) -> None:
    with sheet.as_artifact("repeat"):
        paint_stack(sheet, x, y, column.repeated)


def _paint_notes(run: Run, sheet: Sheet, column: Column, x: float, y: float) -> None:
    if column.notes:
        rule = y + column.notes[0][1] - NOTE_HEAD
        color = run.style.colors.get("hairline", run.style.roles["footnote"].color)
        sheet.rectangle(x, rule, min(_NOTE_RULE, run.style.page.column_width.pt), 0.5, color, "rule")
        paint_stack(sheet, x, y, column.notes)


def _paint_column_rules(run: Run, sheet: Sheet, page: PageColumns, start: float, y: float) -> None:
    sizes = run.style.page
    border = sizes.column_rule
    if border is None or page.turned:
        return
    height = max(column.height for column in page.columns)
    for place in range(1, sizes.columns):
        if page.columns[place].strips:
            x = start + place * (sizes.column_width + sizes.column_gap).pt - sizes.column_gap.pt / 2
            sheet.rectangle(x - border.width.pt / 2, y, border.width.pt, height, border.color, "rule")
