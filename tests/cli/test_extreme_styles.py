"""Values that a style may have, however odd, give finished files or are refused; nothing breaks."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest

from docexport.cli import main

_ARTICLE = """\
---
title: Odd & <even>
key-points: [one, two]
date: 2025-01-01
---

# Heading

Words *in* `code`.[^1]

- item

> quote

| a | b |
|---|---|
| 1 | 2 |

***

[^1]: Note.
"""
_VALUES = [
    "fonts.text=A'\"; } body { color: red } /* </style>",
    'publication.name=<b>&amp; "x" ]]> 🎉',
    "roles.list-item.marker=<&>\"'",
    "options.caption-separator= »<&> ",
    "furniture.header-center=" + "{title} <&> " * 20,
    'roles.body.features=["ss01", "-kern", "zzzz"]',
    "roles.body.leading=900pt",
    "roles.heading-1.space-before=10000pt",
    "roles.key-points.padding-block=900pt",
    'roles.quote.border-start={ width = "300pt", color = "ink", gap = "300pt" }',
    "roles.body.indent=-2000pt",
    "roles.body.tracking=300pt",
    "roles.body.tracking=-300pt",
    "page.grid=400pt",
    'page.size=["5000mm", "5000mm"]',
    "options.drop-cap=6",
    "fonts.text=Noto Emoji",
    "name=../../x",
]


@pytest.mark.slow
@pytest.mark.parametrize("value", _VALUES)
def test_an_odd_value_gives_files_that_can_be_read(
    value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("odd.md").write_text(_ARTICLE, "utf-8")
    assert main(["all", "odd.md", "--style", "briefing", "--set", value, "-o", "out/"]) == 0
    with pikepdf.open("out/odd.pdf") as pdf:
        assert len(pdf.pages) > 0
    for name in ("out/odd.docx", "out/odd.epub"):
        with zipfile.ZipFile(name) as file:
            for part in file.namelist():
                if part.endswith((".xml", ".xhtml", ".opf", ".rels", ".ncx")):
                    ElementTree.fromstring(file.read(part))
    assert {path.name for path in tmp_path.iterdir()} == {"odd.md", "out"}
