"""A report as python-docx reads it: headings, list items as Word counts them, tables, links, comments.

python-docx knows paragraphs, hyperlinks, tables, styles and comments. What numbering an item has, and what is
inserted, is read from the elements that it gives access to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from docx.text.hyperlink import Hyperlink
from docx.text.paragraph import Paragraph

from tests.conformance.docx_parts import Part, Said, address, said

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

Item = tuple[int | str, int, Said]
Grid = tuple[tuple[Said, ...], ...]

HEADING = "Heading "
"""How python-docx calls Word's own "heading 1"."""
BLOCKS = frozenset({"paragraph", "heading", "table", "figure", "caption", "formula", "rule", "empty"})
MARKS = frozenset({"FootnoteReference", "EndnoteReference"})
TEXT = (qn("w:t"), qn("w:tab"), qn("w:br"))


@dataclass
class Reading:
    """What a document says of itself."""

    headings: list[tuple[int, Said]] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    tables: list[tuple[int, Grid]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    """Addresses; of two links to the same one after the other, one."""
    comments: list[Said] = field(default_factory=list)


# --- The article ---------------------------------------------------------------------------------------


def expected_of(parts: Iterable[Part]) -> Reading:
    """What python-docx is to find of an article's parts."""
    found = Reading()
    place: tuple[int | str, int] | None = None
    for part in parts:
        if place is not None and part[0] in {*BLOCKS, "item"}:
            found.items.append((*place, part[1] if part[0] == "paragraph" else ()))
            place = None
        match part:
            case ("item", number, depth):
                place = (number, depth)
            case ("heading", level, words):
                found.headings.append((level, words))
            case ("table", heads, rows) if len(rows) > 1 or len(rows[0]) > 1:
                found.tables.append((heads, _grid(rows)))
            case ("link", str(target), _) if not target.startswith("#"):
                found.links.append(target)
            case ("comment", words):
                found.comments.append(words)
            case _:
                pass
    found.links = [target for target, _ in groupby(found.links)]
    return found


def _grid(rows: Sequence[Sequence[tuple[Said, int, int]]]) -> Grid:
    """The words at each place of a table, those of a merged cell at each of its places."""
    grid: list[dict[int, Said]] = [{} for _ in rows]
    for number, row in enumerate(rows):
        column = 0
        for words, height, width in row:
            while column in grid[number]:
                column += 1
            for line in grid[number : number + height]:
                line.update(dict.fromkeys(range(column, column + width), words))
    return tuple(tuple(line[column] for column in sorted(line)) for line in grid)


# --- The document --------------------------------------------------------------------------------------


def read_by_python_docx(path: Path) -> Reading:
    """Read the body of a Word document."""
    document = Document(str(path))
    found = Reading()
    _blocks(document.iter_inner_content(), found, _Counter(document))
    found.links = [target for target, _ in groupby(found.links)]
    found.comments = [said(comment.text) for comment in document.comments]
    return found


def _blocks(content: Iterator[Paragraph | Table], found: Reading, counter: _Counter) -> None:
    for block in content:
        if isinstance(block, Table):
            _table(block, found, counter)
        else:
            _paragraph(block, found, counter)


def _table(table: Table, found: Reading, counter: _Counter) -> None:
    rows = tuple(tuple(said(" ".join(_lines(cell))) for cell in row.cells) for row in table.rows)
    elements: list[Any] = [row._tr for row in table.rows]  # it has no other name
    heads = sum(element.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for element in elements)
    if len(rows) > 1 or len(rows[0]) > 1:  # else it is a panel
        found.tables.append((heads, rows))
    seen: set[Any] = set()
    for row in table.rows:
        for cell in row.cells:  # a merged cell comes once for each of its places
            if cell._tc not in seen:
                seen.add(cell._tc)
                _blocks(cell.iter_inner_content(), found, counter)


def _lines(cell: _Cell) -> Iterator[str]:
    """The lines of a cell, those of tables in it among them."""
    for inner in cell.iter_inner_content():
        if isinstance(inner, Paragraph):
            yield words_of(inner)
        else:
            for row in inner.rows:
                for each in row.cells:
                    yield from _lines(each)


def words_of(paragraph: Paragraph) -> str:
    """The words of a paragraph with what is inserted and without a number that stands before a heading."""
    element: Any = paragraph._p
    pieces: list[str] = []
    for piece in element.iter(*TEXT):
        style = piece.getparent().find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
        name = style.get(qn("w:val")) if style is not None else ""
        text = (piece.text or "") if piece.tag == qn("w:t") else " "
        pieces.append("" if name == "SectionNumber" else f" {text} " if name in MARKS else text)
    return "".join(pieces)


def _paragraph(paragraph: Paragraph, found: Reading, counter: _Counter) -> None:
    words, level = said(words_of(paragraph)), _level(paragraph.style)
    place = counter.place(paragraph)
    if level:
        found.headings.append((level, words))
    elif place is not None:
        found.items.append((*place, words))
    for inner in paragraph.iter_inner_content():
        if isinstance(inner, Hyperlink) and inner.address:
            whole = inner.address + (f"#{inner.fragment}" if inner.fragment else "")
            found.links.append(address(whole))


def _level(style: Any) -> int:
    """The level of a heading style, or of the one that a style is based on."""
    while style is not None:
        level = style.name.removeprefix(HEADING)
        if level != style.name and level.isdigit():
            return int(level)
        style = style.base_style
    return 0


class _Counter:
    """Counts list items as Word does (ECMA-376 part 1, 17.9)."""

    def __init__(self, document: WordDocument) -> None:
        root: Any = document.part.numbering_part.element
        self._abstract = {node.get(qn("w:abstractNumId")): node for node in root.iter(qn("w:abstractNum"))}
        self._instances = {node.get(qn("w:numId")): node for node in root.iter(qn("w:num"))}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)

    def place(self, paragraph: Paragraph) -> tuple[int | str, int] | None:
        """The number and the level of a list item, or None."""
        number, level = _numbering(paragraph)
        if number not in self._instances:
            return None
        kind, first = self._level(number, level)
        if kind in ("none", "bullet"):
            return None if kind == "none" else ("bullet", level)
        counts = self._counts[number]
        counts[level] = counts.get(level, first - 1) + 1
        return counts[level], level

    def _level(self, number: str, level: int) -> tuple[str, int]:
        instance = self._instances[number]
        abstract = self._abstract[instance.find(qn("w:abstractNumId")).get(qn("w:val"))]
        own = next(node for node in abstract.iter(qn("w:lvl")) if node.get(qn("w:ilvl")) == str(level))
        first = own.find(qn("w:start")).get(qn("w:val"))
        for override in instance.iter(qn("w:lvlOverride")):
            if override.get(qn("w:ilvl")) == str(level):
                first = override.find(qn("w:startOverride")).get(qn("w:val"))
        return own.find(qn("w:numFmt")).get(qn("w:val")), int(first)


def _numbering(paragraph: Paragraph) -> tuple[str, int]:
    """The instance and level that a paragraph or its style names; none is the instance "0"."""
    holders: list[Any] = [paragraph._p.pPr]
    style: Any = paragraph.style
    while style is not None:
        holders.append(style.element.find(qn("w:pPr")))
        style = style.base_style
    found = [node for each in holders if each is not None for node in each.iter(qn("w:numPr"))]
    levels = [place.get(qn("w:val")) for node in found for place in node.iter(qn("w:ilvl"))]
    numbers = [number.get(qn("w:val")) for node in found for number in node.iter(qn("w:numId"))]
    return (numbers[0], int(levels[0]) if levels else 0) if numbers else ("0", 0)
