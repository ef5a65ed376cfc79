"""A book of 520,000 words as a PDF: docexport beside pandoc and Typst, by time and by memory.

pandoc turns the Markdown into Typst's language, Typst sets it; their times are added, the memory is that of
the greedier one. Each program runs alone, `--runs` times in turn; the best run of each counts. pandoc comes
with the package pypandoc_binary of the development group; Typst with `pip install typst`.

    python benchmarks/pdf.py
    python benchmarks/pdf.py --words 100000 --runs 1
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import tempfile
from pathlib import Path

from book import book
from measuring import measured, pandoc, report, together

COMPILE = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"
PREAMBLE = '#set par(justify: true)\n#set text(size: 10.5pt, lang: "en")\n'


def main() -> None:
    """Run both ways and print their figures and ratios."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--words", type=int, default=520_000)
    parser.add_argument("--every-node", action="store_true")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    if importlib.util.find_spec("typst") is None:
        sys.exit("there is no Typst: pip install typst")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, between, preamble = folder / "book.md", folder / "book.typ", folder / "preamble.typ"
        source.write_text("\n\n".join(book(options.words, every_node=options.every_node)), "utf-8")
        preamble.write_text(PREAMBLE, "utf-8")
        ours, theirs = folder / "docexport.pdf", folder / "typst.pdf"
        export = [sys.executable, "-m", "docexport", "pdf", "-q", str(source), "-o", str(ours)]
        convert = [pandoc(), str(source), "-s", "-H", str(preamble), "-t", "typst", "-o", str(between)]
        compile_ = [sys.executable, "-c", COMPILE, str(between), str(theirs)]
        runs = [
            (measured(export), together([measured(convert), measured(compile_)])) for _ in range(options.runs)
        ]
        report([run[0] for run in runs], [run[1] for run in runs], "Typst")
        sizes = [target.stat().st_size / 2**20 for target in (ours, theirs)]
        print(f"{'size':10} {sizes[0]:8.2f} MiB {sizes[1]:8.2f} MiB {sizes[0] / sizes[1]:8.2f}")


if __name__ == "__main__":
    main()
