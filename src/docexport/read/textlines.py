"""The lines of a plain text to units: paragraphs, list items, quoted lines, rules, and likely headings.

1. Whether paragraphs stand on one line each or are wrapped shows in the length of the lines.
2. Lines of one paragraph, item or quotation are joined.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import Literal, TypeAlias

from docexport.records import Struct, replace

UnitKind: TypeAlias = Literal["text", "bullet", "number", "quote", "rule"]

_BULLET = re.compile(r"\s*[-–•*▪‣·●○◦]\s+(?=\S)")
_NUMBER = re.compile(r"\s*\(?(\d{1,3})[.)]\s+(?=\S)")
_QUOTE = re.compile(r"\s*>\s?")
_RULE = re.compile(r"\s*(?:[-_=~]{4,}|(?:[*·•#-]\s*){3,})\s*")
_UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,}|~{3,})\s*")
_ENDS = re.compile(r"[.!?;:,…。！？；：，、][\"'”’»)\]」』]*\Z")
_LONG = 100
_SHORT = 80
_RAGGED = 8


class Unit(Struct, frozen=True):
    """A piece of text, the line on which it begins (counted from 0), and what its lines show of it."""

    kind: UnitKind
    text: str
    line: int
    short: bool = False
    """It could be a heading: one short line without end punctuation."""
    after_blank: bool = True
    number: int = 0
    underlined: bool = False


def text_units(lines: list[str], start: int) -> list[Unit]:
    """The units of all lines from `start` on."""
    wrapped = _is_wrapped(lines[start:])
    width = _text_width(lines[start:])
    units: list[Unit] = []
    blank = True
    for number in range(start, len(lines)):
        line = lines[number]
        if not line.strip():
            blank = True
            continue
        if units and not blank and _UNDERLINE.fullmatch(line) and units[-1].short:
            units[-1] = replace(units[-1], underlined=True)
            continue
        unit = _unit(line, number, blank)
        if units and not blank and _continues(units[-1], unit, lines[number - 1], width if wrapped else 0):
            units[-1] = _joined(units[-1], unit)
        else:
            units.append(unit)
        blank = False
    return units


def visual_width(line: str) -> int:
    """The columns that a line takes: two for a wide (CJK) character."""
    if line.isascii():
        return len(line)
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines end because they are full: the next word would not have found room on them."""
    filled = [line for line in lines if line.strip()]
    if sum(visual_width(line) > _LONG for line in filled) * 10 >= max(len(filled), 1):
        return False
    width = _text_width(lines)
    pairs = [
        (a, b) for a, b in pairwise(lines) if a.strip() and b.strip() and _unit(b, 0, False).kind == "text"
    ]
    return sum(_is_full(a, b, width) for a, b in pairs) * 2 >= max(len(pairs), 1)


def _text_width(lines: list[str]) -> int:
    widths = (visual_width(line.rstrip()) for line in lines if " " in line.strip())
    return max((width for width in widths if width <= _LONG), default=0)


def _is_full(line: str, following: str, width: int) -> bool:
    word = following.split(maxsplit=1)[0]
    room = 2 if visual_width(word[0]) == 2 else visual_width(word)
    return visual_width(line.rstrip()) + 1 + room > width - _RAGGED


def _unit(line: str, number: int, blank: bool) -> Unit:
    if _RULE.fullmatch(line):
        return Unit("rule", line.strip(), number, after_blank=blank)
    if match := _QUOTE.match(line):
        return Unit("quote", line[match.end() :].strip(), number, after_blank=blank)
    if match := _BULLET.match(line):
        return Unit("bullet", line[match.end() :].strip(), number, after_blank=blank)
    if match := _NUMBER.match(line):
        return Unit("number", line[match.end() :].strip(), number, _short(line), blank, int(match[1]))
    return Unit("text", line.strip(), number, _short(line), blank)


def _short(line: str) -> bool:
    text = line.strip()
    return (
        visual_width(text) <= _SHORT
        and not _ENDS.search(text)
        and not text[0].islower()
        and "://" not in text
        and any(char.isalnum() for char in text)
    )


def _continues(last: Unit, unit: Unit, line_before: str, width: int) -> bool:
    """Whether a line goes on with the last unit; `width` is that of wrapped text, 0 where none is wrapped."""
    if last.kind == "quote" and unit.kind == "quote":
        return True
    if unit.kind != "text" or last.kind in ("rule", "quote") or last.underlined or not width:
        return False
    if last.kind != "text" or unit.text[0].islower():
        return True
    # A line with room left ends its paragraph when its sentence ends, too, or is a heading.
    ends = last.short or _ENDS.search(line_before.rstrip()) is not None
    return not ends or _is_full(line_before, unit.text, width)


def _joined(unit: Unit, more: Unit) -> Unit:
    return replace(unit, text=f"{unit.text}\n{more.text}", short=False)
