"""The commands with the real writers, on the sample article of this repository."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from docexport.cli import main
from docexport.export import FORMATS, FORMS, Form

_ROOT = Path(__file__).parents[2]
_SAMPLE = "source/kursk-deployment.md"


def test_the_sample_becomes_three_files_without_a_notice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(_ROOT)
    assert main(["all", _SAMPLE, "--strict", "-o", str(tmp_path)]) == 0
    assert capsys.readouterr() == ("", "")
    starts = {path.suffix: path.read_bytes()[:4] for path in tmp_path.iterdir()}
    assert starts == {".pdf": b"%PDF", ".docx": b"PK\3\4", ".epub": b"PK\3\4"}


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_the_same_source_gives_the_same_bytes_anywhere(form: Form, tmp_path: Path) -> None:
    def made(name: str, **environment: str) -> bytes:
        target = tmp_path / f"{name}{FORMATS[form].suffix}"
        command = [sys.executable, "-m", "docexport", form, _SAMPLE, "-o", str(target)]
        subprocess.run(command, cwd=_ROOT, env=os.environ | environment, check=True)
        return target.read_bytes()

    here = made("here", TZ="Asia/Seoul", PYTHONHASHSEED="1", LC_ALL="C")
    there = made("there", TZ="America/New_York", PYTHONHASHSEED="2", LC_ALL="C.UTF-8")
    assert here == there


@pytest.mark.parametrize("form", FORMS)
def test_a_file_name_that_is_not_text_does_not_end_the_run(
    form: Form, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / os.fsdecode(b"na\xffme.md")
    source.write_text("Text without a heading, and @fig:none.\n", "utf-8")
    assert main([form, str(source), "-o", f"{tmp_path}/out/", "--json", "--debug"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_only_the_asked_for_writer_is_imported(tmp_path: Path) -> None:
    code = (
        "import sys; from docexport.cli import main; "
        f"main(['pdf', {_SAMPLE!r}, '-o', {str(tmp_path / 'x.pdf')!r}]); "
        "print(sorted({'docx', 'ebooklib', 'rich', 'fontTools'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=_ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_new_project_exports_without_a_notice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["new", str(tmp_path / "fresh")]) == 0
    monkeypatch.chdir(tmp_path / "fresh")
    assert main(["all", "--strict"]) == 0
    assert len(list(Path("dist").iterdir())) == 3
