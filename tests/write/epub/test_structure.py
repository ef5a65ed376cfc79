"""Files, sections, navigation, title page, colophon."""

from __future__ import annotations

import itertools
from pathlib import Path

from docexport.model import Group, Metadata, Section, Text
from tests.write.epub.book import (
    EPUB_TYPE,
    OPF,
    XHTML,
    XML_LANG,
    bind,
    book,
    classes,
    of,
    said,
    text,
)

TITLE = "---\ntitle: A title\n---\n\n"


def section(title: str, *blocks: object, **values: object) -> Section:
    return Section((Text(title),), blocks, **values)  # type: ignore[arg-type] # short for tests


def test_each_top_section_has_a_file_and_what_comes_before_has_one() -> None:
    made = bind(of(said("Before."), section("One", said("1")), section("Two", said("2"))))
    texts = [name for name in made.spine if "text-" in name]
    assert [text(made.pages[name].find(f"{XHTML}body")) for name in texts] == ["Before.", "One 1", "Two 2"]  # type: ignore[arg-type]


def test_commentary_is_a_part_of_its_own_with_its_label() -> None:
    made = book(TITLE + "# Report\n\nFacts.\n\n# Commentary\n\n## A view\n\nOpinion.\n\nMore.\n")
    part = made.page("text-2").find(f".//{XHTML}section")
    assert part is not None
    assert part.get("role") == "doc-part"
    assert classes(part) == ["commentary"]
    assert made.one("h1", class_="commentary-label").text == "Commentary"
    assert made.one("h2", class_="commentary-heading").text == "A view"
    assert [classes(p) for p in part.iter(f"{XHTML}p")] == [["commentary-body-first"], ["commentary-body"]]


def test_commentary_with_a_title_of_its_own_is_labeled_too() -> None:
    made = book(TITLE + "# Report\n\nFacts.\n\n# An alliance {.commentary}\n\nOpinion.\n")
    assert made.one("p", class_="commentary-label").text == "Commentary"
    assert "An alliance" in text(made.page("text-2"))


def test_heading_levels_follow_the_depth_and_are_never_skipped() -> None:
    made = book(TITLE + "# A\n\n## B\n\n### C\n\n#### D\n\n##### E\n\n###### F\n\nText.\n")
    levels = [
        int(node.tag[-1])
        for node in made.page("text-1").iter()
        if node.tag[-2:] in {f"h{n}" for n in range(1, 7)}
    ]
    assert levels == [1, 2, 3, 4, 5, 6]


def test_every_file_begins_with_the_first_heading_level() -> None:
    made = book("Intro.\n\n# A\n\n## B\n\nText[^n] here.\n\n# C\n\n[^n]: Note.\n[^m]: Never cited.\n")
    for name, page in made.pages.items():
        levels = [
            int(node.tag[-1]) for node in page.iter() if node.tag in {f"{XHTML}h{n}" for n in range(1, 7)}
        ]
        steps = [second - first for first, second in itertools.pairwise(levels)]
        assert not levels or levels[0] == 1, name
        assert all(step <= 1 for step in steps), name


def test_a_section_without_words_in_its_heading_has_no_empty_heading() -> None:
    made = bind(of(Section((), (said("Text."),)), section("B", said("More."))))
    assert [text(node) for node in made.all("h1")] == ["A title", "B"]
    nav = made.page("nav")
    assert all(text(link) for link in nav.iter(f"{XHTML}a"))


def test_an_article_without_sections_is_still_a_book() -> None:
    made = bind(of(said("Only words.")))
    assert "Only words." in made.words
    assert made.dangling() == []
    assert [text(a) for a in made.page("nav").iter(f"{XHTML}a")][:2] == ["Title page", "A title"]


def test_an_empty_article_is_still_a_book() -> None:
    made = bind(of())
    assert [text(node) for node in made.all("h1")] == ["A title"]


def test_a_section_in_a_group_is_kept_with_its_heading() -> None:
    made = bind(of(Group((section("Inner", said("Words.")),))))
    assert "Inner Words." in made.words


def test_contents_go_as_deep_as_asked() -> None:
    source = "---\ntoc-depth: {}\ntitle: T\n---\n\n# A\n\n## B\n\n### C\n\nText.\n"
    depths = {}
    for depth in (1, 2, 3):
        made = book(source.format(depth))
        toc = made.page("nav").find(f".//{XHTML}nav[@id='toc']")
        assert toc is not None
        depths[depth] = [text(a) for a in toc.iter(f"{XHTML}a")]
    assert depths == {1: ["Title page", "A"], 2: ["Title page", "A", "B"], 3: ["Title page", "A", "B", "C"]}


def test_contents_are_in_the_reading_order_when_the_article_wants_them() -> None:
    made = book("---\ntoc: true\ntitle: T\n---\n\n# A\n\nText.\n\n# B\n\nText.\n")
    assert made.spine[:3] == ["text/cover.xhtml", "text/titlepage.xhtml", "nav.xhtml"]
    assert "nav.xhtml" not in book(TITLE + "# A\n\nText.\n").spine


def test_the_contents_lie_beside_the_package_where_every_reader_finds_what_they_lead_to() -> None:
    made = book(TITLE + "# A\n\nText.\n")
    items = {node.get("properties"): node.get("href") for node in made.opf.iter(f"{OPF}item")}
    assert items["nav"] == "nav.xhtml"
    assert made.dangling() == []


