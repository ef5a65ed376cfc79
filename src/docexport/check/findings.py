"""What a check finds, as typed data: the rule that was broken, where, and what would be right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias, get_args

from docexport.model import NOWHERE, Position
from docexport.notices import located
from docexport.records import Struct

Severity: TypeAlias = Literal["error", "warning", "note"]
"""An error keeps someone from reading what is meant; a warning should be mended before the files are sent; a
note is worth a look, and does not make the check fail."""

SEVERITIES: tuple[Severity, ...] = get_args(Severity)

Subject: TypeAlias = Literal["source", "outputs", "accessibility", "style", "validators"]


class Rule(Struct, frozen=True):
    """A row of the table of rules; `id` never changes its meaning."""

    id: str
    subject: Subject
    severity: Severity
    summary: str
    """What is wrong, without the case at hand."""
    remedy: str
    """What would be right."""


class Finding(Struct, frozen=True, kw_only=True):
    """One thing that an editor should see."""

    rule: str
    """The id of a rule in the table."""
    severity: Severity
    message: str
    """What is the matter here."""
    remedy: str
    file: str = ""
    """The file that is to be mended: the source where it is known, else an output."""
    at: Position = NOWHERE
    formats: tuple[str, ...] = ()
    """The outputs in which it was found; empty when it stands in the source alone."""
    where: str = ""
    """The place inside an output: a page, a part."""

    @property
    def line(self) -> str:
        """`file:line:column: severity: message; remedy [rule]`, in the shape of all other messages."""
        formats = f" ({', '.join(self.formats)})" if self.formats else ""
        place = f" at {self.where}" if self.where else ""
        text = f"{self.severity}: {self.message}{place}{formats}; {self.remedy} [{self.rule}]"
        return located(self.file, self.at, text)


Report: TypeAlias = Callable[[Finding], None]
