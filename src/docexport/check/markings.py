"""Rules about handling markings: the document's own, and those of its portions.

Two scales are known: the Traffic Light Protocol (FIRST, TLP 2.0), and classification with portion marks in
parentheses, as in (S//NF), with what is unclassified but controlled between (U) and (C).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docexport.check.material import Material, SourceRule, Spot
from docexport.edition.plain import plain_text
from docexport.model import Paragraph, Position, Section
from docexport.records import Struct

_TLP = {"CLEAR": 0, "WHITE": 0, "GREEN": 1, "AMBER": 2, "AMBER+STRICT": 3, "RED": 4}
_CLASSES = {"U": 0, "CUI": 1, "FOUO": 1, "R": 2, "C": 3, "S": 4, "TS": 5}
_NAMES = {
    "UNCLASSIFIED": "U", "CUI": "CUI", "FOR OFFICIAL USE ONLY": "FOUO", "FOUO": "FOUO", "OFFICIAL": "U",
    "RESTRICTED": "R", "CONFIDENTIAL": "C", "SECRET": "S", "TOP SECRET": "TS",
    "U": "U", "C": "C", "S": "S", "TS": "TS", "R": "R",
}  # fmt: skip
_PORTION = re.compile(
    r"\((?:TLP:\s?(?P<tlp>[A-Z]+(?:\+STRICT)?)"
    r"|(?P<class>TS|S|C|R|U|CUI|FOUO)(?P<more>(?://[A-Z][A-Z ,/-]*)?))\)"
)
_DOCUMENT_TLP = re.compile(r"TLP:\s?([A-Z]+(?:\+STRICT)?)", re.IGNORECASE)


class Portion(Struct, frozen=True):
    """A mark of a paragraph or heading."""

    text: str
    scale: str
    """"TLP" or "class"."""
    level: int | None
    """None: no such marking."""
    at: Position
    plain: bool
    """Whether it might be a letter in parentheses as well."""


def portion_above(material: Material) -> Iterator[Spot]:
    """A portion that is marked more strictly than the document."""
    marking = material.metadata.marking
    for portion in _portions(material):
        level = _document_level(marking, portion.scale)
        if level is not None and portion.level is not None and portion.level > level:
            what = f"the portion {portion.text} is stricter than the marking {marking!r}"
            yield Spot("portion-above-marking", what, portion.at)


def marking_missing(material: Material) -> Iterator[Spot]:
    """Portions with marks in a document without one."""
    portions = _portions(material)
    sure = [portion for portion in portions if not portion.plain]
    if not material.metadata.marking and (sure or len({portion.level for portion in portions}) > 1):
        what = f"a portion is marked {portions[0].text}, but the document has no marking"
        yield Spot("marking-missing", what, portions[0].at)


def marking_unknown(material: Material) -> Iterator[Spot]:
    """A marking of the Traffic Light Protocol that does not exist."""
    found = _DOCUMENT_TLP.search(material.metadata.marking)
    if found and found[1].upper() not in _TLP:
        what = f"there is no marking {found[0]!r}"
        yield Spot("marking-unknown", what, material.metadata.at("marking"))
    for portion in _portions(material):
        if portion.level is None:
            yield Spot("marking-unknown", f"there is no marking {portion.text!r}", portion.at)


def marking_old(material: Material) -> Iterator[Spot]:
    """TLP:WHITE, which TLP 2.0 calls TLP:CLEAR."""
    if re.search(r"TLP:\s?WHITE", material.metadata.marking, re.IGNORECASE):
        yield Spot("marking-old", "TLP:WHITE is called TLP:CLEAR now", material.metadata.at("marking"))


def _portions(material: Material) -> list[Portion]:
    """The marks at the beginning or the end of paragraphs and headings."""
    found: list[Portion] = []
    for node in material.nodes:
        if isinstance(node, Paragraph | Section):
            text = plain_text(node.inlines if isinstance(node, Paragraph) else node.heading)
            match = _PORTION.match(text)
            if match is None and text.endswith(")") and "(" in text:
                match = _PORTION.fullmatch(text, text.rindex("("))
            if match is not None:
                found.append(_portion(match, node.at))
    return found


def _portion(match: re.Match[str], at: Position) -> Portion:
    if match["tlp"]:
        return Portion(match[0], "TLP", _TLP.get(match["tlp"]), at, plain=False)
    plain = match["class"] in ("C", "S", "R", "U") and not match["more"]
    return Portion(match[0], "class", _CLASSES[match["class"]], at, plain)


def _document_level(marking: str, scale: str) -> int | None:
    """How strict the document's marking is on a scale; None where it is on the other one."""
    if scale == "TLP":
        found = _DOCUMENT_TLP.search(marking)
        return _TLP.get(found[1].upper()) if found else None
    name = re.split(r"//", marking.strip().strip("()").upper(), maxsplit=1)[0].strip()
    return _CLASSES[_NAMES[name]] if name in _NAMES else None


RULES: tuple[SourceRule, ...] = (portion_above, marking_missing, marking_unknown, marking_old)