def test_landmarks_lead_to_cover_title_page_and_text() -> None:
    made = book(TITLE + "# A\n\nText.\n")
    landmarks = made.page("nav").find(f".//{XHTML}nav[@id='landmarks']")
    assert landmarks is not None
    found = {link.get(EPUB_TYPE): link.get("href") for link in landmarks.iter(f"{XHTML}a")}
    places = {"cover": "cover", "titlepage": "titlepage", "bodymatter": "text-1"}
    assert found == {kind: f"text/{name}.xhtml" for kind, name in places.items()}


def test_figures_and_tables_have_lists_in_the_navigation() -> None:
    made = book(TITLE + "# A\n\n![A map](missing.png)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n: Some numbers\n")
    nav = made.page("nav")
    lists = {
        node.get(EPUB_TYPE): [text(a) for a in node.iter(f"{XHTML}a")] for node in nav.iter(f"{XHTML}nav")
    }
    assert lists["loi"] == ["Figure 1 A map"]
    assert lists["lot"] == ["Table 1 Some numbers"]
    assert made.dangling() == []


def test_the_title_page_has_the_masthead_and_the_key_points() -> None:
    made = book(
        "---\ntitle: T\nkicker: Desk\nsubtitle: Sub\nsummary: Stand.\nauthor: A. Writer\ndate: 2025-02-28\n"
        "identifier: No. 14\nmarking: TLP:GREEN\ndraft: true\nkey-points: [One., Two.]\n---\n\n# A\n\nText.\n"
    )
    page = made.page("titlepage")
    shown = [
        (classes(node) or [""])[0]
        for node in page.iter()
        if node.text and node.text.strip() and classes(node)
    ]
    assert shown == [
        "marking", "draft-stamp", "kicker", "issue-line", "title", "subtitle", "standfirst", "byline",
        "key-points-title", "key-points-item", "key-points-item",
    ]  # fmt: skip
    assert made.one("p", class_="issue-line").text == "No. 14 · 28 February 2025"
    assert made.one("p", class_="subtitle").get("role") == "doc-subtitle"
    assert made.one("section", class_="key-points").get("role") == "doc-abstract"


def test_the_colophon_says_who_publishes_and_disappears_without() -> None:
    made = book(
        "---\ntitle: T\npublisher: A house\nrights: © us\nsource: https://example.org/x y\n---\n\n"
        "# A\n\nText.\n"
    )
    page = made.page("colophon")
    assert "A house" in text(page)
    assert [a.get("href") for a in page.iter(f"{XHTML}a")] == ["https://example.org/x%20y"]
    assert "text/colophon.xhtml" not in book(TITLE + "# A\n\nText.\n").spine


def test_language_and_direction_stand_where_they_change() -> None:
    made = book("---\nlang: en\ntitle: T\n---\n\n# A\n\nText with [שלום]{lang=he} in it.\n")
    span = made.one("span", lang="he")
    assert (span.get(XML_LANG), span.get("dir")) == ("he", "rtl")
    assert '[dir="rtl"]' in made.css
    assert '[dir="rtl"]' not in book(TITLE + "# A\n\nText.\n").css


def test_words_of_ours_in_another_language_are_marked() -> None:
    made = book("---\nlang: mt\ntitle: T\nkey-points: [Wiehed]\n---\n\n# A\n\nText.\n")
    label = made.one("h2", class_="key-points-title").find(f"{XHTML}span")
    assert label is not None
    assert (label.text, label.get("lang")) == ("Key points", "en")


def test_metadata_without_title_still_names_the_book() -> None:
    made = bind(of(section("Heading", said("Text.")), metadata=Metadata(lang="en")))
    assert made.dc("title") == ["Heading"]
    assert made.one("h1", class_="title").text == "Heading"


def test_the_marking_heads_every_file_as_it_does_every_page() -> None:
    made = book("---\ntitle: T\nmarking: TLP:GREEN\nrights: © us\n---\n\n# A\n\nText.\n\n[^n]: Uncited.\n")
    marked = [
        name for name, page in made.pages.items() for p in page.iter(f"{XHTML}p") if "marking" in classes(p)
    ]
    assert sorted(marked) == sorted(set(made.pages) - {"text/cover.xhtml"})
    assert "TLP" not in book(TITLE + "# A\n\nText.\n").words


def test_a_series_is_named_with_the_place_in_it() -> None:
    made = book("---\ntitle: T\nseries: Meridian papers\nseries-number: 14\n---\n\nText.\n")
    assert made.metas("belongs-to-collection") == ["Meridian papers"]
    assert made.metas("collection-type") == ["series"]
    assert made.metas("group-position") == ["14"]
    spelled = book("---\ntitle: T\nseries: Papers\nseries-number: fourteenth\n---\n\nText.\n")
    assert spelled.metas("group-position") == []


def test_a_long_description_stands_below_the_figure_that_refers_to_it(tmp_path: Path) -> None:
    (tmp_path / "m.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>'
    )
    made = book(TITLE + '![Map](m.svg){alt="A map" description="Two roads meet."}\n', folder=tmp_path)
    words = made.one("p", class_="source-note")
    assert words.text == "Two roads meet."
    assert made.one("img", alt="A map").get("aria-describedby") == words.get("id")
    assert "longDescription" in made.metas("schema:accessibilityFeature")
    assert "longDescription" not in book(TITLE + "Text.\n").metas("schema:accessibilityFeature")
