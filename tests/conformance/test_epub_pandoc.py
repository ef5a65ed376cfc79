"""pandoc reads back from a book what the article has, from headings and lists to notes and figures."""

from __future__ import annotations

from collections.abc import Callable
from difflib import unified_diff
from functools import cache

import pytest

from tests.conformance.article_parts import Parts, parts_by_docexport
from tests.conformance.conftest import ARTICLES
from tests.conformance.epub_book import edition_of
from tests.conformance.outputs import Outputs
from tests.conformance.pandoc_reading import parts_by_pandoc

pytestmark = pytest.mark.conformance

# Articles whose pictures are all there: a placeholder is words to pandoc.
READ_BACK = [name for name, path in ARTICLES.items() if "wild" not in path.parts]


@pytest.fixture(scope="module")
def read_back(outputs: dict[str, Outputs]) -> Callable[[str], tuple[Parts, Parts]]:
    """The parts of an article as written, and as pandoc reads them; each is read once."""

    @cache
    def both(article: str) -> tuple[Parts, Parts]:
        edition = edition_of(ARTICLES[article])
        read = parts_by_pandoc(outputs[article].file("epub"), edition.front.marking)
        return parts_by_docexport(edition), read

    return both


@pytest.mark.parametrize("article", READ_BACK)
def test_pandoc_finds_every_part_in_its_place(
    article: str, read_back: Callable[[str], tuple[Parts, Parts]]
) -> None:
    written, found = (list(map(str, parts.parts)) for parts in read_back(article))
    assert written or article == "empty.md"
    assert found == written, "\n".join(unified_diff(written, found, "article", "pandoc", lineterm="", n=1))


@pytest.mark.parametrize("article", READ_BACK)
def test_pandoc_finds_the_words_of_every_note(
    article: str, read_back: Callable[[str], tuple[Parts, Parts]]
) -> None:
    written, found = read_back(article)
    assert found.notes == written.notes
