"""Each fault that is seeded into a good PDF is found: by veraPDF, by our own checks, or beside the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from tests.conformance import extract
from tests.conformance.finding import Findings
from tests.conformance.matterhorn import matterhorn
from tests.conformance.outputs import Outputs
from tests.conformance.parity import as_divided, lost_words, missing_words
from tests.conformance.spoiling import FAULTS, elements, spoil
from tests.conformance.tagged import divided_words, tagged_text
from tests.conformance.tools import ROOT
from tests.conformance.vera import verapdf
from tests.conformance.words import source_words, words

pytestmark = pytest.mark.conformance

SOURCE = ROOT / "tests" / "articles" / "kitchen-sink.md"
GOOD = "good"


@pytest.fixture(scope="module")
def files(outputs: dict[str, Outputs], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The good file, and a copy with each fault."""
    good, folder = outputs[SOURCE.name].file("pdf"), tmp_path_factory.mktemp("faults")
    made = {
        name: spoil(good, folder / f"{number}.pdf", fault)
        for number, (name, (fault, _)) in enumerate(FAULTS.items())
    }
    return {GOOD: good, **made}


@pytest.fixture(scope="module")
def judged(files: dict[str, Path]) -> Findings:
    """What veraPDF says of the good file and of the faults that are its to find."""
    return verapdf([path for name, path in files.items() if name == GOOD or FAULTS[name][1] == "veraPDF"])


def beside_the_source(path: Path) -> Iterator[str]:
    """Words, languages and expansions that the file lacks, or has in another order."""
    source = source_words(SOURCE)
    try:
        tagged = tagged_text(path)
    except KeyError as code:
        yield f"a code without a text: {code}"
        return
    yield from map(str, missing_words(source.body, as_divided(source.body, words(tagged.body))))
    yield from lost_words(source.body, as_divided(source.body, words(extract.pdf_text(path))))
    text = SOURCE.read_text("utf-8")
    with pikepdf.open(path) as pdf:
        found = list(elements(pdf))
        stated = {str(element.Lang) for element in found if "/Lang" in element}
        expanded = {str(element.E) for element in found if "/E" in element}
    yield from set(re.findall(r"\{[^{}\n]*lang=(\w+)", text)) - stated
    yield from set(re.findall(r'<abbr title="([^"]*)"', text)) - expanded


def not_searched(path: Path) -> list[str]:
    divided = divided_words(path)
    hits = extract.pdf_hits(path, divided)
    return [word for word in divided if not hits[word]]


def found_by(finder: str, path: Path, judged: Findings) -> list[str]:
    match finder:
        case "veraPDF":
            return [str(finding) for finding in judged[path]]
        case "Matterhorn":
            return [str(finding) for finding in matterhorn([path])[path]]
        case "source":
            return list(beside_the_source(path))
        case _:
            return not_searched(path)


@pytest.mark.parametrize("article", [SOURCE.name])
@pytest.mark.parametrize("finder", ["veraPDF", "Matterhorn", "source", "search"])
def test_nobody_finds_a_fault_in_the_good_file(
    article: str, finder: str, files: dict[str, Path], judged: Findings
) -> None:
    assert found_by(finder, files[GOOD], judged) == []


@pytest.mark.parametrize("article", [SOURCE.name])
@pytest.mark.parametrize("fault", FAULTS)
def test_the_fault_is_found(article: str, fault: str, files: dict[str, Path], judged: Findings) -> None:
    assert found_by(FAULTS[fault][1], files[fault], judged) != []
