"""What each tag of the article is called in the structure tree (ISO 32000-1, 14.8.4; ISO 14289-1, 7).

The title is not a heading: sections start at H1, as Title and Heading 1 do in Word. Types that are not
standard in PDF 1.7 say what a thing is and are mapped to the standard type nearest to it (14.8.4.1). In
PDF 2.0 most of them are standard; what its namespace lacks comes from that of PDF 1.7, which is the default
(ISO 32000-2, 14.8.6).
"""

from __future__ import annotations

from docexport.typeset.page import Element, Tag

PDF_2 = "http://iso.org/pdf2/ssn"
"""The namespace of PDF 2.0 (ISO 32000-2, 14.8.6.1)."""

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
    "insertion": "Ins",
    "deletion": "Del",
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
    "Ins": "Span",
    "Del": "Span",
}

_RENAMED = {
    "Note": "FENote",
    "Attribution": "P",
    "KeyPoints": "Div",
    **dict.fromkeys(("Sub", "Sup", "Ins", "Del"), "Span"),
}
"""What types are called in PDF 2.0, where Sub means a part of a line and notes are FENote."""
_ONLY_IN_1_7 = {"BlockQuote", "TOC", "TOCI", "Reference", "Code"}

ROLE_MAP_2 = {"Title": "P", "Aside": "Div", "Em": "Span", "Strong": "Span", "FENote": "Note"}
"""For readers that know nothing of namespaces."""


def structure_type(element: Element) -> str:
    """The structure type of an element."""
    if element.tag == "heading":
        return f"H{min(max(element.level, 1), 6)}"
    return _TYPES[element.tag]


_NOT_INSIDE = {
    "Aside": {"Aside", "BlockQuote", "TD", "TH"},
    "BlockQuote": {"TD", "TH"},
}
"""What may not stand inside what (ISO/TS 32005, table 5), of all that an article can have. It becomes a
division, which counts for nothing: what is inside one is taken to be inside what is around it."""


def in_pdf_2(name: str, around: str) -> tuple[str, bool]:
    """A type's name in PDF 2.0 inside another, and whether it belongs to the namespace of PDF 2.0."""
    if around in _NOT_INSIDE.get(name, ()):
        return "Div", True
    return _RENAMED.get(name, name), name not in _ONLY_IN_1_7
