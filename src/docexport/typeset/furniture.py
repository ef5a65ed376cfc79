"""Furniture: running heads and feet, folios, the marking and the draft stamp. All of it is artifact.

1. A template's fields are filled in; a part whose fields are all empty disappears with its separator.
2. The marking stands at head and foot of every page, whether or not the style's templates ask for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from docexport.style import Border, Role
from docexport.style.style import Align
from docexport.typeset.atoms import Atom
from docexport.typeset.directions import directed
from docexport.typeset.line import Line
from docexport.typeset.page import ArtifactKind, Element
from docexport.typeset.paragraph import baseline_of
from docexport.typeset.run import Run
from docexport.typeset.sheet import Sheet
from docexport.typeset.words import add_text

_FIELD = re.compile(r"\{(\w+)\}")
_SEPARATOR = " · "
_GAP = 14.0

Edge = Literal["header", "footer"]


def fields_of(run: Run) -> dict[str, str]:
    """What the templates can say that is the same on every page."""
    edition = run.edition
    return {
        "title": edition.running_title,
        "publication": run.style.publication.name,
        "identifier": edition.metadata.identifier,
        "date": edition.front.date,
        "marking": edition.front.marking,
    }


def filled(template: str, fields: Mapping[str, str]) -> str:
    """The template with its fields; parts between middle dots vanish when all their fields are empty."""
    kept: list[str] = []
    for part in template.split(_SEPARATOR):
        names = _FIELD.findall(part)
        if not names or any(fields.get(name) for name in names):
            kept.append(_FIELD.sub(lambda match: fields.get(match[1], ""), part))
    return _SEPARATOR.join(part for part in kept if part.strip())


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What changes from page to page."""

    number: int
    label: str
    count: str
    section: str
    start: float
    """From the sheet's start edge to the type area, in points."""
    measure: float


def paint_furniture(run: Run, sheet: Sheet, facts: PageFacts) -> None:
    """Paint what stands at the head and the foot of a page."""
    fields = fields_of(run) | {"section": facts.section, "page": facts.label, "pages": facts.count}
    for edge in ("header", "footer"):
        with sheet.as_artifact("header" if edge == "header" else "footer"):
            _paint_edge(run, sheet, facts, edge, fields)


def _paint_edge(run: Run, sheet: Sheet, facts: PageFacts, edge: Edge, fields: dict[str, str]) -> None:
    page = run.style.page
    baseline = page.header.pt if edge == "header" else page.height.pt - page.footer.pt
    slots = _slots(run, edge, facts, fields)
    if not any(text for text, _, _ in slots):
        return
    widths = [_width(run, text, role) if text else 0.0 for text, role, _ in slots]
    for place, (text, role, align) in enumerate(slots):
        if text:
            room = _room(widths, place, facts.measure)
            line = _line(run, _shortened(run, text, role, room) if widths[place] > room else text, role)
            line.x, line.width, line.align = facts.start, facts.measure, align
            line.paint(sheet, 0.0, baseline - line.baseline)
    _paint_rule(run, sheet, facts, edge, baseline)


def _room(widths: list[float], place: int, measure: float) -> float:
    """How wide a slot may be, so that it does not reach into the others."""
    start, center, end = widths
    if place == 1:
        return max(measure / 3, measure - 2 * (max(start, end) + _GAP))
    if center:
        return (measure - min(center, measure / 3)) / 2 - _GAP
    other = end if place == 0 else start
    return max(measure - other - _GAP, measure / 2 - _GAP) if other else measure


def _slots(run: Run, edge: Edge, facts: PageFacts, fields: dict[str, str]) -> list[tuple[str, Role, Align]]:
    furniture = run.style.furniture
    prefix = "first_" if facts.number == 1 else ""
    templates = [getattr(furniture, f"{prefix}{edge}_{slot}") for slot in ("start", "center", "end")]
    aligns: list[Align] = ["start", "center", "end"]
    if run.style.page.two_sided and facts.number % 2 == 0:
        templates[0], templates[2] = templates[2], templates[0]
    if fields["marking"] and not any("{marking}" in template for template in templates):
        templates[1] = _SEPARATOR.join(filter(None, (templates[1], "{marking}")))
    slots = [
        (filled(template, fields), _role(run, template), align)
        for template, align in zip(templates, aligns, strict=True)
    ]
    return _stamped(run, slots) if edge == "header" and run.edition.front.draft else slots


def _stamped(run: Run, slots: list[tuple[str, Role, Align]]) -> list[tuple[str, Role, Align]]:
    """The word for a draft, in the first slot that is free."""
    stamp, role = run.edition.front.draft, run.style.roles["draft-stamp"]
    for place in (1, 0, 2):
        if not slots[place][0]:
            slots[place] = (stamp, role, slots[place][2])
            return slots
    text, other, align = slots[1]
    slots[1] = (f"{stamp}{_SEPARATOR}{text}", other, align)
    return slots


def _role(run: Run, template: str) -> Role:
    roles = run.style.roles
    if "{page}" in template:
        return roles["folio"]
    return roles["marking"] if template.strip() == "{marking}" else roles["running-head"]


# --- Lines -----------------------------------------------------------------------------------------


def _line(run: Run, text: str, role: Role) -> Line:
    voice = run.voice(role, Element("paragraph"), run.edition.lang)
    atoms: list[Atom] = []
    add_text(run, atoms, text, voice)
    whole = directed(atoms, run.edition.lang, mirrored=run.mirrored)
    baseline = baseline_of(role, voice)
    return Line(
        whole.atoms, 0.0, 0.0, "start", baseline, tail="", last=True, rtl=run.mirrored, levels=whole.levels
    )


def _width(run: Run, text: str, role: Role) -> float:
    return _line(run, text, role).natural_width


def _shortened(run: Run, text: str, role: Role, width: float) -> str:
    words = text.split(" ")
    while len(words) > 1 and _width(run, " ".join(words) + " …", role) > width:
        words.pop()
    short = " ".join(words) + " …"
    while len(short) > 2 and _width(run, short, role) > width:
        short = short[:-2].rstrip() + "…"
    return short


def _paint_rule(run: Run, sheet: Sheet, facts: PageFacts, edge: Edge, baseline: float) -> None:
    """A rule under the header or over the footer, where the style has one."""
    role = run.style.roles["running-head"]
    border: Border | None = role.border_after if edge == "header" else role.border_before
    if border is None:
        return
    leading = role.leading.pt
    y = (
        baseline + leading * 0.3 + border.gap.pt
        if edge == "header"
        else baseline - leading * 0.8 - border.gap.pt
    )
    kind: ArtifactKind = "header" if edge == "header" else "footer"
    sheet.rectangle(facts.start, y, facts.measure, border.width.pt, border.color, kind)
