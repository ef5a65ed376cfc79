"""A book of 520,000 words as a DOCX or an EPUB: docexport beside pandoc, by time and by memory.

Each program runs alone, `--runs` times in turn; the best run of each counts. Time is that of the processor;
memory is the most that the process held at once. pandoc comes with the package pypandoc_binary of the
development group, or from the path.

    python benchmarks/beside_pandoc.py epub
    python benchmarks/beside_pandoc.py docx --words 100000 --runs 1
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
    parser.add_argument("form", choices=("docx", "epub"))
    parser.add_argument("--words", type=int, default=520_000)
    parser.add_argument("--every-node", action="store_true")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    form = options.form
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, our_file, their_file = folder / "book.md", folder / f"ours.{form}", folder / f"theirs.{form}"
        source.write_text("\n\n".join(book(options.words, every_node=options.every_node)), "utf-8")
        ours = [sys.executable, "-m", "docexport", form, "-q", str(source), "-o", str(our_file)]
        # Both outputs of ours have contents.
        theirs = [pandoc(), str(source), "--toc", "-o", str(their_file)]
        runs = [(measured(ours), measured(theirs)) for _ in range(options.runs)]
        report([run[0] for run in runs], [run[1] for run in runs])
        sizes = [file.stat().st_size / 2**20 for file in (our_file, their_file)]
        print(f"{'size':10} {sizes[0]:8.2f} MiB {sizes[1]:8.2f} MiB {sizes[0] / sizes[1]:8.2f}")


if __name__ == "__main__":
    main()
