"""Figures aligned at their decimal mark."""

from __future__ import annotations

import re
from collections.abc import Callable

from docexport.model import Paragraph, Text
from docexport.style import Role
from docexport.typeset.atoms import Atom, Voice, indent
from docexport.typeset.inlines import atoms_of
from docexport.typeset.page import Element
from docexport.typeset.place import Place
from docexport.typeset.tablegrid import Grid, Spot

_FIGURES = re.compile(r"\D*?[\d\s.,’'\u00a0\u202f]*\d\D{0,3}")
_FRACTION = re.compile(r"(?P<mark>[.,])\d*\D{0,3}$")


class Decimals:
    """What follows the decimal mark in each cell of a decimal column, and how much room it leaves."""

    def __init__(self, grid: Grid, place_of: Callable[[Spot], Place]) -> None:
        self._widths: dict[tuple[int, int], float] = {}
        self._widest: dict[int, float] = {}
        for row in grid.rows:
            for spot in row:
                if grid.alignments[spot.column] == "decimal" and not spot.head:
                    self._measure(spot, place_of(spot))

    def _measure(self, spot: Spot, place: Place) -> None:
        text = _figures(spot)
        if text is None:
            return
        fraction = _FRACTION.search(text)
        role = place.role(place.body)
        fount = place.run.voice(role, Element("cell"), place.lang).fount
        width = fount.word(fraction.group()).width if fraction else 0.0
        self._widths[spot.row, spot.column] = width
        self._widest[spot.column] = max(self._widest.get(spot.column, 0.0), width)

    def pad(self, spot: Spot) -> float | None:
        """The white space after a cell's figures; None where it is set as any other cell."""
        width = self._widths.get((spot.row, spot.column))
        return None if width is None else self._widest[spot.column] - width

    def atoms(self, place: Place, paragraph: Paragraph, role: Role, pad: float) -> tuple[list[Atom], Voice]:
        """The cell's atoms with the white space behind them."""
        element = place.element.add("paragraph")
        voice = place.run.voice(role, element, place.lang)
        atoms = atoms_of(place.run, paragraph.inlines, voice, place.width)
        return ([*atoms, indent(voice, pad)] if pad > 0.01 else atoms), voice


def _figures(spot: Spot) -> str | None:
    blocks = spot.cell.blocks
    if len(blocks) != 1 or not isinstance(blocks[0], Paragraph):
        return None
    inlines = blocks[0].inlines
    if len(inlines) != 1 or not isinstance(inlines[0], Text):
        return None
    text = inlines[0].text.strip()
    return text if _FIGURES.fullmatch(text) else None
