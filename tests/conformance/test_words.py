"""The reading of sources and outputs that the word-for-word tests rest on."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.conformance import specimens
from tests.conformance.extract import (
    docx_furniture_text,
    docx_notes_text,
    docx_review_text,
    docx_text,
    epub_text,
    pdf_text,
)
from tests.conformance.words import markdown_words, source_words, words


@pytest.mark.parametrize(
    ("written", "set_"),
    [
        pytest.param('"Fine," he said -- don\'t...', "“Fine,” he said – don’t…", id="smart punctuation"),
        pytest.param("five km", "five\u00a0km", id="a space that does not break"),
        pytest.param("deployment", "deploy\u00adment", id="a soft hyphen"),
        pytest.param("office", "o\ufb03ce", id="a ligature"),
        pytest.param("well-known", "well\u2011known", id="a hyphen that does not break"),
    ],
)
def test_what_typesetting_may_change_makes_no_difference(written: str, set_: str) -> None:
    assert words(written) == words(set_)


@pytest.mark.parametrize(
    ("written", "set_"),
    [
        pytest.param("1,000 troops", "1,00 troops", id="a digit"),
        pytest.param("50 %", "50", id="a sign"),
        pytest.param("two words", "twowords", id="a space"),
        pytest.param("Kursk", "kursk", id="a capital"),
    ],
)
def test_what_typesetting_may_not_change_makes_a_difference(written: str, set_: str) -> None:
    assert words(written) != words(set_)


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        pytest.param("# Head {#id .commentary}\n\nText", "Head Text", id="attributes"),
        pytest.param("::: note\nInside\n:::\n", "Inside", id="fenced divs"),
        pytest.param("> [!WARNING]\n> Mind it.", "Mind it.", id="alerts"),
        pytest.param("| a | b |\n|:--|--:|\n| c | d |\n\nTable: Dates {#tbl:d}", "a b c d", id="tables"),
        pytest.param('![A *map*](map.png "x"){width=60%}', "A map", id="figures"),
        pytest.param("See ![icon](i.png) here", "See here", id="pictures within a line"),
        pytest.param("Money $5 and $6, formula $x^2$.", "Money $5 and $6, formula.", id="formulas"),
        pytest.param("- [x] done\n- [ ] to do", "done to do", id="task lists"),
        pytest.param("a<br>b <kbd>Ctrl</kbd> <!-- no --><script>no</script>", "a b Ctrl", id="HTML"),
        pytest.param("<div><p>kept</p><style>p {}</style></div>", "kept", id="blocks of HTML"),
        pytest.param("See @fig:map and me@example.org", "See and me@example.org", id="cross-references"),
        pytest.param("```\n::: code\nTable: kept\n```", "::: code Table: kept", id="code as it is"),
        pytest.param("[Größe]{lang=de} and [small]{.smallcaps}", "Größe and small", id="spans"),
        pytest.param("::: box\nText\n:::\n\n{lang=he}\nOther", "Text Other", id="attributes of blocks"),
        pytest.param("Term\n: meaning", "Term meaning", id="definitions"),
        pytest.param("a{++b++} {--c--}{~~d~>e~~} {==f==}{>>g<<}", "ab e f", id="marks of review"),
        pytest.param("`{--a--}` \\{--b--} {++ c", "{--a--} {--b--} {++ c", id="what only looks like marks"),
        pytest.param("{--x {++y++} z--}{++a {--b--} c++}", "a c", id="marks inside marks"),
        pytest.param("H~2~O and x^2^ ~~gone~~", "H2O and x2 gone", id="scripts and strikes"),
    ],
)
def test_the_marks_of_markdown_are_no_words(markdown: str, text: str) -> None:
    assert markdown_words(markdown).body == words(text)


def test_what_a_reviewer_took_out_or_said_is_kept_apart() -> None:
    source = markdown_words("a{++b++} {--c--}{~~d~>e~~} {==f==}{>>g^[h]<<}")
    assert sorted(source.marked) == ["c", "d", "g", "h"]


def test_notes_are_kept_apart_from_the_text_they_interrupt() -> None:
    source = markdown_words("Sent[^a] troops^[so they say].\n\n[^a]: By *rail*.")
    assert source.body == words("Sent troops.")
    assert source.apart == words("By rail. so they say")


def test_the_caption_of_a_table_may_stand_elsewhere() -> None:
    source = markdown_words("| a | b |\n|---|---|\n| c | d |\n\n: Dates of *war* {#tbl:d}\n\nText")
    assert source.body == words("a b c d Text")
    assert source.apart == words("Dates of war")


@pytest.mark.parametrize(
    "front",
    [
        pytest.param('---\ntitle: "One"\nauthor: [Ada, {name: Bob}]\nlang: en\n---\n', id="YAML"),
        pytest.param('+++\ntitle = "One"\nauthors = ["Ada", "Bob"]\nlang = "en"\n+++\n', id="TOML"),
        pytest.param('{"title": "One", "author": ["Ada", "Bob"], "lang": "en"}\n', id="JSON"),
    ],
)
def test_front_matter_that_is_shown_belongs_to_the_words(tmp_path: Path, front: str) -> None:
    article = tmp_path / "article.md"
    article.write_text(f"{front}\nBody.\n", "utf-8")
    source = source_words(article)
    assert source.front == ["One", "Ada", "Bob"]
    assert source.body == ["Body"]


def test_plain_text_is_its_own_words(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Head *line*\n\nText", "utf-8")
    assert source_words(article).body == ["Head", "*", "line", "*", "Text"]


def draw(path: Path, *lines: tuple[float, float, float, str]) -> Path:
    canvas = Canvas(str(path))
    for x, y, size, text in lines:
        canvas.setFont("Helvetica", size)
        canvas.drawString(x, y, text)
    canvas.save()
    return path


def test_a_word_divided_at_the_end_of_a_line_is_read_as_one(tmp_path: Path) -> None:
    path = draw(
        tmp_path / "a.pdf", (50, 700, 10, "a deploy\u00ad"), (50, 688, 10, "ment of"), (50, 676, 10, "troops")
    )
    assert pdf_text(path).split() == ["a", "deployment", "of", "troops"]


def test_a_notes_number_is_not_read_into_the_year_before_it(tmp_path: Path) -> None:
    path = draw(tmp_path / "a.pdf", (50, 700, 10, "in 2024"), (83.5, 704, 6, "3"), (90, 700, 10, "and 1970"))
    assert words(pdf_text(path)) == ["in", "2024", "3", "and", "1970"]


def test_a_word_document_gives_its_text_once(tmp_path: Path) -> None:
    paragraph = (
        "<w:p><w:r><w:t>one</w:t><w:tab/><w:t>two</w:t></w:r><w:r><w:t>2</w:t><w:noBreakHyphen/><w:t>3</w:t></w:r>"
        "<w:r><w:instrText>PAGEREF no</w:instrText></w:r></w:p>"
    )
    path = specimens.docx(tmp_path / "a.docx", paragraph)
    assert docx_text(path).split() == ["one", "two2-3"]
    assert docx_notes_text(path) == docx_furniture_text(path) == ""


def test_notes_and_furniture_of_a_word_document_are_read_apart(tmp_path: Path) -> None:
    path = specimens.docx(tmp_path / "a.docx")
    with zipfile.ZipFile(path, "a") as archive:
        for name in ("footnotes", "header1", "footer2"):
            part = f"<w:x {specimens.WORD}><w:p><w:r><w:t>{name}</w:t></w:r></w:p></w:x>"
            archive.writestr(f"word/{name}.xml", part)
    assert docx_notes_text(path).split() == ["footnotes"]
    assert docx_furniture_text(path).split() == ["footer2", "header1"]


def test_deletions_and_comments_of_a_word_document_are_read_apart(tmp_path: Path) -> None:
    paragraph = "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:t>here</w:t></w:r></w:p>"
    path = specimens.docx(tmp_path / "a.docx", paragraph)
    with zipfile.ZipFile(path, "a") as archive:
        said = f"<w:x {specimens.WORD}><w:p><w:r><w:t>said</w:t></w:r></w:p></w:x>"
        archive.writestr("word/comments.xml", said)
    assert docx_text(path).split() == ["here"]
    assert docx_review_text(path).split() == ["gone", "said"]


def test_a_book_is_read_in_the_order_of_its_spine_without_marks_of_notes(tmp_path: Path) -> None:
    body = (
        '<p>H<sub>2</sub>O<a epub:type="noteref" href="#n">1</a></p><p>next<br/>line</p><script>no</script>'
    )
    path = specimens.package(tmp_path / "a.epub", specimens.epub_parts(body))
    assert epub_text(path).split() == ["H2O", "next", "line"]
