"""Which articles are exported and checked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from tests.conformance.tools import ROOT

PATTERNS = ("source/*.md", "tests/articles/*.md", "tests/articles/*.txt")


def found_articles() -> list[Path]:
    """List the project's articles and, where there is such a folder, some that nobody wrote for this tool."""
    own = [path for pattern in PATTERNS for path in sorted(ROOT.glob(pattern))]
    return own + list(_foreign())


def _foreign() -> Iterator[Path]:
    folder = Path(os.environ.get("DOCEXPORT_ARTICLES", ROOT.parent / "shared" / "articles"))
    yield from sorted(folder.glob("*.txt"))
    yield from sorted(folder.glob("wild/*.md"))
