"""Marks of review in the edition: kept for the report, accepted or shown for the others."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import get_args

import pytest

from docexport.edition import Edition, make_edition, plain_text, text_of
from docexport.edition.review import Showing
from docexport.model import (
    AnyNode,
    Article,
    Comment,
    Deletion,
    Inline,
    Insertion,
    Kind,
    Mark,
    Metadata,
    NoteBody,
    NoteReference,
    Paragraph,
    Section,
    Table,
    Text,
    children,
    walk,
)
from docexport.notices import Collector, ReviewAccepted
from docexport.read import read_text
from docexport.style import load_style

NOON = datetime(2025, 2, 28, 12, tzinfo=UTC)


def edition_of(
    source: str | Article, kind: Kind = "brief", showing: Showing = "accept", told: Collector | None = None
) -> Edition:
    article = source if isinstance(source, Article) else read_text(source, Collector(), file="a.md")
    style = load_style("briefing", overrides={"options.review": showing})
    return make_edition(article, style, kind, told or Collector(), modified=NOON)


def rejected(node: AnyNode) -> str:
    """The words as they were before the review."""
    match node:
        case Text():
            return node.text
        case Insertion():
            return ""
        case Comment():
            return "".join(map(rejected, node.inlines))
        case _:
            return "".join(map(rejected, children(node)))


@pytest.mark.parametrize(
    ("source", "after", "before"),
    [
        ("a{++ new++} b", "a new b", "a b"),
        ("a {++new ++}b", "a new b", "a b"),
        ("a {++ new ++} b", "a new b", "a b"),
        ("a{++ new ++} b", "a new b", "a b"),
        ("a {++ new ++}.", "a new.", "a ."),
        ("{++ new ++} b", "new b", "b"),
        ("a{-- old--} b", "a b", "a old b"),
        ("a {--old --}b", "a b", "a old b"),
        ("a {-- old --} b", "a b", "a old b"),
        ("a{-- old --} b", "a b", "a old b"),
        ("{-- old --} b", "b", "old b"),
        ("{-- old --} *b*", "b", "old b"),
        ("a {~~old~>new~~} b", "a new b", "a old b"),
        ("a {~~ old ~> new ~~} b", "a new b", "a old b"),
        ("a{~~ old ~> new ~~}.", "a new.", "a old."),
        ("a {~~old~>~~}b", "a b", "a oldb"),
        ("wo{~~a~>r~~}d{++s++}", "words", "woad"),
        ("a {>> c <<} b", "a b", "a b"),
        ("a{>>c<<} b", "a b", "a b"),
        ("a {>>c<<}, b", "a, b", "a, b"),
        ("*a* {>>c<<} b", "a b", "a b"),
        ("a\n{>>c<<} b", "a b", "a b"),
        ("a {>>c<<}", "a", "a"),
        ("a {==b==} {>>c<<} d", "a b d", "a b d"),
        ("a {== b ==}{>> c <<}, d", "a b, d", "a b, d"),
    ],
)
def test_one_space_is_left_whether_a_change_is_accepted_or_rejected(
    source: str, after: str, before: str
) -> None:
    (block,) = read_text(f"# T\n\n{source}", Collector(), file="a.md").blocks
    accepted = edition_of(f"# T\n\n{source}")
    assert rejected(block).strip() == before
    assert "".join(text_of(found) for found in accepted.blocks) == after
    assert not any(isinstance(node, Insertion | Deletion | Comment) for node in walk(accepted.blocks))


def test_words_that_a_mark_kept_apart_are_one_text_again() -> None:
    (block,) = edition_of("# T\n\nwo{~~a~>r~~}d{++s++}{>>c<<} *too*").blocks
    assert isinstance(block, Paragraph)
    assert [node.text for node in block.inlines if isinstance(node, Text)] == ["words "]


FULL = """\
---
title: A {--bad--}{++good++} title{>>Sure?<<}
author: [Ada Example, Ben Beispiel]
---

Text^[A kept note.]{-- with a note^[A note that goes.]--}.[^c] {>>Alone.<<}

{--A paragraph.--}

- {--item--}
- other

## {--Gone--}

Under it.

## Two {--or three--}

| {--a--} |
|---------|
| b{>>c<<} |

