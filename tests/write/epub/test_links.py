"""Links out of the book and within it."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docexport.model import CrossReference, Link, Section, Span, Text
from docexport.write.epub.links import Refused, address
from tests.write.epub.book import XHTML, bind, line, of, text


@pytest.mark.parametrize(
    ("written", "valid"),
    [
        ("https://example.org/a b?q=[x]&y=1#z z", "https://example.org/a%20b?q=%5Bx%5D&y=1#z%20z"),
        ("https://пример.испытание/путь", "https://xn--e1afmkfd.xn--80akhbyknj4f/%D0%BF%D1%83%D1%82%D1%8C"),
        ("HTTP://Example.ORG/100%", "http://example.org/100%25"),
        ("https://u@example.org:8080/", "https://u@example.org:8080/"),
        ("http://[2001:db8::1]/x", "http://[2001:db8::1]/x"),
        ("mailto:a b@example.org", "mailto:a%20b@example.org"),
        ("urn:isbn:9780000000000", "urn:isbn:9780000000000"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
    ],
)
def test_an_address_is_made_valid(written: str, valid: str) -> None:
    assert address(written) == valid


REFUSED = (
    "/2020/x", "foo.html", "../x", "//example.org/x", "?q", "C:\\x", "",
    "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd",
    "http://", "http:///x", "https://exa mple.org/", "http://a..b/", "http://x:99999/", "http://[::1",
)  # fmt: skip


@pytest.mark.parametrize("written", REFUSED)
def test_an_address_that_a_book_cannot_have_is_refused(written: str) -> None:
    with pytest.raises(Refused):
        address(written)


@given(st.text())
def test_whatever_is_written_gives_an_ascii_address_or_a_reason(written: str) -> None:
    with suppress(Refused):
        found = address(written)
        assert found.isascii()
        assert not set(found) & set(' <>"{}|\\^`')


def test_a_refused_link_keeps_its_words_and_is_told_of() -> None:
    made = bind(of(line(Link((Text("the words"),), "gopher://example.org", id="here", lang="de"))))
    assert text(made.one("span", id="here")) == "the words"
    assert [notice.code for notice in made.notices] == ["link-refused"]
    assert made.dangling() == []


def test_a_link_into_another_file_names_the_file_and_one_within_does_not() -> None:
    first = Section((Text("One"),), (line(Link((Text("x"),), "#b"), Link((Text("y"),), "#a")),), id="a")
    made = bind(of(first, Section((Text("Two"),), (), id="b")))
    assert [a.get("href") for a in made.page("text-1").iter(f"{XHTML}a")] == ["text-2.xhtml#b", "#a"]


def test_cross_references_are_links_in_words() -> None:
    made = bind(
        of(Section((Text("One"),), (line(CrossReference("b")),), id="a"), Section((Text("Two"),), (), id="b"))
    )
    link = made.one("a", class_="reference")
    assert (link.text, link.get("href")) == ("Two", "text-2.xhtml#b")


def test_links_in_links_are_undone_and_their_words_stay() -> None:
    inner = Link((Text("inner"),), "https://example.org/2")
    made = bind(of(line(Link((Text("outer "), Span((inner,))), "https://example.org/1"))))
    assert [(text(a), a.get("href")) for a in made.page("text-1").iter(f"{XHTML}a")] == [
        ("outer inner", "https://example.org/1")
    ]


def test_a_link_without_words_shows_its_address() -> None:
    made = bind(of(line(Link((), "https://example.org/"))))
    assert made.one("a", href="https://example.org/").text == "https://example.org/"
