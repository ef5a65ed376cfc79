"""The second mode, PDF/UA-2 and PDF/A-4: the same pages in PDF 2.0, with what that version asks for."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pikepdf
import pytest

from docexport.typeset.page import Element
from docexport.write.pdf.roles import PDF_2
from tests.write.pdf.by_hand import Hand, finished
from tests.write.pdf.everything import everything
from tests.write.pdf.read_back import Node, opened

IN_1_7 = {"BlockQuote", "TOC", "TOCI", "Reference", "Code"}


@pytest.fixture(scope="module")
def tree() -> Node:
    return opened(everything("ua-2")).root


def every(node: Node) -> list[Node]:
    return [node, *(found for kid in node.kids if isinstance(kid, Node) for found in every(kid))]


def test_the_pages_are_the_same_in_both_modes() -> None:
    pages = [
        [page.Contents.read_bytes() for page in opened(everything(standard)).pdf.pages]
        for standard in ("ua-1", "ua-2")
    ]
    assert pages[0] == pages[1]
    assert opened(everything()).text == opened(everything("ua-2")).text


def test_the_file_says_its_version_and_claims_both_standards() -> None:
    pdf = opened(everything("ua-2")).pdf
    assert everything("ua-2").startswith(b"%PDF-2.0")
    packet = pdf.Root.Metadata.read_bytes().decode()
    for claim in ("pdfaid:part>4<", "pdfaid:rev>2020<", "pdfuaid:part>2<", "pdfuaid:rev>2024<"):
        assert claim in packet
    assert "conformance" not in packet
    assert "pdfaExtension" not in packet
    assert "/Info" not in pdf.trailer


def test_types_belong_to_the_namespace_of_pdf_2_where_it_has_them(tree: Node) -> None:
    for node in every(tree):
        space = node.source.get("/NS")
        assert (space is None) == (node.type in IN_1_7), node.type
        assert space is None or str(space.NS) == PDF_2
    (known,) = opened(everything("ua-2")).pdf.Root.StructTreeRoot.Namespaces
    assert known.objgen == tree.source.NS.objgen


def test_no_type_is_one_of_our_own(tree: Node) -> None:
    names = Counter(node.type for node in every(tree))
    assert {"KeyPoints", "Attribution", "Sub", "Sup", "Note"} & set(names) == set()
    assert names["Title"] == names["Aside"] == names["Em"] == names["Strong"] == names["FENote"] == 1


def test_raised_and_lowered_words_say_so(tree: Node) -> None:
    positions = [str(node.source.get("/A", {}).get("/TextPosition", "")) for node in tree.all("Span")]
    assert [position for position in positions if position] == ["/Sub", "/Sup"]


def test_notes_say_what_they_are_and_lists_what_labels_they_have(tree: Node) -> None:
    assert str(tree.one("FENote").source.A.NoteType) == "/Footnote"
    assert [str(found.source.A.ListNumbering) for found in tree.all("L")] == [
        "/Unordered", "/Decimal", "/Description",
    ]  # fmt: skip


def leading(data: bytes) -> list[Any]:
    pdf = opened(data).pdf
    annotations = [found for page in pdf.pages for found in page.get("/Annots", [])]
    actions = [found.get("/A", pikepdf.Dictionary()) for found in (*annotations, pdf.Root.Outlines.First)]
    assert not any("/Dest" in found for found in annotations)
    return [action for action in actions if str(action.get("/S", "")) == "/GoTo"]


def test_links_and_bookmarks_lead_to_a_page_and_to_an_element(tree: Node) -> None:
    actions = leading(everything("ua-2"))
    elements = {node.source.objgen: node for node in every(tree)}
    for action in actions:
        assert str(action.D[0].Type) == "/Page"
        assert list(action.D)[1:] == list(action.SD)[1:]
    found = [elements[action.SD[0].objgen] for action in actions]
    assert [(node.type, node.text.strip()) for node in found] == [
        ("H1", "First section"), ("FENote", "1 A note."), ("Reference", "1"), ("Title", "Every tag"),
    ]  # fmt: skip


def test_a_place_without_an_element_of_its_own_is_what_stands_there() -> None:
    hand = Hand()
    hand.page()
    link = hand.root.add("paragraph").add("link", target="#here")
    hand.link(link, 72, hand.line("a link", link) - 72)
    hand.line("before", hand.root.add("paragraph"))
    hand.y += 14
    hand.anchor("here")
    hand.line("after", hand.root.add("paragraph"), down=0)
    data = finished(hand, standard="ua-2")
    assert [action.SD[0].objgen for action in leading(data)][:1] == [
        opened(data).root.all("P")[2].source.objgen
    ]


@pytest.mark.parametrize(
    ("tags", "types"),
    [
        (("callout", "division", "callout"), ["Aside", "Div", "Div", "P"]),
        (("quote", "callout"), ["BlockQuote", "Div", "P"]),
        (("table", "table-body", "row", "cell", "quote"), ["Table", "TBody", "TR", "TD", "Div", "P"]),
        (
            ("callout", "list", "list-item", "list-body", "callout"),
            ["Aside", "L", "LI", "LBody", "Aside", "P"],
        ),
    ],
)
def test_what_may_not_stand_inside_is_a_division(tags: tuple[str, ...], types: list[str]) -> None:
    hand = Hand()
    hand.page()
    inner: Element = hand.root
    for tag in (*tags, "paragraph"):
        inner = inner.add(tag)  # type: ignore[arg-type] # one of the tags
    hand.line("words", inner)
    found = every(opened(finished(hand, standard="ua-2")).root)
    assert [node.type for node in found[1:]] == types
