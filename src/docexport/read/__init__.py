"""The only knowledge of source syntax: a file or a text becomes an Article.

1. Bytes are decoded and cleaned (`decode`).
2. Front matter is taken off and checked (`frontmatter`, `metadata`).
3. Markdown (`markdown`) or plain text (`plaintext`) becomes blocks.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from docexport.model import Article, Position
from docexport.notices import Notify, SourceError, refuse
from docexport.read.decode import clean, decode

__all__ = ["PLAIN_TEXT_SUFFIXES", "read_file", "read_text"]

PLAIN_TEXT_SUFFIXES = frozenset({".txt", ".text"})


def read_file(path: Path, notify: Notify, *, smart: bool = True, display: str | None = None) -> Article:
    """The article in a file; messages call the file `display`, else its path.

    Raises SourceError with every problem of the source, and OSError where the file cannot be opened.
    """
    file = display or path.as_posix()
    form: Literal["markdown", "text"] = "text" if path.suffix.lower() in PLAIN_TEXT_SUFFIXES else "markdown"
    return read_text(decode(path.read_bytes(), file), notify, file=file, form=form, smart=smart)


def read_text(
    text: str,
    notify: Notify,
    *,
    file: str,
    form: Literal["markdown", "text"] = "markdown",
    smart: bool = True,
) -> Article:
    """The article that a text is; `file` is its name in messages. Raises SourceError."""
    text = clean(text, notify)
    if not text.strip():
        remedy = "write a title and some text, as in # Title"
        raise refuse(SourceError, file, "the article is empty", remedy, Position(1, 1))
    if form == "text":
        from docexport.read.plaintext import read_plain_text  # noqa: PLC0415  (one form, one parser)

        return read_plain_text(text, notify, file=file, smart=smart)
    from docexport.read.markdown import read_markdown  # noqa: PLC0415  (markdown-it is slow to load)

    return read_markdown(text, notify, file=file, smart=smart)
