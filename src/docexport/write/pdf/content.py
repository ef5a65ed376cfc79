"""The operators of one page, with the graphics state that they leave behind (ISO 32000-1, 8.4 and 14.6).

State that holds already is not set again; text and marked content open late and close early, so that
neighbors of one element share both.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from docexport.style import Color
from docexport.write.pdf.numbers import number, numbers


class PageContent:
    """Operators in the order of painting, and the resources that they name."""

    def __init__(self, height: float) -> None:
        self.height = height
        """Layout measures from the top, PDF from the bottom."""
        self.fonts: set[str] = set()
        self.xobjects: set[str] = set()
        self.states: dict[str, tuple[float, float]] = {}
        """The opacity of fills and strokes, by the name of the state."""
        self.transparent = False
        """Whether something on the page is translucent."""
        self._operators: list[str] = []
        self._fill: Color | None = None
        self._font: tuple[str, float] | None = None
        self._scale = 1.0
        self._rise = 0.0
        self._in_text = False

    def add(self, operators: str) -> None:
        """Operators outside a text object."""
        self._end_text()
        self._operators.append(operators)

    def in_text(self, operators: str) -> None:
        """Operators inside a text object (9.4)."""
        if not self._in_text:
            self._operators.append("BT")
            self._in_text = True
        self._operators.append(operators)

    @contextmanager
    def saved(self) -> Iterator[None]:
        """What is painted inside leaves the graphics state as it was (`q`, `Q`)."""
        self.add("q")
        state = self._fill, self._font, self._scale, self._rise
        yield
        self.add("Q")
        self._fill, self._font, self._scale, self._rise = state

    def opacity(self, fill: float, stroke: float) -> None:
        """Paint what follows translucent, until the state is restored (11.6.4.4)."""
        if fill < 1 or stroke < 1:
            shares = round(fill * 1000), round(stroke * 1000)
            name = f"A{shares[0]}S{shares[1]}"
            self.states[name] = (fill, stroke)
            self.transparent = True
            self.add(f"/{name} gs")

    def finish(self) -> str:
        """All operators; nothing may be added afterwards."""
        self._end_text()
        return "\n".join(self._operators)

    def fill(self, color: Color) -> None:
        """Paint what follows in `color`."""
        if color != self._fill:
            self._operators.append(f"{numbers(*color.rgb)} rg")
            self._fill = color

    def font(self, name: str, size: float) -> None:
        """Set what follows in the font resource `name`."""
        if (name, size) != self._font:
            self._operators.append(f"/{name} {number(size)} Tf")
            self._font = (name, size)
            self.fonts.add(name)

    def scale(self, factor: float) -> None:
        """Set what follows wider or narrower (`Tz`)."""
        if factor != self._scale:
            self._operators.append(f"{number(factor * 100)} Tz")
            self._scale = factor

    def rise(self, points: float) -> None:
        """Set what follows above or below the baseline (`Ts`)."""
        if points != self._rise:
            self._operators.append(f"{number(points)} Ts")
            self._rise = points

    def _end_text(self) -> None:
        if self._in_text:
            self._operators.append("ET")
            self._in_text = False
