"""A fault put into a good book is found: what the other tests pass has been looked at."""

from __future__ import annotations

import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from docexport.edition import Edition
from tests.conformance.ace import ace
from tests.conformance.article_parts import parts_by_docexport
from tests.conformance.browser import looks
from tests.conformance.epub_book import edition_of, make_epub, opened, packed
from tests.conformance.epub_check import epubcheck
from tests.conformance.epub_structure import lost_languages, structure
from tests.conformance.finding import Finding, Findings
from tests.conformance.pandoc_reading import parts_by_pandoc
from tests.conformance.tools import ROOT

pytestmark = pytest.mark.conformance

KITCHEN_SINK = ROOT / "tests" / "articles" / "kitchen-sink.md"


@dataclass(frozen=True)
class Fault:
    """What is replaced where it first stands, and the rules that must be broken then, by the check's name."""

    pattern: str
    new: str
    caught: Mapping[str, str]


FAULTS = {
    "a picture without an alternative": Fault(
        ' alt="The same gradient"', "", {"structure": "no-alt", "Ace": "image-alt"}
    ),
    "a picture with an empty alternative": Fault('alt="A gray gradient"', 'alt=""', {"structure": "no-alt"}),
    "a formula that cannot be said": Fault(r'(<math[^>]*) alttext="[^"]*"', r"\1", {"structure": "no-alt"}),
    "a file without a language": Fault(
        r'(<html[^>]*) lang="en" xml:lang="en"(?=[^$]*?A second level)',
        r"\1",
        {"structure": "no-lang", "Ace": "html-has-lang"},
    ),
    "a package without a language": Fault(r'(<package[^>]*) xml:lang="en"', r"\1", {"structure": "no-lang"}),
    "a passage without its language": Fault(' lang="uk" xml:lang="uk"', "", {"languages": "lost-lang"}),
    "a language that only half of the readers see": Fault(' xml:lang="he"', "", {"structure": "two-langs"}),
    "no landmarks": Fault(r'(?s)<nav epub:type="landmarks".*?</nav>', "", {"structure": "no-landmark"}),
    "a landmark less": Fault(r'<li><a epub:type="bodymatter".*?</li>', "", {"structure": "no-landmark"}),
    "a heading that skips a level": Fault(
        r'<h2( class="heading-2[^>]*>.{0,80}A second level)</h2>',
        r"<h4\1</h4>",
        {"structure": "heading-skipped", "Ace": "heading-order"},
    ),
    "a heading without words": Fault(
        r'(<h2 class="heading-2[^>]*>).{0,80}A second level', r"\1", {"structure": "heading-empty"}
    ),
    "a note without a way back": Fault(
        r'<a class="backlink" href="#fnref-3".*?</a>', "", {"structure": "no-backlink"}
    ),
    "a note that cannot be reached": Fault(' id="fn-3"', "", {"structure": "no-id", "EPUBCheck": "RSC-012"}),
    "a link to an id that is gone": Fault(
        ' id="fig-map"', "", {"structure": "no-id", "EPUBCheck": "RSC-012"}
    ),
    "a link to another file's id that is gone": Fault(
        ' id="eq-euler"', "", {"structure": "no-id", "EPUBCheck": "RSC-012"}
    ),
    "a link that lost its target": Fault(' href="#scripts"', "", {"structure": "no-target"}),
    "two things of one name": Fault(
        ' id="a-third-level"', ' id="scripts"', {"structure": "double-id", "EPUBCheck": "RSC-005"}
    ),
    "a head cell that heads nothing": Fault('<th scope="col"', "<th", {"structure": "no-scope"}),
    "contents out of order": Fault(
        r"(<li><a.*>Lists</a></li>)\s*(<li><a.*>Quotes</a></li>)",
        r"\2\1",
        {"structure": "contents-order", "EPUBCheck": "NAV-011"},
    ),
    "numbers that became bullets": Fault(
        r'(?s)<ol([^>]*) start="7">(.*?)</ol>', r"<ul\1>\2</ul>", {"pandoc": "parts"}
    ),
    "an emphasis that is gone": Fault(
        r"definition with <em>(.*?)</em>", r"definition with \1", {"pandoc": "parts"}
    ),
    "a row less": Fault(r"(?s)<tr>\n<td>Donetsk.*?</tr>\n", "", {"pandoc": "parts"}),
    "a note without one of its words": Fault("The first note, cited", "The note, cited", {"pandoc": "notes"}),
    "a formula that the package does not announce": Fault(
        ' properties="mathml"', "", {"EPUBCheck": "OPF-014"}
    ),
}
LOOKS = {
    "pale words": ("p.body-first { color: #aaa }", "contrast"),
    "words that are dark on dark": ("a { color: #8a1c2f !important }", "contrast"),
    "a line that does not break": ("p { white-space: nowrap }", "page-scrolls"),
    "a table wider than the page": (".table { overflow: visible } table { width: 1300px }", "page-scrolls"),
    "words cut off": ("p { overflow: hidden; height: 0.5em }", "clipped"),
    "a box that is only a ground": ("pre.code { border: 0 !important }", "no-edge"),
    "colors that the reader cannot change": ("p { forced-color-adjust: none }", "own-colors"),
    "words that run out of their box": ("td { max-width: 1em; white-space: nowrap }", "text-outside"),
}


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_epub(KITCHEN_SINK, tmp_path_factory.mktemp("good"))


