"""A font file under the names of its face: what is cut from a variable font has those of its default.

Word and LibreOffice find an embedded font by the family in its own `name` table, so a regular that still
calls itself "ExtraLight" is not found, and is replaced. OpenType 1.9, "name" and "Calculating Checksums".
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

_CHECKSUM_TOTAL = 0xB1B0AFBA
_CHECKSUM_AT = 8
"""Where `head` has the checksum of the whole file."""
_ADJUSTED = "head"
_BOLD = 700
_WEIGHT_AT, _SELECTION_AT = 4, 62
"""Where `OS/2` has its weight and its style."""
_SELECTED_BOLD, _SELECTED_REGULAR = 1 << 5, 1 << 6
_MAC_STYLE_AT = 44
"""Where `head` has its style."""


def renamed(font: bytes, family: str, style: str, postscript_name: str) -> bytes:
    """The same font with `name` records for this family and style alone, in English for Windows."""
    tables = _tables(font)
    names = {1: family, 2: style, 3: postscript_name, 4: f"{family} {style}", 6: postscript_name}
    return _file(font[:4], {**tables, "name": _name_table(names)})


def marked_bold(font: bytes) -> bytes:
    """The same font as the bold of its family, for programs that know of no other weights.

    OpenType 1.9: `OS/2` usWeightClass and fsSelection, `head` macStyle.
    """
    tables = _tables(font)
    metrics, head = bytearray(tables["OS/2"]), bytearray(tables["head"])
    (selection,) = struct.unpack_from(">H", metrics, _SELECTION_AT)
    struct.pack_into(">H", metrics, _WEIGHT_AT, _BOLD)
    struct.pack_into(">H", metrics, _SELECTION_AT, (selection | _SELECTED_BOLD) & ~_SELECTED_REGULAR)
    struct.pack_into(">H", head, _MAC_STYLE_AT, struct.unpack_from(">H", head, _MAC_STYLE_AT)[0] | 1)
    return _file(font[:4], {**tables, "OS/2": bytes(metrics), "head": bytes(head)})


def _tables(font: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack_from(">H", font, 4)
    rows = [struct.unpack_from(">4sLLL", font, 12 + 16 * row) for row in range(count)]
    return {tag.decode("ascii"): font[start : start + size] for tag, _, start, size in rows}


def _name_table(names: Mapping[int, str]) -> bytes:
    texts = {number: text.encode("utf-16-be") for number, text in sorted(names.items())}
    header = struct.pack(">HHH", 0, len(texts), 6 + 12 * len(texts))
    rows, strings = b"", b""
    for number, text in texts.items():
        rows += struct.pack(">6H", 3, 1, 0x0409, number, len(text), len(strings))
        strings += text
    return header + rows + strings


def _file(version: bytes, tables: Mapping[str, bytes]) -> bytes:
    """Put tables together again, each padded to four bytes and with its checksum."""
    tables = dict(tables)
    if _ADJUSTED in tables:
        head = tables[_ADJUSTED]
        tables[_ADJUSTED] = head[:_CHECKSUM_AT] + b"\0\0\0\0" + head[_CHECKSUM_AT + 4 :]
    power = len(tables).bit_length() - 1
    search = struct.pack(">HHHH", len(tables), 16 << power, power, 16 * len(tables) - (16 << power))
    directory, body, start = b"", b"", 12 + 16 * len(tables)
    for tag, data in sorted(tables.items()):
        directory += struct.pack(">4sLLL", tag.encode("ascii"), _checksum(data), start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    whole = version + search + directory + body
    if _ADJUSTED not in tables:
        return whole
    at = start + _offset(tables, _ADJUSTED) + _CHECKSUM_AT
    return whole[:at] + struct.pack(">L", (_CHECKSUM_TOTAL - _checksum(whole)) & 0xFFFFFFFF) + whole[at + 4 :]


def _offset(tables: Mapping[str, bytes], wanted: str) -> int:
    return sum(len(data) + -len(data) % 4 for tag, data in sorted(tables.items()) if tag < wanted)


def _checksum(data: bytes) -> int:
    padded = data + bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) & 0xFFFFFFFF
