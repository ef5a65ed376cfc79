"""Characters that no font has: told once for each script, with the place where the first of them stands.

Fonts are asked while text is shaped, cluster by cluster and far from the source. A page of a script that no
font has would bring a line for each of its letters; what a person needs is one, and where to look.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

from docexport.edition.plain import plain_text
from docexport.model import NOWHERE, AnyNode, Article, Code, CodeSpan, Figure, Image, Position, Text, walk
from docexport.notices import MissingGlyph, Notice, Notify
from docexport.records import replace


@contextmanager
def summed_up(article: Article, notify: Notify) -> Iterator[Notify]:
    """A Notify that passes on everything but missing glyphs, which follow at the end, one for each script."""
    missing: dict[tuple[str, str], list[MissingGlyph]] = {}

    def sort(notice: Notice) -> None:
        if isinstance(notice, MissingGlyph):
            missing.setdefault((_script(notice.character), notice.package), []).append(notice)
        else:
            notify(notice)

    yield sort
    for first, *others in missing.values():
        at = first.at if first.at != NOWHERE else place_of(first.character, article)
        notify(replace(first, at=at, others=len(others)))


def _script(character: str) -> str:
    """The first word of a character's name, which tells its script or what kind of sign it is."""
    return unicodedata.name(character[0], "").partition(" ")[0]


def place_of(text: str, article: Article) -> Position:
    """Where in its source an article first has a text; NOWHERE if it is not its own, as a label is not."""
    metadata = article.metadata
    for field in ("title", "subtitle", "kicker", "summary"):
        if text in plain_text(getattr(metadata, field)):
            return metadata.at(field)
    nodes = walk((*article.blocks, *article.notes))
    return next((node.at for node in nodes if text in _own_words(node)), NOWHERE)


def _own_words(node: AnyNode) -> str:
    match node:
        case Text() | CodeSpan() | Code():
            return node.text
        case Image() | Figure():
            return node.alt
        case _:
            return ""
