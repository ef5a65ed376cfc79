"""Notes: real footnotes, wherever they are cited."""

from __future__ import annotations

from docexport.model import (
    Cell,
    Code,
    Emphasis,
    Inline,
    Link,
    List,
    ListItem,
    Metadata,
    NoteBody,
    NoteReference,
    Row,
    Section,
    Table,
    Text,
)
from tests.write.docx.report import Par, Report, para, report, style_named, w, words


def note(name: str, *inlines: Inline | str) -> NoteBody:
    return NoteBody(name, (para(*inlines),))


def cite(name: str) -> NoteReference:
    return NoteReference(name)


def notes_of(found: Report, kind: str = "footnote") -> dict[str, list[str]]:
    return {
        element.get(w("id"), ""): [Par(par).text.strip() for par in element.iter(w("p"))]
        for element in found.part(f"word/{kind}s.xml").iter(w(kind))
        if element.get(w("type")) is None
    }


def references(found: Report, kind: str = "footnote") -> list[str]:
    return [mark.get(w("id"), "") for mark in found.body.iter(w(f"{kind}Reference"))]


def test_a_note_is_a_footnote() -> None:
    found = report(para("text", cite("a")), notes=(note("a", "words ", Emphasis(words("more"))),))
    assert references(found) == ["1"]
    assert notes_of(found) == {"1": ["words more"]}


def test_a_note_can_have_several_blocks() -> None:
    body = NoteBody(
        "a", (para("one"), para("two"), List("bullet", (ListItem((para("item"),)),)), Code("x = 1"))
    )
    found = report(para(cite("a")), notes=(body,))
    assert notes_of(found) == {"1": ["one", "two", "item", "x = 1"]}


def test_a_link_in_a_note_belongs_to_the_part_of_the_notes() -> None:
    found = report(para(cite("a")), notes=(note("a", Link(words("x"), "https://example.org/")),))
    assert "https://example.org/" in found.targets("footnotes").values()
    assert "https://example.org/" not in found.targets("document").values()


def test_notes_work_in_headings_cells_and_the_front_matter() -> None:
    table = Table(("start",), (), (Row((Cell((para("c", cite("c")),)),)),))
    metadata = Metadata(title=(Text("T"), cite("a")), toc=False)
    found = report(
        Section((Text("H"), cite("b")), (table,)),
        metadata=metadata,
        notes=(note("a", "A"), note("b", "B"), note("c", "C")),
    )
    assert notes_of(found) == {"1": ["A"], "2": ["B"], "3": ["C"]}
    assert references(found) == ["1", "2", "3"]


def test_a_note_cited_again_repeats_its_number() -> None:
    found = report(para("x", cite("a")), para("y", cite("a")), notes=(note("a", "A"),))
    assert references(found) == ["1"]
    (field,) = found.fields
    assert field == f"NOTEREF {found.bookmarks[0]} \\h"
    assert found.paragraphs[-1].text == "y1"


def test_a_note_cited_only_in_a_note_stands_in_that_note() -> None:
    found = report(para("x", cite("a")), notes=(note("a", "see", cite("b")), note("b", "inner")))
    assert references(found) == ["1"]
    assert notes_of(found) == {"1": ["see2", "2 inner"]}


def test_a_note_that_cites_itself_does_no_harm() -> None:
    found = report(para("x", cite("a")), notes=(note("a", "see", cite("a")),))
    assert notes_of(found) == {"1": ["see1"]}


def test_a_note_cited_in_a_note_and_in_the_text_is_referred_to() -> None:
    found = report(para(cite("a")), para(cite("b")), notes=(note("a", "see", cite("b")), note("b", "B")))
    assert notes_of(found) == {"1": ["see2"], "2": ["B"]}


def test_a_note_that_nothing_cites_stands_at_the_end() -> None:
    found = report(para("x"), notes=(note("a", "lost"),))
    assert [par.text for par in found.paragraphs[-2:]] == ["Notes", "1 lost"]


def test_a_note_does_not_take_what_waits_for_the_paragraph_that_cites_it() -> None:
    tasks = List("task", (ListItem((para("do", cite("a")),), checked=True),), id="here")
    found = report(tasks, para(Link(words("up"), "#here")), notes=(note("a", "A"),))
    assert found.bookmarks == ["here"]
    assert found.styled("TaskList")[0].text == "☑\tdo"


def test_the_style_can_put_notes_at_the_end() -> None:
    style = style_named("briefing", ("options.notes", "end"), ("options.embed-fonts", "false"))
    found = report(para("x", cite("a")), notes=(note("a", "A"),), style=style)
    assert notes_of(found, "endnote") == {"1": ["A"]}
    assert found.paragraphs[-1].style == "NotesTitle"
    assert "word/footnotes.xml" not in found.names


def test_a_document_without_notes_has_no_part_for_them() -> None:
    assert not [name for name in report(para("x")).names if "notes" in name]


def test_an_empty_note_has_its_number() -> None:
    found = report(para("x", cite("a")), notes=(NoteBody("a", ()),))
    assert notes_of(found) == {"1": [""]}
