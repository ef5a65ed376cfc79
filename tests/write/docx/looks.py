"""What a document's styles come to for a paragraph and a run (ECMA-376 part 1, 17.7.2 and 17.7.3)."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping

from tests.write.docx.report import w

Value = Mapping[str, str]
"""A property's attributes."""
TOGGLES = {"b", "bCs", "i", "iCs", "caps", "smallCaps", "strike"}


class Looks:
    """The styles of one document."""

    def __init__(self, styles: ET.Element) -> None:
        self._styles = {style.attrib[w("styleId")]: style for style in styles.iter(w("style"))}
        defaults = styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
        self._defaults = properties(defaults)

    def paragraph(self, style: str) -> dict[str, Value]:
        """The paragraph properties that a style comes to."""
        return self._along(style, "pPr")

    def run(self, paragraph: str, character: str) -> dict[str, Value]:
        """The character properties of a paragraph style and a character style together."""
        below = self._defaults | self._along(paragraph, "rPr")
        above = self._along(character, "rPr") if character else {}
        both = below | above
        for name in TOGGLES:
            both[name] = {"val": "1"} if is_on(below.get(name)) != is_on(above.get(name)) else {"val": "0"}
        return both

    def _along(self, style: str, container: str) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for one in reversed(list(self._chain(style))):
            for name, value in properties(one.find(w(container))).items():
                found[name] = {**found.get(name, {}), **value} if name in ("ind", "spacing") else value
        return found

    def _chain(self, style: str) -> Iterator[ET.Element]:
        while style in self._styles:
            yield self._styles[style]
            based_on = self._styles[style].find(w("basedOn"))
            style = based_on.attrib[w("val")] if based_on is not None else ""


def properties(container: ET.Element | None) -> dict[str, Value]:
    """The properties in a `w:pPr` or `w:rPr`."""
    if container is None:
        return {}
    return {_local(child.tag): {_local(k): v for k, v in child.attrib.items()} for child in container}


def is_on(value: Value | None) -> bool:
    """Whether a toggle is on."""
    return value is not None and value.get("val", "1") not in ("0", "false")


def _local(name: str) -> str:
    return name.rpartition("}")[2]
