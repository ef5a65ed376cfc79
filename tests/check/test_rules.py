"""The table of rules, what the documentation says of it, and the report for code hosts."""

from __future__ import annotations

import ast
import inspect
import json
import re
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]  # it ships no types
import pytest

from docexport import check, notices
from docexport.check import RULES, Finding, Subject, check_article
from docexport.check.run import SOURCE_RULES
from docexport.check.sarif import sarif
from docexport.model import Position

ROOT = Path(__file__).parent.parent.parent
ROOM = Path(check.__file__).parent


def documented() -> dict[str, str]:
    text = (ROOT / "docs" / "check.md").read_text("utf-8")
    return dict(re.findall(r"^\| `([a-z-]+)` +\| (error|warning|note) ", text, re.MULTILINE))


def test_the_documentation_has_every_rule_with_its_severity() -> None:
    assert documented() == {name: rule.severity for name, rule in RULES.items()}


@pytest.mark.parametrize("name", RULES)
def test_a_rule_is_named_in_kebab_case_and_says_what_would_be_right(name: str) -> None:
    rule = RULES[name]
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
    assert rule.id == name
    assert rule.summary[0].isupper()
    assert not rule.summary.endswith(".")
    assert rule.remedy


def test_every_kind_of_notice_is_a_rule() -> None:
    kinds = [kind for kind in vars(notices).values() if inspect.isclass(kind)]
    codes = {
        re.sub(r"(?<=[a-z])(?=[A-Z])", "-", kind.__name__).lower()
        for kind in kinds
        if issubclass(kind, notices.Notice) and kind is not notices.Notice
    }
    # Told when a style is made from design tokens, never of an article.
    assert codes - set(RULES) == {"token-unused", "token-changed"}


def test_every_rule_is_used_and_every_rule_that_is_used_is_in_the_table() -> None:
    words = {
        node.value
        for path in ROOM.glob("*.py")
        if path.name != "rules.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    notice_codes = {
        re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower() for name in vars(notices) if name[:1].isupper()
    }
    made = {f"{word}-missing" for word in ("title", "lang", "author", "date", "description")}
    made |= {"figure-uncited", "table-uncited"}
    assert set(RULES) - words - notice_codes - made == set()


def test_every_rule_of_a_source_says_what_it_looks_for() -> None:
    assert [rule.__name__ for rule in SOURCE_RULES if not rule.__doc__] == []


# --- SARIF -------------------------------------------------------------------------------------------

FINDINGS = (
    Finding(
        rule="double-space", severity="warning", message="2 spaces", remedy="write one", file="a b.md",
        at=Position(3, 7),
    ),
    Finding(
        rule="words-missing", severity="error", message="lost", remedy="report it", file="/tmp/ä.md",
        formats=("pdf",), where="page 2",
    ),
    Finding(rule="validator-absent", severity="note", message="no veraPDF", remedy="install it"),
)  # fmt: skip


def schema() -> dict[str, object]:
    path = ROOT / "node_modules" / "@microsoft" / "jest-sarif" / "lib" / "schemas" / "sarif-2.1.0-rtm.5.json"
    found: dict[str, object] = json.loads(path.read_text("utf-8"))
    return found


@pytest.mark.parametrize("findings", [FINDINGS, ()], ids=["findings", "nothing"])
def test_the_log_is_valid_sarif(findings: tuple[Finding, ...]) -> None:
    log = json.loads(json.dumps(sarif(findings, "1.2.3")))
    jsonschema.Draft4Validator(schema()).validate(log)


def test_the_log_has_places_levels_and_rules() -> None:
    log = sarif(FINDINGS, "1.2.3")
    [run] = log["runs"]
    places = [result.get("locations", [{}])[0].get("physicalLocation", {}) for result in run["results"]]
    assert [place.get("artifactLocation", {}).get("uri") for place in places] == [
        "a%20b.md",
        "file:///tmp/%C3%A4.md",
        None,
    ]
    assert places[0]["region"] == {"startLine": 3, "startColumn": 7}
    assert "region" not in places[1]
    assert [result["level"] for result in run["results"]] == ["warning", "error", "note"]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [
        result["ruleId"] for result in run["results"]
    ]


def test_an_invalid_log_does_not_pass() -> None:
    log = sarif(FINDINGS, "1.2.3")
    log["runs"][0]["results"][0]["level"] = "grave"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(schema()).validate(log)


def test_a_zero_width_space_may_part_the_words_of_a_script_without_spaces() -> None:
    def invisible(text: str) -> list[str]:
        subject = Subject(text=f"# A\n\n{text}\n", name="a.md", folder=ROOT, project=ROOT, forms=())
        return [finding.rule for finding in check_article(subject).findings if "invisible" in finding.rule]

    assert invisible("ស្ពាន\u200bត្រូវ\u200bបាន\u200bបើក") == []
    assert invisible("bridge\u200bopened") == ["invisible-character"]
