"""Where a line may end inside text without spaces (UAX #14); the only file that knows uniseg.

Chinese and Japanese break between characters, by classes that keep closing marks with what precedes them
(kinsoku). Thai, Lao, Khmer and Burmese would need a dictionary: they break between clusters.
"""

from __future__ import annotations

import re
import unicodedata

_SPACELESS = (
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\ua000-\ua4cf\ua9e0-\ua9ff\uaa60-\uaadf"
    "\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U0001b000-\U0001b2ff\U00020000-\U0003ffff]"
)
_COMPLEX = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaadf]+"
_IDEOGRAPHIC = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
"""Patterns, compiled when first needed: such large sets take their time, and most articles need none."""


def is_spaceless(text: str) -> bool:
    """Whether the text has characters of a script that puts no spaces between words; Korean does."""
    return not text.isascii() and re.search(_SPACELESS, text) is not None


def complex_script(text: str) -> str:
    """The name of the first script in the text whose words only a dictionary could tell apart."""
    found = re.search(_COMPLEX, text)
    # The names of characters begin with their script: THAI CHARACTER KO KAI.
    return unicodedata.name(found[0][0], "").split(" ")[0].capitalize() if found else ""


def is_ideographic(char: str) -> bool:
    """Whether the character stands in a square of its own, so that space beside it may stretch."""
    return re.match(_IDEOGRAPHIC, char) is not None


def segments(text: str) -> list[str]:
    """The text cut at every place where a line may end; joined, they are the text again."""
    # Imported when first needed: its tables are large and most articles never are.
    from uniseg.linebreak import line_break_units  # type: ignore[import-untyped] # noqa: PLC0415 # see above

    found: list[str] = []
    for unit in line_break_units(text):
        found += _clusters(unit) if re.search(_COMPLEX, unit) else [unit]
    return found


def _clusters(text: str) -> list[str]:
    from uniseg.graphemecluster import grapheme_clusters  # type: ignore[import-untyped] # noqa: PLC0415 # as above

    return list(grapheme_clusters(text))
