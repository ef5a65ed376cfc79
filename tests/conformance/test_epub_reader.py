"""epub.js opens the books, finds its way by their contents, and goes to notes and back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from docexport.edition import ContentsEntry, Edition, plain_text
from tests.conformance.conftest import ARTICLES
from tests.conformance.epub_book import edition_of, opened
from tests.conformance.outputs import Outputs
from tests.conformance.reader import Reading, readings

pytestmark = pytest.mark.conformance

READ = ("kursk-deployment.md", "kitchen-sink.md", "right-to-left.md", "korean.md", "notes-everywhere.md")


@pytest.fixture(scope="module")
def read(outputs: dict[str, Outputs]) -> dict[str, Reading]:
    books = {name: outputs[name].file("epub") for name in READ if name in outputs}
    found = readings(list(books.values()))
    for name, path in books.items():
        assert [f"EPUB/{file}" for file in found[path].files] == opened(path).spine, name
    return {name: found[path] for name, path in books.items()}


def headings(edition: Edition, entries: Sequence[ContentsEntry], depth: int = 1) -> Iterator[tuple[int, str]]:
    """The headings to the depth that the contents show, in order."""
    for entry in entries:
        yield depth, " ".join(filter(None, (entry.number, plain_text(entry.title, edition.references))))
        if depth < edition.toc_depth:
            yield from headings(edition, entry.children, depth + 1)


@pytest.mark.parametrize("article", READ)
def test_the_book_opens_with_title_and_cover_and_without_trouble(
    article: str, read: dict[str, Reading]
) -> None:
    assert read[article].title == edition_of(ARTICLES[article]).title
    assert read[article].cover
    assert read[article].troubles == []


@pytest.mark.parametrize("article", READ)
def test_the_contents_are_the_headings(article: str, read: dict[str, Reading]) -> None:
    edition = edition_of(ARTICLES[article])
    # What is no section of the article: the title page, the text before the first heading, notes left over.
    front = {edition.terms.title_page, edition.title, edition.terms.notes}
    lines = [(line.depth, line.label) for line in read[article].contents]
    expected = list(headings(edition, edition.contents))
    assert [line for line in lines if line in expected or line[1] not in front] == expected


@pytest.mark.parametrize("article", READ)
def test_each_line_of_the_contents_opens_the_page_with_its_heading(
    article: str, read: dict[str, Reading]
) -> None:
    edition = edition_of(ARTICLES[article])
    expected = {label for _, label in headings(edition, edition.contents)}
    lines = [line for line in read[article].contents if line.label in expected]
    astray = [line for line in lines if not any(said.startswith(line.label) for said in line.shown)]
    assert lines
    assert astray == []


@pytest.mark.parametrize("article", READ)
def test_a_mark_leads_to_its_note_and_the_note_back(article: str, read: dict[str, Reading]) -> None:
    followed = read[article].notes
    assert followed
    assert [note for note in followed if not (note.start and note.there and note.back)] == []
