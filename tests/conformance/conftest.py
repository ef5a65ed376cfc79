"""Exports and validations that many tests ask about, each made once for the whole session.

Only what the collected tests need is made, so that `-k kursk` or `-k EPUBCheck` is quick.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from tests.conformance import commonmark, vera
from tests.conformance.ace import ace
from tests.conformance.articles import found_articles
from tests.conformance.epub_check import epubcheck
from tests.conformance.finding import Finding, Findings, Validator
from tests.conformance.matterhorn import matterhorn
from tests.conformance.open_xml import open_xml_sdk, openxml_audit
from tests.conformance.outputs import SECOND_MODE, Outputs, add_second_mode, make_all_outputs
from tests.conformance.vera import verapdf

COMMONMARK_PARTS = 9


@dataclass(frozen=True)
class Check:
    """A row of the table of validators."""

    kind: str
    run: Validator


# The slow ones first: two at a time, they end at about the same time.
VALIDATORS = {
    "Ace": Check("epub", ace),
    "veraPDF": Check("pdf", verapdf),
    "veraPDF, second mode": Check(SECOND_MODE, partial(verapdf, flavours=vera.SECOND_MODE)),
    "Matterhorn": Check("pdf", matterhorn),
    "Matterhorn, second mode": Check(SECOND_MODE, matterhorn),
    "Open XML SDK": Check("docx", open_xml_sdk),
    "EPUBCheck": Check("epub", epubcheck),
    "openxml-audit": Check("docx", openxml_audit),
}

ARTICLES = {path.name: path for path in found_articles()}
SPECIFICATION = [f"commonmark-{number + 1}.md" for number in range(COMMONMARK_PARTS)]


def _chosen(session: pytest.Session, parameter: str) -> list[str]:
    """Say which values of a parameter the collected tests have, in the tests' order."""
    calls = (getattr(item, "callspec", None) for item in session.items)
    values = (call.params[parameter] for call in calls if call and parameter in call.params)
    return list(dict.fromkeys(values))


@pytest.fixture(scope="session")
def outputs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outputs]:
    """Export every article that a collected test asks about."""
    chosen = _chosen(request.session, "article")
    paths = {name: ARTICLES[name] for name in chosen if name in ARTICLES}
    if any(name in SPECIFICATION for name in chosen):
        parts = commonmark.write_articles(tmp_path_factory.mktemp("specification"), COMMONMARK_PARTS)
        paths |= {part.name: part for part in parts if part.name in chosen}
    made = make_all_outputs(list(paths.values()), tmp_path_factory.mktemp("outputs"))
    if any(VALIDATORS[name].kind == SECOND_MODE for name in _chosen(request.session, "validator")):
        add_second_mode(list(made.values()), tmp_path_factory.mktemp("second-mode"))
    return {name: made[path] for name, path in paths.items()}


Ask = Callable[[str, Path], Sequence[Finding]]


@pytest.fixture(scope="session")
def findings(request: pytest.FixtureRequest, outputs: dict[str, Outputs]) -> Iterator[Ask]:
    """Run each validator once over all files; gives what it found in one of them."""
    running: dict[str, Future[Findings]] = {}
    with ThreadPoolExecutor(max_workers=2) as pool:
        for name, check in VALIDATORS.items():
            if name in _chosen(request.session, "validator"):
                files = [made.files[check.kind] for made in outputs.values() if check.kind in made.files]
                running[name] = pool.submit(check.run, files)
        yield lambda name, path: running[name].result()[path]
