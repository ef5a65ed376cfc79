"""The PDF's pages in the EPUB: marks in the text, the list of pages, whose pages they are."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pypdfium2  # type: ignore[import-untyped] # has no types
import pytest

from docexport.edition import PageBreak, Pagination, make_edition
from docexport.export import PrintedPages, render
from docexport.model import Position
from docexport.notices import Collector
from docexport.read import read_text
from docexport.records import replace
from docexport.resources import Resources
from docexport.write.epub import write_epub
from tests.write.epub.book import EPUB_TYPE, MODIFIED, NCX, XHTML, Book, book, style, text

TITLE = "---\ntitle: A title\n---\n\n"
MARK = '<span epub:type="pagebreak" role="doc-pagebreak" id="page-{0}" aria-label="{0}"></span>'
SENTENCE = "Units of the third regiment were seen near the border on Tuesday, and “nobody” knew why. "


def paged(source: str, *breaks: PageBreak, told: Collector | None = None) -> Book:
    told = told or Collector()
    made = make_edition(read_text(source, told, file="a.md"), style(), "book", told, modified=MODIFIED)
    made = replace(made, printed=Pagination("urn:print", breaks))
    return Book(write_epub(made, style(), Resources(Path()), told))


def page_list(made: Book) -> list[tuple[str, str]]:
    lists = [node for node in made.page("nav").iter(f"{XHTML}nav") if node.get(EPUB_TYPE) == "page-list"]
    return [(text(a), a.get("href") or "") for node in lists for a in node.iter(f"{XHTML}a")]


def printed_and_bound(source: str) -> tuple[list[str], Book]:
    """The text of each page of the PDF, and the EPUB that lists them."""
    article, told, pages = read_text(source, Collector(), file="a.md"), Collector(), PrintedPages()
    day = datetime(2025, 3, 1, tzinfo=UTC)
    made = {
        form: render(article, form, style(), Resources(Path()), told, modified=day, pages=pages)
        for form in ("pdf", "epub")
    }
    document = pypdfium2.PdfDocument(io.BytesIO(made["pdf"]))
    return [page.get_textpage().get_text_range() for page in document], Book(made["epub"])


def test_a_book_without_a_print_edition_has_no_page_list() -> None:
    made = book(TITLE + "# A\n\nText.\n")
    assert page_list(made) == []
    assert made.metas("pageBreakSource") == []
    assert "pageBreakMarkers" not in made.metas("schema:accessibilityFeature")


def test_pages_are_listed_and_their_source_is_named() -> None:
    made = paged(TITLE + "# A\n\nText.\n\n# B\n\nMore.\n", PageBreak("1"), PageBreak("2", Position(9, 3), 1))
    assert page_list(made) == [("1", "text/titlepage.xhtml#page-1"), ("2", "text/text-2.xhtml#page-2")]
    assert made.metas("pageBreakSource") == ["urn:print"]
    assert made.metas("source-of") == ["pagination"]
    assert "urn:print" in made.dc("source")
    assert {"pageNavigation", "pageBreakMarkers"} <= set(made.metas("schema:accessibilityFeature"))
    assert made.dangling() == []


def test_older_readers_find_the_pages_in_the_ncx_in_reading_order() -> None:
    breaks = (PageBreak("iv"), PageBreak("1", Position(7, 1), 4), PageBreak("2", Position(11, 1), 4))
    made = paged(TITLE + "# A\n\nText.\n\n# B\n\nMore.\n", *breaks)
    ncx = ET.fromstring(made.text_of("toc.ncx"))
    pages = [(page.get("type"), page.get("value")) for page in ncx.iter(f"{NCX}pageTarget")]
    assert pages == [("front", None), ("normal", "1"), ("normal", "2")]
    played = {}
    for element in (*ncx.iter(f"{NCX}navPoint"), *ncx.iter(f"{NCX}pageTarget")):
        content = element.find(f"{NCX}content")
        assert content is not None
        played[int(element.get("playOrder") or 0)] = content.get("src")
    assert [played[number] for number in sorted(played)] == [
        "text/titlepage.xhtml", "text/titlepage.xhtml#page-iv",
        "text/text-1.xhtml", "text/text-1.xhtml#page-1",
        "text/text-2.xhtml", "text/text-2.xhtml#page-2",
    ]  # fmt: skip
    heads = {meta.get("name"): meta.get("content") for meta in ncx.iter(f"{NCX}meta")}
    assert (heads["dtb:totalPageCount"], heads["dtb:maxPageNumber"]) == ("3", "2")


def test_a_page_that_begins_with_a_heading_is_marked_before_it() -> None:
    made = paged(TITLE + "# A\n\nText.\n", PageBreak("1"), PageBreak("2", Position(5, 3), 1))
    assert f'{MARK.format(2)}<h1 class="heading-1">A' in made.text_of("text/text-1.xhtml")


@pytest.mark.parametrize(
    ("left", "shown"),
    [
        pytest.param(99, "{}One <em>two three</em> four", id="at its beginning"),
        pytest.param(9, "One <em>two {}three</em> four", id="inside an emphasis"),
        pytest.param(7, "One <em>two {}three</em> four", id="in a word that is divided"),
        pytest.param(4, "One <em>two three</em> {}four", id="after it"),
    ],
)
def test_a_page_that_begins_inside_a_paragraph_is_marked_at_its_word(left: int, shown: str) -> None:
    made = paged(TITLE + "One *two three* four.\n", PageBreak("1"), PageBreak("2", Position(5, 1), left))
    assert shown.format(MARK.format(2)) in made.text_of("text/text-1.xhtml")


def test_a_paragraph_over_three_pages_has_both_marks_in_order() -> None:
    place = Position(5, 1)
    made = paged(
        TITLE + "One two three.\n", PageBreak("1"), PageBreak("2", place, 8), PageBreak("3", place, 5)
    )
    assert f"One {MARK.format(2)}two {MARK.format(3)}three." in made.text_of("text/text-1.xhtml")
    assert [label for label, _ in page_list(made)] == ["1", "2", "3"]


def test_code_is_marked_between_its_lines() -> None:
    made = paged(TITLE + "```\none\ntwo\nthree\n```\n", PageBreak("1"), PageBreak("2", Position(5, 1), 5))
    assert f"one\ntwo\n{MARK.format(2)}three" in made.text_of("text/text-1.xhtml")


def test_pages_behind_the_text_are_marked_at_its_end() -> None:
    made = paged(TITLE + "Text.^[Note.]\n", PageBreak("1"), PageBreak("2"), PageBreak("3"))
    assert page_list(made)[1:] == [("2", "text/text-1.xhtml#page-2"), ("3", "text/text-1.xhtml#page-3")]


def test_a_page_of_words_that_the_book_lacks_begins_with_the_next_one() -> None:
    told = Collector()
    breaks = (PageBreak("1"), PageBreak("2", Position(99, 1), 1), PageBreak("3", Position(7, 1), 4))
    made = paged(TITLE + "Text.\n\nMore.\n", *breaks, told=told)
    assert f"{MARK.format(2)}{MARK.format(3)}More." in made.text_of("text/text-1.xhtml")
    assert told.notices == []


def test_each_page_begins_in_the_book_with_the_words_of_the_printed_page() -> None:
    note = f"^[{SENTENCE}]"
    source = TITLE + "".join(
        f"# Part {part}\n\n" + "".join(f"{SENTENCE * 5}*{SENTENCE}*{note}\n\n" for _ in range(6))
        for part in range(4)
    )
    printed, made = printed_and_bound(source)
    assert len(page_list(made)) == len(printed) > 4
    whole = "".join(made.text_of(name) for name in made.spine)
    for number, page in enumerate(printed[1:], 2):
        behind = re.sub(r"<[^>]*>", "", whole.partition(MARK.format(number))[2])
        # The first word may be one that the pages divide.
        begun = "".join(behind.split()[1:6])
        assert begun in "".join(page.split()), number
