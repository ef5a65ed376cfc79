"""Where blocks are being set: the part of the column, the element, and the roles of running text there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from docexport.model import Node
from docexport.records import Struct, replace
from docexport.style import Border, Role, RoleName
from docexport.style.style import Align
from docexport.typeset.flow import Flow, Frame, has_frame
from docexport.typeset.page import Element
from docexport.typeset.run import Run

NARROWEST = 60.0
"""However deep things are nested, text is not set narrower than this, in points."""

_LISTED: frozenset[RoleName] = frozenset({"list-item", "definition", "definition-term"})
_HOSTS: frozenset[RoleName] = frozenset(
    {"footnote", "callout-body", "table-cell", "table-head", "key-points-item"}
)
"""Text in type of its own, which lists inside it take over."""


class Place(Struct, frozen=True):
    """`x` counts from the start edge of the column; `width` is the room for text and panels."""

    run: Run
    flow: Flow
    element: Element
    x: float
    width: float
    lang: str
    body: RoleName = "body"
    first: RoleName = "body-first"
    nested: bool = False
    """Whether a block around it has set its distance from the column's edge already."""
    commentary: bool = False
    depth: int = 0
    """How many lists are around it."""
    spent: RoleName | None = None
    """The role whose insets, panel and distances the block around it has used up already."""
    align: Align | None = None
    """How that role is aligned here; None is as the style says."""
    scale: float = 1.0
    """How large its type is here, as a part of its size."""

    def role(self, name: RoleName) -> Role:
        """A role of the style, aligned and sized as the place asks."""
        role = self.run.style.roles[name]
        if name in _LISTED and self.body in _HOSTS:
            return _hosted(role, self.role(self.body))
        if name == self.spent and (self.align is not None or self.scale != 1.0):
            return _adjusted(role, self.align or role.align, self.scale)
        return role

    @property
    def in_columns(self) -> bool:
        """Whether this is one of several columns, and no block is around: there figures may float."""
        return self.run.style.page.columns > 1 and not self.nested

    def within(self, element: Element) -> Place:
        """The same place for the children of an element."""
        return replace(self, element=element)

    def inset(self, start: float, end: float = 0.0) -> Place:
        """A narrower place, but never narrower than text can be."""
        spare = max(self.width - NARROWEST, 0.0)
        start = min(max(start, 0.0), spare)
        end = min(max(end, 0.0), spare - start)
        return replace(self, x=self.x + start, width=self.width - start - end)

    def spoken(self, node: Node) -> Place:
        """The same place in the language of a node."""
        return replace(self, lang=node.lang) if node.lang else self

    @property
    def term_lang(self) -> str | None:
        """The language of the words that the output adds, where it is not the article's."""
        lang = self.run.edition.terms.lang
        return None if lang.split("-")[0] == self.run.edition.lang.split("-")[0] else lang

    def inset_of(self, role: Role) -> float:
        """A role's distance from the start edge, less what the blocks around it have kept already."""
        inset = role.inset_start.pt
        base = self.role("body").inset_start.pt
        return inset - base if self.nested and inset >= base else inset


@contextmanager
def block(place: Place, role: Role, *, insets: bool = True) -> Iterator[Place]:
    """Set a block in a role: its distances, its insets, and its panel or rules if it has any."""
    flow = place.flow
    if role.name == place.spent:
        flow.space(role.leading.pt / 2)
        yield place
        return
    flow.space(role.space_before.pt)
    inner = place.inset(place.inset_of(role), role.inset_end.pt) if insets else place
    if has_frame(role):
        with flow.framed(frame_of(role, inner)):
            yield within_frame(role, inner)
    else:
        yield inner.inset(role.padding_inline.pt, role.padding_inline.pt)
    flow.space(role.space_after.pt)


def frame_of(role: Role, place: Place) -> Frame:
    """The panel and rules of a role around a place."""
    return Frame(
        place.x,
        place.width,
        role.background,
        role.border_before,
        role.border_after,
        role.border_start,
        role.border_end,
        role.padding_block.pt,
    )


def within_frame(role: Role, place: Place) -> Place:
    """The place for text inside a role's panel."""
    padding = role.padding_inline.pt
    return place.inset(padding + _thickness(role.border_start), padding + _thickness(role.border_end))


def _thickness(border: Border | None) -> float:
    return border.width.pt + border.gap.pt if border else 0.0


@lru_cache(maxsize=64)
def _hosted(role: Role, host: Role) -> Role:
    """A list's role in the type of what is around it; its distances shrink with the type."""
    part = host.size.pt / role.size.pt
    return replace(
        role,
        families=host.families,
        size=host.size,
        leading=host.leading,
        weight=max(host.weight, role.weight) if role.name == "definition-term" else host.weight,
        italic=host.italic,
        color=host.color,
        figures=host.figures,
        figure_spacing=host.figure_spacing,
        inset_start=role.inset_start * part,
        space_before=role.space_before * part,
        space_after=role.space_after * part,
    )


@lru_cache(maxsize=64)
def _adjusted(role: Role, align: Align, scale: float) -> Role:
    return replace(role, align=align, size=role.size * scale, leading=role.leading * scale)
