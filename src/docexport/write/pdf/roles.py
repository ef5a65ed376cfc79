"""What each tag of the article is called in the structure tree (ISO 32000-1, 14.8.4; ISO 14289-1, 7).

The title is not a heading: sections start at H1, as Title and Heading 1 do in Word. Types that are not
standard say what a thing is and are mapped to the standard type nearest to it (14.8.4.1).
"""

from __future__ import annotations

from docexport.typeset.page import Element, Tag

_TYPES: dict[Tag, str] = {
    "document": "Document",
    "part": "Part",
    "section": "Sect",
    "division": "Div",
    "title": "Title",
    "heading": "H1",
    "paragraph": "P",
    "list": "L",
    "list-item": "LI",
    "label": "Lbl",
    "list-body": "LBody",
    "quote": "BlockQuote",
    "attribution": "Attribution",
    "callout": "Aside",
    "key-points": "KeyPoints",
    "code": "Code",
    "caption": "Caption",
    "figure": "Figure",
    "formula": "Formula",
    "table": "Table",
    "table-head": "THead",
    "table-body": "TBody",
    "row": "TR",
    "header-cell": "TH",
    "cell": "TD",
    "note": "Note",
    "note-label": "Lbl",
    "note-reference": "Reference",
    "link": "Link",
    "span": "Span",
    "emphasis": "Em",
    "strong": "Strong",
    "sub": "Sub",
    "sup": "Sup",
    "code-span": "Code",
    "abbreviation": "Span",
    "contents": "TOC",
    "contents-entry": "TOCI",
    "contents-reference": "Reference",
}

ROLE_MAP = {
    "Title": "P",
    "Attribution": "P",
    "Aside": "Div",
    "KeyPoints": "Div",
    "Em": "Span",
    "Strong": "Span",
    "Sub": "Span",
    "Sup": "Span",
}


def structure_type(element: Element) -> str:
    """The structure type of an element."""
    if element.tag == "heading":
        return f"H{min(max(element.level, 1), 6)}"
    return _TYPES[element.tag]
