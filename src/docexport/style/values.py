"""How single values are read: one small function for each kind, from raw TOML to a typed value.

Each takes the raw value and the style's tokens, and raises UnfitError with what is allowed. Kinds with
bounds or choices are records that are called likewise: what is allowed can then be read off them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from docexport.records import Struct, field
from docexport.style.nearest import suggestion
from docexport.style.problems import UnfitError
from docexport.style.style import Border, Color
from docexport.units import UNITS, Length


class Em(Struct, frozen=True):
    """A length in ems, until the size of its role is known."""

    factor: float


class Tokens(Struct):
    """The names that values may use, and which of them have been used."""

    fonts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    colors: dict[str, Color] = field(default_factory=dict)
    sizes: dict[str, Length] = field(default_factory=dict)
    used: set[tuple[str, str]] = field(default_factory=set)


Reader: TypeAlias = Callable[[object, Tokens], Any]

_EM = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*em\s*")
_COLOR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_UNFIT = ("Cc", "Cs", "Zl", "Zp")
"""Categories of characters that XML forbids, or that end a line."""
FEATURE = re.compile(r"-?[A-Za-z0-9]{4}")
_FIELD = re.compile(r"\{([^{}]*)\}")
LONGEST = Length(14_400)
"""The largest side of a page in PDF (ISO 32000-1, Annex C.2); nothing in a style needs to be longer."""
_LENGTH_ALLOWED = f"allowed: a number and a unit ({UNITS}), such as 12pt"
_FAMILIES_ALLOWED = 'allowed: a name, or a list such as ["Source Serif Pro", "FiraGO"]'
_BORDER_ALLOWED = 'allowed: "none", or { width = "0.5pt", color = "ink" }, with a gap if wanted'
FIELDS = ("title", "section", "publication", "identifier", "date", "marking", "page", "pages")
SHEETS: Mapping[str, tuple[Length, Length]] = {
    "A4": (Length.mm(210), Length.mm(297)),
    "A5": (Length.mm(148), Length.mm(210)),
    "Letter": (Length(612), Length(792)),
    "Legal": (Length(612), Length(1008)),
}


def text(value: object, _tokens: Tokens) -> str:
    """Read a string of one line; control characters could not be stored in XML."""
    if not isinstance(value, str):
        raise UnfitError("is not text", "allowed: text in quotation marks")
    if any(unicodedata.category(char) in _UNFIT or char in "\ufffe\uffff" for char in value):
        raise UnfitError("has a line end or a control character", "allowed: text of one line")
    return value


def flag(value: object, _tokens: Tokens) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise UnfitError("is neither true nor false", "allowed: true, false")
    return value


class Whole(Struct, frozen=True):
    """A whole number from `low` to `high`."""

    low: int
    high: int

    def __call__(self, value: object, _tokens: Tokens) -> int:
        """Read one."""
        if isinstance(value, bool) or not isinstance(value, int) or not self.low <= value <= self.high:
            allowed = f"allowed: a whole number from {self.low} to {self.high}"
            raise UnfitError("is not possible here", allowed)
        return value


class Number(Struct, frozen=True):
    """A number from `low` to `high`."""

    low: float
    high: float

    def __call__(self, value: object, _tokens: Tokens) -> float:
        """Read one."""
        fits = isinstance(value, int | float) and self.low <= value <= self.high
        if isinstance(value, bool) or not isinstance(value, int | float) or not fits:
            allowed = f"allowed: a number from {self.low:g} to {self.high:g}"
            raise UnfitError("is not possible here", allowed)
        return float(value)


class Choice(Struct, frozen=True):
    """One of a few words."""

    names: tuple[str, ...]

    def __call__(self, value: object, _tokens: Tokens) -> str:
        """Read one."""
        if value not in self.names:
            raise UnfitError("is not possible here", f"allowed: {', '.join(self.names)}", self.names)
        return str(value)


def absolute(value: object, _tokens: Tokens) -> Length:
    """Read a length of zero or more that does not depend on a type size."""
    length = _length(value, _LENGTH_ALLOWED)
    if isinstance(length, Em):
        raise UnfitError("has no type size to be relative to", _LENGTH_ALLOWED)
    return _not_negative(length)


def relative(value: object, _tokens: Tokens) -> Length | Em:
    """Read a length of zero or more, in ems if wanted."""
    length = _length(value, f"{_LENGTH_ALLOWED} or 1.2em")
    return length if isinstance(length, Em) and length.factor >= 0 else _not_negative(length)


def signed(value: object, _tokens: Tokens) -> Length | Em:
    """Read a length that may be negative, in ems if wanted."""
    return _length(value, f"{_LENGTH_ALLOWED} or 1.2em")


def _length(value: object, allowed: str) -> Length | Em:
    if not isinstance(value, str):
        raise UnfitError("is not a length", allowed)
    ems = _EM.fullmatch(value)
    try:
        length = Em(float(ems[1])) if ems is not None else Length.parse(value)
    except ValueError:
        raise UnfitError("is not a length", allowed) from None
    if abs(length.factor * 12 if isinstance(length, Em) else length.pt) > LONGEST.pt:
        raise UnfitError("is too long", f"allowed: at most {LONGEST.pt / 72:g}in")
    return length


def _not_negative(length: Length | Em) -> Length:
    if isinstance(length, Em) or length.pt < 0:
        raise UnfitError("is negative", "allowed: zero or more")
    return length


def size(value: object, tokens: Tokens) -> Length:
    """Read a type size: a token or an absolute length."""
    if isinstance(value, str) and value in tokens.sizes:
        tokens.used.add(("sizes", value))
        return tokens.sizes[value]
    names = ", ".join(sorted(tokens.sizes))
    allowed = f"allowed: a size ({names}), or a number and a unit ({UNITS})"
    try:
        return absolute(value, tokens)
    except UnfitError:
        raise UnfitError("is not a type size", allowed, tokens.sizes) from None


def color(value: object, tokens: Tokens) -> Color:
    """Read a color: a token or #rrggbb."""
    if isinstance(value, str) and value in tokens.colors:
        tokens.used.add(("colors", value))
        return tokens.colors[value]
    if isinstance(value, str) and _COLOR.fullmatch(value):
        digits = value[1:].lower()
        return Color("#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)))
    raise UnfitError("is not a color", f"allowed: #rrggbb, {', '.join(sorted(tokens.colors))}", tokens.colors)


def paint(value: object, tokens: Tokens) -> Color | None:
    """Read a color, or "none"."""
    return None if value == "none" else color(value, tokens)


def border(value: object, tokens: Tokens) -> Border | None:
    """Read a rule { width, color, gap }, or "none"."""
    if value == "none":
        return None
    if not isinstance(value, dict) or not {"width", "color"} <= value.keys():
        raise UnfitError("is not a border", _BORDER_ALLOWED)
    for name in value.keys() - BORDER_KEYS.keys():
        hint = suggestion(name, BORDER_KEYS)
        raise UnfitError(f"has an unknown key {name!r}", hint + _BORDER_ALLOWED)
    return Border(**{name: _part(name, inner, tokens) for name, inner in value.items()})


def _part(name: str, value: object, tokens: Tokens) -> Any:
    try:
        return BORDER_KEYS[name](value, tokens)
    except UnfitError as unfit:
        hint = suggestion(value, unfit.choices)
        raise UnfitError(f"has a {name} that {unfit}", hint + unfit.allowed) from None


BORDER_KEYS: Mapping[str, Reader] = {"width": absolute, "color": color, "gap": absolute}


def families(value: object, tokens: Tokens) -> tuple[str, ...]:
    """Read a font token, a family's name, or a list of them; a bare family falls back as `text` does."""
    if isinstance(value, str) and value not in tokens.fonts:
        return _unique((_family(value, tokens), *tokens.fonts.get("text", ())))
    if isinstance(value, str | list) and value:
        items = [value] if isinstance(value, str) else value
        tokens.used.update(("fonts", item) for item in items if isinstance(item, str))
        return _unique(
            name for item in items for name in tokens.fonts.get(str(item)) or (_family(item, tokens),)
        )
    raise UnfitError("is not a font", _font_allowed(tokens), tokens.fonts)


def _family(value: object, tokens: Tokens) -> str:
    # Names of families carry a capital; a name without one is a misspelled token.
    # A token's own family may be called as it likes.
    families = {name for names in tokens.fonts.values() for name in names}
    if not isinstance(value, str) or (value == value.lower() and value not in families):
        raise UnfitError("is not a font", _font_allowed(tokens), tokens.fonts)
    return _family_name(value)


def _family_name(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise UnfitError("is not a list of font families", _FAMILIES_ALLOWED)
    return " ".join(value.split())


def _font_allowed(tokens: Tokens) -> str:
    return f'allowed: {", ".join(sorted(tokens.fonts))}, or the name of a family, such as "Source Serif Pro"'


def _unique(names: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def features(value: object, _tokens: Tokens) -> tuple[str, ...]:
    """Read OpenType feature tags, each with a minus sign to turn it off."""
    if not isinstance(value, list) or not all(
        isinstance(tag, str) and FEATURE.fullmatch(tag) for tag in value
    ):
        raise UnfitError(
            "is not a list of OpenType features", 'allowed: tags of four letters, such as ["ss01", "-liga"]'
        )
    return tuple(value)


def template(value: object, tokens: Tokens) -> str:
    """Read text with fields in braces."""
    words = text(value, tokens)
    for name in _FIELD.findall(words):
        if name not in FIELDS:
            allowed = suggestion(name, FIELDS) + "allowed: " + ", ".join(f"{{{known}}}" for known in FIELDS)
            raise UnfitError(f"has an unknown field {{{name}}}", allowed)
    if set("{}") & set(_FIELD.sub("", words)):
        raise UnfitError("has a brace without its partner", "allowed: text with fields such as {page}")
    return words


def sheet(value: object, tokens: Tokens) -> tuple[Length, Length]:
    """Read the name of a sheet, or its width and height."""
    if isinstance(value, str):
        for name, lengths in SHEETS.items():
            if name.lower() == value.lower():
                return lengths
    if isinstance(value, list) and len(value) == 2:
        width, height = (absolute(side, tokens) for side in value)
        return width, height
    raise UnfitError("is not a page size", f'allowed: {", ".join(SHEETS)}, or ["210mm", "297mm"]', SHEETS)


def family_list(value: object, _tokens: Tokens) -> tuple[str, ...]:
    """Read a font token: a family, or a family and its fallbacks."""
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not names:
        raise UnfitError("is not a list of font families", _FAMILIES_ALLOWED)
    return _unique(_family_name(name) for name in names)


def folder_list(value: object, _tokens: Tokens) -> tuple[str, ...]:
    """Read folders with fonts, relative to the style's file."""
    if not isinstance(value, list) or not all(isinstance(name, str) and name for name in value):
        raise UnfitError("is not a list of folders", 'allowed: a list such as ["../fonts"]')
    return tuple(value)
