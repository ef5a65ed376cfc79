"""At which words of the text each page begins, for outputs without pages that cite those of this one.

1. Each page's first tagged thing that belongs to a block of the article is found; notes, contents, list
   markers and what is repeated do not count.
2. The letters of that block are counted as far as they stand on earlier pages; the rest is what is left.
"""

from __future__ import annotations

from collections import Counter

from docexport.edition import PageBreak, letters
from docexport.model import NOWHERE
from docexport.records import Struct, field
from docexport.typeset.page import Element, LaidDocument, LaidPage, Placed, Rectangle, TextRun

_APART = frozenset({"note", "contents"})
"""What stands elsewhere in other outputs."""


def page_breaks(laid: LaidDocument) -> tuple[PageBreak, ...]:
    """One break for each page. A page without text of its own begins where the next one does."""
    counter = _Counter()
    starts = [counter.start(page) for page in laid.pages]
    breaks: list[PageBreak] = []
    following = PageBreak("")
    for page, start in zip(reversed(laid.pages), reversed(starts), strict=True):
        if start is not None:
            block, before = start
            following = PageBreak("", block.at, counter.letters[block] - before)
        # The first page begins with the masthead, whatever its first words are.
        here = following if page.number > 1 else PageBreak("")
        breaks.append(PageBreak(page.label, here.at, here.left))
    return tuple(reversed(breaks))


class _Counter(Struct):
    """Letters of each block, page by page."""

    letters: Counter[Element] = field(default_factory=Counter)
    _blocks: dict[Element, Element | None] = field(default_factory=dict)

    def start(self, page: LaidPage) -> tuple[Element, int] | None:
        """The block that a page begins in, and how many of its letters stand on earlier pages."""
        found: tuple[Element, int] | None = None
        for item in page.items:
            block = self._block_of(item)
            if block is None:
                continue
            if found is None:
                found = block, self.letters[block]
            if isinstance(item, TextRun):
                self.letters[block] += letters("".join([glyph.text for glyph in item.glyphs]))
        return found

    def _block_of(self, item: Placed) -> Element | None:
        if isinstance(item, Rectangle) or item.element is None:
            return None
        if item.element not in self._blocks:
            self._blocks[item.element] = _block(item.element)
        return self._blocks[item.element]


def _block(element: Element | None) -> Element | None:
    """The block of the article that an element lies in; none for what is not its text."""
    found: Element | None = None
    while element is not None:
        if element.tag in _APART or element.tag == "note-reference":
            return None
        if found is None and element.at != NOWHERE:
            found = element
        element = element.parent
    return found
