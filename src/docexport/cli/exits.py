"""How a command ends: its exit codes, and the error for flags that make no sense together."""

from __future__ import annotations

import os
import sys

DONE, NOTICED, BAD_INPUT, NOT_WRITTEN, FAULT, INTERRUPTED = 0, 1, 2, 3, 70, 130
"""Done; notices under --strict; usage or bad input; an output could not be written; a fault of ours
(EX_SOFTWARE of sysexits.h); interrupted (128 + SIGINT)."""


class UsageError(Exception):
    """Flags or arguments that make no sense together; the message is one line."""


def unwritten(error: OSError) -> str:
    """What is said when standard output takes no more, as on a full disk."""
    return f"standard output cannot be written: {(error.strerror or str(error)).lower()}; make room"


def pipe_closed() -> int:
    """The code when whoever read our output has gone; keeps the interpreter from complaining at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return NOT_WRITTEN
