"""Nothing in the text is formatted by hand that its style says: over all articles, in all styles."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from docexport.notices import Collector
from docexport.read import read_file
from docexport.resources import Resources
from docexport.write.docx import write_docx
from tests.write.docx.looks import TOGGLES, Looks, Value, is_on, properties
from tests.write.docx.report import Report, edition_of, style_named, w

ROOT = Path(__file__).parents[3]
ARTICLES = {
    path.name: path
    for pattern in ("tests/articles/*.*", "source/*.md")
    for path in sorted(ROOT.glob(pattern))
}
TEXTS = re.compile(r"word/(document|footnotes|endnotes|comments|header\d+|footer\d+)\.xml")

PLACE = {"pStyle", "numPr", "framePr", "bidi", "sectPr", "rPr"}
"""What a paragraph is and where it stands: no matter of looks."""
BY_PLACE = {"ind", "spacing", "tabs", "keepNext", "pBdr"}
"""What depends on the neighbors or on what is around, and so cannot be in a style."""
WORDS = {"rStyle", "lang", "rtl", "cs", "rFonts", "noProof", "ins", "del", "rPrChange"}
"""What a stretch of text is: its language, script, name."""


@cache
def finished(article: str, style: str) -> Report:
    dressed, notices = style_named(style, ("options.embed-fonts", "false")), Collector()
    path = ARTICLES[article]
    edition = edition_of(read_file(path, notices), dressed, notices)
    return Report(write_docx(edition, dressed, Resources(path.parent), notices), notices)


@pytest.mark.slow
@pytest.mark.parametrize("style", ["briefing", "broadsheet", "report"])
@pytest.mark.parametrize("article", ARTICLES)
def test_nothing_repeats_what_its_style_says(article: str, style: str) -> None:
    found = finished(article, style)
    looks = Looks(found.part("word/styles.xml"))
    assert list(repeated(found, looks)) == []


@pytest.mark.slow
@pytest.mark.parametrize("article", ARTICLES)
def test_a_paragraph_has_no_looks_of_its_own(article: str) -> None:
    for paragraph in paragraphs(finished(article, "briefing")):
        assert set(properties(paragraph.find(w("pPr")))) <= PLACE | BY_PLACE


def test_plain_and_marked_words_have_no_looks_of_their_own() -> None:
    """Spans inside spans and spans in other type sizes cannot all be styles; in body text single ones are."""
    found = finished("kursk-deployment.md", "briefing")
    for paragraph in paragraphs(found):
        for run in paragraph.iter(w("r")):
            if style_of(paragraph).startswith("BodyText"):
                assert set(properties(run.find(w("rPr")))) <= WORDS


def paragraphs(found: Report) -> Iterator[ET.Element]:
    for name in filter(TEXTS.fullmatch, found.names):
        yield from found.part(name).iter(w("p"))


def style_of(element: ET.Element) -> str:
    style = element.find(f"{w('pPr')}/{w('pStyle')}")
    return style.attrib[w("val")] if style is not None else ""


def repeated(found: Report, looks: Looks) -> Iterator[str]:
    for paragraph in paragraphs(found):
        style = style_of(paragraph)
        stated = properties(paragraph.find(w("pPr")))
        own = {name: value for name, value in stated.items() if name not in PLACE}
        if "numPr" in stated:
            own.pop("ind", None)  # against that of the numbering, not of the style
        said = looks.paragraph(style)
        yield from (f"{style} {name} {value}" for name, value in own.items() if says(said, name, value))
        for run in paragraph.iter(w("r")):
            yield from repeated_in_run(run, style, looks)


def repeated_in_run(run: ET.Element, style: str, looks: Looks) -> Iterator[str]:
    own = dict(properties(run.find(w("rPr"))))
    character = own.pop("rStyle", {}).get("val", "")
    said = looks.run(style, character)
    for name, value in own.items():
        fonts = {k: v for k, v in value.items() if k != "hint"}
        if says(said, name, fonts if name == "rFonts" else value):
            yield f"{style} {character} {name} {value}"


def says(said: dict[str, Value], name: str, value: Value) -> bool:
    if name in TOGGLES:
        return is_on(said.get(name)) == is_on(value)
    if name in ("ind", "spacing"):
        return bool(value) and all(said.get(name, {}).get(key) == item for key, item in value.items())
    return bool(value) and said.get(name) == value
