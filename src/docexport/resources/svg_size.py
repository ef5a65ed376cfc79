"""The size of an SVG: from width and height, from the viewBox, or both (SVG 2, section 8.2)."""

from __future__ import annotations

import math
import re

from lxml import etree

from docexport.resources.picture import Unusable

_LENGTH = re.compile(
    r"\s*([+]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*(px|pt|pc|mm|cm|in|q|em|ex|rem)?\s*", re.IGNORECASE
)
_PIXELS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
_PIXELS |= {"q": 96 / 101.6, "em": 16.0, "rem": 16.0, "ex": 8.0}
"""CSS pixels to a unit; type-relative ones at the initial size of sixteen."""
_MOST = 100_000.0
"""More CSS pixels than any page has."""


def resolve_size(root: etree._Element) -> tuple[float, float]:
    """Width and height in CSS pixels, which the root then states with its viewBox. Unusable without."""
    width, height, box = (
        _pixels(root.get("width")),
        _pixels(root.get("height")),
        _view_box(root.get("viewBox")),
    )
    if box is None and (width is None or height is None):
        raise Unusable("the drawing states no size; give it a width and a height or a viewBox")
    if box is not None:
        ratio = box[2] / box[3]
        width, height = _completed(width, height, ratio, box)
    if width is None or height is None or not (0 < width <= _MOST and 0 < height <= _MOST):
        raise Unusable("the drawing's size makes no sense; give it a width and a height of some pixels")
    root.set("width", f"{width:.6g}")
    root.set("height", f"{height:.6g}")
    root.set("viewBox", " ".join(f"{number:.10g}" for number in box or (0, 0, width, height)))
    return width, height


def _completed(
    width: float | None, height: float | None, ratio: float, box: tuple[float, float, float, float]
) -> tuple[float, float]:
    """What is missing follows from the viewBox: its shape, or all of it."""
    if width is not None:
        return width, height if height is not None else width / ratio
    return (height * ratio, height) if height is not None else (box[2], box[3])


def _pixels(text: str | None) -> float | None:
    """A length in CSS pixels; None for percentages and anything else that says nothing alone."""
    match = _LENGTH.fullmatch(text or "")
    if match is None:
        return None
    value = float(match[1]) * _PIXELS[(match[2] or "").lower()]
    return value if math.isfinite(value) and value > 0 else None


def _view_box(text: str | None) -> tuple[float, float, float, float] | None:
    try:
        x, y, width, height = map(float, re.split(r"[\s,]+", (text or "").strip()))
    except ValueError:
        return None
    usable = all(map(math.isfinite, (x, y, width, height))) and 0 < width < 1e9 and 0 < height < 1e9
    return (x, y, width, height) if usable else None
