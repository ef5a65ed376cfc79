from __future__ import annotations

from itertools import pairwise

import pytest

from docexport.typeset.furniture import filled
from tests.typeset.setting import SENTENCE, lay, text_of

FIELDS = {"title": "The title", "date": "28 February 2025", "identifier": "", "page": "2", "pages": "4"}


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{page} / {pages}", "2 / 4"),
        ("{identifier} · {date}", "28 February 2025"),
        ("{identifier}", ""),
        ("No. {identifier} · {title}", "The title"),
        ("A fixed word", "A fixed word"),
    ],
)
def test_parts_of_a_template_without_anything_to_say_disappear(template: str, text: str) -> None:
    assert filled(template, FIELDS) == text


def test_each_page_has_its_number_and_the_count() -> None:
    laid = lay("# T\n\n" + "\n\n".join([SENTENCE * 3] * 30))
    for page in laid.pages:
        feet = [text_of(run) for other, run in laid.runs() if other is page and run.artifact == "footer"]
        assert f"{page.number} / {len(laid.pages)}" in feet
        assert page.label == str(page.number)


def test_a_running_title_never_reaches_into_the_marking() -> None:
    title = "A very long title that goes on and on so that it cannot possibly stand in the foot as it is"
    laid = lay(f"---\ntitle: {title}\nmarking: TLP:AMBER+STRICT\n---\n\nText.\n")
    runs = sorted((run for _, run in laid.runs() if run.artifact == "footer"), key=lambda run: run.x)
    assert all(a.x + a.width < b.x for a, b in pairwise(runs))


def test_a_draft_says_so_on_every_page() -> None:
    laid = lay("---\ndraft: true\n---\n\n# T\n\n" + "\n\n".join([SENTENCE * 3] * 30))
    for page in laid.pages:
        heads = [text_of(run) for other, run in laid.runs() if other is page and run.artifact == "header"]
        assert any(laid.edition.front.draft in head for head in heads)


@pytest.mark.parametrize("name", ["briefing", "broadsheet", "report"])
@pytest.mark.parametrize("more", [0, 12])
def test_a_marking_is_said_in_full_at_head_and_foot_however_long_it_is(name: str, more: int) -> None:
    marking = "TLP:AMBER+STRICT" + " and so on" * more
    front = f"title: {SENTENCE.strip().replace(': ', ' ')}\nmarking: {marking}\nembargo: 2025-03-01"
    laid = lay(f"---\n{front}\n---\n\nText.\n", name)
    page = laid.style.page
    for edge in ("header", "footer"):
        runs = [run for _, run in laid.runs() if run.artifact == edge and " / " not in text_of(run)]
        assert marking in " ".join(map(text_of, sorted(runs, key=lambda run: (run.y, run.x))))
        assert all(run.x >= page.margin_inner.pt - 0.1 for run in runs)
        assert all(run.x + run.width <= page.width.pt - page.margin_outer.pt + 1 for run in runs)
