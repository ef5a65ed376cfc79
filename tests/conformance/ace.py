"""DAISY Ace: accessibility of EPUB, measured in Chromium."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.conformance import tools
from tests.conformance.finding import Finding, Findings


def ace(files: Sequence[Path]) -> Findings:
    """Report each failed assertion about each book, all in one browser."""
    found: Findings = {path: [] for path in files}
    checked: list[str] = []
    for line in _run(files):
        checked.append(line["path"])
        found[Path(line["path"])] = list(_findings(line))
    tools.all_checked("Ace", files, checked)
    return found


def _run(files: Sequence[Path]) -> list[dict[str, Any]]:
    tools.node_file("@daisy/ace-core")
    env = os.environ | {
        "DOCEXPORT_NODE_MODULES": str(tools.NODE_MODULES),
        "PUPPETEER_EXECUTABLE_PATH": tools.program("chromium", "chromium"),
        # Five seconds, Ace's own limit for the browser's start, is short on a busy machine.
        "ACE_TIMEOUT_INITIAL": "60000",
    }
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "reports.jsonl"
        node = tools.program("node", "nodejs")
        tools.run([node, str(tools.HERE / "ace.js"), str(output), *map(str, files)], env)
        return [json.loads(line) for line in output.read_text("utf-8").splitlines()] if files else []


def _findings(line: dict[str, Any]) -> Iterator[Finding]:
    if "trouble" in line:
        yield Finding("Ace", "unreadable", line["trouble"])
        return
    for document in line["report"]["assertions"]:
        for assertion in document["assertions"]:
            if assertion["earl:result"]["earl:outcome"] == "fail":
                yield _finding(document["earl:testSubject"]["url"], assertion)


def _finding(document: str, assertion: dict[str, Any]) -> Finding:
    test, result = assertion["earl:test"], assertion["earl:result"]
    rule = f"{test.get('earl:impact', '')} {test['dct:title']}".strip()
    message = " ".join(str(result["dct:description"]).split())
    pointer = result.get("earl:pointer", {}).get("css", [])
    return Finding("Ace", rule, message, " ".join([document, *pointer]))
