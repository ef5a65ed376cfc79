"""TOML with the place of every key, which `tomllib` does not tell.

1. `parse_toml` reads the text; a syntax error becomes a `TomlError` with its line and column.
2. `key_positions` scans the same text once more for its keys. It runs only when someone asks for a place
   (an error, an origin), so that a good file costs nothing extra.

Shared by styles, settings and front matter.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from typing import Any, TypeAlias

from docexport.model import Position

KeyPath: TypeAlias = tuple[str | int, ...]
"""Keys from the top down; a number is an index into an array."""

_TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\n]*)
    | (?P<string>\"{3}(?:\\.|[^\\])*?\"{3,5} | '{3}.*?'{3,5} | "(?:\\.|[^"\\\n])*" | '[^'\n]*')
    | (?P<newline>\n)
    | (?P<mark>[\[\]{}=,.])
    | (?P<bare>[^\s\[\]{}=,.\#"']+)
    """,
    re.VERBOSE | re.DOTALL,
)
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")


class TomlError(ValueError):
    """The text is not TOML; `message` says why and `at` where."""

    def __init__(self, message: str, at: Position) -> None:
        self.message = message
        self.at = at
        super().__init__(message)


def parse_toml(text: str) -> dict[str, Any]:
    """Read TOML 1.0. Raises TomlError."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _located_error(str(error), text) from None
    except RecursionError:
        raise TomlError("arrays or tables are nested too deeply", Position()) from None


def _located_error(message: str, text: str) -> TomlError:
    match = _PLACE.search(message)
    if match is None:
        return TomlError(message, Position())
    if match[1] is None:
        at = Position(max(1, len(text.rstrip().splitlines())))
    else:
        at = Position(int(match[1]), int(match[2]))
    reason = message[: match.start()]
    return TomlError(reason[:1].lower() + reason[1:], at)


@lru_cache(maxsize=16)
def key_positions(text: str) -> Mapping[KeyPath, Position]:
    """Where each key of a valid TOML text stands, tables and inline tables included."""
    scanner = _Scanner(text)
    with suppress(RecursionError):  # arrays in arrays, deeper than anything that has a meaning
        scanner.document()
    return scanner.found


class _Scanner:
    """A walk over the tokens of a text that `tomllib` has already accepted."""

    def __init__(self, text: str) -> None:
        self.found: dict[KeyPath, Position] = {}
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._tokens = [match for match in _TOKEN.finditer(text) if match.lastgroup != "comment"]
        self._next = 0
        self._line = 0
        self._array_lengths: dict[KeyPath, int] = {}

    def document(self) -> None:
        """Every statement: table headers and key-value pairs."""
        table: KeyPath = ()
        while self._next < len(self._tokens):
            if self._peek() == "\n":
                self._next += 1
            elif self._peek() == "[":
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> KeyPath:
        is_array = self._peek(1) == "["
        self._next += 2 if is_array else 1
        at = self._position()
        path = self._within_arrays(self._keys("]"))
        self._next += 1 if is_array else 0
        if is_array:
            index = self._array_lengths.get(path, 0)
            self._array_lengths[path] = index + 1
            self.found.setdefault(path, at)
            path = (*path, index)
        self.found.setdefault(path, at)
        return path

    def _within_arrays(self, keys: KeyPath) -> KeyPath:
        """Find the path that `[a.b]` means where `a` is an array of tables: its last element."""
        path: KeyPath = ()
        for key in keys[:-1]:
            path = (*path, key)
            if path in self._array_lengths:
                path = (*path, self._array_lengths[path] - 1)
        return (*path, *keys[-1:])

    def _pair(self, prefix: KeyPath) -> None:
        at = self._position()
        path = (*prefix, *self._keys("="))
        for end in range(len(prefix) + 1, len(path) + 1):
            self.found.setdefault(path[:end], at)
        self._value(path)

    def _keys(self, end: str) -> KeyPath:
        keys: list[str | int] = []
        while self._next < len(self._tokens):
            token = self._take()
            if token == end:
                break
            if token != ".":
                keys.append(_unquoted(token))
        return tuple(keys)

    def _value(self, path: KeyPath) -> None:
        """Skip one value, up to what ends it, noting the keys inside."""
        while self._next < len(self._tokens) and self._peek() not in ("\n", ",", "]", "}"):
            token = self._take()
            if token == "[":
                self._array(path)
            elif token == "{":
                self._inline_table(path)

    def _array(self, path: KeyPath) -> None:
        index = 0
        while self._next < len(self._tokens) and self._peek() != "]":
            if self._peek() == "\n":
                self._next += 1
            elif self._peek() == ",":
                self._next += 1
                index += 1
            else:
                self.found.setdefault((*path, index), self._position())
                self._value((*path, index))
        self._next += 1

    def _inline_table(self, path: KeyPath) -> None:
        while self._next < len(self._tokens) and self._peek() != "}":
            if self._peek() in (",", "\n"):
                self._next += 1
            else:
                self._pair(path)
        self._next += 1

    def _peek(self, ahead: int = 0) -> str:
        index = self._next + ahead
        return self._tokens[index][0] if index < len(self._tokens) else ""

    def _take(self) -> str:
        self._next += 1
        return self._tokens[self._next - 1][0]

    def _position(self) -> Position:
        offset = self._tokens[min(self._next, len(self._tokens) - 1)].start()
        while self._line + 1 < len(self._line_starts) and self._line_starts[self._line + 1] <= offset:
            self._line += 1
        return Position(self._line + 1, offset - self._line_starts[self._line] + 1)


def _unquoted(token: str) -> str:
    if token.startswith("'"):
        return token[1:-1]
    if token.startswith('"'):
        try:
            return str(json.loads(token))
        except ValueError:
            return token[1:-1]
    return token
