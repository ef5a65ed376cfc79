"""Composite fonts, embedded as subsets (ISO 32000-1, 9.7; ISO 14289-1, 7.21; ISO 19005-2, 6.2.11).

1. TrueType outlines: codes are CIDs (Identity-H), and CIDToGIDMap leads from them to the glyphs.
2. CFF outlines have no such map: a CID is a glyph's number, and an embedded CMap leads to it from the codes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from docexport.fonts import Face, SubsetFont, description, subset
from docexport.write.pdf.cmaps import to_glyphs, to_unicode
from docexport.write.pdf.codes import FaceCodes, extractable, hexadecimal


def embed_font(pdf: Pdf, codes: FaceCodes) -> Object:
    """The Type 0 font for the codes of one face."""
    gids = {hexadecimal(code): gid for (gid, _), (code, _) in codes.known.items()}
    texts = {hexadecimal(code): extractable(text) for (_, text), (code, _) in codes.known.items()}
    program, glyphs = _program(codes.face, gids)
    name = f"{_tag(program, texts)}+{program.postscript_name}"
    descendant = _descendant(pdf, program, name, codes, glyphs)
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name(f"/{name}"),
        Encoding=_encoding(pdf, program, name, glyphs),
        DescendantFonts=Array([pdf.make_indirect(descendant)]),
        ToUnicode=Stream(pdf, to_unicode(texts)),
    )
    return pdf.make_indirect(font)


def _program(face: Face, gids: Mapping[str, int]) -> tuple[SubsetFont, Mapping[str, int]]:
    """The font program, and for each code the number of its glyph in it."""
    used = set(gids.values())
    if description(face).outlines == "cff":
        # Numbered anew, a Chinese font's dozen glyphs are 5 KB; at their old numbers, 100 KB.
        dense = subset(face, used, retain_gids=False)
        numbers = {gid: number for number, gid in enumerate(sorted(used | {0}))}
        if dense.glyph_count == len(numbers):
            return dense, {code: numbers[gid] for code, gid in gids.items()}
    return subset(face, used), gids


def _tag(program: SubsetFont, texts: Mapping[str, str]) -> str:
    """Six letters that follow from the content (9.6.4), so that equal documents have equal bytes."""
    digest = hashlib.sha256(program.data + repr(sorted(texts.items())).encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _encoding(pdf: Pdf, program: SubsetFont, name: str, gids: Mapping[str, int]) -> Object:
    if program.flavor == "truetype":
        return Name("/Identity-H")
    cmap = Stream(pdf, to_glyphs(f"{name}-Codes", gids))
    cmap.Type = Name.CMap
    cmap.CMapName = Name(f"/{name}-Codes")
    cmap.CIDSystemInfo = _system_info()
    cmap.WMode = 0
    return cmap


def _descendant(
    pdf: Pdf, program: SubsetFont, name: str, codes: FaceCodes, gids: Mapping[str, int]
) -> Dictionary:
    truetype = program.flavor == "truetype"
    widths = {hexadecimal(code): width for code, width in codes.known.values()}
    by_cid = {int(code, 16) if truetype else gids[code]: width for code, width in widths.items()}
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2 if truetype else Name.CIDFontType0,
        BaseFont=Name(f"/{name}"),
        CIDSystemInfo=_system_info(),
        FontDescriptor=pdf.make_indirect(_descriptor(pdf, program, name)),
        DW=0,
        W=_widths(by_cid),
    )
    if truetype:
        font.CIDToGIDMap = Stream(pdf, _glyph_map(gids))
    return font


def _system_info() -> Dictionary:
    return Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)


def _descriptor(pdf: Pdf, program: SubsetFont, name: str) -> Dictionary:
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(f"/{name}"),
        Flags=program.flags,
        FontBBox=Array([round(side) for side in program.bbox]),
        ItalicAngle=_plain(program.italic_angle),
        Ascent=round(program.ascent),
        Descent=round(program.descent),
        CapHeight=round(program.cap_height),
        XHeight=round(program.x_height),
        StemV=round(program.stem_v),
    )
    data = Stream(pdf, program.data)
    if program.flavor == "truetype":
        data.Length1 = len(program.data)
        descriptor.FontFile2 = data
    else:
        data.Subtype = Name.CIDFontType0C
        descriptor.FontFile3 = data
    return descriptor


def _glyph_map(gids: Mapping[str, int]) -> bytes:
    """Two bytes for each CID: the number of its glyph; 0 where there is none."""
    by_cid = {int(code, 16): gid for code, gid in gids.items()}
    return b"".join(by_cid.get(cid, 0).to_bytes(2, "big") for cid in range(max(by_cid) + 1))


def _widths(widths: Mapping[int, float]) -> Array:
    """The `W` array (9.7.4.3): runs of neighboring CIDs."""
    rows = Array()
    start, run = -1, Array()
    for cid in sorted(widths):
        if cid != start + len(run):
            start, run = cid, Array()
            rows.append(cid)
            rows.append(run)
        run.append(_plain(widths[cid]))
    return rows


def _plain(value: float) -> int | float:
    return int(value) if value == int(value) else round(value, 2)
