"""Article to JSON and back, without loss, and the JSON Schema that says what is possible.

All is derived from the records of `docexport.model`, so that a new node or field needs nothing here:

1. A node becomes an object with its class as "type" and the fields that are not at their default.
2. Tuples become arrays, positions `[line, column]`, dates ISO 8601.
3. Reading checks every value against the declared types and names the path of the first that does not fit.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

from docexport import model
from docexport.model import Article, Position
from docexport.records import NODEFAULT, Struct, defaults, is_record

VERSION = 1
"""Raised when a file written earlier can no longer be read."""

SCHEMA_ID = "https://docexport.org/schema/article.schema.json"

JsonValue: TypeAlias = "bool | int | float | str | list[JsonValue] | dict[str, JsonValue] | None"
_Decode: TypeAlias = Callable[[Any, str], Any]
_NAMES = {str: "text", int: "a whole number", float: "a number", bool: "true or false", type(None): "null"}


class _AnyJson:
    """Stands for the recursive alias `Json`, which type hints cannot resolve."""


class InterchangeError(ValueError):
    """A value does not fit the model; the message begins with its path, as in `blocks[2].heading`."""


# --- Article to JSON ---------------------------------------------------------------------------------


def article_to_dict(article: Article) -> dict[str, JsonValue]:
    """The article as values that `json.dumps` writes."""
    made = _encode(article)
    assert isinstance(made, dict)
    return {"version": VERSION, **made}


def _encode(value: Any) -> JsonValue:
    if isinstance(value, Position):
        return [value.line, value.column]
    if isinstance(value, Struct):
        kind = type(value)
        fields = ((name, getattr(value, name), default) for name, _, default in _fields(kind))
        given = {name: _encode(inner) for name, inner, default in fields if inner != default}
        return {"type": _name(kind), **given}
    if isinstance(value, tuple):
        return [_encode(inner) for inner in value]
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | float | str):
        return value
    raise TypeError(f"{type(value).__name__} is no part of an article")


@cache
def _fields(kind: type[Struct]) -> tuple[tuple[str, Any, Any], ...]:
    """Name, type and default of each field of a record."""
    names = {**vars(model), "Json": _AnyJson}
    hints = get_type_hints(kind, names, names)
    return tuple((name, hints[name], default) for name, default in defaults(kind).items())


# --- JSON to Article ---------------------------------------------------------------------------------


def article_from_dict(data: Mapping[str, Any]) -> Article:
    """The article that `article_to_dict` was given; raises InterchangeError for anything else."""
    version = data.get("version")
    if version != VERSION:
        raise InterchangeError(f"version: {version!r} cannot be read; write {VERSION}")
    article = _decoder(Article)({key: value for key, value in data.items() if key != "version"}, "")
    assert isinstance(article, Article)
    return article


@cache
def _decoder(hint: Any) -> _Decode:
    origin, arguments = get_origin(hint), get_args(hint)
    if hint is Position:
        return _position
    if hint is date:
        return _date
    if hint is _AnyJson:
        return _json
    if is_record(hint):
        return _object({_name(hint): hint})
    if origin is Literal:
        return _choice(arguments)
    if origin is tuple:
        return _array(arguments)
    if origin in (Union, types.UnionType):
        return _union(arguments)
    return _scalar(hint)


def _name(kind: Any) -> str:
    return str(kind.__name__)


def _object(kinds: Mapping[str, Any]) -> _Decode:
    def decode(value: Any, path: str) -> Any:
        if not isinstance(value, dict):
            raise _misfit(path, value, "an object")
        kind = kinds.get(str(value.get("type")))
        if kind is None:
            raise _misfit(_inside(path, "type"), value.get("type"), f"one of {', '.join(sorted(kinds))}")
        fields = {name: (hint, default) for name, hint, default in _fields(kind)}
        for key in value:
            if key not in fields and key != "type":
                allowed = ", ".join(fields)
                raise InterchangeError(
                    f"{_inside(path, key)}: {_name(kind)} has no such field; it has {allowed}"
                )
        missing = [n for n, (_, default) in fields.items() if default is NODEFAULT and n not in value]
        if missing:
            raise InterchangeError(f"{path or 'article'}: {_name(kind)} needs {', '.join(missing)}")
        return kind(
            **{n: _decoder(fields[n][0])(v, _inside(path, n)) for n, v in value.items() if n != "type"}
        )

    return decode


def _union(arguments: tuple[Any, ...]) -> _Decode:
    kinds = {_name(kind): kind for kind in arguments if is_record(kind)}
    if kinds:
        return _object(kinds)
    inner = next(kind for kind in arguments if kind is not type(None))
    decode = _decoder(inner)
    return lambda value, path: None if value is None else decode(value, path)


def _array(arguments: tuple[Any, ...]) -> _Decode:
    endless = len(arguments) == 2 and arguments[1] is Ellipsis

    def decode(value: Any, path: str) -> tuple[Any, ...]:
        if not isinstance(value, list) or (not endless and len(value) != len(arguments)):
            raise _misfit(path, value, "an array" if endless else f"an array of {len(arguments)}")
        hints = (arguments[0],) * len(value) if endless else arguments
        return tuple(
            _decoder(hint)(inner, f"{path}[{index}]")
            for index, (hint, inner) in enumerate(zip(hints, value, strict=True))
        )

    return decode


def _choice(choices: tuple[Any, ...]) -> _Decode:
    def decode(value: Any, path: str) -> Any:
        if value not in choices:
            raise _misfit(path, value, f"one of {', '.join(map(str, choices))}")
        return value

    return decode


def _scalar(kind: Any) -> _Decode:
    def decode(value: Any, path: str) -> Any:
        fits = isinstance(value, int | float if kind is float else kind)
        if not fits or (isinstance(value, bool) and kind is not bool):
            raise _misfit(path, value, _NAMES[kind])
        return value

    return decode


def _position(value: Any, path: str) -> Position:
    line, column = _array((int, int))(value, path)
    return Position(line, column)


def _date(value: Any, path: str) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise _misfit(path, value, "a date such as 2025-03-12") from error


def _json(value: Any, path: str) -> Any:
    if isinstance(value, list):
        return tuple(_json(inner, f"{path}[{index}]") for index, inner in enumerate(value))
    if value is None or isinstance(value, bool | int | float | str):
        return value
    raise _misfit(path, value, "text, a number, true, false, null or an array of them")


def _inside(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _misfit(path: str, value: Any, wanted: str) -> InterchangeError:
    shown = repr(value)
    return InterchangeError(f"{path or 'article'}: {shown[:60]} is not {wanted}")


# --- JSON Schema -------------------------------------------------------------------------------------


def article_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what `article_to_dict` writes."""
    definitions: dict[str, Any] = {}
    _schema(Article, definitions)
    root = definitions.pop("Article")
    root["properties"]["version"] = {"const": VERSION}
    root["required"] = ["version", *root["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "An article as docexport reads it",
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def _schema(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, arguments = get_origin(hint), get_args(hint)
    if hint is Position:
        integers = [{"type": "integer"}, {"type": "integer"}]
        return {"type": "array", "prefixItems": integers, "minItems": 2, "maxItems": 2}
    if hint is date:
        return {"type": "string", "format": "date"}
    if hint is _AnyJson:
        return _json_schema(definitions)
    if is_record(hint):
        return _object_schema(hint, definitions)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return _array_schema(arguments, definitions)
    if origin in (Union, types.UnionType):
        return _union_schema(arguments, definitions)
    names = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}
    return {"type": names[hint]}


def _object_schema(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    name = _name(kind)
    if name not in definitions:
        definitions[name] = {}
        required = [field for field, _, default in _fields(kind) if default is NODEFAULT]
        definitions[name] |= {
            "description": " ".join((kind.__doc__ or "").split("\n")[0].split()),
            "type": "object",
            "properties": {
                "type": {"const": name},
                **{field: _schema(hint, definitions) for field, hint, _ in _fields(kind)},
            },
            "required": ["type", *required],
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{name}"}


def _array_schema(arguments: tuple[Any, ...], definitions: dict[str, Any]) -> dict[str, Any]:
    if arguments[1:] == (Ellipsis,):
        return {"type": "array", "items": _schema(arguments[0], definitions)}
    items = [_schema(argument, definitions) for argument in arguments]
    return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}


def _union_schema(arguments: tuple[Any, ...], definitions: dict[str, Any]) -> dict[str, Any]:
    for alias in ("Block", "Inline"):
        if set(arguments) == set(get_args(getattr(model, alias))):
            if alias not in definitions:
                definitions[alias] = {}
                definitions[alias]["oneOf"] = [_schema(kind, definitions) for kind in arguments]
            return {"$ref": f"#/$defs/{alias}"}
    return {"anyOf": [_schema(kind, definitions) for kind in arguments]}


def _json_schema(definitions: dict[str, Any]) -> dict[str, Any]:
    scalars = ["null", "boolean", "number", "string"]
    array = {"type": "array", "items": {"$ref": "#/$defs/Json"}}
    definitions["Json"] = {"anyOf": [{"type": scalars}, array]}
    return {"$ref": "#/$defs/Json"}
