"""The command line: flags in, notices and exit codes out; the only place that prints.

1. `main` answers `--version` at once; everything else goes through `guard`, which ends with one of the
   codes in `exits`.
2. `app`: the commands and their flags, in typer. It only collects what was asked for.
3. `settings`: what the project's settings file and the environment say.
4. `sources`, `targets`: which articles are meant, and where each output goes.
5. `convert`: reads all, then makes and writes each output, telling `report` what happens.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code; the console script passes it to the system."""
    asked = sys.argv[1:] if arguments is None else list(arguments)
    if asked == ["--version"]:
        from docexport import __version__  # noqa: PLC0415 # the fast way out

        sys.stdout.write(f"docexport {__version__}\n")
        return 0
    from docexport.cli.guard import run_guarded  # noqa: PLC0415 # typer costs 50 ms

    return run_guarded(asked)
