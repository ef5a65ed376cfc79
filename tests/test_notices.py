"""Notices and errors: every kind is worded in one shape."""

from __future__ import annotations

from typing import Any

import pytest

from docexport import notices
from docexport.model import NOWHERE, Position
from docexport.notices import (
    Collector,
    DanglingReference,
    DocexportError,
    MissingGlyph,
    Notice,
    OutputError,
    PictureMissing,
    Problem,
    RawDropped,
    SettingsError,
    SourceError,
    StyleError,
    UnusedNote,
    located,
    refuse,
)
from docexport.records import NODEFAULT, defaults

_KINDS = [
    kind for kind in vars(notices).values() if isinstance(kind, type) and kind in Notice.__subclasses__()
]


def _example(kind: type[Notice]) -> Notice:
    """A notice of that kind with something in every field that it must have."""
    values: dict[str, Any] = {}
    for name, default in defaults(kind).items():
        if default is NODEFAULT:
            values[name] = 1 if kind.__annotations__[name] == "int" else "x"
    return kind(**values)


@pytest.mark.parametrize("kind", _KINDS, ids=lambda kind: kind.__name__)
def test_every_notice_is_one_line_and_ends_without_a_full_stop(kind: type[Notice]) -> None:
    message = _example(kind).message
    assert message
    assert "\n" not in message
    assert not message.endswith(".")


@pytest.mark.parametrize("kind", _KINDS, ids=lambda kind: kind.__name__)
def test_every_notice_can_be_told_apart_by_a_program(kind: type[Notice]) -> None:
    code = _example(kind).code
    assert code == code.lower()
    assert [other for other in _KINDS if other is not kind and _example(other).code == code] == []
    assert hash(_example(kind)) == hash(_example(kind))


def test_a_near_miss_is_named() -> None:
    assert "did you mean 'fig:map'?" in DanglingReference(target="fig:mpa", nearest="fig:map").message


def test_a_notice_says_how_often() -> None:
    assert "(and 2 more in this article)" in RawDropped(markup="<b>", count=3).message
    assert "more" not in RawDropped(markup="<b>").message


def test_a_missing_glyph_is_named_with_its_code_point_and_a_font_package() -> None:
    message = MissingGlyph(character="ก", package="pymupdf-fonts").message
    assert message == "no font has 'ก' (U+0E01); install pymupdf-fonts"


def test_a_long_name_is_cut_and_kept_on_one_line() -> None:
    message = PictureMissing(source="a\n" * 100, reason="it is not there").message
    assert len(message) < 120
    assert "\n" not in message


@pytest.mark.parametrize(
    ("file", "at", "line"),
    [
        ("a.md", Position(3, 7), "a.md:3:7: wrong"),
        ("a.md", Position(3), "a.md:3: wrong"),
        ("a.md", NOWHERE, "a.md: wrong"),
        ("", NOWHERE, "wrong"),
    ],
    ids=["file, line and column", "no column", "no place", "nothing known"],
)
def test_every_message_has_one_shape(file: str, at: Position, line: str) -> None:
    assert located(file, at, "wrong") == line


@pytest.mark.parametrize("kind", [SourceError, StyleError, SettingsError, OutputError])
def test_an_error_tells_all_its_problems_one_a_line(kind: type[DocexportError]) -> None:
    error = kind([Problem("a", Position(1), "b", "c"), Problem("d", NOWHERE, "e", "f")])
    assert str(error) == "a:1: b; c\nd: e; f"
    assert isinstance(error, DocexportError)
    assert str(refuse(kind, "a", "b", "c")) == "a: b; c"


def test_a_collector_keeps_each_notice_once() -> None:
    collect = Collector()
    for _ in range(2):
        collect(UnusedNote(name="x"))
    collect(UnusedNote(name="y"))
    assert collect.notices == [UnusedNote(name="x"), UnusedNote(name="y")]
