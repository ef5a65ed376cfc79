"""`docexport check` as a person or a program runs it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from docexport.cli import main
from tests.cli.conftest import Run

ROOT = Path(__file__).parent.parent.parent
CLEAN = """---
title: A bridge is closed
author: The desk
date: 2025-02-28
lang: en
description: What is known of the bridge.
---

# What is known

The bridge was closed on Friday.
"""
FAULTY = CLEAN.replace("closed on Friday", "closed  by TK")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "clean.md").write_text(CLEAN, "utf-8")
    (tmp_path / "faulty.md").write_text(FAULTY, "utf-8")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> Run:
    code = main(["check", *arguments])
    captured = capsys.readouterr()
    return Run(code, captured.out, captured.err)


def test_a_clean_article_has_nothing_to_mend(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "clean.md")
    assert done == Run(0, "1 article checked: nothing to mend\n", "")


def test_findings_are_lines_with_places_and_a_sum(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "faulty.md", "clean.md", "--no-outputs")
    assert done.code == 1
    assert done.out.splitlines() == [
        "faulty.md:11:22: warning: 2 spaces in a row; write one, or use --fix [double-space]",
        "faulty.md:11:27: error: 'TK' is still to be resolved; write what is missing [placeholder]",
        "",
        "2 articles checked: 1 error, 1 warning",
    ]


def test_notes_do_not_make_the_check_fail(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "clean.md").write_text(CLEAN.replace("closed on", '"closed" on'), "utf-8")
    done = run(capsys, "clean.md", "--no-outputs")
    assert (done.code, done.out.count("note: ")) == (0, 2)
    assert run(capsys, "clean.md", "--no-outputs", "-q").out == ""


def test_rules_are_chosen_and_left_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    only = run(capsys, "faulty.md", "--no-outputs", "--only", "double-space", "--json").out
    assert [json.loads(line)["rule"] for line in only.splitlines()] == ["double-space"]
    skip = run(capsys, "faulty.md", "--no-outputs", "--skip", "double-space", "--json").out
    assert [json.loads(line)["rule"] for line in skip.splitlines()] == ["placeholder"]


def test_an_unknown_rule_is_an_error_with_the_near_miss(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, "clean.md", "--only", "double-spaces")
    assert done.code == 2
    assert "there is no rule 'double-spaces'; did you mean \"double-space\"?" in done.err


def test_fix_mends_and_says_what_is_left(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "faulty.md", "--no-outputs", "--fix")
    assert done.out.splitlines()[0] == "faulty.md: 1 stretch mended"
    assert "[placeholder]" in done.out
    assert "[double-space]" not in done.out
    assert (folder / "faulty.md").read_text("utf-8") == FAULTY.replace("  by", " by")


def test_findings_are_objects_for_programs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = json.loads(run(capsys, "faulty.md", "--no-outputs", "--json").out.splitlines()[0])
    assert first == {
        "type": "finding",
        "rule": "double-space",
        "severity": "warning",
        "message": "2 spaces in a row",
        "remedy": "write one, or use --fix",
        "file": "faulty.md",
        "formats": [],
        "where": "",
        "line": 11,
        "column": 22,
        "subject": "source",
    }


def test_sarif_goes_to_a_file_or_to_standard_output(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "faulty.md", "--no-outputs", "--sarif", "out/log.sarif").code == 1
    log = json.loads((folder / "out" / "log.sarif").read_text("utf-8"))
    assert [result["ruleId"] for result in log["runs"][0]["results"]] == ["double-space", "placeholder"]
    assert json.loads(run(capsys, "faulty.md", "--no-outputs", "--sarif", "-").out) == log


@pytest.mark.slow
def test_outputs_are_checked_beside_their_article_or_alone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["all", "clean.md", "-o", "dist"])
    capsys.readouterr()
    files = [f"dist/clean.{form}" for form in ("pdf", "docx", "epub")]
    assert run(capsys, "clean.md", *files).out == "1 article and 3 outputs checked: nothing to mend\n"
    assert run(capsys, *files).out == "3 outputs checked: nothing to mend\n"
    (folder / "clean.md").write_text(CLEAN.replace("on Friday", "on Friday night"), "utf-8")
    done = run(capsys, "clean.md", *files)
    assert done.code == 1
    assert "clean.md:11:33: error: words of the paragraph are missing: 'night.' (pdf, docx, epub)" in done.out


def test_a_file_that_is_not_there_is_bad_input(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "nowhere.md").code == 2
    assert run(capsys, "nowhere.pdf").code == 2


def test_a_file_that_is_no_pdf_is_a_finding(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "broken.pdf").write_bytes(b"nothing")
    done = run(capsys, "broken.pdf")
    assert (done.code, "[output-unreadable]" in done.out) == (1, True)


def test_a_style_that_cannot_be_used_is_a_finding(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "clean.md", "--set", "colors.ink=#cccccc")
    assert (done.code, "[style-unusable]" in done.out, "contrast" in done.out) == (1, True, True)


def test_a_front_matter_that_cannot_be_read_is_a_finding(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "clean.md").write_text(CLEAN.replace("2025-02-28", "yesterday"), "utf-8")
    done = run(capsys, "clean.md")
    assert (done.code, "[source-unreadable]" in done.out) == (1, True)


# --- In other tools ------------------------------------------------------------------------------------


@pytest.mark.slow
def test_each_hook_runs_a_command_that_works(folder: Path) -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert [hook["id"] for hook in hooks] == ["docexport-check", "docexport-check-source"]
    for hook in hooks:
        program, *arguments = hook["entry"].split()
        command = [sys.executable, "-m", program, *arguments]
        clean = subprocess.run([*command, "clean.md"], capture_output=True, check=False)
        faulty = subprocess.run([*command, "clean.md", "faulty.md"], capture_output=True, check=False)
        assert (clean.returncode, faulty.returncode) == (0, 1)


def test_pre_commit_takes_the_hooks(folder: Path) -> None:
    manifest = ROOT / ".pre-commit-hooks.yaml"
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", str(manifest)],
        capture_output=True,
        check=False,
        env=os.environ | {"PRE_COMMIT_HOME": str(folder)},
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(("article", "code"), [("clean.md", 0), ("faulty.md", 1)])
def test_the_action_runs_a_command_that_works(folder: Path, article: str, code: int) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    assert action["runs"]["using"] == "composite"
    [check] = [step for step in action["runs"]["steps"] if "docexport check" in step.get("run", "")]
    for name in check["env"].values():
        assert name.removeprefix("${{ inputs.").removesuffix(" }}") in action["inputs"]
    given = {"PATHS": article, "OPTIONS": "--no-outputs --skip draft", "SARIF": "log.sarif"}
    assert set(given) == set(check["env"])
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [shutil.which("bash") or "bash", "-e", "-o", "pipefail", "-c", check["run"]],
        env=os.environ | given | {"PATH": path},
        capture_output=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert json.loads((folder / "log.sarif").read_text("utf-8"))["version"] == "2.1.0"
