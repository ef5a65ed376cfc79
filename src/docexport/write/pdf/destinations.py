"""Where links and bookmarks lead within the document (ISO 32000-1, 12.3.2; ISO 32000-2, 12.3.2.3).

In PDF/UA-2 they lead to structure elements (ISO 14289-2, 8.8). Many viewers know pages only; so an action
names both: D is the page, SD the element.
"""

from __future__ import annotations

from collections.abc import Mapping

from pikepdf import Array, Dictionary, Name, Object, Pdf

from docexport.records import Struct, field
from docexport.typeset.page import Destination, Element, LaidDocument, LaidPage, Placed, Rectangle, TextRun

_BESIDE = 40.0
"""How far left of a place what stands there may begin, in points: numbers hang in the margin."""


class Places(Struct):
    """Where the anchors of a document are, as the file refers to them."""

    pdf: Pdf
    laid: LaidDocument
    structural: bool = False
    """Whether things lead to elements."""
    _actions: list[tuple[Object, Destination, str]] = field(default_factory=list)

    def leading_to(self, id: str) -> tuple[str, Object] | None:  # noqa: A002  # the anchor's id
        """The entry that leads to an anchor; None for an unknown one."""
        place = self.laid.destinations.get(id)
        return None if place is None else self.leading_on(place, id)

    def leading_on(self, place: Destination, id: str = "") -> tuple[str, Object]:  # noqa: A002  # as above
        """The entry, of an annotation or a bookmark, that leads to a place and keeps the zoom in force."""
        explicit = Array([self.pdf.pages[place.page].obj, *self._view(place)])
        if not self.structural:
            return "/Dest", explicit
        action = self.pdf.make_indirect(Dictionary(Type=Name.Action, S=Name.GoTo, D=explicit))
        self._actions.append((action, place, id))
        return "/A", action

    def lead_to_elements(self, elements: Mapping[Element, Object]) -> None:
        """Complete the actions so far, now that the structure elements are there."""
        by_id = {element.id: made for element, made in elements.items() if element.id}
        root = elements[self.laid.root]
        for action, place, id_ in self._actions:
            made = by_id.get(id_)
            if made is None:
                found = _standing_at(self.laid.pages[place.page], place)
                made = root if found is None else elements.get(found, root)
            action.SD = Array([made, *self._view(place)])

    def _view(self, place: Destination) -> list[Object | float | None]:
        height = self.laid.pages[place.page].height
        return [Name.XYZ, round(place.x, 2), round(height - place.y, 2), None]


def _standing_at(page: LaidPage, place: Destination) -> Element | None:
    """The element of the first thing at a place or below it in its column."""
    below = [
        (_top(item) - place.y, number, item.element)
        for number, item in enumerate(page.items)
        if not isinstance(item, Rectangle) and item.element is not None
        if _top(item) >= place.y - 1 and item.x >= place.x - _BESIDE
    ]
    return min(below, key=lambda found: found[:2])[2] if below else None


def _top(item: Placed) -> float:
    # A line of type reaches at least half its size above its baseline.
    return item.y - item.size / 2 if isinstance(item, TextRun) else item.y
