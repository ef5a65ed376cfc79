"""The JSON Schema of style files (draft 7, which editors know best), made from the table that reads them.

Editors with TOML support (Taplo, Even Better TOML, tombi) check and complete a style by it, when its first
line is `#:schema` and where the schema is. What no schema can say is left to loading: whether a name of a
color or size exists, contrast, margins, circles.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from docexport.style import meanings, values
from docexport.style.layers import bundled_names
from docexport.style.names import TOKEN_NAME
from docexport.style.schema import FIXED_TABLES, ROLE_KEYS, SPAN_KEYS, TOKEN_TABLES, TOP_KEYS
from docexport.style.style import ROLE_NAMES
from docexport.style.values import Choice, Number, Reader, Whole

Schema: TypeAlias = dict[str, Any]

FILE = "style.schema.json"
"""What the schema is called in the package and beside a project's styles."""
_ID = "https://docexport.org/schema/style.schema.json"
_UNITS = "(pt|pc|in|mm|cm|px)"
_NUMBER = r"([0-9]+\.?[0-9]*|\.[0-9]+)"
_ABSOLUTE = rf"^\s*\+?{_NUMBER}\s*{_UNITS}\s*$"
_RELATIVE = rf"^\s*\+?{_NUMBER}\s*(em|{_UNITS[1:-1]})\s*$"
_SIGNED = rf"^\s*[+-]?{_NUMBER}\s*(em|{_UNITS[1:-1]})\s*$"
_HEX = "^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$"
_TOKEN = f"^{TOKEN_NAME.pattern}$"
_LINE = r"^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$"
_FILLED = r"^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*\S[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$"
_FAMILY: Schema = {"type": "string", "pattern": _FILLED}


def style_schema() -> Schema:
    """The schema of a style file, as plain data."""
    tables = {
        **{name: _fixed(name) for name in FIXED_TABLES},
        **{name: _tokens(name) for name in TOKEN_TABLES},
        "roles": _dressings("roles", meanings.ROLES),
        "spans": _dressings("spans", meanings.SPANS),
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": _ID,
        "title": "A style of docexport",
        "description": "How an article looks, for its PDF, its Word document and its EPUB alike.",
        "type": "object",
        "properties": {**_keys(TOP_KEYS, meanings.TOP), **tables},
        "additionalProperties": False,
        "definitions": {
            "role": _closed(ROLE_KEYS, meanings.ROLE_KEYS),
            "span": _closed(SPAN_KEYS, meanings.SPAN_KEYS),
        },
    }


# --- Tables ----------------------------------------------------------------------------------------

_MEANINGS: Mapping[str, Mapping[str, str]] = {
    "publication": meanings.PUBLICATION,
    "page": meanings.PAGE,
    "furniture": meanings.FURNITURE,
    "options": meanings.OPTIONS,
    "fonts": meanings.FONTS,
    "sizes": meanings.SIZES,
    "colors": meanings.COLORS,
}


def _fixed(table: str) -> Schema:
    schema = _closed(FIXED_TABLES[table], _MEANINGS[table])
    return schema | {"description": meanings.TABLES[table]}


def _tokens(table: str) -> Schema:
    """A table whose keys a style may invent; the common ones are offered with their meanings."""
    common = dict.fromkeys(_MEANINGS[table], TOKEN_TABLES[table])
    return {
        "description": meanings.TABLES[table],
        "type": "object",
        "properties": _keys(common, _MEANINGS[table]),
        "patternProperties": {_TOKEN: _kind(TOKEN_TABLES[table])},
        "additionalProperties": False,
    }


def _dressings(table: str, words: Mapping[Any, str]) -> Schema:
    # Not beside each other: what stands next to a $ref is not looked at in draft 7.
    kind = [{"$ref": f"#/definitions/{table.removesuffix('s')}"}]
    return {
        "description": meanings.TABLES[table],
        "type": "object",
        "properties": {name: {"description": said, "allOf": kind} for name, said in words.items()},
        "additionalProperties": False,
    }


def _closed(keys: Mapping[str, Reader], words: Mapping[str, str]) -> Schema:
    return {"type": "object", "properties": _keys(keys, words), "additionalProperties": False}


def _keys(keys: Mapping[str, Reader], words: Mapping[str, str]) -> Schema:
    return {key: {"description": words[key], **_kind(reader, key)} for key, reader in keys.items()}


# --- Values ----------------------------------------------------------------------------------------


def _kind(reader: Reader, key: str = "") -> Schema:
    """The schema of the values that a reader takes; two keys take fewer words than their reader knows."""
    if key == "extends":
        return {"type": "string", "minLength": 1, "examples": list(bundled_names())}
    if key == "like":
        return {"enum": list(ROLE_NAMES)}
    match reader:
        case Whole(low, high):
            return {"type": "integer", "minimum": low, "maximum": high}
        case Number(low, high):
            return {"type": "number", "minimum": low, "maximum": high}
        case Choice(names):
            return {"enum": list(names)}
        case _:
            return _KINDS[reader]


def _folded(word: str) -> str:
    """A pattern of a word in any case: JavaScript's expressions know no flag inside."""
    return "".join(f"[{char.upper()}{char.lower()}]" if char.isalpha() else char for char in word)


def _pattern(pattern: str, *examples: object) -> Schema:
    return {"type": "string", "pattern": pattern, "examples": list(examples)}


_COLOR: Schema = {
    "anyOf": [
        {"enum": list(meanings.COLORS)},
        _pattern(_HEX, "#004b87"),
        {"type": "string", "pattern": _TOKEN},
    ]
}
_LENGTH = _pattern(_ABSOLUTE, "12pt", "26mm")
_BORDER: Schema = {
    "type": "object",
    "properties": {
        name: {"description": words, **(_COLOR if name == "color" else _LENGTH)}
        for name, words in meanings.BORDER_KEYS.items()
    },
    "required": ["width", "color"],
    "additionalProperties": False,
}
_SHEET: Schema = {
    "anyOf": [
        {"enum": list(values.SHEETS)},
        {"type": "string", "pattern": f"^({'|'.join(map(_folded, values.SHEETS))})$"},
        {"type": "array", "items": _LENGTH, "minItems": 2, "maxItems": 2},
    ]
}
_FAMILIES: Schema = {"type": "array", "items": _FAMILY, "minItems": 1}
_KINDS: Mapping[Reader, Schema] = {
    values.text: {"type": "string", "pattern": _LINE},
    values.flag: {"type": "boolean"},
    values.absolute: _LENGTH,
    values.relative: _pattern(_RELATIVE, "14pt", "1.2em"),
    values.signed: _pattern(_SIGNED, "0.08em", "-1em"),
    values.size: {"anyOf": [{"enum": list(meanings.SIZES)}, _LENGTH, {"type": "string", "pattern": _TOKEN}]},
    values.color: _COLOR,
    values.paint: {"anyOf": [{"const": "none"}, *_COLOR["anyOf"]]},
    values.border: {"anyOf": [{"const": "none"}, _BORDER]},
    values.families: {"anyOf": [{"enum": list(meanings.FONTS)}, _FAMILY, _FAMILIES]},
    values.family_list: {"anyOf": [_FAMILY, _FAMILIES]},
    values.features: {
        "type": "array",
        "items": _pattern(f"^{values.FEATURE.pattern}$", "ss01", "-liga"),
    },
    values.template: _pattern(rf"^([^{{}}]|\{{({'|'.join(values.FIELDS)})\}})*$", "{title}"),
    values.sheet: _SHEET,
    values.folder_list: {"type": "array", "items": {"type": "string", "minLength": 1}},
}
"""What each reader takes."""
