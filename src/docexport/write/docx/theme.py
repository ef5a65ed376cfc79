"""The theme part (ECMA-376 part 1, 20.1.6): Word's own palette and font menu show the style's tokens.

DrawingML wants all twelve color slots, both font collections and a format scheme of three fills, lines,
effects and backgrounds each; the format scheme is the plainest that is valid.
"""

from __future__ import annotations

from collections.abc import Iterator

from docexport.style import Style
from docexport.write.docx.faces import complex_family
from docexport.write.docx.looks import east_asian, hex_of
from docexport.write.docx.xml import DECLARATION, NAMESPACES, quoted

_ACCENTS = ("accent", "note", "tip", "important", "warning", "caution")
"""The color tokens of Word's six accents."""
_SCRIPTS = {"Jpan": "Noto Sans CJK JP", "Hang": "Noto Sans CJK KR", "Hans": "Noto Sans CJK SC",
            "Hant": "Noto Sans CJK TC"}  # fmt: skip


def theme_part(style: Style) -> bytes:
    """The theme, named after the style."""
    name = quoted(style.name)
    colors = "".join(f'<a:{slot}><a:srgbClr val="{value}"/></a:{slot}>' for slot, value in _colors(style))
    fonts = f"<a:majorFont>{_fonts(style.fonts['heading'])}</a:majorFont>"
    fonts += f"<a:minorFont>{_fonts(style.fonts['text'])}</a:minorFont>"
    return (
        f'{DECLARATION}<a:theme xmlns:a="{NAMESPACES["a"]}" name={name}><a:themeElements>'
        f"<a:clrScheme name={name}>{colors}</a:clrScheme><a:fontScheme name={name}>{fonts}</a:fontScheme>"
        f"<a:fmtScheme name={name}>{_FORMATS}</a:fmtScheme></a:themeElements></a:theme>"
    ).encode()


def _colors(style: Style) -> Iterator[tuple[str, str]]:
    tokens = style.colors
    accent, ink = tokens["accent"], tokens["ink"]
    yield "dk1", hex_of(ink)
    yield "lt1", hex_of(tokens["paper"])
    yield "dk2", hex_of(tokens["muted"])
    yield "lt2", hex_of(tokens["tint"])
    for number, token in enumerate(_ACCENTS, start=1):
        yield f"accent{number}", hex_of(tokens.get(token, accent))
    link = hex_of(style.spans["link"].color or accent)
    yield "hlink", link
    yield "folHlink", link


def _fonts(families: tuple[str, ...]) -> str:
    scripts = "".join(f'<a:font script="{script}" typeface="{face}"/>' for script, face in _SCRIPTS.items())
    return (
        f"<a:latin typeface={quoted(families[0])}/><a:ea typeface={quoted(east_asian(families))}/>"
        f"<a:cs typeface={quoted(complex_family(families))}/>{scripts}"
    )


_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"
_FORMATS = (
    f"<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>"
    + "<a:lnStyleLst>"
    + "".join(f'<a:ln w="{width}">{_FILL}<a:prstDash val="solid"/></a:ln>' for width in (6350, 12700, 19050))
    + f"</a:lnStyleLst><a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst>"
    + f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst>"
)
