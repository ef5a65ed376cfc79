"""What a box around blocks means: callouts, key points, quotations, or a plain group."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, TypeAlias

from docexport.model import (
    Block,
    Callout,
    Figure,
    Group,
    Inline,
    KeyPoints,
    MathBlock,
    Paragraph,
    Position,
    Quote,
    Table,
)
from docexport.read.attributes import Attributes
from docexport.read.sections import Heading, Item, nest
from docexport.records import replace

CalloutKind: TypeAlias = Literal["note", "tip", "important", "warning", "caution"]
QuoteKind: TypeAlias = Literal["block", "pull", "epigraph"]

CALLOUTS: Mapping[str, CalloutKind] = {
    "note": "note",
    "info": "note",
    "tip": "tip",
    "hint": "tip",
    "admonition": "note",
    "important": "important",
    "warning": "warning",
    "caution": "caution",
    "danger": "caution",
    "callout-note": "note",
    "callout-tip": "tip",
    "callout-important": "important",
    "callout-warning": "warning",
    "callout-caution": "caution",
}
_ALERTS: Mapping[str, CalloutKind] = {
    "success": "tip",
    "check": "tip",
    "done": "tip",
    "attention": "warning",
    "failure": "caution",
    "fail": "caution",
    "missing": "caution",
    "error": "caution",
    "bug": "caution",
}
"""Kinds of callouts that only a quotation may have: as names of divs they may mean anything."""
_QUOTES: Mapping[str, QuoteKind] = {
    "pull-quote": "pull",
    "pullquote": "pull",
    "pull": "pull",
    "epigraph": "epigraph",
    "blockquote": "block",
    "quote": "block",
}
_KEY_POINTS = frozenset({"key-points", "keypoints", "key_points", "key-takeaways"})

Numbered: TypeAlias = Figure | Table | MathBlock
"""What can be referred to by its number."""

_ALERT = re.compile(r"\[!([A-Za-z][\w-]*)(?:\|[^\[\]]*)?\][+-]?[ \t]*(.*)")
_DASH = re.compile(r"(?:—|―|–|---?|&mdash;)[ \t\u00a0]*(?=\w|[*_\[“\"'„«])")
_SENTENCE_END = re.compile(r"(?:[.!?…][\"'”’»)\]*_]*|  |\\|<br ?/?>)\Z")


def make_div(given: Attributes, title: tuple[Inline, ...], items: list[Item], at: Position) -> Block:
    """The block that a fenced div or an HTML `div` means."""
    lang = given.get("lang")
    for name in given.classes:
        classes = given.without(name)
        if name in CALLOUTS:
            title, items = (title, items) if title else _split_heading(items)
            return Callout(CALLOUTS[name], title, nest(items), at=at, id=given.id, classes=classes, lang=lang)
        if name in _QUOTES:
            return quote_of(_QUOTES[name], items, at, Attributes(given.id, classes, given.pairs))
        if name in _KEY_POINTS:
            return KeyPoints(nest(items), at=at, id=given.id, classes=classes, lang=lang)
    if named := _named(given, items):
        return named
    return Group(nest(items), at=at, id=given.id, classes=given.classes, lang=lang)


def _named(given: Attributes, items: list[Item]) -> Numbered | None:
    """The one figure, table or formula that a div names, and captions in its last paragraph (Quarto)."""
    match items:
        case [Figure() | Table() | MathBlock() as only] if given.id and not only.id:
            caption: tuple[Inline, ...] = ()
        case [Figure(id=None, caption=()) | Table(id=None, caption=()) as only, Paragraph() as last] if (
            given.id
        ):
            caption = last.inlines
        case _:
            return None
    classes, lang = (*given.classes, *only.classes), given.get("lang") or only.lang
    if caption and not isinstance(only, MathBlock):
        only = replace(only, caption=caption)
    return replace(only, id=given.id, classes=classes, lang=lang)


def means_something(given: Attributes) -> bool:
    """Whether a div of these attributes is more than a plain group."""
    return any(name in CALLOUTS or name in _QUOTES or name in _KEY_POINTS for name in given.classes)


def is_quote(given: Attributes) -> bool:
    """Whether a div of these attributes is a quotation, whose last line may name its author."""
    return any(name in _QUOTES for name in given.classes)


def quote_of(
    kind: QuoteKind,
    items: list[Item],
    at: Position,
    given: Attributes,
    attribution: tuple[Inline, ...] = (),
) -> Quote:
    """A quotation; a block quote that is all there is in a pull quote is the same quotation."""
    if len(items) == 1 and isinstance(inner := items[0], Quote) and inner.kind == "block":
        attribution = attribution or inner.attribution
        items = list(inner.blocks)
    lang = given.get("lang")
    return Quote(kind, nest(items), attribution, at=at, id=given.id, classes=given.classes, lang=lang)


def _split_heading(items: list[Item]) -> tuple[tuple[Inline, ...], list[Item]]:
    if items and isinstance(first := items[0], Heading):
        return first.inlines, items[1:]
    return (), items


def alert(content: str) -> tuple[CalloutKind, str, str] | None:
    """The kind, the title and the rest of a quote's first paragraph that makes it an alert: `[!NOTE]`."""
    first, _, rest = content.partition("\n")
    match = _ALERT.fullmatch(first.strip())
    if match is None:
        return None
    name, title = match[1].lower(), match[2]
    if name in CALLOUTS:
        return CALLOUTS[name], title, rest
    # What has no counterpart here is named by its own word, as Obsidian names it.
    return _ALERTS.get(name, "note"), title or match[1].replace("-", " ").capitalize(), rest


def split_attribution(content: str, alone: bool) -> tuple[str, str, int] | None:
    """A quotation's last paragraph, parted before the dash that names its author, and on which line.

    `alone` says that there is no other paragraph, so that not all of it can be the author.
    """
    lines = content.split("\n")
    for number in (0, len(lines) - 1):
        dash = _DASH.match(lines[number])
        if dash is None or (number == 0 and alone):
            continue
        if number and not _SENTENCE_END.search(lines[number - 1]):
            # A dash inside a wrapped sentence names nobody.
            continue
        rest = "\n".join(lines[number:])[dash.end() :]
        return re.sub(r"\\?\Z", "", "\n".join(lines[:number])).rstrip(), rest, number
    return None
