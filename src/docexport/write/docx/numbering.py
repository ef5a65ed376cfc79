"""Numbering definitions (ECMA-376 part 1, 17.9): headings, bullets, numbers, each restart its own instance.

Styles are bound to the first definitions, so that a list made in Word from the style gallery looks like
one of ours. A list inside a quote, a callout or a table cell has another left edge, and so a definition of
its own; the paragraphs in it keep the style of what surrounds them.
"""

from __future__ import annotations

from docexport.records import Struct
from docexport.style import Style, number_room
from docexport.write.docx.catalog import LIST_LEVELS
from docexport.write.docx.entries import HEADING_LEVELS
from docexport.write.docx.faces import Faces
from docexport.write.docx.looks import edges_of, span_run
from docexport.write.docx.xml import in_order, quoted, root

BOUND = {"headings": 1, "bullets": 2, "numbers": 3, "key points": 4, "unnumbered": 5}
"""The numbering instances that styles refer to, and one that takes a heading's number away."""
LEVELS = 9
"""How many levels a numbering definition has (17.9.6)."""
_NESTED_MARKERS = ("–", "·")
_UNSEEN = "\N{ZERO WIDTH SPACE}"
"""The bullet of a task, whose box stands in the text. Readers take items without any for one item."""


class Definition(Struct, frozen=True):
    """An abstract numbering definition: how its levels are marked and how far they stand in, in twips."""

    kind: str
    marker: str
    start: int
    """The left edge of the text around."""
    step: int
    """How much each level stands further in than the one before."""
    styles: tuple[str, ...] = ()
    """The styles bound to its levels."""


