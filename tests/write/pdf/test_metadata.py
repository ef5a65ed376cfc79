"""What the file says of itself, and that it says it in the same bytes every time."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from docexport.edition import Edition
from docexport.model import Article, Author, Metadata, Paragraph, Section, Text
from docexport.typeset.page import Destination
from tests.write.pdf.by_hand import Hand, edition, edition_of, finished
from tests.write.pdf.everything import everything
from tests.write.pdf.read_back import opened

DC = "{http://purl.org/dc/elements/1.1/}"
ABOUT = Metadata(
    title=(Text("Würde & <Ehre>"),),
    summary=(Text("A short summary."),),
    authors=(Author("Ada Example"), Author("Björn Beispiel")),
    keywords=("one", "two"),
    rights="© 2025 Nobody",
    publisher="The Desk",
    lang="de",
)


def page_of(about: Edition) -> bytes:
    hand = Hand()
    hand.page()
    hand.line("text", hand.root.add("paragraph"))
    return finished(hand, about)


def described() -> bytes:
    return page_of(edition_of(Article(ABOUT, ())))


def xmp(data: bytes) -> dict[str, list[str]]:
    root = ET.fromstring(opened(data).pdf.Root.Metadata.read_bytes())
    found: dict[str, list[str]] = {}
    for element in root.iter():
        texts = [text.strip() for text in element.itertext() if text.strip()]
        found.setdefault(element.tag.rpartition("}")[2], texts)
    return found


def test_info_and_xmp_state_the_same() -> None:
    info, stated = opened(described()).pdf.trailer.Info, xmp(described())
    assert str(info.Title) == stated["title"][0] == "Würde & <Ehre>"
    assert str(info.Author) == ", ".join(stated["creator"]) == "Ada Example, Björn Beispiel"
    assert str(info.Subject) == stated["description"][0] == "A short summary."
    assert str(info.Keywords) == stated["Keywords"][0] == "one, two"
    assert str(info.Producer) == stated["Producer"][0]
    assert str(info.CreationDate) == "D:20250301120000+00'00'"
    assert stated["CreateDate"] == ["2025-03-01T12:00:00+00:00"]


def test_xmp_has_the_rest_of_the_front_matter_and_both_claims() -> None:
    stated = xmp(described())
    assert stated["subject"] == ["one", "two"]
    assert stated["rights"][0] == "© 2025 Nobody"
    assert stated["publisher"] == ["The Desk"]
    assert stated["language"] == ["de"]
    part = opened(described()).pdf.Root.Metadata.read_bytes()
    assert b"<pdfaid:part>2</pdfaid:part>" in part
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in part
    assert b"<pdfuaid:part>1</pdfuaid:part>" in part


def test_what_is_not_given_is_not_stated() -> None:
    assert "/Author" not in opened(page_of(edition())).pdf.trailer.Info
    assert "rights" not in xmp(page_of(edition()))


def test_the_viewer_shows_the_title_and_prints_unscaled_on_both_sides() -> None:
    root = opened(described()).pdf.Root
    wishes: Any = root.ViewerPreferences
    assert wishes.DisplayDocTitle is True
    assert [str(wishes[key]) for key in ("/PrintScaling", "/Duplex", "/Direction")] == [
        "/None", "/DuplexFlipLongEdge", "/L2R",
    ]  # fmt: skip
    assert str(root.Lang) == "de"


def test_a_document_from_right_to_left_is_bound_on_the_right() -> None:
    assert str(opened(page_of(edition(lang="ar"))).pdf.Root.ViewerPreferences.Direction) == "/R2L"


def test_colors_are_srgb_by_the_output_intent() -> None:
    (intent,) = opened(described()).pdf.Root.OutputIntents
    assert (str(intent.S), int(intent.DestOutputProfile.N)) == ("/GTS_PDFA1", 3)


# --- Bookmarks and labels --------------------------------------------------------------------------


def sectioned() -> Any:
    inner = Section((Text("Inner"),), (Paragraph((Text("text"),)),))
    outer = Section((Text("Outer"),), (inner,))
    about = edition_of(Article(Metadata(title=(Text("The title"),)), (outer, outer)))
    hand = Hand()
    hand.page()
    hand.line("text", hand.root.add("paragraph"))
    for number, id_ in enumerate(sorted(about.anchors)):
        hand.destinations[id_] = Destination(0, 72, 100 + number)
    return opened(finished(hand, about)).pdf.Root.Outlines


def titles(parent: Any) -> list[Any]:
    found: list[Any] = []
    item = parent.get("/First")
    while item is not None:
        found.append([str(item.Title), *titles(item)])
        item = item.get("/Next")
    return found


def test_bookmarks_are_the_title_and_the_tree_of_sections() -> None:
    outline = sectioned()
    assert titles(outline) == [["The title"], ["Outer", ["Inner"]], ["Outer", ["Inner"]]]
    assert int(outline.Count) == 5
    assert str(outline.First.Next.Dest[1]) == "/XYZ"


def test_a_heading_that_says_nothing_has_no_bookmark_but_what_is_below_it_has() -> None:
    below = Section((Text("Below"),), (Paragraph((Text("text"),)),))
    about = edition_of(Article(Metadata(title=(Text("The title"),)), (Section((), (below,)),)))
    hand = Hand()
    hand.page()
    hand.line("text", hand.root.add("paragraph"))
    hand.destinations |= {id_: Destination(0, 72, 100) for id_ in about.anchors}
    outline = opened(finished(hand, about)).pdf.Root.Outlines
    assert titles(outline) == [["The title"], ["Below"]]


@pytest.mark.parametrize(
    ("labels", "ranges"),
    [
        (["1", "2", "3"], {0: ("/D", 1, "")}),
        (["i", "ii", "1", "2"], {0: ("", 0, "i"), 1: ("", 0, "ii"), 2: ("/D", 1, "")}),
        (["A-1", "A-2", "B-1"], {0: ("/D", 1, "A-"), 2: ("/D", 1, "B-")}),
        (["7", "9"], {0: ("/D", 7, ""), 1: ("/D", 9, "")}),
        (
            ["007", "008"],
            {
                0: ("/D", 7, "00"),
            },
        ),
    ],
)
def test_pages_are_called_by_their_labels(labels: list[str], ranges: dict[int, tuple[str, int, str]]) -> None:
    hand = Hand()
    for label in labels:
        hand.page(label)
        hand.line("text", hand.root.add("paragraph"))
    numbers = list(opened(finished(hand)).pdf.Root.PageLabels.Nums)
    found = {
        int(index): (str(of.get("/S", "")), int(of.get("/St", 0)), str(of.get("/P", "")))
        for index, of in zip(numbers[::2], numbers[1::2], strict=True)
    }
    assert found == ranges


# --- The same bytes --------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_same_document_is_the_same_bytes_with_any_hash_seed() -> None:
    program = (
        "import hashlib; from tests.write.pdf.everything import everything;"
        "print(hashlib.sha256(everything()).hexdigest())"
    )
    root = Path(__file__).parents[3]
    for seed in ("1", "2"):
        env = os.environ | {"PYTHONHASHSEED": seed, "TZ": "Asia/Seoul", "PYTHONPATH": str(root)}
        done = subprocess.run(
            [sys.executable, "-c", program], env=env, cwd=root, capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == hashlib.sha256(everything()).hexdigest()


def test_the_file_is_sound_and_says_its_version() -> None:
    pdf = opened(everything()).pdf
    assert pdf.check_pdf_syntax() == []
    assert everything().startswith(b"%PDF-1.7")
    assert not re.search(rb"/JavaScript|/Launch|/EmbeddedFile", everything())
