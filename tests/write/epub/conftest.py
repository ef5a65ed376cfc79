"""Drawn covers are the slowest part of a small book, so each is drawn once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from docexport.write.epub import cover


@pytest.fixture(autouse=True, scope="session")
def _covers_drawn_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cover, "_png", cache(cover._png))
        yield
