"""A small reader of what an OpenType file says of itself, without loading the font.

1. The table directory, for each font of a collection (OpenType 1.9, "Organization of an OpenType font").
2. From `name` the families, from `OS/2` and `head` weight and slant, from `fvar` the axes.

Scanning a hundred files this way takes some ten milliseconds; a font library would take seconds. A file
that is damaged gives no record rather than an error: a bad font on a machine must not stop an export.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from docexport.records import Struct

_FAMILY, _TYPOGRAPHIC_FAMILY = 1, 16
_MOST_BYTES = 1 << 20
"""No table read here is longer in an honest font."""
_MOST_FONTS = 256
_WINDOWS, _ENGLISH_US = 3, 0x0409


class Record(Struct, frozen=True):
    """What a file says of one of its fonts."""

    path: Path
    index: int
    families: tuple[str, ...]
    """The family's name; second, where it differs, the name under which older programs know it."""
    weight: int
    italic: bool
    truetype: bool
    """Whether the outlines are TrueType's, not CFF's."""
    weights: tuple[int, int] | None = None
    """From and to which weight a variable font goes."""
    restricted: bool = False
    """The license forbids embedding (`fsType` 2)."""


@lru_cache(maxsize=4096)
def records(path: Path) -> tuple[Record, ...]:
    """The fonts of a file that can be drawn; none when it is damaged or has only color pictures."""
    try:
        with path.open("rb") as file:
            return tuple(filter(None, (_record(path, n, file, at) for n, at in enumerate(_starts(file)))))
    except (OSError, struct.error, ValueError):
        return ()


def _starts(file: BinaryIO) -> tuple[int, ...]:
    """Where each font's table directory starts."""
    if file.read(4) != b"ttcf":
        return (0,)
    (count,) = struct.unpack(">4xL", file.read(8))
    count = min(count, _MOST_FONTS)
    return struct.unpack(f">{count}L", file.read(4 * count))


class _Tables:
    """The tables of one font, read when asked for; an absent one is empty."""

    def __init__(self, file: BinaryIO, start: int) -> None:
        file.seek(start)
        version, count = struct.unpack(">4sH6x", file.read(12))
        if version not in (b"\0\1\0\0", b"OTTO", b"true"):
            raise ValueError("not an OpenType font")
        rows = struct.iter_unpack(">4s4xLL", file.read(16 * count))
        self._places: Mapping[bytes, tuple[int, int]] = {tag: (at, size) for tag, at, size in rows}
        self._file = file

    def __contains__(self, tag: bytes) -> bool:
        return tag in self._places

    def __getitem__(self, tag: bytes) -> bytes:
        at, size = self._places.get(tag, (0, 0))
        self._file.seek(at)
        return self._file.read(min(size, _MOST_BYTES))


def _record(path: Path, index: int, file: BinaryIO, start: int) -> Record | None:
    tables = _Tables(file, start)
    families = _families(tables[b"name"])
    if not families or not _drawable(tables):
        return None
    os2, head = tables[b"OS/2"], tables[b"head"]
    weight, embedding = struct.unpack_from(">HxxH", os2, 4) if len(os2) >= 64 else (0, 0)
    selection = struct.unpack_from(">H", os2, 62)[0] if len(os2) >= 64 else 0
    style = struct.unpack_from(">H", head, 44)[0]
    return Record(
        path=path,
        index=index,
        families=families,
        weight=_weight(weight, bold=bool(style & 1)),
        italic=bool(selection & 0x201 or style & 2),
        truetype=b"glyf" in tables,
        weights=_weights(tables[b"fvar"]),
        restricted=embedding & 0xF == 2,
    )


def _drawable(tables: _Tables) -> bool:
    # Color fonts of the newer kind (COLR version 1) carry outlines that are only parts of a picture.
    layers = tables[b"COLR"]
    parts_only = len(layers) >= 2 and layers[:2] != b"\0\0"
    return not parts_only and any(tag in tables for tag in (b"glyf", b"CFF ", b"CFF2"))


def _weight(stated: int, *, bold: bool) -> int:
    """The weight in hundreds; some old fonts count from 1 to 9, some say nothing."""
    if 1 <= stated <= 9:
        return stated * 100
    if not 1 <= stated <= 1000:
        return 700 if bold else 400
    return stated


def _weights(fvar: bytes) -> tuple[int, int] | None:
    """The ends of the weight axis of a variable font."""
    if len(fvar) < 16:
        return None
    at, count, size = struct.unpack_from(">4xHxxHH", fvar)
    for number in range(count):
        tag, least, _, most = struct.unpack_from(">4s3l", fvar, at + number * size)
        if tag == b"wght":
            return round(least / 65536), round(most / 65536)
    return None


def _families(table: bytes) -> tuple[str, ...]:
    """The family's names in English: the typographic one first, if there is one."""
    names: dict[int, str] = {}
    for identifier, preference, text in sorted(_names(table)):
        del preference
        names.setdefault(identifier, text)
    found = (names.get(_TYPOGRAPHIC_FAMILY), names.get(_FAMILY))
    return tuple(dict.fromkeys(name for name in found if name))


def _names(table: bytes) -> Iterator[tuple[int, int, str]]:
    if len(table) < 6:
        return
    count, strings = struct.unpack_from(">2xHH", table)
    for row in range(count):
        platform, _, language, name, size, at = struct.unpack_from(">6H", table, 6 + row * 12)
        if name in (_FAMILY, _TYPOGRAPHIC_FAMILY):
            raw = table[strings + at : strings + at + size]
            wide = platform in (0, _WINDOWS)
            text = raw.decode("utf-16-be" if wide else "mac-roman", "ignore").strip("\0 ")
            preference = 0 if (platform, language) == (_WINDOWS, _ENGLISH_US) else 1 + platform % 3
            yield name, preference, text
