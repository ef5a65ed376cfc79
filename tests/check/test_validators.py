"""The validators are asked where they are installed, named where they are not, and not waited for long."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from docexport.check import validators
from docexport.check.outputs import Output
from docexport.check.validators import Complaint, Validator, validate
from docexport.export import FORMS, StyleChoice, export
from docexport.notices import Collector

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
BASE = HERE / "corpus" / "base.md"


def stand_in(code: str) -> Validator:
    """A validator of DOCX that is a line of Python."""
    return Validator(
        "Stand-in",
        "docx",
        "install it",
        lambda _project: [sys.executable, "-c", code] if code else None,
        validators._read_open_xml_sdk,
    )


def ask(monkeypatch: pytest.MonkeyPatch, code: str) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
    monkeypatch.setattr(validators, "VALIDATORS", (stand_in(code),))
    findings, ran = validate([Output("docx", "a.docx", b"data")], ROOT)
    return [(finding.rule, finding.message) for finding in findings], ran


def test_what_a_validator_says_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    report = '{"ok": false, "errors": [{"id": "Sch_1", "errorType": "Schema", "description": "bad  child"}]}'
    assert ask(monkeypatch, f"print('{report}')") == (
        [("validator-error", "Stand-in Schema Sch_1: bad child")],
        ("Stand-in",),
    )


def test_a_validator_that_finds_nothing_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask(monkeypatch, """print('{"ok": true, "errors": []}')""") == ([], ("Stand-in",))


def test_a_validator_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    findings, ran = ask(monkeypatch, "")
    assert findings == [
        ("validator-absent", "Stand-in is not installed, so that it could not be asked"),
    ]
    assert ran == ()


def test_a_validator_that_breaks_down_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    [(rule, message)], _ = ask(monkeypatch, "raise SystemExit('no memory')")
    assert (rule, "no memory" in message) == ("validator-failed", True)


def test_a_validator_is_not_waited_for_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validators, "_SECONDS", 0.2)
    [(rule, message)], _ = ask(monkeypatch, "import time; time.sleep(30)")
    assert (rule, "took more than" in message) == ("validator-failed", True)


def test_the_report_of_verapdf_is_read() -> None:
    report = """{"report": {"jobs": [{"validationResult": [{"details": {"ruleSummaries": [
        {"clause": "7.1", "testNumber": 3, "status": "failed", "description": "no tags"}
    ]}}]}]}}"""
    done = subprocess.CompletedProcess([], 1, report, "")
    assert list(validators._read_verapdf(done)) == [Complaint("7.1-3", "no tags")]


@pytest.mark.conformance
def test_the_validators_have_nothing_against_good_outputs() -> None:
    outputs = [
        Output(form, form, export(BASE, form, notify=Collector(), style=StyleChoice(), project=HERE.parent))
        for form in FORMS
    ]
    findings, ran = validate(outputs, ROOT)
    assert [finding.line for finding in findings] == []
    assert ran == ("veraPDF", "EPUBCheck", "Open XML SDK", "openxml-audit")


@pytest.mark.conformance
def test_the_validators_find_what_is_wrong() -> None:
    from tests.check.doctor import doctored  # noqa: PLC0415 # beside its only use
    from tests.check.test_outputs import good  # noqa: PLC0415 # likewise

    recipes = [
        {"format": "pdf", "delete": "/Lang"},
        {"format": "docx", "part": "word/document.xml", "find": "<w:body>", "replace": "<w:body><w:x/>"},
        {"format": "epub", "part": "EPUB/text/text-1.xhtml", "find": "<hr/>", "replace": "<hr><p/></hr>"},
    ]
    outputs = [
        Output(form, form, doctored(good(form), recipe)) for form, recipe in zip(FORMS, recipes, strict=True)
    ]
    findings, _ = validate(outputs, ROOT)
    names = {finding.message.split(" ")[0] for finding in findings if finding.rule == "validator-error"}
    assert names >= {"veraPDF", "EPUBCheck", "Open", "openxml-audit"}
