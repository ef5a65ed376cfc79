"""Every book leads where it says, in steady steps, in its languages, and can be heard as well as seen."""

from __future__ import annotations

import pytest

from tests.conformance.conftest import ARTICLES
from tests.conformance.epub_book import edition_of
from tests.conformance.epub_structure import lost_languages, structure
from tests.conformance.finding import readable
from tests.conformance.outputs import Outputs

pytestmark = pytest.mark.conformance


@pytest.mark.parametrize("article", ARTICLES)
def test_links_notes_headings_landmarks_languages_and_alternatives_are_complete(
    article: str, outputs: dict[str, Outputs]
) -> None:
    found = structure(outputs[article].file("epub"))
    assert not found, readable(found)


@pytest.mark.parametrize("article", ARTICLES)
def test_every_passage_in_another_language_says_so(article: str, outputs: dict[str, Outputs]) -> None:
    found = lost_languages(outputs[article].file("epub"), edition_of(ARTICLES[article]))
    assert not found, readable(found)
