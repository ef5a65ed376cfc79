"""Rules about links and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docexport.check.material import Material, SourceRule, Spot
from docexport.check.typography import INSIDE_PUNCTUATION
from docexport.edition.plain import plain_text, text_of
from docexport.model import Link, NoteBody, Position, walk
from docexport.read.prose import MASK

_VAGUE = frozenset(
    {
        *("here", "click here", "click", "this", "this link", "link", "read more", "more", "see here"),
        *("this page", "this article", "learn more", "hier", "hier klicken", "ici", "cliquez ici", "aquí"),
        *("haz clic aquí", "qui", "clicca qui", "здесь", "тут", "여기", "こちら", "tutaj", "kliknij tutaj"),
    }
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_TWICE = re.compile(
    r"https?:/*(?:https?:?/|https?%3a)|^(?:htp|htps|ttps?|http?s?;|hhttps?):?/", re.IGNORECASE
)
_NO_HOST = re.compile(r"https?://(?:[^/?#.]*(?:[/?#]|$)|[/?#]|\.|[^/?#]*\.\.)", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^@\s?]+@[^@\s?]+\.[^@\s?.]+(?:\?.*)?", re.IGNORECASE)
_LABEL = re.compile(r"\[([^\[\]]+)\]")


def link_vague(material: Material) -> Iterator[Spot]:
    """A link whose words do not say where it leads (WCAG 2.2, 2.4.4)."""
    for link in _links(material):
        words = plain_text(link.inlines).strip(" .,:;!?»«›‹“”\"'→").casefold()
        if words in _VAGUE:
            yield Spot("link-vague", f"a link says only {plain_text(link.inlines)!r}", link.at)


def link_bare(material: Material) -> Iterator[Spot]:
    """A link that shows its address; in notes, where sources are listed, it may."""
    in_notes = {id(node) for note in material.article.notes for node in walk(note.blocks)}
    for link in _links(material):
        words = plain_text(link.inlines).strip()
        if id(link) not in in_notes and _ADDRESS.fullmatch(words):
            yield Spot("link-bare", f"a link shows its address {words!r}", link.at)


def link_empty(material: Material) -> Iterator[Spot]:
    """A link without words."""
    for link in _links(material):
        if not plain_text(link.inlines).strip():
            yield Spot("link-empty", f"a link to {link.target!r} has no words", link.at)


def link_malformed(material: Material) -> Iterator[Spot]:
    """An address that can lead nowhere."""
    for link in _links(material):
        target = link.target
        mail = target.lower().startswith("mailto:") and not _MAIL.fullmatch(target)
        local = re.match(r"https?://(?:localhost|\[)", target, re.IGNORECASE)
        if mail or _TWICE.search(target) or (_NO_HOST.match(target) and not local):
            yield Spot("link-malformed", f"the address {target!r} is malformed", link.at)


def link_insecure(material: Material) -> Iterator[Spot]:
    """An address that is not encrypted."""
    for link in _links(material):
        if link.target.lower().startswith("http://") and not _NO_HOST.match(link.target):
            yield Spot("link-insecure", f"the address {link.target!r} is not encrypted", link.at)


def link_differs(material: Material) -> Iterator[Spot]:
    """A link that shows one address and leads to another."""
    for link in _links(material):
        words = plain_text(link.inlines).strip()
        if _ADDRESS.fullmatch(words) and "…" not in words and _site(words) != _site(link.target):
            yield Spot("link-differs", f"a link shows {words!r} and leads to {link.target!r}", link.at)


def definition_unused(material: Material) -> Iterator[Spot]:
    """A link definition that no link uses."""
    used: dict[str, int] = {}
    for line in material.lines:
        for match in _LABEL.finditer(line):
            used[_label(match[1])] = used.get(_label(match[1]), 0) + 1
    for label in material.prose.definitions:
        if used.get(_label(label), 0) == 1:
            number = next((n for n, line in enumerate(material.lines, 1) if _defines(line, label)), 0)
            yield Spot("definition-unused", f"no link uses the definition {label!r}", Position(number, 1))


def note_empty(material: Material) -> Iterator[Spot]:
    """A note that says nothing."""
    for note in material.article.notes:
        if not text_of(note).strip():
            yield Spot("note-empty", f"note {note.name!r} has no words", note.at)


def note_twice(material: Material) -> Iterator[Spot]:
    """Two notes with the same words."""
    seen: dict[str, NoteBody] = {}
    for note in material.article.notes:
        words = " ".join(text_of(note).split())
        if len(words) > 20 and words in seen:
            yield Spot("note-twice", f"note {note.name!r} says the same as {seen[words].name!r}", note.at)
        seen.setdefault(words, note)


def note_mark_spaced(material: Material) -> Iterator[Spot]:
    """A mark of a note with a space before it."""
    for stretch in material.prose.stretches:
        for mark in stretch.marks:
            if mark > 1 and stretch.text[mark - 1] in " \n" and stretch.text[mark - 2] not in f" \n{MASK}":
                yield Spot("note-mark-spaced", "a space stands before the mark of a note", stretch.at(mark))


def note_mark_order(material: Material) -> Iterator[Spot]:
    """A mark before the full stop or comma; in English it stands behind."""
    if material.lang not in INSIDE_PUNCTUATION:
        return
    for stretch in material.prose.stretches:
        for mark in stretch.marks:
            rest = stretch.text[mark:].lstrip(MASK)[:1]
            if rest and rest in ".,;":
                yield Spot("note-mark-order", f"the mark of a note stands before {rest!r}", stretch.at(mark))


def _links(material: Material) -> list[Link]:
    return [node for node in material.nodes if isinstance(node, Link)]


def _site(address: str) -> str:
    plain = re.sub(r"^https?://(?:www\.)?|^www\.", "", address, flags=re.IGNORECASE)
    return re.split(r"[/?#]", plain.rstrip(".,;"), maxsplit=1)[0].casefold()


def _label(text: str) -> str:
    return " ".join(text.split()).casefold()


def _defines(line: str, label: str) -> bool:
    match = _LABEL.match(line.strip())
    return match is not None and _label(match[1]) == _label(label)


RULES: tuple[SourceRule, ...] = (
    link_vague,
    link_bare,
    link_empty,
    link_malformed,
    link_insecure,
    link_differs,
    definition_unused,
    note_empty,
    note_twice,
    note_mark_spaced,
    note_mark_order,
)
