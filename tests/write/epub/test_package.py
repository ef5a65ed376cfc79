"""The container and the package document."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from xml.etree import ElementTree as ET

import pytest

from tests.write.epub.book import DC, MODIFIED, NCX, OPF, XML_LANG, Book, book, style

ARTICLE = """---
title: One thing
subtitle: And another
author:
  - Jane van Roe
  - {name: Kim Lee, role: editor}
  - The Eurasia desk
date: 2025-02-28
lang: en
summary: What it says.
keywords: [war, peace]
category: Analysis
rights: © 2025 Somebody
publisher: A house
source: https://example.org/a
---

# First

Text.

# Second

More.
"""


@pytest.fixture(scope="module")
def made() -> Book:
    return book(ARTICLE)


def test_conformance_is_claimed_only_by_who_certifies_it(made: Book) -> None:
    assert made.metas("dcterms:conformsTo") == []
    claimed = book(ARTICLE.replace("rights:", "certified-by: The accessibility desk\nrights:"))
    assert claimed.metas("dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.1 Level AA"]
    assert claimed.metas("a11y:certifiedBy") == ["The accessibility desk"]


def test_mimetype_comes_first_and_is_stored_plain(made: Book) -> None:
    first = made.zip.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert made.zip.read(first) == b"application/epub+zip"
    assert made.data[38:58] == b"application/epub+zip"


def test_no_member_of_the_archive_has_the_time_of_writing(made: Book) -> None:
    assert {info.date_time for info in made.zip.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_same_article_gives_the_same_bytes(made: Book) -> None:
    assert book(ARTICLE).data == made.data


@pytest.mark.slow
def test_the_bytes_do_not_depend_on_the_hash_seed() -> None:
    code = (
        "from tests.write.epub.book import book; import hashlib;"
        "made = book('# A\\n\\nWords, *more*, `code` and a note.[^n]\\n\\n[^n]: Note.\\n');"
        "print(hashlib.sha256(made.data).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "7")
    }
    assert len(seen) == 1


def test_every_file_is_in_the_manifest_and_every_item_is_a_file(made: Book) -> None:
    items = {f"EPUB/{item.get('href')}" for item in made.opf.iter(f"{OPF}item")}
    assert items == set(made.zip.namelist()) - {"mimetype", "META-INF/container.xml", "EPUB/content.opf"}


def test_the_spine_is_the_reading_order(made: Book) -> None:
    assert made.spine == [
        f"text/{name}.xhtml" for name in ("cover", "titlepage", "text-1", "text-2", "colophon")
    ]


def test_package_says_language_version_and_identifier(made: Book) -> None:
    assert made.opf.get("version") == "3.0"
    assert made.opf.get(XML_LANG) == "en"
    identifier = made.opf.find(f".//{DC}identifier")
    assert identifier is not None
    assert identifier.get("id") == made.opf.get("unique-identifier")
    assert (identifier.text or "").startswith("urn:uuid:")


def test_modified_is_the_time_that_was_passed_in(made: Book) -> None:
    assert made.metas("dcterms:modified") == [MODIFIED.strftime("%Y-%m-%dT%H:%M:%SZ")]


def test_titles_creators_and_facts_are_dublin_core(made: Book) -> None:
    assert made.dc("title") == ["One thing", "And another"]
    assert made.dc("creator") == ["Jane van Roe", "The Eurasia desk"]
    assert made.dc("contributor") == ["Kim Lee"]
    assert made.dc("date") == ["2025-02-28"]
    assert made.dc("language") == ["en"]
    assert made.dc("publisher") == ["A house"]
    assert made.dc("rights") == ["© 2025 Somebody"]
    assert made.dc("subject") == ["Analysis", "war", "peace"]
    assert made.dc("description") == ["What it says."]
    assert made.dc("source") == ["https://example.org/a"]


def test_refinements_name_title_types_roles_and_sort_forms(made: Book) -> None:
    assert made.metas("title-type") == ["main", "subtitle"]
    assert made.metas("role") == ["aut", "edt", "aut"]
    assert made.metas("file-as") == ["Roe, Jane van", "Lee, Kim", "Eurasia desk, The"]
    ids = {node.get("id") for node in made.opf.iter() if node.get("id")}
    refined = {(node.get("refines") or "#").removeprefix("#") for node in made.opf.iter(f"{OPF}meta")} - {""}
    assert refined <= ids


def test_an_english_title_is_sorted_without_its_article() -> None:
    source = "---\ntitle: {}\nlang: {}\n---\n\nText.\n"
    assert book(source.format("The long war", "en-GB")).metas("file-as") == ["long war, The"]
    assert book(source.format("Another war", "en")).metas("file-as") == []
    assert book(source.format("A guerra", "pt")).metas("file-as") == []


def test_apple_books_is_told_of_the_fonts_where_there_are_any(made: Book) -> None:
    bare = book(ARTICLE, style("briefing", (("options.epub-fonts", "false"),)))
    assert made.metas("ibooks:specified-fonts") == ["true"]
    assert (made.opf.get("prefix") or "").startswith("ibooks: ")
    assert (bare.metas("ibooks:specified-fonts"), bare.opf.get("prefix")) == ([], None)


def test_the_library_leaves_no_trace_of_itself(made: Book) -> None:
    opf = made.text_of("content.opf").lower()
    assert "generator" not in opf
    assert "ebook-lib" not in opf
    assert "conformsto" not in opf


def test_a_right_to_left_book_turns_its_pages_so() -> None:
    made = book("---\nlang: ar\ntitle: عنوان\n---\n\n# أول\n\nنص.\n")
    spine = made.opf.find(f"{OPF}spine")
    assert spine is not None
    assert spine.get("page-progression-direction") == "rtl"
    assert all(page.get("dir") == "rtl" for page in made.pages.values())


def test_the_ncx_has_the_contents_and_the_identifier() -> None:
    made = book("# A\n\n## B\n\nText.\n\n# C\n\nText.\n")
    ncx = ET.fromstring(made.text_of("toc.ncx"))
    assert [node.text for node in ncx.iter(f"{NCX}text")][1:] == ["Title page", "A", "B", "C"]
    uid = next(node.get("content") for node in ncx.iter(f"{NCX}meta") if node.get("name") == "dtb:uid")
    assert uid == made.dc("identifier")[0]


def test_fonts_can_be_left_out() -> None:
    made = book("# A\n\nText.\n", style("briefing", (("options.epub-fonts", "false"),)))
    assert not [name for name in made.zip.namelist() if "/fonts/" in name]
    assert "@font-face" not in made.css
    assert "Source Serif Pro" in made.css
