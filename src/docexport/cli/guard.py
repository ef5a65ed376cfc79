"""What happens when a command cannot go on: one line on stderr and the right exit code."""

from __future__ import annotations

import errno
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from itertools import pairwise

import typer

from docexport.cli.app import make_app
from docexport.cli.exits import (
    BAD_INPUT,
    DONE,
    FAULT,
    INTERRUPTED,
    NOT_WRITTEN,
    UsageError,
    pipe_closed,
    unwritten,
)

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def run_guarded(arguments: Sequence[str]) -> int:
    """Run the typer app on these arguments and return the exit code."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a name that is not text must not end the run
    try:
        app = make_app(arguments)
        code = app(list(arguments) or ["--help"], prog_name="docexport", standalone_mode=False)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return pipe_closed()
    except SystemExit as done:  # typer's way out, of a closed pipe among others
        if isinstance(done.__context__, BrokenPipeError):
            return pipe_closed()
        code = done.code
    except Exception as error:  # whatever it is, the person sees one line
        return _explained(error, debug="--debug" in arguments, as_json=_wants_json(arguments))
    return code if isinstance(code, int) else DONE


def _explained(error: Exception, *, debug: bool, as_json: bool) -> int:
    """Say in one line each what went wrong, to a program in JSON too."""
    from docexport.cli.report import Reporter  # noqa: PLC0415 # not needed when all goes well
    from docexport.model import NOWHERE  # noqa: PLC0415 # likewise
    from docexport.notices import DocexportError, OutputError, Problem  # noqa: PLC0415 # dozens of kinds

    problems: tuple[Problem, ...] = ()
    match error:
        case DocexportError():
            code = NOT_WRITTEN if isinstance(error, OutputError) else BAD_INPUT
            problems = error.problems
        case UsageError():
            code, problems = BAD_INPUT, (Problem("docexport", NOWHERE, *_halves(str(error))),)
        case typer.Abort():
            code = INTERRUPTED
        case typer.TyperException():
            message = " ".join(error.format_message().split()).rstrip(".")
            what = f"{message[:1].lower()}{message[1:]} (see docexport --help)"
            code, problems = BAD_INPUT, (Problem("docexport", NOWHERE, what, ""),)
        case OSError() if error.errno in _FULL:
            # Files have their own message: this is standard output.
            code, problems = pipe_closed(), (Problem("docexport", NOWHERE, *_halves(unwritten(error))),)
        case _:
            return _fault(error, debug=debug)
    reporter = Reporter(as_json=as_json and not isinstance(error, OSError))
    for problem in problems:
        reporter.problem(problem)
    return code


def _wants_json(arguments: Sequence[str]) -> bool:
    """Whether standard output is for messages; not where an output was to go there."""
    return "--json" in arguments and not {("-o", "-"), ("--output", "-")} & set(pairwise(arguments))


def _halves(message: str) -> tuple[str, str]:
    """What is wrong, and what would be right."""
    what, _, remedy = message.partition("; ")
    return what, remedy


def _fault(error: Exception, *, debug: bool) -> int:
    """Ask for a report of an error that should not exist."""
    if debug:
        import traceback  # noqa: PLC0415 # only to report a fault

        traceback.print_exception(error)
    doing = "".join(f" while {note}" for note in getattr(error, "__notes__", [])[:1])
    what = " ".join(f"{type(error).__name__}: {error}".split())
    remedy = (
        "this is a fault of docexport; please report it with what --debug shows and, if you can, the article"
    )
    sys.stderr.write(f"docexport: {what}{doing}; {remedy}\n")
    return FAULT
