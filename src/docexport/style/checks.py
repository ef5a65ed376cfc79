"""What makes a complete style unusable: type too small or too faint, lines that touch, impossible pages.

Contrast follows WCAG 2.2, success criterion 1.4.3: 4.5:1, or 3:1 for large type (18 pt, or 14 pt bold).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from docexport.style.layers import Entry
from docexport.style.problems import Path, Problems
from docexport.style.style import FAINTEST, Color, Page, Role, RoleName, Span, Style

EntryOf: TypeAlias = Callable[..., Entry]
"""Of the entries behind some paths, the one in the topmost file: that is the one to change."""

_SMALLEST = 6.0
_NARROWEST_COLUMN = 72.0
_NARROWEST_TEXT = 36.0
_LOWEST_AREA = 144.0

_OF_COLUMNS: tuple[Path, ...] = tuple(
    ("page", key) for key in ("columns", "size", "margin-inner", "margin-outer", "column-gap")
)

_PANELS: Mapping[RoleName, RoleName] = {
    "key-points-title": "key-points",
    "key-points-item": "key-points",
    "callout-title": "callout",
    "callout-body": "callout",
    "commentary-label": "commentary",
    "commentary-heading": "commentary",
    "commentary-body": "commentary",
    "commentary-body-first": "commentary",
}
"""Roles that stand on another role's panel."""


_CALLOUT_KINDS = ("note", "tip", "important", "warning", "caution")
_WITHOUT_SPANS: frozenset[RoleName] = frozenset(
    {"code", "table-head", "placeholder", "running-head", "folio", "marking", "draft-stamp"}
)
"""Roles whose ground no colored words stand on, or which look after them."""


def check_style(style: Style, entry_of: EntryOf, problems: Problems) -> None:
    """Report what no writer could set well."""
    for role in style.roles.values():
        _check_type(role, entry_of, problems)
    for span in style.spans.values():
        _check_scale(style, span, entry_of, problems)
    _check_room(style, entry_of, problems)
    _check_contrast(style, entry_of, problems)
    _check_page(style.page, entry_of, problems)


def _check_contrast(style: Style, entry_of: EntryOf, problems: Problems) -> None:
    """Report each color once on each ground, although it may make several roles and spans faint."""
    seen: set[tuple[Path, Color]] = set()
    roles = (_faint_role(style, role, entry_of) for role in style.roles.values())
    spans = (_faintest(style, span, entry_of) for span in style.spans.values())
    for fault in (*roles, *_faint_callouts(style, entry_of), *_faint_rows(style, entry_of), *spans):
        if fault is not None and (fault.entry.path, fault.ground) not in seen:
            seen.add((fault.entry.path, fault.ground))
            problems.add(fault.entry, fault.what, fault.remedy)


def _check_type(role: Role, entry_of: EntryOf, problems: Problems) -> None:
    if role.size.pt < _SMALLEST:
        entry = entry_of(("roles", role.name, "size"))
        what = f"roles.{entry.path[1]}.size is {role.size.pt:g}pt, too small to read"
        problems.add(entry, what, "allowed: 6pt or more")
    if role.leading < role.size:
        what = f"roles.{role.name}.leading is {role.leading.pt:g}pt, less than its size of {role.size.pt:g}pt"
        entry = entry_of(("roles", role.name, "leading"), ("roles", role.name, "size"))
        problems.add(entry, what, "allowed: the size or more; 1.2em to 1.5em is usual")


def _check_scale(style: Style, span: Span, entry_of: EntryOf, problems: Problems) -> None:
    """Words that are smaller than the text around must still be read."""
    around = style.roles["body"].size.pt
    if span.scale is not None and around * span.scale < _SMALLEST:
        what = f"spans.{span.name}.scale makes {around * span.scale:.1f}pt of the body's {around:g}pt"
        entry = entry_of(("spans", span.name, "scale"))
        problems.add(entry, what, "allowed: what leaves 6pt or more")


def _check_room(style: Style, entry_of: EntryOf, problems: Problems) -> None:
    """Insets and padding must leave room for words; the column itself is judged elsewhere."""
    column = style.page.column_width
    if column.pt < _NARROWEST_COLUMN:
        return
    blamed: set[Path] = set()
    for role in style.roles.values():
        taken = role.inset_start + role.inset_end + role.padding_inline * 2
        keys: list[Path] = [
            ("roles", role.name, key) for key in ("inset-start", "inset-end", "padding-inline")
        ]
        entry = entry_of(*keys, ("roles", role.name, "size"), *_OF_COLUMNS)
        if (column - taken).pt < _NARROWEST_TEXT and entry.path not in blamed:
            blamed.add(entry.path)
            what = f"roles.{role.name} has insets and padding of {taken.pt:.0f}pt"
            what += f" in a column of {column.pt:.0f}pt"
            problems.add(entry, what, f"allowed: what leaves {_NARROWEST_TEXT:g}pt for the words")


class _Fault(NamedTuple):
    """Type that is too faint on its ground, and the entry to blame."""

    what: str
    remedy: str
    ground: Color
    entry: Entry


