"""Sources and what they become; every case is a source in cases/ with its outline beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docexport.notices import Collector, SourceError
from docexport.read import read_text
from tests.read.outline import outline_of

HERE = Path(__file__).parent
CASES = sorted(path for path in (HERE / "cases").iterdir() if path.suffix in (".md", ".txt"))


@pytest.mark.parametrize("source", [pytest.param(path, id=path.name) for path in CASES])
def test_a_source_is_read_as_its_outline_says(source: Path) -> None:
    expected = source.with_name(f"{source.name}.outline").read_text("utf-8")
    assert outline_of(source) == expected


def error_cases() -> list[tuple[str, str, list[str]]]:
    """Each case's sentence, its source and the lines expected."""
    cases = []
    text = (HERE / "errors.txt").read_text("utf-8")
    for block in re.split(r"^=== ", text, flags=re.MULTILINE)[1:]:
        sentence, _, rest = block.partition("\n")
        source, expected = re.split(r"^--- (?:a\.md|expect)\n", rest, flags=re.MULTILINE)[1:]
        cases.append((sentence, source, expected.strip().splitlines()))
    return cases


def matches(pattern: str, line: str) -> bool:
    """Whether a line is as the pattern says, where … stands for any text."""
    return re.fullmatch(".*".join(map(re.escape, pattern.split("…"))), line) is not None


@pytest.mark.parametrize(
    ("source", "expected"),
    [pytest.param(source, expected, id=sentence) for sentence, source, expected in error_cases()],
)
def test_a_bad_source_is_refused_in_these_words(source: str, expected: list[str]) -> None:
    with pytest.raises(SourceError) as caught:
        read_text(source, Collector(), file="a.md")
    said = str(caught.value).splitlines()
    assert len(said) == len(expected), said
    assert [line for pattern, line in zip(expected, said, strict=True) if not matches(pattern, line)] == []
