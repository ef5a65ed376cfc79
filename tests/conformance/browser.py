"""Chromium, driven by the puppeteer that Ace brings: how the pages of books look."""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.conformance import tools
from tests.conformance.epub_book import opened
from tests.conformance.finding import Finding, Findings

WIDTHS = (390, 820, 1200)
"""A phone, a tablet and a desk, in CSS pixels."""
SIZES = (100, 200)
"""Per cent of the reader's usual text size."""


def run_in_browser(script: str, job: Mapping[str, Any]) -> Any:
    """Run a script of this folder with a job; give what it wrote."""
    for package in ("puppeteer-core", "@daisy/axe-core-for-ace"):
        tools.node_file(package)
    env = os.environ | {
        "DOCEXPORT_NODE_MODULES": str(tools.NODE_MODULES),
        "PUPPETEER_EXECUTABLE_PATH": tools.program("chromium", "chromium"),
    }
    with tempfile.TemporaryDirectory() as folder:
        asked, answered = Path(folder) / "job.json", Path(folder) / "answer.json"
        asked.write_text(json.dumps(job), "utf-8")
        node = tools.program("node", "nodejs")
        tools.run([node, str(tools.HERE / script), str(asked), str(answered)], env)
        return json.loads(answered.read_text("utf-8"))


def looks(files: Sequence[Path], *, pages: Sequence[str] = ()) -> Findings:
    """Report what cannot be seen or read on each page of each book, or on those called so, in one browser."""
    found: Findings = {path: [] for path in files}
    with tempfile.TemporaryDirectory() as folder:
        book_of = {
            page: path
            for number, path in enumerate(files)
            for page in _unpacked(path, Path(folder) / str(number))
            if not pages or Path(page).stem in pages
        }
        answer = run_in_browser("browser.js", {"pages": list(book_of), "widths": WIDTHS, "sizes": SIZES})
    tools.all_checked("Chromium", [Path(page) for page in book_of], answer["seen"])
    for line in answer["found"]:
        where = f"{Path(line['page']).name}, {line['view']}"
        found[book_of[line["page"]]].append(Finding("Chromium", line["rule"], line["message"], where))
    return found


def _unpacked(path: Path, folder: Path) -> list[str]:
    """Unpack a book and list the files of its spine."""
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    return [str(folder / name) for name in opened(path).spine]
