from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from docexport.typeset import PlacedFormula, PlacedPicture, Rectangle, TextRun
from tests.typeset.setting import SENTENCE, Laid, below_foot, lay, overfull, text_of, walk

ARTICLES = Path(__file__).parents[1] / "articles"

EVERYTHING = """---
title: A title with *emphasis*
subtitle: The subtitle
kicker: The desk
summary: The standfirst.
author: Anna Example
date: 2025-02-28
identifier: Briefing no. 14
marking: TLP:GREEN
draft: true
toc: true
list-of-figures: true
list-of-tables: true
key-points: [First point, Second point]
---

# Section {#one}

First **strong *both*** `code` ~~old~~ H~2~O x^2^ [link](https://example.org) <kbd>Ctrl</kbd>
<mark>mark</mark> [caps]{.smallcaps} [Größe]{lang=de} a\\
b[^n] $x^2$ @fig:map @tbl:t.

- bullet
  - nested

1. ordered

- [x] done

Term
:   Definition.

> Quote.

::: {.pull-quote}
Pulled.
:::

![Caption](none.png){#fig:map alt="Alt text"}

: Table caption {#tbl:t}

| a | b |
|---|---|
| c | d |

```python
x = 1
```

> [!TIP]
> Advice.

* * *

$$\\frac{1}{2}$$

# Commentary

## A view

Opinion.

[^n]: The note.
"""


WORDS = (
    *("A title with emphasis", "The subtitle", "The standfirst.", "Anna Example", "28 February 2025"),
    *("First point", "strong both", "code", "old", "link", "Ctrl", "mark", "caps", "Größe", "bullet"),
    *("nested", "ordered", "done", "Term", "Definition.", "Quote.", "Pulled.", "Alt text", "Caption"),
    *("Table caption", "x = 1", "Advice.", "A view", "Opinion.", "The note."),
)
TAGS = {
    *("document", "part", "section", "title", "heading", "paragraph", "list", "list-item", "label"),
    *("list-body", "quote", "callout", "key-points", "code", "caption", "figure", "formula", "table"),
    *("table-head", "table-body", "row", "header-cell", "cell", "note", "note-label", "note-reference"),
    *("link", "span", "emphasis", "strong", "sub", "sup", "code-span"),
    *("contents", "contents-entry", "contents-reference"),
}


@pytest.fixture(scope="module", params=["briefing", "broadsheet", "report"])
def everything(request: pytest.FixtureRequest) -> Laid:
    return lay(EVERYTHING, request.param)


def test_every_kind_of_block_and_inline_is_on_the_pages(everything: Laid) -> None:
    text = everything.text(everything.document.root)
    for words in WORDS:
        assert words in re.sub(r"[\s\u00ad]+", " ", text), words


def test_the_tree_has_an_element_for_each_of_them(everything: Laid) -> None:
    tags = {element.tag for element in walk(everything.document.root)}
    assert tags >= TAGS


def test_every_element_knows_its_parent(everything: Laid) -> None:
    assert all(
        child.parent is element for element in walk(everything.document.root) for child in element.children
    )


def test_nothing_is_overfull_or_below_the_foot(everything: Laid) -> None:
    assert not overfull(everything)
    assert not below_foot(everything)


def test_every_anchor_of_the_edition_has_a_place(everything: Laid) -> None:
    assert everything.edition.anchors <= set(everything.document.destinations)


def test_what_is_not_content_is_an_artifact(everything: Laid) -> None:
    for page in everything.pages:
        for item in page.items:
            if isinstance(item, TextRun):
                assert (item.element is None) is (item.artifact is not None)
            elif isinstance(item, Rectangle):
                assert item.artifact in ("background", "rule", "layout", "header", "footer", "repeat")
            else:
                assert isinstance(item, PlacedPicture | PlacedFormula)


def test_the_marking_stands_at_head_and_foot_of_every_page(everything: Laid) -> None:
    for page in everything.pages:
        kinds = {
            run.artifact for other, run in everything.runs() if other is page and "TLP:GREEN" in text_of(run)
        }
        assert kinds == {"header", "footer"}


def test_a_note_and_its_citation_lead_to_each_other(everything: Laid) -> None:
    note, reference = everything.elements("note")[0], everything.elements("note-reference")[0]
    assert reference.target == f"#{note.id}"
    assert note.target == f"#{reference.id}"
    assert reference.parent is not None
    assert reference.parent.parent is note.parent


def test_the_article_is_set_in_the_order_of_its_source(everything: Laid) -> None:
    order = [
        e.tag
        for e in walk(everything.document.root)
        if e.tag in ("title", "key-points", "heading", "quote", "table", "part")
    ]
    assert order[:3] == ["title", "key-points", "heading"]
    assert order[-3:] == ["part", "heading", "heading"]


