"""Articles that nobody wrote for this tool read well: every word is there, and odd things are told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docexport.model import Figure, List, Paragraph, Section, Table, Text, walk
from docexport.notices import Collector
from docexport.read import read_file
from tests.read.words import article_text, lost, rendered_text, words

ARTICLES = Path(__file__).parents[3] / "shared" / "articles"
WILD = sorted(ARTICLES.glob("wild/*.md"))
pytestmark = pytest.mark.skipif(not WILD, reason="the articles are not beside the project")


@pytest.mark.slow
@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in WILD])
def test_every_word_of_a_wild_article_is_read(path: Path) -> None:
    told = Collector()
    text = article_text(read_file(path, told))
    # markdown-it alone would show attributes and the names of notes.
    body = re.sub(r"\[\^[^\]]+\]:?|\{#[^}]*\}", "", path.read_text("utf-8").split("+++", 2)[2])
    shown = rendered_text(body)
    assert not lost(shown, text)
    missing = set(words(shown)) - set(words(text))
    # A word may be put together otherwise where markup stood inside it; its letters are there all the same.
    assert len(missing) <= len(words(shown)) // 200, missing
    assert {notice.code for notice in told.notices} <= {"unknown-key", "text-dropped"}


@pytest.mark.slow
@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in WILD])
def test_no_markup_is_left_over_in_the_text_of_a_wild_article(path: Path) -> None:
    article = read_file(path, Collector())
    text = " ".join(node.text for node in walk(article.blocks) if isinstance(node, Text))
    assert not re.findall(r"</?(?:div|span|a|noscript|details|p|br)\b[^>]*>|\]\(|\*\*|\[\^\w", text)
    assert article.metadata.title
    assert len(list(walk(article.blocks))) > 100


def test_the_reference_article_has_its_headline_its_points_and_its_outline() -> None:
    told = Collector()
    article = read_file(ARTICLES / "kursk.txt", told)
    sections = [block for block in article.blocks if isinstance(block, Section)]
    assert told.notices == []
    assert len(article.metadata.key_points) == 4
    assert [len(section.blocks) for section in sections] == [1, 2, 2, 2, 2, 1, 3]
    assert all(isinstance(block, Section) for block in sections[-1].blocks)
    assert [section.classes for section in sections[-2:]] == [(), ("commentary",)]
    assert not lost((ARTICLES / "kursk.txt").read_text("utf-8"), article_text(article))


def test_charts_in_raw_html_become_figures_with_links_to_their_files() -> None:
    path = ARTICLES / "wild" / "2024-State-Of-Rust-Survey-results.md"
    article = read_file(path, Collector())
    figures = [node for node in walk(article.blocks) if isinstance(node, Figure)]
    assert len(figures) == path.read_text("utf-8").count("<img ")
    assert all(figure.alt and figure.source.endswith(".png") for figure in figures)
    assert any(isinstance(node, Table) for node in walk(article.blocks))
    assert any(isinstance(node, List | Paragraph) for node in article.blocks)
