"""What can be wrong in a style, collected so that all of it is reported at once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TypeAlias

from docexport.notices import Problem, StyleError
from docexport.style.layers import Entry, Layer
from docexport.style.nearest import suggestion

Path: TypeAlias = tuple[str, ...]


class UnfitError(ValueError):
    """A value that its key does not allow; the message says what it is not, `allowed` what would be."""

    def __init__(self, complaint: str, allowed: str, choices: Iterable[str] = ()) -> None:
        self.allowed = allowed
        self.choices = tuple(choices)
        super().__init__(complaint)


class Problems:
    """The problems of one style, in the order of its files and lines."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def refused(self, entry: Entry, unfit: UnfitError) -> None:
        """Add a value that its key does not allow."""
        # As the file has it: merging may have put fallbacks behind a font.
        given = entry.layer.value(entry.path)
        given = entry.value if given is None else given
        hint = suggestion(given, unfit.choices)
        self.add(entry, f"{dotted(entry.path)} = {shown(given)} {unfit}", f"{hint}{unfit.allowed}")

    def unknown(self, layer: Layer, path: Path, known: Iterable[str], *, kind: str = "key") -> None:
        """Add a key, table, role or span that does not exist."""
        names = sorted(known)
        where = f" in [{dotted(path[:-1])}]" if path[:-1] else ""
        remedy = f"{suggestion(path[-1], names)}allowed: {', '.join(names)}"
        what = f"unknown {kind} {path[-1]!r}{_assigned(layer, path)}{where}"
        self._found.append(Problem(layer.file, layer.position(path), what, remedy))

    def add(self, entry: Entry, what: str, remedy: str) -> None:
        """Add a problem in the words of the caller, at the place of `entry`."""
        self._found.append(Problem(entry.layer.file, entry.layer.position(entry.path), what, remedy))

    def raise_any(self) -> None:
        """Raise StyleError with all of them, if there are any."""
        if self._found:
            unique = dict.fromkeys(self._found)  # a role's fault may show in several that are like it
            raise StyleError(sorted(unique, key=lambda problem: (problem.file, problem.at)))


def dotted(path: Path) -> str:
    """Join a path as messages and `--set` write it."""
    return ".".join(path)


def shown(value: object) -> str:
    """Write a value much as TOML would, shortened."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:59] + "…"


def _assigned(layer: Layer, path: Path) -> str:
    """Show the value given to an unknown key, where it is a plain one."""
    value = layer.value(path)
    return "" if isinstance(value, dict) or value is None else f" (given {shown(value)})"
