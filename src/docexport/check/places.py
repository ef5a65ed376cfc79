"""Where words stand in the source: nodes know where they begin, and their words are looked for from there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docexport.check.transcript import Word
from docexport.model import NOWHERE, Position, Text

_FARTHEST = 40
"""How many lines below its beginning a word of a node is looked for."""


class Places:
    """The places of words in a source; without a source there are none."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines

    def of_word(self, word: Word) -> Position:
        """Where a word stands; where its node begins if the word is not written there as it is."""
        node = word.node
        if node is None or not node.at.line:
            return NOWHERE
        if not isinstance(node, Text):
            return node.at
        at = node.at
        for index, text in enumerate(node.text.split()):
            found = self._next(text, at)
            if index == word.index:
                return found or at
            if found is not None:
                at = Position(found.line, found.column + 1)
        return at

    def _next(self, text: str, at: Position) -> Position | None:
        """The next place of a word's letters; punctuation may be written another way."""
        letters = max(re.findall(r"\w+", text), key=len, default="")
        if not letters:
            return None
        column = at.column - 1
        for number in range(at.line, min(at.line + _FARTHEST, len(self._lines)) + 1):
            line = self._lines[number - 1] if number <= len(self._lines) else ""
            place = line.find(letters, max(column, 0))
            if place >= 0:
                return Position(number, place + 1)
            column = 0
        return None
