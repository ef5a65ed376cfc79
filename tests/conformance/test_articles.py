"""Every article, in every format, passes every reference validator and has every word of its source."""

from __future__ import annotations

import re

import pytest

from tests.conformance import extract
from tests.conformance.articles import found_articles
from tests.conformance.conftest import ARTICLES, SPECIFICATION, VALIDATORS, Ask
from tests.conformance.finding import readable
from tests.conformance.outputs import FORMATS, Outputs
from tests.conformance.parity import Missing, as_divided, lost_words, missing_words
from tests.conformance.tagged import divided_words, tagged_text
from tests.conformance.words import SourceWords, source_words, words

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")

pytestmark = pytest.mark.conformance


def test_no_two_articles_share_a_name() -> None:
    assert len(found_articles()) == len(ARTICLES)


@pytest.mark.parametrize("article", [*ARTICLES, *SPECIFICATION])
@pytest.mark.parametrize("validator", VALIDATORS)
def test_the_validator_finds_nothing(
    article: str, validator: str, outputs: dict[str, Outputs], findings: Ask
) -> None:
    found = findings(validator, outputs[article].file(VALIDATORS[validator].kind))
    assert not found, readable(found)


def all_text(made: Outputs, kind: str) -> str:
    path = made.file(kind)
    if kind == "pdf":
        return extract.pdf_text(path)
    return (
        extract.epub_text(path) if kind == "epub" else extract.docx_text(path) + extract.docx_notes_text(path)
    )


def said_in(gap: Missing) -> str:
    return " ".join((gap.context, *gap.words))


@pytest.fixture(scope="module")
def sources() -> dict[str, SourceWords]:
    return {name: source_words(path) for name, path in ARTICLES.items()}


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("article", ARTICLES)
def test_no_word_of_the_source_is_lost(
    article: str, kind: str, outputs: dict[str, Outputs], sources: dict[str, SourceWords]
) -> None:
    source = sources[article]
    every = [*source.front, *source.body, *source.apart]
    text = all_text(outputs[article], kind)
    if kind == "docx":
        every += source.marked
        text += extract.docx_review_text(outputs[article].file(kind))
    lost = lost_words(every, as_divided(every, words(text)))
    assert not lost, f"{len(lost)} words are lost: {' '.join(lost[:60])}"


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("article", ARTICLES)
def test_the_text_is_read_in_the_order_in_which_it_was_written(
    article: str, kind: str, outputs: dict[str, Outputs], sources: dict[str, SourceWords]
) -> None:
    body = sources[article].body
    missing = missing_words(body, as_divided(body, words(all_text(outputs[article], kind))))
    if kind == "pdf":  # pdfium puts the numbers and signs of a right-to-left line into an order of its own
        missing = [gap for gap in missing if not (gap.moved and RIGHT_TO_LEFT.search(said_in(gap)))]
    assert not missing, "\n".join(map(str, missing[:20]))


@pytest.mark.parametrize("kind", ["pdf", "epub"])
@pytest.mark.parametrize("article", ["review.md"])
def test_what_a_reviewer_took_out_or_said_is_in_the_word_document_alone(
    article: str, kind: str, outputs: dict[str, Outputs], sources: dict[str, SourceWords]
) -> None:
    source = sources[article]
    alone = set(source.marked) - {*source.front, *source.body, *source.apart}
    assert len(alone) > 40
    assert not alone & set(words(all_text(outputs[article], kind)))
    report = outputs[article].file("docx")
    assert alone <= set(words(extract.docx_review_text(report) + extract.docx_notes_text(report)))


# --- The PDF, by other readers ---------------------------------------------------------------------


@pytest.mark.parametrize("article", ARTICLES)
def test_the_structure_of_the_pdf_reads_as_the_source(
    article: str, outputs: dict[str, Outputs], sources: dict[str, SourceWords]
) -> None:
    source, found = sources[article], tagged_text(outputs[article].file("pdf"))
    missing = missing_words(source.body, as_divided(source.body, words(found.body)))
    assert not missing, "\n".join(map(str, missing[:20]))
    every = [*source.front, *source.body, *source.apart]
    assert lost_words(every, as_divided(every, words(found.body + found.notes))) == []


@pytest.mark.parametrize("article", ARTICLES)
def test_poppler_reads_every_word_of_the_pdf(
    article: str, outputs: dict[str, Outputs], sources: dict[str, SourceWords]
) -> None:
    source = sources[article]
    every = [*source.front, *source.body, *source.apart]
    lost = lost_words(every, as_divided(every, words(extract.poppler_text(outputs[article].file("pdf")))))
    # poppler runs the number of a note into a number before it.
    lost = [word for word in lost if not word.isdigit()]
    assert not lost, f"{len(lost)} words are lost: {' '.join(lost[:60])}"


@pytest.mark.parametrize("article", ARTICLES)
def test_a_search_finds_each_word_that_a_lines_end_divides(article: str, outputs: dict[str, Outputs]) -> None:
    path = outputs[article].file("pdf")
    divided = divided_words(path)
    hits = extract.pdf_hits(path, divided)
    assert [word for word in divided if not hits[word]] == []
