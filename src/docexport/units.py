"""Length: a typed distance, stored in PostScript points, with the units that formats count in.

Conversions follow CSS Values 4 (1in = 72pt = 25.4mm), ECMA-376 (1pt = 20 twips = 2 half-points of type
size = 12,700 EMU) and CSS pixels (96 to the inch).
"""

from __future__ import annotations

import re

from docexport.records import Struct

_POINTS_PER_UNIT = {"pt": 1.0, "pc": 12.0, "in": 72.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "px": 0.75}
_PATTERN = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*(pt|pc|in|mm|cm|px|em|%)\s*")

UNITS = "pt, pc, mm, cm, in, px"


class Length(Struct, frozen=True, order=True):
    """A distance; `pt` is the stored value in points of 1/72 inch."""

    pt: float

    @classmethod
    def parse(cls, text: str, *, em: Length | None = None, whole: Length | None = None) -> Length:
        """Read "12pt", "1.5 cm" or, where `em` or `whole` say what they are of, "1.2em" or "60%".

        Raises ValueError with the units that are possible.
        """
        match = _PATTERN.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is not a length; a number and a unit ({UNITS}), such as 12pt")
        number, unit = float(match[1]), match[2]
        if unit in _POINTS_PER_UNIT:
            return cls(number * _POINTS_PER_UNIT[unit])
        base = em if unit == "em" else whole
        if base is None:
            raise ValueError(f"{text!r} has nothing to be relative to; a number and a unit ({UNITS})")
        return cls(base.pt * (number / 100 if unit == "%" else number))

    @classmethod
    def mm(cls, number: float) -> Length:
        """A length of so many millimeters."""
        return cls(number * _POINTS_PER_UNIT["mm"])

    @property
    def emu(self) -> int:
        """English Metric Units, 12,700 to the point (DrawingML)."""
        return round(self.pt * 12700)

    @property
    def twips(self) -> int:
        """Twentieths of a point (WordprocessingML distances)."""
        return round(self.pt * 20)

    @property
    def half_points(self) -> int:
        """Half-points (WordprocessingML type sizes)."""
        return round(self.pt * 2)

    @property
    def eighth_points(self) -> int:
        """Eighths of a point (WordprocessingML border widths)."""
        return round(self.pt * 8)

    @property
    def px(self) -> float:
        """CSS pixels, 96 to the inch."""
        return self.pt / 0.75

    def em(self, size: Length) -> float:
        """This length in ems of a type size."""
        return self.pt / size.pt

    def __add__(self, other: Length) -> Length:
        return Length(self.pt + other.pt)

    def __sub__(self, other: Length) -> Length:
        return Length(self.pt - other.pt)

    def __mul__(self, factor: float) -> Length:
        return Length(self.pt * factor)

    def __truediv__(self, divisor: float) -> Length:
        return Length(self.pt / divisor)

    def __neg__(self) -> Length:
        return Length(-self.pt)

    def __bool__(self) -> bool:
        return self.pt != 0


ZERO = Length(0.0)
