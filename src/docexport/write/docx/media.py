"""The parts of pictures: each picture is stored once, as the bitmap that every program can show.

A vector is stored too, beside a bitmap drawn finely enough for print.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from docx.opc.packuri import PackURI
from docx.opc.part import Part

from docexport.records import Struct
from docexport.resources import Picture, raster

if TYPE_CHECKING:
    from docx.package import Package

_PIXELS_PER_POINT = 300 / 72
_SVG_TYPE = "image/svg+xml"


class Media(Struct, frozen=True):
    """The parts of one picture."""

    bitmap: Part
    vector: Part | None


class MediaStore:
    """The pictures of one document."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._stored: dict[tuple[str, int], Media] = {}

    def media(self, picture: Picture, width: float) -> Media:
        """The parts of a picture shown at a width in points."""
        pixels = max(math.ceil(width * _PIXELS_PER_POINT), 1)
        # A bitmap keeps the pixels it has, so that it can be enlarged in Word; a vector is drawn to size.
        key = (picture.digest, pixels if picture.form == "svg" else 0)
        if key not in self._stored:
            self._stored[key] = self._new(picture, pixels)
        return self._stored[key]

    def _new(self, picture: Picture, pixels: int) -> Media:
        number, vector = len(self._stored) + 1, picture.form == "svg"
        bitmap = raster(picture, max_width=pixels if vector else None)
        part = self._part(f"image{number}.{bitmap.form}", f"image/{bitmap.form}", bitmap.data)
        return Media(part, self._part(f"image{number}.svg", _SVG_TYPE, picture.data) if vector else None)

    def _part(self, name: str, kind: str, data: bytes) -> Part:
        return Part(PackURI(f"/word/media/{name}"), kind, data, self._package)
