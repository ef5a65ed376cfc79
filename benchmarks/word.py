"""Measures how long a DOCX of a long book takes and how much memory, beside pandoc's of the same book.

Each program runs as a process of its own, the given number of times; the best time and the highest memory
count. The book is the one that `book.py` writes; with `--every-node` its chapters have every kind of block.

    python benchmarks/word.py
    python benchmarks/word.py --words 150000 --every-node --runs 3
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypandoc  # type: ignore[import-untyped]  # ships no type information
from book import book


@dataclass(frozen=True)
class Cost:
    """What a run took: processor seconds of all threads, seconds by the clock, megabytes at most."""

    processor: float
    clock: float
    memory: float


def main() -> None:
    """Print the costs of both, and their ratios."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--words", type=int, default=520_000)
    parser.add_argument("--every-node", action="store_true")
    parser.add_argument("--runs", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "book.md")
        source.write_text("\n\n".join(book(options.words, every_node=options.every_node)), encoding="utf-8")
        ours = [sys.executable, "-m", "docexport", "docx", str(source), "-q", "-o", f"{folder}/ours.docx"]
        theirs = [pypandoc.get_pandoc_path(), str(source), "--toc", "-o", f"{folder}/theirs.docx"]
        costs = [best(command, options.runs) for command in (ours, theirs)]
    print(f"{'':12}{'processor':>12}{'clock':>12}{'memory':>12}")
    for name, cost in zip(("docexport", "pandoc"), costs, strict=True):
        print(f"{name:12}{cost.processor:10.2f} s{cost.clock:10.2f} s{cost.memory:9.0f} MB")
    mine, other = costs
    ratios = (mine.processor / other.processor, mine.clock / other.clock, mine.memory / other.memory)
    print(f"{'ratio':12}" + "".join(f"{ratio:12.2f}" for ratio in ratios))


def best(command: Sequence[str], runs: int) -> Cost:
    """The least that the command took in several runs; of memory the most."""
    costs = [run(command) for _ in range(runs)]
    return Cost(
        min(cost.processor for cost in costs),
        min(cost.clock for cost in costs),
        max(cost.memory for cost in costs),
    )


def run(command: Sequence[str]) -> Cost:
    """What one run of the command takes, as the system counts it for that process alone."""
    began = time.perf_counter()
    process = os.posix_spawn(command[0], command, os.environ)
    _, status, usage = os.wait4(process, 0)
    if status:
        raise SystemExit(f"{command[0]} failed")
    clock = time.perf_counter() - began
    return Cost(usage.ru_utime + usage.ru_stime, clock, usage.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
