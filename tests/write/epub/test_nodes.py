"""Every kind of block and inline as it stands in the file."""

from __future__ import annotations

from typing import get_args

import pytest

from docexport.model import (
    Abbreviation,
    Block,
    Callout,
    Cell,
    Code,
    CodeSpan,
    Comment,
    CrossReference,
    Definition,
    DefinitionList,
    Deletion,
    Emphasis,
    Figure,
    Group,
    Image,
    Inline,
    Insertion,
    Keyboard,
    KeyPoints,
    LineBreak,
    Link,
    List,
    ListItem,
    Mark,
    Math,
    MathBlock,
    NoteBody,
    NoteReference,
    Paragraph,
    Quote,
    Row,
    Rule,
    Section,
    Small,
    SmallCaps,
    Span,
    Strike,
    Strong,
    Sub,
    Sup,
    Table,
    Text,
)  # fmt: skip
from docexport.records import replace
from tests.write.epub.book import EPUB_TYPE, XHTML, XML_LANG, bind, book, classes, line, of, said, style, text

WORD = (Text("word"),)

INLINES: dict[type, tuple[Inline, str]] = {
    Text: (Text("word"), "word"),
    Emphasis: (Emphasis(WORD), "<em>word</em>"),
    Strong: (Strong(WORD), "<strong>word</strong>"),
    Strike: (Strike(WORD), "<s>word</s>"),
    Sub: (Sub(WORD), "<sub>word</sub>"),
    Sup: (Sup(WORD), "<sup>word</sup>"),
    SmallCaps: (SmallCaps(WORD), '<span class="small-caps">word</span>'),
    Mark: (Mark(WORD), "<mark>word</mark>"),
    Small: (Small(WORD), "<small>word</small>"),
    Keyboard: (Keyboard(WORD), "<kbd>word</kbd>"),
    Abbreviation: (Abbreviation(WORD, "whole words"), '<abbr title="whole words">word</abbr>'),
    Span: (Span(WORD, classes=("special",)), '<span class="x-special">word</span>'),
    CodeSpan: (CodeSpan("a < b"), "<code>a &lt; b</code>"),
    Link: (Link(WORD, "https://example.org/?a=1&b=2"), '<a href="https://example.org/?a=1&amp;b=2">word</a>'),
    Image: (Image("missing.png", "what it shows"), '<span class="placeholder">what it shows</span>'),
    NoteReference: (NoteReference("n"), '<sup>1</sup></a>'),
    CrossReference: (CrossReference("there"), 'href="#there">There</a>'),
    LineBreak: (LineBreak(), "one<br/>two"),
    Math: (Math("x^2"), "<msup>"),
    Insertion: (Insertion(WORD), "<ins>word</ins>"),
    Deletion: (Deletion(WORD), "<del>word</del>"),
    Comment: (Comment(WORD, (Text("why?"),)), "<mark>word</mark><a"),
}  # fmt: skip

REVIEWED = style(overrides=(("options.review", "all"),))
"""A style that shows marks of review."""

BLOCKS: dict[type, tuple[Block, str]] = {
    Section: (Section((Text("Deep"),), (said("words"),)), '<h2 class="heading-2">Deep</h2>'),
    Paragraph: (said("words"), ">words</p>"),
    List: (List("bullet", (ListItem((said("words"),)),)), '<p class="list-item">words</p>\n</li>\n</ul>'),
    DefinitionList: (
        DefinitionList((Definition(WORD, ((said("meaning"),),)),)),
        '<dt class="definition-term">word</dt>\n<dd>\n<p class="definition">meaning</p>\n</dd>',
    ),
    Quote: (
        Quote("block", (said("words"),), (Text("Somebody"),)),
        '<p class="quote-attribution">Somebody</p>',
    ),
    Figure: (Figure("missing.png", "A map", (Text("The words"),)), '<p class="placeholder">A map</p>'),
    Table: (Table(("start",), (), (Row((Cell((said("cell"),)),)),)), "<td>cell</td>"),
    Code: (Code("a  <\n\tb"), "<code>a  &lt;\n\tb</code></pre>"),
    Callout: (Callout("tip", (), (said("words"),)), '<p class="callout-title" id="callout">Tip</p>'),
    KeyPoints: (KeyPoints((said("words"),)), '<p class="key-points-item">words</p>'),
    Group: (Group((said("words"),), id="g"), '<div id="g">'),
    Rule: (Rule(), "<hr/>"),
    MathBlock: (MathBlock("x^2"), '<div class="math" role="group" tabindex="0" aria-label="x^2"><math'),
}  # fmt: skip


