"""Character codes: one for each pair of a glyph and the text it stands for, so that ToUnicode is exact.

A ligature and a letter that stands for a soft hyphen have codes of their own (ISO 32000-1, 9.10.2).
Code 0 is left to .notdef, which never reaches a page. Codes are shown as the two characters of a literal
string (7.3.4.2), half as long as hexadecimal and sooner compressed; those with a character in them that would
have to be escaped there are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import cast

from docexport.fonts import Face, Glyph, advance_widths
from docexport.fonts.face import load
from docexport.records import Struct, field
from docexport.typeset.page import Shaped

_ESCAPED = frozenset("()\\\r\n")
_FORBIDDEN = re.compile("[\x00\ufeff\ufffe\uffff\ud800-\udfff]")
"""What no ToUnicode may contain (ISO 14289-1, 7.21.7; ISO 19005-2, 6.2.11.7.2)."""
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""Private use means nothing outside its font (ISO 19005-2, 6.2.11.7.3)."""


def _all_codes() -> Iterator[str]:
    for number in range(1, 0x10000):
        code = number.to_bytes(2, "big").decode("latin-1")
        if _ESCAPED.isdisjoint(code):
            yield code


def hexadecimal(code: str) -> str:
    """A code as the maps of a font state it."""
    return code.encode("latin-1").hex().upper()


class WordCodes(Struct, eq=False, gc=False):
    """A whole word as it is shown, the kerning between its codes included; in thousandths of an em."""

    shown: str
    width: float
    excess: float
    """How much further it moves the pen than layout counted with, because kerning is rounded."""


class FaceCodes(Struct):
    """The codes of one face, in the order of their first use; `name` is the font resource."""

    face: Face
    name: str
    known: dict[tuple[int, str], tuple[str, float]] = field(default_factory=dict)
    """Glyph and text to the code and the glyph's width in thousandths of an em."""
    unused: Iterator[str] = field(default_factory=_all_codes)
    words: list[Shaped] = field(default_factory=list)
    """Those that were painted: each knows its codes, for they come by the hundred thousand."""
    glyphs: dict[int, tuple[str, float, Glyph]] = field(default_factory=dict)
    """The code and the width of each glyph that was met in a word, likewise by its identity."""
    outlines: dict[int, str] = field(default_factory=dict)
    """The forms of glyphs that are painted but bear no text."""

    def add(self, key: tuple[int, str]) -> tuple[str, float]:
        """Give the glyph and its text the next code."""
        gid, _ = key
        entry = next(self.unused), advance_widths(self.face, (gid,))[gid]
        self.known[key] = entry
        return entry

    def word(self, shaped: Shaped) -> WordCodes | None:
        """A word whose glyphs all bear text and stand in their place; None for any other."""
        return cast("WordCodes | None", shaped.painted) or self._add_word(shaped)

    def all_words(self, words: Sequence[Shaped]) -> list[WordCodes] | None:
        """Several words; None if any is such that each glyph needs care."""
        found = [word.painted for word in words]
        if not all(found):
            found = [self.word(word) for word in words]
        return cast("list[WordCodes]", found) if all(found) else None

    def forget(self) -> None:
        """Let the words forget their codes."""
        for word in self.words:
            word.painted = None

    def _add_word(self, shaped: Shaped) -> WordCodes | None:
        pieces: list[str] = []
        wanted = moved = 0.0
        known, scale = self.glyphs.get, 1000 / shaped.size
        for glyph, advance in zip(shaped.glyphs, shaped.advances, strict=True):
            code, width, _ = known(id(glyph)) or self._add_glyph(glyph)
            if not code:
                return None
            if not -0.5 <= moved - wanted <= 0.5:
                back = round(moved - wanted)
                pieces.append(f"){back}(")
                moved -= back
            pieces.append(code)
            moved += width
            wanted += advance * scale
        entry = WordCodes("".join(pieces), moved, moved - wanted)
        shaped.painted = entry
        self.words.append(shaped)
        return entry

    def _add_glyph(self, glyph: Glyph) -> tuple[str, float, Glyph]:
        """Remember a glyph; one that bears no text, or stands off its place, without a code."""
        if not glyph.text or glyph.dx or glyph.dy or is_unseen(glyph):
            entry = "", 0.0, glyph
        else:
            entry = *self.code(glyph.gid, glyph.text), glyph
        self.glyphs[id(glyph)] = entry
        return entry

    def code(self, gid: int, text: str) -> tuple[str, float]:
        """The code of a glyph that stands for `text`, and the glyph's width."""
        if len(text) > 1:
            # What is inside a ligature is an author's soft hyphen, at which no line ends.
            text = text.replace("\u00ad", "") or "\u00ad"
        return self.known.get((gid, text)) or self.add((gid, text))

    def space(self, text: str) -> str:
        """The code of a space that stands for `text`; nothing when the face has none."""
        gid = load(self.face).font.get_nominal_glyph(0x20)
        return self.code(gid, text)[0] if gid else ""

    def outline(self, gid: int) -> str:
        """The name of the form that paints a glyph without being text."""
        return self.outlines.setdefault(gid, f"{self.name}G{gid}")


def is_unseen(glyph: Glyph) -> bool:
    """Whether it is an author's soft hyphen at which no line ends: a search would stop at it."""
    return glyph.text == "\u00ad" and not glyph.advance


class Codes:
    """The codes of all faces of a document."""

    def __init__(self) -> None:
        self.faces: dict[Face, FaceCodes] = {}

    def of(self, face: Face) -> FaceCodes:
        """The codes of a face, which gets its resource name at its first use."""
        found = self.faces.get(face)
        if found is None:
            found = self.faces[face] = FaceCodes(face, f"F{len(self.faces) + 1}")
        return found

    def forget(self) -> None:
        """Let the words forget their codes: the next file has others for them."""
        for codes in self.faces.values():
            codes.forget()


def extractable(text: str) -> str:
    """The text as ToUnicode may state it."""
    return _PRIVATE.sub("\ufffd", _FORBIDDEN.sub("", text)) or "\ufffd"
