"""Inline tokens to inline nodes, with a stack instead of recursion so that depth is no danger.

1. markdown-it parses the content of a paragraph.
2. Punctuation is made typographic, in the language in force.
3. Tokens become nodes; HTML tags among them are paired when their container closes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from docexport.model import (
    NOWHERE,
    CodeSpan,
    Comment,
    CrossReference,
    Deletion,
    Emphasis,
    Image,
    Inline,
    Insertion,
    LineBreak,
    Mark,
    Math,
    NoteBody,
    NoteReference,
    Paragraph,
    Position,
    Span,
    Strike,
    Strong,
    Sub,
    Sup,
    Text,
)
from docexport.notices import DanglingReference
from docexport.read.attributes import NO_ATTRIBUTES, Attributes
from docexport.read.html import Tag, html_pieces
from docexport.read.htmlnodes import inline_nodes
from docexport.read.inline_rules import UNDEFINED, www_addresses
from docexport.read.leftovers import name_leftovers
from docexport.read.nodes import make_link, make_span, plain, settle_text
from docexport.read.reading import Alone, Place, Reading
from docexport.read.smart import smart_text, smarten
from docexport.read.syntax import has_markup, parse_inline
from docexport.read.targets import local_source
from docexport.records import Struct, field

if TYPE_CHECKING:
    from markdown_it.token import Token

_DEEPEST = 32
_DEEPEST_NOTE = 3
_ROLE = re.compile(r"\{[a-z][\w:-]*\}\Z")
"""What MyST writes before code to give it a meaning."""


def read_inlines(reading: Reading, content: str, place: Place) -> tuple[Inline, ...]:
    """The nodes of a paragraph's content."""
    if is_plain(content):
        return plain_words(reading, content, place.at(0))
    tokens = parse_inline(content, reading.env)
    for name, offset in reading.env[UNDEFINED]:
        reading.notify(DanglingReference(at=place.at(offset), target=f"^{name}"))
    reading.env[UNDEFINED].clear()
    return build_inlines(reading, tokens, place)


def is_plain(content: str) -> bool:
    """Whether a paragraph's content is words and no more, as nearly all cells of a long table are."""
    return not has_markup(content) and "www." not in content


def plain_words(reading: Reading, content: str, at: Position) -> tuple[Inline, ...]:
    """The nodes of such content."""
    name_leftovers(reading, content, at)
    text = settle_text(smart_text(content, reading.lang) if reading.smart else content)
    return (Text(text, at=at),) if text else ()


def build_inlines(reading: Reading, tokens: list[Token], place: Place) -> tuple[Inline, ...]:
    """The nodes of inline tokens that are parsed already."""
    if reading.smart:
        smarten(tokens, reading.lang)
    builder = _Builder(reading, place)
    for token in tokens:
        builder.take(token)
    return builder.finish()


class _Frame(Struct):
    token: Token | None
    at: Position
    nodes: list[Inline | Tag] = field(default_factory=list)
    tagged: bool = False
    text: list[str] = field(default_factory=list)
    text_at: Position = NOWHERE


class _Builder:
    def __init__(self, reading: Reading, place: Place) -> None:
        self.reading = reading
        self.place = place
        self.stack = [_Frame(None, place.at(0))]

    def at(self, token: Token) -> Position:
        return self.place.at(token.map[0] if token.map else 0)

    def take(self, token: Token) -> None:
        if token.nesting > 0:
            if len(self.stack) == _DEEPEST:
                self.reading.flatten(self.at(token))
            self.stack.append(_Frame(token, self.at(token)))
        elif token.nesting < 0:
            self.close()
        elif token.type in ("text", "text_special", "softbreak"):
            self.add_text("\n" if token.type == "softbreak" else token.content, token)
        elif token.type == "html_inline":
            self.add_html(token)
        else:
            self.add(_LEAVES[token.type](self, token))

    def add(self, *nodes: Inline | Tag) -> None:
        self.flush()
        self.stack[-1].nodes += nodes

    def add_text(self, text: str, token: Token) -> None:
        if "www." in text and token.info != "auto":
            self.add_with_addresses(text, token)
        else:
            self.buffer(text, self.at(token))

    def buffer(self, text: str, at: Position) -> None:
        frame = self.stack[-1]
        if not frame.text:
            frame.text_at = at
        frame.text.append(text)

    def add_with_addresses(self, text: str, token: Token) -> None:
        last, at = 0, self.at(token)
        linked = any(frame.token and frame.token.type == "link_open" for frame in self.stack)
        for start, end in () if linked else www_addresses(text):
            self.buffer(text[last:start], at)
            words = (Text(text[start:end], at=at),)
            self.add(*make_link(self.reading, words, f"http://{text[start:end]}", "", at))
            last = end
        self.buffer(text[last:], at)

    def add_html(self, token: Token) -> None:
        for piece in html_pieces(token.content, self.at(token)):
            if isinstance(piece, Tag):
                self.add(piece)
                self.stack[-1].tagged = True
            else:
                self.buffer(piece.text, piece.at)

    def flush(self) -> None:
        frame = self.stack[-1]
        if frame.text:
            written = "".join(frame.text)
            name_leftovers(self.reading, written, frame.text_at)
            text = settle_text(written)
            frame.text.clear()
            if text:
                frame.nodes.append(Text(text, at=frame.text_at))

    def content(self) -> tuple[Inline, ...]:
        self.flush()
        frame = self.stack.pop()
        if frame.tagged:
            return inline_nodes(self.reading, frame.nodes)
        return tuple(node for node in frame.nodes if not isinstance(node, Tag))

    def close(self) -> None:
        deep = len(self.stack) > _DEEPEST
        frame = self.stack[-1]
        inlines = self.content()
        if deep or frame.token is None:
            self.add(*inlines)
        else:
            self.add(*_BRANCHES[frame.token.type](self.reading, frame.token, inlines, frame.at))

    def finish(self) -> tuple[Inline, ...]:
        while len(self.stack) > 1:
            self.close()
        return self.content()


