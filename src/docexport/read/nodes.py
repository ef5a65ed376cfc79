"""Inline nodes that Markdown and HTML make alike: links, spans, settled text; and their plain words."""

from __future__ import annotations

import re

from docexport.model import (
    CodeSpan,
    CrossReference,
    Image,
    Inline,
    Keyboard,
    LineBreak,
    Link,
    Mark,
    Math,
    Position,
    SmallCaps,
    Span,
    Text,
    walk,
)
from docexport.notices import LinkRefused
from docexport.read.attributes import Attributes
from docexport.read.reading import Reading
from docexport.read.targets import RefusedTargetError, clean_target
from docexport.review import standing

_WIDE = r"[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]"
_WIDE_BREAK = re.compile(rf"(?<={_WIDE})\n(?={_WIDE})")
_UNSETTLED = ("\n", "\t", "  ")
_BLANKS = re.compile(r"[ \t\n]{2,}|[\t\n]")


def settle_text(text: str) -> str:
    """Text with its line ends turned into spaces, or into nothing between two wide (CJK) characters."""
    if "\n" in text:
        text = _WIDE_BREAK.sub("", text)
    return _BLANKS.sub(" ", text) if any(blank in text for blank in _UNSETTLED) else text


def make_link(
    reading: Reading, inlines: tuple[Inline, ...], target: str, title: str, at: Position
) -> tuple[Inline, ...]:
    """A link, or only its words where the target is refused or a link is inside it already."""
    if any(isinstance(node, Link) for node in walk(inlines)):
        return inlines
    try:
        return (Link(inlines, clean_target(target), " ".join(title.split()), at=at),)
    except RefusedTargetError as refusal:
        reading.notify(LinkRefused(at=at, target=target, reason=str(refusal)))
        return inlines


def make_span(reading: Reading, given: Attributes, inlines: tuple[Inline, ...], at: Position) -> Inline:
    """The node that a span's classes mean: small capitals, highlighting, a key; else a plain span."""
    lang = reading.language(given, at)
    for name, node in (("smallcaps", SmallCaps), ("mark", Mark), ("kbd", Keyboard)):
        if name in given.classes:
            made: Inline = node(inlines, at=at, id=given.id, classes=given.without(name), lang=lang)
            return made
    return Span(inlines, at=at, id=given.id, classes=given.classes, lang=lang)


def plain(inlines: tuple[Inline, ...]) -> str:
    """The words of inlines without their markup, as for an alt text or to compare two titles.

    Deletions and comments are left out.
    """
    words: list[str] = []
    for node in walk(inlines, standing):
        match node:
            case Text() | CodeSpan():
                words.append(node.text)
            case Image():
                words.append(node.alt)
            case Math():
                words.append(node.tex)
            case CrossReference():
                words.append(f"@{node.target}")
            case LineBreak():
                words.append(" ")
            case _:
                pass
    return "".join(words)
