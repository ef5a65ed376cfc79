"""Every seeded fault of an output is found, and nothing else: one fault a file, the rule in its name."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

from docexport.check import RULES, Result, Subject, check_article, check_outputs
from docexport.export import FORMS, Form, StyleChoice, export
from docexport.notices import Collector
from tests.check.doctor import doctored
from tests.check.score import Score

HERE = Path(__file__).parent
TESTS = HERE.parent
BASE = HERE / "corpus" / "base.md"
SEEDED = sorted((HERE / "corpus" / "outputs").glob("*.toml"))


@cache
def good(form: Form) -> bytes:
    return export(BASE, form, notify=Collector(), style=StyleChoice(), project=TESTS)


def checked(*files: tuple[Form, str, bytes]) -> Result:
    return check_article(
        Subject(text=BASE.read_text("utf-8"), name=BASE.name, folder=BASE.parent, project=TESTS, files=files)
    )


@pytest.mark.slow
@pytest.mark.parametrize("path", SEEDED, ids=lambda path: path.stem)
def test_a_seeded_fault_is_found_and_nothing_else(path: Path) -> None:
    recipe = tomllib.loads(path.read_text("utf-8"))
    form: Form = recipe["format"]
    found = checked((form, f"base.{form}", doctored(good(form), recipe))).findings
    rules = {finding.rule for finding in found}
    lines = "\n".join(finding.line for finding in found)
    rule = path.name.partition(".")[0]
    assert rule in rules, f"{rule} was not found\n{lines}"
    # What follows from the fault is named in the recipe.
    assert rules - {rule} <= set(recipe.get("also", ())), lines
    assert all(finding.formats in ((form,), ()) for finding in found)


@pytest.mark.slow
def test_good_outputs_have_no_fault() -> None:
    files = [(form, f"base.{form}", good(form)) for form in FORMS]
    assert [finding.line for finding in checked(*files).findings] == []


def test_good_outputs_without_their_source_have_no_fault() -> None:
    files = [(form, f"base.{form}", good(form)) for form in FORMS]
    assert [finding.line for finding in check_outputs(files).findings] == []


def test_outputs_without_their_source_are_compared_with_each_other() -> None:
    recipe = tomllib.loads((HERE / "corpus" / "outputs" / "heading-missing.epub.toml").read_text("utf-8"))
    files: list[tuple[Form, str, bytes]] = [
        ("docx", "base.docx", good("docx")),
        ("epub", "base.epub", doctored(good("epub"), recipe)),
    ]
    [finding] = check_outputs(files).findings
    assert (finding.rule, finding.file, finding.formats) == ("heading-missing", "base.epub", ("epub",))
    assert "unlike in the docx" in finding.message


def test_a_missing_word_is_named_with_its_place_in_the_source() -> None:
    recipe = {"format": "docx", "part": "word/document.xml", "find": "the seaside", "replace": "the"}
    [finding] = checked(("docx", "base.docx", doctored(good("docx"), recipe))).findings
    line = next(n for n, text in enumerate(BASE.read_text("utf-8").split("\n"), 1) if "seaside" in text)
    column = BASE.read_text("utf-8").split("\n")[line - 1].index("seaside") + 1
    assert (finding.rule, finding.at.line, finding.at.column) == ("words-missing", line, column)
    assert "'seaside" in finding.message


def test_a_picture_without_alternative_is_named_with_its_place_in_the_source() -> None:
    recipe = tomllib.loads((HERE / "corpus" / "outputs" / "picture-alt-missing.docx.toml").read_text("utf-8"))
    found = checked(("docx", "base.docx", doctored(good("docx"), recipe))).findings
    line = next(n for n, text in enumerate(BASE.read_text("utf-8").split("\n"), 1) if "![" in text)
    assert {finding.at.line for finding in found if finding.rule == "picture-alt-missing"} == {line}


@pytest.mark.slow
def test_precision_and_recall_of_the_output_rules_are_whole(capsys: pytest.CaptureFixture[str]) -> None:
    score = Score()
    for path in SEEDED:
        recipe = tomllib.loads(path.read_text("utf-8"))
        form: Form = recipe["format"]
        found = checked((form, f"base.{form}", doctored(good(form), recipe))).findings
        follows = frozenset(recipe.get("also", ()))
        score.count({path.name.partition(".")[0]}, {finding.rule for finding in found}, follows)
    with capsys.disabled():
        print(f"\noutput rules: {score}")
    assert score.precision == score.recall == 1


def test_the_corpora_seed_most_of_the_rules(capsys: pytest.CaptureFixture[str]) -> None:
    seeded = {path.name.partition(".")[0] for path in [*SEEDED, *(HERE / "corpus" / "source").iterdir()]}
    with capsys.disabled():
        print(f"\n{len(seeded)} of {len(RULES)} rules are seeded")
    assert seeded <= set(RULES)
    assert len(seeded) >= 60


@pytest.mark.slow
@pytest.mark.parametrize("style", ["base", "briefing", "broadsheet", "report"])
@pytest.mark.parametrize("article", ["source/kursk-deployment.md", "docs/pictures/pages.md"])
def test_no_bundled_style_gives_outputs_with_faults(article: str, style: str) -> None:
    path = TESTS.parent / article
    text = path.read_text("utf-8")
    dress = StyleChoice(style)
    subject = Subject(text=text, name=path.name, folder=path.parent, project=TESTS.parent, style=dress)
    found = check_article(subject).findings
    assert [finding.line for finding in found if finding.severity != "note"] == []
