"""A book of 520,000 words as an EPUB: docexport beside pandoc, by time and by memory.

Each program runs alone, `--runs` times in turn; the best run of each counts. Time is that of the processor;
memory is the most that the process held at once. pandoc comes with the package pypandoc_binary of the
development group, or from the path.

    python benchmarks/epub.py
    python benchmarks/epub.py --words 100000 --runs 1
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from book import book


@dataclass(frozen=True)
class Cost:
    """What one run took."""

    wall: float
    processor: float
    memory: float
    """In MiB."""


def main() -> None:
    """Run both and print their figures and ratios."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--words", type=int, default=520_000)
    parser.add_argument("--every-node", action="store_true")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "book.md"
        source.write_text("\n\n".join(book(options.words, every_node=options.every_node)), "utf-8")
        targets = {program: folder / f"{program}.epub" for program in ("docexport", "pandoc")}
        ours = [sys.executable, "-m", "docexport", "epub", "-q", str(source), "-o", str(targets["docexport"])]
        theirs = [pandoc(), str(source), "-o", str(targets["pandoc"])]
        runs = [(measured(ours), measured(theirs)) for _ in range(options.runs)]
        report([run[0] for run in runs], [run[1] for run in runs])
        sizes = {program: target.stat().st_size / 2**20 for program, target in targets.items()}
        print(f"size       {sizes['docexport']:8.2f} MiB {sizes['pandoc']:8.2f} MiB")


def pandoc() -> str:
    """Where pandoc is."""
    try:
        import pypandoc  # type: ignore[import-untyped] # noqa: PLC0415 # untyped, and only if installed
    except ImportError:
        return shutil.which("pandoc") or sys.exit("there is no pandoc: pip install pypandoc_binary")
    return str(pypandoc.get_pandoc_path())


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


def report(ours: Sequence[Cost], theirs: Sequence[Cost]) -> None:
    """Print the best of each, and ours as a part of theirs."""
    print(f"{'':10} {'docexport':>12} {'pandoc':>12} {'ratio':>8}")
    for name, unit in (("wall", "s  "), ("processor", "s  "), ("memory", "MiB")):
        left, right = (min(getattr(cost, name) for cost in costs) for costs in (ours, theirs))
        print(f"{name:10} {left:8.2f} {unit} {right:8.2f} {unit} {left / right:8.2f}")


if __name__ == "__main__":
    main()
