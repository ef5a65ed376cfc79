"""What the rules of a source look at: the article as it was read, and its text as it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path

from docexport.model import AnyNode, Article, Metadata, Position, Section, walk
from docexport.read.prose import Prose, prose_of
from docexport.records import Struct, field
from docexport.resources import Resources
from docexport.style import Style


class Spot(Struct, frozen=True):
    """A rule broken at a place; `message` is what is the matter there."""

    rule: str
    message: str
    at: Position = field(default_factory=Position)


SourceRule = Callable[["Material"], Iterator[Spot]]


class Material(Struct, frozen=True, dict=True):
    """One article and everything that can be asked about it."""

    article: Article
    text: str
    """The source, clean."""
    name: str
    """As messages show it."""
    resources: Resources
    style: Style
    """Of the PDF, which is the output that is printed."""
    plain: bool = False
    """Whether the source is plain text, which has no front matter and no markup."""
    smart: bool = True
    """Whether quotes are made typographic when the source is read."""
    project: Path | None = None

    @property
    def metadata(self) -> Metadata:
        """The front matter."""
        return self.article.metadata

    @property
    def lang(self) -> str:
        """The language of the article, without region or script."""
        return (self.metadata.lang or "en").split("-")[0].lower()

    @cached_property
    def prose(self) -> Prose:
        """The running text with its places."""
        return prose_of(self.text, self.name, plain=self.plain)

    @cached_property
    def lines(self) -> list[str]:
        """The source, line by line."""
        return self.text.split("\n")

    @cached_property
    def nodes(self) -> tuple[AnyNode, ...]:
        """Every node of the text, then those of the notes, in reading order."""
        return tuple(walk((*self.article.blocks, *self.article.notes)))

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Every section, in reading order."""
        return tuple(node for node in self.nodes if isinstance(node, Section))
