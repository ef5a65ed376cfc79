"""Where the pages of a printed edition begin, in words that another output of the same article has too.

A page begins in a block of text: a paragraph, a heading, a cell, a caption. The block is known by the place
in the source at which its first inline stands; the place in it, by how many of its letters are still to
come. Letters are counted from the block's end because labels and numbers stand before its text, and those
may differ between outputs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docexport.edition.facts import Reference
from docexport.model import NOWHERE, CodeSpan, CrossReference, Inline, Position, Text, walk


def beginning(inlines: Sequence[Inline]) -> Position:
    """The place in the source by which a block of text is known."""
    return inlines[0].at if inlines else NOWHERE


def letters(text: str) -> int:
    """How many letters and digits: what typesetting neither adds nor takes away."""
    return sum(map(str.isalnum, text))


def letters_in(inlines: tuple[Inline, ...], references: Mapping[str, Reference]) -> int:
    """The letters of a block; marks of notes, formulas and pictures have none."""
    count = 0
    for node in walk(inlines):
        if isinstance(node, Text | CodeSpan):
            count += letters(node.text)
        elif isinstance(node, CrossReference) and node.target in references:
            count += letters(references[node.target].text)
    return count
