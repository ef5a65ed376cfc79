"""The flow: strips of the column, one below the other, before it is known which page they are on.

A strip is never divided. It says how far it keeps from what precedes it, how much it costs to begin a
column with it, which frames (panels, rules at the side) run behind it, and which notes it cites.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeAlias

from docexport.records import Struct, field, replace
from docexport.style import Border, Color, Role
from docexport.typeset.line import Line
from docexport.typeset.sheet import Sheet

Painting: TypeAlias = Callable[[Sheet, float, float], None]
"""Paints a strip on a sheet, in a column that begins at x, with its top at y."""

GLUED = 20_000.0
"""What must not be parted: a heading and what follows."""
STRANDED = 8_000.0
"""A widow or an orphan."""
TOGETHER = 2_500.0
"""Parts of something better kept whole."""
_SECOND = 200.0
"""A heading, a figure or a table, from a heading above with one line below it: rather five empty lines."""
_TALL = 24.0
"""What is higher than this, in points, counts for more than a line."""


class Frame(Struct, eq=False):
    """What runs behind and beside strips: a panel, rules; drawn anew in each column."""

    x: float
    width: float
    background: Color | None
    before: Border | None
    after: Border | None
    start: Border | None
    end: Border | None
    padding: float
    """Between the panel's edges and its strips, above and below."""

    @property
    def head(self) -> float:
        """Height above the first strip."""
        return self.padding + (self.before.width.pt + self.before.gap.pt if self.before else 0.0)

    @property
    def foot(self) -> float:
        """Height below the last strip."""
        return self.padding + (self.after.width.pt + self.after.gap.pt if self.after else 0.0)

    @property
    def has_panel(self) -> bool:
        """Whether it covers an area: then a part on the next page keeps its padding."""
        return self.background is not None or (self.start is not None and self.end is not None)


class Strip(Struct, eq=False):
    """A piece of the column that is never divided; heights in points."""

    height: float
    paint: Painting
    before: float = 0.0
    """Least distance to what precedes it; none at the head of a column."""
    cost: float = 0.0
    """Of beginning a column with it."""
    frames: tuple[Frame, ...] = ()
    """From the outermost to the innermost."""
    notes: tuple[str, ...] = ()
    anchors: tuple[tuple[str, float], ...] = ()
    """Anchors on it, with their distance from the start of the column."""
    grid: bool = False
    """Whether its top stands on the baseline grid's lines."""
    boundary: bool = False
    """Whether a new block begins with it: there the grid's slack may go."""
    baseline: float = 0.0
    asides: list[tuple[Line, float]] = field(default_factory=list)
    """What stands beside it on the same baseline (a list marker), with the place of its own baseline."""
    repeat: tuple[Strip, ...] = ()
    """What is repeated above it when it begins a column (a table's head)."""
    section: str = ""
    """The id of the section that begins with it."""
    least: float = 0.0
    """The height to which it may be reduced so that it fits in its column; 0 if it may not."""
    resized: Callable[[float], Painting] | None = None
    """How it is painted at a lesser height."""
    reduced: float = 0.0
    """How much of what it may be reduced by is taken already: up to 1."""
    after: float = 0.0
    """Least distance to what follows, whatever that is."""
    group: int = 0
    """The number of the float that it is part of, which may go to the head of the next column; 0 for none."""
    level: int = 0
    """Of the heading that begins with it; 0 for none."""
    order: int = 0
    """Its place among all strips of the flow, as the article is read."""

    def put(self, sheet: Sheet, x: float, y: float) -> None:
        """Paint it, with what stands beside it, and remember its anchors."""
        for anchor, start in self.anchors:
            sheet.anchor(anchor, x + start, y)
        for line, baseline in self.asides:
            line.paint(sheet, x, y + self.baseline - baseline)
        self.paint(sheet, x, y)


class Span(Struct, frozen=True, eq=False):
    """What stands across all columns of a page, or on a page of its own, out of the flow."""

    strips: tuple[Strip, ...]
    at: int
    """Before which strip of the flow it is read."""
    turned: bool = False
    """Whether it stands on pages of its own, in landscape."""
    heading: int | None = None
    """Where the headings right above it begin, if there are any."""
    holds_heading: bool = False
    """Whether these stand on its page, since no text follows that they could stand above."""


