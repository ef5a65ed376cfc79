"""The attribute syntax `{#id .class key="value"}` of pandoc, Quarto and djot."""

from __future__ import annotations

import re

from docexport.records import Struct

_QUOTED = r'"(?:[^"\\]|\\.)*+"' + r"|'(?:[^'\\]|\\.)*+'"
_PART = rf"""
    \#(?P<id>[^\s{{}}#"'<>]++)(?=[\s}}])
  | \.(?P<cls>[^\s{{}}.#="'<>]++)(?=[\s}}.\#])
  | (?P<key>[A-Za-z_:][\w:.-]*+)=(?P<value>{_QUOTED}|[^\s{{}}"']++)(?=[\s}}])
  | (?P<dash>-)(?=[\s}}])
"""
_PART_PATTERN = re.compile(_PART, re.VERBOSE)
_WHOLE_PATTERN = re.compile(
    r"\{\s*+(?:(?:" + re.sub(r"\(\?P<\w+>", "(?:", _PART) + r")\s*+)++\}",
    re.VERBOSE,
)
_LANGUAGE_TAG = re.compile(r"(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}|[ixIX])(?:-[A-Za-z0-9]{1,8})*")


class Attributes(Struct, frozen=True):
    """What an attribute list says; `pairs` keeps every key but `id` and `class`."""

    id: str | None = None
    classes: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()

    def get(self, key: str) -> str | None:
        """The value of a key, or None."""
        return dict(self.pairs).get(key)

    def without(self, *classes: str) -> tuple[str, ...]:
        """The classes but for these."""
        return tuple(name for name in self.classes if name not in classes)


NO_ATTRIBUTES = Attributes()


def match_attributes(text: str, start: int = 0, end: int | None = None) -> tuple[Attributes, int] | None:
    """The attribute list that starts at `start`, and where it ends; None where there is none."""
    match = _WHOLE_PATTERN.match(text, start, len(text) if end is None else end)
    if match is None:
        return None
    return _attributes(match[0]), match.end()


def split_trailing(text: str) -> tuple[str, Attributes]:
    """Text without the attribute list at its end, as in `Heading {#id}`, and that list."""
    stripped = text.rstrip()
    start = stripped.rfind("{") if stripped.endswith("}") else -1
    found = match_attributes(stripped, start) if start >= 0 else None
    if found is None or found[1] != len(stripped):
        return text, NO_ATTRIBUTES
    return stripped[:start].rstrip(), found[0]


def is_language_tag(tag: str) -> bool:
    """Whether a tag has the shape of BCP 47 (RFC 5646), such as "uk", "zh-Hant" or "pt-BR".

    Languages have two or three letters: more are allowed, but none of that length was ever registered.
    """
    return _LANGUAGE_TAG.fullmatch(tag) is not None


def _attributes(source: str) -> Attributes:
    name: str | None = None
    classes: list[str] = []
    pairs: dict[str, str] = {}
    for match in _PART_PATTERN.finditer(source, 1):
        if match["id"]:
            name = match["id"]
        elif match["cls"]:
            classes.append(match["cls"])
        elif match["dash"]:
            classes.append("unnumbered")
        else:
            pairs[match["key"]] = _unquoted(match["value"])
    name = pairs.pop("id", name)
    classes += pairs.pop("class", "").split()
    return Attributes(name or None, tuple(dict.fromkeys(classes)), tuple(pairs.items()))


def _unquoted(value: str) -> str:
    if value[:1] in "\"'" and len(value) > 1:
        return re.sub(r"\\(.)", r"\1", value[1:-1])
    return value
