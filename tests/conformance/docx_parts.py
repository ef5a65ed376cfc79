"""An article as a list of parts, in reading order: what a report has to give back to whoever reads it.

A part is a tuple: `("heading", level, words)`, `("item", number, depth)`, `("paragraph", words)`, `("table",
head rows, rows)`, `("figure", words)`, `("caption", words)`. Behind the words of a part stand the parts
inside it: stretches such as `("emphasis", words)`, `("link", target, words)`, `("inserted", words)`, and
points such as `("note", words)`. The words of a part are those that stand when every change is accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, assert_never
from urllib.parse import unquote

from docexport import model as m
from docexport.edition import Edition, make_edition
from docexport.export import StyleChoice, moment_of, read_article, style_for
from docexport.notices import Collector
from docexport.resources import Placeholder, Resources
from tests.conformance.words import words

Part = tuple[Any, ...]
Kind = tuple[Any, ...]
Said = tuple[str, ...]

DELETED, INSERTED = ("deleted",), ("inserted",)
POINTS = frozenset({"note", "formula", "picture", "comment"})
"""Kinds that are places in a line rather than stretches of it."""
DEEPEST = 8
"""The last of the nine levels that a numbering has in Word (ECMA-376 part 1, 17.9.6)."""
COVERED = {"link": {"strong", "code"}, "code": {"strong"}, "sub": {"strong"}, "superscript": {"strong"}}
"""A run has one character style. Of two in each other these go first, and what the other adds is a font's
name, which tells no reader that the words are strong or code."""


@dataclass(frozen=True)
class Piece:
    """Some letters of a line, and all that they are."""

    text: str
    kinds: frozenset[Kind] = frozenset()


def said(text: str) -> Said:
    """The words of a text."""
    return tuple(words(text))


def text_of(pieces: Iterable[Piece]) -> str:
    """The letters that stand when every change is accepted."""
    return "".join(piece.text for piece in pieces if DELETED not in piece.kinds)


def parts_of_line(head: Part, pieces: Sequence[Piece]) -> Iterator[Part]:
    """A line with its words, then what is inside it in the order of its beginnings."""
    yield (*head, said(text_of(pieces)))
    yield from inside(pieces)


def inside(pieces: Sequence[Piece]) -> Iterator[Part]:
    """The stretches and points of a line."""
    found: list[tuple[int, Part]] = []
    for kind in {kind for piece in pieces for kind in piece.kinds}:
        around = (pair for pair in enumerate(pieces) if kind in pair[1].kinds or not _is_slight(pair[1]))
        for there, group in groupby(around, partial(_has, kind)):
            run = list(group) if there else []
            # With the spaces in it: pandoc moves them out of what they stand at the edge of.
            stretch = said("".join(piece.text for piece in pieces[run[0][0] : run[-1][0] + 1])) if run else ()
            if run and kind[0] in POINTS:
                found.append((run[0][0], kind))
            elif stretch:
                found.append((run[0][0], (*kind, stretch)))
    yield from (part for _, part in sorted(found, key=lambda pair: (pair[0], str(pair[1]))))


def _has(kind: Kind, pair: tuple[int, Piece]) -> bool:
    return kind in pair[1].kinds


def _is_slight(piece: Piece) -> bool:
    """Whether a piece does not interrupt a stretch: a comment at its place, or the space between words."""
    return any(kind[0] == "comment" for kind in piece.kinds) or (bool(piece.text) and piece.text.isspace())


def covered(kinds: frozenset[Kind]) -> frozenset[Kind]:
    """What can be seen of kinds in each other, where they are character styles."""
    hidden = {name for kind in kinds for name in COVERED.get(kind[0], ())}
    return frozenset(kind for kind in kinds if kind[0] not in hidden)


def bookmark(anchor: str) -> str:
    """What an anchor is called in Word, which allows letters, digits and underscores, 40 at most."""
    return re.sub(r"\W+", "_", anchor)[:40]


def address(target: str) -> str:
    """An address that is the same however its letters are escaped."""
    return unquote(target).rstrip("/")


def edition_of(path: Path, choice: StyleChoice) -> Edition:
    """The edition that a report is made from."""
    told = Collector()
    article = read_article(path, notify=told)
    style = style_for(article, "report", choice, folder=path.parent, project=path.parent)
    return make_edition(article, style, "report", told, modified=moment_of(article.metadata, path, None))


# --- The article ---------------------------------------------------------------------------------------

STRETCHES: dict[type, str] = {
    m.Emphasis: "emphasis",
    m.Strong: "strong",
    m.Strike: "strike",
    m.Sub: "sub",
    m.Sup: "superscript",
    m.SmallCaps: "small capitals",
    m.Insertion: "inserted",
    m.Deletion: "deleted",
}


def parts_of_edition(edition: Edition, folder: Path) -> list[Part]:
    """Every part of the article in that folder."""
    front = edition.front
    shown = (
        *front.title,
        *front.subtitle,
        *front.standfirst,
        *(n for point in front.key_points for n in point),
    )
    marks = (node for node in m.walk((*shown, *edition.blocks)) if isinstance(node, m.NoteReference))
    reading = _Article(edition, Resources(folder), in_text=frozenset(mark.name for mark in marks))
    for name in ("title", "subtitle", "standfirst"):
        if inlines := getattr(front, name):
            reading.line((name,), inlines)
    for point in front.key_points:
        reading.parts.append(("item", "bullet", 0))
        reading.line(("paragraph",), point)
    reading.blocks(edition.blocks, 0)
    return reading.parts


@dataclass
class _Article:
    edition: Edition
    resources: Resources
    parts: list[Part] = field(default_factory=list)
    noted: set[str] = field(default_factory=set)
    """Names of the notes that have been cited."""
    box: str = ""
    """What stands before the next line, if it is a task."""
    in_note: list[str] | None = None
    """In a note: the notes that only it cites."""
    in_text: frozenset[str] = frozenset()
    """Names of the notes that the text cites."""

    def blocks(self, blocks: Iterable[m.Block], depth: int) -> None:
        for block in blocks:
            self.block(block, depth)

    def block(self, block: m.Block, depth: int) -> None:  # noqa: C901  # one case for each kind
        terms = self.edition.terms
        match block:
            case m.Paragraph():
                self.line(("paragraph",), block.inlines)
            case m.Section():
                facts = self.edition.sections[block.id or ""]
                self.line(("heading", facts.level), block.heading)
                self.blocks(block.blocks, 0)
            case m.List():
                self.items(block, depth)
            case m.DefinitionList():
                for entry in block.items:
                    self.line(("paragraph",), entry.term)
                    for definition in entry.definitions:
                        self.blocks(definition, 0)
            case m.Quote():
                self.blocks(block.blocks, 0)
                self.line(("paragraph",), block.attribution)
            case m.Figure():
                self.figure(block)
            case m.Table():
                self.table(block)
            case m.Code():
                self.parts.append(("paragraph", said(block.text)))
            case m.Callout():
                title = block.title or (m.Text(getattr(terms, block.kind)),)
                self.line(("paragraph",), title)
                self.blocks(block.blocks, 0)
            case m.KeyPoints() | m.Group():
                self.blocks(block.blocks, depth if isinstance(block, m.Group) else 0)
            case m.Rule():
                self.parts.append(("rule",))
            case m.MathBlock():
                self.parts.append(("formula",))
            case _:
                assert_never(block)

    def items(self, node: m.List, depth: int) -> None:
        for number, item in enumerate(node.items, node.start):
            mark = number if node.kind == "ordered" else "bullet"
            self.parts.append(("item", mark, min(depth, DEEPEST)))
            self.box = "" if item.checked is None else "☑ " if item.checked else "☐ "
            self.blocks(item.blocks, depth + 1)
            self.parts += [] if item.blocks else [("empty",)]

    def figure(self, node: m.Figure) -> None:
        if missing := self.missing(node):
            self.parts += parts_of_line(("figure",), [replace(missing, text=missing.text[1:-1])])
        else:
            alt = node.alt or node.title or ("" if node.decorative else node.source)
            self.parts.append(("figure", said(alt)))
        self.caption(node.id, node.caption)
        self.line(("paragraph",), (m.Text(node.description),) if node.description else ())

    def missing(self, node: m.Figure | m.Image) -> Piece | None:
        """The words in the place of a picture that cannot be shown."""
        found = self.resources.picture(node.source, node.at, Collector())
        if not isinstance(found, Placeholder):
            return None
        kinds = {("link", address(found.address))} if found.address else set()
        return Piece(f"[{node.alt or self.edition.terms.placeholder}]", frozenset(kinds))

    def caption(self, identity: str | None, caption: Sequence[m.Inline]) -> None:
        label = self.edition.labels.get(identity or "")
        pieces = [Piece(f"{label.text} " if label else ""), *self.pieces(caption, frozenset())]
        if text_of(pieces).strip():
            self.parts += parts_of_line(("caption",), pieces)

    def table(self, node: m.Table) -> None:
        self.caption(node.id, node.caption)
        rows = [row.cells for row in (*node.head, *node.rows)]
        inner = replace(self, parts=[])
        shape = tuple(
            tuple((inner.cell(cell), cell.rowspan, cell.colspan) for cell in cells) for cells in rows
        )
        self.parts.append(("table", len(node.head), shape))
        self.parts += inner.parts

    def cell(self, cell: m.Cell) -> Said:
        before = len(self.parts)
        self.blocks(cell.blocks, 0)
        return words_of(self.parts[before:])

    def line(self, head: Part, inlines: Sequence[m.Inline]) -> None:
        pieces = [Piece(self.box), *self.pieces(inlines, frozenset())]
        self.box = ""
        if any(piece.text.strip() or piece.kinds for piece in pieces):
            self.parts += parts_of_line(head, pieces)

    def pieces(self, inlines: Iterable[m.Inline], kinds: frozenset[Kind]) -> Iterator[Piece]:
        for inline in inlines:
            yield from self.piece(inline, kinds)

    def piece(self, inline: m.Inline, kinds: frozenset[Kind]) -> Iterator[Piece]:  # one for each
        match inline:
            case m.Text():
                yield Piece(inline.text, covered(kinds))
            case m.CodeSpan():
                yield Piece(inline.text, covered(kinds | {("code",)}))
            case m.LineBreak():
                yield Piece(" ", covered(kinds))
            case m.Math():
                yield Piece("", kinds | {("formula",)})
            case m.Image():
                missing = self.missing(inline)
                shown = Piece("", frozenset({("picture", said(inline.alt))}))
                found = missing or shown
                linked = any(kind[0] == "link" for kind in kinds)
                yield Piece(found.text, covered(kinds | (frozenset() if missing and linked else found.kinds)))
            case m.NoteReference():
                yield from self.note(inline, kinds)
            case m.CrossReference():
                yield from self.reference(inline, kinds)
            case m.Link():
                inner = (
                    self.internal(inline.target[1:])
                    if inline.target[0] == "#"
                    else ("link", address(inline.target))
                )
                yield from self.pieces(inline.inlines, kinds | {inner})
            case m.Comment():
                content = said(text_of(list(self.pieces(inline.words, frozenset()))))
                about = kinds | {("about", content)}
                yield Piece("", kinds | {("comment", content)})
                yield from self.pieces(inline.inlines, about)
            case _ if type(inline) in STRETCHES:
                yield from self.pieces(inline.inlines, kinds | {(STRETCHES[type(inline)],)})
            case _:
                yield from self.pieces(inline.inlines, kinds)

    def internal(self, anchor: str) -> Kind:
        section = self.edition.sections.get(anchor)
        return ("link", said(section.title)) if section else ("link", f"#{bookmark(anchor)}")

    def reference(self, node: m.CrossReference, kinds: frozenset[Kind]) -> Iterator[Piece]:
        """Word leads from the number of a section, and from the whole label of everything else.

        Where the reference is itself inserted, readers take its field for mere words.
        """
        reference = self.edition.references[node.target]
        section = self.edition.sections.get(reference.id)
        number = section.number if section else ""
        before = reference.text.removesuffix(number) if number else ""
        yield Piece(before, covered(kinds))
        link = set() if INSERTED in kinds else {self.internal(reference.id)}
        yield Piece(reference.text[len(before) :], covered(kinds | link))

    def note(self, mark: m.NoteReference, kinds: frozenset[Kind]) -> Iterator[Piece]:
        """A note; Word has none in notes, so that one which only a note cites stands at the end of that note.

        A comment in a note stands at the note's mark.
        """
        note = self.edition.note(mark.name)
        if mark.name in self.noted or (self.in_note and mark.name in self.in_text):
            yield Piece(f" {note.number} ", kinds)
        elif self.in_note is not None:
            self.in_note.append(mark.name)
            self.noted.add(mark.name)
            yield Piece(f" {note.number} ", kinds)
        else:
            self.noted.add(mark.name)
            content, comments = self.content(note.blocks)
            yield from (Piece("", kinds | {comment}) for comment in comments)
            yield Piece("", kinds | {("note", content)})

    def content(self, blocks: Iterable[m.Block]) -> tuple[Said, list[Part]]:
        """The words of a note, and the comments in it."""
        inner = _Article(self.edition, self.resources, noted=self.noted, in_note=[], in_text=self.in_text)
        inner.blocks(blocks, 0)
        for name in inner.in_note or ():
            note = self.edition.note(name)
            inner.parts.append(("paragraph", (str(note.number),)))
            inner.blocks(note.blocks, 0)
        return words_of(inner.parts), [part for part in inner.parts if part[0] == "comment"]


def words_of(parts: Iterable[Part]) -> Said:
    """The words of whole lines, one line after the other."""
    lines = ("paragraph", "caption", "heading", "figure")
    return tuple(word for part in parts if part[0] in lines for word in part[-1])
