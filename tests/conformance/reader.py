"""epub.js, an independent reading system: it opens a book, follows its contents and notes, and comes back."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.conformance import tools
from tests.conformance.browser import run_in_browser

NOTES = 12
"""So many notes of a book are followed."""


@dataclass(frozen=True)
class Line:
    """A line of the contents: where it led, and the headings on the page that opened."""

    label: str
    depth: int
    file: str
    shown: list[str]


@dataclass(frozen=True)
class Followed:
    """A note that was followed: whether its mark, the note, and the mark again came into view."""

    mark: str
    note: str
    start: bool
    there: bool
    back: bool


@dataclass(frozen=True)
class Reading:
    """What epub.js made of a book."""

    title: str
    files: list[str]
    contents: list[Line]
    notes: list[Followed]
    cover: bool
    troubles: list[str]


def readings(files: Sequence[Path]) -> dict[Path, Reading]:
    """Open each book in one browser and read it."""
    with tempfile.TemporaryDirectory() as folder, _served(Path(folder)) as address:
        shutil.copy(tools.HERE / "reader.html", folder)
        for package, script in (("epubjs", "epub.min.js"), ("jszip", "jszip.min.js")):
            place = Path(folder) / "modules" / package / "dist"
            place.mkdir(parents=True)
            shutil.copy(tools.node_file(f"{package}/dist/{script}"), place)
        for number, path in enumerate(files):
            shutil.copy(path, Path(folder) / f"{number}.epub")
        books = [f"{address}/{number}.epub" for number in range(len(files))]
        answers = run_in_browser(
            "reader.js", {"page": f"{address}/reader.html", "books": books, "notes": NOTES}
        )
    return {path: _reading(answer) for path, answer in zip(files, answers, strict=True)}


def _reading(answer: dict[str, Any]) -> Reading:
    return Reading(
        title=answer["metadata"]["title"],
        files=answer["files"],
        contents=[
            Line(line["label"], line["depth"], line["file"], line["shown"]) for line in answer["contents"]
        ],
        notes=[Followed(**note) for note in answer["notes"]],
        cover=answer["cover"],
        troubles=answer["troubles"],
    )


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the name is the base class's
        """Say nothing."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """Serve a folder to this machine only."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
