"""Metadata taken out of PNG and JPEG files without touching the image data.

A photograph can carry where, when and by whom it was made, and a preview of what was cut off.
Sources: PNG 3rd edition, section 5; ITU-T T.81, annex B; JFIF 1.02.
"""

from __future__ import annotations

import struct

_PNG_HEAD = 8
_PNG_KEPT = {
    b"IHDR",
    b"PLTE",
    b"tRNS",
    b"IDAT",
    b"IEND",
    b"gAMA",
    b"cHRM",
    b"sRGB",
    b"iCCP",
    b"pHYs",
    b"sBIT",
}
_JPEG_DROPPED = {0xFE, 0xE1, *range(0xE3, 0xEE), 0xEF}
"""Comments and application data, except JFIF (E0), ICC profiles (E2) and Adobe's color transform (EE)."""
_PROFILE = 0xE2
_SCAN, _END = 0xDA, 0xD9
_IN_SCANS = {0x00, 0x01, 0xFF, *range(0xD0, 0xD8)}
"""What follows 0xFF within a scan: a stuffed zero, a fill byte, or a marker without a length."""


def stripped(form: str, data: bytes, *, profile: bool = True) -> bytes:
    """The file without metadata; unchanged if it is neither PNG nor JPEG, or not built as it should be.

    Without its color `profile` too, of a JPEG, where that is stored elsewhere.
    """
    try:
        if form == "png":
            return _png(data)
        return _jpeg(data, set() if profile else {_PROFILE}) if form == "jpeg" else data
    except (struct.error, IndexError):
        return data


def _png(data: bytes) -> bytes:
    kept, at = [data[:_PNG_HEAD]], _PNG_HEAD
    while at < len(data):
        size, kind = struct.unpack_from(">L4s", data, at)
        if kind in _PNG_KEPT:
            kept.append(data[at : at + size + 12])
        at += size + 12
        if kind == b"IEND":
            break
    return b"".join(kept)


def _jpeg(data: bytes, also: set[int]) -> bytes:
    """Segments up to the first scan are looked at; from there on all is image data, up to its end."""
    kept, at = [data[:2]], 2
    while data[at] == 0xFF and data[at + 1] != _SCAN:
        if data[at + 1] == 0xFF:  # fill bytes may stand before a marker
            at += 1
            continue
        (size,) = struct.unpack_from(">H", data, at + 2)
        if data[at + 1] not in _JPEG_DROPPED | also:
            kept.append(data[at : at + size + 2])
        at += size + 2
    return b"".join((*kept, data[at : _end(data, at)]))


def _end(data: bytes, at: int) -> int:
    """Where the image ends: cameras put further pictures, or films, behind it (ITU-T T.81, B.1.1.2)."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        marker = data[at + 1]
        if marker == _END:
            return at + 2
        if marker in _IN_SCANS:
            at += 1 if marker == 0xFF else 2
            continue
        (size,) = struct.unpack_from(">H", data, at + 2)
        at += size + 2
