"""What can be mended without asking: straight quotes and double spaces, in prose alone.

The mended source is read again; unless the article still says the same, nothing is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docexport.check.transcript import tokens
from docexport.edition.plain import plain_text, text_of
from docexport.model import Article
from docexport.notices import Notice
from docexport.read import read_text
from docexport.read.decode import clean
from docexport.read.prose import prose_of
from docexport.read.smart import smart_quotes
from docexport.records import Struct

_DOUBLE_SPACE = re.compile(r"(?<=[^\s\ufffc|])(  +)(?=[^\s\ufffc|])")
_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]*(?:\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]|\Z)")


class Edit(Struct, frozen=True, order=True):
    """A stretch of a line, from `start` to `end`, that is replaced."""

    line: int
    start: int
    end: int
    text: str


def mended(text: str, name: str, *, plain: bool) -> tuple[str, int]:
    """The source mended, and how many edits that took; line ends and all else stay as they are."""
    cleaned = clean(text, _silently)
    lines = _LINE.findall(text)
    if [
        line.rstrip("\r\n\x0b\x0c\x85\u2028\u2029") for line in lines[: cleaned.count("\n") + 1]
    ] != cleaned.split("\n"):
        return text, 0  # characters that are taken out when it is read: no place in it can be trusted
    article = _read(text, name, plain=plain)
    edits = sorted(set(_edits(cleaned, name, (article.metadata.lang or "en"), plain=plain)), reverse=True)
    for edit in edits:
        line = lines[edit.line - 1]
        lines[edit.line - 1] = line[: edit.start] + edit.text + line[edit.end :]
    new = "".join(lines)
    if not edits or _said(_read(new, name, plain=plain)) != _said(article):
        return text, 0
    return new, len(edits)


def _edits(text: str, name: str, lang: str, *, plain: bool) -> Iterator[Edit]:
    lines = text.split("\n")
    for stretch in prose_of(text, name, plain=plain).stretches:
        for offset, becomes in smart_quotes(stretch.text, lang):
            at = stretch.at(offset)
            if lines[at.line - 1][at.column - 1 : at.column] == stretch.text[offset]:
                yield Edit(at.line, at.column - 1, at.column, becomes)
        for match in _DOUBLE_SPACE.finditer(stretch.text):
            at = stretch.at(match.start())
            start, end = at.column - 1, at.column - 1 + len(match[1])
            if lines[at.line - 1][start:end] == match[1]:
                yield Edit(at.line, start, end, " ")


def _read(text: str, name: str, *, plain: bool) -> Article:
    return read_text(text, _silently, file=name, form="text" if plain else "markdown")


def _said(article: Article) -> list[str]:
    """The words of an article, without what the edits may change."""
    metadata = article.metadata
    front = (metadata.title, metadata.subtitle, metadata.kicker, metadata.summary, *metadata.key_points)
    texts = [*map(plain_text, front), *map(text_of, (*article.blocks, *article.notes))]
    return tokens("\n".join(texts))


def _silently(_notice: Notice) -> None:
    """A Notify for what the check tells of."""
