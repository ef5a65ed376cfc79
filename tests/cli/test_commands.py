"""The commands beside the conversions, and the command as the system runs it."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from docexport import __version__
from docexport.cli.guard import run_guarded
from tests.cli.conftest import Command, write

_PYTHON_M = (sys.executable, "-m", "docexport")


def _system(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*_PYTHON_M, *arguments], capture_output=True, text=True, check=False, env=os.environ | environment
    )


@pytest.mark.parametrize("asked", ["--version", "--help"])
def test_version_and_help_are_told_without_loading_typer(asked: str) -> None:
    code = f"import sys; from docexport.cli import main; main(['{asked}']); print('typer' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("\nFalse\n")


def test_the_version_is_the_packages(run: Command) -> None:
    assert run("--version").out == f"docexport {__version__}\n"


def test_the_help_that_is_told_at_once_is_that_of_the_commands(
    run: Command, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert run_guarded(["--help"]) == 0
    made = capsys.readouterr().out
    assert run("--help").out == made, "write what the commands print to cli/help.txt"


def test_the_help_fits_a_narrow_terminal(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert max(map(len, run("--help").out.splitlines())) <= 60


@pytest.mark.parametrize("arguments", [(), ("--help",), ("-h",)], ids=["nothing", "--help", "-h"])
def test_help_lists_the_commands(run: Command, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.code, done.err) == (0, "")
    for name in ("pdf", "docx", "epub", "all", "check", "styles", "new"):
        assert f"\n  {name} " in done.out


@pytest.mark.parametrize("name", ["pdf", "docx", "epub", "all", "check", "styles", "new"])
def test_every_command_explains_itself(run: Command, name: str) -> None:
    done = run(name, "--help")
    assert done.code == 0
    assert done.out.startswith(f"Usage: docexport {name} ")


def test_a_new_project_has_an_article_a_style_and_settings(run: Command, project: Path) -> None:
    assert run("new", "fresh").out == "fresh is ready; now: cd fresh && docexport all\n"
    made = {path.relative_to("fresh").as_posix() for path in Path("fresh").rglob("*")}
    assert made >= {"source/article.md", "styles/house.toml", "docexport.toml", "dist"}
    assert "styles/style.schema.json" in made


def test_a_new_project_does_not_go_where_something_is(run: Command, project: Path) -> None:
    done = run("new", "source")
    assert (done.code, done.err) == (
        2,
        "docexport: source is not empty; name a folder that does not exist yet\n",
    )


def test_a_new_project_that_cannot_be_written_is_an_output_error(run: Command) -> None:
    done = run("new", "source/one.md/below")
    assert done.code == 3
    assert "cannot be written" in done.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("arguments", ["pdf a.md -o -", "check a.md", "styles", "--help"])
def test_a_full_disk_under_standard_output_is_told_in_one_line(arguments: str, project: Path) -> None:
    (project / "a.md").write_text("# Title\n\nWords.\n", encoding="utf-8")
    command = [sys.executable, "-m", "docexport", *arguments.split()]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, text=True, cwd=project, check=False
        )
    told = "docexport: standard output cannot be written: no space left on device; make room\n"
    assert (done.returncode, done.stderr) == (3, told)


def _completion(**environment: str) -> str:
    """What the command answers a shell; `--show-completion` itself asks which shell it was started from."""
    code = "import sys; from docexport.cli import main; sys.argv[0] = 'docexport'; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | environment,
    )
    return done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_shown_for_each_shell(shell: str, project: Path) -> None:
    assert "docexport" in _completion(_DOCEXPORT_COMPLETE=f"source_{shell}")


def _offered(line: str) -> list[str]:
    """What the command offers a shell for the last word of a line."""
    words = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
    return _completion(_DOCEXPORT_COMPLETE="complete_bash", **words).split()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("docexport p", ["pdf"]),
        ("docexport styles s", ["show", "specimen", "schema"]),
        ("docexport pdf --style br", ["briefing", "broadsheet"]),
        ("docexport styles show ho", ["house"]),
        ("docexport styles specimen bri", ["briefing"]),
        ("docexport styles new mine --from re", ["report"]),
        ("docexport all --style styles/h", ["styles/house.toml"]),
        ("docexport pdf --set page.co", ["page.columns=", "page.column-gap=", "page.column-rule="]),
        ("docexport pdf --set roles.foot", ["roles.footnote."]),
        ("docexport styles show --set sp", ["spans."]),
        ("docexport check --only heading-t", ["heading-twice"]),
    ],
)
def test_completion_answers_the_shell(project: Path, line: str, offered: list[str]) -> None:
    (project / "styles").mkdir()
    (project / "styles" / "house.toml").write_text('description = "Ours."\n')
    (project / "styles" / "broken.toml").write_text("= 5\n")
    assert _offered(line) == offered


def test_completion_says_nothing_of_settings_that_cannot_be_read(project: Path) -> None:
    (project / "docexport.toml").write_text("style = 5\n")
    assert _offered("docexport pdf --style b") == []


def test_the_module_runs_as_the_command_does(project: Path) -> None:
    done = _system("pdf", "none.md")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("none.md: cannot be read")


def test_a_reader_who_goes_away_gets_no_traceback(project: Path) -> None:
    with subprocess.Popen(
        [*_PYTHON_M, "styles"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 3


@pytest.mark.slow
def test_a_bar_is_shown_to_a_person_who_waits_for_several_articles(project: Path) -> None:
    write(project, "two", "Text.")
    shown = _on_a_terminal("epub", "source/one.md", "source/two.md")
    assert "0/2" in shown
    assert "dist/two.epub" in shown


def test_no_bar_is_shown_for_one_article(project: Path) -> None:
    assert _on_a_terminal("epub", "source/one.md") == ""


def test_a_file_is_not_written_to_a_terminal(project: Path) -> None:
    assert "a terminal cannot show the file" in _on_a_terminal("pdf", "source/one.md", "-o", "-")


_WITHOUT_WRITERS = """
import sys
import time
from docexport import cli, export
export.load_writer = lambda form: lambda *facts: b"x"
sys.exit(cli.main(sys.argv[1:]))
"""


def _on_a_terminal(*arguments: str) -> str:
    """Run the command with a terminal for its outputs and return what that shows."""
    reader, terminal = pty.openpty()
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "100"}
    command = [sys.executable, "-c", _WITHOUT_WRITERS, *arguments]
    with subprocess.Popen(command, stdout=terminal, stderr=terminal, env=environment):
        os.close(terminal)
        shown = b"".join(_until_closed(reader))
    os.close(reader)
    return shown.decode()


def _until_closed(reader: int) -> Iterator[bytes]:
    """Read as it comes: a terminal holds no more than a page, and whoever writes to it then waits."""
    while True:
        try:
            part = os.read(reader, 4096)
        except OSError:  # how Linux says that the other side has gone
            return
        if not part:
            return
        yield part


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        pytest.param(
            ("pdf", ""), 2, "docexport: the name of an article is empty; name a file, …", id="no name"
        ),
        pytest.param(
            ("pdf", f"{'n' * 300}.md"), 2, "n…n.md: cannot be read: file name too long; …", id="a long name"
        ),
        pytest.param(
            ("pdf", "source/one.md", "-o", f"{'n' * 300}.pdf"),
            3,
            "n…n.pdf: cannot be written: file name too long; …",
            id="a long target",
        ),
        pytest.param(
            ("pdf", "source/one.md", "-o", "source/one.md/"),
            3,
            "source/one.md/one.pdf: cannot be written: source/one.md is not a folder; …",
            id="a file for a folder",
        ),
        pytest.param(
            ("new", "source/one.md"),
            2,
            "docexport: source/one.md is a file; name a folder that does not exist yet",
            id="a file for a project",
        ),
        pytest.param(
            ("pdf", "source/one.md", "--style", "brefing"),
            2,
            "docexport: there is no style 'brefing'; did you mean \"briefing\"? allowed: …",
            id="an unknown style",
        ),
        pytest.param(
            ("pdf", "no\nne.md"), 2, "no\ufffdne.md: cannot be read: no such file…", id="a name of two lines"
        ),
    ],
)
def test_what_cannot_be_done_is_one_line(
    run: Command, arguments: tuple[str, ...], code: int, message: str
) -> None:
    done = run(*arguments)
    (line,) = done.err.splitlines()
    assert (done.code, done.out) == (code, "")
    assert re.fullmatch(".*".join(map(re.escape, message.split("…"))), line)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("pdf", "--nonsense"), "no such option: --nonsense (see docexport --help)"),
        (("pdf", "source/one.md", "-o", "x.docx"), "-o x.docx does not end in .pdf; …"),
        (("styles", "show", "brefing"), "there is no style 'brefing'; did you mean \"briefing\"? …"),
    ],
    ids=["an option", "a target", "a style"],
)
def test_a_program_is_told_of_every_error(run: Command, arguments: tuple[str, ...], message: str) -> None:
    done = run(*arguments, "--json")
    told = json.loads(done.out)
    assert (done.code, told["type"]) == (2, "error")
    assert told["message"].startswith(message.partition("…")[0].rstrip("; "))


def test_an_article_named_twice_is_made_once(run: Command) -> None:
    assert run("pdf", "source", "./source/one.md", "source/one.md", "-v").err.count("→") == 1


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals are another matter there")
def test_an_interrupt_ends_a_run_and_leaves_nothing(project: Path) -> None:
    Path("long.md").write_text("# Long\n\n" + "Words, words, words. " * 200_000, "utf-8")
    # A shell that starts the tests in the background has them, and what they start, ignore interrupts.
    heeding = partial(signal.signal, signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(
        [*_PYTHON_M, "pdf", "long.md"],
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heeding,  # noqa: PLW1509 # the tests have no threads
    ) as process:
        time.sleep(2.5)
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        assert process.stderr.read() == ""
    assert process.returncode == 130
    assert not Path("dist").exists() or list(Path("dist").iterdir()) == []
