"""The JSON Schema of styles says what loading says, as far as a schema can."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # it ships no types
import pytest

from docexport.style import ROLE_NAMES, SPAN_NAMES, bundled_styles, meanings, schema
from docexport.style.json_schema import FILE, style_schema
from docexport.style.values import BORDER_KEYS
from tests.style.test_errors import cases

_STYLES = Path(__file__).parents[2] / "src" / "docexport" / "style"
_SCHEMA = style_schema()
_VALIDATOR = jsonschema.Draft7Validator(_SCHEMA)
_ONLY_LOADED = "(only when loaded)"


def test_the_schema_in_the_package_is_a_schema() -> None:
    kept = json.loads(files("docexport").joinpath(f"schema/{FILE}").read_text("utf-8"))
    jsonschema.Draft7Validator.check_schema(kept)
    assert kept == _SCHEMA


@pytest.mark.parametrize("name", [info.name for info in bundled_styles()])
def test_every_bundled_style_is_valid(name: str) -> None:
    _VALIDATOR.validate(tomllib.loads((_STYLES / f"{name}.toml").read_text("utf-8")))


def _is_valid(text: str) -> bool:
    try:
        return bool(_VALIDATOR.is_valid(tomllib.loads(text)))
    except tomllib.TOMLDecodeError:
        return False


@pytest.mark.parametrize(
    ("sentence", "parts"), [pytest.param(sentence, parts, id=sentence) for sentence, parts in cases()]
)
def test_a_style_that_loading_refuses_is_refused_by_the_schema_where_it_can_tell(
    sentence: str, parts: dict[str, str]
) -> None:
    styles = [text for name, text in parts.items() if name != "expect"]
    assert all(map(_is_valid, styles)) == sentence.endswith(_ONLY_LOADED)


@pytest.mark.parametrize(
    "line",
    [
        'page.size = "letter"',
        'page.size = ["6in", "9in"]',
        'colors.house-blue = "#048"',
        'roles.title = { font = ["Charis SIL", "code"], size = "large", tracking = "-0.01em" }',
        'roles.byline.border-after = "none"',
        'roles.byline.border-after = { width = "1pt", color = "house-blue" }',
        'furniture.footer-end = "{page} / {pages}"',
        'spans.code = { scale = 0.9, features = ["-liga"] }',
        'font-folders = ["../fonts"]',
        'publication.name = "Zürich – 東京"',
    ],
)
def test_what_loading_takes_the_schema_takes(line: str) -> None:
    assert _is_valid(line)


def test_a_key_is_explained_wherever_an_editor_shows_it() -> None:
    silent = [path for path, data in _properties(_SCHEMA, "") if not data.get("description")]
    assert silent == []


def _properties(data: dict[str, Any], path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, inner in data.get("properties", {}).items():
        yield f"{path}.{name}", inner
        yield from _properties(inner, f"{path}.{name}")
    for name, inner in data.get("definitions", {}).items():
        yield from _properties(inner, name)


def test_nothing_beside_a_reference_is_lost_on_older_editors() -> None:
    def alone(data: Any) -> bool:
        if isinstance(data, dict):
            return ("$ref" not in data or len(data) == 1) and all(map(alone, data.values()))
        return all(map(alone, data)) if isinstance(data, list) else True

    assert alone(_SCHEMA)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        pytest.param(schema.TOP_KEYS, meanings.TOP, id="top"),
        pytest.param(schema.ROLE_KEYS, meanings.ROLE_KEYS, id="role keys"),
        pytest.param(schema.SPAN_KEYS, meanings.SPAN_KEYS, id="span keys"),
        pytest.param(schema.PAGE_KEYS, meanings.PAGE, id="page"),
        pytest.param(schema.FURNITURE_KEYS, meanings.FURNITURE, id="furniture"),
        pytest.param(schema.OPTION_KEYS, meanings.OPTIONS, id="options"),
        pytest.param(schema.PUBLICATION_KEYS, meanings.PUBLICATION, id="publication"),
        pytest.param(schema.TABLES, meanings.TABLES, id="tables"),
        pytest.param(BORDER_KEYS, meanings.BORDER_KEYS, id="borders"),
        pytest.param(ROLE_NAMES, meanings.ROLES, id="roles"),
        pytest.param(SPAN_NAMES, meanings.SPANS, id="spans"),
    ],
)
def test_every_key_has_a_meaning(keys: Any, words: dict[str, str]) -> None:
    assert set(words) == set(keys)
    assert all(words.values())


@pytest.mark.parametrize("table", ["fonts", "sizes", "colors"])
def test_every_common_token_has_a_meaning(table: str) -> None:
    base = tomllib.loads((_STYLES / "base.toml").read_text("utf-8"))
    words = {"fonts": meanings.FONTS, "sizes": meanings.SIZES, "colors": meanings.COLORS}[table]
    assert set(words) == set(base[table])
