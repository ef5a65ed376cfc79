"""Pictures in the book: each once, whatever its names, in forms that every reading system shows.

PNG, JPEG and SVG are core media types since EPUB 3.0. WebP became one only in 3.3 and GIF would move,
so both are converted. Bitmaps are bounded to what a large tablet can show, and lose their metadata.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from docexport.fonts import FontLibrary
from docexport.model import Position
from docexport.notices import Notify, PictureChanged, PictureMissing
from docexport.records import Struct, field
from docexport.resources import Picture, Placeholder, Resources, Unusable, raster
from docexport.write.epub.svgfonts import with_fonts

_MAX_WIDTH, _MAX_HEIGHT = 1600, 2400
_MEDIA_TYPES = {"png": "image/png", "jpeg": "image/jpeg", "svg": "image/svg+xml"}
_SUFFIXES = {"png": "png", "jpeg": "jpg", "svg": "svg"}
_SVG_TEXT = re.compile(rb"<text[\s>]")


class Shown(Struct, frozen=True):
    """A picture that the book carries; `name` is its file below `images/`."""

    name: str
    media_type: str
    data: bytes
    width: int
    height: int
    clear: bool
    """Whether what lies behind it can be seen, so that a dark page would swallow it."""


class Pictures(Struct):
    """The pictures of one book, in the order of their first use."""

    resources: Resources
    notify: Notify
    fonts: FontLibrary
    _by_digest: dict[str, Shown] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Shown]:
        return iter(self._by_digest.values())

    def shown(self, source: str, at: Position) -> Shown | Placeholder:
        """The picture as the book carries it, or what stands in for it."""
        found = self.resources.picture(source, at, self.notify)
        if isinstance(found, Placeholder):
            return found
        if found.digest not in self._by_digest:
            try:
                self._by_digest[found.digest] = self._carried(found)
            except Unusable as reason:
                self.notify(PictureMissing(source=source, reason=str(reason), at=at))
                return Placeholder(source, str(reason), None)
            if found.animated:
                self.notify(PictureChanged(source=source, change="only its first frame is shown", at=at))
        return self._by_digest[found.digest]

    def _carried(self, picture: Picture) -> Shown:
        name = f"picture-{len(self._by_digest) + 1}"
        if picture.form == "svg":
            data = with_fonts(picture.data, self.fonts) if _SVG_TEXT.search(picture.data) else picture.data
            return self._item(name, "svg", data, (picture.width, picture.height), clear=True)
        made = raster(picture, max_width=_MAX_WIDTH, max_height=_MAX_HEIGHT)
        return self._item(name, made.form, made.data, (made.width, made.height), clear=made.mode.alpha)

    def _item(
        self,
        name: str,
        form: Literal["png", "jpeg", "svg"],
        data: bytes,
        size: tuple[int, int],
        *,
        clear: bool,
    ) -> Shown:
        return Shown(f"{name}.{_SUFFIXES[form]}", _MEDIA_TYPES[form], data, *size, clear)
