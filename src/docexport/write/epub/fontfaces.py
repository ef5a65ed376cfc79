"""Fonts in the book: a subset of each face for the characters set in it (CSS Fonts 4, section 4).

TrueType, not WOFF2: Adobe's engine (in older Kobo, Nook and PocketBook readers) and Kindle's converter
know only OpenType files, every newer system knows them too, and in a compressed archive WOFF2 would save
little. Scripts that the first family lacks come from the style's further families and the fallbacks that
`docexport.fonts` knows, unless that would be a large font: then the reader's own must do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain, count

from docexport.fonts import Face, FontStack, covers, description, subset_text
from docexport.records import Struct
from docexport.write.epub.run import Run

_LARGEST = 400_000
"""Bytes; a subset of a Chinese novel would be several megabytes."""
_NOT_IN_NAME = re.compile("[^a-z0-9]+")


class EmbeddedFace(Struct, frozen=True):
    """One `@font-face`: a file below `fonts/`, and for which requests it is."""

    name: str
    family: str
    weight: int
    italic: bool
    data: bytes

    @property
    def media_type(self) -> str:
        """OpenType with PostScript outlines begins with its own tag."""
        return "font/otf" if self.name.endswith(".otf") else "font/ttf"


class Fonts(Struct, frozen=True):
    """The faces of a book, and which families each request for the style's families ends in."""

    faces: tuple[EmbeddedFace, ...]
    families: Mapping[tuple[str, ...], tuple[str, ...]]
    """From a style's families to those of embedded faces, in order."""


def embedded(run: Run) -> Fonts:
    """The faces that the book needs for the characters it sets in each."""
    wanted: dict[Face, set[str]] = {}
    families: dict[tuple[str, ...], tuple[str, ...]] = {}
    for (names, weight, italic), characters in sorted(run.faces.items(), key=lambda item: repr(item[0])):
        stack = run.fonts.stack(names, weight, italic, run.notify_fonts)
        order = list(families.get(names, ()))
        for face, text in _by_face(stack, characters, run.edition.lang):
            wanted.setdefault(face, set()).update(text)
            order.append(face.family)
        families[names] = tuple(dict.fromkeys(order))
    faces = tuple(_embedded(wanted))
    return Fonts(faces, families)


def _by_face(stack: FontStack, characters: set[str], lang: str) -> Iterator[tuple[Face, set[str]]]:
    """The characters by the face that sets them; the first face always, even for none."""
    left = {char for char in characters if char.isprintable() or char in "\xa0\xad"} - {""}
    for face in _as_needed(stack, left):
        own = {char for char in left if covers(face, char)}
        left -= own
        if own:
            yield face, own
    fallback: dict[Face, set[str]] = {}
    for char in sorted(left):
        for run in stack.shape(char, lang=lang):
            if covers(run.face, char):
                fallback.setdefault(run.face, set()).add(char)
    yield from fallback.items()


def _as_needed(stack: FontStack, left: set[str]) -> Iterator[Face]:
    """The primary face, and the others if it leaves anything."""
    yield stack.primary
    if left:
        yield from stack.faces[1:]


def _embedded(wanted: Mapping[Face, set[str]]) -> Iterator[EmbeddedFace]:
    order = sorted(wanted, key=lambda face: (face.family, face.weight, face.italic))
    used: set[str] = set()
    for face in order:
        data = subset_text(face, sorted(wanted[face]))
        if len(data) > _LARGEST:
            continue  # the style sheet then names only the families, and the reader's own font sets them
        suffix = "otf" if description(face).outlines == "cff" else "ttf"
        name = f"{_stem(face, used)}.{suffix}"
        yield EmbeddedFace(name, face.family, face.weight, face.italic, data)


def _stem(face: Face, used: set[str]) -> str:
    """A file's name that says what is in it: `source-serif-pro-600-italic`."""
    family = _NOT_IN_NAME.sub("-", face.family.lower()).strip("-") or "font"
    stem = f"{family}-{face.weight}{'-italic' if face.italic else ''}"
    names = chain((stem,), (f"{stem}-{number}" for number in count(2)))
    name = next(name for name in names if name not in used)
    used.add(name)
    return name
