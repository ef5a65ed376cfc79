"""Fonts of drawings: what svglib asks its font map, answered from the library that the text is set from.

A font's name, as svglib passes it on, is its family, weight and slant; reportlab knows it only to measure.
"""

from __future__ import annotations

from functools import lru_cache

from reportlab.pdfbase import pdfmetrics

from docexport.fonts import FontLibrary, FontStack, Glyph, GlyphRun
from docexport.notices import Notice
from docexport.records import replace

_FALLBACK = "Source Sans Pro"
_SPACED = " spaced by "
_WEIGHTS = {"normal": 400, "bold": 700, "lighter": 300, "bolder": 700}


def _ignore(notice: Notice) -> None:
    """A drawing's fonts are not the article's: that one is replaced is nothing to report."""


def spaced_family(family: str, space: float) -> str:
    """The name of a family whose letters stand apart by some user units more."""
    return f"{family}{_SPACED}{space:g}"


def _wider(glyph: Glyph, space: float) -> Glyph:
    # Marks stay on their letters.
    return replace(glyph, advance=glyph.advance + space) if glyph.text else glyph


class SvgFonts:
    """A font map for svglib."""

    def __init__(self, library: FontLibrary) -> None:
        self._library = library
        self.stack = lru_cache(maxsize=64)(self._stack)

    def find_font(self, name: str, weight: str = "normal", style: str = "normal") -> tuple[str, bool]:
        """The name for a family in a weight and slant, and whether the family is there."""
        number = _WEIGHTS.get(weight) or (int(weight) if weight.isdigit() else 400)
        italic = "italic" if style in ("italic", "oblique") else "normal"
        family, _, space = name.partition(_SPACED)
        known = self._library.find(family, number, italic == "italic") is not None
        full = f"{family if known else _FALLBACK}|{number}|{italic}|{space or 0}"
        pdfmetrics.registerFont(_Measured(full, self))
        return full, known

    def _stack(self, full: str) -> FontStack:
        """The faces that a name from `find_font` stands for."""
        family, weight, slant, _ = full.split("|")
        return self._library.stack((family, _FALLBACK), int(weight), slant == "italic", _ignore)

    def shape(self, full: str, text: str, size: float) -> list[GlyphRun]:
        """The text's glyphs; letters that are spaced do not join (CSS Text 3, 8.2)."""
        space = float(full.rpartition("|")[2])
        if not space:
            return list(self.stack(full).shape(text))
        runs = self.stack(full).shape(text, features=("-liga", "-clig"))
        return [
            GlyphRun(run.face, tuple(_wider(glyph, space * 1000 / size) for glyph in run.glyphs))
            for run in runs
        ]


class _Measured:
    """What reportlab asks of a registered font."""

    _dynamicFont = False  # noqa: N815  # reportlab's name
    _multiByte = False  # noqa: N815  # likewise

    def __init__(self, name: str, fonts: SvgFonts) -> None:
        self.fontName = name
        self._fonts = fonts

    def stringWidth(self, text: str, size: float, encoding: str = "") -> float:  # noqa: N802  # likewise
        """The width of a text, in the units of `size`."""
        del encoding
        return sum(run.advance for run in self._fonts.shape(self.fontName, text, size)) * size / 1000