[^c]: Cited, with {--old--} words.
"""


def test_what_an_accepted_deletion_leaves_empty_goes_with_it() -> None:
    edition = edition_of(FULL)
    assert [text_of(block) for block in edition.blocks] == ["Text.", "other", "Under it.", "Two\nb"]
    assert [[text_of(block) for block in note.blocks] for note in edition.notes] == [
        ["A kept note."],
        ["Cited, with words."],
    ]
    assert any(isinstance(node, Table) for node in walk(edition.blocks))


@pytest.mark.parametrize("showing", get_args(Showing))
@pytest.mark.parametrize("kind", ["report", "brief", "book"])
def test_titles_contents_and_counts_are_those_of_the_accepted_text(kind: Kind, showing: Showing) -> None:
    edition = edition_of(FULL, kind, showing)
    assert edition.title == "A good title"
    assert [facts.title for facts in edition.sections.values() if facts.title] == ["Two"]
    assert [plain_text(entry.title) for entry in edition.contents] == ["Two"]
    assert not any(isinstance(n, Insertion | Deletion) for e in edition.contents for n in walk(e.title))
    assert edition.words == 15


@pytest.mark.parametrize(
    ("showing", "left", "changes", "comments"),
    [("accept", set(), 9, 3), ("changes", {Insertion, Deletion}, 0, 3), ("all", {Insertion, Deletion}, 0, 0)],
)
def test_one_notice_tells_what_the_style_does_not_show(
    showing: Showing, left: set[type], changes: int, comments: int
) -> None:
    told = Collector()
    edition = edition_of(FULL, "brief", showing, told)
    found = {type(node) for node in walk(edition.blocks) if isinstance(node, Insertion | Deletion | Comment)}
    assert found == left - {Insertion}
    notices = [notice for notice in told.notices if isinstance(notice, ReviewAccepted)]
    assert [(notice.changes, notice.comments) for notice in notices] == (
        [(changes, comments)] if changes or comments else []
    )


def test_comments_shown_are_notes_signed_by_the_reviewer() -> None:
    edition = edition_of(
        "---\nreviewer: Edith\n---\n\n# T\n\nAbout {==words==}{>>Which *ones*?<<}.", "book", "all"
    )
    (block,) = edition.blocks
    assert isinstance(block, Paragraph)
    assert [type(node) for node in block.inlines] == [Text, Mark, NoteReference, Text]
    assert [text_of(found) for found in edition.notes[0].blocks] == ["Edith: Which ones?"]


@pytest.mark.parametrize("kind", ["report", "brief"])
def test_a_comment_that_stands_alone_goes_to_the_paragraph_before_it(kind: Kind) -> None:
    edition = edition_of(
        "# T\n\nOne.\n\n{>>x<<}\n\n- two\n\n{>>y<<}\n\n## H\n\n{>>z<<}\n\nThree.", kind, "all"
    )
    mark = Comment if kind == "report" else NoteReference
    assert [len([n for n in walk((block,)) if isinstance(n, mark)]) for block in edition.blocks] == [1, 0, 2]
    heading = edition.blocks[2]
    assert isinstance(heading, Section)
    assert isinstance(heading.heading[0], mark)
    assert [text_of(block) for block in edition.blocks] == ["One.", "two", "H\nThree."]


def test_a_comment_made_by_a_program_cites_no_note_in_a_report() -> None:
    inner = Comment((Text("x"),), (Text("y"),))
    said: tuple[Inline, ...] = (Text("see "), NoteReference("a"), inner)
    article = Article(
        Metadata(title=(Text("T"),)),
        (Paragraph((Comment((Text("w"),), said),)),),
        (NoteBody("a", (Paragraph((Text("note"),)),)),),
    )
    (comment,) = [n for n in walk(edition_of(article, "report").blocks) if isinstance(n, Comment)]
    assert plain_text(comment.words) == "see [^a]xy"


@pytest.mark.parametrize(
    ("front", "signer"),
    [("reviewer: Edith\nauthor: Ada", "Edith"), ("author: [Ada, Ben]", "Ada"), ("date: 2025-01-01", "")],
)
def test_the_reviewer_else_the_first_author_signs(front: str, signer: str) -> None:
    article = read_text(f"---\n{front}\n---\n\n# T\n\nx", Collector(), file="a.md")
    style = load_style("briefing", overrides={"publication.name": ""})
    assert make_edition(article, style, "report", Collector(), modified=NOON).reviewer == signer
