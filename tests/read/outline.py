"""An article as indented lines, to be compared with the text file beside its source.

`python -m tests.read.outline FILE…` prints the outlines of sources, to begin a new expectation with.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from docexport.model import Article, Inline, Metadata, Position, Text
from docexport.notices import Collector, Notice, SourceError, located
from docexport.read import read_file
from docexport.records import Struct, defaults

_SHARED = ("at", "id", "classes", "lang")


def outline_of(path: Path) -> str:
    """The outline of a source with its notices, or the errors for which it is refused."""
    told = Collector()
    try:
        article = read_file(path, told, display=path.name)
    except SourceError as error:
        return f"{error}\n"
    return "\n".join((*_article(article), *map(_notice, told.notices), ""))


def _notice(notice: Notice) -> str:
    return f"! {located('', notice.at, notice.message)}"


def _article(article: Article) -> Iterator[str]:
    yield from _metadata(article.metadata)
    for kind, metadata in article.overrides:
        yield f"{kind}:"
        yield from (f"  {line}" for line in _metadata(metadata))
    for block in article.blocks:
        yield from _lines(block, "")
    for note in article.notes:
        yield from _lines(note, "")


def _metadata(metadata: Metadata) -> Iterator[str]:
    for name, default in defaults(Metadata).items():
        value = getattr(metadata, name)
        if value != default and name != "positions":
            yield f"{name}: {_value(value)}"


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        if value and all(isinstance(item, Inline) for item in value):
            return _words(value)
        return "(" + ", ".join(map(_value, value)) + ")"
    if isinstance(value, Struct) and not isinstance(value, Inline):
        given = (getattr(value, name) for name in value.__struct_fields__)
        return "<" + " ".join(repr(item) for item in given if item) + ">"
    return value.isoformat() if isinstance(value, date) else repr(value)


def _lines(node: Any, indent: str) -> Iterator[str]:
    """The node's own values on one line, what it holds indented below."""
    own: list[str] = []
    inner: list[tuple[str, Any]] = []
    for name, default in defaults(type(node)).items():
        value = getattr(node, name)
        if name in _SHARED or value in (default, ()):
            continue
        if isinstance(value, tuple) and all(isinstance(item, Inline) for item in value):
            own.append(f"{name}: {_words(value)}")
        elif isinstance(value, tuple) and isinstance(value[0], Struct):
            inner.append((name, value))
        elif isinstance(value, tuple) and isinstance(value[0], tuple):
            inner += [(name, part) for part in value]
        else:
            own.append(f"{name}={_plain(value)}")
    yield f"{indent}{type(node).__name__}{_marks(node)} {_place(node.at)} {' '.join(own)}".rstrip()
    for name, parts in inner:
        step = "  " if name in ("blocks", "items", "cells") else f"  {name} "
        for part in parts:
            yield from _lines(part, indent + step)


def _plain(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, tuple) else repr(value)


def _place(at: Position) -> str:
    return f"{at.line}:{at.column}"


def _marks(node: Any) -> str:
    marks = [f"#{node.id}"] if node.id else []
    marks += [f".{name}" for name in node.classes] + ([f"lang={node.lang}"] if node.lang else [])
    return "{" + " ".join(marks) + "}" if marks else ""


def _words(inlines: Iterable[Any]) -> str:
    return "".join(_inline(node) for node in inlines)


def _inline(node: Any) -> str:
    if isinstance(node, Text):
        return node.text
    values = [getattr(node, name) for name in node.__struct_fields__ if name not in (*_SHARED, "inlines")]
    shown = " ".join(
        f"«{_words(value)}»" if isinstance(value, tuple) else repr(value) for value in values if value
    )
    inner = _words(getattr(node, "inlines", ()))
    return (
        f"⟨{type(node).__name__}{_marks(node)}{f' {shown}' if shown else ''}{f'|{inner}' if inner else ''}⟩"
    )


if __name__ == "__main__":
    for name in sys.argv[1:]:
        sys.stdout.write(outline_of(Path(name)))
