"""References inside an SVG: to ids of the same document, to embedded bitmaps, and to nothing else."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any
from urllib.parse import unquote_to_bytes

from lxml import etree

from docexport.resources.decode import form, measure
from docexport.resources.picture import Limits, Unusable

_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"']*))\s*\)""", re.IGNORECASE)
_DATA = re.compile(r"data:image/(?:png|jpe?g|gif|webp)\s*;\s*base64\s*,", re.IGNORECASE)
_RULES_THAT_LOAD = re.compile(r"@(?:import|charset|namespace)[^;]*;?|@font-face\s*\{[^}]*\}?", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_UNSAFE = re.compile(r"\\|expression\s*\(|javascript:|-moz-binding|behavior\s*:|@import|<", re.IGNORECASE)


class References:
    """The ids of a document under the names that they are written with, and what may be referred to."""

    def __init__(self, root: etree._Element, limits: Limits) -> None:
        self._limits = limits
        self._written: set[str] = set()
        self._names: dict[str, str] = {}
        found: Any = root.xpath("//@id")
        stated = [str(name) for name in found]
        taken = {name for name in stated if _NAME.fullmatch(name)}
        for name in stated:
            self._names.setdefault(name, name if name in taken else self._free(name, taken))

    @staticmethod
    def _free(name: str, taken: set[str]) -> str:
        """A name that XML allows for an id (NCName) and that no other id has."""
        base = "id-" + re.sub(r"[^A-Za-z0-9_.-]", "-", name)
        number, free = 1, base
        while free in taken:
            number, free = number + 1, f"{base}-{number}"
        taken.add(free)
        return free

    def new_id(self, name: str) -> str | None:
        """The id to write; None for the second element of the same id, which no reference can mean."""
        written = self._names.get(name)
        if not name or written is None or written in self._written:
            return None
        self._written.add(written)
        return written

    def local(self, reference: str) -> str | None:
        """`#id` as it is to be written; None when it leads elsewhere."""
        text = reference.strip()
        name = self._names.get(text[1:]) if text.startswith("#") else None
        return f"#{name}" if name else None

    def checked(self, reference: str, *, bitmap_allowed: bool) -> str | None:
        """The reference to write, or None when it is not allowed."""
        if not bitmap_allowed or reference.strip().startswith("#"):
            return self.local(reference)
        return self._bitmap(reference.strip())

    def _bitmap(self, address: str) -> str | None:
        match = _DATA.match(address)
        if match is None:
            return None
        try:
            data = base64.b64decode(unquote_to_bytes(address[match.end() :]), validate=False)
            kind = form(data)
            if kind == "svg":
                return None
            measure(data, self._limits.pixels // 4)
        except (binascii.Error, ValueError, Unusable):
            return None
        return f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}"


def safe_css(text: str, references: References) -> str:
    """A style sheet or declaration that loads nothing; empty when it cannot be made sure of."""
    css = _RULES_THAT_LOAD.sub("", _COMMENT.sub("", text))
    if _UNSAFE.search(css):
        return ""

    def replaced(match: re.Match[str]) -> str:
        local = references.local(next(group for group in match.groups() if group is not None))
        return f"url({local})" if local else "none"

    return _URL.sub(replaced, css)
