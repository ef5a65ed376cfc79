"""Addresses in ASCII, as a URI action needs them (ISO 32000-1, 12.6.4.7; RFC 3986, RFC 3987, 3.1)."""

from __future__ import annotations

import re
from urllib.parse import quote

_PARTS = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*:)?(?P<host>//[^/?#]*)?(?P<rest>.*)", re.DOTALL)
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_KEPT = "%!#$&'()*+,/:;=?@[]~"


def ascii_address(address: str) -> str:
    """The address with what is not ASCII, or not allowed, percent-encoded; a host's name in Punycode."""
    found = _PARTS.fullmatch(address.strip())
    if found is None:  # the pattern takes any text
        return quote(address, safe=_KEPT)
    scheme, host, rest = (found[name] or "" for name in ("scheme", "host", "rest"))
    return scheme + _host(host) + quote(_STRAY_PERCENT.sub("%25", rest), safe=_KEPT)


def _host(host: str) -> str:
    if host.isascii():
        return quote(_STRAY_PERCENT.sub("%25", host), safe=_KEPT)
    user, at, name = host.removeprefix("//").rpartition("@")
    name, colon, port = name.partition(":")
    try:
        name = name.encode("idna").decode("ascii")
    except UnicodeError:
        name = quote(name)
    return f"//{quote(user, safe=_KEPT)}{at}{name}{colon}{quote(port)}"
