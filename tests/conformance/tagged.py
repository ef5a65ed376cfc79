"""The text of a PDF as its structure tree has it, which is what a screen reader reads.

Notes are set apart, and their marks left out, as they are in a source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tests.write.pdf.read_back import Node, ReadBack

BLOCKS = {
    "P",
    "Title",
    "H1",
    "H2",
    "H3",
    "H4",
    "H5",
    "H6",
    "Lbl",
    "Caption",
    "Figure",
    "TD",
    "TH",
    "Attribution",
}
NOTES = {"Note", "FENote"}


@dataclass(frozen=True)
class Tagged:
    """What stands in the text, and what stands in notes."""

    body: str
    notes: str


def tagged_text(path: Path) -> Tagged:
    """Read the tree of a file; words that were divided at the end of a line are joined."""
    body: list[str] = []
    notes: list[str] = []
    file = ReadBack(path.read_bytes())  # nodes live no longer than it
    _collect(file.root, body, notes)
    return Tagged("".join(body).replace("\u00ad", ""), "".join(notes).replace("\u00ad", ""))


def divided_words(path: Path) -> set[str]:
    """The words that the end of a line divides, but for those that go on on the next page."""
    found: set[str] = set()
    file = ReadBack(path.read_bytes())  # nodes live no longer than it
    stack = [file.root]
    while stack:
        node = stack.pop()
        stack += [kid for kid in node.kids if isinstance(kid, Node)]
        stretches = [kid for kid in node.kids if isinstance(kid, str)]
        found |= {word for stretch in stretches for word in re.findall(r"\w+(?:\u00ad\w+)+", stretch)}
    return {word.replace("\u00ad", "") for word in found}


def _collect(node: Node, body: list[str], notes: list[str]) -> None:
    if node.type == "Reference" and "/Ref" in node.source:  # the mark of a note
        return
    into = notes if node.type in NOTES else body
    if "/ActualText" in node.source:
        into.append(node.text)
        return
    for kid in node.kids:
        if isinstance(kid, str):
            into.append(kid)
        else:
            _collect(kid, into, notes)
    if node.type in BLOCKS:
        into.append("\n")
