"""The NCX (OPF 2.0.1, section 2.4.1), which reading systems from before EPUB 3 take the contents from."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from docexport.write.epub.markup import escape, legal, quoted
from docexport.write.epub.outline import Line, depth_of
from docexport.write.epub.run import TEXTS, Run


def ncx(run: Run, lines: Sequence[Line]) -> bytes:
    """The contents once more; its identifier must be that of the package."""
    edition = run.edition
    head = {
        "dtb:uid": edition.identifier,
        "dtb:depth": str(depth_of(lines)),
        "dtb:totalPageCount": "0",
        "dtb:maxPageNumber": "0",
    }
    metas = "".join(f'<meta name="{name}" content="{quoted(value)}"/>\n' for name, value in head.items())
    return legal(
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"'
        f' xml:lang="{quoted(edition.lang)}">\n<head>\n{metas}</head>\n'
        f"<docTitle><text>{escape(edition.title)}</text></docTitle>\n"
        f"<navMap>\n{_points(lines, itertools.count(1))}</navMap>\n</ncx>\n"
    ).encode()


def _points(lines: Sequence[Line], numbers: Iterator[int]) -> str:
    return "".join(_point(line, numbers) for line in lines)


def _point(line: Line, numbers: Iterator[int]) -> str:
    number = next(numbers)
    label = f"<navLabel><text>{escape(line.plain)}</text></navLabel>"
    source = f'<content src="{TEXTS}{quoted(line.href)}"/>'
    return f'<navPoint id="point-{number}">{label}{source}{_points(line.below, numbers)}</navPoint>\n'