class Flow(Struct, eq=False):
    """Strips as they are made; neighbors' distances and ties are settled here."""

    strips: list[Strip] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    frames: tuple[Frame, ...] = ()
    _gap: float = 0.0
    _glued: float = 0.0
    _boundary: bool = True
    _together: float = 0.0
    _more: int = 0
    """How many lines beyond the next one are kept with what precedes."""
    _second: float = 0.0
    """What it costs to part the next strip from a heading that has one line below it already."""
    _anchors: list[tuple[str, float]] = field(default_factory=list)
    _asides: list[tuple[Line, float]] = field(default_factory=list)
    _section: str = ""
    _level: int = 0
    _groups: int = 0
    paragraph_before: bool = False
    """Whether what precedes directly is a paragraph of running text."""

    def space(self, least: float) -> None:
        """Keep this distance at least between what precedes and what follows; a block ends here."""
        self._gap = max(self._gap, least)
        self._boundary = True

    def glue(self, *, lines: int = 1) -> None:
        """Keep what follows, or the first lines of it, in the column of what precedes."""
        self._glued = GLUED
        self._more = lines - 1

    @property
    def holds(self) -> bool:
        """Whether what follows is kept with what precedes."""
        return bool(self._glued)

    def loosen(self) -> None:
        """Begin what need not be the second line below a heading: else short sections would make a chain."""
        if self._more and not self._glued:
            self._second = _SECOND
            self._more = 0

    def anchor(self, name: str | None, start: float) -> None:
        """An anchor on whatever follows."""
        if name:
            self._anchors.append((name, start))

    def begin_heading(self, level: int) -> None:
        """A heading begins with whatever follows."""
        self._level = level

    def begin_section(self, name: str) -> None:
        """A section begins with whatever follows."""
        self._section = name

    def aside(self, line: Line, baseline: float) -> None:
        """A line beside whatever follows, on its baseline."""
        self._asides.append((line, baseline))

    @property
    def pending(self) -> float:
        """The distance that what follows would keep."""
        return self._gap

    @property
    def has_asides(self) -> bool:
        """Whether a marker still waits for its item."""
        return bool(self._asides)

    def add(self, strip: Strip) -> None:
        """Put a strip below the others."""
        first = not self.strips
        strip.before = 0.0 if first else max(strip.before, self._gap)
        strip.cost = max(
            strip.cost,
            self._glued,
            self._second,
            0.0 if self._boundary and not self._together else self._together,
        )
        strip.frames = self.frames
        strip.boundary = self._boundary and not self._glued
        strip.anchors = (*self._anchors, *strip.anchors)
        strip.asides += self._asides
        strip.section = self._section
        strip.level = self._level
        # A line more is kept with a heading even where it is another paragraph or item.
        kept = self._more and not self._glued
        strip.cost = max(strip.cost, GLUED) if kept else strip.cost
        self._more = 0 if kept or strip.height > _TALL else self._more
        self._gap = self._glued = self._second = 0.0
        self._boundary = False
        self._section, self._level = "", 0
        self._anchors, self._asides = [], []
        self.strips.append(strip)

    def extend(self, strips: list[Strip]) -> None:
        """Put several strips below the others."""
        for strip in strips:
            self.add(strip)

    @contextmanager
    def together(self, cost: float) -> Iterator[None]:
        """Make it costly to divide what is added inside; its first strip may begin a column."""
        count, outer = len(self.strips), self._together
        yield
        self._together = outer
        for strip in self.strips[count + 1 :]:
            strip.cost = max(strip.cost, cost)

    @contextmanager
    def floating(self, wanted: bool, *, unseen: bool = True) -> Iterator[None]:
        """Let what is added inside float, so that the text around it keeps the distances it would have.

        What stands right below a heading or in a panel stays where it is. If it is `unseen`, the paragraph
        below is set as if it followed the one above.
        """
        movable = wanted and not (self._glued or self._more or self.frames or self._asides)
        count, gap, boundary, paragraph = len(self.strips), self._gap, self._boundary, self.paragraph_before
        yield
        self.paragraph_before = False
        if not movable or len(self.strips) == count:
            return
        self._groups += 1
        for strip in self.strips[count:]:
            strip.group = self._groups
        self.strips[-1].after = self._gap
        self._gap, self._boundary, self.paragraph_before = gap, boundary, paragraph and unseen

    @contextmanager
    def spanning(self) -> Iterator[None]:
        """Take what is added inside out of the flow, to stand across the columns."""
        with self._apart(turned=False):
            yield

    @contextmanager
    def turning(self) -> Iterator[None]:
        """Take what is added inside out of the flow, to stand on pages in landscape."""
        with self._apart(turned=True):
            yield

    @contextmanager
    def _apart(self, *, turned: bool) -> Iterator[None]:
        outer, self.strips = self.strips, []
        heading = heading_before(outer, len(outer)) if turned and self._glued else None
        pending = {name: getattr(self, name) for name in _PENDING}
        fresh = Flow()
        for name in _PENDING:
            setattr(self, name, getattr(fresh, name))
        yield
        pending["_anchors"] += self._anchors
        self.spans.append(Span(tuple(self.strips), len(outer), turned, heading))
        self.strips = outer
        for name, value in pending.items():
            setattr(self, name, value)

    @contextmanager
    def framed(self, frame: Frame) -> Iterator[None]:
        """Run a frame behind what is added inside."""
        outer, self.frames = self.frames, (*self.frames, frame)
        pending, self._gap = self._gap, 0.0
        count = len(self.strips)
        yield
        if len(self.strips) > count:
            self.strips[count].before = pending if count else 0.0
            # The last block's distance ends at the panel's edge.
            self._gap = 0.0
        else:
            self._gap = pending
        self.frames = outer

    def finish(self) -> list[Strip]:
        """All strips; what still waits for something to stand on stands on a strip without height."""
        if self._anchors or self._asides or not self.strips:
            self.add(Strip(0.0, nothing))
        self._take_headings()
        spans = list(self.spans)
        reading: list[Strip] = []
        for number, strip in enumerate(self.strips):
            while spans and spans[0].at <= number:
                reading += spans.pop(0).strips
            reading.append(strip)
        for order, strip in enumerate([*reading, *(strip for span in spans for strip in span.strips)]):
            strip.order = order
        return self.strips

    def _take_headings(self) -> None:
        """Put headings on the page in landscape of the table below them, if no text follows it."""
        taken = 0
        for number, span in enumerate(self.spans):
            at, begin = span.at - taken, (span.heading if span.heading is not None else span.at) - taken
            if begin < at and (at == len(self.strips) or self.strips[at].level):
                strips, held = (*self.strips[begin:at], *span.strips), True
                del self.strips[begin:at]
                taken += at - begin
            else:
                strips, begin, held = span.strips, at, False
            self.spans[number] = replace(span, strips=strips, at=begin, holds_heading=held)


_PENDING = (
    *("_gap", "_glued", "_boundary", "_together", "_more", "_second"),
    *("_anchors", "_asides", "_section", "_level", "paragraph_before"),
)
"""What a flow keeps for the strip that comes next."""


def heading_before(strips: Sequence[Strip], at: int) -> int | None:
    """Where the headings begin of which the last ends at a place."""
    begin = next((place for place in range(at - 1, -1, -1) if strips[place].level), None)
    while begin and strips[begin].cost >= GLUED:
        begin -= 1
    return begin


def level_before(strips: Sequence[Strip], at: int) -> int:
    """The level of the last heading before a place."""
    return next((strips[place].level for place in range(at - 1, -1, -1) if strips[place].level), 0)


def nothing(sheet: Sheet, x: float, y: float) -> None:
    """Paint nothing."""


def has_frame(role: Role) -> bool:
    """Whether anything is drawn behind or beside a block in this role."""
    return role.background is not None or any(
        (role.border_before, role.border_after, role.border_start, role.border_end)
    )


def blank(height: float) -> Strip:
    """White space that stays."""
    return Strip(height, nothing)