@pytest.fixture(scope="module")
def spoiled(good: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("spoiled")
    return {name: spoil(good, fault, folder / f"{n}.epub") for n, (name, fault) in enumerate(FAULTS.items())}


def spoil(good: Path, fault: Fault, path: Path) -> Path:
    """Put a fault into the first part in which there is room for it."""
    parts = dict(opened(good).parts)
    for name in filter(re.compile(r"\.(xhtml|opf)$").search, parts):
        text, count = re.subn(fault.pattern, fault.new, parts[name].decode(), count=1)
        if count:
            return packed(parts | {name: text.encode()}, path)
    raise AssertionError(f"no part has {fault.pattern}")


@pytest.fixture(scope="module")
def reports(spoiled: dict[str, Path], good: Path) -> dict[str, Findings]:
    """What each check says of each spoiled book that it should find fault with."""
    edition = edition_of(KITCHEN_SINK)
    asked = {
        check: [good, *(spoiled[name] for name, fault in FAULTS.items() if check in fault.caught)]
        for check in ("structure", "languages", "pandoc", "EPUBCheck", "Ace")
    }
    with ThreadPoolExecutor(max_workers=2) as pool:
        running = pool.submit(ace, asked["Ace"])
        return {
            "structure": {path: structure(path) for path in asked["structure"]},
            "languages": {path: lost_languages(path, edition) for path in asked["languages"]},
            "pandoc": {path: read_otherwise(path, edition) for path in asked["pandoc"]},
            "EPUBCheck": epubcheck(asked["EPUBCheck"]),
            "Ace": running.result(),
        }


def read_otherwise(path: Path, edition: Edition) -> list[Finding]:
    """What pandoc reads from a book and its article does not have, or the other way round."""
    written, found = parts_by_docexport(edition), parts_by_pandoc(path, edition.front.marking)
    alike = {
        "parts": list(map(str, written.parts)) == list(map(str, found.parts)),
        "notes": written.notes == found.notes,
    }
    return [Finding("pandoc", what, "differ") for what, same in alike.items() if not same]


def rules(findings: list[Finding]) -> str:
    return " | ".join(f"{finding.rule} {finding.message}" for finding in findings)


def test_the_book_is_good_before_anything_is_done_to_it(reports: dict[str, Findings], good: Path) -> None:
    assert {check: findings[good] for check, findings in reports.items() if findings[good]} == {}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_fault_is_found(fault: str, reports: dict[str, Findings], spoiled: dict[str, Path]) -> None:
    for check, rule in FAULTS[fault].caught.items():
        assert rule in rules(reports[check][spoiled[fault]]), check


@pytest.fixture(scope="module")
def ugly(good: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Finding]]:
    folder = tmp_path_factory.mktemp("ugly")
    parts = opened(good).parts
    sheet = next(name for name in parts if name.endswith(".css"))
    books = {
        name: packed({**parts, sheet: parts[sheet] + rule.encode()}, folder / f"{number}.epub")
        for number, (name, (rule, _)) in enumerate(LOOKS.items())
    }
    found = looks(list(books.values()), pages=("text-2", "text-6", "text-7"))
    return {name: found[path] for name, path in books.items()}


@pytest.mark.parametrize("fault", LOOKS)
def test_the_flaw_is_seen(fault: str, ugly: dict[str, list[Finding]]) -> None:
    assert LOOKS[fault][1] in {finding.rule for finding in ugly[fault]}
