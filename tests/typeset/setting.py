"""Articles set on pages, and what can be read off them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from docexport.edition import Edition, make_edition
from docexport.model import Kind
from docexport.notices import Collector
from docexport.read import read_text
from docexport.records import replace
from docexport.resources import Resources
from docexport.style import Style, load_style
from docexport.typeset import Element, LaidDocument, LaidPage, TextRun, typeset

LONG_AGO = datetime(2025, 2, 28, tzinfo=UTC)

SENTENCE = (
    "The National Intelligence Service in Seoul confirmed this week what Ukrainian soldiers had been saying "
    "since the first days of the month: North Korean units are moving again toward the border. "
)


@dataclass(frozen=True)
class Laid:
    """A document with what it was made from."""

    document: LaidDocument
    edition: Edition
    style: Style
    told: Collector

    def __repr__(self) -> str:
        return f"<{len(self.pages)} pages>"

    @property
    def pages(self) -> tuple[LaidPage, ...]:
        return self.document.pages

    def runs(self) -> Iterator[tuple[LaidPage, TextRun]]:
        for page in self.pages:
            for item in page.items:
                if isinstance(item, TextRun):
                    yield page, item

    def lines(self, number: int) -> list[str]:
        """The tagged text of a page, one string for each baseline, from top to bottom."""
        rows: dict[float, list[TextRun]] = {}
        for page, run in self.runs():
            if page.number == number and run.element is not None:
                rows.setdefault(round(run.y, 1), []).append(run)
        return ["".join(map(text_of, sorted(rows[y], key=lambda run: run.x))) for y in sorted(rows)]

    def elements(self, tag: str) -> list[Element]:
        return [element for element in walk(self.document.root) if element.tag == tag]

    def text(self, element: Element) -> str:
        """What an element and all below it say, in the order of painting."""
        inside = {id(each) for each in walk(element)}
        return "".join(text_of(run) + run.tail for _, run in self.runs() if id(run.element) in inside).strip()


@cache
def style(name: str = "briefing") -> Style:
    return load_style(name)


def lay(
    markdown: str,
    name: str = "briefing",
    folder: Path = Path("/nonexistent"),
    kind: Kind = "brief",
    **options: object,
) -> Laid:
    """An article in Markdown set in a bundled style, some of its options changed."""
    told = Collector()
    chosen = style(name)
    if options:
        chosen = replace(chosen, options=replace(chosen.options, **options))
    article = read_text(markdown, told, file="article.md")
    edition = make_edition(article, chosen, kind, told, modified=LONG_AGO)
    return Laid(typeset(edition, chosen, Resources(folder), told), edition, chosen, told)


def walk(element: Element) -> Iterator[Element]:
    yield element
    for child in element.children:
        yield from walk(child)


def text_of(run: TextRun) -> str:
    glyphs = reversed(run.glyphs) if run.rtl else run.glyphs
    return "".join(glyph.text for glyph in glyphs)


def overfull(laid: Laid, slack: float = 8.0) -> list[str]:
    """Runs that stand out of the type area by more than hung punctuation may."""
    page = laid.style.page
    found = []
    for sheet, run in laid.runs():
        start = page.margin_inner.pt if laid.edition.direction == "ltr" else page.margin_outer.pt
        end = start + sheet.width - (page.margin_inner + page.margin_outer).pt
        left, right = hung(laid, run)
        if run.x < start - left - slack or run.x + run.width > end + right + slack:
            found.append(f"page {sheet.number}: {text_of(run)}")
    return found


def hung(laid: Laid, run: TextRun) -> tuple[float, float]:
    """How far the number of a heading may hang into the margin, at the left and at the right."""
    element = run.element
    while element is not None and element.tag != "heading":
        element = element.parent
    far = 0.0 if element is None else max(-laid.style.roles["heading-1"].indent.pt, 0.0)
    return (far, 0.0) if laid.edition.direction == "ltr" else (0.0, far)


def below_foot(laid: Laid) -> list[str]:
    """Tagged runs that stand below the type area."""
    foot = laid.style.page.height.pt - laid.style.page.margin_bottom.pt + 2 * laid.style.page.grid.pt + 1
    return [text_of(run) for _, run in laid.runs() if run.element is not None and run.y > foot]
