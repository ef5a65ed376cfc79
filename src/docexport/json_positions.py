"""JSON with the place of every key and element, which `json` does not tell."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Mapping
from typing import Any, TypeAlias

from docexport.model import NOWHERE, Position

Pointer: TypeAlias = tuple[str | int, ...]
"""Keys and indexes from the top down."""

_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|[{}\[\]:,]|[^\s{}\[\]:,"]+')


class JsonError(ValueError):
    """The text is not JSON; `message` says why and `at` where."""

    def __init__(self, message: str, at: Position = NOWHERE) -> None:
        self.message = message
        self.at = at
        super().__init__(message)


def parse_json(text: str) -> Any:
    """Read JSON (RFC 8259); a key that stands twice in an object is a fault too. Raises JsonError."""
    try:
        return json.loads(text, object_pairs_hook=_distinct)
    except json.JSONDecodeError as error:
        reason = error.msg[:1].lower() + error.msg[1:]
        raise JsonError(reason, Position(error.lineno, error.colno)) from None
    except RecursionError:
        raise JsonError("objects or arrays are nested too deeply") from None


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise JsonError(f"the key {json.dumps(twice, ensure_ascii=False)} stands twice in an object")
    return data


def json_positions(text: str) -> Mapping[Pointer, Position]:
    """Where each key and each element of a valid JSON text stands."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    found: dict[Pointer, Position] = {}
    path: list[str | int | None] = []
    """One entry for each open object or array: its present key (None: one is to come) or index."""

    for match in _TOKEN.finditer(text):
        token, inside = match[0], path[-1] if path else None
        if token == "," and path:
            path[-1] = inside + 1 if isinstance(inside, int) else None
        elif token in "}]":
            path.pop()
        elif token not in ":,":
            is_key = bool(path) and inside is None
            if is_key:
                path[-1] = str(json.loads(token))
            if is_key or isinstance(inside, int):
                line = bisect_right(starts, match.start())
                at = Position(line, match.start() - starts[line - 1] + 1)
                found.setdefault(tuple(part for part in path if part is not None), at)
            if token in "{[":
                path.append(None if token == "{" else 0)
    return found


def json_pointer(path: Pointer) -> str:
    """Write a place as RFC 6901 does: `/color/brand/$value`."""
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in path)
