"""Every seeded fault is found, and nothing else: one fault a file, the rule in its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from docexport.check import Finding, Subject, check_article
from docexport.check.run import is_plain
from docexport.read.decode import decode
from tests.check.score import Score

HERE = Path(__file__).parent
TESTS = HERE.parent
SEEDED = sorted((HERE / "corpus" / "source").iterdir())
CLEAN = [
    *sorted((HERE / "corpus" / "clean").iterdir()),
    *sorted((TESTS.parent / "source").glob("*.md")),
    *(TESTS / "articles" / name for name in ("right-to-left.md", "plain.txt")),
]


def findings(path: Path, *, outputs: bool) -> tuple[Finding, ...]:
    subject = Subject(
        text=decode(path.read_bytes(), path.name),
        name=path.name,
        folder=path.parent,
        project=TESTS,
        plain=is_plain(path),
        forms=("pdf", "docx", "epub") if outputs else (),
    )
    return check_article(subject).findings


def rule_of(path: Path) -> str:
    return path.name.partition(".")[0]


@pytest.mark.slow
@pytest.mark.parametrize("path", SEEDED, ids=lambda path: path.stem)
def test_a_seeded_fault_is_found_and_nothing_else(path: Path) -> None:
    found = findings(path, outputs=True)
    assert {finding.rule for finding in found} == {rule_of(path)}, "\n".join(f.line for f in found)


@pytest.mark.slow
@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.name)
def test_nothing_is_found_in_a_clean_article(path: Path) -> None:
    assert [finding.line for finding in findings(path, outputs=True)] == []


@pytest.mark.slow
def test_precision_and_recall_of_the_source_rules_are_whole(capsys: pytest.CaptureFixture[str]) -> None:
    score = Score()
    # What only the making of outputs tells is left to the tests above.
    told_by_outputs = {"picture-changed", "missing-glyph", "formula-kept-as-source"}
    for path in SEEDED:
        if rule_of(path) not in told_by_outputs:
            score.count({rule_of(path)}, {finding.rule for finding in findings(path, outputs=False)})
    for path in CLEAN:
        score.count(set(), {finding.rule for finding in findings(path, outputs=False)})
    with capsys.disabled():
        print(f"\nsource rules: {score}")
    assert score.precision == score.recall == 1
