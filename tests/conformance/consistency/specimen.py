"""The specimen's words, by the role that each of its blocks has; where they stand is found by them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from docexport.style import RoleName, Style

SPECIMEN = Path(__file__).with_name("specimen.md")
PUBLICATION = "The Specimen Press"

_FROM_SOURCE: Mapping[RoleName, str] = {
    "title": "Title lines", "subtitle": "Subtitle words", "kicker": "Kicker words",
    "standfirst": "Standfirst sentences", "key-points-item": "Point one",
    "heading-1": "Heading one", "heading-2": "Heading two", "heading-3": "Heading three",
    "heading-4": "Heading four", "body-first": "First paragraph of a section",
    "body": "Second paragraph of a section", "list-item": "Item one", "definition-term": "Term one",
    "definition": "Definition one", "quote": "Quoted words", "quote-attribution": "Attribution of the",
    "pull-quote": "Pulled words are", "epigraph": "Epigraph words", "code": "code_line_one = ",
    "callout-title": "Callout titles", "callout-body": "Callout words are",
    "commentary-heading": "Opinion heading", "commentary-body-first": "Opinion words of a first",
    "commentary-body": "Opinion words of a second", "caption": "Caption words",
    "placeholder": "Placeholder words", "source-note": "Source words", "table-head": "Head of a column",
    "table-cell": "Cell of the first row", "footnote": "Note words",
}  # fmt: skip
"""The first words of the block of each role, as they stand in the specimen's source."""
_GIVEN: Mapping[RoleName, str] = {
    "publication": PUBLICATION,
    "byline": "By Byline Author",
    "key-points-title": "Key points",
    "contents-title": "Contents",
    "contents-1": "Lists of the specimen",
    "contents-2": "Heading two of the specimen",
    "contents-3": "Heading three of the specimen",
    "rule": "* * *",
    "commentary-label": "Commentary",
    "running-head": PUBLICATION,
    "folio": "2 / ",
    "marking": "MARKED",
    "draft-stamp": "Draft",
    "colophon": "Colophon words",
}
"""Words that an output adds, or that stand elsewhere too."""
ACROSS: frozenset[RoleName] = frozenset({
    "publication", "kicker", "issue-line", "title", "subtitle", "standfirst", "byline",
    "running-head", "folio", "marking", "draft-stamp",
})  # fmt: skip
"""Roles that stand across all columns."""
BOXES: Mapping[RoleName, RoleName] = {
    "masthead": "publication", "key-points": "key-points-title", "callout": "callout-title",
    "commentary": "commentary-label",
}  # fmt: skip
"""Boxes around other roles, measured with the first line in them."""
WITHOUT_WORDS: Mapping[RoleName, str] = {
    "figure": "a picture; its edges and distances are those of the paragraphs and the caption around it",
    "math": "a formula has no type of the style's",
    "notes-title": "stands only above notes at the end",
}
"""Roles in which the specimen has no words to measure."""
FURNITURE: frozenset[RoleName] = frozenset({"running-head", "folio", "marking", "draft-stamp"})
"""Roles at the head and foot of a page, which no block follows."""
FIRST: frozenset[RoleName] = frozenset({"contents-title", "contents-1", "contents-2", "contents-3"})
"""Roles whose words stand again later on: the first place counts. Of others the last one does."""
LARGEST: frozenset[RoleName] = frozenset({"title", "publication"})
SMALLEST: frozenset[RoleName] = frozenset({"running-head", "marking"})
"""Roles whose words stand elsewhere in other sizes."""


def words_of_roles(style: Style) -> dict[RoleName, str]:
    """The whole text of one block for each role."""
    source = SPECIMEN.read_text("utf-8")
    found = {role: _whole(source, opening) for role, opening in _FROM_SOURCE.items()}
    found["caption"] = f"Figure 1{style.options.caption_separator}{found['caption']}"
    found["issue-line"] = style.furniture.masthead_end.format(date="28 February 2025", identifier="Issue 7")
    return found | dict(_GIVEN)


_END = re.compile(r"\n>?[ ]*\n|\n *[-:]|\n[a-z-]+:|\]\(|\"\}|\"$| \||\[\^|\n:::|\"\nthat|\n```|\"\n\n", re.M)


def _whole(source: str, opening: str) -> str:
    """A block's text: up to the empty line, the next item, the mark of a note or the end of a cell."""
    begin = source.index(opening)
    if opening.startswith("code"):
        words = source[begin : source.index("\n```", begin)]
    else:
        end = _END.search(source, begin)
        assert end, opening
        words = source[begin : end.start()]
    return re.sub(r"\n[> ]*", " ", words)
