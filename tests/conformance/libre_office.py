"""LibreOffice: documents opened and written again, many with one start, and what its tagged PDFs say."""

from __future__ import annotations

import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pikepdf
import pypdfium2  # type: ignore[import-untyped]  # ships no type information

from tests.conformance import tools

TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
LONGEST = 600
"""Seconds; some thirty documents take one."""


def converted(files: Mapping[str, Path], form: str, folder: Path) -> dict[str, Path]:
    """Convert documents; `form` is LibreOffice's name of the format and of the filter."""
    suffix = form.partition(":")[0]
    with tempfile.TemporaryDirectory() as profile, tempfile.TemporaryDirectory() as sources:
        for name, path in files.items():
            Path(sources, f"{name}.docx").write_bytes(path.read_bytes())
        command = [tools.program("soffice", "libreoffice-writer libreoffice-math"), "--headless"]
        command += [f"-env:UserInstallation=file://{profile}", "--convert-to", form, "--outdir", str(folder)]
        command += [str(Path(sources, f"{name}.docx")) for name in files]
        subprocess.run(command, check=True, capture_output=True, timeout=LONGEST)
    return {name: folder / f"{name}.{suffix}" for name in files}


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
