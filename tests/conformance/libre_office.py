"""LibreOffice: documents opened and written again, many with one start, and what its tagged PDFs say."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pikepdf
import pypdfium2  # type: ignore[import-untyped]  # ships no type information

from tests.conformance import extract, tools
from tests.conformance.parity import as_divided, lost_words
from tests.conformance.words import words

TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
LONGEST = 600
"""Seconds; some thirty documents take one."""


def converted(files: Mapping[str, Path], form: str, folder: Path, longest: int = LONGEST) -> dict[str, Path]:
    """Convert documents; `form` is LibreOffice's name of the format and of the filter."""
    suffix = form.partition(":")[0]
    with tempfile.TemporaryDirectory() as profile, tempfile.TemporaryDirectory() as sources:
        for name, path in files.items():
            Path(sources, f"{name}.docx").write_bytes(path.read_bytes())
        command = [tools.program("soffice", "libreoffice-writer libreoffice-math"), "--headless"]
        command += [f"-env:UserInstallation=file://{profile}", "--convert-to", form, "--outdir", str(folder)]
        command += [str(Path(sources, f"{name}.docx")) for name in files]
        subprocess.run(command, check=True, capture_output=True, timeout=longest)
    return {name: folder / f"{name}.{suffix}" for name in files}


def lost_in_pdf(report: Path, pdf: Path) -> list[str]:
    """The words of a report that are not in its PDF."""
    # Capitals of a style are letters of the page, formulas are drawn symbol by symbol, and pdfium puts
    # right-to-left lines into an order of its own. For emoji LibreOffice has only the fonts of the machine.
    text = extract.docx_text(report, formulas=False) + extract.docx_notes_text(report)
    wanted = [
        word
        for word in words(text.casefold())
        if any(map(str.isalnum, word)) and not RIGHT_TO_LEFT.search(word)
    ]
    found = words(extract.pdf_text(pdf).casefold())
    return lost_words(wanted, as_divided(wanted, found))


def lost_when_written(report: Path, again: Path) -> list[str]:
    """The words of a report that are not in the document that LibreOffice writes."""
    # The number of a note that is cited again is a field, which LibreOffice writes as one of another kind.
    wanted = [word for word in _own_words(report) if not word.isdigit()]
    return lost_words(wanted, _own_words(again))


def _own_words(path: Path) -> list[str]:
    return words(extract.docx_text(path) + extract.docx_notes_text(path))


@dataclass(frozen=True)
class Jump:
    """A link inside a document: the words in its rectangle, and the words on the page that it leads to."""

    words: str
    target: str


class TaggedPdf:
    """A PDF that LibreOffice made."""

    def __init__(self, path: Path) -> None:
        self._pdf = pikepdf.open(path)
        self._document = pypdfium2.PdfDocument(path)

    @cached_property
    def tags(self) -> Counter[str]:
        """How many structure elements there are of each type."""
        return Counter(str(element.S)[1:] for element in self._elements())

    @cached_property
    def pictures(self) -> list[str]:
        """The alternative texts of those figures that have one."""
        figures = (element for element in self._elements() if element.S == "/Figure")
        return [str(figure.Alt) for figure in figures if "/Alt" in figure]

    def _elements(self) -> Iterator[pikepdf.Dictionary]:
        stack: list[pikepdf.Object] = [self._pdf.Root.StructTreeRoot]
        while stack:
            element = stack.pop()
            if not isinstance(element, pikepdf.Dictionary):
                continue
            if "/S" in element:
                yield element
            below = element.get("/K")
            kids = list(below) if isinstance(below, pikepdf.Array) else [below]
            stack.extend(kid for kid in reversed(kids) if isinstance(kid, pikepdf.Dictionary))

    @cached_property
    def pages(self) -> list[str]:
        """The text of each page."""
        return [str(page.get_textpage().get_text_range()) for page in self._document]

    def jumps(self) -> Iterator[Jump]:
        """The links inside the document."""
        numbers = {page.obj.objgen: number for number, page in enumerate(self._pdf.pages)}
        for number, page in enumerate(self._pdf.pages):
            text = self._document[number].get_textpage()
            for link in page.get("/Annots", []):
                if "/Dest" in link:
                    words = text.get_text_bounded(*map(float, link.Rect))
                    yield Jump(str(words), self.pages[numbers[link.Dest[0].objgen]])