def test_a_heading_that_only_says_commentary_is_the_label_itself(everything: Laid) -> None:
    text = everything.text(everything.elements("part")[0])
    assert text.casefold().count("commentary") == 1


def test_contents_give_the_pages_of_the_sections(everything: Laid) -> None:
    for entry in everything.elements("contents-entry"):
        link = entry.children[0].children[0]
        page = everything.document.destinations[(link.target or "")[1:]].page + 1
        assert everything.text(link).endswith(str(page))


def test_the_same_article_is_laid_out_the_same_again() -> None:
    first, second = lay(EVERYTHING), lay(EVERYTHING)
    assert [(run.x, run.y, run.glyphs) for _, run in first.runs()] == [
        (run.x, run.y, run.glyphs) for _, run in second.runs()
    ]


# --- Particulars -----------------------------------------------------------------------------------


def test_a_paragraph_is_indented_only_after_another_paragraph() -> None:
    laid = lay("# T\n\nFirst one.\n\nSecond one.\n\n- item\n\nThird one.\n")
    starts = {text_of(run): run.x for _, run in laid.runs()}
    edge = laid.style.page.margin_inner.pt
    assert starts["First one."] == pytest.approx(edge)
    assert starts["Second one."] == pytest.approx(edge + laid.style.roles["body"].indent.pt)
    assert starts["Third one."] == pytest.approx(edge)


def test_numbers_of_a_list_end_at_one_line() -> None:
    laid = lay("# T\n\n" + "\n".join(f"{number}. item" for number in range(8, 12)))
    labels = laid.elements("label")
    ends = {round(run.x + run.width, 1) for _, run in laid.runs() if run.element in labels}
    assert len(ends) == 1


def test_a_link_has_one_area_for_each_line_that_it_stands_on() -> None:
    laid = lay("# T\n\n" + SENTENCE + "[" + "linked words " * 12 + "](https://example.org) " + SENTENCE)
    areas = laid.pages[0].links
    assert len(areas) == 2 or len(areas) == 3
    assert {area.element.target for area in areas} == {"https://example.org"}


def test_code_is_kept_as_it_is_and_colored() -> None:
    laid = lay('# T\n\n```python\ndef f():\n    return "x"  # note\n```\n')
    code = laid.elements("code")[0]
    runs = [run for _, run in laid.runs() if run.element is code]
    assert "".join(map(text_of, runs)) == 'def f():    return "x"  # note'
    assert len({run.color for run in runs}) >= 3


def test_a_picture_is_never_larger_than_its_room(tmp_path: Path) -> None:
    Image.new("RGB", (10, 4000)).save(tmp_path / "tall.png")
    Image.new("RGB", (4000, 10)).save(tmp_path / "wide.png")
    laid = lay("# T\n\n![a](tall.png)\n\n![b](wide.png)\n\nIn ![c](tall.png) line.\n", folder=tmp_path)
    page = laid.style.page
    pictures = [item for sheet in laid.pages for item in sheet.items if isinstance(item, PlacedPicture)]
    assert len(pictures) == 3
    for picture in pictures:
        assert picture.width <= page.measure.pt + 0.01
        assert picture.y >= page.margin_top.pt - page.grid.pt
        assert picture.y + picture.height <= page.height.pt - page.margin_bottom.pt + page.grid.pt


def test_a_caption_stands_on_the_page_of_its_figure(tmp_path: Path) -> None:
    Image.new("RGB", (400, 300)).save(tmp_path / "p.png")
    for count in range(8, 22):
        text = "# T\n\n" + "\n\n".join([SENTENCE * 2] * count) + "\n\n![The caption](p.png)\n\n" + SENTENCE
        laid = lay(text, folder=tmp_path)
        picture = next(p.number for p in laid.pages for item in p.items if isinstance(item, PlacedPicture))
        caption = next(page.number for page, run in laid.runs() if "caption" in text_of(run))
        assert picture == caption


def test_a_large_first_letter_spans_its_lines_and_keeps_the_word_whole() -> None:
    laid = lay("# T\n\n" + SENTENCE * 6, "broadsheet", drop_cap=3)
    paragraph = laid.elements("paragraph")[-1]
    runs = [run for _, run in laid.runs() if run.element is paragraph]
    assert text_of(runs[0]) == "T"
    assert runs[0].size > 30
    assert laid.text(paragraph).startswith("The National")
    beside = [run.x for run in runs[1:] if run.y <= runs[0].y + 0.1]
    assert min(beside) >= runs[0].x + runs[0].width


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(ARTICLES.glob("*.md")), ids=lambda path: path.stem)
@pytest.mark.parametrize("name", ["briefing", "broadsheet", "report"])
def test_the_articles_that_all_formats_share_are_set_without_faults(path: Path, name: str) -> None:
    laid = lay(path.read_text(), name, path.parent)
    assert not overfull(laid)
    assert not below_foot(laid)
    assert laid.edition.anchors <= set(laid.document.destinations)


