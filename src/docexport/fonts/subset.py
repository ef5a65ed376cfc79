"""Fonts cut down to what a document uses, with HarfBuzz.

1. For PDF: by glyphs, which keep their numbers, with no tables for layout, which is already done.
2. For EPUB and Word: by characters, with the layout features that a reading system applies.
3. Whole: a face on its own, taken out of its collection, a variable font fixed at its weight.

The same input gives the same bytes; HarfBuzz writes no times.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from docexport.fonts import harfbuzz as hb
from docexport.fonts.description import description
from docexport.fonts.face import Face, data, load
from docexport.fonts.metrics import metrics
from docexport.fonts.naming import renamed
from docexport.records import Struct

READER_FEATURES = ("onum", "lnum", "tnum", "pnum", "smcp", "c2sc", "sups", "subs", "case")
"""What a style sheet may ask of a font, beyond the features that are always on."""
_FOR_LAYOUT = (
    *("GSUB", "GPOS", "GDEF", "BASE", "JSTF", "MATH", "kern", "vhea", "vmtx", "VORG"),
    *("name", "post", "OS/2", "cmap", "gasp", "STAT", "DSIG", "TTFA", "COLR", "CPAL"),
)
"""Tables that a PDF has no use for: layout, vertical writing, names, characters, color."""
_BOLD_FROM = 600
"""From which weight on programs that know four styles of a family take a face for its bold."""
_FIXED_PITCH, _SERIF, _SYMBOLIC, _ITALIC, _FORCE_BOLD = 1, 1 << 1, 1 << 2, 1 << 6, 1 << 18


class SubsetFont(Struct, frozen=True):
    """An embeddable font program with what a PDF FontDescriptor says of it (ISO 32000-1, table 122).

    Lengths in thousandths of an em. Glyphs have the numbers that shaping gave, which in a `cff` font are
    the CIDs too.
    """

    data: bytes
    """For `truetype` an OpenType file (FontFile2), for `cff` the bare table (FontFile3, CIDFontType0C)."""
    flavor: Literal["truetype", "cff"]
    postscript_name: str
    """Without the six-letter tag of a subset."""
    family: str
    weight: int
    flags: int
    bbox: tuple[float, float, float, float]
    italic_angle: float
    ascent: float
    descent: float
    cap_height: float
    x_height: float
    stem_v: float
    glyph_count: int
    """How many glyph numbers the font program has, used or not."""


def subset(face: Face, gids: Iterable[int], *, retain_gids: bool = True) -> SubsetFont:
    """The face with only the glyphs `gids` and those they are composed of.

    With `retain_gids` off the glyphs are numbered anew in ascending order of their numbers.
    """
    plan = _plan(face)
    plan.glyph_set.update(gids)
    plan.flags = hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.DOWNGRADE_CFF2
    plan.flags |= hb.SubsetFlags.CFF_IDENTITY_CHARSET | hb.SubsetFlags.NOTDEF_OUTLINE
    if retain_gids:
        plan.flags |= hb.SubsetFlags.RETAIN_GIDS
    plan.drop_table_tag_set.update(_tags(_FOR_LAYOUT))
    return _described(face, hb.subset(load(face).face, plan))


def subset_text(
    face: Face,
    text: str | Iterable[str],
    *,
    flavor: Literal["ttf"] = "ttf",
    layout: bool = True,
    features: Iterable[str] = READER_FEATURES,
) -> bytes:
    """A font file with only the characters of `text`, for a reader that lays out itself.

    `layout` keeps kerning, ligatures, marks and `features`, with all glyphs that they lead to. There is
    no WOFF2: it needs Brotli, and in a compressed EPUB it would save little.
    """
    del flavor
    plan = _plan(face)
    plan.unicode_set.update({ord(char) for piece in text for char in piece})
    plan.flags = hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.DOWNGRADE_CFF2
    if layout:
        plan.layout_feature_tag_set.update(_tags(features))
    else:
        plan.flags |= hb.SubsetFlags.NO_LAYOUT_CLOSURE
        plan.drop_table_tag_set.update(_tags(("GSUB", "GPOS", "GDEF")))
    return _named(face, bytes(hb.subset(load(face).face, plan).blob.data))


@lru_cache(maxsize=8)
def whole(face: Face) -> bytes:
    """A font file with all of this face and nothing else."""
    if not face.variations and face.path.suffix.lower() not in (".ttc", ".otc"):
        return data(face.path)
    plan = _plan(face)
    plan.keep_everything()
    plan.flags |= hb.SubsetFlags.DOWNGRADE_CFF2
    return _named(face, bytes(hb.subset(load(face).face, plan).blob.data))


def _named(face: Face, font: bytes) -> bytes:
    """A font cut from a variable one, under its own name; others have it already."""
    if not face.variations:
        return font
    bold, italic = face.weight >= _BOLD_FROM, face.italic
    style = "Bold Italic" if bold and italic else "Bold" if bold else "Italic" if italic else "Regular"
    return renamed(font, face.family, style, description(face).postscript_name)


def _plan(face: Face) -> hb.SubsetInput:
    """A subset of nothing yet, with the axes pinned where the face says."""
    plan, loaded = hb.SubsetInput(), load(face).face
    if loaded.has_var_data:
        plan.pin_all_axes_to_default(loaded)
        for tag, value in face.variations:
            plan.pin_axis_location(loaded, tag, value)
    return plan


def _tags(names: Iterable[str]) -> set[int]:
    return {int.from_bytes(name.encode("ascii"), "big") for name in names}


def _described(face: Face, made: hb.Face) -> SubsetFont:
    about, lengths = description(face), metrics(face)
    program = bytes(made.blob.data if about.outlines == "truetype" else made.reference_table("CFF ").data)
    return SubsetFont(
        data=program,
        flavor=about.outlines,
        postscript_name=about.postscript_name,
        family=about.family,
        weight=about.weight,
        flags=_flags(face),
        bbox=about.bbox,
        italic_angle=about.italic_angle,
        ascent=lengths.ascent,
        descent=lengths.descent,
        cap_height=lengths.cap_height,
        x_height=lengths.x_height,
        stem_v=_stem(about.weight),
        glyph_count=made.glyph_count,
    )


def _flags(face: Face) -> int:
    """ISO 32000-1, table 123. Always symbolic: glyphs are chosen by number, not by a standard encoding."""
    about = description(face)
    bits = ((about.fixed_pitch, _FIXED_PITCH), (about.serif, _SERIF), (about.italic, _ITALIC))
    bold = _FORCE_BOLD if about.weight >= 700 else 0
    return _SYMBOLIC | bold | sum(bit for on, bit in bits if on)


def _stem(weight: int) -> float:
    """Fonts do not state the width of their stems; the usual estimate from the weight."""
    return round(50 + (weight / 65) ** 2, 1)