def test_the_tables_above_know_every_kind_of_node() -> None:
    assert set(INLINES) == set(get_args(Inline))
    assert set(BLOCKS) == set(get_args(Block))


@pytest.mark.parametrize("kind", INLINES, ids=lambda kind: kind.__name__)
def test_inline_becomes_its_element(kind: type) -> None:
    node, expected = INLINES[kind]
    there = Section((Text("There"),), (line(Text("one"), node, Text("two")),), id="there")
    made = bind(of(there, notes=(NoteBody("n", (said("note"),)),)), REVIEWED)
    assert expected in made.text_of("text/text-1.xhtml")
    assert made.dangling() == []


@pytest.mark.parametrize("kind", BLOCKS, ids=lambda kind: kind.__name__)
def test_block_becomes_its_element(kind: type) -> None:
    node, expected = BLOCKS[kind]
    made = bind(of(Section((Text("There"),), (node,))))
    assert expected in made.text_of("text/text-1.xhtml")
    assert made.dangling() == []


@pytest.mark.parametrize("kind", INLINES, ids=lambda kind: kind.__name__)
def test_inline_keeps_its_id_and_language_or_its_words(kind: type) -> None:
    node = replace(INLINES[kind][0], id="own", lang="de")
    made = bind(
        of(Section((Text("There"),), (line(node),), id="there"), notes=(NoteBody("n", (said("note"),)),)),
        REVIEWED,
    )
    if kind in (LineBreak, NoteReference):
        return
    found = [element for element in made.page("text-1").iter() if element.get("lang") == "de"]
    assert [element.get("id") for element in found] == ["own"]
    assert found[0].get(XML_LANG) == "de"


# --- Text and lists --------------------------------------------------------------------------------


def test_a_paragraph_that_follows_no_paragraph_is_a_first_one() -> None:
    made = bind(of(said("1"), said("2"), Rule(), said("3"), Group((said("4"),)), said("5")))
    assert [classes(p) for p in made.page("text-1").iter(f"{XHTML}p")] == [
        ["body-first"], [], ["body-first"], ["body-first"], []
    ]  # fmt: skip


def test_task_items_show_a_box_that_text_can_carry() -> None:
    items = (ListItem((said("done"),), checked=True), ListItem((said("open"),), checked=False))
    made = bind(of(List("task", items)))
    assert [text(li) for li in made.all("li")][:2] == ["☑ done", "☐ open"]
    assert "input" not in made.text_of("text/text-1.xhtml")


def test_an_ordered_list_starts_where_it_should_and_has_room_for_its_numbers() -> None:
    made = bind(of(List("ordered", (ListItem((said("a"),)), ListItem((said("b"),))), start=998)))
    assert made.one("ol", start="998", class_="digits-3") is not None
    assert ".digits-3" in made.css


def test_items_of_a_loose_list_stand_apart() -> None:
    made = bind(of(List("bullet", (ListItem((said("a"), said("b"))),), tight=False)))
    assert classes(made.one("ul")) == ["loose"]


def test_a_list_in_a_panel_has_the_type_of_the_panel() -> None:
    items = List("bullet", (ListItem((said("point"),)),))
    made = bind(of(KeyPoints((items,)), Callout("note", (), (items,)), items))
    assert [(p.text, *classes(p)) for p in made.all("p") if p.text == "point"] == [
        ("point", "key-points-item"), ("point", "callout-body"), ("point", "list-item")
    ]  # fmt: skip


# --- Set apart -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "tag", "role"),
    [
        ("pull", "aside", "doc-pullquote"),
        ("epigraph", "blockquote", "doc-epigraph"),
        ("block", "blockquote", None),
    ],
)
def test_quotes_say_what_they_are(kind: str, tag: str, role: str | None) -> None:
    made = bind(of(Quote(kind, (said("words"),))))  # type: ignore[arg-type] # a literal in disguise
    assert made.one(tag).get("role") == role


@pytest.mark.parametrize(
    ("kind", "role"),
    [
        ("note", "note"),
        ("tip", "doc-tip"),
        ("important", "doc-notice"),
        ("warning", "doc-notice"),
        ("caution", "doc-notice"),
    ],
)
def test_callouts_say_their_kind_in_words_and_role(kind: str, role: str) -> None:
    made = bind(of(Callout(kind, (), (said("words"),))))  # type: ignore[arg-type] # a literal in disguise
    title = made.one("p", class_="callout-title")
    box = next(node for node in made.page("text-1").iter() if "callout" in classes(node))
    assert title.text == kind.title()
    assert (box.get("role"), box.get("aria-labelledby")) == (role, title.get("id"))


