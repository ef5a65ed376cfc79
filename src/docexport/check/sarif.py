"""Findings as SARIF 2.1.0 (OASIS), which code hosts show beside the lines of a source."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from docexport.check.findings import Finding, Rule, Severity
from docexport.check.rules import RULES

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "note"}


def sarif(findings: Sequence[Finding], version: str) -> dict[str, Any]:
    """A SARIF log of one run (SARIF 2.1.0, 3.13 and 3.14); `version` is that of this program."""
    used = sorted({finding.rule for finding in findings})
    places = {name: place for place, name in enumerate(used)}
    driver = {"name": "docexport", "version": version, "rules": [_rule(RULES[name]) for name in used]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, places[finding.rule]) for finding in findings],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": f"{rule.summary}."},
        "help": {"text": f"What would be right: {rule.remedy}."},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.subject]},
    }


def _result(finding: Finding, rule_index: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rule_index,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message}; {finding.remedy}"},
    }
    if finding.file:
        result["locations"] = [{"physicalLocation": _place(finding)}]
    properties = {"formats": list(finding.formats), "where": finding.where}
    if any(properties.values()):
        result["properties"] = {name: value for name, value in properties.items() if value}
    return result


def _place(finding: Finding) -> dict[str, Any]:
    # Relative references stay relative: code hosts resolve them against the repository.
    path = PurePath(finding.file)
    address = path.as_uri() if path.is_absolute() else quote(path.as_posix())
    place: dict[str, Any] = {"artifactLocation": {"uri": address}}
    if finding.at.line:
        region = {"startLine": finding.at.line}
        if finding.at.column:
            region["startColumn"] = finding.at.column
        place["region"] = region
    return place
