"""The values of design tokens by type (W3C Design Tokens Format Module 2025.10, sections 8 and 9).

Each reader takes a value whose references are followed, and raises UnfitError with what is allowed. The
forms of earlier drafts, `"#004b87"` and `"16px"`, are still what most tools write; they are read too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from docexport.records import Struct
from docexport.style.color_spaces import SPACES, to_srgb
from docexport.style.nearest import suggestion
from docexport.style.problems import UnfitError
from docexport.units import Length


class TokenColor(Struct, frozen=True):
    """A color in sRGB; `alpha` from 0 to 1, `clipped` when it lay outside of sRGB."""

    hex: str
    alpha: float = 1.0
    clipped: bool = False


class Typography(Struct, frozen=True):
    """A typography token; None is what it does not say."""

    families: tuple[str, ...] | None
    size: Length | None
    weight: int | None
    tracking: Length | None
    line_height: float | None
    """As a part of the size."""


class TokenBorder(Struct, frozen=True):
    """A border token."""

    color: TokenColor
    width: Length


Value: TypeAlias = TokenColor | Length | tuple[str, ...] | int | float | Typography | TokenBorder

UNPRINTED = ("duration", "cubicBezier", "strokeStyle", "transition", "shadow", "gradient")
"""Types that have no place in print; their values are not read."""

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
_DIMENSION = re.compile(r"(-?(?:\d+\.?\d*|\.\d+))(px|rem|pt)")
_POINTS = {"px": 0.75, "rem": 12.0, "pt": 1.0}
"""A rem is the 16 px that browsers start from."""
_WEIGHTS = {
    **dict.fromkeys(("thin", "hairline"), 100),
    **dict.fromkeys(("extra-light", "ultra-light"), 200),
    "light": 300,
    **dict.fromkeys(("normal", "regular", "book"), 400),
    "medium": 500,
    **dict.fromkeys(("semi-bold", "demi-bold"), 600),
    "bold": 700,
    **dict.fromkeys(("extra-bold", "ultra-bold"), 800),
    **dict.fromkeys(("black", "heavy"), 900),
    **dict.fromkeys(("extra-black", "ultra-black"), 950),
}
_COLOR_ALLOWED = 'allowed: { "colorSpace": "srgb", "components": [0, 0.29, 0.53] }, or "#004b87"'
_DIMENSION_ALLOWED = 'allowed: { "value": 16, "unit": "px" }; the unit is px or rem'


def _color(value: object) -> TokenColor:
    if isinstance(value, str) and _HEX.fullmatch(value):
        return _from_digits(value[1:])
    if not isinstance(value, dict):
        raise UnfitError("is not a color", _COLOR_ALLOWED)
    space, alpha = str(value.get("colorSpace")), value.get("alpha", 1)
    if space not in SPACES:
        hint = suggestion(space, SPACES)
        raise UnfitError(f"has no color space {space!r}", f"{hint}allowed: {', '.join(SPACES)}")
    if not _is_number(alpha) or not 0 <= alpha <= 1:
        raise UnfitError("has an alpha that is not possible", "allowed: a number from 0 to 1")
    digits, inside = to_srgb(space, _components(value.get("components")))
    if not inside and isinstance(value.get("hex"), str) and _HEX.fullmatch(value["hex"]):
        digits = _from_digits(value["hex"][1:]).hex  # the brand's own choice of the nearest color
    return TokenColor(digits, float(alpha), clipped=not inside)


def _components(value: Any) -> tuple[float, float, float]:
    fits = isinstance(value, list) and len(value) == 3
    if not fits or not all(part == "none" or _is_number(part) for part in value):
        raise UnfitError("has not three components", 'allowed: "components": [0, 0.29, 0.53]')
    first, second, third = (0.0 if part == "none" else float(part) for part in value)
    return first, second, third


def _from_digits(digits: str) -> TokenColor:
    full = digits if len(digits) > 4 else "".join(digit * 2 for digit in digits)
    return TokenColor(f"#{full[:6].lower()}", int(full[6:] or "ff", 16) / 255)


def _dimension(value: object) -> Length:
    if isinstance(value, str) and (match := _DIMENSION.fullmatch(value.strip())):
        return Length(float(match[1]) * _POINTS[match[2]])
    if isinstance(value, dict) and _is_number(value.get("value")) and value.get("unit") in _POINTS:
        return Length(float(value["value"]) * _POINTS[value["unit"]])
    raise UnfitError("is not a dimension", _DIMENSION_ALLOWED)


def _font_family(value: object) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not names or not all(isinstance(n, str) and n.strip() for n in names):
        raise UnfitError("is not a font family", 'allowed: a name, or a list such as ["Inter", "sans-serif"]')
    return tuple(part.strip(" '\"") for name in names for part in name.split(",") if part.strip(" '\""))


def _font_weight(value: object) -> int:
    if isinstance(value, str) and value.lower() in _WEIGHTS:
        return _WEIGHTS[value.lower()]
    if _is_number(value) and 1 <= value <= 1000:  # type: ignore[operator] # it is a number
        return int(value)  # type: ignore[call-overload, no-any-return] # likewise
    raise UnfitError("is not a font weight", f"allowed: 1 to 1000, {', '.join(_WEIGHTS)}", _WEIGHTS)


def _number(value: object) -> float:
    if not _is_number(value):
        raise UnfitError("is not a number", "allowed: a number such as 1.4")
    return float(value)  # type: ignore[arg-type] # it is a number


def _typography(value: object) -> Typography:
    parts = _parts(value, _TYPOGRAPHY, "typography")
    return Typography(*(parts.get(key) for key in _TYPOGRAPHY))


def _border(value: object) -> TokenBorder:
    parts = _parts(value, _BORDER, "a border")
    if parts.keys() < {"color", "width"}:
        raise UnfitError("is not a border", "allowed: color, width and style")
    return TokenBorder(parts["color"], parts["width"])


def _parts(value: object, readers: Mapping[str, Callable[[Any], Any]], what: str) -> dict[str, Any]:
    """Read the parts of a composite value, each by its own type."""
    if not isinstance(value, dict):
        raise UnfitError(f"is not {what}", f"allowed: an object with {', '.join(readers)}")
    parts = {}
    for key, inner in value.items():
        if key not in readers:
            hint = suggestion(key, readers)
            raise UnfitError(f"has an unknown part {key!r}", f"{hint}allowed: {', '.join(readers)}")
        try:
            parts[key] = readers[key](inner)
        except UnfitError as unfit:
            raise UnfitError(f"has a {key} that {unfit}", unfit.allowed) from None
    return parts


def _line_height(value: object) -> float:
    """A part of the size; percentages are what earlier tools wrote."""
    if isinstance(value, str) and value.endswith("%") and value[:-1].strip().replace(".", "", 1).isdigit():
        return float(value[:-1]) / 100
    return _number(value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e6


_TYPOGRAPHY: Mapping[str, Callable[[Any], Any]] = {
    "fontFamily": _font_family,
    "fontSize": _dimension,
    "fontWeight": _font_weight,
    "letterSpacing": _dimension,
    "lineHeight": _line_height,
}
_BORDER: Mapping[str, Callable[[Any], Any]] = {
    "color": _color,
    "width": _dimension,
    "style": lambda style: style,  # a rule in print is solid
}

READERS: Mapping[str, Callable[[Any], Value]] = {
    "color": _color,
    "dimension": _dimension,
    "fontFamily": _font_family,
    "fontWeight": _font_weight,
    "number": _number,
    "typography": _typography,
    "border": _border,
}
"""The types that can have a place in a style."""
