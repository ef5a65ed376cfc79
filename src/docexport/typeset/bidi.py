"""Writing direction (UAX #9): embedding levels and visual order; the only file that knows python-bidi."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, TypeAlias, TypeVar

T = TypeVar("T")

Level: TypeAlias = int

RTL_LANGUAGES = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "khw", "ks", "ps", "sd", "syr", "ug", "ur", "yi")
)

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]"
)
_STRONG_LEFT = re.compile(r"[^\W\d_\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")

_EXPLICIT = "\u202a\u202b\u202c\u202d\u202e"
# The library knows no isolates (Unicode 6.3); embeddings are their nearest kin within a line of text.
_ISOLATES = str.maketrans({"\u2066": "\u202a", "\u2067": "\u202b", "\u2068": "\u202a", "\u2069": "\u202c"})


def has_rtl(text: str) -> bool:
    """Whether anything in the text runs, or makes its neighbors run, from right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


def is_rtl_language(lang: str) -> bool:
    """Whether the language is written from right to left."""
    return lang.lower().split("-")[0] in RTL_LANGUAGES or lang.lower() in RTL_LANGUAGES


def base_direction(text: str, surrounding: Literal["ltr", "rtl"]) -> Literal["ltr", "rtl"]:
    """A paragraph's direction by its first strong character (rules P2 and P3), else the surrounding one."""
    right, left = _RIGHT_TO_LEFT.search(text), _STRONG_LEFT.search(text)
    if right is None:
        return surrounding if left is None else "ltr"
    return "rtl" if left is None or right.start() < left.start() else "ltr"


def levels(text: str, base: Level) -> list[Level]:
    """The embedding level of each character; control characters take that of what precedes them."""
    # Imported when first needed: most articles never are.
    from bidi import algorithm  # type: ignore[import-untyped] # noqa: PLC0415 # see above

    storage = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, "LR"[base % 2]
    algorithm.get_embedding_levels(text.translate(_ISOLATES), storage)
    for char in storage["chars"]:
        # Code points without a character have no type in Python's tables and stop the algorithm.
        char["type"] = char["type"] or ("R" if has_rtl(char["ch"]) else "L")
    kept = {id(char): place for place, char in enumerate(storage["chars"])}
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage, False)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    found: list[Level | None] = [None] * len(text)
    for char in storage["chars"]:
        found[kept[id(char)]] = char["level"]
    return _filled(found, base)


def _filled(found: Sequence[Level | None], base: Level) -> list[Level]:
    filled, previous = [], base
    for level in found:
        previous = previous if level is None else level
        filled.append(previous)
    return filled


def visual_order(items: Sequence[T], of: Sequence[Level]) -> list[T]:
    """Items in logical order put into visual order, from left to right (rule L2)."""
    order = list(range(len(items)))
    highest = max(of, default=0)
    lowest_odd = min((level for level in of if level % 2), default=highest + 1)
    for level in range(highest, lowest_odd - 1, -1):
        place = 0
        while place < len(order):
            end = place
            while end < len(order) and of[order[end]] >= level:
                end += 1
            order[place:end] = reversed(order[place:end])
            place = max(end, place + 1)
    return [items[index] for index in order]
