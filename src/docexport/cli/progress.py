"""A progress bar on stderr, for runs of several articles in front of a person."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

Advance: TypeAlias = Callable[[str], None]
"""Called with the name of an output before it is made."""


@contextmanager
def progress(total: int, *, shown: bool) -> Iterator[Advance]:
    """Show a bar of `total` outputs while the block runs, if wanted and stderr is a terminal."""
    if not shown or not sys.stderr.isatty():
        yield lambda _name: None
        return
    # rich costs a tenth of a second, which a single export should not pay.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        done = -1

        def advance(name: str) -> None:
            nonlocal done
            done += 1
            bar.update(task, completed=done, description=name)

        yield advance
