"""The masthead: publication and issue, kicker, title, subtitle, standfirst, byline; the key points below."""

from __future__ import annotations

from collections.abc import Callable

from docexport.model import Block, Inline, Text
from docexport.style import Role, RoleName
from docexport.typeset.breaking import Shape
from docexport.typeset.flow import Strip, blank
from docexport.typeset.furniture import fields_of, filled
from docexport.typeset.inlines import atoms_of
from docexport.typeset.line import Line
from docexport.typeset.page import Tag
from docexport.typeset.panels import set_front_points
from docexport.typeset.paragraph import baseline_of, lines_of, set_text
from docexport.typeset.place import Place, block
from docexport.typeset.sheet import Sheet

SetBlocks = Callable[[Place, tuple[Block, ...]], None]

_GAP = 18.0
"""Between what stands at the two ends of the masthead's line."""


def set_masthead(place: Place) -> None:
    """Everything above the text that stands across the page."""
    front, publication = place.run.edition.front, place.run.style.publication.name
    kicker = front.kicker
    issue = filled(place.run.style.furniture.masthead_end, fields_of(place.run))
    start = (Text(publication),) if publication else kicker
    with block(place, place.role("masthead")) as inner:
        if start or issue:
            _set_ends(inner, start, "publication" if publication else "kicker", issue)
        else:
            place.flow.add(blank(0.0))
    if place.run.edition.cover_page:
        place.flow.add(blank(place.run.style.page.cover_drop.pt))
    if publication and kicker:
        _set_part(place, kicker, "kicker")
    _set_part(place, front.title, "title", "title", headline=True)
    _set_part(place, front.subtitle, "subtitle", headline=True)
    _set_part(place, front.standfirst, "standfirst", headline=True)
    _set_part(place, _byline(place), "byline")
    place.flow.space(max(place.role("byline").space_after.pt, place.run.style.page.grid.pt))


def set_key_points(place: Place, set_blocks: SetBlocks) -> None:
    """The panel that the eye meets first."""
    points = place.run.edition.front.key_points
    if points:
        set_front_points(place, points, set_blocks)


def _byline(place: Place) -> tuple[Inline, ...]:
    """The authors, and the date where the masthead's line does not say it."""
    front = place.run.edition.front
    shown = "{date}" in place.run.style.furniture.masthead_end
    words = " · ".join(filter(None, (front.byline, "" if shown else front.date)))
    return (Text(words),) if words else ()


def _set_part(
    place: Place,
    inlines: tuple[Inline, ...],
    name: RoleName,
    tag: Tag = "paragraph",
    *,
    headline: bool = False,
) -> None:
    if not inlines:
        return
    role = place.role(name)
    with block(place, role) as inner, place.flow.together(role.size.pt * 500 if role.keep_together else 0.0):
        set_text(inner, inlines, role, tag, headline=headline)
    if role.keep_with_next:
        place.flow.glue()


def _set_ends(place: Place, start: tuple[Inline, ...], name: RoleName, issue: str) -> None:
    """One line with something at either end; two lines where both do not fit."""
    left, right = place.role(name), place.role("issue-line")
    first = _lines(place, start, left) if start else []
    second = _lines(place, (Text(issue),), right) if issue else []
    fits = len(first) == len(second) == 1 and _width(first) + _width(second) + _GAP <= place.width
    if fits:
        place.flow.add(_side_by_side(first[0], second[0], max(left.leading.pt, right.leading.pt)))
        return
    for lines, role in ((first, left), (second, right)):
        place.flow.extend([Strip(role.leading.pt, line.paint, baseline=line.baseline) for line in lines])


def _lines(place: Place, inlines: tuple[Inline, ...], role: Role) -> list[Line]:
    element = place.element.add("paragraph")
    voice = place.run.voice(role, element, place.lang)
    atoms = atoms_of(place.run, inlines, voice, place.width)
    lines = lines_of(place, atoms, role, voice, Shape(place.x, place.width, role.align))
    for line in lines:
        line.baseline = baseline_of(role, voice)
    return lines


def _width(lines: list[Line]) -> float:
    return max(line.natural_width for line in lines)


def _side_by_side(first: Line, second: Line, height: float) -> Strip:
    baseline = max(first.baseline, second.baseline)

    def paint(sheet: Sheet, x: float, y: float) -> None:
        for line in (first, second):
            line.paint(sheet, x, y + baseline - line.baseline)

    return Strip(height, paint, baseline=baseline)