def _faint_role(style: Style, role: Role, entry_of: EntryOf) -> _Fault | None:
    least = _least_contrast(role)
    panel, place = _ground(style, role)
    ground = (style.roles[panel].background if panel else None) or style.colors["paper"]
    ratio = role.color.contrast(ground)
    if ratio >= least:
        return None
    behind: Path = ("roles", panel, "background") if panel else ("colors", "paper")
    what = f"roles.{role.name}.color {role.color.hex} on {place} {ground.hex} has a contrast of {ratio:.2f}:1"
    entry = entry_of(("roles", role.name, "color"), behind)
    return _Fault(what, f"allowed: {least:g}:1 or more at its size", ground, entry)


def _grounds(style: Style, span: Span) -> list[RoleName | None]:
    """The roles whose grounds words in a span may stand on; None is the paper.

    A head of a table is none of them: where a span would be lost on it, it has the head's color there.
    """
    if span.background is not None:
        return [None]
    if span.name.startswith("code-"):
        return ["code"]
    panels = [name for name, role in style.roles.items() if role.background and name not in _WITHOUT_SPANS]
    return [None, *panels] if span.color else [None]


def _faintest(style: Style, span: Span, entry_of: EntryOf) -> _Fault | None:
    """What is wrong with a span on the first ground on which it is too faint."""
    faults = (_faint_span(style, span, ground, entry_of) for ground in _grounds(style, span))
    return next(filter(None, faults), None)


def _faint_span(style: Style, span: Span, panel: RoleName | None, entry_of: EntryOf) -> _Fault | None:
    behind = style.roles[panel].background if panel else None
    ground = span.background or behind or style.colors["paper"]
    ink = span.color or style.roles["body"].color
    ratio = ink.contrast(ground)
    if ratio >= FAINTEST:
        return None
    place = f"the background of {panel} " if behind and panel != "code" else ""
    what = f"spans.{span.name}: {ink.hex} on {place}{ground.hex} has a contrast of {ratio:.2f}:1"
    keys: list[Path] = [("spans", span.name, "color"), ("spans", span.name, "background")]
    if behind and panel:
        keys.append(("roles", panel, "background"))
    entry = entry_of(*keys, *([("colors", "paper")] if ground == style.colors["paper"] else ()))
    return _Fault(what, "allowed: 4.5:1 or more", ground, entry)


def _faint_callouts(style: Style, entry_of: EntryOf) -> Iterator[_Fault | None]:
    """The title of a callout has the color of its kind, if its rule has."""
    callout = style.roles["callout"]
    ground = callout.background or style.colors["paper"]
    for kind in _CALLOUT_KINDS if callout.border_start else ():
        color = style.colors.get(kind)
        if color is not None and color.contrast(ground) < FAINTEST:
            what = f"colors.{kind} {color.hex} on the ground of callouts {ground.hex}"
            what += f" has a contrast of {color.contrast(ground):.2f}:1"
            behind: Path = ("roles", "callout", "background") if callout.background else ("colors", "paper")
            keys: tuple[Path, ...] = (("colors", kind), behind)
            yield _Fault(what, "allowed: 4.5:1 or more", ground, entry_of(*keys))


def _faint_rows(style: Style, entry_of: EntryOf) -> Iterator[_Fault | None]:
    """Every other row of a table may be tinted."""
    cell, tint = style.roles["table-cell"], style.colors["tint"]
    if style.options.table_zebra and cell.color.contrast(tint) < _least_contrast(cell):
        what = f"roles.table-cell.color {cell.color.hex} on tinted rows {tint.hex}"
        what += f" has a contrast of {cell.color.contrast(tint):.2f}:1"
        keys: tuple[Path, ...] = (("roles", "table-cell", "color"), ("colors", "tint"))
        yield _Fault(what, "allowed: 4.5:1 or more", tint, entry_of(*keys))


def _least_contrast(role: Role) -> float:
    large = role.size.pt >= 18 or (role.size.pt >= 14 and role.weight >= 700)
    return 3.0 if large else FAINTEST


def _ground(style: Style, role: Role) -> tuple[RoleName | None, str]:
    """Whose background a role is printed on, or None for the paper; and how to call that."""
    panel = _PANELS.get(role.name)
    if role.background is not None:
        return role.name, "its background"
    if panel is not None and style.roles[panel].background is not None:
        return panel, f"the background of {panel}"
    return None, "paper"


def _check_page(page: Page, entry_of: EntryOf, problems: Problems) -> None:
    if page.column_width.pt < _NARROWEST_COLUMN:
        what = f"the margins leave {page.columns} column(s) of {page.column_width.pt:.0f}pt"
        problems.add(entry_of(("page", "margin-inner")), what, "allowed: columns of 72pt (25mm) or more")
    if (page.height - page.margin_top - page.margin_bottom).pt < _LOWEST_AREA:
        what = "the margins at head and foot leave no room for text"
        problems.add(entry_of(("page", "margin-top")), what, "allowed: a type area of 144pt (51mm) or more")
    for edge, margin in (("header", page.margin_top), ("footer", page.margin_bottom)):
        offset = page.header if edge == "header" else page.footer
        if offset > margin:
            side = "top" if edge == "header" else "bottom"
            what = f"page.{edge} is {offset.pt:.0f}pt, past margin-{side} of {margin.pt:.0f}pt, in the text"
            problems.add(entry_of(("page", edge)), what, f"allowed: less than margin-{side}")
    if page.grid.pt < _SMALLEST:
        problems.add(entry_of(("page", "grid")), f"page.grid is {page.grid.pt:g}pt", "allowed: 6pt or more")
