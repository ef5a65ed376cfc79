"""What a finished file says: its text in the order of the structure tree, and the tree itself.

An own small reader: codes are read through ToUnicode, marked content is gathered by MCID, ActualText stands
for what it covers. It trusts nothing that the writer knows.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

import pikepdf

Content = dict[int, str]


@dataclass
class Node:
    """A structure element: its standard type, its dictionary, and strings and nodes in reading order."""

    type: str
    source: Any
    kids: list[Node | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        if "/ActualText" in self.source:
            return str(self.source.ActualText)
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    def all(self, wanted: str) -> list[Node]:
        below = [kid for kid in self.kids if isinstance(kid, Node)]
        return ([self] if self.type == wanted else []) + [found for kid in below for found in kid.all(wanted)]

    def one(self, wanted: str) -> Node:
        (found,) = self.all(wanted)
        return found

    @property
    def outline(self) -> Any:
        """Nested lists of types, texts left out: easy to compare."""
        below = [kid.outline for kid in self.kids if isinstance(kid, Node)]
        return [self.type, *below] if below else self.type


class ReadBack:
    """An open file."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(data))
        self.contents = {page.obj.objgen: marked_text(page) for page in self.pdf.pages}
        roles = self.pdf.Root.StructTreeRoot.RoleMap
        self.roles = {str(own)[1:]: str(roles[own])[1:] for own in roles.keys()}  # noqa: SIM118  # not a dict
        self.root = self._node(self.pdf.Root.StructTreeRoot.K[0])

    @property
    def text(self) -> str:
        return self.root.text

    @property
    def words(self) -> list[str]:
        return self.text.replace("\u00ad", "").split()

    def _node(self, source: Any) -> Node:
        node = Node(str(source.S)[1:], source)
        kids = source.get("/K", pikepdf.Array())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                node.kids.append(self.contents[source.Pg.objgen][kid])
            elif str(kid.get("/Type", "")) == "/MCR":
                node.kids.append(self.contents[kid.get("/Pg", source.get("/Pg")).objgen][int(kid.MCID)])
            elif str(kid.get("/Type", "")) != "/OBJR":
                node.kids.append(self._node(kid))
        return node


@lru_cache(maxsize=32)
def opened(data: bytes) -> ReadBack:
    """The file, kept open: what was taken out of it lives no longer than the file."""
    return ReadBack(data)


def marked_text(page: pikepdf.Page) -> Content:
    """The text of each stretch of marked content on a page."""
    found: Content = {}
    open_marks: list[int | None] = []
    codes: dict[str, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        match str(instruction.operator):
            case "BDC":
                properties = operands[1]
                open_marks.append(int(properties.MCID) if "/MCID" in properties else None)
                if open_marks[-1] is not None:
                    assert open_marks[-1] not in found, "an MCID is used twice"
                    found[open_marks[-1]] = ""
            case "BMC":
                open_marks.append(None)
            case "EMC":
                open_marks.pop()
            case "Tf":
                codes = to_unicode(page.Resources.Font[str(operands[0])])
            case "TJ" | "Tj":
                mark = next((mark for mark in reversed(open_marks) if mark is not None), None)
                assert open_marks, "text outside marked content"
                if mark is not None:
                    found[mark] += shown(operands[0], codes)
            case _:
                pass
    assert not open_marks
    return found


def shown(strings: Any, codes: dict[str, str]) -> str:
    pieces = [bytes(s).hex().upper() for s in strings if isinstance(s, pikepdf.String)]
    return "".join(codes[code] for piece in pieces for code in re.findall("....", piece))


@cache
def _to_unicode(data: bytes) -> dict[str, str]:
    rows = re.findall(r"<([0-9A-F]{4})> <([0-9A-F]*)>", data.decode().partition("endcodespacerange")[2])
    return {code: bytes.fromhex(text).decode("utf-16-be") for code, text in rows}


def to_unicode(font: Any) -> dict[str, str]:
    return _to_unicode(font.ToUnicode.read_bytes())
