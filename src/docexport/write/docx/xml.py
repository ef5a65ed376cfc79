"""WordprocessingML as text: escaping, and property containers whose children stand in schema order.

Word refuses a file whose properties are out of order, so every `w:pPr`, `w:rPr`, `w:tblPr`, `w:tcPr` and
`w:sectPr` is put together by `in_order`, from a mapping of element names to finished elements. The orders
are those of ECMA-376 part 1 (ISO/IEC 29500-1), annex A, with Microsoft's additions ([MS-DOCX] 2.6) last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
_ROOT = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items()) + ' mc:Ignorable="w14"'
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML 1.0 file may hold. Reading cleans sources of it; an article made by a program may have it."""

Properties = Mapping[str, str]
"""Finished elements by their names; what has no element is left out."""

_PARAGRAPH = """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers
    pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi
    adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection
    textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr"""
_RUN = """rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof
    snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText
    vertAlign rtl cs em lang eastAsianLayout specVanish oMath w14:ligatures w14:numForm w14:numSpacing
    w14:stylisticSets w14:cntxtAlts"""
_TABLE = """tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc
    tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"""
_CELL = "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign"
_SECTION = """headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders
    lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid"""


def _ranks(names: str) -> dict[str, int]:
    return {name: rank for rank, name in enumerate(names.split())}


_RANKS = {
    "w:pPr": _ranks(_PARAGRAPH),
    "w:rPr": _ranks(_RUN),
    "w:tblPr": _ranks(_TABLE),
    "w:tcPr": _ranks(_CELL),
    "w:sectPr": _ranks(_SECTION),
}


def in_order(container: str, children: Properties) -> str:
    """The property container with its children in schema order; nothing when there are none."""
    if len(children) == 1:
        (only,) = children.values()
        return f"<{container}>{only}</{container}>" if only else ""
    ranks = _RANKS[container]
    names = sorted((name for name, element in children.items() if element), key=ranks.__getitem__)
    if not names:
        return ""
    return f"<{container}>{''.join(children[name] for name in names)}</{container}>"


def text(value: str) -> str:
    """Character data."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(value: str) -> str:
    """An attribute's value with its quotes; line ends and tabs survive as references."""
    # As xml.sax.saxutils does it, which would load all that Python knows of the network.
    value = text(value).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
    if '"' not in value:
        return f'"{value}"'
    return f"'{value}'" if "'" not in value else '"' + value.replace('"', "&quot;") + '"'


@lru_cache(maxsize=1024, typed=True)
def val(name: str, value: str | int) -> str:
    """An element of `w:` with nothing but a `w:val`."""
    return f"<w:{name} w:val={quoted(str(value))}/>"


def toggle(name: str, *, on: bool) -> str:
    """A property that is either on or off, stated either way, so that it can undo an inherited one."""
    return f"<w:{name}/>" if on else f'<w:{name} w:val="0"/>'


def root(name: str, content: str | Iterable[str], attributes: str = "") -> bytes:
    """A whole part: the declaration and the root element with every namespace that its content may use."""
    inner = _NOT_XML.sub("", content if isinstance(content, str) else "".join(content))
    return f"{DECLARATION}<{name} {_ROOT}{attributes}>{inner}</{name}>".encode()


def words(value: str) -> str:
    """The text elements of a run: line ends become breaks, tabs tab stops, other spaces are kept."""
    if "\n" not in value and "\t" not in value:
        return f'<w:t xml:space="preserve">{text(value)}</w:t>'
    lines = ("<w:tab/>".join(map(_piece, line.split("\t"))) for line in value.split("\n"))
    return "<w:br/>".join(lines)


def _piece(value: str) -> str:
    return f'<w:t xml:space="preserve">{text(value)}</w:t>' if value else ""
