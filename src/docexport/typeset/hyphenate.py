"""Where words may be hyphenated: Liang's patterns (1983), as pyphen brings them for some fifty languages.

The only file that knows pyphen, of which it takes the list of dictionaries. Their patterns are read here,
and only taken apart when a word asks for them: pyphen takes all 78,000 German ones apart at the start,
which lasts longer than it takes to lay out a short book.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from docexport.records import Struct, field

_LEFT = 2
_RIGHT = 3
_SHORTEST = 6
"""Fewest letters before and after a hyphen, and of a word that is hyphenated at all."""
_IGNORED = ("%", "#", "LEFTHYPHENMIN", "RIGHTHYPHENMIN", "COMPOUND", "NEXTLEVEL", "NOHYPHEN")
_DIGITS = dict.fromkeys(map(ord, "0123456789"))
_HEX = re.compile(r"\^\^([0-9a-f]{2})")


def hyphenation_points(letters: str, lang: str) -> tuple[int, ...]:
    """Offsets into `letters` at which a hyphen may be added; none in a language without patterns.

    Points that would change the spelling (old German "Zuk-ker") are left out.
    """
    if len(letters) < _SHORTEST or letters.isupper():
        return ()
    patterns = _patterns(lang)
    if patterns is None or len(letters.lower()) != len(letters):
        return ()
    last = len(letters) - _RIGHT
    return tuple(point for point in patterns.points(letters.lower()) if _LEFT <= point <= last)


def can_hyphenate(lang: str) -> bool:
    """Whether there are patterns for the language."""
    return _patterns(lang) is not None


class _Patterns(Struct):
    """Patterns by their letters; the digits are read when needed."""

    by_letters: dict[str, str]
    longest: int
    _values: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def points(self, word: str) -> list[int]:
        """Offsets where the highest value of all patterns that fit is odd."""
        pointed = f".{word}."
        highest = [0] * (len(pointed) + 1)
        known = self.by_letters
        for start in range(len(pointed)):
            for end in range(start + 1, min(start + self.longest, len(pointed)) + 1):
                piece = pointed[start:end]
                if piece in known:
                    for place, value in enumerate(self._of(piece), start):
                        highest[place] = max(highest[place], value)
        return [place - 1 for place, value in enumerate(highest) if value % 2]

    def _of(self, piece: str) -> tuple[int, ...]:
        values = self._values.get(piece)
        if values is None:
            values = self._values[piece] = _values_of(self.by_letters[piece])
        return values


def _values_of(pattern: str) -> tuple[int, ...]:
    """The value before each letter and after the last one."""
    pattern, _, respelled = pattern.partition("/")
    values, digit = [], 0
    for char in pattern:
        if char.isdigit():
            digit = int(char)
        else:
            values.append(digit)
            digit = 0
    values.append(digit)
    # A break that changes the spelling is no break: an even value forbids what it would have allowed.
    return tuple(value + value % 2 for value in values) if respelled else tuple(values)


@lru_cache(maxsize=64)
def _patterns(lang: str) -> _Patterns | None:
    # Imported when first needed: it looks through its folder of dictionaries.
    from pyphen import (  # type: ignore[import-untyped]  # noqa: PLC0415 # see above
        LANGUAGES,
        language_fallback,
    )

    name = language_fallback(lang or "en")
    return None if name is None else _read(LANGUAGES[name])


@lru_cache(maxsize=64)
def _read(path: Path) -> _Patterns:
    """Read a dictionary in the form of libhyphen: its encoding, then a pattern on each line."""
    data = path.read_bytes()
    first, _, rest = data.partition(b"\n")
    encoding = first.decode("ascii").strip()
    text = rest.decode("cp1251" if encoding.lower() == "microsoft-cp1251" else encoding)
    if "^^" in text:
        text = _HEX.sub(lambda found: chr(int(found[1], 16)), text)
    lines = [line for line in map(str.strip, text.split("\n")) if line and not line.startswith(_IGNORED)]
    by_letters = {line.partition("/")[0].translate(_DIGITS): line for line in lines}
    return _Patterns(by_letters, max(map(len, by_letters), default=0))
