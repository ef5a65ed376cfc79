"""The running text of a source as it is written, with its places: what can be judged, or mended, as prose.

Everything else (code, formulas, tags, addresses, attributes, marks of emphasis) is masked by a character
that no text has, so that offsets in the text stay offsets in the source.
"""

from __future__ import annotations

from collections.abc import Iterator

from docexport.model import Position
from docexport.read.attributes import split_trailing
from docexport.read.frontmatter import split_front_matter
from docexport.read.reading import Place, Reading, fixed_place
from docexport.read.syntax import environment, parse_blocks, parse_inline
from docexport.read.table_rule import COLUMN
from docexport.records import Struct

MASK = "\ufffc"
_KINDS = {"heading_open": "heading", "tr_open": "cell"}


class Stretch(Struct, frozen=True):
    """The running text of one block; lines end in line feeds."""

    text: str
    """What is not prose is masked, character by character."""
    source: str
    """The same length, nothing masked."""
    kind: str
    """"heading", "cell" or "paragraph"."""
    level: int
    """Of a heading outside quotes and lists, as many as it has marks; else 0."""
    marks: tuple[int, ...]
    """Where marks of notes begin."""
    _place: Place

    def at(self, offset: int) -> Position:
        """Where a character stands in the file."""
        return self._place.at(offset)


class Prose(Struct, frozen=True):
    """The running text of a source, and the link definitions in it."""

    stretches: tuple[Stretch, ...]
    definitions: tuple[str, ...] = ()
    """The labels of links that are defined apart, in the shape in which they are compared."""


def prose_of(text: str, file: str, *, plain: bool = False) -> Prose:
    """The prose of a Markdown source, or of a plain text, in which every line is prose; text is clean."""
    lines = text.split("\n")
    if plain:
        return Prose(tuple(_line(line, number) for number, line in enumerate(lines, 1) if line.strip()))
    front = split_front_matter(text, file)
    body = text[front.end :]
    env = environment(body)
    tokens = parse_blocks(body, env)
    reading = Reading(lambda _notice: None, lines, first_line=text.count("\n", 0, front.end), env=env)
    found: list[Stretch] = []
    kind, level = "paragraph", 0
    for token in tokens:
        if token.nesting > 0:
            kind = _KINDS.get(token.type, "paragraph")
            level = int(token.tag[1]) if kind == "heading" and token.level == 0 else 0
        elif token.type == "inline" and token.map:
            line, column = token.map[0], token.meta.get(COLUMN)
            place = (
                reading.place(token.content, line)
                if column is None
                else fixed_place(reading.cell(line, column))
            )
            found += _stretches(token.content, place, kind, level, reading)
    return Prose(tuple(found), tuple(env.get("references", {})))


def _line(line: str, number: int) -> Stretch:
    return Stretch(line, line, "paragraph", 0, (), Place((0,), (Position(number, 1),)))


def _stretches(content: str, place: Place, kind: str, level: int, reading: Reading) -> Iterator[Stretch]:
    """The text of a block, then that of the notes written inside it."""
    shown, _ = split_trailing(content)
    masked = [MASK] * len(content)
    marks: list[int] = []
    for token in parse_inline(shown, reading.env):
        start = token.map[0] if token.map else 0
        if token.type == "softbreak" or (token.type == "hardbreak" and shown[start : start + 1] == "\n"):
            masked[start] = "\n"
        elif token.type == "text" and token.info != "auto":
            # Texts that were joined, as around a * that marks nothing, bear the offset of the last one.
            start = shown.rfind(token.content, 0, start + len(token.content))
            if start >= 0:
                masked[start : start + len(token.content)] = token.content
        elif token.type == "note_reference":
            marks.append(start)
        elif token.type == "inline_note":
            marks.append(start)
            offset = int(token.meta["offset"])
            yield from _stretches(token.content, place.part(offset), "paragraph", 0, reading)
    yield Stretch("".join(masked), content, kind, level, tuple(marks), place)
