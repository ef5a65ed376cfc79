"""The comparison notices what is missing, names it, and takes what an output adds for granted."""

from __future__ import annotations

import random
import time

import pytest

from tests.conformance.parity import as_divided, lost_words, missing_words

TEXT = """
North Korea has reportedly sent over 1000 more troops to the Kursk region
The spy agency disclosed that the troops had been redeployed in the first week
Its military leadership remains resilient amid attempts to push through
The troops the agency saw were the first to be seen in the region
"""
PARAGRAPHS = [line.split() for line in TEXT.strip().splitlines()]
ARTICLE = [word for paragraph in PARAGRAPHS for word in paragraph]


def output(*paragraphs: list[str]) -> list[str]:
    """Set the paragraphs with furniture between them, as on pages."""
    return [
        word
        for number, text in enumerate(paragraphs)
        for word in [*text, "The", "Brief", str(number), "/", "4"]
    ]


def test_an_output_with_more_words_than_the_source_misses_nothing() -> None:
    contents = ["Contents", "North", "Korea", "has", "1", "The", "spy", "agency", "2"]
    assert missing_words(ARTICLE, contents + output(*PARAGRAPHS)) == []
    assert lost_words(ARTICLE, contents + output(*PARAGRAPHS)) == []


@pytest.mark.parametrize("dropped", range(4))
def test_dropping_any_one_block_is_noticed(dropped: int) -> None:
    kept = [text for number, text in enumerate(PARAGRAPHS) if number != dropped]
    missing = missing_words(ARTICLE, output(*kept))
    words = [word for run in missing for word in run.words]
    # A word like "the" may be matched by the furniture; the rest of the block has no counterpart.
    assert len(words) >= len(PARAGRAPHS[dropped]) - 2
    assert set(words) <= set(PARAGRAPHS[dropped])
    assert lost_words(ARTICLE, output(*kept))


@pytest.mark.parametrize("place", range(len(ARTICLE)))
def test_dropping_any_one_word_is_noticed(place: int) -> None:
    without = ARTICLE[:place] + ARTICLE[place + 1 :]
    missing = missing_words(ARTICLE, without)
    assert [word for run in missing for word in run.words] == [ARTICLE[place]]
    assert lost_words(ARTICLE, without) == [ARTICLE[place]]


def test_a_missing_run_is_named_with_its_place_and_neighbours() -> None:
    without = ARTICLE[:3] + ARTICLE[5:]
    [missing] = missing_words(ARTICLE, without)
    assert missing.words == ("reportedly", "sent")
    assert missing.at == 3
    assert str(missing) == (
        "missing: 'reportedly sent' (word 3: North Korea has […] over 1000 more troops to)"
    )


def test_a_block_in_another_place_is_out_of_order_and_not_lost() -> None:
    moved = output(PARAGRAPHS[1], PARAGRAPHS[2], PARAGRAPHS[0], PARAGRAPHS[3])
    missing = missing_words(ARTICLE, moved)
    assert missing
    assert all(run.moved for run in missing)
    assert lost_words(ARTICLE, moved) == []


def test_a_heading_that_is_left_only_in_the_contents_is_noticed() -> None:
    contents = ["Introduction", "1", "Outlook", "2"]
    source = ["Introduction", *PARAGRAPHS[0], "Outlook", *PARAGRAPHS[1]]
    without = [*contents, "Introduction", *PARAGRAPHS[0], *PARAGRAPHS[1]]
    assert [run.words for run in missing_words(source, without)] == [("Outlook",)]


def test_a_long_word_divided_without_a_hyphen_is_whole_and_two_words_run_together_are_not() -> None:
    source = ["see", "pneumonoultramicroscopic", "x"]
    output = as_divided(source, ["see", "pneumonoultra", "microscopic"])
    assert [missing.words for missing in missing_words(source, output)] == [("x",)]
    assert missing_words(["two", "words"], ["twowords"])


def test_a_hyphen_that_a_reader_took_for_the_end_of_a_line_parts_two_words_again() -> None:
    source = ["an", "under", "appreciated", "part"]
    assert not missing_words(source, as_divided(source, ["an", "underappreciated", "part"]))


@pytest.mark.slow
@pytest.mark.parametrize("vocabulary", [20_000, 5], ids=["a book", "a text that repeats itself"])
def test_half_a_million_words_are_compared_in_seconds(vocabulary: int) -> None:
    draw = random.Random(1)
    source = [f"w{draw.randrange(vocabulary)}" for _ in range(500_000)]
    source[250_000] = "needle"
    copy = [word for word in source if word != "needle"]
    start = time.perf_counter()
    missing = missing_words(source, copy)
    assert "needle" in {word for run in missing for word in run.words}
    # A quadratic comparison would take hours; the bound only has to tell the two apart.
    assert time.perf_counter() - start < 60
