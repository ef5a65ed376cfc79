"""Words on the page: every reader gets them as written, and each glyph stands where layout put it."""

from __future__ import annotations

import ctypes
import re
import subprocess
from typing import Any
from unicodedata import normalize

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no type information
import pytest

from docexport.edition import Direction
from docexport.fonts import Glyph
from docexport.records import replace
from docexport.style import Color
from docexport.typeset.page import Element, Shaped, TextRun
from docexport.write.pdf.codes import extractable
from tests.write.pdf.by_hand import INK, Hand, finished, stack
from tests.write.pdf.read_back import opened, to_unicode

LATIN = "An efficient office finds fluffy waffles: “quoted” — ‘said’ … Größe, naïve, 1,000 × 2½ §"
SCRIPTS: list[tuple[str, str, Direction]] = [
    ("שלום עולם זה מבחן.", "he", "rtl"),
    ("שָׁלוֹם עֹלָם", "he", "rtl"),
    ("السلام عليكم يا عالم", "ar", "rtl"),
    ("لا إله مُحَمَّد", "ar", "rtl"),
    ("कि हिन्दी क्षत्रिय त्रि", "hi", "ltr"),
    ("สวัสดี กำ", "th", "ltr"),
    ("தமிழ் கொடு", "ta", "ltr"),
    ("Καλημέρα κόσμε", "el", "ltr"),
    ("Український абзац", "uk", "ltr"),
    ("日本語テキスト、漢字。", "ja", "ltr"),
    ("한국어 문단", "ko", "ltr"),
    ("e\u0301te\u0301 x\u0323\u0302", "fr", "ltr"),
]


def one_line(text: str, **how: Any) -> bytes:
    hand = Hand()
    hand.page()
    hand.line(text, hand.root.add("paragraph", lang=how.get("lang")), **how)
    return finished(hand)


def by_pdfium(data: bytes, page: int = 0) -> str:
    document = pdfium.PdfDocument(data)
    text: str = document[page].get_textpage().get_text_range()
    return text


def by_poppler(data: bytes) -> str:
    done = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", "-", "-"], input=data, capture_output=True, check=True
    )
    # Marks of direction are poppler's own.
    return re.sub("[\u202a-\u202e\f]", "", done.stdout.decode())


def in_tag_order(data: bytes) -> str:
    return opened(data).text


@pytest.mark.parametrize("read", [by_pdfium, by_poppler, in_tag_order])
def test_latin_text_with_ligatures_and_typographic_signs_reads_as_written(read: Any) -> None:
    assert read(one_line(LATIN)).strip() == LATIN


@pytest.mark.slow
@pytest.mark.parametrize(("text", "lang", "direction"), SCRIPTS)
@pytest.mark.parametrize("read", [by_pdfium, by_poppler, in_tag_order])
def test_other_scripts_read_in_their_logical_order(
    text: str, lang: str, direction: Direction, read: Any
) -> None:
    data = one_line(text, lang=lang, direction=direction, of=stack("FiraGO"))
    # The order of marks on one letter is pdfium's, canonically the same.
    assert normalize("NFC", read(data).strip()) == normalize("NFC", text)


def divided(*lines: str, **how: Any) -> bytes:
    """Lines of one paragraph; one that ends in U+00AD is divided there, one that ends in + has no space."""
    hand = Hand()
    hand.page()
    paragraph = hand.root.add("paragraph")
    for line in lines:
        hyphened, open_ = line.endswith("\u00ad"), line.endswith("+")
        hand.line(line.rstrip("\u00ad+"), paragraph, tail="" if hyphened or open_ else " ", **how)
        if hyphened:
            hang_hyphen(hand, paragraph)
    return finished(hand)


def hang_hyphen(hand: Hand, paragraph: Element) -> None:
    """Put a hyphen that stands for U+00AD at the end of the last line, in its run, as layout does."""
    run = hand.pages[0].items[-1]
    assert isinstance(run, TextRun)
    hyphen = stack().shape("-")[0].glyphs[0]
    glyph = Glyph(hyphen.gid, "\u00ad", hyphen.advance, 0, 0)
    shaped = Shaped.of(run.face, run.size, (glyph,), (hyphen.advance * run.size / 1000,))
    hand.pages[0].items[-1] = replace(run, segments=(*run.segments, (shaped, shaped.width)))


def found_by_pdfium(data: bytes, words: str) -> bool:
    page = pdfium.PdfDocument(data)[0].get_textpage()
    return page.search(words, match_case=True).get_next() is not None


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("An inter\u00ad", "national office."), "An international office."),
        (
            ("Donaudampf\u00ad", "schifffahrts\u00ad", "gesellschaft, so"),
            "Donaudampfschifffahrtsgesellschaft, so",
        ),
        (("A well-+", "known man"), "A well-known man"),
        (("See https://example.org/+", "path/to/it for more"), "See https://example.org/path/to/it for more"),
        (("ends in\u00ad", "side"), "ends inside"),
        (("eine Wortendung\u00ad", "en in\u00ad", "nen"), "eine Wortendungen innen"),
    ],
)
def test_a_word_that_a_lines_end_divides_is_whole_for_every_reader(lines: tuple[str, ...], text: str) -> None:
    data = divided(*lines)
    assert in_tag_order(data).replace("\u00ad", "").strip() == text
    assert " ".join(by_pdfium(data).split()) == text
    # poppler takes any hyphen at a line's end for one that only the line needs.
    assert re.sub("\u00ad\n|(?<=/)\n", "", by_poppler(data)).split() == text.replace("l-k", "lk").split()
    for word in text.split():
        assert found_by_pdfium(data, word)


