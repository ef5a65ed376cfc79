"""What a font says of itself in its tables: for a PDF FontDescriptor and for Word's fontTable.

Sources: OpenType 1.9 (OS/2, post, head); ISO 32000-1, table 122; ECMA-376 part 1, 17.8.3.
"""

from __future__ import annotations

import struct
from functools import lru_cache
from typing import Literal

from docexport.fonts import harfbuzz as hb
from docexport.fonts.face import Face, load
from docexport.records import Struct

_SERIF_CLASSES = {1, 2, 3, 4, 5, 7}
"""The first byte of OS/2 `sFamilyClass` of oldstyle, transitional, modern, slab and freeform serifs."""


class FontDescription(Struct, frozen=True):
    """What a font says of itself; lengths in thousandths of an em."""

    family: str
    subfamily: str
    full_name: str
    postscript_name: str
    version: str
    panose: bytes
    """Ten bytes of OS/2; zeros when not stated."""
    embedding: Literal["installable", "restricted", "preview", "editable"]
    """The permission in `fsType`; a restricted font may not be embedded."""
    unicode_ranges: tuple[int, int, int, int]
    """OS/2 ulUnicodeRange1–4, for `w:sig` usb0–usb3."""
    codepage_ranges: tuple[int, int]
    """OS/2 ulCodePageRange1–2, for `w:sig` csb0–csb1."""
    charset: int
    """Windows charset of the first code page, for `w:charset`."""
    outlines: Literal["truetype", "cff"]
    weight: int
    italic: bool
    italic_angle: float
    """Degrees counter-clockwise from the vertical: negative leans right."""
    fixed_pitch: bool
    serif: bool
    bbox: tuple[float, float, float, float]
    """Left, bottom, right, top of all glyphs together."""
    win_ascent: float
    win_descent: float
    """The extent that Word gives a line; `win_descent` is positive."""


@lru_cache(maxsize=128)
def description(face: Face) -> FontDescription:
    """What the face says of itself. OSError when its file cannot be read."""
    os2, post, head = (_table(face, tag) for tag in ("OS/2", "post", "head"))
    os2 = os2.ljust(96, b"\0")
    scale = 1000 / load(face).upem
    bounds = struct.unpack_from(">4h", head.ljust(54, b"\0"), 36)
    angle, pitch = struct.unpack_from(">4xl4xL", post.ljust(16, b"\0"))
    win_ascent, win_descent = struct.unpack_from(">HH", os2, 74)
    codepages = struct.unpack_from(">LL", os2, 78)
    family_class, panose = os2[30], os2[32:42]
    return FontDescription(
        family=face.family,
        subfamily=_name(face, 17) or _name(face, 2),
        full_name=f"{face.family} {face.weight}" if face.variations else _name(face, 4) or face.family,
        postscript_name=_postscript_name(face),
        version=_name(face, 5),
        panose=panose,
        embedding=_embedding(struct.unpack_from(">H", os2, 8)[0]),
        unicode_ranges=struct.unpack_from(">4L", os2, 42),
        codepage_ranges=codepages,
        charset=_charset(codepages[0]),
        outlines="truetype" if "glyf" in load(face).face.table_tags else "cff",
        weight=face.weight,
        italic=face.italic,
        italic_angle=angle / 65536,
        fixed_pitch=bool(pitch) or (panose[0] == 2 and panose[3] == 9),
        serif=_serif(face.family, family_class, panose),
        bbox=(bounds[0] * scale, bounds[1] * scale, bounds[2] * scale, bounds[3] * scale),
        win_ascent=win_ascent * scale,
        win_descent=win_descent * scale,
    )


def _table(face: Face, tag: str) -> bytes:
    blob = load(face).face.reference_table(tag)
    return bytes(blob.data)


def _name(face: Face, identifier: int) -> str:
    return load(face).face.get_name(hb.OTNameIdPredefined(identifier)) or ""


def _postscript_name(face: Face) -> str:
    """A name of the characters that PDF and PostScript allow; each pinned weight has its own."""
    stated = _name(face, 6) or face.family
    if face.variations:
        stated = f"{stated.partition('-')[0]}-{face.weight}{'Italic' if face.italic else ''}"
    return "".join(char for char in stated if char.isascii() and (char.isalnum() or char in "-_+."))[:63]


def _embedding(fs_type: int) -> Literal["installable", "restricted", "preview", "editable"]:
    if not fs_type & 0xF:
        return "installable"
    # Where several are stated, the most permissive holds (OpenType, OS/2 fsType before version 3).
    return "editable" if fs_type & 8 else "preview" if fs_type & 4 else "restricted"


def _charset(codepages: int) -> int:
    """The Windows charset of the lowest code page bit; ANSI where Latin 1 or nothing is stated."""
    charsets = {1: 238, 2: 204, 3: 161, 4: 162, 5: 177, 6: 178, 7: 186, 8: 163, 16: 222, 17: 128, 18: 134,
                19: 129, 20: 136}  # fmt: skip
    if codepages & 1:
        return 0
    return next((charset for bit, charset in charsets.items() if codepages >> bit & 1), 0)


def _serif(family: str, family_class: int, panose: bytes) -> bool:
    words = family.casefold().split()
    if "serif" in words or "sans" in words:
        return "sans" not in words
    # PANOSE: a Latin text face with serif style 2 to 10; 11 to 15 are without.
    return family_class in _SERIF_CLASSES or (panose[0] == 2 and 2 <= panose[1] <= 10)
