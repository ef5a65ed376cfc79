"""Inlines: character styles where one is enough, and nothing else on the run."""

from __future__ import annotations

import pytest

from docexport.model import (
    Abbreviation,
    CodeSpan,
    Emphasis,
    Image,
    Inline,
    Keyboard,
    LineBreak,
    Link,
    Mark,
    Math,
    Metadata,
    Quote,
    Section,
    Small,
    SmallCaps,
    Span,
    Strike,
    Strong,
    Sub,
    Sup,
    Text,
)
from docexport.notices import LinkRefused
from tests.write.docx.report import m, para, report, style_named, w, words

SIMPLE: list[tuple[Inline, str]] = [
    (Emphasis(words("x")), "Emphasis"),
    (Strong(words("x")), "Strong"),
    (Strike(words("x")), "Strikethrough"),
    (Sub(words("x")), "Subscript"),
    (Sup(words("x")), "Superscript"),
    (SmallCaps(words("x")), "SmallCaps"),
    (Mark(words("x")), "Highlight"),
    (Small(words("x")), "Small"),
    (Keyboard(words("x")), "HTMLKeyboard"),
    (CodeSpan("x"), "InlineCode"),
    (Span(words("x"), classes=("insertion",)), "Insertion"),
    (Span(words("x"), classes=("deletion",)), "Deletion"),
    (Link(words("x"), "https://example.org/"), "Hyperlink"),
]


@pytest.mark.parametrize(("node", "style"), SIMPLE, ids=[style for _, style in SIMPLE])
def test_a_span_in_body_text_is_a_character_style_and_nothing_more(node: Inline, style: str) -> None:
    assert report(para(node)).paragraph("x").runs == [("x", style, set())]


def test_nested_spans_state_only_what_the_style_lacks() -> None:
    (run,) = report(para(Strong((Emphasis(words("x")),)))).paragraph("x").runs
    assert run[1] == "Strong"
    assert {"i", "iCs"} <= run[2] <= {"i", "iCs", "rFonts"}


def test_emphasis_in_italics_stands_upright() -> None:
    found = report(Quote("pull", (para("so ", Emphasis(words("not"))),)))
    (_, emphasized) = found.styled("PullQuote")[0].runs
    # The italics of the paragraph's style and of the character style cancel each other out.
    assert emphasized == ("not", "Emphasis", set())


def test_strong_words_in_a_sans_heading_are_in_the_sans() -> None:
    found = report(Section((Text("a "), Strong(words("b"))), ()))
    (_, strong) = found.paragraph("a b").runs
    assert strong[1] == "Strong"
    assert "rFonts" in strong[2]


@pytest.mark.parametrize(
    ("below", "own", "states"),
    [(400, 400, set()), (400, 700, set()), (700, 400, {"b", "bCs"}), (700, 700, {"b", "bCs"})],
)
def test_a_role_inside_another_keeps_its_own_weight(below: int, own: int, states: set[str]) -> None:
    # Word shows what the styles of paragraph and characters both make bold as not bold (17.7.3).
    weights = (("roles.masthead.weight", str(below)), ("roles.publication.weight", str(own)))
    style = style_named(
        "briefing", ("options.embed-fonts", "false"), ("publication.name", '"The Daily"'), *weights
    )
    found = report(para("x"), style=style)
    (run,) = found.styled("Masthead")[0].runs
    assert run == ("The Daily", "PublicationChar", states)
    stated = found.styled("Masthead")[0].element.find(f".//{w('b')}")
    assert (stated is None) == (not states)
    assert stated is None or stated.get(w("val"), "1") == str(int(own == 700))


def test_a_link_in_a_link_is_only_words() -> None:
    found = report(para(Link((Link(words("x"), "https://b.example/"),), "https://a.example/")))
    assert len(list(found.body.iter(w("hyperlink")))) == 1


