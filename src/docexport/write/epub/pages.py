"""Page breaks of the print edition (EPUB 3.3, section 7.4.3; EPUB Accessibility 1.1, section 3.3).

1. `PageMarks` knows which blocks of text a page begins in, and gives the marks to whoever writes the block.
2. Before a heading, a figure or a formula the mark stands whole; inside a block of text, `Cuts` finds the
   word. A word divided over two pages stands behind the mark: whoever goes to the page finds it whole.
3. What comes before the text is marked on the title page, what comes after it at the end of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from docexport.edition import Edition, PageBreak, Pagination, letters
from docexport.model import NOWHERE, Position, walk
from docexport.records import Struct, field, replace
from docexport.write.epub.markup import attribute

_LAST_WORD = re.compile(r"\S*\Z")
_UNSPACED = "\u2e80"
"""From here on, characters are of scripts in which a line may end within what has no space."""


class PageMark(Struct, frozen=True):
    """A mark that has been written: the page's label and the mark's id."""

    label: str
    id: str


class PageMarks(Struct):
    """The page breaks of one book: those that wait for their block, and those that are marked."""

    source: str = ""
    front: list[PageBreak] = field(default_factory=list)
    """Those before the text."""
    waiting: dict[Position, list[PageBreak]] = field(default_factory=dict)
    end: list[PageBreak] = field(default_factory=list)
    """Those behind the text."""
    done: list[PageMark] = field(default_factory=list)

    def due(self, at: Position) -> list[PageBreak]:
        """The pages that begin in the block known by `at`; each is given away once."""
        return self.waiting.pop(at, []) if self.waiting else []

    def mark(self, page: PageBreak, fresh: Callable[[str], str]) -> str:
        """The mark of a page as an element; `fresh` makes its id."""
        name = fresh(f"page-{'-'.join(re.findall('[0-9A-Za-z]+', page.label))}")
        self.done.append(PageMark(page.label, name))
        label = attribute("aria-label", page.label)
        return f'<span epub:type="pagebreak" role="doc-pagebreak" id="{name}"{label}></span>'


def page_marks(edition: Edition, pagination: Pagination) -> PageMarks:
    """The breaks sorted by where they go; one whose block this book lacks goes where the next one does."""
    marks = PageMarks(pagination.source)
    if not pagination.breaks:
        return marks
    first, *others = pagination.breaks
    marks.front.append(first)
    known, following = set(_places(edition)), None
    for page in reversed(others):
        following = page if page.at in known else following
        if following is None:
            marks.end.insert(0, page)
        else:
            here = replace(following, label=page.label)
            marks.waiting.setdefault(here.at, []).insert(0, here)
    return marks


def _places(edition: Edition) -> Iterator[Position]:
    front = edition.front
    inlines = (front.kicker, front.title, front.subtitle, front.standfirst, *front.key_points)
    yield from (nodes[0].at for nodes in inlines if nodes)
    yield from (node.at for node in walk(edition.blocks) if node.at != NOWHERE)


class Cuts(Struct):
    """The places in a block of text where marks stand: letters before them, and the marks."""

    places: list[tuple[int, str]]
    seen: int = 0

    def pieces(self, text: str) -> Iterator[tuple[str, str]]:
        """The text in pieces, each with the mark behind it; the last with none."""
        start = 0
        while self.places:
            end = _reached(text, start, self.places[0][0] - self.seen)
            if end is None:
                break
            self.seen += letters(text[start:end])
            yield text[start:end], self.places.pop(0)[1]
            start = end
        self.seen += letters(text[start:])
        yield text[start:], ""

    def rest(self) -> str:
        """Marks whose place never came: at the block's end."""
        marks = "".join(mark for _, mark in self.places)
        self.places.clear()
        return marks


def _reached(text: str, start: int, count: int) -> int | None:
    """Where the word begins that holds the letter after `count` others; None if that comes later."""
    for index in range(start, len(text)):
        if not text[index].isalnum():
            continue
        if count <= 0:
            whole = text[index] >= _UNSPACED
            return index if whole else index - len(_word_before(text[start:index]))
        count -= 1
    return None


def _word_before(text: str) -> str:
    match = _LAST_WORD.search(text)
    return match[0] if match else ""


def cuts_of(pages: Iterable[PageBreak], total: int, mark: Callable[[PageBreak], str]) -> tuple[str, Cuts]:
    """The marks before a block of so many letters, and those inside it."""
    before, inside = "", Cuts([])
    for page in pages:
        if page.left >= total:
            before += mark(page)
        else:
            inside.places.append((total - page.left, mark(page)))
    return before, inside
