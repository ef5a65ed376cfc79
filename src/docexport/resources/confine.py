"""From what the author wrote to a file that may be read: never the network, never outside the project.

1. Addresses with a scheme are refused, and so are absolute paths.
2. The path is looked for as written, then percent-decoded, then without `?query` and `#fragment`; below
   the article's folder, then below the project's.
3. Symbolic links are followed first and judged after: what they lead to must lie in one of the folders.
"""

from __future__ import annotations

import difflib
import os
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath, PureWindowsPath
from urllib.parse import unquote

from docexport.resources.picture import Unusable

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_NO_WAIT, _BINARY = getattr(os, "O_NONBLOCK", 0), getattr(os, "O_BINARY", 0)
"""Flags that only some systems have."""
_MOST_NEIGHBORS = 5000
"""How many names of a folder are compared for a near miss."""


def is_remote(source: str) -> bool:
    """Whether the source is an address on the network."""
    return source.lower().startswith(("http:", "https:", "//"))


def find(source: str, folders: Sequence[Path]) -> Path:
    """The file that `source` names, within one of the folders. Unusable, with the reason, without one."""
    if not source.strip() or "\0" in source:
        raise Unusable("no file is named")
    if _SCHEME.match(source):
        raise Unusable(
            f"addresses with {source.partition(':')[0]}: are not read; put the file beside the article"
        )
    roots = [folder.resolve() for folder in folders]
    names = list(dict.fromkeys(_readings(source)))
    outside = False
    for root in roots:
        for name in names:
            path = _resolved(root / name)
            if path is None or not _exists(path):
                continue
            if _within(path, roots):
                return path
            outside = True
    raise Unusable(_reason(names, roots, outside=outside))


def read(path: Path, most: int) -> bytes:
    """The bytes of a regular file of at most `most` bytes. Unusable when it is not, or cannot be read."""
    try:
        # Opened without waiting: a named pipe would hold the export until someone writes to it.
        with os.fdopen(os.open(path, os.O_RDONLY | _NO_WAIT | _BINARY), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise Unusable("it is not a regular file")
            data = file.read(most + 1)
    except OSError as error:
        raise Unusable(f"it cannot be read ({error.strerror or error})") from error
    if len(data) > most:
        raise Unusable(f"it is larger than {most >> 20} MB; make it smaller")
    return data


def _readings(source: str) -> Iterator[str]:
    """The paths that a source may mean, the most literal first."""
    for text in (source, re.split(r"[?#]", source, maxsplit=1)[0]):
        for name in (text, unquote(text)):
            plain = name.replace("\\", "/").strip()
            if "\0" in plain or PurePosixPath(plain).is_absolute() or PureWindowsPath(plain).drive:
                raise Unusable("absolute paths are not read; name the file relative to the article")
            if plain:
                yield plain


def _resolved(path: Path) -> Path | None:
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):  # too long, or links in a circle
        return None


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name too long for the file system
        return False


def _within(path: Path, roots: Sequence[Path]) -> bool:
    return any(path.is_relative_to(root) for root in roots)


def _reason(names: Sequence[str], roots: Sequence[Path], *, outside: bool) -> str:
    escapes = all(not _within(_resolved(root / name) or root, roots) for root in roots for name in names)
    if outside or escapes:
        return "it lies outside the folders of the article and the project; copy it into one of them"
    near = _near_miss(names[-1], roots)
    return f"there is no such file; did you mean {near!r}?" if near else "there is no such file"


def _near_miss(name: str, roots: Sequence[Path]) -> str | None:
    """The most similar name in the folder that was named, or failing that at the top."""
    wanted = PurePosixPath(name)
    for root in roots:
        for folder in (_resolved(root / wanted.parent), root):
            if folder is None or not _exists(folder) or not folder.is_dir() or not _within(folder, roots):
                continue
            names = {path.name.casefold(): path for path in _some(folder)}
            for close in difflib.get_close_matches(wanted.name.casefold(), names, n=1, cutoff=0.75):
                return names[close].relative_to(root).as_posix() if _within(names[close], [root]) else None
    return None


def _some(folder: Path) -> list[Path]:
    return [path for path, _ in zip(sorted(folder.iterdir()), range(_MOST_NEIGHBORS), strict=False)]
