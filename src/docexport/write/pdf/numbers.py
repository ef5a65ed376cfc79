"""Numbers, strings and names as a content stream writes them (ISO 32000-1, 7.3)."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=4096)
def number(value: float) -> str:
    """A number with at most three decimals, never with an exponent, which PDF does not know (7.3.3)."""
    rounded = round(value, 3)
    whole = int(rounded)
    return str(whole) if whole == rounded else f"{rounded:.3f}".rstrip("0")


def numbers(*values: float) -> str:
    """Several numbers, parted by spaces."""
    return " ".join(map(number, values))


def text_string(text: str) -> str:
    """A text string in UTF-16BE as a hexadecimal string (7.9.2.2), safe inside a content stream."""
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"


def exact(*values: float) -> str:
    """Numbers in a space that is scaled up, where three decimals would show."""
    return " ".join(f"{value:.6f}".rstrip("0").rstrip(".") for value in values)
