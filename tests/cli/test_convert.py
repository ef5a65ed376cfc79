"""The commands that make files: what goes where, which settings win, and what is said."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from docexport import export
from tests.cli.conftest import Command, write

_DANGLING = "See @fig:none."


def _dist(project: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted((project / "dist").iterdir())}


# --- What goes where -------------------------------------------------------------------------------


def test_an_article_becomes_a_file_of_its_name_in_dist_and_nothing_is_said(
    run: Command, project: Path
) -> None:
    done = run("pdf", "source/one.md")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert _dist(project) == {"one.pdf": "brief One briefing #8a1c2f 2025-02-28"}


def test_all_makes_every_format_of_every_article_in_source(run: Command, project: Path) -> None:
    write(project, "two", "Text.")
    (project / "source" / "three.txt").write_text("A headline\n\nText of some length, with a full stop.\n")
    for ignored in (".hidden.md", "_draft.md", "picture.svg"):
        (project / "source" / ignored).write_text("x")
    assert run("all").code == 0
    assert list(_dist(project)) == [
        f"{stem}.{suffix}" for stem in ("one", "three", "two") for suffix in ("docx", "epub", "pdf")
    ]


def test_an_epub_made_after_the_pdf_is_told_of_its_pages_unless_that_is_unwanted(
    run: Command, project: Path
) -> None:
    paged = "book One briefing #8a1c2f 2025-02-28 with 2 pages"
    run("all")
    assert _dist(project)["one.epub"] == paged
    run("epub")
    assert "pages" not in _dist(project)["one.epub"]
    run("all", "--no-page-list")
    assert "pages" not in _dist(project)["one.epub"]
    (project / "docexport.toml").write_text("page-list = false\n")
    run("all")
    assert "pages" not in _dist(project)["one.epub"]
    run("all", "--page-list")
    assert _dist(project)["one.epub"] == paged


def test_the_environment_can_leave_out_the_page_list(
    run: Command, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCEXPORT_PAGE_LIST", "no")
    run("all")
    assert "pages" not in _dist(project)["one.epub"]


def test_a_pdf_is_made_to_the_standard_that_flag_environment_or_settings_name(
    project: Path, run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = project / "dist" / "one.pdf"
    run("pdf")
    assert "to ua" not in made.read_text()
    (project / "docexport.toml").write_text('pdf-standard = "ua-2"\n')
    run("pdf")
    assert made.read_text().endswith(" to ua-2")
    monkeypatch.setenv("DOCEXPORT_PDF_STANDARD", "ua-1")
    run("pdf")
    assert "to ua" not in made.read_text()
    run("pdf", "--pdf-standard", "ua-2")
    assert made.read_text().endswith(" to ua-2")


def test_an_unknown_standard_is_named_with_those_that_there_are(run: Command) -> None:
    done = run("pdf", "--pdf-standard", "ua-3")
    assert done.code == 2
    assert "--pdf-standard ua-3 is not a standard for PDF" in done.err
    assert "allowed: ua-1, ua-2" in done.err


def test_a_folder_stands_for_its_articles(run: Command, project: Path) -> None:
    write(project, "two", "Text.")
    assert run("docx", "source").code == 0
    assert list(_dist(project)) == ["one.docx", "two.docx"]


def test_one_output_goes_to_the_file_named(run: Command, project: Path) -> None:
    assert run("pdf", "source/one.md", "-o", "new/brief.pdf").code == 0
    assert (project / "new" / "brief.pdf").exists()
    assert not (project / "dist").exists()


@pytest.mark.parametrize("output", ["out/", "there"], ids=["a name with a slash", "an existing folder"])
def test_outputs_go_to_the_folder_named(run: Command, project: Path, output: str) -> None:
    (project / "there").mkdir()
    assert run("pdf", "source/one.md", "-o", output).code == 0
    assert (project / output / "one.pdf").exists()


def test_several_outputs_take_a_folder_that_need_not_exist(run: Command, project: Path) -> None:
    assert run("all", "source/one.md", "-o", "out").code == 0
    assert {path.suffix for path in (project / "out").iterdir()} == {".pdf", ".docx", ".epub"}


def test_a_dash_writes_the_file_to_standard_output(run: Command) -> None:
    done = run("pdf", "source/one.md", "-o", "-", "-v")
    assert done.out == "brief One briefing #8a1c2f 2025-02-28"
    assert done.err == "source/one.md → stdout (0 kB)\n"


def test_a_dash_reads_standard_input_and_writes_standard_output(
    run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("# Größe\n\nText.\n".encode())))
    assert run("epub", "-").out == "book Größe briefing #8a1c2f 1980-01-01"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("all", "source/one.md", "-o", "x.pdf"), "-o x.pdf is one file, but there are 3 outputs"),
        (("pdf", "source/one.md", "-o", "x.docx"), "-o x.docx does not end in .pdf"),
        (("all", "source/one.md", "-o", "-"), "standard output takes one article in one format"),
        (("pdf", "source/one.md", "-o", "source/one.md"), "would overwrite source/one.md"),
        (("pdf", "source/one.md", "--set", "accent"), "--set accent is not KEY=VALUE"),
        (("pdf", "source/one.md", "--json", "-o", "-"), "both want standard output"),
        (("pdf", "dist"), "there is no article in dist"),
        (("pdf", "--stile", "x"), "no such option: --stile"),
        (("pfd",), "no such command 'pfd'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_flags_that_make_no_sense_are_told_in_one_line(
    run: Command, project: Path, arguments: tuple[str, ...], message: str
) -> None:
    (project / "dist").mkdir()
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("docexport: ")
    assert message in done.err
    assert len(done.err.splitlines()) == 1
    assert _dist(project) == {}


def test_two_articles_of_one_name_may_not_meet_in_one_file(run: Command, project: Path) -> None:
    (project / "other").mkdir()
    (project / "other" / "one.md").write_text("# Other\n\nText.\n")
    done = run("pdf", "source/one.md", "other/one.md")
    assert done.code == 2
    assert "other/one.md would overwrite the output of source/one.md at dist/one.pdf" in done.err
    assert not (project / "dist").exists()


def test_the_same_article_given_twice_is_made_once(run: Command) -> None:
    assert len(run("pdf", "source/one.md", "source/one.md", "-v").err.splitlines()) == 1


def test_without_a_source_folder_the_remedy_is_told(
    run: Command, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "empty").mkdir()
    monkeypatch.chdir(project / "empty")
    done = run("all")
    assert (done.code, done.err.splitlines()) == (2, [done.err.strip()])
    assert "there is no folder source" in done.err


# --- Which settings win ----------------------------------------------------------------------------


def _style(run: Command, *flags: str) -> str:
    return run("pdf", "source/one.md", "-o", "-", *flags).out.split()[2]


def test_flags_win_over_environment_over_front_matter_over_settings(
    run: Command, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "styles").mkdir()
    for name in ("flag", "environment", "article", "settings"):
        (project / "styles" / f"{name}.toml").write_text("")
    assert _style(run) == "briefing"
    (project / "docexport.toml").write_text('style = "settings"\n')
    assert _style(run) == "settings"
    write(project, "one", "Text.", "style: article\n")
    assert _style(run) == "article"
    monkeypatch.setenv("DOCEXPORT_STYLE", "environment")
    assert _style(run) == "environment"
    assert _style(run, "--style", "flag") == "flag"


def test_a_value_of_the_style_can_be_set(run: Command) -> None:
    assert "#004b87" in run("pdf", "source/one.md", "-o", "-", "--set", "colors.accent=#004b87").out


def test_a_missing_date_is_taken_from_source_date_epoch(
    run: Command, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "source" / "one.md").write_text("# One\n\nText.\n")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert run("pdf", "source/one.md", "-o", "-").out.endswith("2001-09-09")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    done = run("pdf", "source/one.md")
    assert done.code == 2
    assert done.err.startswith('environment: SOURCE_DATE_EPOCH = "soon" is not a time; allowed: seconds')


# --- What is said ----------------------------------------------------------------------------------


def test_a_notice_is_told_once_with_its_place_and_the_files_are_written(run: Command, project: Path) -> None:
    write(project, "one", _DANGLING)
    done = run("all", "source/one.md")
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("source/one.md:6:")
    assert "'fig:none'" in done.err
    assert len(done.err.splitlines()) == 1
    assert len(_dist(project)) == 3


def test_strict_makes_a_notice_count_and_still_writes(run: Command, project: Path) -> None:
    assert run("pdf", "source/one.md", "--strict").code == 0
    write(project, "one", _DANGLING)
    assert run("pdf", "source/one.md", "--strict").code == 1
    assert len(_dist(project)) == 1


def test_strict_in_the_settings_can_be_taken_back(run: Command, project: Path) -> None:
    write(project, "one", _DANGLING)
    (project / "docexport.toml").write_text("strict = true\n")
    assert run("pdf", "source/one.md").code == 1
    assert run("pdf", "source/one.md", "--no-strict").code == 0


def test_quiet_says_nothing_but_strict_still_counts(run: Command, project: Path) -> None:
    write(project, "one", _DANGLING)
    done = run("pdf", "source/one.md", "-q", "--strict")
    assert (done.code, done.out, done.err) == (1, "", "")


def test_verbose_says_what_was_written(run: Command) -> None:
    assert run("pdf", "source/one.md", "-v").err == "source/one.md → dist/one.pdf (0 kB)\n"


def test_json_gives_one_object_a_line_for_programs(run: Command, project: Path) -> None:
    write(project, "one", _DANGLING)
    done = run("pdf", "source/one.md", "--json")
    notice, output = map(json.loads, done.out.splitlines())
    assert notice["type"] == "notice"
    assert (notice["code"], notice["file"], notice["line"]) == ("dangling-reference", "source/one.md", 6)
    assert output == {
        "type": "output",
        "file": "dist/one.pdf",
        "source": "source/one.md",
        "format": "pdf",
        "bytes": len(_dist(project)["one.pdf"]),
    }
    assert done.err == ""


def test_errors_of_all_articles_are_told_and_nothing_is_written(run: Command, project: Path) -> None:
    write(project, "two", "Text.", "style: nope\n")
    write(project, "three", "Text.", "date: soon\n")
    done = run("all", "source/one.md", "source/two.md", "source/three.md", "gone.md", "--json")
    assert done.code == 2
    lines = done.err.splitlines()
    assert any("there is no style 'nope'" in line for line in lines)
    assert any(line.startswith("source/three.md:") for line in lines)
    assert any(line.startswith("gone.md: cannot be read") for line in lines)
    assert [json.loads(line)["type"] for line in done.out.splitlines()] == ["error"] * len(lines)
    assert not (project / "dist").exists()


def test_an_output_that_cannot_be_written_does_not_keep_the_others(run: Command, project: Path) -> None:
    (project / "dist").mkdir()
    (project / "dist" / "one.docx").mkdir()
    done = run("all", "source/one.md")
    assert done.code == 3
    assert done.err.splitlines() == [
        "dist/one.docx: cannot be written: is a directory; make room or choose another place with -o"
    ]
    assert (project / "dist" / "one.pdf").exists()
    assert (project / "dist" / "one.epub").exists()


# --- Faults ----------------------------------------------------------------------------------------


def _faulty(*_arguments: object) -> bytes:
    raise ZeroDivisionError("by zero\non two lines")


def test_a_fault_of_ours_asks_for_a_report_in_one_line(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "load_writer", lambda _form: _faulty)
    done = run("pdf", "source/one.md")
    assert done.code == 70
    assert done.err.startswith(
        "docexport: ZeroDivisionError: by zero on two lines while making pdf of source/one.md; "
    )
    assert "please report it" in done.err
    assert len(done.err.splitlines()) == 1


def test_debug_shows_the_traceback_of_a_fault(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "load_writer", lambda _form: _faulty)
    done = run("pdf", "source/one.md", "--debug")
    assert done.code == 70
    assert "Traceback (most recent call last)" in done.err


def test_an_interruption_ends_quietly(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_arguments: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(export, "load_writer", lambda _form: interrupted)
    done = run("pdf", "source/one.md")
    assert (done.code, done.out, done.err) == (130, "", "")
