"""The pictures of one article: each is found, read, checked and judged once."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from pathlib import Path
from urllib.parse import unquote_to_bytes

from docexport.model import Position
from docexport.notices import Notify, PictureChanged, PictureMissing
from docexport.resources import confine, decode
from docexport.resources.draw import draw
from docexport.resources.picture import Limits, Mode, Picture, Placeholder, Unusable

_THUMBNAIL = 32
"""Pixels."""
_EMBEDDED = re.compile(r"data:image/[a-z+.-]+((?:;[a-z0-9=-]+)*),", re.IGNORECASE)


class Resources:
    """Pictures from the article's folder and the project's, and from nowhere else."""

    def __init__(self, folder: Path, project: Path | None = None, limits: Limits | None = None) -> None:
        self._folders = (folder,) if project is None else (folder, project)
        self._limits = limits or Limits()
        self._seen: dict[str, Picture | Placeholder] = {}

    def picture(self, source: str, at: Position, notify: Notify) -> Picture | Placeholder:
        """The picture that `source` names, or what stands for it; what is odd is notified the first time."""
        if source not in self._seen:
            try:
                self._seen[source] = self._read(source, at, notify)
            except Unusable as reason:
                notify(PictureMissing(source=source, reason=str(reason), at=at))
                address = _address(source)
                self._seen[source] = Placeholder(source, str(reason), address)
        return self._seen[source]

    def _read(self, source: str, at: Position, notify: Notify) -> Picture:
        if confine.is_remote(source):
            raise Unusable("pictures are not fetched from the network; save it beside the article")
        data = self._embedded(source)
        if data is None:
            data = confine.read(confine.find(source, self._folders), self._limits.bytes)
        form = decode.form(data)
        if form == "svg":
            return self._drawing(source, data, at, notify)
        width, height, dpi, mode, animated = decode.measure(data, self._limits.pixels)
        return Picture(
            source=source,
            form=form,
            data=data,
            width=width,
            height=height,
            dpi=dpi,
            mode=mode,
            digest=_digest(data),
            animated=animated,
        )

    def _drawing(self, source: str, data: bytes, at: Position, notify: Notify) -> Picture:
        from docexport.resources.svg import sanitize  # noqa: PLC0415  # lxml, only where there is an SVG

        clean = sanitize(data, self._limits)
        if clean.removed:
            notify(PictureChanged(source=source, change=f"left out: {', '.join(clean.removed)}", at=at))
        width, height = max(1, round(clean.width)), max(1, round(clean.height))
        picture = Picture(
            source=source,
            form="svg",
            data=clean.data,
            width=width,
            height=height,
            dpi=None,
            mode=Mode("rgb", 8, alpha=True),
            digest=_digest(clean.data),
        )
        # Drawn once as a thumbnail: if it cannot be drawn, that is known here and not in a writer.
        draw(picture, min(1.0, _THUMBNAIL / max(width, height)))
        return picture

    def _embedded(self, source: str) -> bytes | None:
        """The bytes of a `data:` picture; None when the source is a path."""
        match = _EMBEDDED.match(source)
        if match is None:
            return None
        if len(source) > self._limits.bytes:
            raise Unusable("the embedded picture is too large")
        data = unquote_to_bytes(source[match.end() :])
        try:
            return base64.b64decode(data) if "base64" in match[1].lower() else data
        except (binascii.Error, ValueError) as error:
            raise Unusable("the embedded picture is damaged") from error


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def _address(source: str) -> str | None:
    if not confine.is_remote(source):
        return None
    return f"https:{source}" if source.startswith("//") else source
