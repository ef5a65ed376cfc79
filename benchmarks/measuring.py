"""What a program costs that runs alone: time and memory, and two programs side by side."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """What one run took."""

    wall: float
    processor: float
    memory: float
    """In MiB."""


def pandoc() -> str:
    """Where pandoc is."""
    try:
        import pypandoc  # type: ignore[import-untyped] # noqa: PLC0415 # untyped, and only if installed
    except ImportError:
        return shutil.which("pandoc") or sys.exit("there is no pandoc: pip install pypandoc_binary")
    return str(pypandoc.get_pandoc_path())


def together(costs: Sequence[Cost]) -> Cost:
    """Programs that run one after the other, each with the file that the one before it made."""
    wall, processor = sum(cost.wall for cost in costs), sum(cost.processor for cost in costs)
    return Cost(wall, processor, max(cost.memory for cost in costs))


def measured(command: Sequence[str]) -> Cost:
    """Run a program to its end."""
    # As a person has it installed: byte code is kept from the first run on.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.monotonic()
    process = os.posix_spawn(command[0], list(command), env)
    _, status, usage = os.wait4(process, 0)
    if status:
        sys.exit(f"{Path(command[0]).name} ended with {os.waitstatus_to_exitcode(status)}")
    # Linux counts in KiB, macOS in bytes.
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Cost(time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def report(ours: Sequence[Cost], theirs: Sequence[Cost], other: str = "pandoc") -> None:
    """Print the best of each, and ours as a part of theirs."""
    print(f"{'':10} {'docexport':>12} {other:>12} {'ratio':>8}")
    for name, unit in (("wall", "s  "), ("processor", "s  "), ("memory", "MiB")):
        left, right = (min(getattr(cost, name) for cost in costs) for costs in (ours, theirs))
        print(f"{name:10} {left:8.2f} {unit} {right:8.2f} {unit} {left / right:8.2f}")