# --- Nodes with content ------------------------------------------------------------------------------


def _given(token: Token) -> Attributes:
    return token.meta.get("attributes") or NO_ATTRIBUTES


def _link(reading: Reading, token: Token, inlines: tuple[Inline, ...], at: Position) -> tuple[Inline, ...]:
    target, title = str(token.attrs.get("href", "")), str(token.attrs.get("title", ""))
    if token.info == "auto" and ":" not in target:
        target = f"mailto:{target}"
    linked = make_link(reading, inlines, target, title, at)
    given = _given(token)
    if given is NO_ATTRIBUTES:
        return linked
    return (Span(linked, at=at, id=given.id, classes=given.classes, lang=reading.language(given, at)),)


def _span(reading: Reading, token: Token, inlines: tuple[Inline, ...], at: Position) -> tuple[Inline, ...]:
    return (make_span(reading, _given(token), inlines, at),)


def _remarked(
    _reading: Reading, _token: Token, inlines: tuple[Inline, ...], at: Position
) -> tuple[Inline, ...]:
    """Highlighted words and the comment right behind them: a comment about those words."""
    *words, comment = inlines
    assert isinstance(comment, Comment)
    return (Comment(tuple(words), comment.words, at=at),)


_Branch = Callable[[Reading, "Token", tuple[Inline, ...], Position], tuple[Inline, ...]]

_BRANCHES: Mapping[str, _Branch] = {
    "em_open": lambda _reading, _token, inlines, at: (Emphasis(inlines, at=at),),
    "strong_open": lambda _reading, _token, inlines, at: (Strong(inlines, at=at),),
    "s_open": lambda _reading, _token, inlines, at: (Strike(inlines, at=at),),
    "sub_open": lambda _reading, _token, inlines, at: (Sub(inlines, at=at),),
    "sup_open": lambda _reading, _token, inlines, at: (Sup(inlines, at=at),),
    "link_open": _link,
    "span_open": _span,
    "insertion_open": lambda _reading, _token, inlines, at: (Insertion(inlines, at=at),) if inlines else (),
    "deletion_open": lambda _reading, _token, inlines, at: (Deletion(inlines, at=at),) if inlines else (),
    "mark_open": lambda _reading, _token, inlines, at: (Mark(inlines, at=at),),
    "comment_open": lambda _reading, _token, inlines, at: (Comment((), inlines, at=at),),
    "words_open": lambda _reading, _token, inlines, _at: inlines,
    "remarked_open": _remarked,
}


# --- Nodes without ------------------------------------------------------------------------------------


def _code(builder: _Builder, token: Token) -> Inline:
    given = _given(token)
    if role := _ROLE.search("".join(builder.stack[-1].text)):
        example = f"{role[0]}`{token.content}`"
        builder.reading.leave("role", example, "write what it makes", builder.at(token))
    return CodeSpan(token.content, at=builder.at(token), id=given.id, classes=given.classes)


def _note(builder: _Builder, token: Token) -> Inline:
    builder.reading.cite(token.content)
    return NoteReference(token.content, at=builder.at(token))


def _inline_note(builder: _Builder, token: Token) -> Inline:
    reading, at = builder.reading, builder.at(token)
    if reading.note_depth >= _DEEPEST_NOTE:
        reading.flatten(at)
        return Text(settle_text(f" ({token.content})"), at=at)
    reading.note_depth += 1
    name = reading.reserve_note()
    place = builder.place.part(int(token.meta["offset"]))
    inlines = read_inlines(reading, token.content, place)
    reading.add_note(NoteBody(name, (Paragraph(inlines, at=at),), at=at))
    reading.note_depth -= 1
    return NoteReference(name, at=at)


def _image(builder: _Builder, token: Token) -> Inline:
    at = builder.at(token)
    given = _given(token)
    caption = build_inlines(builder.reading, token.children or [], Place((0,), (at,)))
    alt = given.get("alt") or given.get("fig-alt")
    words = plain(caption)
    title = " ".join(str(token.attrs.get("title", "")).split())
    description = " ".join((given.get("description") or "").split())
    alone = Alone(caption, words if alt is None else alt, title, description)
    image = Image(
        source=local_source(str(token.attrs.get("src", ""))),
        alt=" ".join(filter(None, (alone.alt, description))),
        title=title or ("" if alt is None else words),
        width=given.get("width"),
        at=at,
        id=given.id,
        classes=given.classes,
        lang=builder.reading.language(given, at),
    )
    builder.reading.captions[image] = alone
    return image


_LEAVES: Mapping[str, Callable[[_Builder, Token], Inline]] = {
    "code_inline": _code,
    "formula": lambda builder, token: Math(token.content, at=builder.at(token)),
    "hardbreak": lambda builder, token: LineBreak(at=builder.at(token)),
    "cross_reference": lambda builder, token: CrossReference(token.content, at=builder.at(token)),
    "note_reference": _note,
    "inline_note": _inline_note,
    "image": _image,
}
