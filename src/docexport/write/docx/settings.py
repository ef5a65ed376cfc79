"""The settings part (ECMA-376 part 1, 17.15.1), its elements in schema order.

Nothing in it makes Word ask a question on opening: fields are filled in, none is marked for an update, and
the mode is Word's current one (15), so there is no "compatibility mode" in the title bar.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from docexport.edition import Edition
from docexport.style import Style
from docexport.write.docx.languages import decimal_comma, locale
from docexport.write.docx.xml import quoted, root, val

_WORD = "http://schemas.microsoft.com/office/word"
_COMPATIBILITY = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 1,
    "useWord2013TrackBottomHyphenation": 0,
}
_NOTE_SEPARATORS = {"footnote": (-1, 0), "endnote": (-1, 0)}
_COLOR_MAP = (
    '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1"'
    ' w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6"'
    ' w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
)
_MATH = (
    '<m:mathPr><m:mathFont m:val="Cambria Math"/><m:brkBin m:val="before"/><m:brkBinSub m:val="--"/>'
    '<m:smallFrac m:val="0"/><m:dispDef/><m:lMargin m:val="0"/><m:rMargin m:val="0"/>'
    '<m:defJc m:val="centerGroup"/>'
    '<m:wrapIndent m:val="1440"/><m:intLim m:val="subSup"/><m:naryLim m:val="undOvr"/></m:mathPr>'
)


def settings_part(edition: Edition, style: Style, notes: tuple[str, ...], *, embeds_fonts: bool) -> bytes:
    """The settings; `notes` names the kinds of notes ("footnote", "endnote") that the document has."""
    return root("w:settings", _settings(edition, style, notes, embeds_fonts=embeds_fonts))


def _settings(edition: Edition, style: Style, notes: tuple[str, ...], *, embeds_fonts: bool) -> Iterator[str]:
    yield val("zoom", "bestFit").replace("/>", ' w:percent="100"/>')
    if embeds_fonts:
        yield "<w:embedTrueTypeFonts/>"
    if style.page.two_sided:
        yield "<w:mirrorMargins/>"
    if edition.metadata.track_changes:
        yield "<w:trackRevisions/>"
    yield val("defaultTabStop", 720)
    if any(role.hyphenate for role in style.roles.values()):
        yield "<w:autoHyphenation/>"
        yield val("consecutiveHyphenLimit", 3)
        yield val("hyphenationZone", 284)
        yield "<w:doNotHyphenateCaps/>"
    if style.page.two_sided:
        yield "<w:evenAndOddHeaders/>"
    yield val("characterSpacingControl", "doNotCompress")
    for kind in notes:
        separators = "".join(f'<w:{kind} w:id="{number}"/>' for number in _NOTE_SEPARATORS[kind])
        form = val("numFmt", "decimal")
        yield f"<w:{kind}Pr>{form}{separators}</w:{kind}Pr>"
    yield f"<w:compat>{_compatibility()}</w:compat>"
    session = f"{zlib.crc32(edition.identifier.encode()):08X}"
    yield f"<w:rsids>{val('rsidRoot', session)}{val('rsid', session)}</w:rsids>"
    yield _MATH
    yield f"<w:themeFontLang w:val={quoted(locale(edition.lang))}/>"
    yield _COLOR_MAP
    comma = decimal_comma(edition.lang)
    yield val("decimalSymbol", "," if comma else ".")
    yield val("listSeparator", ";" if comma else ",")


def _compatibility() -> str:
    # A line that ends in a manual break is not to be stretched to the measure.
    rows = (
        f'<w:compatSetting w:name="{name}" w:uri="{_WORD}" w:val="{value}"/>'
        for name, value in _COMPATIBILITY.items()
    )
    return "<w:doNotExpandShiftReturn/>" + "".join(rows)
