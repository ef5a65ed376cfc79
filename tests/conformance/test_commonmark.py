"""Every example of the CommonMark specification goes through every writer and keeps its text."""

from __future__ import annotations

from pathlib import Path

import pytest

from docexport.export import FORMS, Form, export
from docexport.notices import Notice
from tests.conformance import extract
from tests.conformance.commonmark import Example, as_article, examples, plain_words
from tests.conformance.parity import lost_words
from tests.conformance.words import words

READERS = {"pdf": extract.pdf_text, "docx": extract.docx_text, "epub": extract.epub_text}


def test_the_specification_has_all_its_examples() -> None:
    every = examples()
    assert len(every) == 652
    assert every[0].markdown == "\tfoo\tbaz\t\tbim\n"
    assert every[0].html == "<pre><code>foo\tbaz\t\tbim\n</code></pre>\n"
    assert str(every[-1]) == "652 Textual content"


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("example", examples(), ids=str)
def test_an_example_keeps_its_text(example: Example, form: Form, tmp_path: Path) -> None:
    source, target = tmp_path / "example.md", tmp_path / f"example.{form}"
    source.write_text(as_article(example), "utf-8")
    notices: list[Notice] = []
    target.write_bytes(export(source, form, notify=notices.append))
    assert lost_words(plain_words(example), words(READERS[form](target))) == []
