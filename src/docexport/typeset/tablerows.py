"""Rows of a table as strips: cells side by side, rules and backgrounds behind them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from docexport.records import Struct, field, replace
from docexport.style import Border, Color
from docexport.typeset.flow import Strip
from docexport.typeset.place import Place
from docexport.typeset.sheet import Sheet
from docexport.typeset.stack import Standing, paint_stack, tops_of
from docexport.typeset.tablegrid import Grid, Spot


class Laid(Struct, eq=False):
    """A cell that is set: its strips, one below the other, at x."""

    spot: Spot
    x: float
    strips: list[Strip]
    padding: float
    """Above and below."""
    tallest: float
    """A cell that is taller than this spans no rows."""
    tops: list[float] = field(default_factory=list)
    height: float = 0.0
    """With the padding."""

    def __post_init__(self) -> None:
        self.tops, bottom = tops_of(self.strips, self.padding)
        self.height = bottom + self.padding
        if self.height > self.tallest:
            # Too tall to be kept with the rows that it spans: it stands in the first one, which can be cut.
            self.spot = replace(self.spot, rows=1)


class Band(Struct, eq=False):
    """A row."""

    place: Place
    number: int
    grid: Grid
    starts: Sequence[float]
    cells: list[Laid] = field(default_factory=list)
    height: float = 0.0
    joined: bool = False
    """Whether a cell reaches from it into the next row."""

    @property
    def is_head(self) -> bool:
        """Whether it belongs to the head."""
        return self.number < self.grid.head

    def shift(self, laid: Laid) -> float:
        """Heads stand on their rule; everything else hangs from the top."""
        return max(self.height - laid.height, 0.0) if self.is_head and laid.spot.rows == 1 else 0.0


def band_strips(band: Band, tallest: float) -> list[Strip]:
    """A row as one strip, or as several where it is taller than a column."""
    spanning = any(laid.spot.rows > 1 for laid in band.cells)
    cuts = [0.0, band.height] if band.height <= tallest or spanning else _cuts(band)
    strips: list[Strip] = []
    for top, bottom in pairwise(cuts):
        piece = _Piece(band, top, bottom, first=top == 0, last=bottom == cuts[-1])
        strips.append(Strip(bottom - top, piece.paint, notes=piece.notes))
    return strips


def _cuts(band: Band) -> list[float]:
    """Heights at which a row can be divided without cutting a line of any cell."""
    edges = sorted({top for laid in band.cells for top in laid.tops[1:]})
    free = [edge for edge in edges if not any(_crosses(laid, edge) for laid in band.cells)]
    return [0.0, *[edge for edge in free if 0 < edge < band.height], band.height]


def _crosses(laid: Laid, edge: float) -> bool:
    pairs = zip(laid.tops, laid.strips, strict=True)
    return any(top + 0.01 < edge < top + strip.height - 0.01 for top, strip in pairs)


class _Piece(Struct, eq=False):
    """What of a row stands in one column: usually all of it."""

    band: Band
    top: float
    bottom: float
    first: bool
    last: bool
    inside: Sequence[tuple[float, list[Standing]]] = ()

    def __post_init__(self) -> None:
        self.inside = [(laid.x, self._of(laid)) for laid in self.band.cells]

    def _of(self, laid: Laid) -> list[Standing]:
        """The strips of a cell that begin here; a cell that spans rows stands in the first of them."""
        whole = laid.spot.rows > 1
        shift = self.band.shift(laid) - self.top
        pairs = zip(laid.strips, laid.tops, strict=True)
        return [
            (strip, y + shift) for strip, y in pairs if whole or self.top - 0.01 <= y < self.bottom - 0.01
        ]

    @property
    def notes(self) -> tuple[str, ...]:
        """The notes cited here."""
        return tuple(name for _, standing in self.inside for strip, _ in standing for name in strip.notes)

    def paint(self, sheet: Sheet, x: float, y: float) -> None:
        """Paint what lies behind, the cells, and the rules."""
        band = self.band
        color = _background(band)
        if color is not None:
            sheet.rectangle(x + band.place.x, y, band.place.width, self.bottom - self.top, color)
        for start, standing in self.inside:
            paint_stack(sheet, x + start, y, standing)
        if band.place.run.style.options.table_rules != "none":
            self._paint_rules(sheet, x + band.place.x, y)

    def _paint_rules(self, sheet: Sheet, x: float, y: float) -> None:
        band, style = self.band, self.band.place.run.style
        head, cell = style.roles["table-head"], style.roles["table-cell"]
        width, foot = band.place.width, y + self.bottom - self.top
        if self.first and band.number == 0:
            _rule(sheet, head.border_before, x, y, width, above=False)
        if not self.last:
            return
        if band.number == band.grid.head - 1:
            _rule(sheet, head.border_after, x, foot, width)
        elif band.number == len(band.grid.rows) - 1:
            _rule(sheet, head.border_after or cell.border_after, x, foot, width)
        elif style.options.table_rules == "rows" and not band.is_head:
            for start, end in _open_spans(band):
                _rule(sheet, cell.border_after, x + start, foot, end - start)


def _background(band: Band) -> Color | None:
    style = band.place.run.style
    role = style.roles["table-head" if band.is_head else "table-cell"]
    striped = style.options.table_zebra and not band.is_head and (band.number - band.grid.head) % 2
    return role.background or (style.colors.get("tint") if striped else None)


def _open_spans(band: Band) -> list[tuple[float, float]]:
    """Where a rule is drawn below a row: not through cells that reach into the next one."""
    return [(band.starts[0], band.starts[-1])] if not band.joined else [
        (band.starts[laid.spot.column], band.starts[laid.spot.column + laid.spot.columns])
        for laid in band.cells
        if laid.spot.rows == 1
    ]  # fmt: skip


def _rule(
    sheet: Sheet, border: Border | None, x: float, y: float, width: float, *, above: bool = True
) -> None:
    if border is not None:
        thickness = border.width.pt
        sheet.rectangle(x, y - thickness if above else y, width, thickness, border.color, "rule")
