"""The text of a PDF's pages, by marked content, decoded with each font's ToUnicode (ISO 32000-1, 9.10)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pikepdf

from docexport.records import Struct, field

_BREAK = "/XXBreak"
"""How the writer marks the ornament of a break in thought, which is no content of the page."""
_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_RANGE = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>\s*(?:<([0-9A-Fa-f\s]*)>|\[(.*?)\])", re.DOTALL)
_CHAR = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>")
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_MOST_IN_RANGE = 1 << 16

Decode = Callable[[bytes], str]


class PageText(Struct):
    """The text of a page."""

    marked: dict[int, str] = field(default_factory=dict)
    """By MCID."""
    breaks: dict[int, int] = field(default_factory=dict)
    """How many breaks in thought stand behind each MCID."""
    all: str = ""
    """In the order of painting, artifacts left out."""
    furniture: str = ""
    """What is no content: running heads, folios, markings."""
    smallest: float = 1000.0
    """The smallest type of the content, in points."""


class _Painter(Struct):
    """The state of one page while its operators are read."""

    own: bool
    fonts: dict[str, Decode]
    properties: Any
    page: PageText
    font: Decode | None = None
    stack: list[tuple[int | None, bool, bool]] = field(default_factory=list)
    """Of each open stretch: its MCID, whether it is an artifact, whether it says what it reads as."""
    last: int = 0
    pieces: dict[int, list[str]] = field(default_factory=dict)
    flow: list[str] = field(default_factory=list)
    artifacts: list[str] = field(default_factory=list)
    size: float = 0.0
    scaled: float = 1.0
    saved: list[tuple[Decode | None, float]] = field(default_factory=list)
    """What `q` saves of the text state (8.4.2)."""

    def operator(self, name: str, operands: Any) -> None:
        match name:
            case "BDC" | "BMC":
                self._begin(operands)
            case "EMC" if self.stack:
                self.stack.pop()
            case "q":
                self.saved.append((self.font, self.size))
            case "Q" if self.saved:
                self.font, self.size = self.saved.pop()
            case "Tf":
                self.font = self.fonts.get(str(operands[0]))
                self.size = abs(float(operands[1]))
            case "Tj":
                self._show([operands[0]])
            case "TJ":
                self._show(operands[0])
            case "'" | '"':
                self._space()
                self._show([operands[-1]])
            case "Tm":
                self.scaled = abs(float(operands[3])) or 1.0
                if not self.own:
                    self._space()
            case "Td" | "TD" | "T*" if not self.own:
                self._space()
            case _:
                pass

    def _begin(self, operands: Any) -> None:
        tag = str(operands[0])
        given = operands[1] if len(operands) > 1 else None
        if isinstance(given, pikepdf.Name):
            given = self.properties.get(str(given)) if self.properties is not None else None
        facts: Any = given if isinstance(given, pikepdf.Dictionary) else {}
        mcid = int(facts["/MCID"]) if "/MCID" in facts else None
        if mcid is not None:
            self.last = mcid
        if str(facts.get("/Subtype", "")) == _BREAK:
            self.page.breaks[self.last] = self.page.breaks.get(self.last, 0) + 1
        actual = facts.get("/ActualText")
        self.stack.append((mcid, tag == "/Artifact", False))
        if actual is not None:
            self._say(str(actual))
            self.stack[-1] = (mcid, tag == "/Artifact", True)

    def _show(self, strings: Any) -> None:
        if self.font is None or any(actual for _, _, actual in self.stack):
            return
        for string in strings:
            if isinstance(string, pikepdf.String):
                self._say(self.font(bytes(string)))

    def _space(self) -> None:
        self._say("\n")

    def _say(self, text: str) -> None:
        if any(artifact for _, artifact, _ in self.stack):
            self.artifacts.append(text)
            return
        self.flow.append(text)
        if text.strip() and self.size and self.scaled == 1.0:
            self.page.smallest = min(self.page.smallest, self.size)
        mcid = next((mcid for mcid, _, _ in reversed(self.stack) if mcid is not None), None)
        if mcid is not None:
            self.pieces.setdefault(mcid, []).append(text)


def page_text(page: pikepdf.Page, *, own: bool) -> PageText:
    """The text of a page. In a file of our own, only spaces part words; in others, so do moves."""
    made = PageText()
    resources = page.obj.get("/Resources", pikepdf.Dictionary())
    fonts = {str(name): decoder(font) for name, font in resources.get("/Font", {}).items()}
    painter = _Painter(own, fonts, resources.get("/Properties"), made)
    for instruction in pikepdf.parse_content_stream(page):
        painter.operator(str(instruction.operator), instruction.operands)
    made.marked = {mcid: "".join(pieces) for mcid, pieces in painter.pieces.items()}
    made.all = "".join(painter.flow)
    made.furniture = "".join(painter.artifacts)
    return made


def decoder(font: pikepdf.Object) -> Decode:
    """How the codes of a font become text."""
    width = 2 if str(font.get("/Subtype", "")) == "/Type0" else 1
    if "/ToUnicode" not in font:
        return _nothing if width == 2 else _latin
    table = cmap(font.ToUnicode.read_bytes())
    if width == 1:
        return lambda codes: "".join(table.get(code, chr(code)) for code in codes)

    def decode(codes: bytes) -> str:
        pairs = (int.from_bytes(codes[place : place + 2]) for place in range(0, len(codes) - 1, 2))
        return "".join(table.get(code, "") for code in pairs)

    return decode


def _nothing(_codes: bytes) -> str:
    return ""


def _latin(codes: bytes) -> str:
    return codes.decode("cp1252", "replace")


def cmap(source: bytes) -> dict[int, str]:
    """The text of each code that a ToUnicode CMap names (9.10.3)."""
    table: dict[int, str] = {}
    for block in _BLOCK.finditer(source):
        if block[1] == b"bfchar":
            for match in _CHAR.finditer(block[2]):
                table[_code(match[1])] = _text(match[2])
            continue
        for match in _RANGE.finditer(block[2]):
            low, high = _code(match[1]), _code(match[2])
            if match[4] is not None:
                texts = [_text(found[1]) for found in _HEX.finditer(match[4])]
                table |= dict(zip(range(low, high + 1), texts, strict=False))
            else:
                start = _text(match[3])
                for code in range(low, min(high, low + _MOST_IN_RANGE) + 1):
                    table[code] = start[:-1] + chr(ord(start[-1]) + code - low) if start else ""
    return table


def _code(digits: bytes) -> int:
    return int(b"".join(digits.split()) or b"0", 16)


def _text(digits: bytes) -> str:
    plain = b"".join(digits.split())
    return bytes.fromhex(plain.decode("ascii")).decode("utf-16-be", "replace") if len(plain) % 2 == 0 else ""
