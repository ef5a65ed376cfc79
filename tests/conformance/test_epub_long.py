"""Long books are as good as short ones: 300 pages of every kind of block; 1,000 notes and 200 pictures."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random
from types import ModuleType

import pytest
from PIL import Image

from tests.conformance.ace import ace
from tests.conformance.epub_book import make_epub, opened, types
from tests.conformance.epub_check import epubcheck
from tests.conformance.epub_structure import structure
from tests.conformance.extract import XHTML, epub_text
from tests.conformance.finding import Findings, readable
from tests.conformance.parity import as_divided, lost_words, missing_words
from tests.conformance.tools import ROOT
from tests.conformance.words import source_words, words

pytestmark = pytest.mark.conformance

WORDS = 110_000
"""About 300 pages."""
NOTES, PICTURES, PICTURES_IN_CHAPTER = 1_000, 200, 10


def benchmark() -> ModuleType:
    """The maker of long books, which is a program and not a package."""
    spec = importlib.util.spec_from_file_location("book", ROOT / "benchmarks" / "book.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def every_node(folder: Path) -> Path:
    """Write a book of 300 pages that has every kind of block in each chapter."""
    article = folder / "every-node.md"
    article.write_text("\n\n".join(benchmark().book(WORDS, every_node=True)), "utf-8")
    return article


def notes_and_pictures(folder: Path) -> Path:
    """Write a book of many notes and pictures, no two pictures alike."""
    article = folder / "notes-and-pictures.md"
    article.write_text("\n\n".join(_noted(folder)), "utf-8")
    return article


def _noted(folder: Path) -> Iterator[str]:
    speech = benchmark().Speech(Random(1605))
    yield "---\ntitle: Notes and pictures\nlang: en\ndate: 2025-01-01\ntoc: true\n---"
    per_picture = NOTES // PICTURES
    for number in range(PICTURES):
        if number % PICTURES_IN_CHAPTER == 0:
            yield f"# {speech.heading()}"
        color = (number, 255 - number, 40 * (number % 6))
        Image.new("RGB", (300 + number, 200), color).save(folder / f"picture-{number}.png")
        marks = range(number * per_picture, (number + 1) * per_picture)
        yield " ".join(f"{speech.sentence(9)}[^n{mark}]" for mark in marks)
        yield f'![{speech.sentence(6)}](picture-{number}.png){{#fig:p{number} alt="{speech.sentence(5)}"}}'
        yield f"See @fig:p{number}. {speech.paragraph()}"
        yield "\n\n".join(f"[^n{mark}]: {speech.sentence(12)}" for mark in marks)


@dataclass(frozen=True)
class Long:
    """A long article and the book made of it."""

    article: Path
    epub: Path


MAKERS = {"every kind of block": every_node, "notes and pictures": notes_and_pictures}
CHECKS = {"Ace": ace, "EPUBCheck": epubcheck}


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Long]:
    books = {}
    for name, write in MAKERS.items():
        folder = tmp_path_factory.mktemp("long")
        article = write(folder)
        books[name] = Long(article, make_epub(article, folder))
    return books


@pytest.fixture(scope="module")
def checked(long: dict[str, Long]) -> dict[str, Findings]:
    """What each validator says, both at once."""
    files = [book.epub for book in long.values()]
    with ThreadPoolExecutor(max_workers=2) as pool:
        return dict(zip(CHECKS, pool.map(lambda check: check(files), CHECKS.values()), strict=True))


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("name", MAKERS)
def test_the_validator_finds_nothing_in_a_long_book(
    name: str, check: str, long: dict[str, Long], checked: dict[str, Findings]
) -> None:
    found = checked[check][long[name].epub]
    assert not found, readable(found)


@pytest.mark.parametrize("name", MAKERS)
def test_links_notes_headings_and_alternatives_are_complete_in_a_long_book(
    name: str, long: dict[str, Long]
) -> None:
    found = structure(long[name].epub)
    assert not found, readable(found)


@pytest.mark.parametrize("name", MAKERS)
def test_a_long_book_has_every_word_in_order(name: str, long: dict[str, Long]) -> None:
    source = source_words(long[name].article)
    every = [*source.front, *source.body, *source.apart]
    text = words(epub_text(long[name].epub))
    assert lost_words(every, as_divided(every, text)) == []
    assert missing_words(source.body, as_divided(source.body, text)) == []


def test_all_notes_and_pictures_are_there(long: dict[str, Long]) -> None:
    pages = opened(long["notes and pictures"].epub).pages.values()
    elements = [element for page in pages for element in page.iter()]
    assert sum("footnote" in types(element) for element in elements) == NOTES
    assert len({element.get("src") for element in elements if element.tag == f"{XHTML}img"}) == PICTURES + 1
