"""Measures how even the words of an article stand, from the finished PDF.

The article is set in Source Serif Pro 10.5/14 on a measure of 330 pt, justified; then pdfium is asked where
each character is. Lines that fill the measure are counted, last lines of paragraphs are not.

    python benchmarks/typesetting.py article.txt
    python benchmarks/typesetting.py --pdf other.pdf
"""

from __future__ import annotations

import argparse
import ctypes
import io
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

MEASURE = 330.0
SIZE = 10.5
STYLE = """\
extends = "briefing"
name = "measured"
description = "The measure that other programs were measured on."

[page]
margin-inner = "132.6pt"
margin-outer = "132.68pt"
"""
HYPHENS = {0x02, 0x2D, 0xAD, 0x2010}
"""A soft hyphen comes out of pdfium as U+0002."""


@dataclass
class Line:
    """One line: its two ends, the widths of its spaces, and its last character."""

    start: float
    end: float = 0.0
    spaces: list[float] = field(default_factory=list)
    last: int = 0


def main() -> None:
    """Print the four figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("article", type=Path, nargs="?")
    parser.add_argument("--pdf", type=Path, help="measure this file instead")
    options = parser.parse_args()
    if options.pdf:
        report(list(lines_of(options.pdf)))
        return
    with tempfile.TemporaryDirectory() as folder:
        style, made = Path(folder, "measured.toml"), Path(folder, "measured.pdf")
        style.write_text(STYLE, encoding="utf-8")
        command = [sys.executable, "-m", "docexport", "pdf", str(options.article), "-q"]
        subprocess.run([*command, "--style", str(style), "-o", str(made)], check=True)
        report(list(lines_of(made)))


def report(lines: list[Line]) -> None:
    """Say how even the spaces are, and how many words are divided."""
    left = statistics.mode(round(line.start) for line in lines)
    full = [line for line in lines if abs(line.end - left - MEASURE) < 4 and line.spaces]
    spaces = [space for line in full for space in line.spaces]
    longest = run = 0
    for line in lines:
        run = run + 1 if line.last in HYPHENS else 0
        longest = max(longest, run)
    divided = sum(line.last in HYPHENS for line in full)
    print(f"justified lines                      {len(full)}")
    print(f"coefficient of variation of spaces   {statistics.stdev(spaces) / statistics.mean(spaces):.3f}")
    print(f"share of divided lines               {divided / len(full):.1%}")
    print(f"longest run of them                  {longest}")
    print(f"widest space over the median         {max(spaces) / statistics.median(spaces):.2f}")


def lines_of(path: Path) -> Iterator[Line]:
    """The lines of text in the body's size, from top to bottom."""
    document = pypdfium2.PdfDocument(as_painted(path))
    for page in document:
        text = page.get_textpage()
        line, baseline, space = None, 0.0, None
        for char in range(text.count_chars()):
            if pdfium.FPDFText_IsGenerated(text, char) or not of_body(text, char):
                continue
            x, y = origin(text, char)
            if line is None or abs(y - baseline) > 2:
                if line is not None:
                    yield line
                line, baseline, space = Line(x), y, None
            code = pdfium.FPDFText_GetUnicode(text, char)
            if code == 0x20:
                space = x if space is None else space
                continue
            if space is not None:
                line.spaces.append(x - space)
                space = None
            line.end, line.last = right_edge(text, char), code
        if line is not None:
            yield line


def as_painted(path: Path) -> bytes:
    """The file without the whole words that divided ones state: pdfium would not see their parts."""
    made = io.BytesIO()
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            page.contents_coalesce()
            content = re.sub(rb"/ActualText ?<[0-9A-Fa-f]*>", b"", page.Contents.read_bytes())
            page.Contents = pdf.make_stream(content)
        pdf.save(made)
    return made.getvalue()


def of_body(text: pypdfium2.PdfTextPage, char: int) -> bool:
    """Whether a character has the body's size."""
    return bool(abs(pdfium.FPDFText_GetFontSize(text, char) - SIZE) < 0.06)


def origin(text: pypdfium2.PdfTextPage, char: int) -> tuple[float, float]:
    """Where a character stands on its baseline."""
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, char, x, y)
    return x.value, y.value


def right_edge(text: pypdfium2.PdfTextPage, char: int) -> float:
    """The right edge of a character."""
    return float(text.get_charbox(char, loose=True)[2])


if __name__ == "__main__":
    main()
