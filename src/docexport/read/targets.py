"""Link targets: refuse what is unsafe or malformed, make the rest valid URI references (RFC 3986).

1. Control characters and line ends go, spaces around too (as browsers do, WHATWG URL, 4.4).
2. Schemes that run code or reach into the reader's computer are refused.
3. Whatever a URI cannot hold is percent-encoded; host names become ASCII (IDNA).
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_REFUSED = frozenset(
    (
        *("javascript", "vbscript", "livescript", "mocha", "data", "file", "blob", "filesystem"),
        *("about", "view-source", "jar", "shell", "res", "mhtml"),
    )
)
_WITH_HOST = frozenset({"http", "https", "ftp", "ftps", "sftp", "ws", "wss"})
_HOST = re.compile(r"[A-Za-z0-9._~!$&'()*+,;=%-]+|\[[0-9A-Fa-f:.]+\]")
_SAFE = "/:?@!$&'()*+,;=-._~%"
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


class RefusedTargetError(ValueError):
    """A target that no output may carry; the message is the reason."""


def clean_target(raw: str) -> str:
    """A valid URI reference for what the author wrote; raises RefusedTargetError with the reason."""
    text = _CONTROL.sub("", raw).strip()
    if not text:
        raise RefusedTargetError("it is empty")
    scheme = _SCHEME.match(text)
    if scheme is None:
        return _relative(text)
    name = scheme[1].lower()
    if name in _REFUSED or name.startswith("ms-"):
        raise RefusedTargetError(f"{name}: addresses are not safe in a document")
    if len(name) == 1:
        raise RefusedTargetError("it is a path on one computer")
    rest = text[scheme.end() :]
    if name in _WITH_HOST:
        return f"{name}:{_with_host(rest)}"
    if not rest:
        raise RefusedTargetError("it has nothing behind its scheme")
    return f"{name}:{_encoded(rest)}"


def local_source(raw: str) -> str:
    """A picture's source: an address stays as it is, a file's name loses its percent-encoding."""
    text = _CONTROL.sub("", raw).strip()
    if _SCHEME.match(text) or text.startswith("//"):
        return text
    plain = unquote(text, errors="replace")
    return plain if plain.isprintable() and "\ufffd" not in plain else text


def _relative(text: str) -> str:
    if text.startswith("//"):
        return _with_host(text)
    encoded = _encoded(text)
    head = re.split(r"[/?#]", encoded, maxsplit=1)[0]
    # A colon in the first segment would make it a scheme (RFC 3986, 4.2).
    return f"./{encoded}" if ":" in head else encoded


def _with_host(rest: str) -> str:
    rest = rest.replace("\\", "/")
    if not rest.startswith("//"):
        raise RefusedTargetError("it names no host; write it as https://example.org")
    host, slash, path = re.fullmatch(r"//([^/?#]*)([/?#]?)(.*)", rest, re.DOTALL).groups()  # type: ignore[union-attr]
    return f"//{_authority(host)}{_encoded(slash + path)}"


def _authority(text: str) -> str:
    user, at, host = text.rpartition("@")
    match = re.fullmatch(r"(\[[^\]]*\]|[^:]*)(:\d{0,5})?", host)
    if match is None or not match[1]:
        raise RefusedTargetError("its host is not a name of a host")
    name = _ascii_host(match[1])
    if not _HOST.fullmatch(name) or int((match[2] or ":0")[1:] or 0) > 65535:
        raise RefusedTargetError("its host is not a name of a host")
    result = f"{quote(user, safe=_SAFE)}{at}{name}{match[2] or ''}"
    try:
        urlsplit(f"//{result}").port  # noqa: B018  (raises where host and port do not make sense)
    except ValueError as error:
        raise RefusedTargetError("its host is not a name of a host") from error
    return result


def _ascii_host(host: str) -> str:
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return quote(host, safe="%")


def _encoded(text: str) -> str:
    body, sign, fragment = text.partition("#")
    fragment = quote(_STRAY_PERCENT.sub("%25", fragment), safe=_SAFE, errors="replace")
    return quote(_STRAY_PERCENT.sub("%25", body), safe=_SAFE, errors="replace") + sign + fragment
