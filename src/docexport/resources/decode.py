"""Bitmaps: what kind they are by their first bytes, how large by their header, and whether they decode.

The header is read and judged before a single pixel is decoded, so that a small file cannot unpack into a
huge picture. Pillow is the only decoder, and only its PNG, JPEG, GIF and WebP readers.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from docexport.resources.picture import Color, Form, Mode, Unusable

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

_MAGIC: tuple[tuple[bytes, Form], ...] = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)
_OTHERS = {
    b"%PDF": "PDF",
    b"%!PS": "PostScript",
    b"BM": "BMP",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"\x1f\x8b": "compressed",
}
_COLORS: dict[str, Color] = {"1": "gray", "L": "gray", "LA": "gray", "I": "gray", "F": "gray", "CMYK": "cmyk"}
_ORIENTATION = 0x0112
_SIDEWAYS = (5, 6, 7, 8)


def form(data: bytes) -> Form:
    """What kind of picture the bytes are, whatever the file is called. Unusable for other kinds."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if looks_like_svg(data):
        return "svg"
    if data[4:12] in (b"ftypavif", b"ftypheic", b"ftypmif1"):
        raise Unusable("AVIF and HEIC pictures are not supported; save it as PNG or JPEG")
    kind_of_other = next((name for magic, name in _OTHERS.items() if data.startswith(magic)), "")
    what = f"a {kind_of_other} file" if kind_of_other else "no picture that is known here"
    raise Unusable(f"it is {what}; save it as PNG, JPEG, GIF, WebP or SVG")


def looks_like_svg(data: bytes) -> bool:
    """Whether the bytes begin like an XML document with `svg` in it, in UTF-8 or UTF-16."""
    start = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start.startswith(b"<") and (b"<svg" in start or b":svg" in start)


@contextmanager
def opened(data: bytes, most_pixels: int) -> Iterator[ImageFile]:
    """The bitmap with its header read. Unusable when it is too large or broken, here or in the block."""
    from PIL import Image  # noqa: PLC0415  # a run without pictures does not pay for Pillow

    # Pillow warns about odd metadata and large pictures; both are dealt with here.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "GIF", "WEBP")) as image:
                _check_size(image.width, image.height, most_pixels)
                yield image
        except Image.DecompressionBombError as error:
            raise Unusable(_too_large(most_pixels)) from error
        except Unusable:
            raise
        except Exception as error:
            # Decoders of hostile files raise whatever their arithmetic raises; all of it means the same.
            raise Unusable("the file is damaged or incomplete; export it again") from error


def measure(data: bytes, most_pixels: int) -> tuple[int, int, float | None, Mode, bool]:
    """Width and height as seen, pixels per inch, mode, and whether it moves; decodes once to be sure."""
    with opened(data, most_pixels) as image:
        facts = _dpi(image), _mode(image), bool(getattr(image, "is_animated", False))
        sideways = orientation(image) in _SIDEWAYS
        width, height = image.size
        image.load()
    return (height, width, *facts) if sideways else (width, height, *facts)


def orientation(image: Image) -> int:
    """How the camera says that the picture is to be turned: 1 to 8, where 1 is not at all."""
    stated = image.getexif().get(_ORIENTATION, 1)
    return stated if stated in range(1, 9) else 1


def _check_size(width: int, height: int, most_pixels: int) -> None:
    if width < 1 or height < 1:
        raise Unusable("it has no pixels")
    if width * height > most_pixels:
        raise Unusable(_too_large(most_pixels))


def _too_large(most_pixels: int) -> str:
    return f"it has more than {most_pixels // 1_000_000} million pixels; make it smaller"


def _dpi(image: ImageFile) -> float | None:
    stated = image.info.get("dpi")
    value = float(stated[0]) if stated else 0.0
    # Anything else is a mistake of the program that wrote the file.
    return round(value, 2) if 30 <= value <= 2400 else None


def _mode(image: Image) -> Mode:
    name = image.mode
    bits = 16 if name.startswith("I") else 1 if name == "1" else 8
    alpha = name in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info
    return Mode(_COLORS.get(name.partition(";")[0], "gray" if name.startswith("I") else "rgb"), bits, alpha)