def test_a_divided_word_states_itself_and_shows_its_hyphen() -> None:
    content = opened(divided("An inter\u00ad", "national office.")).pdf.pages[0].Contents.read_bytes()
    (stated,) = re.findall(rb"/P <</MCID 1 /ActualText <FEFF([0-9A-F]+)>>> BDC", content)
    assert bytes.fromhex(stated.decode()).decode("utf-16-be") == "international"
    assert in_tag_order(divided("An inter\u00ad", "national office.")) == "An inter\u00adnational office. "
    assert rendered(divided("An inter\u00ad", "national")) > rendered(divided("An inter", "national"))


def test_a_soft_hyphen_at_which_no_line_ends_leaves_no_trace() -> None:
    data = one_line("a soft\u00adhyphen, in\u00adside a line")  # the first one within a ligature's cluster
    for read in (by_pdfium, by_poppler, in_tag_order):
        assert read(data).strip() == "a softhyphen, inside a line"
    assert found_by_pdfium(data, "softhyphen")


def test_nothing_is_stated_where_lines_end_with_words_or_have_no_words() -> None:
    for lines in (("One line", "and another"), ("日本語のテ+", "キスト")):
        assert (
            b"ActualText"
            not in opened(divided(*lines, of=stack("FiraGO"))).pdf.pages[0].Contents.read_bytes()
        )


def test_words_of_two_elements_are_two_words() -> None:
    hand = Hand()
    hand.page()
    for text in ("inter", "national"):
        hand.line(text, hand.root.add("paragraph"), tail="")
    assert b"ActualText" not in opened(finished(hand)).pdf.pages[0].Contents.read_bytes()


def test_each_glyph_stands_where_layout_put_it_to_a_hundredth_of_a_point() -> None:
    hand = Hand()
    hand.page()
    text = "Justified text does not drift, however long its line is."
    hand.line(text, hand.root.add("paragraph"), stretch=1.2345, size=10.37)
    (run,) = [item for item in hand.pages[0].items if isinstance(item, TextRun)]
    page = pdfium.PdfDocument(finished(hand))[0].get_textpage()
    x = run.x
    for place, (glyph, advance) in enumerate(zip(run.glyphs, run.advances, strict=True)):
        if len(glyph.text) == 1 and glyph.text != " ":
            origin = origin_of(page, sum(len(g.text) for g in run.glyphs[:place]))
            assert origin == pytest.approx((x, 841.89 - run.y), abs=0.011)
        x += advance


def origin_of(page: pdfium.PdfTextPage, index: int) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    assert pdfium.raw.FPDFText_GetCharOrigin(page, index, x, y)
    return x.value, y.value


def test_a_run_can_be_narrower_raised_and_colored() -> None:
    hand = Hand()
    hand.page()
    hand.line("narrow", hand.root.add("paragraph"), scale=0.96, rise=3.5, color=Color("#ff0000"))
    contents = opened(finished(hand)).pdf.pages[0].Contents.read_bytes()
    for operator in (b"96 Tz", b"3.5 Ts", b"1 0 0 rg"):
        assert operator in contents


def test_state_that_holds_is_not_set_again() -> None:
    hand = Hand()
    hand.page()
    paragraph = hand.root.add("paragraph")
    for _ in range(5):
        hand.line("line after line", paragraph)
    contents = opened(finished(hand)).pdf.pages[0].Contents.read_bytes()
    assert [contents.count(operator) for operator in (b" Tf", b" rg", b"BT", b"BDC")] == [1, 1, 1, 1]
    assert b"Helvetica" not in contents


def test_marks_off_the_baseline_are_painted_though_they_bear_no_text() -> None:
    dotted = "x\u0323\u0302"
    bare, marked = (rendered(one_line(text, size=60)) for text in ("x", dotted))
    # Below and above the letter, where without marks nothing is.
    assert marked > bare * 1.1


def rendered(data: bytes) -> int:
    image = pdfium.PdfDocument(data)[0].render(scale=1).to_pil().convert("L")
    return sum(1 for sample in image.tobytes() if sample < 128)


def test_one_glyph_that_stands_for_different_texts_has_a_code_for_each() -> None:
    hand = Hand()
    hand.page()
    paragraph = hand.root.add("paragraph")
    for text in ("-", "\u00ad", "-"):
        glyph = stack().shape("-")[0].glyphs[0]
        one = Glyph(glyph.gid, text, glyph.advance, 0, 0)
        shaped = Shaped.of(stack().primary, 10, (one,), (3.0,))
        run = TextRun(72, 100, shaped.face, 10, INK, ((shaped, 3.0),), paragraph)
        hand.pages[0].items.append(run)
    assert in_tag_order(finished(hand)) == "-\u00ad-"


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("a\ufeff", "a"),
        ("\x00", "\ufffd"),
        ("\ue000", "\ufffd"),
        ("\U000f0001x", "\ufffdx"),
        ("\ufffe", "\ufffd"),
    ],
)
def test_what_no_text_layer_may_hold_is_not_stated(text: str, stated: str) -> None:
    assert extractable(text) == stated


def test_every_code_on_a_page_has_a_unicode_value() -> None:
    pages = opened(one_line("सब กำ x\u0323\u0302", of=stack("FiraGO"))).pdf.pages
    for font in pages[0].Resources.Font.values():
        assert all(to_unicode(font).values())


def test_words_painted_once_can_be_painted_in_another_file() -> None:
    hand = Hand()
    for text in ("zyxwv", "The same words"):
        hand.page()
        hand.line(text, hand.root.add("paragraph"))
    assert by_pdfium(finished(hand), page=1).strip() == "The same words"
    hand.pages.pop(0)
    hand.root.children.pop(0)
    assert by_pdfium(finished(hand)).strip() == "The same words"
