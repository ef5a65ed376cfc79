"""From the files that docexport makes to pages that can be measured: LibreOffice and Chromium print them.

Both start once for everything that is to be printed.
"""

from __future__ import annotations

import json
import os
import posixpath
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from lxml import etree

from tests.conformance import tools
from tests.conformance.consistency.pages import Pages, read_pages

_PX = 96 / 72
_OPF = {"opf": "http://www.idpf.org/2007/opf"}
_CONTAINER = {"c": "urn:oasis:names:tc:opendocument:xmlns:container"}
WINDOW = 1.25
"""The window's width as a part of the measure: wide enough for the margins that the book keeps."""
_ZOOM = 4
"""Browsers put baselines on whole pixels: seen this much larger, they stand where the style has them."""


def print_documents(files: Sequence[Path], folder: Path) -> dict[Path, Pages]:
    """Print Word documents by LibreOffice; their names must differ."""
    office = tools.program("soffice", "libreoffice-writer")
    with tempfile.TemporaryDirectory() as profile:
        command = [office, "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to", "pdf"]
        tools.run([*command, "--outdir", str(folder), *map(str, files)])
    return {path: read_pages([folder / f"{path.stem}.pdf"]) for path in files}


def print_books(books: Mapping[Path, tuple[float, float]], folder: Path) -> dict[Path, Pages]:
    """Print books by Chromium, each with the reader's size of text and the measure, in points."""
    sheets: dict[Path, list[Path]] = {}
    job = []
    for number, (path, (size, measure)) in enumerate(books.items()):
        place = folder / f"book-{number}"
        pages = _unpacked(path, place)
        sheets[path] = [place / f"{index}.pdf" for index in range(len(pages))]
        job += [
            {
                "page": str(page),
                "pdf": str(pdf),
                "size": size * _PX,
                "zoom": _ZOOM,
                "width": round(measure * _PX * WINDOW * _ZOOM),
            }
            for page, pdf in zip(pages, sheets[path], strict=True)
        ]
    _run(job, folder / "job.json")
    return {path: read_pages(pdfs, _ZOOM) for path, pdfs in sheets.items()}


def _run(job: object, path: Path) -> None:
    tools.node_file("puppeteer-core")
    env = os.environ | {
        "DOCEXPORT_NODE_MODULES": str(tools.NODE_MODULES),
        "PUPPETEER_EXECUTABLE_PATH": tools.program("chromium", "chromium"),
    }
    path.write_text(json.dumps(job), "utf-8")
    script = Path(__file__).with_name("print.js")
    tools.run([tools.program("node", "nodejs"), str(script), str(path)], env)


def _unpacked(book: Path, folder: Path) -> list[Path]:
    """Unpack a book; its pages in reading order."""
    with zipfile.ZipFile(book) as archive:
        archive.extractall(folder)
    container = etree.parse(folder / "META-INF/container.xml")
    root = str(container.xpath("string(//c:rootfile/@full-path)", namespaces=_CONTAINER))
    package = etree.parse(folder / root)
    items = {
        item.attrib["id"]: item.attrib["href"] for item in package.iterfind("opf:manifest/opf:item", _OPF)
    }
    spine = [item.attrib["idref"] for item in package.iterfind("opf:spine/opf:itemref", _OPF)]
    names = [posixpath.join(posixpath.dirname(root), str(items[name])) for name in spine]
    # The cover is a drawing.
    return [folder / name for name in names if not posixpath.basename(name).startswith("cover")]
