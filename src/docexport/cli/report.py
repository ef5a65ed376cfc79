"""Tells the person, or the program, what happens: one line each.

Notices and errors go to stderr as `file:line:column: message`. Stdout has results only: with `--json` one
object per output, notice and error, else nothing.
"""

from __future__ import annotations

import json
import sys

from docexport.export import printable
from docexport.model import Position
from docexport.notices import Notice, Problem, located
from docexport.records import Struct, field


class Reporter(Struct):
    """What has been said in this run, and how to say more."""

    quiet: bool = False
    verbose: bool = False
    as_json: bool = False
    notices: int = 0
    _said: set[tuple[str, Position, str]] = field(default_factory=set)

    def notice(self, source: str, notice: Notice) -> None:
        """A notice about an article; the same one from another format is not repeated."""
        file = notice.file or source
        key = (file, notice.at, notice.message)
        if key in self._said:
            return
        self._said.add(key)
        self.notices += 1
        if self.as_json:
            self._json("notice", file, notice.at, code=notice.code, message=notice.message)
        elif not self.quiet:
            self._line(located(file, notice.at, notice.message))

    def problem(self, problem: Problem) -> None:
        """An error, said even when quiet."""
        self._line(str(problem) if problem.file else f"docexport: {problem}")
        if self.as_json:
            self._json("error", problem.file, problem.at, message=problem.message)

    def wrote(self, source: str, form: str, target: str, size: int) -> None:
        """An output that is finished."""
        if self.as_json:
            self._json("output", target, source=source, format=form, bytes=size)
        elif self.verbose:
            self._line(f"{source} → {target} ({_size(size)})")

    def _line(self, text: str) -> None:
        # sys.stderr is looked up each time: a progress bar puts its own in place while it is shown.
        sys.stderr.write(printable(text) + "\n")

    def _json(self, kind: str, file: str, at: Position | None = None, **more: object) -> None:
        entry: dict[str, object] = {"type": kind, "file": file}
        if at is not None:
            entry |= {"line": at.line, "column": at.column}
        sys.stdout.write(json.dumps(entry | more) + "\n")
        sys.stdout.flush()


def _size(size: int) -> str:
    return f"{size / 1000:.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
