"""The command line: flags in, notices and exit codes out; the only place that prints.

1. `main` answers `--version` and `--help` at once; everything else goes through `guard`, which ends with one
   of the codes in `exits`.
2. `app`: the commands and their flags, in typer. It only collects what was asked for.
3. `settings`: what the project's settings file and the environment say.
4. `sources`, `targets`: which articles are meant, and where each output goes.
5. `convert`: reads all, then makes and writes each output, telling `report` what happens.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from docexport.cli.exits import DONE, pipe_closed, unwritten

_HELP_COLUMNS = 80
"""The help of typer is as wide as the terminal, up to this."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code; the console script passes it to the system."""
    asked = sys.argv[1:] if arguments is None else list(arguments)
    if not asked or asked in (["--version"], ["-h"], ["--help"]):
        answer = _answer(asked)
        if answer is not None:
            return _said(answer)
    if arguments is not None:
        return _run(asked)
    from docexport.unhurried import last_work  # noqa: PLC0415 # not for the version and the help

    with last_work():
        return _run(asked)


def _run(arguments: list[str]) -> int:
    from docexport.cli.guard import run_guarded  # noqa: PLC0415 # typer costs 100 ms

    return run_guarded(arguments)


def _answer(asked: list[str]) -> str | None:
    """What is said without typer: the version, and the help as a test keeps it equal to typer's."""
    import shutil  # noqa: PLC0415 # no other command wants it here

    from docexport import __version__  # noqa: PLC0415 # likewise

    if asked == ["--version"]:
        return f"docexport {__version__}\n"
    if "_DOCEXPORT_COMPLETE" in os.environ or shutil.get_terminal_size().columns < _HELP_COLUMNS:
        return None
    return Path(__file__).with_name("help.txt").read_text(encoding="utf-8")


def _said(text: str) -> int:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        return pipe_closed()
    except OSError as error:
        sys.stderr.write(f"docexport: {unwritten(error)}\n")
        return pipe_closed()
    return DONE
