"""Bookmarks (ECMA-376 part 1, 17.13.6): only where something leads, with names that Word accepts.

A name has at most 40 letters, digits and underscores, begins with a letter, and is unique whatever its case.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from docexport.edition import ContentsEntry, Edition
from docexport.write.docx.survey import Survey

_NOT_IN_NAME = re.compile(r"\W+")
_MOST = 40


class Bookmarks:
    """The bookmarks of one document."""

    def __init__(self, edition: Edition, found: Survey) -> None:
        self._wanted = _targets(edition, found)
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()
        self._set: set[str] = set()
        self._ids = itertools.count(1)
        self._pending: list[str] = []

    def name(self, anchor: str) -> str:
        """The bookmark's name for an anchor, whether or not it is set yet."""
        if anchor not in self._names:
            self._names[anchor] = self._unique(anchor)
        return self._names[anchor]

    def is_wanted(self, anchor: str | None) -> bool:
        """Whether something leads to the anchor."""
        return anchor in self._wanted

    def want(self, anchor: str) -> None:
        """Something leads to the anchor."""
        self._wanted.add(anchor)

    def around(self, anchor: str | None, content: str) -> str:
        """The content, bookmarked if something leads to the anchor and nothing of that name came before."""
        if anchor is None or anchor not in self._wanted or anchor in self._set:
            return content
        self._set.add(anchor)
        return self.range(self.name(anchor), content)

    def range(self, name: str, content: str) -> str:
        """The content inside a bookmark."""
        number = next(self._ids)
        start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
        return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'

    def announce(self, anchor: str | None) -> None:
        """A block begins: the next paragraph's beginning is where the anchor leads."""
        if anchor is not None and anchor in self._wanted and anchor not in self._set:
            self._pending.append(anchor)

    @property
    def waiting(self) -> bool:
        """Whether an anchor was announced since the last paragraph."""
        return bool(self._pending)

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Anchors announced before are not for the paragraphs written meanwhile."""
        outer, self._pending = self._pending, []
        yield
        self._pending = outer

    def take_pending(self) -> str:
        """Bookmarks for the anchors announced since the last paragraph, to stand at its beginning."""
        if not self._pending:
            return ""
        pending, self._pending = self._pending, []
        return "".join(self.around(anchor, "") for anchor in pending)

    def _unique(self, anchor: str) -> str:
        base = _NOT_IN_NAME.sub("_", anchor)
        base = (base if base[:1].isalpha() else f"b_{base}")[:_MOST]
        name, counter = base, itertools.count(2)
        while name.casefold() in self._taken:
            suffix = f"_{next(counter)}"
            name = base[: _MOST - len(suffix)] + suffix
        self._taken.add(name.casefold())
        return name


def _targets(edition: Edition, found: Survey) -> set[str]:
    targets = set(found.linked)
    targets |= {edition.references[name].id for name in found.referred if name in edition.references}
    targets |= {entry.id for entry in (*edition.figures, *edition.tables)}
    if edition.show_contents:
        targets |= set(_ids(edition.contents, edition.toc_depth))
    return targets


def _ids(entries: Iterable[ContentsEntry], depth: int) -> Iterable[str]:
    for entry in entries:
        if entry.level <= depth:
            yield entry.id
        yield from _ids(entry.children, depth)
