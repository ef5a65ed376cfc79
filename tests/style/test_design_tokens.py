"""Design tokens: what they give, what is noticed, what is refused; the cases are text, in tokens.txt."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest
from coloraide import Color

from docexport.json_positions import JsonError, json_pointer, json_positions, parse_json
from docexport.model import Position
from docexport.notices import Notice, StyleError
from docexport.style import load_style
from docexport.style.brand import given_by
from docexport.style.color_spaces import SPACES, to_srgb
from docexport.style.design_tokens import read_tokens_file
from docexport.style.settings import toml_literal
from tests.style.test_errors import matches

_TEXT = Path(__file__).with_name("tokens.txt").read_text("utf-8")


def _cases() -> list[tuple[str, dict[str, str]]]:
    cases = []
    for block in re.split(r"^=== ", _TEXT, flags=re.MULTILINE)[1:]:
        sentence, _, rest = block.partition("\n")
        parts = re.split(r"^--- (.+)\n", rest, flags=re.MULTILINE)[1:]
        cases.append((sentence, dict(zip(parts[::2], parts[1::2], strict=True))))
    return cases


def _outcome(tokens: str, folder: Path) -> dict[str, list[str]]:
    (folder / "tokens.json").write_text(tokens, "utf-8")
    notices: list[Notice] = []
    try:
        given = given_by(read_tokens_file(Path("tokens.json")), load_style("briefing"), notices.append)
    except StyleError as error:
        return {"errors": str(error).splitlines()}
    return {
        "gives": [f"{found.path} = {toml_literal(found.value)}" for found in given],
        "notices": [f"{notice.at.line}:{notice.at.column} {notice.message}" for notice in notices],
    }


@pytest.mark.parametrize("parts", [pytest.param(parts, id=sentence) for sentence, parts in _cases()])
def test_tokens_give_what_they_should(
    parts: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = _outcome(parts.pop("tokens.json"), tmp_path)
    for name, said in outcome.items():
        expected = parts.get(name, "").strip().splitlines()
        assert len(said) == len(expected), said
        assert [
            line for pattern, line in zip(expected, said, strict=True) if not matches(pattern, line)
        ] == []
    assert parts.keys() <= outcome.keys()


@pytest.mark.parametrize("space", SPACES)
def test_a_color_of_any_space_is_the_one_that_coloraide_finds(space: str) -> None:
    draw = random.Random(space)
    for _ in range(200):
        color = Color("srgb", [draw.random() for _ in range(3)])
        first, second, third = color.convert(space).coords(nans=False)
        scaled = (first, second * 100, third * 100) if space in ("hsl", "hwb") else (first, second, third)
        digits, inside = to_srgb(space, scaled)
        assert inside
        wanted = [round(value * 255) for value in color.coords()]
        found = [int(digits[i : i + 2], 16) for i in (1, 3, 5)]
        assert max(abs(a - b) for a, b in zip(wanted, found, strict=True)) <= 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"\xff\xfe{}", "is not UTF-8 text", id="another encoding"),
        pytest.param(b"[" * 100_000, "is not JSON", id="nested without end"),
        pytest.param(b" " * 5_000_001, "larger than 5 MB", id="a huge file"),
        pytest.param(
            b'{"a":' * 100 + b"{}" + b"}" * 100, "is nested too deeply", id="groups in groups in groups"
        ),
    ],
)
def test_a_file_that_is_no_design_tokens_is_one_error(content: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "tokens.json"
    path.write_bytes(content)
    with pytest.raises(StyleError) as caught:
        read_tokens_file(path)
    assert message in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StyleError, match="cannot be read: no such file or directory"):
        read_tokens_file(tmp_path / "none.json")


def test_a_chain_of_aliases_has_an_end(tmp_path: Path) -> None:
    links = {f"t{number}": {"$value": f"{{t{number + 1}}}"} for number in range(500)}
    path = tmp_path / "tokens.json"
    path.write_text(json.dumps({"$type": "color", **links, "t500": {"$value": "#004b87"}}))
    with pytest.raises(StyleError, match="refers on and on"):
        read_tokens_file(path)


def test_json_tells_where_keys_and_elements_stand() -> None:
    text = '{\n  "a": [1, {"b~/": "x,{"}],\n  "c": {"d": null}\n}\n'
    places = json_positions(text)
    assert places == {
        ("a",): Position(2, 3),
        ("a", 0): Position(2, 9),
        ("a", 1): Position(2, 12),
        ("a", 1, "b~/"): Position(2, 13),
        ("c",): Position(3, 3),
        ("c", "d"): Position(3, 9),
    }
    assert json_pointer(("a", 1, "b~/")) == "/a/1/b~0~1"


def test_json_with_a_key_twice_is_refused() -> None:
    with pytest.raises(JsonError, match='the key "a" stands twice'):
        parse_json('{"b": {"a": 1, "a": 2}}')
