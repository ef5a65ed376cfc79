"""What reading, the edition and the writers tell becomes findings: each kind of notice is a rule."""

from __future__ import annotations

from collections.abc import Iterator

from docexport.check.findings import Finding
from docexport.check.rules import RULES
from docexport.notices import Notice, Problem

_OTHER = "not-rendered"
"""The rule for a kind of notice that has no row of its own."""


_OF_ONE_OUTPUT = frozenset(
    {"not-rendered", "missing-glyph", "font-replaced", "language-unsupported", "claim-left-out"}
)
"""Kinds of notices that one format may give and another not; the others are matters of the source."""


def of_notice(notice: Notice, source: str, form: str = "") -> Finding:
    """A notice as a finding; of one of the outputs, if a writer gave it."""
    rule = RULES.get(notice.code, RULES[_OTHER])
    message, _, remedy = notice.message.partition("; ")
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        message=message,
        remedy=remedy or rule.remedy,
        file=notice.file or source,
        at=notice.at,
        formats=(form,) if form and notice.code in _OF_ONE_OUTPUT else (),
    )


def of_problems(problems: tuple[Problem, ...], rule: str) -> Iterator[Finding]:
    """What keeps an article or a style from being used, as findings."""
    for problem in problems:
        severity = RULES[rule].severity
        yield Finding(
            rule=rule,
            severity=severity,
            message=problem.what,
            remedy=problem.remedy,
            file=problem.file,
            at=problem.at,
        )
