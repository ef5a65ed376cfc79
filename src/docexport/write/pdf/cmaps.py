"""CMap files: what codes extract as, and which glyph each code is (ISO 32000-1, 9.7.5 and 9.10.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

_FRAME = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering ({ordering}) /Supplement 0>> def
/CMapName /{name} def
/CMapType {kind} def
{mode}1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{body}endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
_MOST_IN_BLOCK = 100


def to_unicode(texts: Mapping[str, str]) -> bytes:
    """The ToUnicode CMap of a font: each code, in hexadecimal, and its text."""
    rows = [f"<{code}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in texts.items()]
    body = "".join(_blocks("bfchar", rows))
    return _FRAME.format(ordering="UCS", name="Adobe-Identity-UCS", kind=2, mode="", body=body).encode()


def to_glyphs(name: str, gids: Mapping[str, int]) -> bytes:
    """The Encoding CMap of a font whose codes are not its glyph numbers."""
    body = "".join(_blocks("cidchar", [f"<{code}> {gid}" for code, gid in gids.items()]))
    mode = "/WMode 0 def\n"
    return _FRAME.format(ordering="Identity", name=name, kind=1, mode=mode, body=body).encode()


def _blocks(operator: str, rows: Sequence[str]) -> Iterator[str]:
    for start in range(0, len(rows), _MOST_IN_BLOCK):
        block = rows[start : start + _MOST_IN_BLOCK]
        yield f"{len(block)} begin{operator}\n" + "\n".join(block) + f"\nend{operator}\n"
