"""What an Edition knows: anchors, numbers, labels, notes, references, front matter."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from docexport.edition import Edition, make_edition, plain_text, terms, text_of
from docexport.model import (
    Article,
    Author,
    Block,
    CrossReference,
    Emphasis,
    Figure,
    Inline,
    Kind,
    Link,
    Metadata,
    NoteBody,
    NoteReference,
    Paragraph,
    Quote,
    Section,
    Span,
    Table,
    Text,
    walk,
)
from docexport.notices import Collector
from docexport.records import replace
from docexport.style import load_style

NOON = datetime(2025, 2, 28, 12, tzinfo=UTC)


def words(text: str) -> tuple[Inline, ...]:
    return (Text(text),)


def section(title: str, *blocks: Block, classes: tuple[str, ...] = (), id: str | None = None) -> Section:  # noqa: A002 - the field's name
    return Section(words(title), blocks, classes=classes, id=id)


def edition_of(
    *blocks: Block,
    notes: tuple[NoteBody, ...] = (),
    metadata: Metadata | None = None,
    kind: Kind = "brief",
    notices: Collector | None = None,
) -> Edition:
    article = Article(metadata or Metadata(title=words("Title")), blocks, notes, "source/some-article.md")
    style = load_style("briefing")
    collector = notices if notices is not None else Collector()
    edition = make_edition(article, style, kind, collector, modified=NOON)
    if notices is None:
        assert collector.notices == []
    return edition


def numbered(*blocks: Block) -> Edition:
    return edition_of(*blocks, metadata=Metadata(title=words("T"), number_sections=True))


def test_every_section_has_a_readable_unique_anchor() -> None:
    edition = edition_of(section("Why now?"), section("Why now?"), section("???"), section("2024 in review"))
    assert list(edition.sections) == ["why-now", "why-now-1", "section", "s-2024-in-review"]


def test_anchors_keep_letters_of_every_script() -> None:
    assert list(edition_of(section("Що відомо"), section("쿠르스크")).sections) == ["що-відомо", "쿠르스크"]


def test_an_id_given_twice_is_renamed_with_a_notice() -> None:
    notices = Collector()
    edition = edition_of(section("A", id="x"), section("B", id="x"), notices=notices)
    assert list(edition.sections) == ["x", "x-1"]
    assert [notice.code for notice in notices.notices] == ["duplicate-id"]


def test_a_made_anchor_never_takes_an_id_that_the_author_gives_later() -> None:
    edition = edition_of(section("Outlook"), section("Other", id="outlook"))
    assert list(edition.sections) == ["outlook-1", "outlook"]


def test_sections_are_numbered_by_depth_without_commentary_and_unnumbered_ones() -> None:
    edition = numbered(
        section("A", section("A1"), section("A2")),
        section("Preface", classes=("unnumbered",)),
        section("B", section("B1")),
        section("Commentary", section("Opinion"), classes=("commentary",)),
    )
    assert [facts.number for facts in edition.sections.values()] == [
        "1",
        "1.1",
        "1.2",
        "",
        "2",
        "2.1",
        "",
        "",
    ]


def test_levels_go_no_deeper_than_six() -> None:
    block = section("8")
    for depth in range(7, 0, -1):
        block = section(str(depth), block)
    assert [facts.level for facts in edition_of(block).sections.values()] == [1, 2, 3, 4, 5, 6, 6, 6]


def test_a_section_inside_a_quote_hangs_under_the_section_around_it() -> None:
    edition = edition_of(section("Outer", Quote("block", (section("Inner", Paragraph(words("x"))),))))
    assert edition.sections["inner"].level == 2
    assert edition.sections["inner"].parent == "outer"
    assert [entry.id for entry in edition.contents[0].children] == []


def test_a_heading_inside_a_quote_takes_no_number() -> None:
    inner = Quote("block", (section("Inner", section("Deeper")),))
    assert [facts.number for facts in numbered(section("Outer", inner)).sections.values()] == ["1", "", ""]


def test_everything_under_a_commentary_heading_is_commentary() -> None:
    edition = edition_of(section("Facts"), section("Commentary", section("View"), classes=("commentary",)))
    assert [facts.commentary for facts in edition.sections.values()] == [False, True, True]


def test_captioned_figures_and_tables_are_counted_apart_and_uncaptioned_ones_not() -> None:
    table = Table((), (), (), words("Dates"), id="tbl:dates")
    edition = edition_of(
        Figure("a.png", "", words("One")),
        table,
        Figure("b.png", "bare", ()),
        Figure("c.png", "", words("Two")),
    )
    labels = {label.text.replace("\xa0", " ") for label in edition.labels.values()}
    assert labels == {"Figure 1", "Figure 2", "Table 1"}
    assert edition.labels["tbl-dates"].number == "1"


def test_cross_references_become_the_words_of_what_they_lead_to() -> None:
    refs = (CrossReference("fig:map"), CrossReference("sec:outlook"))
    figure = Figure("a.png", "", words("Map"), id="fig:map")
    edition = edition_of(section("Outlook", Paragraph(refs), figure))
    assert edition.references["fig:map"].text == "Figure\xa01"
    assert edition.references["sec:outlook"].text == "Outlook"
    assert edition.references["fig:map"].id == "fig-map"


def test_labels_speak_the_language_of_the_article() -> None:
    metadata = Metadata(title=words("Ц"), lang="uk")
    edition = edition_of(Figure("a.png", "", words("Мапа")), metadata=metadata)
    assert [label.text for label in edition.labels.values()] == ["Рисунок\xa01"]


def test_a_reference_to_nothing_stays_as_written_and_names_the_near_miss() -> None:
    notices = Collector()
    figure = Figure("a.png", "", words("Map"), id="fig:map")
    edition = edition_of(Paragraph((CrossReference("fig:mat"),)), figure, notices=notices)
    assert text_of(edition.blocks[0]) == "@fig:mat"
    assert "'fig:map'" in notices.notices[0].message


def test_an_internal_link_to_nothing_keeps_its_words_only() -> None:
    notices = Collector()
    edition = edition_of(Paragraph((Link(words("there"), "#nowhere"),)), notices=notices)
    paragraph = edition.blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert isinstance(paragraph.inlines[0], Span)
    assert [notice.code for notice in notices.notices] == ["dangling-reference"]


def test_links_to_files_beside_the_source_keep_their_words_with_one_notice() -> None:
    notices = Collector()
    links = tuple(Link(words(name), name) for name in ("a.html", "/b/c", "a.html", "https://example.org"))
    edition = edition_of(Paragraph(links), notices=notices)
    kept = [node.target for node in walk(edition.blocks) if isinstance(node, Link)]
    assert kept == ["https://example.org"]
    assert "'a.html' and to 1 more such targets" in notices.notices[0].message
    assert len(notices.notices) == 1


def test_what_cannot_stand_inside_a_link_stands_after_it() -> None:
    inner: tuple[Inline, ...] = (
        Text("see "),
        NoteReference("n"),
        CrossReference("sec:a"),
        Link(words("b"), "#a"),
    )
    paragraph = Paragraph((Link(inner, "https://example.org"),))
    edition = edition_of(section("A", paragraph), notes=(NoteBody("n", ()),))
    links = [node for node in walk(edition.blocks) if isinstance(node, Link)]
    assert len(links) == 1
    assert not any(isinstance(node, NoteReference | CrossReference) for node in walk(links[0].inlines))
    assert any(isinstance(node, NoteReference) for node in walk(edition.blocks))
    assert "A" in text_of(edition.blocks[0])


@pytest.mark.parametrize("target", ["#why-now", "#Why-Now", "#why-now-1", "#why_now", "#whynow"])
def test_links_written_for_code_hosts_find_their_heading(target: str) -> None:
    edition = edition_of(section("Why now?"), section("Why now?", Paragraph((Link(words("x"), target),))))
    links = [node for node in walk(edition.blocks) if isinstance(node, Link)]
    assert links[0].target[1:] in edition.anchors


def test_notes_are_numbered_by_first_citation_and_know_every_mark() -> None:
    notes = (NoteBody("late", ()), NoteBody("early", ()))
    edition = edition_of(
        Paragraph((NoteReference("early"), NoteReference("late"), NoteReference("early"))), notes=notes
    )
    assert [(note.number, note.name, note.references) for note in edition.notes] == [
        (1, "early", ("fnref-1", "fnref-1-2")),
        (2, "late", ("fnref-2",)),
    ]
    assert edition.note("late").id == "fn-2"


def test_a_note_cited_in_a_note_comes_after_and_an_uncited_one_last() -> None:
    notes = (
        NoteBody("uncited", (Paragraph(words("u")),)),
        NoteBody("outer", (Paragraph((NoteReference("inner"),)),)),
        NoteBody("inner", (Paragraph(words("i")),)),
    )
    edition = edition_of(Paragraph((NoteReference("outer"),)), notes=notes)
    assert [note.name for note in edition.notes] == ["outer", "inner", "uncited"]


def test_the_byline_and_date_are_phrases_of_the_language() -> None:
    authors = (Author("Ann"), Author("Bo"), Author("Cy"))
    metadata = Metadata(title=words("T"), authors=authors, date=date(2025, 2, 28))
    front = edition_of(metadata=metadata).front
    assert (front.byline, front.date) == ("By Ann, Bo and Cy", "28 February 2025")
    german = edition_of(metadata=replace(metadata, lang="de-AT")).front
    assert (german.byline, german.date) == ("Von Ann, Bo und Cy", "28. Februar 2025")


def test_an_article_without_a_title_is_called_after_its_first_heading_or_its_file() -> None:
    assert edition_of(section("Heading"), metadata=Metadata()).title == "Heading"
    assert edition_of(metadata=Metadata()).title == "some article"


@pytest.mark.parametrize(
    ("lang", "direction"), [("ar", "rtl"), ("he-IL", "rtl"), ("en", "ltr"), ("az-Arab", "rtl")]
)
def test_the_direction_follows_the_language(lang: str, direction: str) -> None:
    assert edition_of(metadata=Metadata(title=words("T"), lang=lang)).direction == direction


def test_the_running_title_is_cut_at_a_clause_or_a_word() -> None:
    long = "Fresh units reported in Kursk: what the second wave says about the war and its next months"
    assert edition_of(metadata=Metadata(title=words(long))).running_title == "Fresh units reported in Kursk"
    plain = "word " * 30
    running = edition_of(metadata=Metadata(title=words(plain))).running_title
    assert len(running) <= 65
    assert running.endswith("word…")


def test_the_identifier_depends_on_the_content_and_nothing_else() -> None:
    one, two = edition_of(Paragraph(words("a"))), edition_of(Paragraph(words("a")))
    assert one.identifier == two.identifier
    assert one.identifier != edition_of(Paragraph(words("b"))).identifier
    assert one.identifier.startswith("urn:uuid:")
    isbn = edition_of(metadata=Metadata(title=words("T"), identifier="ISBN 978-3-16-148410-0"))
    assert isbn.identifier == "urn:isbn:9783161484100"


def test_each_kind_of_output_has_its_own_front_matter() -> None:
    article = Article(
        Metadata(title=words("Base")), (), overrides=(("report", Metadata(title=words("For the file"))),)
    )
    style = load_style("briefing")
    titles = [
        make_edition(article, style, kind, Collector(), modified=NOON).title for kind in ("report", "brief")
    ]
    assert titles == ["For the file", "Base"]


def test_plain_text_leaves_out_note_marks_and_keeps_every_word() -> None:
    inlines = (Text("a "), Emphasis((Text("b"), NoteReference("n"))), Text(" c"))
    assert plain_text(inlines) == "a b c"


def test_contents_lines_have_no_anchors_without_words() -> None:
    heading = (Span((), id="old"), Emphasis((Span((NoteReference("a"),)),)), Text("Outlook"))
    edition = edition_of(Section(heading, ()), notes=(NoteBody("a", ()),))
    assert [node for node in walk(edition.contents[0].title) if isinstance(node, Span)] == []
    assert plain_text(edition.contents[0].title) == "Outlook"


def test_contents_lines_have_no_notes_and_no_links() -> None:
    heading: tuple[Inline, ...] = (Link(words("Linked"), "https://example.org"), NoteReference("n"))
    notes = (NoteBody("n", ()),)
    edition = edition_of(Section(heading, ()), notes=notes)
    kinds = {type(node) for node in walk(edition.contents[0].title)}
    assert kinds == {Span, Text}


def test_every_language_has_every_term() -> None:
    for lang in (
        "en",
        "de",
        "fr",
        "es",
        "it",
        "pt",
        "nl",
        "pl",
        "sv",
        "uk",
        "ru",
        "el",
        "he",
        "ar",
        "tr",
        "ko",
        "ja",
        "zh",
    ):
        row = terms(lang)
        assert row.lang == lang
        assert len(row.months) == 12
        assert "{}" in row.by
        assert "{}" in row.embargo
    assert terms("tlh").lang == "en"


def test_lists_of_figures_and_tables_have_the_captions_when_asked_for() -> None:
    blocks = (
        Figure("a.png", "", (Text("A map"), NoteReference("n")), decorative=True, id="map"),
        Table(("start",), (), (), words("Numbers"), id="numbers"),
        Figure("b.png", "", (), decorative=True),
    )
    notes = (NoteBody("n", (Paragraph(words("Note.")),)),)
    asked = Metadata(title=words("T"), list_of_figures=True, list_of_tables=True)
    edition = edition_of(*blocks, notes=notes, metadata=asked)
    assert [(line.id, line.number) for line in edition.tables] == [("numbers", "Table\u00a01")]
    first = edition.figures[0]
    assert (first.id, first.number, plain_text(first.title)) == ("map", "Figure\u00a01", "A map")
    assert not any(isinstance(node, NoteReference) for node in walk(first.title))
    assert edition_of(*blocks, notes=notes).figures == ()
