"""Notes: one place for each, links both ways."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from docexport.model import Link, NoteBody, NoteReference, Quote, Section, Text
from tests.write.epub.book import EPUB_TYPE, XHTML, Book, bind, book, line, of, said, text


def noterefs(made: Book) -> list[tuple[str, ET.Element]]:
    return [
        (name, a)
        for name in made.spine
        for a in made.pages[name].iter(f"{XHTML}a")
        if a.get(EPUB_TYPE) == "noteref"
    ]


def aim(made: Book, page: str, href: str) -> tuple[str, ET.Element]:
    """The file and element that a link leads to."""
    file, _, anchor = href.partition("#")
    name = f"text/{file}" if file else page
    return name, next(node for node in made.pages[name].iter() if node.get("id") == anchor)


def test_every_mark_leads_to_its_note_and_back() -> None:
    made = book("One[^a] and two[^b].\n\n# H\n\nAgain[^a].\n\n[^a]: First.\n[^b]: Second.\n")
    for page, mark in noterefs(made):
        name, note = aim(made, page, mark.get("href") or "")
        assert note.tag == f"{XHTML}aside"
        back = [a.get("href") or "" for a in note.iter(f"{XHTML}a") if a.get(EPUB_TYPE) == "backlink"]
        assert mark in [aim(made, name, href)[1] for href in back]


def test_notes_are_numbered_in_the_order_in_which_they_are_first_cited() -> None:
    made = book("B[^b], a[^a], b again[^b].\n\n[^a]: First.\n[^b]: Second.\n")
    assert [text(mark) for _, mark in noterefs(made)] == ["1", "2", "1"]
    assert [text(note)[0] + text(note)[2:5] for note in made.all("aside")] == ["1Sec", "2Fir"]


def test_a_note_stands_at_the_end_of_the_file_that_cites_it_first() -> None:
    made = book("Before.[^a]\n\n# H\n\nText[^b] and again[^a].\n\n[^a]: First.\n[^b]: Second.\n")
    first, second = (list(made.page(f"text-{n}").iter(f"{XHTML}aside")) for n in (1, 2))
    assert [text(note)[:8] for note in first] == ["1 First."]
    assert [text(note)[:9] for note in second] == ["2 Second."]


def test_each_link_back_says_to_which_mark_it_leads() -> None:
    made = book("One[^a], two[^a].\n\n[^a]: Note.\n")
    names = [a.get("aria-label") for a in made.all("a") if a.get(EPUB_TYPE) == "backlink"]
    assert names == ["Back to the text (1, 1)", "Back to the text (1, 2)"]


def test_a_note_that_nothing_cites_is_kept_where_no_reader_hides_it() -> None:
    made = book("Text.\n\n[^a]: Never cited.\n")
    assert made.spine[-1] == "text/notes.xhtml"
    page = made.page("notes")
    assert "Never cited." in text(page)
    assert list(page.iter(f"{XHTML}aside")) == []


def test_a_note_may_cite_another() -> None:
    notes = (NoteBody("a", (line(Text("See "), NoteReference("b")),)), NoteBody("b", (said("The other."),)))
    made = bind(of(line(Text("Text"), NoteReference("a")), notes=notes))
    assert [text(note)[:5] for note in made.all("aside")] == ["1 See", "2 The"]
    assert made.dangling() == []


def test_notes_on_the_title_page_stand_on_it() -> None:
    made = book("---\ntitle: T\nkey-points:\n  - A point.[^k]\n---\n\nText.\n\n[^k]: From a key point.\n")
    assert "From a key point." in text(made.page("titlepage"))
    assert made.dangling() == []


def test_a_note_of_several_blocks_has_its_number_first_and_its_link_last() -> None:
    notes = (NoteBody("a", (said("One."), Quote("block", (said("Two."),)), said("Three."))),)
    made = bind(of(line(NoteReference("a")), notes=notes))
    paragraphs = list(next(made.all("aside")).iter(f"{XHTML}p"))
    assert [text(p)[:7] for p in paragraphs] == ["1 One.", "Two.", "Three. "]
    assert [bool(list(p.iter(f"{XHTML}a"))) for p in paragraphs] == [False, False, True]


def test_a_note_that_begins_with_no_paragraph_has_its_number_all_the_same() -> None:
    notes = (NoteBody("a", (Quote("block", (said("Quoted."),)),)), NoteBody("b", ()))
    made = bind(of(line(NoteReference("a"), NoteReference("b")), notes=notes))
    assert [text(note).split()[0] for note in made.all("aside")] == ["1", "2"]


def test_a_mark_inside_a_link_still_leads_to_its_note_and_links_do_not_nest() -> None:
    notes = (NoteBody("a", (said("Note."),)),)
    made = bind(of(line(Link((Text("words"), NoteReference("a")), "https://example.org")), notes=notes))
    assert [text(mark) for _, mark in noterefs(made)] == ["1"]
    assert not [inner for outer in made.all("a") for inner in outer.iter(f"{XHTML}a") if inner is not outer]
    assert made.dangling() == []


def test_a_thousand_notes_are_all_there() -> None:
    marks = [line(Text("Word"), NoteReference(f"n{n}")) for n in range(1000)]
    notes = tuple(NoteBody(f"n{n}", (said(f"Note number {n}."),)) for n in range(1000))
    made = bind(of(Section((Text("All"),), tuple(marks)), notes=notes))
    assert len(list(made.all("aside"))) == 1000
    assert made.dangling() == []
