"""Places of TOML keys."""

from __future__ import annotations

import pytest

from docexport.model import Position
from docexport.toml_positions import KeyPath, TomlError, key_positions, parse_toml

_TEXT = '''\
top.dotted = 1  # comment with "quotes" and [brackets]
[table.inner]
"quoted.key" = { first = "v", list = [1, { deep = 2 }] }
'literal' = """
[not a table]
key = 1
"""
array = [
  "a",  # x = 1
  'b',
]
[[entry]]
n = 1
[[entry]]
n = 2
[entry.sub]
o = 1979-05-27 07:32:00
'''


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        pytest.param(("top", "dotted"), 1, 1, id="a dotted key"),
        pytest.param(("table", "inner"), 2, 2, id="a table"),
        pytest.param(("table", "inner", "quoted.key"), 3, 1, id="a quoted key"),
        pytest.param(("table", "inner", "quoted.key", "first"), 3, 18, id="a key in an inline table"),
        pytest.param(("table", "inner", "quoted.key", "list", 1, "deep"), 3, 44, id="a key deep in an array"),
        pytest.param(("table", "inner", "literal"), 4, 1, id="a literal key with a long text"),
        pytest.param(("table", "inner", "array"), 8, 1, id="a key after a long text"),
        pytest.param(("table", "inner", "array", 1), 10, 3, id="an element of an array"),
        pytest.param(("entry", 0, "n"), 13, 1, id="a key in the first table of an array"),
        pytest.param(("entry", 1, "n"), 15, 1, id="a key in the second table of an array"),
        pytest.param(("entry", 1, "sub", "o"), 17, 1, id="a key in a table within an array's last"),
    ],
)
def test_every_key_has_its_place(path: KeyPath, line: int, column: int) -> None:
    assert key_positions(_TEXT)[path] == Position(line, column)


def test_nothing_is_found_that_is_not_there() -> None:
    def paths(value: object, path: KeyPath = ()) -> set[KeyPath]:
        inner: list[tuple[str | int, object]] = []
        if isinstance(value, dict):
            inner = list(value.items())
        elif isinstance(value, list):
            inner = list(enumerate(value))
        return {path} | {found for key, item in inner for found in paths(item, (*path, key))}

    known = paths(parse_toml(_TEXT))
    assert {path for path in key_positions(_TEXT) if path not in known} == set()


@pytest.mark.parametrize(
    ("text", "line"),
    [("a = 1\nb = = 2\n", 2), ("a = 1\nb", 2), ("x = [1,\n\n", 1), ("a = 1\na = 2\n", 2)],
    ids=["a bad value", "an end too early", "an open array", "a key given twice"],
)
def test_a_syntax_error_has_its_line(text: str, line: int) -> None:
    with pytest.raises(TomlError) as caught:
        parse_toml(text)
    assert caught.value.at.line == line


def test_a_bottomless_array_is_an_error_and_no_crash() -> None:
    with pytest.raises(TomlError, match="nested too deeply"):
        parse_toml("a = " + "[" * 20_000)
