"""What makes a complete style unusable: type too small or too faint, lines that touch, impossible pages.

Contrast follows WCAG 2.2, success criterion 1.4.3: 4.5:1, or 3:1 for large type (18 pt, or 14 pt bold).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

from docexport.style.layers import Entry
from docexport.style.problems import Path, Problems
from docexport.style.style import Color, Page, Role, RoleName, Span, Style

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


def check_style(style: Style, entry_of: EntryOf, problems: Problems) -> None:
    """Report what no writer could set well."""
    for role in style.roles.values():
        _check_type(role, entry_of, problems)
    _check_room(style, entry_of, problems)
    _check_contrast(style, entry_of, problems)
    _check_page(style.page, entry_of, problems)


def _check_contrast(style: Style, entry_of: EntryOf, problems: Problems) -> None:
    """Report each color once on each ground, although it may make several roles and spans faint."""
    seen: set[tuple[Path, Color]] = set()
    roles = (_faint_role(style, role, entry_of) for role in style.roles.values())
    spans = (_faint_span(style, span, entry_of) for span in style.spans.values())
    for fault in (*roles, *spans):
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


def _faint_span(style: Style, span: Span, entry_of: EntryOf) -> _Fault | None:
    code = style.roles["code"].background if span.name.startswith("code-") else None
    ground = span.background or code or style.colors["paper"]
    ink = span.color or style.roles["body"].color
    ratio = ink.contrast(ground)
    if ratio >= 4.5:
        return None
    what = f"spans.{span.name}: {ink.hex} on {ground.hex} has a contrast of {ratio:.2f}:1"
    keys: list[Path] = [("spans", span.name, "color"), ("spans", span.name, "background")]
    entry = entry_of(*keys, *([("colors", "paper")] if ground == style.colors["paper"] else ()))
    return _Fault(what, "allowed: 4.5:1 or more", ground, entry)


def _least_contrast(role: Role) -> float:
    large = role.size.pt >= 18 or (role.size.pt >= 14 and role.weight >= 700)
    return 3.0 if large else 4.5


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
