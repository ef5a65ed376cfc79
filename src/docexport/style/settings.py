"""A resolved style taken apart again: every key with its value as a style file could give it.

The values are final: names of fonts, sizes and colors are looked up, `like` is followed, ems are lengths.
So the file that they make looks the same, whatever lies below it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from docexport.style import values
from docexport.style.schema import FIXED_TABLES, ROLE_KEYS, SPAN_KEYS
from docexport.style.style import Border, Color, Page, Style
from docexport.units import Length

Toml: TypeAlias = "str | int | float | bool | list[Toml] | dict[str, Toml]"

_UNITS = {"pt": 1.0, "mm": 72 / 25.4, "in": 72.0}


class Setting(NamedTuple):
    """One key of a style with its final value."""

    table: tuple[str, ...]
    """As `("roles", "body")`; empty at the top."""
    key: str
    value: Toml
    origin: str
    """Where it was given; empty for what is made from the file itself."""

    @property
    def path(self) -> str:
        """The key as `--set` says it."""
        return ".".join((*self.table, self.key))


def style_settings(style: Style) -> Iterator[Setting]:
    """Every setting of a style, table by table, in the order of the schema."""
    yield Setting((), "name", style.name, "")
    yield Setting((), "description", style.description, "")
    if style.font_folders:
        yield Setting((), "font-folders", list(style.font_folders), "")
    for table, given in _tables(style):
        for key, value in given.items():
            path = (*table, key)
            yield Setting(table, key, _plain(value), style.origins.get(".".join(path), ""))


def toml_literal(value: Toml) -> str:
    """Write a value as TOML."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            # TOML's basic strings escape as JSON does, and what is read has no control characters.
            return json.dumps(value, ensure_ascii=False)
        case list():
            return f"[{', '.join(map(toml_literal, value))}]"
        case dict():
            return f"{{ {', '.join(f'{key} = {toml_literal(inner)}' for key, inner in value.items())} }}"
        case _:
            return f"{value:g}"


def length_text(length: Length) -> str:
    """Write a length in the unit that needs fewest digits, points before others; 0.0001 pt exact."""
    for unit, points in _UNITS.items():
        number = round(length.pt / points, 3)
        if abs(number * points - length.pt) < 1e-4:
            return f"{_digits(number, 3)}{unit}"
    return f"{_digits(length.pt, 4)}pt"


# --- The tables ------------------------------------------------------------------------------------


def _tables(style: Style) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any]]]:
    yield ("publication",), _fields(style.publication, FIXED_TABLES["publication"])
    yield ("fonts",), style.fonts
    yield ("colors",), style.colors
    yield ("sizes",), style.sizes
    yield ("page",), _page(style.page)
    yield ("furniture",), _fields(style.furniture, FIXED_TABLES["furniture"])
    yield ("options",), _fields(style.options, FIXED_TABLES["options"])
    for name, role in style.roles.items():
        given = _fields(role, [key for key in ROLE_KEYS if key != "like"])
        yield ("roles", name), {key: "none" if value is None else value for key, value in given.items()}
    for span_name, span in style.spans.items():
        given = _fields(span, SPAN_KEYS)
        yield ("spans", span_name), {key: value for key, value in given.items() if value is not None}


def _fields(holder: object, keys: Any) -> dict[str, Any]:
    """The fields of a record by the keys that give them."""
    return {key: getattr(holder, "families" if key == "font" else key.replace("-", "_")) for key in keys}


def _page(page: Page) -> dict[str, Any]:
    size = (page.width, page.height)
    named = next((name for name, sheet in values.SHEETS.items() if sheet == size), None)
    rest = _fields(page, [key for key in FIXED_TABLES["page"] if key != "size"])
    return {"size": named or size} | rest | {"column-rule": page.column_rule or "none"}


def _plain(value: Any) -> Toml:
    match value:
        case Length():
            return length_text(value)
        case Color(digits):
            return digits
        case Border(width, color, gap):
            rule: dict[str, Toml] = {"width": length_text(width), "color": color.hex}
            return rule | ({"gap": length_text(gap)} if gap else {})
        case tuple():
            return [_plain(inner) for inner in value]
        case _:
            plain: Toml = value
            return plain


def _digits(number: float, places: int) -> str:
    text = f"{number:.{places}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
