"""Every page of a book can be read in Chromium: on a phone and a desk, by day and night, in large type.

And in the reader's own colors, as a contrast theme of the system forces them on all pages.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conformance.browser import looks
from tests.conformance.finding import Finding, readable
from tests.conformance.outputs import Outputs

pytestmark = pytest.mark.conformance

SEEN = ("kursk-deployment.md", "kitchen-sink.md", "right-to-left.md", "korean.md", "notes-everywhere.md")


@pytest.fixture(scope="module")
def seen(outputs: dict[str, Outputs]) -> dict[str, list[Finding]]:
    books = {name: outputs[name].file("epub") for name in SEEN if name in outputs}
    found = looks(list(books.values()))
    return {name: found[path] for name, path in books.items()}


@pytest.mark.parametrize("article", SEEN)
def test_nothing_is_cut_off_or_pale_and_no_page_scrolls_sideways(
    article: str, seen: dict[str, list[Finding]]
) -> None:
    assert not seen[article], readable(seen[article])


def test_a_page_that_is_not_there_is_not_taken_for_good(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        looks([tmp_path / "nothing.epub"])
