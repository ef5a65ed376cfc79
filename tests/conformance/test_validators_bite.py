"""Each validator passes a good file and finds the fault in a bad one: else silence would prove nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conformance import specimens, tools
from tests.conformance.ace import ace
from tests.conformance.epub_check import epubcheck
from tests.conformance.finding import Finding
from tests.conformance.open_xml import open_xml_sdk, openxml_audit
from tests.conformance.vera import verapdf

pytestmark = pytest.mark.conformance

MISPLACED = '<w:p><w:r><w:t>x</w:t></w:r><w:pPr><w:jc w:val="left"/></w:pPr></w:p>'
WRONG_VALUE = '<w:p><w:pPr><w:jc w:val="sideways"/></w:pPr></w:p>'


def rules(findings: list[Finding]) -> str:
    return " | ".join(finding.rule for finding in findings)


def test_verapdf_passes_a_good_file_and_names_the_clause_of_each_fault(tmp_path: Path) -> None:
    good = specimens.pdf(tmp_path / "good.pdf")
    mute = specimens.pdf(tmp_path / "mute.pdf", specimens.without_language)
    stray = specimens.pdf(tmp_path / "stray.pdf", specimens.with_stray_text)
    torn = tmp_path / "torn.pdf"
    torn.write_bytes(good.read_bytes()[:200])
    found = verapdf([good, mute, stray, torn])
    assert found[good] == []
    assert "ua1 7.2" in rules(found[mute])
    assert "ua1 7.1-3" in rules(found[stray])
    assert "2a 6.2.11.4.1-1" in rules(found[stray])
    assert {finding.rule for finding in found[torn]} >= {"ua1 unreadable", "2a unreadable"}


def test_verapdf_knows_the_flavours_of_the_second_mode(tmp_path: Path) -> None:
    good = specimens.pdf(tmp_path / "good.pdf")
    found = verapdf([good], ["ua2", "4"])
    assert "ua2 " in rules(found[good])
    assert "4 " in rules(found[good])


def test_epubcheck_passes_a_good_book_and_finds_errors_and_usage_messages(tmp_path: Path) -> None:
    good = specimens.package(tmp_path / "good.epub", specimens.epub_parts())
    dead_link = specimens.epub_parts('<h1>Specimen</h1><p><a href="nowhere.xhtml">lost</a></p>')
    broken = specimens.package(tmp_path / "dead link.epub", dead_link)
    unused = specimens.epub_parts() | {"EPUB/left-over.txt": "not in the manifest"}
    usage = specimens.package(tmp_path / "usage.epub", unused)
    torn = tmp_path / "torn.epub"
    torn.write_bytes(good.read_bytes()[:200])
    found = epubcheck([good, broken, usage, torn])
    assert found[good] == []
    assert "ERROR RSC-007" in rules(found[broken])
    assert "USAGE OPF-003" in rules(found[usage])
    assert found[torn]


def test_ace_passes_a_good_book_and_finds_what_a_reader_could_not_perceive(tmp_path: Path) -> None:
    good = specimens.package(tmp_path / "good.epub", specimens.epub_parts())
    image = '<h1>Specimen</h1><p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="/></p>'
    blind = specimens.package(tmp_path / "no alternative.epub", specimens.epub_parts(image))
    parts = specimens.epub_parts()
    parts["EPUB/package.opf"] = parts["EPUB/package.opf"].replace(
        "schema:accessModeSufficient", "schema:about"
    )
    silent = specimens.package(tmp_path / "no metadata.epub", parts)
    torn = tmp_path / "torn.epub"
    torn.write_bytes(good.read_bytes()[:200])
    found = ace([good, blind, silent, torn])
    assert found[good] == []
    assert "image-alt" in rules(found[blind])
    assert "metadata-accessmodesufficient" in rules(found[silent])
    assert "unreadable" in rules(found[torn])


def test_both_open_xml_validators_pass_a_good_document_and_find_each_fault(tmp_path: Path) -> None:
    good = specimens.docx(tmp_path / "good.docx")
    misplaced = specimens.docx(tmp_path / "misplaced.docx", MISPLACED)
    wrong = specimens.docx(tmp_path / "wrong.docx", WRONG_VALUE)
    torn = tmp_path / "torn.docx"
    torn.write_bytes(good.read_bytes()[:200])
    for validator in (open_xml_sdk, openxml_audit):
        found = validator([good, misplaced, wrong, torn])
        assert found[good] == []
        assert "chema" in rules(found[misplaced])
        assert "chema" in rules(found[wrong])
        assert found[torn]


def test_the_sdk_checks_every_office_version_that_is_asked_for(tmp_path: Path) -> None:
    wrong = specimens.docx(tmp_path / "wrong.docx", WRONG_VALUE)
    named = rules(open_xml_sdk([wrong])[wrong])
    assert "Microsoft365" in named
    assert "Office2013" in named


def test_a_missing_tool_fails_in_one_line_that_says_what_to_install() -> None:
    with pytest.raises(pytest.fail.Exception, match=r"no-such is missing: .*apt-get install some-package"):
        tools.program("no-such", "some-package")


def test_a_file_about_which_a_validator_says_nothing_is_not_taken_for_good() -> None:
    with pytest.raises(RuntimeError, match=r"b\.pdf"):
        tools.all_checked("veraPDF", [Path("a.pdf"), Path("b.pdf")], ["a.pdf"])
