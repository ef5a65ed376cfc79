from __future__ import annotations

import sys
from types import FrameType

import pytest

from tests.typeset.setting import SENTENCE, below_foot, lay, overfull

CASES = {
    "nothing but a title": "---\ntitle: Alone\n---\n\n***\n",
    "headings only": "\n\n".join(f"{'#' * (1 + number % 6)} Heading {number}" for number in range(120)),
    "empty items": "-\n-\n\n1.\n\n> \n",
    "empty sections": "# A\n\n# B\n\n## C\n",
    "lists in lists": "\n".join("  " * depth + "- item with some words" for depth in range(12)),
    "quotes in quotes": ">" * 12 + " deep words that have to be broken somewhere",
    "a note longer than a page": "# T\n\nText[^a].\n\n" + SENTENCE * 30 + "\n\n[^a]: " + SENTENCE * 60,
    "a note that cites a note": "# T\n\nText[^a].\n\n[^a]: One[^b].\n[^b]: Two[^a].\n",
    "notes in headings, captions and cells": (
        "# T[^a]\n\n![c[^b]](x.png)\n\n| h[^c] |\n|---|\n| d[^d] |\n\n"
        "[^a]: a\n[^b]: b\n[^c]: c\n[^d]: d\n[^e]: never cited\n"
    ),
    "two hundred notes on one page": (
        "# T\n\n" + " ".join(f"w[^{n}]" for n in range(200)) + "\n\n"
        + "\n".join(f"[^{n}]: {SENTENCE}" for n in range(200))
    ),
    "code over pages": "```\n" + "\n".join(f"line {number}" for number in range(400)) + "\n```",
    "a callout over pages": "\n".join(f"> {SENTENCE}\n>" for _ in range(60)).replace(">", "> [!NOTE]\n>", 1),
    "a table in a list": "- item\n\n  | a | b |\n  |---|---|\n  | c | d |\n",
    "hard line ends": "a\\\n" * 200 + "b",
    "signs beyond the basic plane": "👩‍👩‍👧‍👦 🇩🇪 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 " * 40,
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in CASES.items()])
@pytest.mark.parametrize("name", ["briefing", "broadsheet"])
def test_any_article_is_laid_out_with_everything_in_its_place(text: str, name: str) -> None:
    laid = lay(text, name)
    assert laid.pages
    assert not overfull(laid)
    assert not below_foot(laid)
    assert laid.edition.anchors <= set(laid.document.destinations)


@pytest.mark.slow
def test_work_grows_with_the_length_of_the_article() -> None:
    """Counted in calls, which no other work on the machine changes."""

    def calls(paragraphs: int) -> int:
        count = 0

        def called(_frame: FrameType, event: str, _argument: object) -> None:
            nonlocal count
            count += event == "call"

        text = "# T\n\n" + "\n\n".join([SENTENCE * 3] * paragraphs)
        sys.setprofile(called)
        try:
            lay(text)
        finally:
            sys.setprofile(None)
        return count

    calls(10)
    few, many, more = calls(40), calls(140), calls(240)
    assert more - many < 1.2 * (many - few)
