"""The structure tree: what the article means, in reading order, whatever the pages do."""

from __future__ import annotations

from typing import Any

import pytest

from docexport.typeset.page import Element, TextRun
from tests.write.pdf.by_hand import Hand, finished, red, stack
from tests.write.pdf.everything import everything
from tests.write.pdf.read_back import Node, opened


@pytest.fixture(scope="module")
def tree() -> Node:
    return opened(everything()).root


def attribute(node: Node, name: str) -> Any:
    return node.source.A[name]


def test_each_tag_has_its_structure_type_and_holds_its_words(tree: Node) -> None:
    for name, text in {
        "Title": "Every tag",
        "Em": "stressed,",
        "Strong": "strong,",
        "Ins": "added,",
        "Del": "gone,",
        "Sub": "2",
        "Sup": "2",
        "Attribution": "Somebody",
        "Aside": "Mind the gap.",
        "BlockQuote": "Somebody said so. Somebody",
        "Note": "1 A note.",
        "KeyPoints": "Key points One point.",
        "THead": "Place Value",
    }.items():
        assert tree.one(name).text.strip() == text
    assert [code.text.strip() for code in tree.all("Code")] == ["code(),", "def main() -> None:"]


def test_changes_of_a_reviewer_say_how_they_are_decorated(tree: Node) -> None:
    # ISO 32000-1, table 345
    assert attribute(tree.one("Ins"), "/TextDecorationType") == "/Underline"
    assert attribute(tree.one("Del"), "/TextDecorationType") == "/LineThrough"


def test_types_that_are_not_standard_are_mapped_to_standard_ones() -> None:
    roles = opened(everything()).roles
    assert roles["Title"] == "P"
    assert set(roles.values()) <= {"P", "Div", "Span"}


def test_elements_inside_a_line_stand_between_its_words() -> None:
    hand = Hand()
    hand.page()
    paragraph = hand.root.add("paragraph")
    # Both children are there before any word is painted, as layout makes them.
    first, second = paragraph.add("emphasis"), paragraph.add("strong")
    x = 72.0
    for text, owner in (
        ("a ", paragraph),
        ("b ", first),
        ("c ", paragraph),
        ("d ", second),
        ("e", paragraph),
    ):
        x = hand.line(text, owner, x=x, down=0, tail="")
    root = opened(finished(hand)).root
    assert root.text == "a b c d e"
    kinds = [kid if isinstance(kid, str) else kid.type for kid in root.one("P").kids]
    assert kinds == ["a ", "Em", "c ", "Strong", "e"]


def test_a_paragraph_over_two_pages_is_one_element() -> None:
    tree = opened(everything()).root
    (split,) = [p for p in tree.all("P") if p.text.startswith("This paragraph")]
    assert split.kids == ["This paragraph goes on ", "on the next page. "]


def test_the_tree_keeps_reading_order_where_the_pages_do_not() -> None:
    hand = Hand()
    hand.page()
    section = hand.root.add("section")
    first, second = section.add("paragraph"), section.add("paragraph")
    hand.line("painted first", second)
    hand.line("read first", first)
    assert opened(finished(hand)).words == ["read", "first", "painted", "first"]


def test_elements_that_hold_nothing_are_left_out_but_cells_stay(tree: Node) -> None:
    assert "fr" not in {str(span.source.get("/Lang", "")) for span in tree.all("Span")}
    assert [len(row.kids) for row in tree.one("Table").all("TR")] == [2, 3, 2]


def test_headings_skip_no_level(tree: Node) -> None:
    assert tree.one("H2").text == "Too deep "
    assert len(tree.all("H1")) == 2


def test_a_heading_that_holds_nothing_counts_for_nothing() -> None:
    hand = Hand()
    hand.page()
    hand.root.add("heading", level=1)
    hand.line("The first", hand.root.add("heading", level=2))
    assert opened(finished(hand)).root.outline == ["Document", "H1"]


def test_cells_state_their_spans_and_head_cells_their_scope(tree: Node) -> None:
    place, value, kursk = tree.all("TH")
    assert [attribute(cell, "/Scope") for cell in (place, value, kursk)] == ["/Column", "/Column", "/Row"]
    assert attribute(value, "/ColSpan") == 2
    assert attribute(kursk, "/RowSpan") == 2


def heads_of(cells: list[Node]) -> list[list[str]]:
    """The words of the head cells that each cell names."""
    texts = {str(cell.source.get("/ID", "")): cell.text.strip() for cell in cells}
    stated = [cell.source.get("/A", {}).get("/Headers", []) for cell in cells]
    return [[texts[str(head)] for head in heads] for heads in stated]


def test_cells_name_their_heads_where_heads_span(tree: Node) -> None:
    cells = [cell for row in tree.one("Table").all("TR") for cell in (*row.all("TH"), *row.all("TD"))]
    assert [(cell.text.strip(), heads) for cell, heads in zip(cells, heads_of(cells), strict=True)] == [
        ("Place", []),
        ("Value", []),
        ("Kursk", ["Place"]),
        ("1", ["Value", "Kursk"]),
        ("", ["Value", "Kursk"]),
        ("2", ["Value", "Kursk"]),
        ("", ["Value", "Kursk"]),
    ]


def test_the_heads_of_a_plain_table_need_no_names() -> None:
    hand = Hand()
    hand.page()
    table = hand.root.add("table")
    hand.line("Head", table.add("table-head").add("row").add("header-cell"))
    hand.line("Cell", table.add("table-body").add("row").add("cell"))
    cells = opened(finished(hand)).root.all("TH") + opened(finished(hand)).root.all("TD")
    assert heads_of(cells) == [[], []]
    assert "/ID" not in cells[0].source


