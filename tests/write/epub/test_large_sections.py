"""Sections too large for one file: divided where it hurts least, with every link in place."""

from __future__ import annotations

import pytest

from tests.write.epub.book import XHTML, Book, book, classes, text

FRONT = "---\ntitle: T\n---\n\n"
SENTENCE = "Units of the third regiment were seen near the border on Tuesday, and nobody knew why. "
LARGEST = 300_000


def texts(made: Book) -> list[str]:
    return [name for name in made.spine if "text-" in name]


def headings(made: Book, name: str) -> list[str]:
    return [
        text(node) for node in made.pages[name].iter() if node.tag in {f"{XHTML}h{n}" for n in range(1, 7)}
    ]


def paragraphs(count: int) -> str:
    return "".join(f"{SENTENCE * 6}Paragraph {number}.[^n{number}]\n\n" for number in range(count))


@pytest.fixture(scope="module")
def divided() -> Book:
    """Two subsections that do not fit in one file, then one that does not fit in any."""
    notes = "".join(f"[^n{number}]: A note.\n\n" for number in range(900))
    top = "# Top {#top}\n\nSee [there](#deep).\n\n"
    fitting = f"## One\n\n{paragraphs(200)}## Two\n\n{paragraphs(200)}"
    huge = f"## Three\n\n{paragraphs(900)}### Deep {{#deep}}\n\nBack to [top](#top).\n\n"
    return book(f"{FRONT}{top}{fitting}{huge}# Next\n\nText.\n\n{notes}")


def test_a_section_of_ordinary_size_is_one_file() -> None:
    assert len(texts(book(f"{FRONT}# A\n\n{SENTENCE * 500}\n\n## B\n\nText.\n"))) == 1


@pytest.mark.slow
def test_no_file_is_larger_than_readers_bear(divided: Book) -> None:
    sizes = {name: len(divided.zip.read(f"EPUB/{name}")) for name in texts(divided)}
    assert max(sizes.values()) < LARGEST
    assert len(sizes) < 8


def test_files_begin_where_subsections_do_if_that_is_possible(divided: Book) -> None:
    first, second, third = texts(divided)[:3]
    assert headings(divided, first) == ["Top", "One"]
    assert headings(divided, second) == ["Two"]
    assert headings(divided, third) == ["Three"]


def test_every_word_is_there_in_order_and_once(divided: Book) -> None:
    words = divided.words
    found = [word for word in words.split() if word.rstrip(".").isdigit()]
    assert words.count("Back to top") == 1
    assert [words.count(f"{title} Units") for title in ("One", "Two", "Three")] == [1, 1, 1]
    assert len(found) >= 1300


def test_links_notes_and_contents_lead_into_the_right_files(divided: Book) -> None:
    assert divided.dangling() == []
    link = next(a for a in divided.all("a") if a.text == "there")
    last = texts(divided)[-2]
    assert link.get("href") == f"{last.removeprefix('text/')}#deep"
    nav = next(page for name, page in divided.pages.items() if name.endswith("nav.xhtml"))
    titles = [text(a) for a in nav.iter(f"{XHTML}a")]
    assert titles[:6] == ["Title page", "Top", "One", "Two", "Three", "Next"]


@pytest.mark.slow
def test_commentary_goes_on_as_commentary() -> None:
    made = book(f"{FRONT}# Commentary\n\n{paragraphs(600).replace('[^n', '[^')}")
    names = texts(made)
    assert len(names) > 1
    for name in names:
        body = made.pages[name].find(f"{XHTML}body")
        assert body is not None
        assert classes(body[0]) == ["commentary"]
        assert {classes(p)[0] for p in body[0].iter(f"{XHTML}p") if classes(p)} <= {
            "commentary-body",
            "commentary-body-first",
        }


def test_what_stands_before_the_first_section_is_divided_too() -> None:
    made = book(FRONT + "".join(f"{SENTENCE * 6}\n\n" for _ in range(900)) + "# A\n\nText.\n")
    assert len(texts(made)) > 2
