"""Languages: every run is in the font slot and direction of its script."""

from __future__ import annotations

from docexport.model import Cell, Metadata, Row, Section, Span, Strong, Table
from docexport.write.docx.languages import by_script, is_mostly_rtl
from tests.write.docx.report import Report, para, report, w, words


def in_language(lang: str, *texts: str) -> Report:
    metadata = Metadata(title=words("T"), lang=lang, toc=False)
    table = Table(("start",), (), (Row((Cell((para("x"),)),)),))
    return report(*map(para, texts), table, metadata=metadata)


def test_text_is_cut_where_the_script_changes() -> None:
    assert list(by_script("abc שלום עולם, def")) == [("abc ", ""), ("שלום עולם", "rtl"), (", def", "")]
    assert list(by_script("中文 and ภาษา")) == [("中文", "east"), (" and ", ""), ("ภาษา", "complex")]


def test_cutting_loses_nothing() -> None:
    text = "a é — 中文字符。שלום! مرحبا 123 ไทย हिन्दी 한국어 🎉 \u200f x"
    assert "".join(piece for piece, _ in by_script(text)) == text


def test_runs_are_marked_by_script() -> None:
    (par,) = report(para("a שלום 中")).styled("BodyText")
    assert [properties for _, _, properties in par.runs] == [set(), {"rtl"}, set(), {"rFonts"}]


def test_emoji_are_in_the_font_that_word_has_for_them() -> None:
    assert list(by_script("a 🎉👩\u200d🔧🇩🇪 b")) == [("a ", ""), ("🎉👩\u200d🔧🇩🇪", "emoji"), (" b", "")]
    found = report(para("a 🎉 b"))
    (fonts,) = found.paragraph("a 🎉 b").element.iter(w("rFonts"))
    assert set(fonts.attrib.values()) == {"Segoe UI Emoji"}
    table = found.part("word/fontTable.xml")
    (font,) = (font for font in table if font.get(w("name")) == "Segoe UI Emoji")
    assert [other.get(w("val")) for other in font] == ["Apple Color Emoji"]
    assert "Segoe UI Emoji" not in report(para("a")).text("word/fontTable.xml")


def test_a_paragraph_of_a_right_to_left_script_runs_that_way() -> None:
    found = report(para("مرحبا بالعالم كله"), para("Hello مرحبا world and all"))
    assert [par.element.find(f"{w('pPr')}/{w('bidi')}") is not None for par in found.paragraphs[1:]] == [
        True,
        False,
    ]


def test_a_right_to_left_document_is_so_throughout() -> None:
    found = in_language("ar", "مرحبا بالعالم", "English only")
    assert found.body.find(f"{w('sectPr')}/{w('bidi')}") is not None
    assert next(found.body.iter(w("bidiVisual")), None) is not None
    assert found.style("Normal").find(f"{w('pPr')}/{w('bidi')}") is not None
    assert found.paragraph("English only").value("bidi") == "0"


def test_rules_at_the_start_are_at_the_right_of_a_right_to_left_page() -> None:
    left, right = (
        in_language(lang, "x").style("CalloutNote").find(f"{w('pPr')}/{w('pBdr')}") for lang in ("en", "ar")
    )
    assert left is not None
    assert right is not None
    assert [side.tag for side in left] == [w("left")]
    assert [side.tag for side in right] == [w("right")]


def test_words_of_another_language_say_so() -> None:
    (par,) = report(para("so ", Span(words("Zeitgeist"), lang="de"))).styled("BodyText")
    (lang,) = par.element.iter(w("lang"))
    assert lang.get(w("val")) == "de-DE"


def test_a_block_of_another_language_says_so_on_its_runs() -> None:
    found = report(Section(words("S"), (para("un mot"),), lang="fr"))
    langs = {lang.get(w("val")) for lang in found.body.iter(w("lang"))}
    assert langs == {"fr-FR"}


def test_the_document_has_its_language_as_a_default() -> None:
    defaults = in_language("uk", "слово").part("word/styles.xml").find(f"{w('docDefaults')}")
    assert defaults is not None
    (lang,) = defaults.iter(w("lang"))
    assert lang.get(w("val")) == "uk-UA"


def test_east_asian_headings_are_bold_by_the_style_bit() -> None:
    bold = [
        in_language(lang, "x").style("Heading1").find(f"{w('rPr')}/{w('b')}") is not None
        for lang in ("ja", "en")
    ]
    assert bold == [True, False]


def test_strong_words_of_an_east_asian_script_are_bold_in_any_document() -> None:
    (par,) = report(para(Strong(words("中文")))).styled("BodyText")
    ((_, style, properties),) = par.runs
    assert (style, "b" in properties) == ("Strong", True)


def test_letters_decide_which_way_a_paragraph_runs() -> None:
    assert is_mostly_rtl("مرحبا (OK)")
    assert not is_mostly_rtl("The word is مرحبا here")
