"""Several threads can make files at once: each file is the one that a thread alone makes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from docexport.export import FORMS, Form, export
from docexport.notices import Collector

ARTICLES = Path(__file__).parent / "articles"
MOMENT = datetime(2025, 2, 28, tzinfo=UTC)
JOBS = [(name, form) for name in ("kitchen-sink.md", "right-to-left.md") for form in FORMS]


@pytest.fixture
def impatient() -> Iterator[None]:
    """Threads take turns every few instructions."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


def made(job: tuple[str, Form]) -> bytes:
    name, form = job
    return export(ARTICLES / name, form, notify=Collector(), modified=MOMENT)


@pytest.mark.slow
@pytest.mark.usefixtures("impatient")
def test_threads_make_what_one_alone_makes() -> None:
    alone = [made(job) for job in JOBS]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(made, JOBS * 2))
    for number, data in enumerate(together):
        assert data == alone[number % len(JOBS)], JOBS[number % len(JOBS)]
