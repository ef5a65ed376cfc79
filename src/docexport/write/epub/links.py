"""Addresses that a book may link to, as valid URLs (EPUB 3.3, section 3.6; RFC 3986; WHATWG URL).

A relative address would lead to a file that the book does not carry, which is an error in an EPUB
(EPUBCheck RSC-007); it is refused, like schemes that run code or read the reader's own files.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, urlsplit

_WEB = frozenset({"http", "https", "ftp"})
_OTHER = frozenset({"mailto", "tel", "sms", "geo", "urn", "doi", "xmpp", "news"})
_SAFE = "/?:@!$&'()*+,;=-._~%"
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_.])?|\[[0-9a-f:.]+\]", re.IGNORECASE)
_NO_LABEL = 63


class Refused(ValueError):  # noqa: N818  # a verdict on an address, not a failure of the program
    """An address that cannot be a link; the message is the reason."""


def address(target: str) -> str:
    """The target as a valid absolute URL. Raises Refused with the reason."""
    try:
        parts = urlsplit(target.strip())
        port = parts.port
    except ValueError as error:
        raise Refused("it is malformed") from error
    scheme = parts.scheme.lower()
    if not scheme:
        raise Refused("it is relative and leads out of the book; give the whole address")
    if scheme in _WEB:
        return _web(scheme, parts, port)
    if scheme in _OTHER:
        return f"{scheme}:{_encoded(target.strip().partition(':')[2], '#')}"
    raise Refused(f"links of the kind {scheme}: are not allowed")


def _web(scheme: str, parts: SplitResult, port: int | None) -> str:
    user = parts.netloc.rpartition("@")[0]
    result = (
        f"{scheme}://" + (f"{_encoded(user)}@" if user else "") + _host(parts.hostname or "", parts.netloc)
    )
    result += f":{port}" if port is not None else ""
    result += _encoded(parts.path)
    result += f"?{_encoded(parts.query)}" if parts.query else ""
    return result + (f"#{_encoded(parts.fragment)}" if parts.fragment else "")


def _host(name: str, netloc: str) -> str:
    if ":" in name and "[" in netloc:
        name = f"[{name}]"
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii")
        except UnicodeError as error:
            raise Refused("its host is malformed") from error
    if not _HOST.fullmatch(name) or ".." in name or any(len(part) > _NO_LABEL for part in name.split(".")):
        raise Refused("its host is malformed")
    return name


def _encoded(part: str, more: str = "") -> str:
    return quote(_STRAY_PERCENT.sub("%25", part), safe=_SAFE + more, encoding="utf-8", errors="replace")
