"""Formulas as Office Math (ECMA-376 part 1, 22.1), made from presentation MathML (MathML 3).

One small function per element. What Office Math names, the converter recognizes: a sum with its limits and
what it runs over (`m:nary`), a pair of brackets with what lies between (`m:d`), a named function (`m:func`).
An element that is not known here makes the whole formula fall back to its source, rather than lose a part.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from docexport.write.docx.xml import quoted, text

_LARGE = frozenset("∑∏∐∫∬∭∮∯∰⋀⋁⋂⋃⨀⨁⨂⨄⨆")
_INTEGRALS = frozenset("∫∬∭∮∯∰")
_OPENING, _CLOSING = frozenset("([{⟨⌊⌈"), frozenset(")]}⟩⌋⌉")
_EITHER = frozenset("|‖∣∥")
_COMBINING = {
    "^": "\u0302", "ˆ": "\u0302", "~": "\u0303", "˜": "\u0303", "→": "\u20d7", "←": "\u20d6", "˙": "\u0307",
    "¨": "\u0308", "´": "\u0301", "`": "\u0300", "ˇ": "\u030c", "˘": "\u0306", "˚": "\u030a", "⃛": "\u20db",
}  # fmt: skip
_BARS = frozenset("―‾¯_\u0332\u0305")
_GROUPING = frozenset("⏞⏟⎴⎵⏜⏝")
_FONT = '<w:rPr><w:rFonts w:ascii="Cambria Math" w:hAnsi="Cambria Math"/></w:rPr>'
_JUSTIFICATION = {"left": "left", "right": "right", "center": "center"}


class _Unknown(Exception):  # noqa: N818  # ends the attempt; never leaves this module
    """An element that has no counterpart here."""


@lru_cache(maxsize=512)
def omml(mathml: str) -> str | None:
    """The content of `m:oMath` for a `math` element; None if it holds what is not known here."""
    try:
        return _row(list(ET.fromstring(mathml)))
    except (_Unknown, ET.ParseError, IndexError, RecursionError):
        return None


def _tag(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _element(element: ET.Element) -> str:
    writer = _WRITERS.get(_tag(element))
    if writer is None:
        raise _Unknown(_tag(element))
    return writer(element)


def _content(element: ET.Element) -> str:
    return _row(list(element)) if _tag(element) in _ROWS else _element(element)


# --- Rows: brackets and operators that embrace what follows


def _row(children: Sequence[ET.Element]) -> str:
    return "".join(_pieces([child for one in children for child in _flat(one)]))


def _flat(element: ET.Element) -> Iterator[ET.Element]:
    """Elements without wrappers that mean nothing; brackets stay with what they embrace."""
    if _tag(element) in ("mrow", "mstyle", "mpadded"):
        for child in element:
            yield from _flat(child)
    else:
        yield element


def _pieces(row: list[ET.Element]) -> Iterator[str]:
    at = 0
    while at < len(row):
        end = _closing(row, at)
        if end is not None:
            yield _delimited(row[at], row[at + 1 : end], row[end] if end < len(row) else None)
            at = end + 1
        elif _is_large(row[at]):
            following = row[at + 1 :]
            yield _nary(row[at], _operand(following))
            at += 1 + len(_operand(following))
        else:
            yield _element(row[at])
            at += 1


def _closing(row: Sequence[ET.Element], at: int) -> int | None:
    """Where the bracket that opens at `at` closes; past the end when it is open by intention."""
    if not _opens(row[at]):
        return None
    depth = 0
    for place in range(at, len(row)):
        if _opens(row[place]) and (place == at or _text(row[place]) not in _EITHER):
            depth += 1
        elif _closes(row[place]):
            depth -= 1
            if depth == 0:
                return place
    return len(row) if row[at].get("form") == "prefix" else None


def _opens(element: ET.Element) -> bool:
    if _tag(element) != "mo":
        return False
    return element.get("form") == "prefix" or (element.get("form") is None and _text(element) in _OPENING)


def _closes(element: ET.Element) -> bool:
    if _tag(element) != "mo":
        return False
    return element.get("form") == "postfix" or (element.get("form") is None and _text(element) in _CLOSING)


def _delimited(opening: ET.Element, inside: list[ET.Element], closing: ET.Element | None) -> str:
    begin, end = _text(opening), _text(closing) if closing is not None else ""
    characters = f"<m:begChr m:val={quoted(begin)}/><m:endChr m:val={quoted(end)}/>"
    return f"<m:d><m:dPr>{characters}</m:dPr><m:e>{''.join(_pieces(inside))}</m:e></m:d>"


def _is_large(element: ET.Element) -> bool:
    if _tag(element) in ("munderover", "munder", "mover", "msubsup", "msub", "msup"):
        element = element[0]
    return _tag(element) == "mo" and _text(element) in _LARGE


def _operand(following: Sequence[ET.Element]) -> list[ET.Element]:
    """What a sum or integral runs over: all up to the next relation."""
    found: list[ET.Element] = []
    for element in following:
        if _tag(element) == "mo" and _text(element) in "=≈≤≥<>≠≡∼≃:→⇒,;+−" and found:
            break
        found.append(element)
    return found


def _nary(element: ET.Element, operand: list[ET.Element]) -> str:
    kind, parts = _tag(element), list(element)
    symbol = _text(parts[0]) if parts else _text(element)
    low = _content(parts[1]) if kind in ("munderover", "munder", "msubsup", "msub") else ""
    high = _content(parts[-1]) if kind in ("munderover", "mover", "msubsup", "msup") else ""
    beside = kind in ("msubsup", "msub", "msup") and symbol in _INTEGRALS
    place = "subSup" if beside else "undOvr"
    hidden = ("" if low else '<m:subHide m:val="1"/>') + ("" if high else '<m:supHide m:val="1"/>')
    properties = f'<m:naryPr><m:chr m:val={quoted(symbol)}/><m:limLoc m:val="{place}"/>{hidden}</m:naryPr>'
    inner = "".join(_pieces(operand))
    return f"<m:nary>{properties}<m:sub>{low}</m:sub><m:sup>{high}</m:sup><m:e>{inner}</m:e></m:nary>"


# --- Tokens


def _text(element: ET.Element) -> str:
    return (element.text or "").strip()


def _run(value: str, properties: str = "") -> str:
    return f'<m:r>{properties}{_FONT}<m:t xml:space="preserve">{text(value)}</m:t></m:r>' if value else ""


def _identifier(element: ET.Element) -> str:
    value = _text(element)
    upright = element.get("mathvariant") == "normal" or len(value) > 1
    return _run(value, '<m:rPr><m:sty m:val="p"/></m:rPr>' if upright else "")


def _number(element: ET.Element) -> str:
    return _run(_text(element))


def _operator(element: ET.Element) -> str:
    value = _text(element)
    return _run(value, '<m:rPr><m:sty m:val="p"/></m:rPr>' if len(value) > 1 and value.isalpha() else "")


def _words(element: ET.Element) -> str:
    return _run(element.text or "", "<m:rPr><m:nor/></m:rPr>")


def _space(element: ET.Element) -> str:
    width = element.get("width", "")
    em = float(width.removesuffix("em")) if width.endswith("em") else 0.0
    for least, space in (
        (1.5, "\u2003\u2003"),
        (0.8, "\u2003"),
        (0.4, "\u2002"),
        (0.2, "\u2005"),
        (0.1, "\u2009"),
    ):
        if em >= least:
            return _run(space)
    return ""


# --- Structures


def _fraction(element: ET.Element) -> str:
    bare = element.get("linethickness", "").startswith("0")
    properties = '<m:fPr><m:type m:val="noBar"/></m:fPr>' if bare else ""
    return (
        f"<m:f>{properties}<m:num>{_content(element[0])}</m:num><m:den>{_content(element[1])}</m:den></m:f>"
    )


def _square_root(element: ET.Element) -> str:
    return f'<m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/><m:e>{_row(list(element))}</m:e></m:rad>'


def _root(element: ET.Element) -> str:
    return f"<m:rad><m:deg>{_content(element[1])}</m:deg><m:e>{_content(element[0])}</m:e></m:rad>"


def _subscript(element: ET.Element) -> str:
    if _is_named(element[0]):
        return _limit("limLow", element[0], element[1])
    return f"<m:sSub><m:e>{_content(element[0])}</m:e><m:sub>{_content(element[1])}</m:sub></m:sSub>"


def _superscript(element: ET.Element) -> str:
    return f"<m:sSup><m:e>{_content(element[0])}</m:e><m:sup>{_content(element[1])}</m:sup></m:sSup>"


def _both_scripts(element: ET.Element) -> str:
    base, low, high = (_content(part) for part in element)
    return f"<m:sSubSup><m:e>{base}</m:e><m:sub>{low}</m:sub><m:sup>{high}</m:sup></m:sSubSup>"


def _is_named(element: ET.Element) -> bool:
    """Whether it is the name of an operator that takes limits below, such as lim or max."""
    return _tag(element) == "mo" and len(_text(element)) > 1 and _text(element).isalpha()


def _limit(name: str, base: ET.Element, limit: ET.Element) -> str:
    return f"<m:{name}><m:e>{_content(base)}</m:e><m:lim>{_content(limit)}</m:lim></m:{name}>"


def _under(element: ET.Element) -> str:
    mark = _text(element[1]) if _tag(element[1]) == "mo" else ""
    if mark in _BARS and mark:
        return f'<m:bar><m:barPr><m:pos m:val="bot"/></m:barPr><m:e>{_content(element[0])}</m:e></m:bar>'
    if mark in _GROUPING and mark:
        return _grouped(element, mark, "bot")
    return _limit("limLow", element[0], element[1])


def _over(element: ET.Element) -> str:
    mark = _text(element[1]) if _tag(element[1]) == "mo" else ""
    if mark in _GROUPING and mark:
        return _grouped(element, mark, "top")
    if mark in _BARS and mark:
        return f'<m:bar><m:barPr><m:pos m:val="top"/></m:barPr><m:e>{_content(element[0])}</m:e></m:bar>'
    if mark in _COMBINING:
        accent = f'<m:accPr><m:chr m:val="{_COMBINING[mark]}"/></m:accPr>'
        return f"<m:acc>{accent}<m:e>{_content(element[0])}</m:e></m:acc>"
    return _limit("limUpp", element[0], element[1])


def _grouped(element: ET.Element, mark: str, place: str) -> str:
    align = "top" if place == "bot" else "bot"
    properties = f'<m:chr m:val="{mark}"/><m:pos m:val="{place}"/><m:vertJc m:val="{align}"/>'
    return (
        f"<m:groupChr><m:groupChrPr>{properties}</m:groupChrPr><m:e>{_content(element[0])}</m:e></m:groupChr>"
    )


def _under_over(element: ET.Element) -> str:
    base, low, high = (_content(part) for part in element)
    inner = f"<m:limLow><m:e>{base}</m:e><m:lim>{low}</m:lim></m:limLow>"
    return f"<m:limUpp><m:e>{inner}</m:e><m:lim>{high}</m:lim></m:limUpp>"


def _table(element: ET.Element) -> str:
    rows = [
        [cell for cell in row if _tag(cell) == "mtd"] for row in element if _tag(row) in ("mtr", "mlabeledtr")
    ]
    width = max((len(row) for row in rows), default=0)
    columns = "".join(_column(rows, place) for place in range(width))
    lines = "".join(
        "<m:mr>"
        + "".join(f"<m:e>{_row(list(cell))}</m:e>" for cell in row)
        + "<m:e/>" * (width - len(row))
        + "</m:mr>"
        for row in rows
    )
    return f"<m:m><m:mPr><m:mcs>{columns}</m:mcs></m:mPr>{lines}</m:m>"


def _column(rows: Sequence[Sequence[ET.Element]], place: int) -> str:
    given = next((row[place].get("columnalign", "") for row in rows if len(row) > place), "")
    align = _JUSTIFICATION.get(given, "center")
    return f'<m:mc><m:mcPr><m:count m:val="1"/><m:mcJc m:val="{align}"/></m:mcPr></m:mc>'


def _phantom(element: ET.Element) -> str:
    return f'<m:phant><m:phantPr><m:show m:val="0"/></m:phantPr><m:e>{_row(list(element))}</m:e></m:phant>'


def _enclosed(element: ET.Element) -> str:
    return f"<m:borderBox><m:e>{_row(list(element))}</m:e></m:borderBox>"


def _wrapper(element: ET.Element) -> str:
    return _row(list(element))


_ROWS = frozenset({"mrow", "mstyle", "mpadded", "math"})
_WRITERS: dict[str, Callable[[ET.Element], str]] = {
    **dict.fromkeys(_ROWS, _wrapper),
    "mi": _identifier,
    "mn": _number,
    "mo": _operator,
    "mtext": _words,
    "ms": _words,
    "mspace": _space,
    "mfrac": _fraction,
    "msqrt": _square_root,
    "mroot": _root,
    "msub": _subscript,
    "msup": _superscript,
    "msubsup": _both_scripts,
    "munder": _under,
    "mover": _over,
    "munderover": _under_over,
    "mtable": _table,
    "mphantom": _phantom,
    "menclose": _enclosed,
}
