"""Furniture: running heads and feet, folios, the marking and the draft stamp. All of it is artifact.

1. A template's fields are filled in; a part whose fields are all empty disappears with its separator.
2. The marking stands at head and foot of every page, whether or not the style's templates ask for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from docexport.records import Struct, replace
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
_LEAST = 40.0
"""A part that has less room than this, in points, is left out."""

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


class PageFacts(Struct, frozen=True):
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


class _Slot(Struct, frozen=True):
    """One of three parts of a head or foot; `held` is what must be said in full (a marking)."""

    text: str
    role: Role
    align: Align
    held: str = ""


def _paint_edge(run: Run, sheet: Sheet, facts: PageFacts, edge: Edge, fields: dict[str, str]) -> None:
    page = run.style.page
    baseline = page.header.pt if edge == "header" else sheet.page.height - page.footer.pt
    slots = _fitted(run, _slots(run, edge, facts, fields), facts.measure)
    for slot in slots:
        # Further lines go away from the text.
        lines = slot.text.split("\n")
        first = baseline - (len(lines) - 1) * slot.role.leading.pt * (edge == "header")
        for number, text in enumerate(lines):
            line = _line(run, text, slot.role)
            line.x, line.width, line.align = facts.start, facts.measure, slot.align
            line.paint(sheet, 0.0, first + number * slot.role.leading.pt - line.baseline)
    if slots:
        _paint_rule(run, sheet, facts, edge, baseline)


def _slots(run: Run, edge: Edge, facts: PageFacts, fields: dict[str, str]) -> list[_Slot]:
    furniture = run.style.furniture
    prefix = "first_" if facts.number == 1 else ""
    templates = [getattr(furniture, f"{prefix}{edge}_{slot}") for slot in ("start", "center", "end")]
    aligns: list[Align] = ["start", "center", "end"]
    if run.style.page.two_sided and facts.number % 2 == 0:
        templates[0], templates[2] = templates[2], templates[0]
    if fields["marking"] and not any("{marking}" in template for template in templates):
        templates[1] = _SEPARATOR.join(filter(None, (templates[1], "{marking}")))
    slots = [
        _Slot(
            filled(template, fields),
            _role(run, template),
            align,
            fields["marking"] if "{marking}" in template else "",
        )
        for template, align in zip(templates, aligns, strict=True)
    ]
    return _stamped(run, slots) if edge == "header" and run.edition.front.draft else slots


def _stamped(run: Run, slots: list[_Slot]) -> list[_Slot]:
    """The word for a draft, in the first slot that is free."""
    stamp, role = run.edition.front.draft, run.style.roles["draft-stamp"]
    for place in (1, 0, 2):
        if not slots[place].text:
            slots[place] = _Slot(stamp, role, slots[place].align, stamp)
            return slots
    slot = slots[1]
    held = _SEPARATOR.join(filter(None, (stamp, slot.held)))
    slots[1] = replace(slot, text=f"{stamp}{_SEPARATOR}{slot.text}", held=held)
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
    stamp = run.edition.front.draft
    if stamp and text.startswith(f"{stamp}{_SEPARATOR}"):
        # What shares a part with the word for a draft keeps its own looks, and so does the word.
        add_text(
            run, atoms, stamp, run.voice(run.style.roles["draft-stamp"], voice.element, run.edition.lang)
        )
        text = text.removeprefix(stamp)
    add_text(run, atoms, text, voice)
    whole = directed(atoms, run.edition.lang, mirrored=run.mirrored)
    baseline = baseline_of(role, voice)
    return Line(
        whole.atoms, 0.0, 0.0, "start", baseline, tail="", last=True, rtl=run.mirrored, levels=whole.levels
    )


def _width(run: Run, text: str, role: Role) -> float:
    return _line(run, text, role).natural_width if text else 0.0


# --- Room ------------------------------------------------------------------------------------------


def _fitted(run: Run, slots: list[_Slot], measure: float) -> list[_Slot]:
    """What is held is said in full, on several lines if need be; other parts share what it leaves."""
    start, center, end = slots
    if center.held:
        beside = _width(run, end.text, end.role)
        center = _held(run, center, measure - 2 * (beside + _GAP if beside else 0.0))
    elif center.text:
        wide = max(_width(run, slot.text, slot.role) for slot in (start, end))
        center = _cut(run, center, max(measure / 3, measure - 2 * (wide + _GAP)))
    middle = _widest(run, center)
    room = (measure - middle) / 2 - _GAP if middle else measure
    # The shorter part of a pair (a folio) and what is held come first, the rest takes what is left.
    pair = sorted((start, end), key=lambda slot: (not slot.held, _width(run, slot.text, slot.role)))
    first = _held(run, pair[0], room) if pair[0].held else _cut(run, pair[0], room)
    taken = _widest(run, first)
    rest = room if middle or not taken else measure - taken - _GAP
    second = _held(run, pair[1], rest) if pair[1].held else _cut(run, pair[1], rest)
    return [slot for slot in (first, center, second) if slot.text]


def _widest(run: Run, slot: _Slot) -> float:
    return max(_width(run, line, slot.role) for line in slot.text.split("\n"))


def _held(run: Run, slot: _Slot, room: float) -> _Slot:
    """First what stands beside the marking goes, then the marking takes a second line."""
    if _width(run, slot.text, slot.role) <= room:
        return slot
    lines: list[str] = []
    for word in slot.held.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _width(run, longer, slot.role) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return replace(slot, text="\n".join(lines))


def _cut(run: Run, slot: _Slot, room: float) -> _Slot:
    """A part made short enough; nothing of it where only a few letters would be left."""
    if _width(run, slot.text, slot.role) <= room:
        return slot
    short = _shortened(run, slot.text, slot.role, room) if room > _LEAST else ""
    return replace(slot, text=short)


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
