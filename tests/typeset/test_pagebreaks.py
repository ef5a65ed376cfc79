"""Where pages begin, in terms of the article."""

from __future__ import annotations

from docexport.edition import letters
from docexport.model import NOWHERE
from docexport.typeset import page_breaks
from tests.typeset.setting import SENTENCE, lay

FRONT = "---\ntitle: T\n---\n\n"


def test_every_page_has_a_break_and_the_first_is_the_masthead() -> None:
    laid = lay(FRONT + (SENTENCE * 6 + "\n\n") * 12)
    breaks = page_breaks(laid.document)
    assert [each.label for each in breaks] == [page.label for page in laid.pages]
    assert (breaks[0].at, breaks[0].left) == (NOWHERE, 0)
    assert all(each.at.line > 4 for each in breaks[1:])


def test_what_is_left_of_a_paragraph_is_counted_in_letters() -> None:
    laid = lay(FRONT + SENTENCE * 60)
    breaks = page_breaks(laid.document)
    assert len(breaks) > 2
    for each, page in zip(breaks[1:], laid.pages[1:], strict=True):
        here = sum(
            letters(line) for later in laid.pages[page.number - 1 :] for line in laid.lines(later.number)
        )
        assert each.left == here


def test_notes_at_the_foot_and_repeated_heads_do_not_count() -> None:
    rows = "".join(f"| row {number} | {SENTENCE[:90]} |\n" for number in range(80))
    laid = lay(FRONT + f"Text.^[{SENTENCE * 40}]\n\n| A | B |\n|---|---|\n{rows}")
    first, *others = page_breaks(laid.document)[1:]
    assert first.at.line >= 7
    assert others
    assert all(each.at.line > 8 for each in others)


def test_pages_of_notes_at_the_end_have_no_text() -> None:
    laid = lay(FRONT + f"Text.^[{SENTENCE * 60}]\n", notes="end")
    assert {each.at for each in page_breaks(laid.document)} == {NOWHERE}
    assert len(laid.pages) > 1


def test_pages_of_contents_begin_where_the_text_does() -> None:
    sections = "".join(f"# Heading {number}\n\nText.\n\n" for number in range(90))
    laid = lay(FRONT.replace("title: T", "title: T\ntoc: true") + sections)
    breaks = page_breaks(laid.document)
    assert breaks[1].at == breaks[2].at
