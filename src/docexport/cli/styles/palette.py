"""The colors of a style drawn as a chart, for its specimen (SVG 1.1)."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape

from docexport.records import Struct
from docexport.style import Color, Style

_MAIN = ("ink", "muted", "accent", "tint", "hairline", "paper")
_NARROWEST, _HEIGHT, _GAP, _LINE, _SIZE = 62, 30, 8, 9, 7.5
"""Of a patch, in points: its least width, its height, the space around it, and the lines of text below."""
_SANS = "Source Sans Pro"


class _Grid(Struct, frozen=True):
    """The places of the patches: as many beside each other as a column of the style has room for."""

    width: float
    columns: int

    @classmethod
    def of(cls, style: Style) -> _Grid:
        width = style.page.column_width.pt
        return cls(width, max(2, int((width + _GAP) / (_NARROWEST + _GAP))))

    @property
    def patch(self) -> float:
        """The width of a patch."""
        return (self.width + _GAP) / self.columns - _GAP

    def place(self, number: int) -> tuple[float, float]:
        """Where a patch begins."""
        row, column = divmod(number, self.columns)
        return column * (self.patch + _GAP), row * (_HEIGHT + 2 * _LINE + _GAP + 2)

    def height(self, count: int) -> float:
        """How high so many patches are together, with their text."""
        return self.place(count - 1)[1] + _HEIGHT + 2 * _LINE + 4


def palette_svg(style: Style) -> str:
    """A chart of every color, the main ones first: its name, its value, its contrast on the paper."""
    names = [*_MAIN, *(name for name in style.colors if name not in _MAIN)]
    grid = _Grid.of(style)
    patches = "".join(_patch(name, style.colors, grid, number) for number, name in enumerate(names))
    ink, paper, height = style.colors["ink"].hex, style.colors["paper"].hex, grid.height(len(names))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{grid.width:g}pt" height="{height:g}pt" '
        f'viewBox="0 0 {grid.width:g} {height:g}">'
        f'<rect width="{grid.width:g}" height="{height:g}" fill="{paper}"/>'
        f'<g font-family="{_SANS}" font-size="{_SIZE}" fill="{ink}">{patches}</g></svg>\n'
    )


def accent_svg(style: Style) -> str:
    """A patch of the accent, to stand between words."""
    accent = style.colors["accent"].hex
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="8pt" height="8pt" viewBox="0 0 8 8">'
        f'<rect width="8" height="8" fill="{accent}"/></svg>\n'
    )


def palette_words(style: Style) -> str:
    """The chart in words, for those who do not see it."""
    named = (f"{name} {color.hex}" for name, color in style.colors.items())
    return f"A chart of {len(style.colors)} colors: {', '.join(named)}"


def contrast_words(color: Color, paper: Color) -> str:
    """A contrast as WCAG writes it: `8.2:1`, cut and not rounded, since it must not promise too much."""
    return f"{int(color.contrast(paper) * 10) / 10:g}:1"


def _patch(name: str, colors: Mapping[str, Color], grid: _Grid, number: int) -> str:
    color, edge, muted = colors[name], colors["hairline"].hex, colors["muted"].hex
    x, y = grid.place(number)
    first = y + _HEIGHT + _LINE
    ratio = contrast_words(color, colors["paper"])
    return (
        f'<rect x="{x + 0.25:.2f}" y="{y + 0.25:.2f}" width="{grid.patch - 0.5:.2f}" '
        f'height="{_HEIGHT - 0.5}" fill="{color.hex}" stroke="{edge}" stroke-width="0.5"/>'
        f'<text x="{x:.2f}" y="{first:.2f}" font-weight="600">{escape(name)}</text>'
        f'<text x="{x:.2f}" y="{first + _LINE:.2f}" fill="{muted}">{color.hex}</text>'
        f'<text x="{x + grid.patch:.2f}" y="{first + _LINE:.2f}" fill="{muted}" '
        f'text-anchor="end">{ratio}</text>'
    )
