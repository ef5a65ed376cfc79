"""Paragraphs whose lines count in letters or in brackets, as laws do: each such line stays a line.

CommonMark knows only `1.` and `1)` as lists, and would run `(a) …`, `(b) …` together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_BACKSLASH = "\\"
_COUNTED = re.compile(r"(?P<open>\(?)(?P<value>[a-z]|[A-Z]|[ivx]{1,5}|\d{1,2})(?P<close>[.)])[ \t]+\S")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


def with_line_ends(content: str) -> str:
    """A paragraph's source with a hard end of line before each line of a count."""
    if "\n" not in content:
        return content
    lines = content.split("\n")
    counted = _counted(lines)
    ended = [
        f"{line.rstrip().removesuffix(_BACKSLASH)}{_BACKSLASH}" if number + 1 in counted else line
        for number, line in enumerate(lines)
    ]
    return "\n".join(ended)


def _counted(lines: Sequence[str]) -> set[int]:
    """The lines whose number follows an earlier one of the same shape, and those that such a line follows."""
    counted: set[int] = set()
    expected: dict[tuple[str, str, bool, str], int] = {}
    for number, line in enumerate(lines):
        if (match := _COUNTED.match(line)) is None:
            continue
        shape = (match["open"], match["close"], match["value"].isupper())
        if (before := expected.get((*shape, match["value"]))) is not None:
            counted |= {before, number}
        expected |= {(*shape, following): number for following in _next(match["value"])}
    return counted


def _next(value: str) -> set[str]:
    """What may come after a number: "i" is a letter and a Roman numeral."""
    following: set[str] = set()
    if value.isdigit():
        following.add(str(int(value) + 1))
    elif len(value) == 1:
        following.add(chr(ord(value) + 1))
    if value in _ROMAN[:-1]:
        following.add(_ROMAN[_ROMAN.index(value) + 1])
    return following
