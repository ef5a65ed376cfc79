"""Words of two fallback faces stay two words for whoever reads the file."""

from __future__ import annotations

from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # ships no type information
import pytest

from docexport.export import export
from docexport.notices import Collector


@pytest.mark.parametrize("words", ["ആ ಫ", "Ⴀ ಫ ആ", "ಫ word ആ", "ಫ ಫ"])
def test_a_space_between_two_fallback_faces_is_read(words: str, tmp_path: Path) -> None:
    source = tmp_path / "words.md"
    source.write_text(f"{words}.\n", "utf-8")
    page = pypdfium2.PdfDocument(export(source, "pdf", notify=Collector()))[0]
    assert f"{words}." in page.get_textpage().get_text_range()
