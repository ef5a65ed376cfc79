"""The report of a check: one line for each finding and a line that sums up; or JSON, or SARIF."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from docexport import __version__
from docexport.check import RULES, SEVERITIES, Finding
from docexport.check.sarif import sarif
from docexport.export import write_whole
from docexport.records import Struct, asdict, field


class CheckReport(Struct):
    """What has been said of this check. Findings go to standard output: they are what was asked for."""

    quiet: bool = False
    """Leave notes and the last line out."""
    as_json: bool = False
    sarif: str = ""
    """Where to write SARIF: a file, or - for standard output in place of the lines."""
    _file: str | None = field(default=None)

    @property
    def shows_progress(self) -> bool:
        """Whether a bar may be drawn."""
        return not (self.quiet or self.as_json)

    def fixed(self, name: str, edits: int) -> None:
        """A source that was mended."""
        if self.as_json:
            self._line(json.dumps({"type": "fixed", "file": name, "edits": edits}))
        elif self._speaks:
            self._line(f"{name}: {_counted(edits, 'stretch', 'stretches')} mended")

    def finding(self, finding: Finding) -> None:
        """One finding; those of a file stand together."""
        if self.as_json:
            self._line(json.dumps({"type": "finding", **_entry(finding)}))
            return
        if not self._speaks or (self.quiet and finding.severity == "note"):
            return
        if self._file not in (None, finding.file):
            self._line("")
        self._file = finding.file
        self._line(finding.line)

    def done(
        self, findings: Sequence[Finding], *, articles: int, outputs: int, validators: Sequence[str]
    ) -> None:
        """Sum up, and write the SARIF that was asked for. Raises OutputError."""
        if self.sarif:
            text = json.dumps(sarif(findings, __version__), ensure_ascii=False, indent=1) + "\n"
            if self.sarif == "-":
                sys.stdout.write(text)
            else:
                write_whole(Path(self.sarif), text.encode())
        if self.as_json or self.quiet or not self._speaks:
            return
        if self._file is not None:
            self._line("")
        self._line(_summary(findings, articles, outputs, validators))

    @property
    def _speaks(self) -> bool:
        return self.sarif != "-"

    @staticmethod
    def _line(text: str) -> None:
        sys.stdout.write(text + "\n")


def _entry(finding: Finding) -> dict[str, object]:
    entry: dict[str, object] = asdict(finding)
    del entry["at"]
    at = finding.at
    return {**entry, "line": at.line, "column": at.column, "subject": RULES[finding.rule].subject}


def _summary(findings: Sequence[Finding], articles: int, outputs: int, validators: Sequence[str]) -> str:
    checked = [_counted(articles, "article", "articles")] if articles else []
    checked += [_counted(outputs, "output", "outputs")] if outputs else []
    counts = Counter(finding.severity for finding in findings)
    found = [
        _counted(counts[severity], severity, f"{severity}s") for severity in SEVERITIES if counts[severity]
    ]
    ran = f"; asked {', '.join(validators)}" if validators else ""
    return f"{' and '.join(checked)} checked: {', '.join(found) or 'nothing to mend'}{ran}"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
