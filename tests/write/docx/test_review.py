"""Changes and comments of a reviewer: real revisions and real comments."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from docexport.model import (
    Author,
    Comment,
    CrossReference,
    Deletion,
    Emphasis,
    Figure,
    Inline,
    Insertion,
    Link,
    Math,
    Metadata,
    NoteBody,
    NoteReference,
    Text,
)
from tests.write.docx.report import Report, para, report, w, words

ADA = Metadata(title=words("T"), authors=(Author("Ada Example"),), toc=False)
MOMENT = "2025-02-28T12:00:00Z"


def ins(*nodes: Inline | str) -> Insertion:
    return Insertion(para(*nodes).inlines)


def gone(*nodes: Inline | str) -> Deletion:
    return Deletion(para(*nodes).inlines)


def stretches(found: Report, kind: str, part: str = "document") -> list[str]:
    """The words of each insertion or deletion."""
    text = {w("t"), w("delText")}
    return [
        "".join(piece.text or "" for piece in stretch.iter() if piece.tag in text)
        for stretch in found.part(f"word/{part}.xml").iter(w(kind))
        if len(stretch)
    ]


def all_revisions(found: Report) -> list[ET.Element]:
    parts = [found.part(name) for name in found.names if name.startswith("word/") and name.endswith("s.xml")]
    trees = [found.part("word/document.xml"), *parts]
    return [element for tree in trees for kind in ("ins", "del") for element in tree.iter(w(kind))]


def test_changes_are_revisions_with_author_and_date() -> None:
    found = report(para("a ", gone("old"), ins("new ", Emphasis(words("words")))), metadata=ADA)
    assert stretches(found, "del") == ["old"]
    assert stretches(found, "ins") == ["new words"]
    for revision in all_revisions(found):
        assert revision.get(w("author")) == "Ada Example"
        assert revision.get(w("date")) == MOMENT


def test_deleted_words_are_not_among_the_text() -> None:
    found = report(para("a ", gone("old")), metadata=ADA)
    assert [element.text for element in found.body.iter(w("t"))][-1] == "a "


def test_a_change_inside_a_link_a_field_and_a_note_stands_inside_them() -> None:
    note = NoteBody("n", (para("note ", ins("more")),))
    figure = Figure("x.png", "alt", words("Map"), id="fig:map")
    found = report(
        para(
            Link((Text("a "), gone("b")), "https://example.org/"),
            ins(Link(words("c"), "https://example.org/")),
        ),
        para(ins("see ", CrossReference("fig:map")), gone(NoteReference("n"))),
        figure,
        metadata=ADA,
        notes=(note,),
        silent=False,
    )
    links = list(found.body.iter(w("hyperlink")))
    assert [[child.tag for child in link] for link in links[:2]] == [[w("r"), w("del")], [w("ins")]]
    assert not [
        child for kind in ("ins", "del") for e in found.body.iter(w(kind)) for child in e.iter(w("hyperlink"))
    ]
    assert "".join(stretches(found, "ins")[1:]).startswith("see Figure")
    assert stretches(found, "ins", "footnotes") == ["more"]
    assert [len(list(e.iter(w("footnoteReference")))) for e in found.body.iter(w("del"))][-1] == 1


@pytest.mark.parametrize("node", [ins("a ", gone("b"), " c"), gone("a ", ins("b"), " c")])
def test_what_was_added_and_taken_out_is_a_deletion_in_an_insertion(node: Inline) -> None:
    found = report(para("x", node), metadata=ADA)
    inner = [
        "".join(piece.text or "" for piece in deletion.iter(w("delText")))
        for insertion in found.body.iter(w("ins"))
        for deletion in insertion.iter(w("del"))
    ]
    assert inner == ["b"]
    assert not [e for deletion in found.body.iter(w("del")) for e in deletion.iter(w("ins"))]


def test_formulas_are_revised_as_a_whole() -> None:
    found = report(para("x ", ins(Math("a^2")), gone(Math("b"), " c")), metadata=ADA)
    math = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
    assert [len(list(e.iter(math))) for kind in ("ins", "del") for e in found.body.iter(w(kind))] == [1, 1]


def test_a_paragraph_that_is_one_change_goes_with_its_end() -> None:
    found = report(para(ins("new")), para(gone("old")), para(ins("a"), " b"), metadata=ADA)
    marks = [
        [child.tag for child in mark]
        for par in found.body.iter(w("p"))
        if (mark := par.find(f"{w('pPr')}/{w('rPr')}")) is not None
    ]
    assert marks == [[w("ins")], [w("del")]]


def test_every_revision_has_a_number_of_its_own() -> None:
    note = NoteBody("n", (para(ins("x"), gone("y")),))
    found = report(para(ins("a"), gone("b"), NoteReference("n")), para(ins("c")), metadata=ADA, notes=(note,))
    numbers = [revision.get(w("id")) for revision in all_revisions(found)]
    assert len(numbers) == 6  # the mark of the second paragraph, which is one insertion, is among them
    assert len(set(numbers)) == len(numbers)


# --- Comments


def comments(found: Report) -> list[tuple[str, str]]:
    return [
        (comment.get(w("initials"), ""), "".join(piece.text or "" for piece in comment.iter(w("t"))))
        for comment in found.part("word/comments.xml").iter(w("comment"))
    ]


def test_a_comment_is_about_its_words() -> None:
    found = report(para("a ", Comment(words("b"), (Text("why "), Emphasis(words("this?"))))), metadata=ADA)
    assert comments(found) == [("AE", "why this?")]
    (comment,) = found.part("word/comments.xml")
    assert (comment.get(w("author")), comment.get(w("date"))) == ("Ada Example", MOMENT)
    tags = [child.tag for child in found.paragraph("a b").element]
    start, end = tags.index(w("commentRangeStart")), tags.index(w("commentRangeEnd"))
    assert tags[start : end + 2] == [w("commentRangeStart"), w("r"), w("commentRangeEnd"), w("r")]


def test_a_link_in_a_comment_belongs_to_the_part_of_the_comments() -> None:
    found = report(para(Comment((), (Link(words("x"), "https://example.org/"),))), metadata=ADA)
    assert "https://example.org/" in found.targets("comments").values()
    assert "https://example.org/" not in found.targets("document").values()


def test_a_comment_in_a_note_stands_at_the_mark_of_the_note() -> None:
    note = NoteBody("n", (para("note", Comment((), words("why?"))),))
    found = report(para("a", NoteReference("n")), metadata=ADA, notes=(note,))
    assert comments(found) == [("AE", "why?")]
    assert not list(found.part("word/footnotes.xml").iter(w("commentReference")))
    tags = [child.tag for child in found.paragraph("a").element]
    assert tags.index(w("commentRangeStart")) < tags.index(w("commentRangeEnd"))
    assert len(list(found.body.iter(w("commentReference")))) == 1


def test_each_comment_has_its_mark_and_its_range() -> None:
    nested = Comment((Text("a"), Comment(words("b"), words("inner"))), words("outer"))
    found = report(para(nested, Comment((), words("third"))), metadata=ADA)
    numbers = [comment.get(w("id")) for comment in found.part("word/comments.xml")]
    for kind in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert sorted(element.get(w("id")) or "" for element in found.body.iter(w(kind))) == sorted(
            number or "" for number in numbers
        )


def test_a_document_without_comments_has_no_part_for_them() -> None:
    found = report(para("a"), metadata=ADA)
    assert "word/comments.xml" not in found.names


def test_the_reviewer_signs_and_a_nobody_is_an_author() -> None:
    signed = Metadata(title=words("T"), authors=(Author("Ada"),), reviewer="Edith", toc=False)
    assert all_revisions(report(para(ins("a")), metadata=signed))[0].get(w("author")) == "Edith"
    nobody = report(para(ins("a")), metadata=Metadata(title=words("T")))
    assert all_revisions(nobody)[0].get(w("author"))


@pytest.mark.parametrize("wanted", [True, False])
def test_word_tracks_changes_from_the_first_edit_where_the_article_says_so(wanted: bool) -> None:
    found = report(para("a"), metadata=Metadata(title=words("T"), track_changes=wanted))
    tracked = found.part("word/settings.xml").find(w("trackRevisions")) is not None
    assert tracked is wanted
