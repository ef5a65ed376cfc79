"""The state of one reading: where messages go, which language is in force, what was met so far."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import count
from typing import Any

from docexport.model import Image, Inline, NoteBody, Position
from docexport.notices import DuplicateId, LanguageUnsupported, Notify, NotRendered, RawDropped, UnusedNote
from docexport.read.attributes import Attributes, is_language_tag
from docexport.records import Struct, field

NOTES = "docexport notes"
"""Key of the parser's environment: the names of all notes that the source defines."""

_LONGEST_EXAMPLE = 40


class Alone(Struct, frozen=True):
    """What an image has as a figure: the words in its brackets as caption, and each text in its own place.

    Inside a sentence there is room only for an alt text and a title, so there they hold it all.
    """

    caption: tuple[Inline, ...]
    alt: str
    title: str
    description: str


class Leftover(Struct):
    """The first piece of a kind of syntax that is not read here, and how many there are."""

    example: str
    remedy: str
    at: Position
    count: int = 0


class Place(Struct):
    """Where a piece of inline source stands: offsets in it become positions in the file."""

    starts: tuple[int, ...]
    """Offset of each of its lines."""
    positions: tuple[Position, ...]
    """Where each of its lines begins in the file."""

    def at(self, offset: int) -> Position:
        """The position of a character."""
        if len(self.positions) == 1 and offset == self.starts[0]:
            return self.positions[0]
        index = bisect_right(self.starts, offset) - 1
        line = self.positions[index]
        return Position(line.line, line.column + offset - self.starts[index])

    def part(self, offset: int) -> Place:
        """The same place for the source that begins at `offset`."""
        return Place(tuple(start - offset for start in self.starts), self.positions)


def fixed_place(at: Position) -> Place:
    """A place for a single line that begins at `at`."""
    return Place((0,), (at,))


class Reading(Struct):
    """One run of a reader. Created fresh for every article."""

    notify: Notify
    lines: Sequence[str]
    """The source's lines, front matter included, for columns."""
    smart: bool = True
    lang: str = "en"
    first_line: int = 0
    """How many lines stand before the body."""
    env: dict[str, Any] = field(default_factory=dict)
    cited: dict[str, NoteBody | None] = field(default_factory=dict)
    """Notes in the order in which they are first cited."""
    bodies: dict[str, NoteBody] = field(default_factory=dict)
    raw: dict[str, RawDropped] = field(default_factory=dict)
    left: dict[str, Leftover] = field(default_factory=dict)
    """Syntax of other tools that stays as it is written, by its kind."""
    flattened: Position | None = None
    note_depth: int = 0
    numbers: Iterator[int] = field(default_factory=partial(count, 1))
    captions: dict[Image, Alone] = field(default_factory=dict)
    """What each image becomes where it stands alone."""

    @contextmanager
    def speaking(self, lang: str | None) -> Iterator[None]:
        """Read what is inside in another language, where one is given."""
        outer = self.lang
        self.lang = lang or outer
        yield
        self.lang = outer

    def position(self, line: int) -> Position:
        """Where the text of a line of the body begins, behind marks of quotes."""
        number = line + self.first_line
        text = self.lines[number] if number < len(self.lines) else ""
        return Position(number + 1, len(text) - len(text.lstrip(" \t>")) + 1)

    def place(self, content: str, line: int) -> Place:
        """Where inline content that begins in a line of the body stands."""
        starts, positions = [0], []
        for number, text in enumerate(content.split("\n"), line + self.first_line):
            source = self.lines[number] if number < len(self.lines) else ""
            column = 0 if source.startswith(text) else max(source.find(text), 0)
            positions.append(Position(number + 1, column + 1))
            starts.append(starts[-1] + len(text) + 1)
        return Place(tuple(starts[:-1]), tuple(positions))

    def cell(self, line: int, column: int) -> Position:
        """The position of a column in a line of the body; both count from 0."""
        return Position(line + self.first_line + 1, column + 1)

    def language(self, attributes: Attributes, at: Position) -> str | None:
        """The `lang` of an attribute list; one that is no language tag is named and left out."""
        lang = attributes.get("lang")
        if lang and not is_language_tag(lang):
            effect = "this is not a language tag; write one such as en, uk or pt-BR"
            self.notify(LanguageUnsupported(at=at, lang=lang, effect=effect))
            return None
        return lang or None

    def drop_raw(self, markup: str, at: Position) -> None:
        """Note that markup is left out; each kind is reported once, with its count."""
        seen = self.raw.get(markup)
        first, count = (seen.at, seen.count + 1) if seen else (at, 1)
        self.raw[markup] = RawDropped(at=first, markup=markup, count=count)

    def leave(self, kind: str, example: str, remedy: str, at: Position) -> None:
        """Note that syntax of another tool stays as it is written; each kind is reported once."""
        self.left.setdefault(kind, Leftover(example, remedy, at)).count += 1

    def unclosed(self, what: str, effect: str, closing: str, at: Position) -> None:
        """Note that what begins here has no end."""
        reason = f"{effect}, close it with {closing}"
        self.notify(NotRendered(at=at, what=f"{what} without an end", reason=reason))

    def flatten(self, at: Position) -> None:
        """Note that nesting was too deep here; only the first place is reported."""
        self.flattened = self.flattened or at

    def cite(self, name: str) -> None:
        """Note that a note is cited."""
        self.cited.setdefault(name, None)

    def reserve_note(self) -> str:
        """A name for a note that is written in the line; it counts as cited."""
        while (name := f"inline-{next(self.numbers)}") in self.env.get(NOTES, ()):
            pass
        self.cite(name)
        return name

    def add_note(self, note: NoteBody) -> None:
        """Keep the text of a note; a second one of the same name gets another name."""
        name, number = note.name, 2
        while name in self.bodies:
            name, number = f"{note.name}-{number}", number + 1
        if name != note.name:
            self.notify(DuplicateId(at=note.at, name=note.name, renamed=name))
        self.bodies[name] = NoteBody(name, note.blocks, at=note.at)

    def notes(self) -> tuple[NoteBody, ...]:
        """All notes: the cited ones in order, then those that nothing cites, each with its notice."""
        unused = [name for name in self.bodies if name not in self.cited]
        for name in unused:
            self.notify(UnusedNote(at=self.bodies[name].at, name=name))
        return tuple(self.bodies[name] for name in (*self.cited, *unused) if name in self.bodies)

    def report(self) -> None:
        """Tell what was only counted on the way."""
        for notice in self.raw.values():
            self.notify(notice)
        for kind, left in self.left.items():
            example = " ".join(left.example.split())
            example = example if len(example) <= _LONGEST_EXAMPLE else f"{example[: _LONGEST_EXAMPLE - 1]}…"
            more = f" (and {left.count - 1} more in this article)" if left.count > 1 else ""
            what, reason = f"the {kind} {example}{more}", f"it stays as it is written, {left.remedy}"
            self.notify(NotRendered(at=left.at, what=what, reason=reason))
        if self.flattened is not None:
            what, reason = "very deep nesting", "its words are kept on the deepest level that is read"
            self.notify(NotRendered(at=self.flattened, what=what, reason=reason))
