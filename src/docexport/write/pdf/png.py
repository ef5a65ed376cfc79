"""The image data of a PNG file, put into a PDF as they are (PNG 3, 10; ISO 32000-1, 7.4.4.4).

Both formats compress with deflate after the same predictors, so that a screenshot stays as small as its file
and nothing is decoded. This holds for opaque pictures of up to eight bits that are not interlaced.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from docexport.resources import Picture, raster

_SIGNATURE = 8
_GRAY, _RGB, _PALETTE = 0, 2, 3


def png_stream(pdf: Pdf, picture: Picture, most_width: int, most_height: int) -> Stream | None:
    """The image with the data of the picture's file; None where they cannot be used."""
    fits = picture.width <= most_width and picture.height <= most_height
    if picture.form != "png" or not fits or picture.mode.alpha or picture.mode.bits > 8:
        return None
    chunks = list(_chunks(raster(picture).data))
    header = next((data for kind, data in chunks if kind == b"IHDR"), b"")
    width, height, bits, color, _, _, interlaced = struct.unpack(">LLBBBBB", header)
    usable = color in (_GRAY, _RGB, _PALETTE) and bits <= 8 and not interlaced
    if not usable or any(kind == b"tRNS" for kind, _ in chunks):
        return None
    colors = 3 if color == _RGB else 1
    data = b"".join(data for kind, data in chunks if kind == b"IDAT")
    if not _is_whole(data, height * (1 + (width * bits * colors + 7) // 8)):
        return None
    predictor = Dictionary(Predictor=15, Colors=colors, BitsPerComponent=bits, Columns=width)
    stated = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=width,
        Height=height,
        BitsPerComponent=bits,
        ColorSpace=_color_space(color, dict(chunks)),
        Filter=Name.FlateDecode,
        DecodeParms=predictor,
    )
    return Stream(pdf, data, stated)


def _is_whole(data: bytes, size: int) -> bool:
    """Whether the data are all the rows that the header speaks of, and no more."""
    inflating = zlib.decompressobj()
    try:
        found = len(inflating.decompress(data, size + 1))
    except zlib.error:
        return False
    return found == size and inflating.eof


def _color_space(color: int, chunks: dict[bytes, bytes]) -> Object:
    if color == _PALETTE:
        palette = chunks[b"PLTE"]
        return Array([Name.Indexed, Name.DeviceRGB, len(palette) // 3 - 1, String(palette)])
    return Name.DeviceRGB if color == _RGB else Name.DeviceGray


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a file (PNG 3, 5.3): their type and their data."""
    at = _SIGNATURE
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">L4s", data, at)
        yield kind, data[at + 8 : at + 8 + size]
        at += 12 + size
