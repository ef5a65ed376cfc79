"""A page while things are placed on it.

Layout counts from the start edge, whichever side that is; here it becomes left and right: in documents
that are written from right to left everything is mirrored but the glyphs themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from docexport.records import Struct, field
from docexport.resources import Picture
from docexport.style import Color
from docexport.typeset.atoms import FormulaText
from docexport.typeset.page import (
    ArtifactKind,
    Destination,
    Element,
    LaidPage,
    LinkArea,
    Placed,
    PlacedFormula,
    PlacedPicture,
    Rectangle,
)


class Sheet(Struct):
    """The page being painted; while `artifact` is set, nothing painted belongs to the tree."""

    page: LaidPage
    mirrored: bool
    artifact: ArtifactKind | None = None
    destinations: dict[str, Destination] = field(default_factory=dict)

    @contextmanager
    def as_artifact(self, kind: ArtifactKind) -> Iterator[None]:
        """Paint what the tree does not know of."""
        before, self.artifact = self.artifact, kind
        try:
            yield
        finally:
            self.artifact = before

    def left(self, start: float, width: float) -> float:
        """The left edge of something `width` wide that begins at `start`."""
        return self.page.width - start - width if self.mirrored else start

    def owner(self, element: Element | None) -> tuple[Element | None, ArtifactKind | None]:
        """What a thing painted now belongs to."""
        if self.artifact is not None:
            return None, self.artifact
        return element, None if element is not None else "layout"

    def add(self, item: Placed) -> None:
        """Place something whose coordinates are final."""
        self.page.items.append(item)

    def rectangle(
        self,
        start: float,
        y: float,
        width: float,
        height: float,
        color: Color,
        kind: ArtifactKind = "background",
    ) -> None:
        """A filled rectangle that begins at `start`."""
        if width > 0 and height > 0:
            left = self.left(start, width)
            self.page.items.append(Rectangle(left, y, width, height, color, self.artifact or kind))

    def picture(
        self, start: float, y: float, width: float, height: float, picture: Picture, element: Element | None
    ) -> None:
        """A picture in a box that begins at `start`."""
        owner, _ = self.owner(element)
        self.add(PlacedPicture(self.left(start, width), y, width, height, picture, owner))

    def formula(self, left: float, y: float, formula: FormulaText, color: Color, owner: Element) -> None:
        """A formula whose baseline begins at `left`, counted from the left edge of the page."""
        element, _ = self.owner(owner)
        self.add(PlacedFormula(left, y, formula.size, formula.tex, formula.display, color, element))

    def link(self, left: float, top: float, width: float, height: float, element: Element) -> None:
        """A rectangle that leads somewhere, unless what is painted is only a repetition."""
        if self.artifact is None and width > 0:
            self.page.links.append(LinkArea(left, top, width, height, element))

    def anchor(self, name: str, start: float, y: float) -> None:
        """An anchor's place; the first one holds."""
        if self.artifact is None:
            left = self.left(start, 0.0)
            self.destinations.setdefault(name, Destination(self.page.number - 1, left, y))
