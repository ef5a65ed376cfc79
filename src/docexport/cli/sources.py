"""Which articles are meant: files, folders of articles, standard input, or all of the project's."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from docexport.cli.exits import UsageError
from docexport.cli.settings import FILE, Settings, find_settings
from docexport.export import printable
from docexport.notices import SourceError, refuse
from docexport.records import Struct

_SUFFIXES = (".md", ".markdown", ".txt")
STDIN = "-"


class Source(Struct, frozen=True):
    """One article and the project it belongs to."""

    name: str
    """As the person wrote it; messages show it."""
    path: Path | None
    """None is standard input."""
    settings: Settings

    @property
    def folder(self) -> Path:
        """Where its pictures are looked for."""
        return self.path.parent if self.path else Path()

    @property
    def stem(self) -> str:
        """What its outputs are called."""
        return self.path.stem if self.path else "stdin"


def find_sources(arguments: Sequence[str]) -> tuple[Source, ...]:
    """The articles that the arguments name; without arguments, those of the project around here."""
    if not arguments:
        return _project_sources(find_settings(Path()))
    found: dict[str, Source] = {}
    for argument in arguments:
        for source in _named(argument):
            # Not resolved: two links to one article are two articles, each with a name of its own.
            place = os.path.abspath(source.path) if source.path else STDIN  # noqa: PTH100
            found.setdefault(place, source)
    return tuple(found.values())


def _named(argument: str) -> tuple[Source, ...]:
    if argument == STDIN:
        return (Source("stdin", None, find_settings(Path())),)
    if not argument:
        raise UsageError("the name of an article is empty; name a file, a folder, or - for standard input")
    path = Path(argument)
    if not os.path.isdir(path):  # noqa: PTH112 # Path.is_dir raises for a name that no file can have
        return (Source(printable(argument), path, find_settings(path.parent)),)
    settings = find_settings(path)
    articles = tuple(Source(printable(str(file)), file, settings) for file in _articles(path))
    if not articles:
        raise UsageError(f"there is no article in {argument}; articles end in {', '.join(_SUFFIXES)}")
    return articles


def _project_sources(settings: Settings) -> tuple[Source, ...]:
    folder = settings.root / settings.source
    if not folder.is_dir():
        remedy = f"name an article, or the folder of articles as `source` in {FILE}"
        raise UsageError(f"there is no folder {folder}; {remedy}")
    articles = tuple(Source(printable(str(file)), file, settings) for file in _articles(folder))
    if not articles:
        raise UsageError(
            f"there is no article in {folder}; put one there that ends in .md or .txt, or name one"
        )
    return articles


def _articles(folder: Path) -> list[Path]:
    """The articles of a folder by name; a leading dot or underscore keeps a file out."""
    try:
        return sorted(
            path
            for path in folder.iterdir()
            if path.suffix.lower() in _SUFFIXES and not path.name.startswith((".", "_")) and path.is_file()
        )
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise refuse(
            SourceError, printable(str(folder)), f"cannot be read: {reason}", "check its rights"
        ) from None
