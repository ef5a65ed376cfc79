"""The lines of the contents, which the navigation document and the NCX both show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from docexport.edition import ContentsEntry, plain_text
from docexport.model import Text
from docexport.records import Struct
from docexport.write.epub.run import Document, Inlines, Run


class Line(Struct, frozen=True):
    """A line of the contents. `href` is relative to the folder of the text files."""

    words: Inlines
    number: str
    href: str
    below: tuple[Line, ...] = ()

    @property
    def plain(self) -> str:
        """Number and words as plain text."""
        return " ".join(filter(None, (self.number, plain_text(self.words))))


def outline(run: Run, documents: Iterable[Document], files: Mapping[str, str]) -> list[Line]:
    """A line for each listed file, with the sections below it to the depth that the edition asks for."""
    lines = []
    for document in documents:
        if document.entry is not None:
            lines.append(_section(run, document.entry, files, 1))
        elif title := document.title if document.listed is None else document.listed:
            lines.append(Line((Text(title),), "", document.name))
    return lines


def _section(run: Run, entry: ContentsEntry, files: Mapping[str, str], depth: int) -> Line:
    children = entry.children if depth < run.edition.toc_depth else ()
    # The first section of a file is where the file begins.
    file = files.get(entry.id, "")
    href = file if depth == 1 else f"{file}#{entry.id}"
    words = entry.title if plain_text(entry.title) else (Text(run.edition.terms.section),)
    return Line(
        words, entry.number, href, tuple(_section(run, child, files, depth + 1) for child in children)
    )


def depth_of(lines: Sequence[Line]) -> int:
    """How many levels the lines have."""
    return 1 + max((depth_of(line.below) for line in lines), default=0) if lines else 0


def in_order(lines: Sequence[Line]) -> Iterator[Line]:
    """All lines as they are read."""
    for line in lines:
        yield line
        yield from in_order(line.below)
