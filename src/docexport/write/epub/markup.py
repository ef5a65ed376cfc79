"""Strings of XHTML that are always well-formed (XML 1.0; HTML 5.2, 8.1 "XML syntax").

Text and attribute values are escaped here and nowhere else. Characters that XML cannot carry are left
out again at the very end (`legal`), whatever a caller put in.
"""

from __future__ import annotations

import re

from docexport.edition import direction_of

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

LINK_MARK = "\x01"
"""Stands before the id in the `href` of an internal link until `documents.linked` knows its file."""


def escape(text: str) -> str:
    """Text as element content."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    # A mark of ours in the text would be taken for a link's.
    return text.replace(LINK_MARK, "") if LINK_MARK in text else text


def quoted(text: str) -> str:
    """Text as the value of an attribute, without the quotation marks around it."""
    return escape(text).replace('"', "&quot;").replace("\n", " ")


def attribute(name: str, value: str) -> str:
    """An attribute with the space before it, or nothing when there is no value."""
    return f' {name}="{quoted(value)}"' if value else ""


def internal(anchor: str) -> str:
    """The `href` of a link to an id somewhere in the book."""
    return f' href="{LINK_MARK}{anchor}"'


def language(lang: str | None) -> str:
    """Language and direction: EPUB 3.3 wants `lang` and `xml:lang` alike."""
    if not lang:
        return ""
    tag = quoted(lang)
    return f' lang="{tag}" xml:lang="{tag}" dir="{direction_of(lang)}"'


def legal(document: str) -> str:
    """A finished document without the characters that XML 1.0 (section 2.2) forbids."""
    return _ILLEGAL.sub("", document)


def primary(lang: str) -> str:
    """The first subtag of a language tag."""
    return lang.partition("-")[0].lower()
