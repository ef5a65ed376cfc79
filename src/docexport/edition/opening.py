"""The letter that a text may open with, set as high as several lines."""

from __future__ import annotations

from docexport.model import Paragraph, Text
from docexport.records import replace

_SHORTEST = 3
"""Characters; a shorter beginning is no word to take a letter from."""


def opening_letter(node: Paragraph) -> tuple[str, Paragraph]:
    """The first letter, if it has a capital form and words go on, and the paragraph without it.

    Without such a letter: nothing, and the paragraph as it is.
    """
    first = node.inlines[0] if node.inlines else None
    if not isinstance(first, Text) or not _begins(first.text):
        return "", node
    return first.text[0], replace(node, inlines=(replace(first, text=first.text[1:]), *node.inlines[1:]))


def _begins(text: str) -> bool:
    return len(text) >= _SHORTEST and text[0].isalpha() and text[0].lower() != text[0].upper()