def test_one_address_has_one_relationship() -> None:
    link = Link(words("x"), "https://example.org/?a=1&b=2", "A tip")
    found = report(para(link, " ", link))
    first, second = found.body.iter(w("hyperlink"))
    assert first.attrib == second.attrib
    assert first.get(w("tooltip")) == "A tip"
    assert "https://example.org/?a=1&b=2" in found.targets().values()


@pytest.mark.parametrize("target", ["javascript:alert(1)", "https://exa mple", "http://<x>"])
def test_an_address_that_word_cannot_open_keeps_its_words_and_is_told_of(target: str) -> None:
    found = report(para(Link(words("x"), target)), silent=False)
    assert found.paragraph("x").runs == [("x", "", set())]
    assert [type(notice) for notice in found.notices.notices] == [LinkRefused]


def test_an_internal_link_leads_to_a_bookmark() -> None:
    found = report(para(Link(words("x"), "#there")), Section(words("Far"), (), id="there"))
    (link,) = found.body.iter(w("hyperlink"))
    assert found.bookmarks == [link.get(w("anchor"))] == ["there"]


def test_a_bookmark_has_a_name_that_word_accepts() -> None:
    anchors = ["2025-§-a.b", "x" * 60, "x" * 70, "ÄÖ-ß"]
    links = [para(Link(words("x"), f"#{anchor}")) for anchor in anchors]
    found = report(*links, *(Section(words("S"), (), id=anchor) for anchor in anchors))
    assert len(set(found.bookmarks)) == 4
    assert all(
        len(name) <= 40 and name.replace("_", "").isalnum() and name[0].isalpha() for name in found.bookmarks
    )


def test_what_nothing_leads_to_has_no_bookmark() -> None:
    assert report(Section(words("Far"), (para("x"),), id="there")).bookmarks == []


@pytest.mark.parametrize(
    "node", [Span(words("x"), id="a"), Strong(words("x"), id="a"), CodeSpan("x", id="a")]
)
def test_any_inline_can_be_led_to(node: Inline) -> None:
    assert report(para(node), para(Link(words("up"), "#a"))).bookmarks == ["a"]


def test_a_kept_line_end_is_a_break() -> None:
    assert report(para("a", LineBreak(), "b")).paragraphs[1].text == "a\nb"


def test_an_abbreviation_says_what_it_stands_for() -> None:
    found = report(para(Abbreviation(words("UN"), "United Nations")))
    (alias,) = found.body.iter(w("alias"))
    assert alias.get(w("val")) == "United Nations"


def test_a_formula_in_a_sentence_lets_its_line_grow() -> None:
    found = report(para("so ", Math("x^2")))
    (par,) = found.styled("BodyText")
    assert par.element.find(f"{m('oMath')}/{m('sSup')}") is not None
    assert par.value("spacing", "lineRule") == "atLeast"


def test_a_formula_that_cannot_be_set_is_shown_as_its_source() -> None:
    found = report(para(Math(r"\frac{")), silent=False)
    assert found.paragraph(r"\frac{").runs[0][1] == "InlineCode"
    assert [notice.code for notice in found.notices.notices] == ["formula-kept-as-source"]


def test_a_picture_in_a_sentence_has_its_alternative_text() -> None:
    found = report(para("see ", Image("dot.png", "a dot", width="1cm")))
    assert 'descr="a dot"' in found.text("word/document.xml")
    assert 'cx="360000"' in found.text("word/document.xml")


def test_spaces_are_kept_as_they_are() -> None:
    text = "two  spaces, a\u00a0fixed one "
    assert report(para(text, "x")).paragraphs[1].text == f"{text}x"


def test_markup_in_words_stays_words() -> None:
    text = '<w:br/> & "quotes" ]]>'
    assert report(para(text)).paragraph(text).text == text


def test_what_xml_cannot_hold_is_left_out() -> None:
    found = report(para("a\x00b\x1f\ufffe\ud800c"), metadata=Metadata(title=words("T"), toc=False))
    assert found.paragraphs[-1].text == "abc"
