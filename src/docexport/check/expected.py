"""What every output must say, read off the Edition: words with their places, and the things among them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from html import unescape

from docexport.check.transcript import (
    Block,
    Stream,
    Thing,
    Transcript,
    Word,
    address_key,
    key_of,
    letters_of,
    tokens,
)
from docexport.edition import Edition, Reference
from docexport.edition.plain import plain_text, text_of
from docexport.model import (
    AnyNode,
    Callout,
    Code,
    CodeSpan,
    Comment,
    CrossReference,
    Definition,
    Figure,
    Image,
    Inline,
    Link,
    Math,
    MathBlock,
    NoteReference,
    Paragraph,
    Position,
    Quote,
    Rule,
    Section,
    Table,
    Text,
    children,
    walk,
)
from docexport.records import Struct
from docexport.resources import Picture, Placeholder

Look = Callable[[str, Position], Picture | Placeholder]
"""Gives the picture that a source names, or what stands in for it."""

_NAMES = {Paragraph: "paragraph", Definition: "term", Quote: "quotation"}
"""What messages call blocks that are nothing but words."""
_SCHEME = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)


def expected(edition: Edition, look: Look) -> Transcript:
    """The transcript that an Edition asks for."""
    made = Transcript()
    writer = _Expected(edition, made, look)
    writer.front()
    writer.nodes(edition.blocks, made.body)
    for note in edition.notes:
        writer.block("note", note.blocks[0].at if note.blocks else Position(), None)
        writer.nodes(note.blocks, made.notes)
    return made


def headings_added(edition: Edition) -> frozenset[str]:
    """The headings that an output may add to those of the article."""
    words = edition.terms
    return frozenset(
        map(key_of, (words.notes, words.contents, words.figures, words.tables, words.key_points))
    )


class _Expected(Struct):
    edition: Edition
    made: Transcript
    look: Look

    def block(self, name: str, at: Position, node: AnyNode | None) -> None:
        """What follows belongs to another block."""
        self.made.blocks.append(Block(name, at, node))

    def front(self) -> None:
        """The masthead, in the order of the page."""
        front, metadata = self.edition.front, self.edition.metadata
        body = self.made.body
        for name in ("kicker", "title", "subtitle"):
            self.block(name, metadata.at(name), None)
            self.nodes(getattr(front, name), body)
        self.block("summary", metadata.at("summary"), None)
        self.nodes(front.standfirst, body)
        for author in metadata.authors:
            self.block("author", metadata.at("authors"), None)
            self._words(author.name, Text(author.name, at=metadata.at("authors")), body)
        for point in front.key_points:
            self.block("key point", point[0].at if point else metadata.at("key_points"), None)
            self.nodes(point, body)

    def nodes(self, nodes: Iterable[AnyNode], stream: Stream) -> None:
        """Everything in the nodes, in reading order, to any depth."""
        pieces: list[tuple[str, AnyNode]] = []
        stack: list[AnyNode | None] = list(reversed(tuple(nodes)))
        while stack:
            node = stack.pop()
            if isinstance(node, Text | CodeSpan):
                pieces.append((node.text, node))
                continue
            if isinstance(node, Comment):
                # What is said of words stands apart from them, as in Word's comments.
                self.nodes(node.words, self.made.notes)
                stack += reversed(node.inlines)
                continue
            if isinstance(node, CrossReference):
                pieces.append((self._reference(node, stream), node))
                continue
            # Letters on both sides of the edge of emphasis are one word; of anything else they are two.
            if node is None or not _dresses_words(node):
                self._flush(pieces, stream)
            if node is not None:
                self._open(node, stream)
                stack += (
                    [None, *reversed(children(node))]
                    if not _dresses_words(node)
                    else reversed(children(node))
                )
        self._flush(pieces, stream)

    def _flush(self, pieces: list[tuple[str, AnyNode]], stream: Stream) -> None:
        """Make words of neighboring texts, each with the node in which it begins."""
        if not pieces:
            return
        text = "".join(piece for piece, _ in pieces)
        starts: list[tuple[int, AnyNode]] = []
        offset = 0
        for piece, node in pieces:
            starts.append((offset, node))
            offset += len(piece)
        pieces.clear()
        self._add(text, starts, stream)

    def _words(self, text: str, node: AnyNode, stream: Stream) -> None:
        self._add(text, [(0, node)], stream)

    def _add(self, text: str, starts: list[tuple[int, AnyNode]], stream: Stream) -> None:
        block = len(self.made.blocks) - 1
        place, owner, index = 0, 0, 0
        for word in text.split():
            place = text.index(word, place)
            while owner + 1 < len(starts) and starts[owner + 1][0] <= place:
                owner, index = owner + 1, 0
            for token in tokens(word):
                stream.words.append(Word(token, word, starts[owner][1], index, block))
            index += 1
            place += len(word)

    def _open(self, node: AnyNode, stream: Stream) -> None:
        """Note what a node is besides the words inside it."""
        match node:
            case Section():
                self._heading(node, stream)
            case Paragraph() | Definition() | Quote():
                self.block(_NAMES[type(node)], node.at, node)
            case Code():
                self.block("code", node.at, node)
                self._words(node.text, node, stream)
            case Table():
                self.block("table", node.at, node)
                stream.things.append(_table(node))
            case Figure():
                self._figure(node, stream)
            case Image():
                self._picture(node.source, node.alt or node.title, node, stream)
            case Callout():
                self.block("callout", node.at, node)
                if not node.title:
                    self._words(getattr(self.edition.terms, node.kind), node, stream)
            case Rule():
                if not (stream.things and _follows(stream.things[-1], node, stream)):
                    stream.things.append(Thing("break", str(len(stream.words)), "break in thought", node.at))
            case _:
                self._phrase(node, stream)

    def _phrase(self, node: AnyNode, stream: Stream) -> None:
        """Note what stands inside a sentence."""
        match node:
            case Math() | MathBlock():
                self._formula(node, stream)
            case Link():
                self._link(node, stream)
            case NoteReference():
                number = str(self.edition.note(node.name).number)
                stream.things.append(Thing("note mark", number, f"mark of note {number}", node.at))
            case _:
                pass

    def _reference(self, node: CrossReference, stream: Stream) -> str:
        """The words that stand for a cross-reference."""
        reference = self.edition.references.get(node.target)
        words = reference.text if reference else f"@{node.target}"
        stream.things.append(Thing("link", internal_key(words), f"reference {words!r}", node.at))
        return words

    def _heading(self, node: Section, stream: Stream) -> None:
        self.block("heading", node.at, node)
        facts = self.edition.sections.get(node.id or "")
        title = plain_text(node.heading, self.edition.references)
        level = facts.level if facts else 0
        stream.things.append(
            Thing(
                "heading",
                key_of(title),
                f"heading {title!r}",
                node.at,
                level,
                optional=not title,
                pattern=_pattern(node.heading, self.edition.references),
            )
        )

    def _figure(self, node: Figure, stream: Stream) -> None:
        self.block("figure", node.at, node)
        if not node.decorative:
            self._picture(node.source, node.alt or node.title, node, stream)
        if node.description:
            self._words(node.description, node, stream)

    def _picture(self, source: str, alt: str, node: AnyNode, stream: Stream) -> None:
        # A placeholder shows its alternative text as words, and is tagged as a figure in a PDF only.
        picture = self.look(source, node.at)
        optional = not alt or isinstance(picture, Placeholder)
        name = f"picture {source!r}"
        stream.things.append(Thing("figure", key_of(alt or source), name, node.at, optional=optional))
        if isinstance(picture, Placeholder) and picture.address:
            link = Thing("link", address_key(picture.address), f"link to {source!r}", node.at, optional=True)
            stream.things.append(link)

    def _formula(self, node: Math | MathBlock, stream: Stream) -> None:
        from docexport.formula import mathml  # noqa: PLC0415 # only where there is a formula

        markup = mathml(node.tex, display=isinstance(node, MathBlock))
        if markup is None:
            self.block("formula", node.at, node)
            self._words(node.tex, node, stream)
            return
        letters = letters_of(unescape(re.sub(r"<[^>]*>", "", markup)))
        name = f"formula {node.tex!r}"
        stream.things.append(Thing("formula", key_of(node.tex), name, node.at, letters=letters))

    def _link(self, node: Link, stream: Stream) -> None:
        words = plain_text(node.inlines, self.edition.references)
        internal = node.target.startswith("#")
        key = internal_key(words) if internal else address_key(node.target)
        # Nobody can follow a link without words, and not every format takes every kind of address.
        optional = not words.strip() or not (internal or _SCHEME.match(node.target))
        stream.things.append(Thing("link", key, f"link {words!r}", node.at, optional=optional))


def _pattern(heading: tuple[Inline, ...], references: Mapping[str, Reference]) -> str:
    """What the words of a heading match in any output; nothing where they are the same in all of them."""
    parts = [""]
    for node in walk(heading):
        if isinstance(node, Math | Image):
            parts.append("")
        elif not children(node):
            parts[-1] += text_of(node, references)
    return " ?.*?".join(re.escape(key_of(part)) for part in parts) if len(parts) > 1 else ""


def internal_key(words: str) -> str:
    """What a link within the article is compared by: its last word, for Word makes only that a field."""
    found = tokens(words)
    return f"#{found[-1]}" if found else "#"


def table_key(rows: int, columns: int) -> str:
    """What a table is compared by; its words are compared as words."""
    return f"{rows} × {columns}"


def _table(node: Table) -> Thing:
    key = table_key(len(node.head) + len(node.rows), len(node.columns))
    return Thing("table", key, f"table of {key} cells", node.at)


def _follows(last: Thing, node: Rule, stream: Stream) -> bool:
    """Whether nothing stands between a break and the one before it: they are painted as one."""
    return last.kind == "break" and node.at != last.at and last.key == str(len(stream.words))


def _dresses_words(node: AnyNode) -> bool:
    """Whether a node only says how the words in it look or where they lead."""
    return not isinstance(node, Paragraph) and hasattr(node, "inlines")
