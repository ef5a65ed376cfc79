"""A face is one drawable shape of a family; this module also loads faces into HarfBuzz, once each.

A face is named by its file, its index in a collection, and the axes pinned when the font is variable.
The module `pymupdf_fonts` keeps its fonts compressed inside Python modules: for those, `path` is the
module's file, and `data` knows how to get at the bytes.
"""

from __future__ import annotations

import importlib
from functools import lru_cache
from pathlib import Path

from docexport.fonts import harfbuzz as hb
from docexport.records import Struct


class Face(Struct, frozen=True, cache_hash=True):
    """One face of one font file: cheap, hashable, and all that is needed to load it."""

    path: Path
    index: int
    """Which font of a collection (`.ttc`); 0 in a file with one font."""
    family: str
    weight: int
    """100 to 900, as in CSS and OS/2."""
    italic: bool
    variations: tuple[tuple[str, float], ...] = ()
    """The pinned axes of a variable font, such as `("wght", 600.0)`."""


class Loaded(Struct, frozen=True):
    """A face as HarfBuzz has it; lengths are in font units, of which `upem` make an em."""

    face: hb.Face
    font: hb.Font
    upem: int


def data(path: Path) -> bytes:
    """The bytes of a font file. OSError when it cannot be read."""
    if path.suffix != ".py":
        return path.read_bytes()
    module = importlib.import_module(f"{path.parent.name}.{path.stem}")
    return bytes(module.fontbuffer)


@lru_cache(maxsize=128)
def load(face: Face) -> Loaded:
    """The face in HarfBuzz, its axes pinned. OSError when the file cannot be read."""
    loaded = hb.Face(_blob(face.path), face.index)
    font = hb.Font(loaded)
    if face.variations:
        font.set_variations(dict(face.variations))
    return Loaded(loaded, font, loaded.upem)


@lru_cache(maxsize=64)
def _blob(path: Path) -> hb.Blob:
    # One blob for all faces of a file: a collection of CJK fonts is 30 MB, and it is mapped, not read.
    if path.suffix == ".py":
        return hb.Blob(data(path))
    return hb.Blob.from_file_path(str(path))


@lru_cache(maxsize=128)
def coverage(face: Face) -> frozenset[int]:
    """The code points that the face has a glyph for."""
    return frozenset(load(face).face.unicodes)


def covers(face: Face, text: str) -> bool:
    """Whether the face has a glyph for each character of `text`."""
    return coverage(face).issuperset(map(ord, text))


@lru_cache(maxsize=128)
def feature_tags(face: Face) -> frozenset[str]:
    """The OpenType features of the face (`smcp`, `onum`…), over all its scripts and languages."""
    loaded = load(face).face
    found: set[str] = set()
    for table in ("GSUB", "GPOS"):
        for number, _ in enumerate(loaded.get_table_script_tags(table)):
            found.update(loaded.get_language_feature_tags(table, number))
            for language, _ in enumerate(loaded.get_script_language_tags(table, number)):
                found.update(loaded.get_language_feature_tags(table, number, language))
    return frozenset(found)
