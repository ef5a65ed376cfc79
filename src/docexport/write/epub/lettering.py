"""Text as outlines, for the cover: it needs no fonts then, and looks the same in any library view.

1. A line is cut where its direction changes (a plain reading of UAX #9: no nested embeddings).
2. HarfBuzz shapes each piece, with fallback fonts where the first lacks a script.
3. The glyphs' outlines become one SVG path.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from docexport.edition import Direction
from docexport.fonts import FontStack, GlyphRun
from docexport.fonts.face import load
from docexport.records import Struct

_RIGHT = {"R", "AL"}
_LEFT = {"L", "EN", "AN"}
_BREAKABLE = re.compile(r"[^\s\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]+|\S")
"""Words; ideographs and syllables one by one, between which a line may end."""


class Hand(Struct, frozen=True):
    """How a text is lettered."""

    stack: FontStack
    features: tuple[str, ...]
    lang: str
    direction: Direction
    tracking: float = 0.0
    """In ems."""

    def width(self, text: str) -> float:
        """The width of a line in ems."""
        return sum(run.advance for run in self._runs(text)) / 1000 + self.tracking * len(text)

    def lines(self, text: str, most: float) -> list[str]:
        """The text in lines of at most `most` ems, as even as can be; long words stay whole."""
        count = len(self._filled(text, most))
        low, high = most / 2, most
        for _ in range(8):  # the narrowest measure that needs no more lines
            middle = (low + high) / 2
            low, high = (low, middle) if len(self._filled(text, middle)) <= count else (middle, high)
        return self._filled(text, high)

    def _filled(self, text: str, most: float) -> list[str]:
        lines: list[str] = []
        line = ""
        end = 0
        for match in _BREAKABLE.finditer(text):
            gap = " " if match.start() > end and line else ""
            end = match.end()
            longer = line + gap + match[0]
            if line and self.width(longer) > most:
                lines.append(line)
                longer = match[0]
            line = longer
        return [*lines, line] if line else lines

    def path(self, text: str, x: float, y: float, size: float) -> str:
        """A line as the data of an SVG path, starting at `x` in the hand's direction, on the baseline `y`."""
        pen = _Pen()
        left = x if self.direction == "ltr" else x - self.width(text) * size
        for run in self._runs(text):
            scale = size / load(run.face).upem
            for glyph in run.glyphs:
                pen.place(left + glyph.dx * size / 1000, y - glyph.dy * size / 1000, scale)
                load(run.face).font.draw_glyph_with_pen(glyph.gid, pen)
                left += glyph.advance * size / 1000 + self.tracking * size
        return "".join(pen.data)

    def _runs(self, text: str) -> Iterator[GlyphRun]:
        pieces = _pieces(text, self.direction)
        for direction, piece in pieces:
            yield from self.stack.shape(piece, features=self.features, lang=self.lang, direction=direction)


def _pieces(text: str, base: Direction) -> Sequence[tuple[Direction, str]]:
    """The text in pieces of one direction, from left to right."""
    levels: list[Direction] = []
    last: Direction = base
    for char in text:
        kind = unicodedata.bidirectional(char)
        last = "rtl" if kind in _RIGHT else "ltr" if kind in _LEFT else last
        levels.append(last)
    # Spaces and marks between words belong to the line where the words at both sides differ.
    for at in range(len(text) - 1, -1, -1):
        if unicodedata.bidirectional(text[at]) in _RIGHT | _LEFT:
            continue
        after = levels[at + 1] if at + 1 < len(text) else base
        levels[at] = levels[at] if levels[at] == after else base
    pieces = [
        (level, "".join(char for _, char in group))
        for level, group in groupby(zip(levels, text, strict=True), key=lambda pair: pair[0])
    ]
    return pieces if base == "ltr" else pieces[::-1]


class _Pen:
    """Writes outlines as SVG path data (the pen protocol that HarfBuzz calls)."""

    def __init__(self) -> None:
        self.data: list[str] = []
        self._x, self._y, self._scale = 0.0, 0.0, 1.0

    def place(self, x: float, y: float, scale: float) -> None:
        """Where the next glyph stands."""
        self._x, self._y, self._scale = x, y, scale

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802  # the protocol's name
        """Begin an outline."""
        self._add("M", point)

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802  # likewise
        """A straight line."""
        self._add("L", point)

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802  # likewise
        """A cubic curve."""
        self._add("C", *points)

    def qCurveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802  # likewise
        """A quadratic curve."""
        self._add("Q", *points)

    def closePath(self) -> None:  # noqa: N802  # likewise
        """End an outline."""
        self.data.append("Z")

    def _add(self, command: str, *points: tuple[float, float]) -> None:
        placed = (f"{self._x + x * self._scale:.2f} {self._y - y * self._scale:.2f}" for x, y in points)
        self.data.append(command + " ".join(placed))
