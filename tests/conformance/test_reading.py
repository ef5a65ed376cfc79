"""docexport's own reading of each article has every word that an independent reading finds."""

from __future__ import annotations

import pytest

from docexport.edition.plain import plain_text, text_of
from docexport.model import Article
from docexport.notices import Notice
from docexport.read import read_file, read_text
from tests.conformance.commonmark import Example, as_article, examples, plain_words
from tests.conformance.conftest import ARTICLES
from tests.conformance.parity import lost_words, missing_words
from tests.conformance.words import source_words, words


@pytest.mark.parametrize("article", ARTICLES)
def test_the_article_as_read_has_every_word_in_order(article: str) -> None:
    notices: list[Notice] = []
    read = read_file(ARTICLES[article], notices.append)
    missing = missing_words(source_words(ARTICLES[article]).body, words(text_in_order(read)))
    assert not missing, "\n".join(map(str, missing[:20]))


@pytest.mark.parametrize("example", examples(), ids=str)
def test_an_example_of_commonmark_is_read_with_all_its_text(example: Example) -> None:
    notices: list[Notice] = []
    read = read_text(as_article(example), notices.append, file="example.md")
    assert lost_words(plain_words(example), words(text_in_order(read))) == []


def text_in_order(article: Article) -> str:
    front = article.metadata
    lines = [front.title, front.subtitle, front.summary, *front.key_points]
    return "\n".join([*map(plain_text, lines), *map(text_of, article.blocks)])