class Numbering:
    """The numbering part of one document."""

    def __init__(self, style: Style, faces: Faces, *, number_sections: bool) -> None:
        self._style, self._faces = style, faces
        self._item = style.roles["list-item"]
        self._definitions: list[Definition] = []
        self._instances: list[str] = []
        self._bullets: dict[Definition, int] = {}
        self._tasks: int | None = None
        self._counters: list[int] = []
        """What Word has counted for headings so far, by level."""
        self._bind(number_sections=number_sections)

    def _bind(self, *, number_sections: bool) -> None:
        step, points = self._item.inset_start.twips, self._style.roles["key-points-item"]
        headings = tuple(f"Heading{n + 1}" for n in range(HEADING_LEVELS)) if number_sections else ()
        self._instance(Definition("headings", "", 0, 0, headings))
        self._instance(Definition("bullet", self._item.marker, 0, step, _numbered("ListBullet")))
        self._instance(Definition("decimal", "", 0, step, _numbered("ListNumber")))
        panel = self._style.roles["key-points"]
        step = points.inset_start.twips
        edge = edges_of(points, panel).start - step
        self._instance(Definition("bullet", points.marker, edge, step, ("KeyPoints",)))
        self._instance(Definition("unnumbered", "", 0, 0))

    def bullets(self, start: int) -> int:
        """The numbering instance for bullets in text that begins at `start`; bullets never restart."""
        if start == 0:
            return BOUND["bullets"]
        definition = Definition("bullet", self._item.marker, start, self._item.inset_start.twips)
        if definition not in self._bullets:
            self._bullets[definition] = self._instance(definition)
        return self._bullets[definition]

    def tasks(self) -> int:
        """The instance for tasks: real lists, whose marks are the boxes before the words."""
        if self._tasks is None:
            self._tasks = self._instance(Definition("task", "", 0, self._item.inset_start.twips))
        return self._tasks

    def ordered(self, level: int, first: int, last: int, start: int) -> int:
        """A new instance that counts from `first` at `level`; there is room for the mark of `last`."""
        step = max(self._item.inset_start.twips, self._room_for(last))
        styles = _numbered("ListNumber") if start == 0 and step == self._item.inset_start.twips else ()
        restart = (
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{max(first, 0)}"/></w:lvlOverride>'
        )
        return self._instance(Definition("decimal", "", start, step, styles), restart)

    def counts(self, level: int, number: str) -> bool:
        """Whether Word's own count of headings at that level comes to `number`; if so, it has counted on."""
        counters = self._counters[:level] + [0] * (level - len(self._counters))
        counters[-1] += 1
        if ".".join(map(str, counters)) != number:
            return False
        self._counters = counters
        return True

    def text_start(self, start: int, level: int, last: int = 0) -> int:
        """Where the text of items at `level` begins, in twips."""
        return start + (level + 1) * max(self._item.inset_start.twips, self._room_for(last))

    def _room_for(self, last: int) -> int:
        # A figure is half an em wide, near enough; one more half for the point and the gap.
        return round(self._item.size.twips * (len(str(last)) + 1) * 0.52) if last > 99 else 0

    def _instance(self, definition: Definition, overrides: str = "") -> int:
        if definition not in self._definitions:
            self._definitions.append(definition)
        abstract = self._definitions.index(definition)
        number = len(self._instances) + 1
        self._instances.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'
        )
        return number

    def part(self) -> bytes:
        """The numbering part."""
        abstracts = (self._abstract(number, one) for number, one in enumerate(self._definitions))
        return root("w:numbering", [*abstracts, *self._instances])

    def _abstract(self, number: int, definition: Definition) -> str:
        # Word tells definitions apart by nsid and tmpl; they must differ, and stay the same from run to run.
        identity = f'<w:nsid w:val="{0x10000000 + number:08X}"/>'
        kind = '<w:multiLevelType w:val="multilevel"/>'
        template = f'<w:tmpl w:val="{0x20000000 + number:08X}"/>'
        listed = definition.kind in ("bullet", "decimal", "task")
        level = self._list_level if listed else self._heading_level
        levels = "".join(level(definition, depth) for depth in range(LEVELS))
        return f'<w:abstractNum w:abstractNumId="{number}">{identity}{kind}{template}{levels}</w:abstractNum>'

    def _list_level(self, definition: Definition, depth: int) -> str:
        match definition.kind:
            case "bullet":
                text = _marker(definition.marker, depth)
            case "task":
                text = _UNSEEN
            case _:
                text = f"%{depth + 1}."
        left = definition.start + (depth + 1) * definition.step
        indent = f'<w:pPr><w:ind w:left="{left}" w:hanging="{definition.step}"/></w:pPr>'
        return _level(depth, definition, text, f'<w:lvlJc w:val="left"/>{indent}{self._marker_look()}')

    def _heading_level(self, definition: Definition, depth: int) -> str:
        text = ".".join(f"%{n + 1}" for n in range(depth + 1)) if definition.styles else ""
        role = self._style.heading(depth + 1)
        look = span_run(self._style.spans["section-number"], role, self._faces, self._style)
        gap = number_room(role, depth + 1).twips if definition.styles else 0
        # A negative indent hangs the numbers in the margin.
        hanging, left = (-role.indent.twips, 0) if role.indent.pt < 0 and gap else (gap, gap)
        stops = f'<w:pPr><w:ind w:left="{left + role.inset_start.twips}" w:hanging="{hanging}"/></w:pPr>'
        return _level(depth, definition, text, f'<w:lvlJc w:val="left"/>{stops}{in_order("w:rPr", look)}')

    def _marker_look(self) -> str:
        """Only what the span states: font and size are those of the paragraph that the mark stands before."""
        look = span_run(self._style.spans["list-marker"], self._item, self._faces, self._style)
        return in_order("w:rPr", look)


def _level(depth: int, definition: Definition, text: str, rest: str) -> str:
    form = "bullet" if definition.kind in ("bullet", "task") else "decimal"
    style = f'<w:pStyle w:val="{definition.styles[depth]}"/>' if depth < len(definition.styles) else ""
    suffix = '<w:suff w:val="nothing"/>' if text in ("", _UNSEEN) else ""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form if text else "none"}"/>{style}'
        f"{suffix}<w:lvlText w:val={quoted(text)}/>{rest}</w:lvl>"
    )


def _marker(first: str, depth: int) -> str:
    nested = [marker for marker in _NESTED_MARKERS if marker != first]
    return (first or "•") if depth == 0 else nested[min(depth, len(nested)) - 1]


def _numbered(style: str) -> tuple[str, ...]:
    return (style, *(f"{style}{level}" for level in range(2, LIST_LEVELS + 1)))
