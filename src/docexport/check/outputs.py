"""An output as a check sees it: its bytes, what it says, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from docexport.check.transcript import ThingKind, Transcript
from docexport.export import Form


@dataclass(frozen=True, slots=True)
class OutputSpot:
    """A rule broken in an output."""

    rule: str
    message: str
    where: str = ""
    kind: ThingKind | None = None
    """Of the thing that it is about, so that its place in the source can be named."""
    number: int = 0
    """Which of the things of that kind it is, from 0."""


Tell = Callable[[OutputSpot], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is known of the article, if there is one."""

    title: str = ""
    lang: str = ""
    marking: str = ""


@dataclass(slots=True)
class Output:
    """One output: its bytes and what it says."""

    form: Form
    name: str
    """As messages show it: the file, or the name of the format if it was made in memory."""
    data: bytes
    transcript: Transcript = field(default_factory=Transcript)
    spots: list[OutputSpot] = field(default_factory=list)