def test_a_table_that_is_all_head_has_a_body() -> None:
    hand = Hand()
    hand.page()
    head = hand.root.add("table").add("table-head").add("row").add("header-cell")
    hand.line("Head", head)
    assert opened(finished(hand)).root.one("Table").outline == ["Table", ["TBody", ["TR", "TH"]]]


def test_lists_say_how_they_count(tree: Node) -> None:
    assert [attribute(found, "/ListNumbering") for found in tree.all("L")] == ["/Disc", "/Decimal", "/None"]


def test_a_picture_has_its_alternative_text_its_box_and_its_caption(tree: Node) -> None:
    figure = tree.one("Figure")
    assert str(figure.source.Alt) == "A red field"
    assert [round(float(side)) for side in attribute(figure, "/BBox")] == [72, 620, 132, 660]
    assert figure.outline == ["Figure", "Caption"]
    assert [caption.text for caption in tree.all("Caption")] == ["Figure 1 Red ", "Table 1 Numbers "]


def test_a_decorative_picture_leaves_nothing_but_its_caption() -> None:
    hand = Hand()
    hand.page()
    hand.line("A caption", hand.root.add("figure").add("caption"))
    assert opened(finished(hand)).root.outline == ["Document", ["Div", "Caption"]]


def test_a_listing_is_a_paragraph_of_code(tree: Node) -> None:
    (listing,) = [p for p in tree.all("P") if p.text.startswith("def main")]
    assert listing.outline == ["P", "Code"]


def test_a_picture_without_words_of_its_own_is_called_a_figure() -> None:
    from docexport.typeset.page import PlacedPicture  # noqa: PLC0415  # only here

    hand = Hand()
    hand.page()
    hand.pages[0].items.append(PlacedPicture(72, 72, 60, 40, red(), hand.root.add("figure")))
    assert str(opened(finished(hand)).root.one("Figure").source.Alt) == "Figure"


def test_languages_expansions_and_notes_are_stated(tree: Node) -> None:
    stated = [span.source for span in tree.all("Span")]
    assert "de" in [str(span.get("/Lang", "")) for span in stated]
    assert "North Atlantic Treaty Organization" in [str(span.get("/E", "")) for span in stated]
    assert str(tree.one("Note").source.ID) == "note-1"


def test_a_mark_and_its_note_refer_to_each_other_and_contents_to_headings(tree: Node) -> None:
    note, heading = tree.one("Note").source, tree.all("H1")[0].source
    mark = tree.all("Reference")[1].source
    assert [found.objgen for found in mark.Ref] == [note.objgen]
    assert [found.objgen for found in note.Ref] == [mark.objgen]
    assert [found.objgen for found in tree.one("TOCI").source.Ref] == [heading.objgen]


def test_a_note_that_is_cited_twice_refers_to_both_marks() -> None:
    hand = Hand()
    hand.page()
    for _ in range(2):
        hand.line("1", hand.root.add("paragraph").add("note-reference", target="#n"))
    hand.line("A note", hand.root.add("note", id="n").add("paragraph"))
    root = opened(finished(hand)).root
    assert [found.objgen for found in root.one("Note").source.Ref] == [
        mark.source.objgen for mark in root.all("Reference")
    ]


def test_notes_without_an_id_of_their_own_get_one_each() -> None:
    hand = Hand()
    hand.page()
    for _ in range(2):
        hand.line("A note", hand.root.add("note").add("paragraph"))
    ids = [str(note.source.ID) for note in opened(finished(hand)).root.all("Note")]
    assert len(set(ids)) == 2


def test_text_from_right_to_left_says_how_it_reads(tree: Node) -> None:
    readings = [str(span.source.ActualText) for span in tree.all("Span") if "/ActualText" in span.source]
    assert readings == ["שָׁלוֹם עולם ", "السلام عليكم "]


def test_runs_from_right_to_left_that_follow_each_other_are_read_as_one() -> None:
    hand = Hand()
    hand.page()
    paragraph = hand.root.add("paragraph")
    for text in ("שלום ", "עולם"):
        hand.line(text, paragraph, direction="rtl", of=stack("FiraGO"), tail="", lang="he")
    assert opened(finished(hand)).root.one("Span").text == "שלום עולם"


def test_the_parent_tree_leads_back_from_every_mark_and_annotation() -> None:
    pdf = opened(everything()).pdf
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    tree = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    for page in pdf.pages:
        contents = page.Contents.read_bytes()
        assert len(tree[int(page.StructParents)]) == contents.count(b"/MCID")
        for annotation in page.get("/Annots", []):
            assert str(tree[int(annotation.StructParent)].S) == "/Link"
    assert int(pdf.Root.StructTreeRoot.ParentTreeNextKey) == len(tree)


def test_furniture_is_an_artifact_of_its_kind() -> None:
    contents = b"".join(page.Contents.read_bytes() for page in opened(everything()).pdf.pages)
    assert contents.count(b"/Subtype /Header") == 1
    assert contents.count(b"/Subtype /Footer") == 1
    assert b"Running head" not in everything()


def test_words_that_belong_to_nothing_are_artifacts() -> None:
    hand = Hand()
    hand.page()
    hand.line("stray", None)
    assert opened(finished(hand)).root.outline == "Document"


def test_deep_nesting_is_no_obstacle() -> None:
    hand = Hand()
    hand.page()
    inner: Element = hand.root
    for _ in range(120):
        inner = inner.add("quote")
    hand.line("At the bottom", inner.add("paragraph"))
    assert isinstance(hand.pages[0].items[0], TextRun)
    assert opened(finished(hand)).words == ["At", "the", "bottom"]
