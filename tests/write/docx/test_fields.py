"""Fields: live in Word, and filled in before it opens the file."""

from __future__ import annotations

from docexport.model import CrossReference, Figure, Metadata, Section, Table
from tests.write.docx.report import Par, Report, para, report, style_named, w, words
from tests.write.docx.test_tables import row

LONG = "Words that go on for a while, so that there is something on the page. " * 40


def article() -> Report:
    parts = [
        Section(words(title), (para(LONG), Section(words(f"{title} more"), (para(LONG),)))) for title in "ABC"
    ]
    return report(*parts, metadata=Metadata(title=words("T"), toc=True))


def test_the_contents_are_a_field_with_an_entry_for_each_section() -> None:
    found = article()
    assert found.fields[0] == 'TOC \\o "1-2" \\h \\z \\u'
    entries = [par for level in (1, 2) for par in found.styled(f"TOC{level}")]
    assert [par.text.split("\t")[0] for par in entries] == ["A", "B", "C", "A more", "B more", "C more"]
    assert all(int(par.text.split("\t")[1]) >= 1 for par in entries)
    assert found.styled("TOCHeading")[0].text == "Contents"


def test_each_entry_leads_to_its_heading() -> None:
    found = article()
    links = [link.get(w("anchor")) for link in found.body.iter(w("hyperlink"))]
    assert links == found.bookmarks
    assert [field for field in found.fields if field.startswith("PAGEREF")] == [
        f"PAGEREF {name} \\h" for name in links
    ]


def listed() -> Report:
    table = Table(("start",), (row("a"),), (row("1"),), words("Numbers"), id="t")
    figure = Figure("dot.png", "A dot", words("A dot"), id="f")
    metadata = Metadata(title=words("T"), toc=False, list_of_figures=True, list_of_tables=True)
    return report(Section(words("A"), (para(LONG * 3), table)), figure, metadata=metadata)


def test_lists_of_figures_and_tables_are_fields_over_their_captions() -> None:
    found = listed()
    assert found.fields[0] == 'TOC \\h \\z \\c "Figure"'
    assert 'TOC \\h \\z \\c "Table"' in found.fields
    assert [par.text for par in found.styled("TOCHeading")] == ["Figures", "Tables"]
    entries = [par.text.split("\t") for par in found.styled("TableOfFigures")]
    assert [words for words, _ in entries] == ["Figure\u00a01  A dot", "Table\u00a01  Numbers"]
    assert all(int(page) > 1 for _, page in entries)


def test_their_entries_lead_to_the_captions() -> None:
    found = listed()
    links = [link.get(w("anchor")) for link in found.body.iter(w("hyperlink"))]
    assert sorted(map(str, links)) == sorted(found.bookmarks)


def test_the_contents_stand_in_the_block_that_word_offers_to_update() -> None:
    (gallery,) = article().body.iter(w("docPartGallery"))
    assert gallery.get(w("val")) == "Table of Contents"


def test_pages_come_after_one_another() -> None:
    found = article()
    pages = [
        int(par.text.split("\t")[1])
        for par in found.paragraphs
        if par.style.startswith("TOC") and "\t" in par.text
    ]
    assert pages == sorted(pages)
    assert pages[-1] > 1


def test_every_field_that_begins_also_ends() -> None:
    kinds = [mark.get(w("fldCharType")) for mark in article().body.iter(w("fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") > 0


def test_word_asks_nothing_on_opening() -> None:
    found = article()
    assert "updateFields" not in found.text("word/settings.xml")
    assert "w:dirty" not in found.text("word/document.xml")


def test_a_caption_counts_and_is_referred_to() -> None:
    figure = Figure("dot.png", "a dot", words("A dot"), id="fig:dot")
    found = report(para("See ", CrossReference("fig:dot"), "."), figure)
    assert found.fields == [f"REF {found.bookmarks[0]} \\h", "SEQ Figure \\* ARABIC"]
    assert found.paragraphs[1].text == "See Figure\u00a01."
    caption = found.styled("Caption")[0]
    assert caption.text == "Figure\u00a01  A dot"


def test_the_bookmark_of_a_caption_is_around_its_label_alone() -> None:
    figure = Figure("dot.png", "a dot", words("A dot"), id="fig:dot")
    caption = report(para(CrossReference("fig:dot")), figure).styled("Caption")[0].element
    tags = [child.tag for child in caption]
    inside = caption[tags.index(w("bookmarkStart")) : tags.index(w("bookmarkEnd"))]
    assert "".join(text.text or "" for run in inside for text in run.iter(w("t"))) == "Figure\u00a01"


def test_a_numbered_section_is_referred_to_by_its_number() -> None:
    metadata = Metadata(title=words("T"), toc=False, number_sections=True)
    first = Section(words("One"), (para("See ", CrossReference("two")),))
    found = report(first, Section(words("Two"), (), id="two"), metadata=metadata)
    assert found.fields == ["REF two \\r \\h"]
    assert found.paragraphs[2].text == "See section 2"


def test_an_unnumbered_section_is_referred_to_by_its_words() -> None:
    found = report(para(CrossReference("two")), Section(words("Second part"), (), id="two"))
    assert found.fields == ["REF two \\h"]
    assert found.paragraphs[1].text == "Second part"


def furniture(found: Report, name: str) -> list[Par]:
    return [Par(par) for par in found.part(f"word/{name}.xml").iter(w("p"))]


def test_the_foot_of_the_page_counts_pages() -> None:
    found = report(para("x"))
    (line,) = furniture(found, "footer2")
    assert line.text == "Title\t1 / 1"
    fields = [(code.text or "").strip() for code in line.element.iter(w("instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_the_first_page_has_furniture_of_its_own() -> None:
    found = report(para("x"))
    assert found.body.find(f"{w('sectPr')}/{w('titlePg')}") is not None
    types = [line.get(w("type")) for line in found.body.iter(w("footerReference"))]
    assert types == ["default", "first"]


def test_pages_of_two_sides_mirror_their_furniture() -> None:
    style = style_named("briefing", ("page.two-sided", "true"), ("options.embed-fonts", "false"))
    found = report(para("x"), style=style)
    settings = found.text("word/settings.xml")
    assert "<w:evenAndOddHeaders/>" in settings
    assert "<w:mirrorMargins/>" in settings
    assert furniture(found, "footer6")[0].text == "1 / 1\tTitle"


def test_the_marking_is_on_every_page_at_head_and_foot() -> None:
    style = style_named("report", ("options.embed-fonts", "false"))
    found = report(para("x"), metadata=Metadata(title=words("T"), marking="TLP:RED", toc=False), style=style)
    lines = [name for name in found.names if name.startswith(("word/header", "word/footer"))]
    assert len(lines) == 4
    assert all("TLP:RED" in found.text(name) for name in lines)


def test_a_draft_says_so_in_every_header() -> None:
    found = report(para("x"), metadata=Metadata(title=words("T"), draft=True, toc=False))
    assert all("Draft" in found.text(name) for name in found.names if name.startswith("word/header"))


def test_a_running_title_too_long_for_the_marking_gives_it_a_line_of_its_own() -> None:
    title = words("A title that is as long as running titles get before they are cut")
    metadata = Metadata(title=title, marking="TLP:RED", toc=False)
    lines = furniture(report(para("x"), metadata=metadata), "footer2")
    assert [line.text.strip("\t") for line in lines[:1]] == ["TLP:RED"]
    assert len(lines) == 2
