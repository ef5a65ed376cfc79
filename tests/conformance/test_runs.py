"""Same input, same bytes; and a format costs only its own libraries."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conformance.articles import found_articles
from tests.conformance.outputs import FORMATS

SPECIMEN = """\
---
title: A specimen
author: [Ada Lovelace, Charles Babbage]
date: 2025-02-15
lang: en
key-points: [One point, Another point]
keywords: [zebra, apple, mango]
---

Text with *stress*, `code`, a [link](https://example.org/), $x^2$ and a note[^n].

[^n]: The note.

## Things {#things}

- one
- two

| a | b |
|---|--:|
| c | 1 |

: Dates

> [!NOTE]
> Mind it.

```python
print("hello")
```

See @sec:things. Ελληνικά, Кириллица.

# Commentary

An opinion.
"""

ELSEWHERE = [
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "COLUMNS": "40"},
]


@pytest.fixture(scope="module")
def specimen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("specimen") / "specimen.md"
    path.write_text(SPECIMEN, "utf-8")
    return path


def python(*arguments: str, env: dict[str, str] | None = None, cwd: Path | None = None) -> None:
    """Run Python in a process of its own; if it fails, the test fails with what it said."""
    environment = os.environ | (env or {})
    command = [sys.executable, *arguments]
    done = subprocess.run(command, env=environment, cwd=cwd, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-1500:]


def digests(article: Path, folder: Path, env: dict[str, str]) -> dict[str, str]:
    """Export from inside a folder of its own and give the SHA-256 of each file."""
    folder.mkdir()
    python("-m", "docexport", "all", str(article), "-o", str(folder / "out"), env=env, cwd=folder)
    files = sorted((folder / "out").iterdir())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.slow
def test_the_same_article_gives_the_same_bytes_anywhere(specimen: Path, tmp_path: Path) -> None:
    first, second = (digests(specimen, tmp_path / str(n), env) for n, env in enumerate(ELSEWHERE))
    assert len(first) == len(FORMATS)
    assert first == second


@pytest.mark.slow
@pytest.mark.parametrize("article", found_articles(), ids=lambda path: path.name)
def test_every_article_gives_the_same_bytes_anywhere(article: Path, tmp_path: Path) -> None:
    first, second = (digests(article, tmp_path / str(n), env) for n, env in enumerate(ELSEWHERE))
    assert first == second


FOREIGN = {
    "pdf": {"docx", "ebooklib"},
    "docx": {"pikepdf", "ebooklib", "reportlab"},
    "epub": {"pikepdf", "docx", "reportlab"},
}
LIST_MODULES = (
    "import json, sys; from docexport.cli import main; code = main(sys.argv[2:]); "
    "open(sys.argv[1], 'w').write(json.dumps(sorted(sys.modules))); sys.exit(code)"
)


@pytest.mark.slow
@pytest.mark.parametrize("kind", FORMATS)
def test_a_format_imports_only_its_own_libraries(kind: str, specimen: Path, tmp_path: Path) -> None:
    listing = tmp_path / "modules.json"
    arguments = [str(listing), kind, str(specimen), "-o", str(tmp_path / f"out.{kind}")]
    python("-c", LIST_MODULES, *arguments)
    assert FOREIGN[kind].isdisjoint(json.loads(listing.read_text("utf-8")))


@pytest.mark.parametrize("asked", ["--version", "--help"])
def test_asking_about_the_program_imports_no_writer(asked: str, tmp_path: Path) -> None:
    listing = tmp_path / "modules.json"
    program = LIST_MODULES.replace("code = main(sys.argv[2:]);", "code = main(sys.argv[2:]) or 0;")
    python("-c", program, str(listing), asked)
    heavy = {"reportlab", "pikepdf", "docx", "ebooklib", "markdown_it", "uharfbuzz", "lxml"}
    assert heavy.isdisjoint(json.loads(listing.read_text("utf-8")))
