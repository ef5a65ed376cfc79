"""Ids that are stable, unique and readable, and valid as XML names (NCName) for all formats.

Headings get the slug that code hosts give them, so that links written for those keep working. Links that
were written for another tool's slugs are found by their letters and digits alone.
"""

from __future__ import annotations

import re
import unicodedata

_NOT_IN_SLUG = re.compile(r"[^\w\- ]")
_NOT_IN_KEY = re.compile(r"[\W_]")
_NOT_IN_NAME = re.compile(r"[^\w.\-]")
_MAX = 80


def slug(text: str) -> str:
    """Lower case, no punctuation, hyphens for spaces; may be empty."""
    text = unicodedata.normalize("NFC", text).strip().lower()
    return _NOT_IN_SLUG.sub("", text).replace(" ", "-")


def xml_name(text: str) -> str:
    """The text as an NCName: other characters become hyphens, a leading non-letter gets a prefix."""
    name = "".join(c if _is_name_character(c) else "-" for c in _NOT_IN_NAME.sub("-", text))[:_MAX]
    return name if name and (name[0].isalpha() or name[0] == "_") else f"s-{name}".rstrip("-") or "s"


def _is_name_character(character: str) -> bool:
    # NCName admits nearly every letter; of the others that \w matches, keep what XML 1.0 keeps.
    if character.isascii():
        return True
    category = unicodedata.category(character)
    return category[0] == "L" and category != "Lm" and ord(character) < 0xFDD0


class Anchors:
    """Gives out ids, each once. `given` are the author's, which keep their names."""

    def __init__(self, given: frozenset[str]) -> None:
        self._reserved = frozenset(map(xml_name, given))
        self._given: set[str] = set()
        self._used: set[str] = set()
        self._next: dict[str, int] = {}
        self._by_key: dict[str, str] = {}
        self._counted = 0
        self.by_name: dict[str, str] = {}
        """From what authors write (an id, a slug) to the anchor."""

    def given(self, name: str) -> tuple[str, bool]:
        """The anchor for an id that the author gave, and whether it is the first of that name."""
        first = name not in self._given
        self._given.add(name)
        anchor = self._unique(xml_name(name), reserved=not first)
        if first:  # what the author calls so counts for more than a heading's own slug
            self.by_name[name] = anchor
        return anchor, first

    def made(self, name: str, fallback: str) -> str:
        """An anchor for something without an id, after its text, or numbered after `fallback`."""
        base = name or fallback
        anchor = self._unique(xml_name(base), reserved=True)
        # Code hosts count repeated headings from 1, as `_unique` does.
        self.by_name.setdefault(anchor, anchor)
        self.by_name.setdefault(base, anchor)
        return anchor

    def find(self, name: str) -> str | None:
        """The anchor that `name` (of a link or cross-reference) leads to, or None."""
        for candidate in (name, name.lower(), xml_name(name), slug(name)):
            if candidate in self.by_name:
                return self.by_name[candidate]
        return self._loosely().get(_key(name))

    def _loosely(self) -> dict[str, str]:
        if self._counted != len(self.by_name):  # looked up only once all anchors are given out
            self._counted = len(self.by_name)
            self._by_key = {_key(name): anchor for name, anchor in reversed(self.by_name.items())}
            self._by_key.pop("", None)
        return self._by_key

    def _unique(self, name: str, *, reserved: bool) -> str:
        candidate = name
        while candidate in self._used or (reserved and candidate in self._reserved):
            count = self._next.get(name, 0) + 1
            self._next[name] = count
            candidate = f"{name}-{count}"
        self._used.add(candidate)
        return candidate


def _key(name: str) -> str:
    return _NOT_IN_KEY.sub("", name).lower()
