"""Plain text, as an article arrives by mail or from a web page, to an Article.

1. The first line is the headline; the lines up to the first blank line are the key points.
2. The rest becomes units: paragraphs, list items, quoted lines (`textlines`).
3. A short line without end punctuation before text is a heading; before another heading, its parent.
"""

from __future__ import annotations

import re

from docexport.model import (
    Article,
    Inline,
    Link,
    List,
    ListItem,
    Metadata,
    Paragraph,
    Position,
    Quote,
    Rule,
    Text,
)
from docexport.notices import Notify
from docexport.read.frontmatter import split_front_matter
from docexport.read.inline_rules import trimmed_address
from docexport.read.metadata import language_of, read_metadata
from docexport.read.nodes import settle_text
from docexport.read.sections import Heading, Item, nest
from docexport.read.smart import smart_text
from docexport.read.targets import RefusedTargetError, clean_target
from docexport.read.textlines import Unit, text_units
from docexport.records import replace

_ADDRESS = re.compile(r"(?<![\w/])https?://[^\s<>]+")
_OUTLINE_NUMBER = re.compile(r"(\d+(?:\.\d+)+)\.?\s+")
_BULLET = re.compile(r"^\s*[-–•*▪‣·●]\s+")
_ALWAYS_FIRST = frozenset({"commentary", "conclusion", "conclusions", "sources", "references"})
_MOST_STACKED = 3


def read_plain_text(text: str, notify: Notify, *, file: str, smart: bool = True) -> Article:
    """The article that a plain text is; raises SourceError for a front matter that cannot be read."""
    front = split_front_matter(text, file)
    lines = text.split("\n")
    reader = _Reader(language_of(front) or "en", smart)
    metadata, overrides = read_metadata(front, file, notify, reader.inlines)
    start = text.count("\n", 0, front.end)
    if not metadata.title:
        metadata, start = reader.head(metadata, lines, start)
        overrides = tuple(
            (kind, other if other.title else replace(other, title=metadata.title))
            for kind, other in overrides
        )
    return Article(metadata, nest(reader.items(text_units(lines, start))), (), file, overrides)


class _Reader:
    def __init__(self, lang: str, smart: bool) -> None:
        self.lang = lang
        self.smart = smart

    def inlines(self, text: str, at: Position) -> tuple[Inline, ...]:
        nodes: list[Inline] = []
        last = 0
        for match in _ADDRESS.finditer(text):
            address = trimmed_address(match[0])
            try:
                link = Link((Text(address, at=at),), clean_target(address), at=at)
            except RefusedTargetError:
                continue
            nodes += [*self.words(text[last : match.start()], at), link]
            last = match.start() + len(address)
        return (*nodes, *self.words(text[last:], at))

    def words(self, text: str, at: Position) -> list[Inline]:
        if not text:
            return []
        settled = settle_text(text)
        return [Text(smart_text(settled, self.lang) if self.smart else settled, at=at)]

    def head(self, metadata: Metadata, lines: list[str], start: int) -> tuple[Metadata, int]:
        """The headline and the key points, and the line behind them."""
        first = next(n for n in range(start, len(lines)) if lines[n].strip())
        end = next((n for n in range(first, len(lines)) if not lines[n].strip()), len(lines))
        entries = _entries(lines, first, end)
        if end == len(lines) and len(entries) > 1 and not _is_list_of_points(lines[first + 1 : end]):
            # A text without any blank line has a headline, but its other lines are the article.
            entries, end = entries[:1], first + 1
        title, *points = [self.inlines(text, Position(line + 1, 1)) for line, text in entries]
        positions = (*metadata.positions, ("title", Position(first + 1, 1)))
        if points and not metadata.key_points:
            positions = (*positions, ("key_points", Position(first + 2, 1)))
            metadata = replace(metadata, key_points=tuple(points))
        elif points:
            end = first + 1
        return replace(metadata, title=title, positions=positions), end

    def items(self, units: list[Unit]) -> list[Item]:
        headings = _headings(units)
        items: list[Item] = []
        deep = False
        index = 0
        while index < len(units):
            unit = units[index]
            if index in headings:
                level, deep = _level(units, index, headings, deep)
                items.append(self.heading(unit, level))
                index += 1
                continue
            end = index + 1
            if unit.kind in ("bullet", "number"):
                while end < len(units) and units[end].kind == unit.kind and end not in headings:
                    end += 1
            items.append(self.block(unit, units[index:end]))
            index = end
        return items

    def heading(self, unit: Unit, level: int) -> Heading:
        at = Position(unit.line + 1, 1)
        number = f"{unit.number}. " if unit.kind == "number" else ""
        return Heading(level, self.inlines(f"{number}{unit.text}", at), at)

    def block(self, unit: Unit, run: list[Unit]) -> Item:
        at = Position(unit.line + 1, 1)
        match unit.kind:
            case "rule":
                return Rule(at=at)
            case "quote":
                paragraphs = [part for part in re.split(r"\n\s*\n", unit.text) if part.strip()]
                return Quote(
                    "block", tuple(Paragraph(self.inlines(p.strip(), at), at=at) for p in paragraphs), at=at
                )
            case "bullet" | "number":
                items = tuple(self.list_item(part) for part in run)
                return List("bullet" if unit.kind == "bullet" else "ordered", items, unit.number or 1, at=at)
            case _:
                return Paragraph(self.inlines(unit.text, at), at=at)

    def list_item(self, unit: Unit) -> ListItem:
        at = Position(unit.line + 1, 1)
        return ListItem((Paragraph(self.inlines(unit.text, at), at=at),), at=at)


