"""Front matter in YAML (`---`), TOML (`+++`) or JSON (`{`): values with the places where they stand.

What only looks like front matter stays text: a rule that begins the article, a brace that is no JSON.
Every error of syntax is one line with its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime

from docexport.model import NOWHERE, Position
from docexport.notices import SourceError, refuse
from docexport.read.decode import clean_value
from docexport.read.fields import Field
from docexport.records import Struct, field


class FrontMatter(Struct):
    """The keys of a front matter, and the offset at which the article itself begins."""

    fields: dict[str, Field] = field(default_factory=dict)
    end: int = 0


_YAML = re.compile(r"((?:[ \t]*\n)*)---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_JSON = re.compile(r'\{\s*"[^"\n]*"\s*:')
_KEY_LINE = re.compile(r"""\s*(?:\#.*\n\s*)*["']?[A-Za-z][\w-]*["']?[ \t]*(?::(?=\s)|=)""")
_OPENED = re.compile(
    r"(---|\+\+\+)[ \t]*\n(?:[\w-]+[ \t]*[:=].*\n){0,20}?"
    r"(?:title|author|authors|date|subtitle|lang|summary)[ \t]*[:=]"
)
_PERCENT = re.compile(r"% ?(?P<title>\S.*)\n(?:%(?P<author>.*)\n(?:%(?P<date>.*)\n)?)?(?=[ \t]*\n|\Z)")
"""The title block of pandoc: up to three lines behind a percent sign."""


def split_front_matter(text: str, file: str) -> FrontMatter:
    """The front matter of a source; raises SourceError where it is plainly meant but broken."""
    if (match := _YAML.match(text)) is not None:
        return _yaml(match, file)
    if text.startswith("%") and (match := _PERCENT.match(text)):
        return _title_block(match)
    if text.startswith("+++") and (match := _TOML.match(text)):
        return _toml(match, file)
    if text.startswith("{") and _JSON.match(text):
        return _json(text, file)
    if opened := _OPENED.match(text):
        what = f"the front matter that {opened[1]} begins has no end"
        raise refuse(SourceError, file, what, f"close it with a line of {opened[1]}", Position(1, 1))
    return FrontMatter()


def _yaml(match: re.Match[str], file: str) -> FrontMatter:
    from docexport.read.yamlvalues import YamlError, yaml_fields  # noqa: PLC0415  (only where it is needed)

    source = match[2]
    meant = _KEY_LINE.match(source) is not None
    try:
        fields = yaml_fields(source, first_line=match[1].count("\n") + 1)
    except YamlError as error:
        if not meant:
            return FrontMatter()
        raise refuse(SourceError, file, error.what, error.remedy, error.at) from error
    if fields is None or (fields and not meant):
        return FrontMatter()
    return FrontMatter(fields, match.end())


def _title_block(match: re.Match[str]) -> FrontMatter:
    fields: dict[str, Field] = {}
    for line, (key, value) in enumerate(match.groupdict().items(), 1):
        text, at = (value or "").strip(), Position(line, 1)
        if key == "author" and text:
            names = (name.strip() for name in text.split(";"))
            fields[key] = Field([Field(name, at, name) for name in names if name], at)
        elif text:
            fields[key] = Field(text, at, text)
    return FrontMatter(fields, match.end())


def _toml(match: re.Match[str], file: str) -> FrontMatter:
    from docexport.toml_positions import TomlError, key_positions, parse_toml  # noqa: PLC0415  (where needed)

    try:
        table = parse_toml(match[1])
    except TomlError as error:
        what = f"the TOML front matter cannot be read: {error.message}"
        at = Position(error.at.line + 1, error.at.column)
        raise refuse(SourceError, file, what, 'write every line as key = "value"', at) from error
    places = key_positions(match[1])

    def place(path: tuple[str | int, ...]) -> Position:
        at = places.get(path, NOWHERE)
        return Position(at.line + 1, at.column) if at.line else NOWHERE

    return FrontMatter({key: _placed(value, (key,), place) for key, value in table.items()}, match.end())


def _json(text: str, file: str) -> FrontMatter:
    import json  # noqa: PLC0415  (only where it is needed)

    decoder = json.JSONDecoder(object_pairs_hook=_distinct)
    try:
        table, end = decoder.raw_decode(text)
    except json.JSONDecodeError as error:
        what = f"the JSON front matter cannot be read: {error.msg}"
        at = Position(error.lineno, error.colno)
        raise refuse(SourceError, file, what, 'write it as {"key": "value"}', at) from error
    except (ValueError, RecursionError) as error:
        what = f"the JSON front matter cannot be read: {error}"
        raise refuse(SourceError, file, what, "write every key once", Position(1, 1)) from error
    places = _JsonPlaces(text[:end])
    fields = {key: _placed(value, (key,), places) for key, value in table.items()}
    rest = re.compile(r"[ \t]*\n?").match(text, end)
    return FrontMatter(fields, rest.end() if rest else end)


def _distinct(pairs: list[tuple[str, object]]) -> dict[str, object]:
    table: dict[str, object] = {}
    for key, value in pairs:
        if key in table:
            raise ValueError(f"the key {key!r} stands twice")
        table[key] = value
    return table


class _JsonPlaces:
    """Places of JSON keys, by searching: `json` tells none, and a key nearly always stands once."""

    def __init__(self, source: str) -> None:
        self.source = source

    def __call__(self, path: tuple[str | int, ...]) -> Position:
        offset = 0
        for key in path:
            if isinstance(key, str):
                found = re.compile(rf'"{re.escape(key)}"\s*:\s*').search(self.source, offset)
                offset = found.end() if found else offset
        line = self.source.count("\n", 0, offset) + 1
        return Position(line, offset - self.source.rfind("\n", 0, offset))


def _placed(
    value: object, path: tuple[str | int, ...], place: Callable[[tuple[str | int, ...]], Position]
) -> Field:
    """A value of a parser that tells no places, with the place that is found by its path."""
    at = place(path)
    if isinstance(value, dict):
        return Field({key: _placed(inner, (*path, key), place) for key, inner in value.items()}, at)
    if isinstance(value, list):
        return Field([_placed(inner, (*path, index), place) for index, inner in enumerate(value)], at)
    if isinstance(value, bool):
        return Field(value, at, str(value).lower())
    if value is None or isinstance(value, int | float | date | datetime):
        return Field(value, at, "" if value is None else str(value))
    text = clean_value(str(value))
    return Field(text, at, text)
