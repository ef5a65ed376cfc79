"""Blocks measured on finished pages: the type of letters, the edges of lines, what is painted around."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import mean, median
from typing import TypeVar

from tests.conformance.consistency.pages import Area, Face, Glyph, Pages

T = TypeVar("T", Face, str)

_SAME_LINE = 1.0
_ENOUGH = 4
"""Lines whose edges tell how they are aligned: two of three may end at the same place by chance."""
_FLUSH = 1.2
"""Edges closer than this, in points, stand below each other; letters have side bearings."""
_HUNG = 3.5
"""How far a hung mark or a letter's overhang may reach beyond a justified edge."""
_NEAR = 18.0
"""A rule or an edge farther from the text than this belongs to something else."""
_SHORTEST = 20.0
"""A shorter stroke underlines a word, or is part of a leader or a drawing."""
_RAISED = 4.0
"""How far the mark of a note stands above the line that it belongs to, at most."""
_FARTHEST = 90.0
"""What follows farther below than this belongs to the page, not to the text."""
_IGNORED = re.compile("[\\s\u00ad\u2010\u2011\ufffe\x02-]")


@dataclass(frozen=True, slots=True)
class Column:
    """Where text begins and how wide it is, on a page with this many columns."""

    origin: float
    width: float
    gap: float = 0.0
    count: int = 1

    @property
    def step(self) -> float:
        """From the start of one column to that of the next."""
        return self.width + self.gap

    def relative(self, x: float) -> float:
        """The distance from the start of the column that a place is in."""
        return x - self.origin - self.number(x) * self.step

    def number(self, x: float) -> int:
        """Which column a place is in, from 0."""
        return min(max(int((x - self.origin + self.gap / 2) // self.step), 0), self.count - 1)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a block."""

    left: float
    right: float
    baseline: float


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text as it is on the page; lengths in points."""

    face: Face
    size: float
    color: str
    lines: tuple[Line, ...]
    first: Glyph
    last: Glyph


@dataclass(frozen=True, slots=True)
class Text:
    """The letters of a document in order, without spaces and hyphens."""

    glyphs: tuple[Glyph, ...]
    words: str

    @classmethod
    def of(cls, pages: Pages) -> Text:
        """The letters of some pages."""
        pairs = [(glyph, folded(glyph.text)) for glyph in pages.glyphs]
        glyphs = [glyph for glyph, letters in pairs for _ in letters]
        return cls(tuple(glyphs), "".join(letters for _, letters in pairs))

    def places(self, words: str) -> Iterator[tuple[int, int]]:
        """Where some words stand, from the last place to the first: headings come after the contents."""
        wanted, end = folded(words), len(self.words)
        while (found := self.words.rfind(wanted, 0, end)) >= 0:
            yield found, found + len(wanted)
            end = found + len(wanted) - 1

    def block(self, start: int, end: int) -> Block:
        """The block that some letters make."""
        glyphs = self.glyphs[start:end]
        return Block(
            face=_most([glyph.face for glyph in glyphs]),
            size=median(glyph.size for glyph in glyphs),
            color=_most([glyph.color for glyph in glyphs]),
            lines=tuple(_lines(glyphs)),
            first=glyphs[0],
            last=glyphs[-1],
        )


def folded(text: str) -> str:
    """Text without what outputs set differently: spaces, hyphens, capitals, the shape of quotes."""
    plain = _IGNORED.sub("", text).casefold().replace("ﬁ", "fi").replace("ﬂ", "fl")
    return plain.translate({0x2019: "'", 0x201C: '"', 0x201D: '"'})


def _most(values: Sequence[T]) -> T:
    return max(dict.fromkeys(values), key=list(values).count)


def _lines(glyphs: Sequence[Glyph]) -> Iterator[Line]:
    """Lines of glyphs in order; raised ones belong to the line they are raised from."""
    row: list[Glyph] = []
    for glyph in glyphs:
        if row and (glyph.page != row[0].page or abs(glyph.baseline - row[0].baseline) > _SAME_LINE):
            yield _line(row)
            row = []
        row.append(glyph)
    yield _line(row)


def _line(row: Sequence[Glyph]) -> Line:
    return Line(min(glyph.x for glyph in row), max(glyph.right for glyph in row), row[0].baseline)


# --- Lines -----------------------------------------------------------------------------------------


def leading(block: Block) -> float | None:
    """The distance of the baselines, where there is more than one."""
    pairs = zip(block.lines, block.lines[1:], strict=False)
    steps = [lower.baseline - upper.baseline for upper, lower in pairs if lower.baseline > upper.baseline]
    usual = [step for step in steps if abs(step - median(steps)) < _SAME_LINE]
    return mean(usual) if usual else None


def start_edge(block: Block, column: Column) -> float:
    """Where the lines begin, the first one, which may be indented, only where it is alone."""
    return min(column.relative(line.left) for line in block.lines[1:] or block.lines)


def indent(block: Block, column: Column) -> float | None:
    """How far the first line begins behind the others."""
    if len(block.lines) < 2:
        return None
    return column.relative(block.lines[0].left) - start_edge(block, column)


def alignment(block: Block, column: Column) -> str | None:
    """How the lines are aligned, told by their edges; None where too few lines could be one or the other."""
    rows = [
        (column.relative(line.left), column.relative(line.left) + line.right - line.left)
        for line in block.lines
    ]
    flush = _is_flush([left for left, _ in rows[1:]])
    even = _spread([right for _, right in rows[:-1]]) < _HUNG
    if len(rows) >= _ENOUGH:
        if flush or even:
            return "justify" if flush and even else "start" if flush else "end"
        return "center"
    if len(rows) > 2 and flush:
        return None if even else "start"
    before, behind = min(((left, column.width - right) for left, right in rows), key=lambda room: -sum(room))
    if before > _NEAR and abs(before - behind) < _HUNG:
        return "center"
    return "end" if before > _NEAR and abs(behind) < _HUNG else "start"


def _is_flush(edges: Sequence[float]) -> bool:
    """Whether most lines begin at one edge: the rest of a divided word may be told where the word begins."""
    return sum(edge - min(edges) < _FLUSH for edge in edges) > 0.6 * len(edges) if edges else False


def _spread(values: Sequence[float]) -> float:
    return max(values) - min(values) if values else 0.0


# --- What is painted around a block ----------------------------------------------------------------


def ground(block: Block, areas: Sequence[Area]) -> str | None:
    """The color behind the first letter: of the smallest area that it stands in."""
    glyph = block.first
    x, y = glyph.x + 0.5, glyph.baseline - glyph.size * 0.2
    around = [
        area
        for area in areas
        if area.page == glyph.page and area.left <= x <= area.right and area.top <= y <= area.bottom
    ]
    return min(around, key=lambda area: area.width * area.height).color if around else None


def rules(block: Block, areas: Sequence[Area], column: Column) -> dict[str, str | None]:
    """The colors of the nearest rules above, below and at both sides."""
    top, bottom = block.first.baseline - block.first.size * 0.7, block.last.baseline + block.last.size * 0.2
    left, right = min(line.left for line in block.lines), max(line.right for line in block.lines)
    origin = left - column.relative(left)
    end = origin + column.width + _HUNG
    flat = [
        area
        for area in areas
        if area.width > area.height and area.left < right and area.right > left and area.width > _SHORTEST
    ]
    upright = [
        area
        for area in areas
        if area.page == block.first.page
        and area.height > area.width
        and area.top <= top + 4
        and area.bottom >= top
        and origin - _HUNG <= area.left <= end
    ]
    return {
        "before": _nearest((top - area.bottom, area) for area in flat if area.page == block.first.page),
        "after": _nearest((area.top - bottom, area) for area in flat if area.page == block.last.page),
        "start": _nearest((left - area.right, area) for area in upright),
        "end": _nearest((0.0, area) for area in upright if right < area.left <= end),
    }


def _nearest(found: Iterator[tuple[float, Area]]) -> str | None:
    near = sorted((distance, area.color) for distance, area in found if -1.5 <= distance <= _NEAR)
    return near[0][1] if near else None


# --- The next block --------------------------------------------------------------------------------


def gap_below(text: Text, end: int, column: Column) -> float | None:
    """From the block's last baseline to that of the line that follows in the same column, if one does."""
    last = text.glyphs[end - 1]
    number = column.number(last.x)
    for glyph in text.glyphs[end:]:
        if glyph.page != last.page or column.number(glyph.x) != number:
            return None
        if abs(glyph.baseline - last.baseline) > _RAISED:
            step = glyph.baseline - last.baseline
            return step if 0 < step < _FARTHEST else None
    return None
