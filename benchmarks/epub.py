"""A book of 520,000 words as an EPUB: docexport beside pandoc, by time and by memory.

Each program runs alone, `--runs` times in turn; the best run of each counts. Time is that of the processor;
memory is the most that the process held at once. pandoc comes with the package pypandoc_binary of the
development group, or from the path.

    python benchmarks/epub.py
    python benchmarks/epub.py --words 100000 --runs 1
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from book import book
from measuring import measured, pandoc, report


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


if __name__ == "__main__":
    main()
