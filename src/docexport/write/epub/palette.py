"""The colors of a dark page, made from the style's: the same hues, turned over in lightness.

Text keeps at least 5:1 on the page and on every panel (WCAG 2.2, 1.4.3), which `night_text` assures by
construction. Neither the page nor the text is pure: black with white glares, and smears on OLED.
"""

from __future__ import annotations

import colorsys
from functools import lru_cache

from docexport.style import Color

NIGHT_PAPER = Color("#171615")
NIGHT_INK = Color("#e8e4df")
_NIGHT_PANEL = Color("#2b2927")
"""As light as any ground gets."""
_CONTRAST = 5.0
_GROUND_LIGHTNESS = 0.155
_MOST_SATURATION = 0.62
"""Of text: full colors seem to flicker on a dark ground."""
_DARK = 0.2
"""Below this luminance a ground is dark already, and a text color no longer light."""


@lru_cache(maxsize=64)
def night_text(color: Color) -> Color:
    """The color for text, light enough for every dark ground."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*color.rgb)
    saturation = min(saturation, _MOST_SATURATION)
    result = _color(hue, lightness, saturation)
    while result.contrast(_NIGHT_PANEL) < _CONTRAST and lightness < 1:
        lightness += 0.01
        result = _color(hue, min(lightness, 1), saturation)
    # What is as dark as text is becomes as light as text; what has a hue keeps it.
    return NIGHT_INK if saturation < 0.15 and color.luminance < 0.02 else result


@lru_cache(maxsize=64)
def night_ground(color: Color) -> Color:
    """The color for a panel, dark enough for light text, lighter than the page."""
    hue, _, saturation = colorsys.rgb_to_hls(*color.rgb)
    return _color(hue, _GROUND_LIGHTNESS, min(saturation, 0.22))


@lru_cache(maxsize=64)
def night_line(color: Color) -> Color:
    """The color for a rule: as strong or as faint as it is on paper."""
    if color.luminance < _DARK:
        return night_text(color)
    hue, _, saturation = colorsys.rgb_to_hls(*color.rgb)
    return _color(hue, 0.34, min(saturation, 0.12))


def _color(hue: float, lightness: float, saturation: float) -> Color:
    parts = colorsys.hls_to_rgb(hue, lightness, saturation)
    return Color("#" + "".join(f"{round(part * 255):02x}" for part in parts))