def test_the_items_of_a_list_in_a_callout_are_set_as_the_callout_is() -> None:
    laid = lay("Text.\n\n> [!NOTE]\n> Words inside.\n>\n> - Item inside.\n\n- Item outside.\n")
    sizes = {text_of(run).strip(): (run.size, run.face) for _, run in laid.runs()}
    assert sizes["Item inside."] == sizes["Words inside."] != sizes["Item outside."]


def test_a_long_description_is_read_below_the_caption() -> None:
    laid = lay('![Caption](none.png){alt="Alt" description="Two roads meet."}\n\nText.\n')
    lines = laid.lines(1)
    assert lines.index("Two roads meet.") == next(n for n, line in enumerate(lines) if "Caption" in line) + 1


def test_a_small_picture_in_a_line_leaves_the_lines_on_their_grid() -> None:
    picture = "![a red dot](figures/dot.png){width=4mm}"
    folder = Path(__file__).parents[1] / "articles"
    laid = lay(f"# T\n\n{SENTENCE} {picture} {SENTENCE}", folder=folder)
    baselines = sorted({run.y for _, run in laid.runs() if run.element and run.element.tag == "paragraph"})
    assert {round(b - a, 2) for a, b in pairwise(baselines)} == {14.0}


def test_a_note_cited_twice_in_a_line_stands_once_at_the_foot() -> None:
    laid = lay("# T\n\nOnce.[^a] Twice.[^a]\n\n[^a]: The only one.")
    assert sum("The only one." in line for line in laid.lines(1)) == 1


def test_lists_in_notes_and_callouts_have_the_type_of_what_is_around_them() -> None:
    laid = lay("# T\n\nText.[^a]\n\n> [!NOTE]\n> One:\n>\n> - boxed\n\n[^a]: A note.\n\n    - footed\n")
    sizes = {text_of(run).strip(): run.size for _, run in laid.runs()}
    roles = laid.style.roles
    assert sizes["footed"] == roles["footnote"].size.pt
    assert sizes["boxed"] == roles["callout-body"].size.pt


def test_an_empty_item_keeps_a_line_for_its_marker() -> None:
    laid = lay("# T\n\n- [x] Done\n- [ ]\n\nAfter the list.")
    places = {text_of(run).strip(): run.y for _, run in laid.runs() if run.artifact is None}
    done, box, after = places["Done"], places["☐"], places["After the list."]
    assert done + 13 < box < after - 13


def test_changes_of_a_reviewer_are_shown_where_the_style_says_so() -> None:
    laid = lay("# T\n\nWords {++added++} and {--taken out--}{>>why?<<}.", review="all")
    assert [laid.text(element) for element in laid.elements("insertion")] == ["added"]
    assert [laid.text(element) for element in laid.elements("deletion")] == ["taken out"]
    assert [laid.text(element) for element in laid.elements("note")] == ["1 why?"]
    assert laid.told.notices == []


def test_changes_of_a_reviewer_are_accepted_otherwise() -> None:
    laid = lay("# T\n\nWords {++added++} and {--taken out--}{>>why?<<}.")
    assert [laid.text(element) for element in laid.elements("paragraph")] == ["Words added and ."]
    assert [notice.code for notice in laid.told.notices] == ["review-accepted"]


def test_a_latin_name_in_a_document_from_the_right_begins_at_the_right() -> None:
    laid = lay("---\ntitle: عنوان\nlang: ar\n---\n\n# Commentary\n\nنص قصير.\n")
    page = laid.style.page
    (run,) = [run for _, run in laid.runs() if text_of(run).casefold() == "commentary"]
    assert run.x + run.width == pytest.approx((page.width - page.margin_inner).pt, abs=2)


@pytest.mark.parametrize("name", ["briefing", "broadsheet"])
def test_a_cover_page_holds_the_title_block_alone(name: str) -> None:
    source = f"---\ntitle: A title\nkicker: Kicker\n---\n\n{SENTENCE}\n"
    cover, text = lay(source, name, cover_page="all"), lay(source, name, cover_page="report")
    assert len(cover.pages) == len(text.pages) + 1 == 2
    assert "".join(cover.lines(1)) + "".join(cover.lines(2)) == "".join(text.lines(1))
    assert cover.lines(1)[-1] == "A title"
    assert cover.lines(2)[0].startswith(SENTENCE[:10])
