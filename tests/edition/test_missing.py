"""Characters that no font has: one notice for each script, with the place of the first."""

from __future__ import annotations

from pathlib import Path

from docexport.export import export
from docexport.notices import Collector, MissingGlyph, Notice

TIBETAN = "\u0f56\u0f7c\u0f51\u0f0b\u0f61\u0f72\u0f42"
GOTHIC = "\U00010348\U00010330"


def test_a_script_without_a_font_is_told_once_with_its_first_place(tmp_path: Path) -> None:
    notices = _told_of(tmp_path, f"Some words.\n\nThen {TIBETAN}.\n\n> And {TIBETAN} with {GOTHIC}.\n")
    tibetan, gothic = (notice for notice in notices if isinstance(notice, MissingGlyph))
    assert (tibetan.at.line, gothic.at.line) == (3, 5)
    assert tibetan.others == 4
    assert "and 4 more of its script" in tibetan.message


def test_a_character_of_the_front_matter_has_its_place_there(tmp_path: Path) -> None:
    (notice,) = _told_of(tmp_path, f"---\nlang: en\ntitle: On {TIBETAN[0]}\n---\n\nText.\n")
    assert notice.at.line == 3


def test_a_character_of_an_alternative_text_has_the_pictures_place(tmp_path: Path) -> None:
    notices = _told_of(tmp_path, f'Text.\n\n![](none.png){{alt="{GOTHIC[0]}"}}\n')
    assert [notice.at.line for notice in notices if isinstance(notice, MissingGlyph)] == [3]


def _told_of(folder: Path, text: str) -> list[Notice]:
    source = folder / "article.md"
    source.write_text(text, "utf-8")
    told = Collector()
    export(source, "pdf", notify=told)
    return told.notices
