"""Links: one annotation for each line of their words, one element for them all, addresses in ASCII."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest

from docexport.write.pdf.addresses import ascii_address
from tests.write.pdf.by_hand import Hand, finished
from tests.write.pdf.everything import everything
from tests.write.pdf.read_back import opened


def links_of(data: bytes) -> list[Any]:
    return [found for page in opened(data).pdf.pages for found in page.get("/Annots", [])]


def linked_to(target: str) -> bytes:
    hand = Hand()
    hand.page()
    hand.anchor("here")
    link = hand.root.add("paragraph").add("link", target=target, contents="A link")
    hand.link(link, 72, hand.line("a link", link) - 72)
    return finished(hand)


def test_each_line_of_a_link_has_an_annotation_under_one_element() -> None:
    first, second = (a for a in links_of(everything()) if "/A" in a)
    assert first.A.URI == second.A.URI == "https://example.org/%C3%A4%20b?q=1"
    links = opened(everything()).root.all("Link")
    (link,) = [link for link in links if link.text.strip() == "a link over two lines"]
    objects = [kid for kid in link.source.K if isinstance(kid, pikepdf.Dictionary)]
    assert [kid.Obj.objgen for kid in objects] == [first.objgen, second.objgen]


def test_an_annotation_covers_its_words_prints_and_says_where_it_leads() -> None:
    (found,) = links_of(linked_to("https://example.org/"))
    assert [round(float(side), 1) for side in found.Rect] == [72, 764.9, 98.2, 777.9]
    assert (found.F, str(found.Contents)) == (4, "A link")
    assert list(found.Border) == [0, 0, 0]


def test_pages_are_tabbed_through_in_the_order_of_the_structure() -> None:
    assert {str(page.Tabs) for page in opened(everything()).pdf.pages} == {"/S"}


def test_a_link_within_the_document_leads_to_the_place_of_its_anchor() -> None:
    (found,) = links_of(linked_to("#here"))
    assert found.Dest[0].objgen == opened(linked_to("#here")).pdf.pages[0].objgen
    assert [found.Dest[1], float(found.Dest[2]), float(found.Dest[3])] == ["/XYZ", 72, 791.89]


@pytest.mark.parametrize("target", ["#nowhere", ""])
def test_what_leads_nowhere_is_text_only(target: str) -> None:
    assert links_of(linked_to(target)) == []
    assert opened(linked_to(target)).words == ["a", "link"]


def test_marks_of_notes_and_entries_of_the_contents_hold_a_link() -> None:
    root = opened(everything()).root
    assert root.one("TOCI").outline == ["TOCI", ["Reference", "Link"]]
    assert root.one("Note").kids[0].outline == ["Lbl", "Link"]  # type: ignore[union-attr] # a node
    assert [found.text for found in root.all("Reference")] == ["First section 1 ", "1"]


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("https://example.org/ä b", "https://example.org/%C3%A4%20b"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/%C3%A4", "https://example.org/%C3%A4"),
        ("https://müller.example/ü", "https://xn--mller-kva.example/%C3%BC"),
        ("https://me@müller.example:8080/", "https://me@xn--mller-kva.example:8080/"),
        ("mailto:ä@example.org", "mailto:%C3%A4@example.org"),
        ("mailto:a@example.org?subject=Zwei Wörter", "mailto:a@example.org?subject=Zwei%20W%C3%B6rter"),
        ("notes.md", "notes.md"),
        ('https://example.org/a\n<b>"', "https://example.org/a%0A%3Cb%3E%22"),
        ("https://" + "ü" * 80 + ".example/", "https://" + "%C3%BC" * 80 + ".example/"),
        ("https://[::1]/x[1]", "https://[::1]/x[1]"),
    ],
)
def test_addresses_are_written_in_ascii(address: str, written: str) -> None:
    assert ascii_address(address) == written
