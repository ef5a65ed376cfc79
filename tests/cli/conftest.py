"""A project in a temporary folder, stand-in writers, and a way to run the command."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest

from docexport import export
from docexport.cli import main
from docexport.edition import Edition, PageBreak, Pagination
from docexport.notices import Notify
from docexport.resources import Resources
from docexport.standards import DEFAULT_PDF_STANDARD
from docexport.style import Style


@dataclass(frozen=True)
class Run:
    """What a run of the command left."""

    code: int
    out: str
    err: str


Command: TypeAlias = Callable[..., Run]


def _writes_facts(edition: Edition, style: Style, _resources: Resources, _notify: Notify) -> bytes:
    accent = style.colors["accent"].hex
    pages = f" with {len(edition.printed.breaks)} pages" if edition.printed else ""
    standard = "" if edition.pdf_standard == DEFAULT_PDF_STANDARD else f" to {edition.pdf_standard}"
    facts = f"{edition.kind} {edition.title} {style.name} {accent} {edition.modified:%Y-%m-%d}"
    return f"{facts}{pages}{standard}".encode()


def _writes_pages(
    edition: Edition, style: Style, resources: Resources, notify: Notify
) -> tuple[bytes, Pagination]:
    pages = Pagination("urn:print", (PageBreak("1"), PageBreak("2")))
    return _writes_facts(edition, style, resources, notify), pages


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with source/one.md; the current folder is there, and no setting leaks in."""
    for name in (
        "STYLE",
        "SOURCE",
        "DIST",
        "STYLES",
        "FORMATS",
        "SMART",
        "STRICT",
        "PAGE_LIST",
        "PDF_STANDARD",
    ):
        monkeypatch.delenv(f"DOCEXPORT_{name}", raising=False)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(export, "load", lambda name: _writes_pages if "paged" in name else _writes_facts)
    write(tmp_path, "one", "Text.")
    return tmp_path


@pytest.fixture
def run(project: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run the command with these arguments, in the project."""

    def command(*arguments: str) -> Run:
        code = main(arguments)
        captured = capsys.readouterr()
        return Run(code, captured.out, captured.err)

    return command


def write(project: Path, stem: str, body: str, front_matter: str = "") -> Path:
    """Put an article into the project's source folder."""
    path = project / "source" / f"{stem}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"---\ntitle: {stem.title()}\ndate: 2025-02-28\n{front_matter}---\n\n{body}\n", "utf-8")
    return path
