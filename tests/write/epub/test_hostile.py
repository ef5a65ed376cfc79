"""Input that nobody should write, and somebody will."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docexport.model import (
    Callout,
    Cell,
    Code,
    Definition,
    DefinitionList,
    Emphasis,
    Group,
    Inline,
    List,
    ListItem,
    Metadata,
    NoteBody,
    NoteReference,
    Paragraph,
    Quote,
    Row,
    Section,
    Table,
    Text,
)  # fmt: skip
from tests.write.epub.book import bind, book, line, of, said

NASTY = "</p><script>x</script>&amp;\"' \x00\x01\x0b\ufffe \ud800 ]]> <!-- -->"


def test_markup_in_text_stays_text_and_forbidden_characters_go() -> None:
    made = bind(
        of(
            Section(
                (Text(NASTY),),
                (said(NASTY), Code(NASTY), Table(("start",), (), (Row((Cell((said(NASTY),)),)),))),
            ),
            metadata=Metadata(title=(Text(NASTY),), lang="en", keywords=("a & b",), rights="<&>"),
        )
    )
    assert "<script>x</script>" in made.words
    assert "script" not in {node.tag for page in made.pages.values() for node in page.iter()}
    ET.fromstring(made.text_of("toc.ncx"))
    assert "<script>" in made.dc("title")[0]


def test_text_that_looks_like_a_link_of_ours_is_no_link() -> None:
    made = bind(of(said('<a href="\x01a-title">x</a>'), Code('href="\x01x"')))
    assert "a-title" in made.words
    assert made.dangling() == []


def test_empty_nodes_are_valid_and_lose_nothing() -> None:
    made = bind(
        of(
            Paragraph(()), List("bullet", ()), List("ordered", (ListItem(()),)),
            List("task", (ListItem((), checked=True),)), DefinitionList((Definition((), ((),)),)),
            Quote("block", ()), Callout("note", (), ()), Group(()), Code(""), Table((), (), ()),
            Table(("start",), (Row((Cell(()),)),), ()), Section((), ()), said("The end."),
        )
    )  # fmt: skip
    assert "The end." in made.words


def test_deep_nesting_is_written_out() -> None:
    inner = said("At the bottom.")
    node: Quote | Paragraph = inner
    words: Inline = Text("Inside.")
    for _ in range(60):
        node = Quote("block", (node,))
        words = Emphasis((words,))
    made = bind(of(node, line(words)))
    assert "At the bottom. Inside." in made.words


def test_ids_of_the_author_do_not_meet_ours() -> None:
    notes = (NoteBody("n", (said("Note."),)),)
    given = [
        Group((said("x"),), id=name)
        for name in ("callout", "key-points", "fn-1", "fnref-1", "toc", "table-1")
    ]
    made = bind(of(*given, Callout("tip", (), (said("y"),)), line(NoteReference("n")), notes=notes))
    for name, page in made.pages.items():
        ids = [node.get("id") for node in page.iter() if node.get("id")]
        assert len(ids) == len(set(ids)), name
    assert made.dangling() == []


def test_odd_ids_become_names_and_links_follow_them() -> None:
    made = book("# Über & 1. so {#1-ä b}\n\n[link](#1-ä)\n\n## 42\n\n[to](#42)\n\n## 42\n\nText.\n")
    assert made.dangling() == []


@pytest.mark.parametrize("language", ["x-klingon", "zh-Hant-HK", "sr-Latn", "EN-us"])
def test_any_language_tag_is_carried_as_it_is(language: str) -> None:
    made = bind(of(said("x"), metadata=Metadata(title=(Text("T"),), lang=language)))
    assert made.dc("language") == [language]


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=300))
def test_any_text_as_markdown_gives_well_formed_files_without_dead_links(source: str) -> None:
    made = book(f"---\ntitle: T\n---\n\nStart\n\n{source}")
    assert len(made.pages) >= 4
    assert made.dangling() == []
