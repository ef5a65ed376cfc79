"""Settings files and environment variables: where they are found, and what is said of bad ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from docexport.cli.settings import Settings, environment_settings, find_settings
from docexport.notices import SettingsError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_without_a_file_the_defaults_hold_around_here(folder: Path) -> None:
    assert find_settings(folder) == Settings(Path())


def test_a_file_is_found_upward_and_its_paths_are_its_own(folder: Path) -> None:
    (folder / "docexport.toml").write_text('dist = "out"\nsmart = false\nformats = ["epub", "pdf"]\n')
    (folder / "source" / "deep").mkdir(parents=True)
    settings = find_settings(folder / "source" / "deep")
    assert (settings.root, settings.file, settings.dist) == (Path(), "docexport.toml", "out")
    assert settings.formats == ("pdf", "epub")
    assert not settings.smart


def test_pyproject_counts_only_with_a_table_for_us(folder: Path) -> None:
    (folder / "inner").mkdir()
    (folder / "pyproject.toml").write_text('[tool.docexport]\nstyle = "report"\n')
    (folder / "inner" / "pyproject.toml").write_text("[project]\n")
    assert find_settings(folder / "inner").style == "report"
    (folder / "docexport.toml").write_text('style = "house"\n')
    assert find_settings(folder / "inner").style == "house"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            'stile = "x"',
            "docexport.toml:1:1: unknown setting 'stile'; did you mean \"style\"? allowed: style, ",
        ),
        ("style = 1", "docexport.toml:1:1: style = 1 is not text; allowed: text in quotation marks"),
        ('smart = "no"', 'docexport.toml:1:1: smart = "no" is neither true nor false; allowed: true, false'),
        (
            'formats = ["pfd"]',
            'docexport.toml:1:1: formats = ["pfd"] is not a list of formats; did you mean "pdf"?',
        ),
        ("formats = []", "docexport.toml:1:1: formats = [] names no format; allowed: pdf, docx, epub"),
        (
            'pdf-standard = "ua2"',
            'docexport.toml:1:1: pdf-standard = "ua2" is not a standard for PDF; did you mean "ua-2"?',
        ),
        ("style =", "docexport.toml:1"),
    ],
)
def test_a_bad_setting_is_named_with_file_line_and_remedy(folder: Path, text: str, message: str) -> None:
    (folder / "docexport.toml").write_text(text)
    with pytest.raises(SettingsError) as caught:
        find_settings(folder)
    assert str(caught.value).startswith(message)


def test_all_bad_settings_are_told_at_once(folder: Path) -> None:
    (folder / "pyproject.toml").write_text("[tool.docexport]\nstile = 1\nsmart = 2\n")
    with pytest.raises(SettingsError) as caught:
        find_settings(folder)
    assert [str(problem.at.line) for problem in caught.value.problems] == ["2", "3"]


def test_a_settings_file_that_is_not_text_is_an_error(folder: Path) -> None:
    (folder / "docexport.toml").write_bytes(b"\xff")
    with pytest.raises(SettingsError, match=r"docexport\.toml: cannot be read: is not UTF-8 text"):
        find_settings(folder)


def test_the_environment_has_the_same_keys_as_text() -> None:
    values = environment_settings(
        {
            "DOCEXPORT_STYLE": "x",
            "DOCEXPORT_SMART": "No",
            "DOCEXPORT_FORMATS": "pdf, epub",
            "DOCEXPORT_DIST": "",
        }
    )
    assert values == {"style": "x", "smart": False, "formats": ("pdf", "epub")}


def test_bad_variables_are_told_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        environment_settings({"DOCEXPORT_SMART": "maybe", "DOCEXPORT_FORMATS": "pfd"})
    formats, smart = str(caught.value).splitlines()
    assert formats.startswith(
        'environment: DOCEXPORT_FORMATS = "pfd" is not a list of formats; did you mean "pdf"?'
    )
    assert smart == 'environment: DOCEXPORT_SMART = "maybe" is neither true nor false; allowed: true, false'
