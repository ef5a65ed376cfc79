"""Where fonts come from, in the order in which they are searched.

1. The style's own folders.
2. Packages from PyPI that are known to carry fonts: they make a document the same on any machine.
3. Packages that announce fonts through an entry point (`fonts_ttf`, `fonts_otf`, `fontpkg.family`).
4. The folders in which the operating system keeps fonts.

Each tier is looked at only when the one before it did not have what was wanted. Packages are located,
not imported.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from docexport.fonts.sfnt import Record, records

KNOWN_PACKAGES = (
    *("font_source_serif_pro", "font_source_sans_pro", "fontpkg_source_code_pro"),
    *("manimgx_fonts", "manimgx_fonts_cjk"),
)
"""Packages of plain font files; those not installed are passed over."""
PACKED = "pymupdf_fonts"
"""The package that keeps its fonts compressed inside Python modules."""
ENTRY_POINTS = ("fonts_ttf", "fonts_otf", "fontpkg.family")
_SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}
_STYLES = re.compile(r" (?:Regular|Bold Italic|Bold|Italic)$")
_UNUSABLE = {"lastresort", "adobe blank", "adobe notdef", "unicode bmp fallback sil"}
"""Families that have a drawing of "something is missing" for every character."""


def in_folders(folders: Iterable[Path]) -> tuple[Record, ...]:
    """The fonts of all files below the folders, in the order of folders and names."""
    return tuple(record for folder in folders for record in _folder(folder))


@lru_cache(maxsize=64)
def _folder(folder: Path) -> tuple[Record, ...]:
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES)
    return tuple(record for path in files for record in records(path) if _usable(record))


def _usable(record: Record) -> bool:
    name = record.families[0].casefold()
    return not name.startswith(".") and name not in _UNUSABLE


@lru_cache(maxsize=1)
def in_known_packages() -> tuple[Record, ...]:
    """The fonts of the known packages that are installed."""
    return in_folders(filter(None, map(_location, KNOWN_PACKAGES))) + tuple(_packed())


@lru_cache(maxsize=1)
def in_announced_packages() -> tuple[Record, ...]:
    """The fonts of other packages that announce themselves."""
    from importlib.metadata import entry_points  # noqa: PLC0415  # opens every installed package's metadata

    points = (point for group in ENTRY_POINTS for point in entry_points(group=group))
    names = {point.module.partition(".")[0] for point in points} - set(KNOWN_PACKAGES)
    return in_folders(filter(None, map(_location, sorted(names))))


@lru_cache(maxsize=1)
def in_system() -> tuple[Record, ...]:
    """The fonts of the operating system and of the person who uses it."""
    return in_folders(folder for folder in _system_folders() if folder.is_dir())


def _location(package: str) -> Path | None:
    spec = find_spec(package)
    places = spec.submodule_search_locations if spec else None
    return Path(places[0]) if places else None


def _packed() -> Iterator[Record]:
    """The fonts of the packed package, by what its modules say in their first lines."""
    folder = _location(PACKED)
    for path in sorted(folder.glob("[A-Z]*_*.py")) if folder else ():
        with path.open(encoding="ascii") as file:
            head = file.read(400)
        name = re.search(r'"name": "([^"]+)"', head)
        if name is not None:
            bold, italic = ('"bold": True' in head), ('"italic": True' in head)
            weight = 700 if bold else 400
            yield Record(path, 0, (_STYLES.sub("", name[1]),), weight, italic, truetype=False)


def _system_folders() -> tuple[Path, ...]:
    home = Path.home()
    if sys.platform == "darwin":
        return (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts")
    if sys.platform == "win32":
        return (Path("C:/Windows/Fonts"), home / "AppData/Local/Microsoft/Windows/Fonts")
    shared = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
    return (*shared, home / ".local/share/fonts", home / ".fonts")
