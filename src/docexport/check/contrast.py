"""Contrast of type on its ground (WCAG 2.2, 1.4.3): 4.5:1, or 3:1 from 18 pt, or 14 pt bold."""

from __future__ import annotations

import re

from docexport.style import Color

_HEX = re.compile(r"[0-9A-Fa-f]{6}")


def faint(ink: str, ground: str, points: float, *, bold: bool) -> float | None:
    """The contrast of two colors, six hexadecimal digits each, where it is too low; else None."""
    if not _HEX.fullmatch(ink):
        return None
    paper = ground if _HEX.fullmatch(ground) else "FFFFFF"
    ratio = Color(f"#{ink.lower()}").contrast(Color(f"#{paper.lower()}"))
    least = 3.0 if points >= 18 or (points >= 14 and bold) else 4.5
    return ratio if ratio < least else None
