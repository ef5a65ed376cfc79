"""What a validator says about a file, in one shape for all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Finding:
    """One complaint: `rule` is the validator's own name for it, `where` a place inside the file."""

    validator: str
    rule: str
    message: str
    where: str = ""

    def __str__(self) -> str:
        place = f"  at {self.where}" if self.where else ""
        return f"{self.validator} {self.rule}: {self.message}{place}"


Findings = dict[Path, list[Finding]]
Validator = Callable[[Sequence[Path]], Findings]


def readable(findings: Sequence[Finding], shown: int = 12) -> str:
    """List the first findings, and count each rule, for the message of a failed test."""
    counts: dict[str, int] = {}
    for finding in findings:
        name = f"{finding.validator} {finding.rule}"
        counts[name] = counts.get(name, 0) + 1
    tally = ", ".join(f"{name} × {count}" for name, count in counts.items())
    lines = [str(finding) for finding in findings[:shown]]
    return "\n".join([f"{len(findings)} findings: {tally}", *lines])