def _entries(lines: list[str], first: int, end: int) -> list[tuple[int, str]]:
    """Headline and key points, a line that goes on with a small letter joined to the one before."""
    entries: list[tuple[int, str]] = []
    for number in range(first, end):
        text = lines[number].strip()
        if entries and text[0].islower():
            entries[-1] = (entries[-1][0], f"{entries[-1][1]} {text}")
        else:
            entries.append((number, _BULLET.sub("", text) if entries else text))
    return entries


def _is_list_of_points(lines: list[str]) -> bool:
    return bool(lines) and all(_BULLET.match(line) for line in lines)


def _headings(units: list[Unit]) -> set[int]:
    """The indexes of the units that are headings."""
    likely = [_likely(units, index) for index in range(len(units))]
    found: set[int] = set()
    index = 0
    while index < len(units):
        end = index
        while end < len(units) and likely[end]:
            end += 1
        # What ends the article has nothing under it; a stack of short lines is a list, not an outline.
        if end < len(units) and end - index <= _MOST_STACKED:
            found.update(range(index, end))
        index = max(end, index + 1)
    return found


def _likely(units: list[Unit], index: int) -> bool:
    unit = units[index]
    following = units[index + 1] if index + 1 < len(units) else None
    if following is None or following.kind == "rule" or not (unit.short or unit.underlined):
        return False
    if unit.kind == "number":
        before = units[index - 1] if index else None
        in_list = any(other and other.kind == "number" for other in (before, following))
        return not in_list
    return unit.kind == "text"


def _level(units: list[Unit], index: int, headings: set[int], deep: bool) -> tuple[int, bool]:
    """The level of a heading, and whether headings like it now stand under a parent."""
    text = units[index].text
    if match := _OUTLINE_NUMBER.match(text):
        return match[1].count(".") + 1, deep
    if index and index - 1 in headings:
        stacked = 2 if index - 2 not in headings else 3
        return stacked, True
    parent = index + 1 in headings
    if parent or text.casefold() in _ALWAYS_FIRST or (text.isupper() and len(text) > 3):
        return 1, parent
    return (2 if deep else 1), deep
