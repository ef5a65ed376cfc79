"""Whole articles: every word is in the book, in order, and every link leads somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from docexport.edition import make_edition, text_of
from docexport.model import Article, Image, Math, MathBlock, walk
from docexport.notices import Collector
from docexport.read import read_file
from docexport.style import Style
from tests.write.epub.book import MODIFIED, bind, style

ROOT = Path(__file__).parents[3]
ARTICLES = sorted([*(ROOT / "tests" / "articles").glob("*.md"), *(ROOT / "source").glob("*.md")])


def expected(article: Article, dress: Style) -> list[str]:
    """The words of the article's blocks as a reader would say them, formulas and pictures left out."""
    told = make_edition(article, dress, "book", Collector(), modified=MODIFIED)
    nodes = list(walk(told.blocks))
    formulas = [node.tex for node in nodes if isinstance(node, Math | MathBlock)]
    pictures = [node.alt for node in nodes if isinstance(node, Image)]
    left_out = {word for source in (*formulas, *pictures) for word in source.split()}
    words = [word for block in told.blocks for word in text_of(block, told.references).split()]
    return [word for word in words if word.strip(",.;") not in left_out]


@pytest.mark.slow
@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("name", ["briefing", "broadsheet", "report"])
def test_every_word_is_in_the_book_in_order(path: Path, name: str) -> None:
    dress = style(name)
    article = read_file(path, Collector())
    made = bind(article, dress, path.parent)
    found = iter(made.words.split())
    missing = next((word for word in expected(article, dress) if word not in found), None)
    assert missing is None
    assert made.dangling() == []


@pytest.mark.slow
@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_word_of_every_note_is_in_the_book(path: Path) -> None:
    article = read_file(path, Collector())
    made = bind(article, folder=path.parent)
    words = " ".join(made.words.split())
    # As the edition has them: what a reviewer took out is not in the book.
    told = make_edition(article, style(), "book", Collector(), modified=MODIFIED)
    for note in told.notes:
        for block in note.blocks:
            assert all(word in words for word in text_of(block).split()), note.name