# --- Tables and figures ----------------------------------------------------------------------------


def test_a_table_has_caption_scopes_alignment_and_room_to_scroll() -> None:
    made = book("Text.\n\n| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |\n\n: Numbers\n")
    table = made.one("table")
    caption = table.find(f"{XHTML}caption")
    assert caption is not None
    assert text(caption) == "Table 1 Numbers"
    assert [th.get("scope") for th in table.iter(f"{XHTML}th")] == ["col"] * 3
    assert [classes(td) for td in table.iter(f"{XHTML}td")] == [[], ["align-center"], ["align-end"]]
    scroller = made.one("div", class_="table")
    assert (scroller.get("tabindex"), scroller.get("aria-label")) == ("0", "Table\xa01 Numbers")


def test_cells_below_a_tall_one_keep_the_alignment_of_their_column() -> None:
    rows = (Row((Cell((said("tall"),), rowspan=2), Cell((said("x"),)))), Row((Cell((said("y"),)),)))
    made = bind(of(Table(("start", "end"), (), rows)))
    assert [(td.text, classes(td)) for td in made.all("td")] == [
        ("tall", ["last"]), ("x", ["align-end"]), ("y", ["align-end"])
    ]  # fmt: skip


def test_a_wide_head_cell_heads_its_columns_and_an_empty_one_nothing() -> None:
    head = (Row((Cell(()), Cell((said("two"),), colspan=2))),)
    made = bind(of(Table(("start",) * 3, head, (Row(tuple(Cell((said(c),)) for c in "abc")),))))
    assert [(th.text, th.get("scope"), th.get("colspan")) for th in made.all("th")] == [
        ("two", "colgroup", "2")
    ]


def test_column_widths_become_classes() -> None:
    made = bind(
        of(Table(("start", "start"), (), (Row((Cell((said("a"),)), Cell((said("b"),)))),), widths=(1, 3)))
    )
    assert [col.get("class") for col in made.all("col")] == ["width-1", "width-2"]
    assert "width: 75%" in made.css


def test_code_is_kept_to_the_character_and_colored() -> None:
    source = "def f():\n\n    return '<&>'  # why\n"
    made = bind(of(Code(source, "python")))
    code = made.one("pre").find(f"{XHTML}code")
    assert code is not None
    assert "".join(code.itertext()) == source
    assert {span.get("class") for span in code} >= {"code-keyword", "code-string", "code-comment"}


def test_formulas_are_mathml_with_their_source_and_the_manifest_says_so() -> None:
    made = bind(of(line(Math(r"\frac{a}{b}")), MathBlock("e = mc^2", id="eq")))
    maths = [node for node in made.page("text-1").iter() if node.tag.endswith("}math")]
    assert [node.get("alttext") for node in maths] == [r"\frac{a}{b}", "e = mc^2"]
    assert made.one("span", class_="formula-number").text == "(1)"
    assert 'id="text-1" media-type="application/xhtml+xml" properties="mathml"' in made.text_of("content.opf")
    assert "MathML" in made.metas("schema:accessibilityFeature")


def test_a_formula_that_cannot_be_read_is_shown_as_its_source() -> None:
    made = bind(of(line(Math(r"\unknowncommand{x}"))))
    assert made.one("code").text == r"\unknowncommand{x}"
    assert [notice.code for notice in made.notices] == ["formula-kept-as-source"]


SAME_IN_BOTH = {
    "noteref", "footnote", "backlink", "chapter", "part", "abstract", "tip", "notice", "subtitle", "colophon",
}  # fmt: skip
EVERYTHING = """---
title: T
subtitle: S
key-points: [K]
rights: R
---

> [!TIP]
> x[^n]

> [!WARNING]
> x

# Commentary

x

[^n]: y
"""


def test_epub_type_and_role_agree_wherever_both_exist() -> None:
    made = book(EVERYTHING)
    nodes = [node for page in made.pages.values() for node in page.iter()]
    typed = [node for node in nodes if node.get(EPUB_TYPE) in SAME_IN_BOTH]
    assert {node.get(EPUB_TYPE) for node in typed} == SAME_IN_BOTH
    assert all(node.get("role") == f"doc-{node.get(EPUB_TYPE)}" for node in typed)
