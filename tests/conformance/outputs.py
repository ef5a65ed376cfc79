"""The three files that docexport makes of an article, by the command that a person would type."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

FORMATS = ("pdf", "docx", "epub")
SECOND_MODE = "pdf of the second mode"


@dataclass(frozen=True)
class Outputs:
    """One article's files; or, when the command failed, none and what it said."""

    article: Path
    files: dict[str, Path]
    trouble: str = ""

    def file(self, kind: str) -> Path:
        """Give the file of a format; an export that failed fails the test that asks for it."""
        if kind not in self.files:
            raise AssertionError(f"no {kind} of {self.article.name}: {self.trouble}")
        return self.files[kind]


def make_outputs(article: Path, folder: Path) -> Outputs:
    """Export one article in all formats into a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "docexport", "all", str(article), "-o", str(folder), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    made = {kind: list(folder.glob(f"*.{kind}")) for kind in FORMATS}
    files = {kind: paths[0] for kind, paths in made.items() if len(paths) == 1}
    if done.returncode == 0 and len(files) == len(FORMATS):
        return Outputs(article, files)
    return Outputs(article, files, f"exit code {done.returncode}: {done.stderr[-1500:].strip()}")


def make_all_outputs(articles: Sequence[Path], folder: Path) -> dict[Path, Outputs]:
    """Export many articles, two at a time."""
    places = [folder / f"{number:03}" for number in range(len(articles))]
    with ThreadPoolExecutor(max_workers=2) as pool:
        return dict(zip(articles, pool.map(make_outputs, articles, places), strict=True))


def add_second_mode(made: Sequence[Outputs], folder: Path) -> None:
    """Export the same articles as PDF/UA-2 and PDF/A-4, by one command; what fails leaves no file."""
    articles = [str(each.article) for each in made]
    command = [sys.executable, "-m", "docexport", "pdf", *articles, "-o", f"{folder}{os.sep}", "-q"]
    subprocess.run([*command, "--pdf-standard", "ua-2"], capture_output=True, check=False)
    for each in made:
        path = folder / f"{each.article.stem}.pdf"
        if path.exists():
            each.files[SECOND_MODE] = path
