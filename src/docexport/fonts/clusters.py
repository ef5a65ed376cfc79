"""What of a text must stay in one face: a base with its marks, a joined emoji, a pair of flag letters.

A simplification of UAX #29 that serves only the choice of faces. Where it cuts more finely than the
standard, neighbors still end in one face, because pieces of the same face are shaped together.
"""

from __future__ import annotations

import re
import unicodedata

_ZWJ = "\u200d"
_FLAGS = range(0x1F1E6, 0x1F200)
_IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Default_Ignorable_Code_Point of Unicode 15.1: shown as nothing where a font does not know them."""
_EMOJI_ONLY = re.compile("[\U0001f1e6-\U0001faff\u200d\ufe0f]")


def clusters(text: str) -> list[str]:
    """The pieces of `text` that may not be split between faces; joined they are the text."""
    pieces: list[str] = []
    for char in text:
        if pieces and _continues(pieces[-1], char):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def visible(text: str) -> str:
    """The text without what is shown as nothing: joiners, selectors, soft hyphens, direction marks."""
    return _IGNORABLE.sub("", text)


def is_emoji(cluster: str) -> bool:
    """Whether the cluster is meant as a picture rather than as a text symbol (UTS #51)."""
    return bool(_EMOJI_ONLY.search(cluster))


def _continues(piece: str, char: str) -> bool:
    code = ord(char)
    if code < 0x300:
        return char == "\u00ad"
    if piece[-1] == _ZWJ and is_emoji(piece[:-1] + char):
        return True
    if code in _FLAGS:
        return len(piece) == 1 and ord(piece) in _FLAGS
    extends = unicodedata.combining(char) != 0 or unicodedata.category(char) in ("Mn", "Mc", "Me")
    return extends or 0x1F3FB <= code <= 0x1F3FF or _IGNORABLE.match(char) is not None
