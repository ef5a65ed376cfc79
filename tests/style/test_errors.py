"""Bad styles and what is said about them; the cases are text, in errors.txt beside this file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docexport.notices import StyleError
from docexport.style import load_style

_TEXT = Path(__file__).with_name("errors.txt").read_text("utf-8")


def cases() -> list[tuple[str, dict[str, str]]]:
    """Each case's sentence and its parts by name."""
    cases = []
    for block in re.split(r"^=== ", _TEXT, flags=re.MULTILINE)[1:]:
        sentence, _, rest = block.partition("\n")
        parts = re.split(r"^--- (.+)\n", rest, flags=re.MULTILINE)[1:]
        cases.append((sentence, dict(zip(parts[::2], parts[1::2], strict=True))))
    return cases


def matches(pattern: str, line: str) -> bool:
    return re.fullmatch(".*".join(re.escape(part) for part in pattern.split("…")), line) is not None


@pytest.mark.parametrize("parts", [pytest.param(parts, id=sentence) for sentence, parts in cases()])
def test_a_bad_style_is_refused_in_these_words(
    parts: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in parts.items():
        if name != "expect":
            Path(name).write_text(text, "utf-8")
    with pytest.raises(StyleError) as caught:
        load_style("bad.toml", folders=(Path(),))
    said = str(caught.value).splitlines()
    expected = parts["expect"].strip().splitlines()
    assert len(said) == len(expected), said
    assert [line for pattern, line in zip(expected, said, strict=True) if not matches(pattern, line)] == []
