"""Insertions and deletions over several blocks: each block between the two marks gets marks of its own.

CriticMarkup knows no blocks, but its users open a mark in one paragraph and close it in a later one. Inline
rules see a paragraph at a time, so the marks are given to each one here, before it is read. What cannot be
marked inside (code, formulas, figures, raw HTML) keeps its words: among insertions it is as good as
accepted; a deletion with such a block in it is left as text, so that nothing goes that was to stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from docexport.notices import ReviewMarkKept
from docexport.read.attributes import match_attributes
from docexport.read.reading import Reading
from docexport.read.review_rules import CLOSING, closings, find_closing
from docexport.records import Struct

if TYPE_CHECKING:
    from markdown_it.token import Token

_SPREAD = ("{++", "{--")
_UNMARKED = frozenset({"fence", "code_block", "formula_block", "html_block"})
_FIGURE = re.compile(r"\s*!\[.*\]\(.*\)(?:\{[^{}]*\})?\s*", re.DOTALL)


class _Open(Struct, frozen=True):
    """A mark that its own block does not close: the token, and where in it the mark stands."""

    index: int
    at: int
    opening: str


def spread_marks(reading: Reading, tokens: Sequence[Token]) -> None:
    """Rewrite the content of the inline tokens between marks that stand in different blocks."""
    if not any(opening in line for opening in _SPREAD for line in reading.lines):
        return
    held: _Open | None = None
    for index, token in enumerate(tokens):
        if token.type == "footnote_reference_open":
            held = None
        if token.type != "inline":
            continue
        if held is not None and (close := _closed_at(token.content, CLOSING[held.opening])) >= 0:
            _spread(reading, tokens, held, index, close)
            held = None
        held = _left_open(token.content, index) or held


def _left_open(content: str, index: int) -> _Open | None:
    """The last opening mark that has no end in the content."""
    found = [
        _Open(index, at, opening)
        for opening in _SPREAD
        for at in closings(content, opening)[-1:]
        if find_closing(content, at + 3, len(content), CLOSING[opening]) < 0
    ]
    return max(found, key=lambda mark: mark.at, default=None)


def _closed_at(content: str, closing: str) -> int:
    """Where a closing mark stands without an opening one before it, or -1."""
    opening = next(key for key, value in CLOSING.items() if value == closing)
    close = next(iter(closings(content, closing)), -1)
    before = next(iter(closings(content, opening)), len(content))
    return close if close < before else -1


def _spread(reading: Reading, tokens: Sequence[Token], mark: _Open, last: int, close: int) -> None:
    first, end = tokens[mark.index], tokens[last]
    opening, closing = mark.opening, CLOSING[mark.opening]
    between = tokens[mark.index + 1 : last]
    inner = [token for token in between if token.type == "inline"]
    unmarked = [token for token in between if token.type in _UNMARKED]
    unmarked += [token for token in inner if _FIGURE.fullmatch(token.content)]
    nested = any(closings(token.content, part) for token in inner for part in (opening, closing))
    if nested or unmarked:
        place = unmarked[0] if unmarked else first
        reading.notify(ReviewMarkKept(at=reading.position((place.map or [0])[0]), mark=opening))
    if nested or (unmarked and opening == "{--"):
        return
    first.content = first.content[: mark.at] + _marked(first.content[mark.at + 3 :], opening, closing)
    kept = set(map(id, unmarked))
    for token in inner:
        if id(token) not in kept:
            token.content = _marked(token.content, opening, closing)
    end.content = _marked(end.content[:close], opening, closing) + end.content[close + 3 :]


def _marked(content: str, opening: str, closing: str) -> str:
    """The content between marks; attributes at its end, as of a heading, stay at the end."""
    words = content.strip()
    tail = words.rfind("{") if words.endswith("}") else -1
    found = match_attributes(words, tail) if tail >= 0 else None
    if found is None or found[1] != len(words):
        tail = len(words)
    return f"{opening}{words[:tail].strip()}{closing} {words[tail:]}".rstrip() if words[:tail] else words
