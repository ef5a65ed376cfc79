"""Colors of other spaces as sRGB.

The spaces are those of W3C Design Tokens (Color Module 2025.10, section 4); the matrices and transfer
functions are those of CSS Color 4, sections 10 and 17. What lies outside of sRGB is clipped.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TypeAlias

Triple: TypeAlias = tuple[float, float, float]
_Matrix: TypeAlias = tuple[Triple, Triple, Triple]

_XYZ_TO_RGB: _Matrix = (
    (12831 / 3959, -329 / 214, -1974 / 3959),
    (-851781 / 878810, 1648619 / 878810, 36519 / 878810),
    (705 / 12673, -2585 / 12673, 705 / 667),
)
_D50_TO_D65: _Matrix = (
    (0.955473421488075, -0.02309845494876471, 0.06325924320057072),
    (-0.0283697093338637, 1.0099953980813041, 0.021041441191917323),
    (0.012314014864481998, -0.020507649298898964, 1.330365926242124),
)
_P3: _Matrix = (
    (608311 / 1250200, 189793 / 714400, 198249 / 1000160),
    (35783 / 156275, 247089 / 357200, 198249 / 2500400),
    (0, 32229 / 714400, 5220557 / 5000800),
)
_A98: _Matrix = (
    (573536 / 994567, 263643 / 1420810, 187206 / 994567),
    (591459 / 1989134, 6239551 / 9945670, 374412 / 4972835),
    (53769 / 1989134, 351524 / 4972835, 4929758 / 4972835),
)
_PROPHOTO: _Matrix = (
    (0.7977666449006423, 0.13518129740053308, 0.0313477341283922),
    (0.2880748288194013, 0.711835234241873, 0.00008993693872564),
    (0, 0, 0.8251046025104602),
)
_REC2020: _Matrix = (
    (63426534 / 99577255, 20160776 / 139408157, 47086771 / 278816314),
    (26158966 / 99577255, 472592308 / 697040785, 8267143 / 139408157),
    (0, 19567812 / 697040785, 295819943 / 278816314),
)
_OKLAB_TO_LMS: _Matrix = (
    (1, 0.3963377773761749, 0.2158037573099136),
    (1, -0.1055613458156586, -0.0638541728258133),
    (1, -0.0894841775298119, -1.2914855480194092),
)
_LMS_TO_XYZ: _Matrix = (
    (1.2268798758459243, -0.5578149944602171, 0.2813910456659647),
    (-0.0405757452148008, 1.112286803280317, -0.0717110580655164),
    (-0.0763729366746601, -0.4214933324022432, 1.5869240198367816),
)
_D50 = (0.3457 / 0.3585, 1.0, (1 - 0.3457 - 0.3585) / 0.3585)
_SLACK = 0.0005
"""How far outside of sRGB rounding alone may bring a color."""


def to_srgb(space: str, components: Triple) -> tuple[str, bool]:
    """The color as `#rrggbb`, and whether it lies inside of sRGB. Raises KeyError for an unknown space."""
    red, green, blue = SPACES[space](components)
    inside = all(-_SLACK <= value <= 1 + _SLACK for value in (red, green, blue))
    digits = (f"{round(min(max(value, 0), 1) * 255):02x}" for value in (red, green, blue))
    return f"#{''.join(digits)}", inside


def _times(matrix: _Matrix, vector: Triple) -> Triple:
    first, second, third = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return first, second, third


def _encoded(linear: Triple) -> Triple:
    """Give linear light the transfer function of sRGB."""

    def encode(value: float) -> float:
        size = abs(value)
        return math.copysign(1.055 * size ** (1 / 2.4) - 0.055, value) if size > 0.0031308 else 12.92 * value

    red, green, blue = map(encode, linear)
    return red, green, blue


def _xyz(xyz: Triple) -> Triple:
    return _encoded(_times(_XYZ_TO_RGB, xyz))


def _xyz_d50(xyz: Triple) -> Triple:
    return _xyz(_times(_D50_TO_D65, xyz))


def _decoded(decode: Callable[[float], float], color: Triple) -> Triple:
    red, green, blue = (math.copysign(decode(abs(value)), value) for value in color)
    return red, green, blue


def _display_p3(color: Triple) -> Triple:
    linear = _decoded(lambda v: v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4, color)
    return _xyz(_times(_P3, linear))


def _a98(color: Triple) -> Triple:
    return _xyz(_times(_A98, _decoded(lambda v: v ** (563 / 256), color)))


def _prophoto(color: Triple) -> Triple:
    linear = _decoded(lambda v: v / 16 if v <= 16 / 512 else v**1.8, color)
    return _xyz_d50(_times(_PROPHOTO, linear))


def _rec2020(color: Triple) -> Triple:
    return _xyz(_times(_REC2020, _decoded(lambda v: v**2.4, color)))


def _hsl(color: Triple) -> Triple:
    hue, saturation, lightness = color[0], color[1] / 100, color[2] / 100

    def channel(n: int) -> float:
        k = (n + hue / 30) % 12
        return lightness - saturation * min(lightness, 1 - lightness) * max(-1, min(k - 3, 9 - k, 1))

    return channel(0), channel(8), channel(4)


def _hwb(color: Triple) -> Triple:
    hue, white, black = color[0], color[1] / 100, color[2] / 100
    if white + black >= 1:
        gray = white / (white + black)
        return gray, gray, gray
    red, green, blue = (value * (1 - white - black) + white for value in _hsl((hue, 100, 50)))
    return red, green, blue


def _lab(color: Triple) -> Triple:
    lightness, a, b = color
    f1 = (lightness + 16) / 116
    kappa, epsilon = 24389 / 27, 216 / 24389

    def cube(f: float) -> float:
        return f**3 if f**3 > epsilon else (116 * f - 16) / kappa

    y = f1**3 if lightness > kappa * epsilon else lightness / kappa
    return _xyz_d50((cube(a / 500 + f1) * _D50[0], y * _D50[1], cube(f1 - b / 200) * _D50[2]))


def _oklab(color: Triple) -> Triple:
    first, second, third = (value**3 for value in _times(_OKLAB_TO_LMS, color))
    return _xyz(_times(_LMS_TO_XYZ, (first, second, third)))


def _rectangular(polar: Triple) -> Triple:
    """Lightness, chroma, hue to lightness, a, b."""
    lightness, chroma, hue = polar
    return lightness, chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))


SPACES: Mapping[str, Callable[[Triple], Triple]] = {
    "srgb": lambda color: color,
    "srgb-linear": _encoded,
    "hsl": _hsl,
    "hwb": _hwb,
    "lab": _lab,
    "lch": lambda color: _lab(_rectangular(color)),
    "oklab": _oklab,
    "oklch": lambda color: _oklab(_rectangular(color)),
    "display-p3": _display_p3,
    "a98-rgb": _a98,
    "prophoto-rgb": _prophoto,
    "rec2020": _rec2020,
    "xyz-d65": _xyz,
    "xyz-d50": _xyz_d50,
}
