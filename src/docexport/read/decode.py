"""Bytes to text, cleaned once: UTF-8 or by byte order mark, one kind of line end, no control characters."""

from __future__ import annotations

import codecs
import re

from docexport.model import Position
from docexport.notices import Notify, SourceError, TextDropped, refuse

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)


def decode(data: bytes, file: str) -> str:
    """The text of a file; raises SourceError that names the first byte which is no text."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, errors="replace")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        name = encoding.removesuffix("-sig").upper()
        what = f"byte 0x{data[error.start]:02X} is not {name} text"
        at = Position(line, column)
        raise refuse(SourceError, file, what, "save the file as UTF-8", at) from error


def clean(text: str, notify: Notify) -> str:
    """Text with line feeds only and without control characters, lone surrogates and noncharacters.

    What is taken out is told in one notice for each kind of character.
    """
    text = _LINE_ENDS.sub("\n", text)
    if text.startswith("\ufeff"):
        text = text[1:]
    # Which characters occur at all is known five times as fast as where they do.
    if not _UNPRINTABLE.search("".join(set(text))):
        return text
    counts: dict[str, list[int]] = {}
    for match in _UNPRINTABLE.finditer(text):
        counts.setdefault(match[0], []).append(match.start())
    for char, places in counts.items():
        line = text.count("\n", 0, places[0]) + 1
        at = Position(line, places[0] - text.rfind("\n", 0, places[0]))
        times = f" ({len(places)} times)" if len(places) > 1 else ""
        notify(
            TextDropped(
                at=at, what=f"U+{ord(char):04X}{times}", reason="it is no character that can be shown"
            )
        )
    return _UNPRINTABLE.sub("", text)


def clean_value(text: str) -> str:
    """The same for a value that was written with escapes, without a word about it."""
    return _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", text))
