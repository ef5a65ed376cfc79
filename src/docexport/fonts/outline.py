"""The outline of a glyph, for what is painted rather than set: covers, forms, sketches."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, TypeAlias

from docexport.fonts.face import Face, load

Command: TypeAlias = tuple[Literal["m", "l", "c", "h"], tuple[float, ...]]
"""A step of an outline, named like the PDF operator: move, line, cubic curve (three points), close."""

Point = tuple[float, float]


@lru_cache(maxsize=4096)
def outline(face: Face, gid: int) -> tuple[Command, ...]:
    """The glyph's outline in thousandths of an em, upwards positive, to be filled (nonzero winding rule)."""
    loaded = load(face)
    pen = _Pen(1000 / loaded.upem)
    loaded.font.draw_glyph_with_pen(gid, pen)
    return tuple(pen.commands)


class _Pen:
    """Takes the outline from HarfBuzz, whose pens have the names of fontTools' pens."""

    def __init__(self, scale: float) -> None:
        self.commands: list[Command] = []
        self._scale = scale
        self._at: Point = (0.0, 0.0)

    def moveTo(self, to: Point) -> None:  # noqa: N802  # the protocol's name
        self._add("m", to)

    def lineTo(self, to: Point) -> None:  # noqa: N802  # the protocol's name
        self._add("l", to)

    def curveTo(self, one: Point, two: Point, to: Point) -> None:  # noqa: N802  # the protocol's name
        self._add("c", one, two, to)

    def qCurveTo(self, control: Point, to: Point) -> None:  # noqa: N802  # the protocol's name
        """A quadratic curve, as the cubic one that is equal to it."""
        near, far = (
            (end[0] + 2 / 3 * (control[0] - end[0]), end[1] + 2 / 3 * (control[1] - end[1]))
            for end in (self._at, to)
        )
        self._add("c", near, far, to)

    def closePath(self) -> None:  # noqa: N802  # the protocol's name
        self.commands.append(("h", ()))

    def endPath(self) -> None:  # noqa: N802  # the protocol's name
        """An open contour, which filling closes."""

    def _add(self, name: Literal["m", "l", "c"], *points: Point) -> None:
        self.commands.append((name, tuple(round(n * self._scale, 3) for point in points for n in point)))
        self._at = points[-1]
