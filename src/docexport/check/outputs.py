"""An output as a check sees it: its bytes, what it says, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable

from docexport.check.transcript import ThingKind, Transcript
from docexport.export import Form
from docexport.records import Struct, field


class OutputSpot(Struct, frozen=True):
    """A rule broken in an output."""

    rule: str
    message: str
    where: str = ""
    kind: ThingKind | None = None
    """Of the thing that it is about, so that its place in the source can be named."""
    number: int = 0
    """Which of the things of that kind it is, from 0."""


Tell = Callable[[OutputSpot], None]


class Wanted(Struct, frozen=True):
    """What is known of the article, if there is one."""

    title: str = ""
    lang: str = ""
    marking: str = ""


class Output(Struct):
    """One output: its bytes and what it says."""

    form: Form
    name: str
    """As messages show it: the file, or the name of the format if it was made in memory."""
    data: bytes
    transcript: Transcript = field(default_factory=Transcript)
    spots: list[OutputSpot] = field(default_factory=list)
