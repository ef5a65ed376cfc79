"""Pictures in the form an output can take: PNG or JPEG files for Word and EPUB, samples for PDF.

1. A file that needs no change keeps its image data to the byte; only its metadata is taken out.
2. Otherwise it is decoded (an SVG is drawn), turned as the camera says, brought to sRGB or gray with
   eight bits, scaled down where it is too large, and written as PNG, or as JPEG if it came as JPEG.
"""

from __future__ import annotations

import io
from collections.abc import Collection
from typing import TYPE_CHECKING, Literal

from docexport.records import Struct
from docexport.resources import decode
from docexport.resources.draw import draw
from docexport.resources.metadata import stripped
from docexport.resources.picture import Color, Mode, Picture

if TYPE_CHECKING:
    from PIL.Image import Image

_JPEG_QUALITY = 90
_MOST_PIXELS = 1 << 40
"""The picture was measured before it became a Picture."""


class Raster(Struct, frozen=True):
    """A bitmap file; width and height in pixels."""

    form: Literal["png", "jpeg"]
    data: bytes
    width: int
    height: int
    mode: Mode


class Pixels(Struct, frozen=True):
    """What a PDF image needs: samples in rows from the top, eight bits to the channel."""

    width: int
    height: int
    """As stored: a picture that is to be turned is not turned yet."""
    color: Color
    """Device gray, sRGB, or what `profile` says."""
    encoding: Literal["raw", "jpeg"]
    """Whether `data` are the samples, or a baseline or progressive JPEG (DCTDecode) of them."""
    data: bytes
    alpha: bytes | None
    """One byte a pixel, 255 opaque; None when all is opaque."""
    profile: bytes | None = None
    """The ICC profile that the samples need, which is never missing with CMYK."""
    inverted: bool = False
    """Whether 0 is most ink, as Adobe's programs write CMYK."""
    turn: int = 1
    """How to turn it upright: the orientation of Exif 2.3, table 6, 1 to 8."""


def raster(
    picture: Picture,
    *,
    max_width: int | None = None,
    max_height: int | None = None,
    formats: Collection[Literal["png", "jpeg"]] = ("png", "jpeg"),
    strip: bool = True,
) -> Raster:
    """The picture as PNG or JPEG of at most the given pixels.

    Bitmaps are only ever scaled down; an SVG is drawn to fill the box, or without one at three times its
    natural size. `strip` takes out metadata (where and by whom a photograph was made).
    """
    box = (max_width, max_height)
    if _as_it_is(picture, box) and picture.form in formats and picture.form in ("png", "jpeg"):
        form: Literal["png", "jpeg"] = "png" if picture.form == "png" else "jpeg"
        data = stripped(picture.form, picture.data) if strip else picture.data
        return Raster(form, data, picture.width, picture.height, picture.mode)
    image = _image(picture, box)
    form = "jpeg" if picture.form == "jpeg" and "jpeg" in formats else "png"
    return Raster(form, _written(image, form), image.width, image.height, _mode(image))


def pixels(picture: Picture, *, max_width: int | None = None, max_height: int | None = None) -> Pixels:
    """The picture's samples, its transparency apart; sizes as in `raster`.

    A JPEG that is not too large keeps its data, whatever its colors and however it is to be turned. What
    came as JPEG and must be decoded becomes JPEG again: raw samples would be ten times as large.
    """
    box = (max_width, max_height)
    kept = _jpeg_as_it_is(picture) if picture.form == "jpeg" and _fits(picture, box) else None
    if kept is not None:
        return kept
    image = _image(picture, box)
    alpha = image.getchannel("A") if image.mode in ("LA", "RGBA") else None
    opaque = alpha is None or alpha.getextrema() == (255, 255)
    plain = image.convert("L" if image.mode in ("L", "LA") else "RGB")
    return Pixels(
        width=image.width,
        height=image.height,
        color="gray" if plain.mode == "L" else "rgb",
        encoding="jpeg" if picture.form == "jpeg" else "raw",
        data=_written(plain, "jpeg") if picture.form == "jpeg" else plain.tobytes(),
        alpha=None if alpha is None or opaque else alpha.tobytes(),
    )


def _jpeg_as_it_is(picture: Picture) -> Pixels | None:
    """The data of a JPEG; None where only a conversion gives its colors a meaning."""
    with decode.opened(picture.data, _MOST_PIXELS) as image:
        profile = None if _is_srgb(image) else _usable_profile(image)
        color = picture.mode.color
        if image.mode not in ("L", "RGB", "CMYK") or (color == "cmyk" and profile is None):
            return None
        return Pixels(
            width=image.width,
            height=image.height,
            color=color,
            encoding="jpeg",
            data=stripped("jpeg", picture.data, profile=False),
            alpha=None,
            profile=profile,
            inverted=color == "cmyk" and "adobe" in image.info,
            turn=decode.orientation(image),
        )


def _fits(picture: Picture, box: tuple[int | None, int | None]) -> bool:
    return picture.width <= (box[0] or picture.width) and picture.height <= (box[1] or picture.height)


def _as_it_is(picture: Picture, box: tuple[int | None, int | None]) -> bool:
    """Whether the file's own image data can be used."""
    if (
        not _fits(picture, box)
        or picture.form == "svg"
        or picture.mode.bits > 8
        or picture.mode.color == "cmyk"
    ):
        return False
    with decode.opened(picture.data, _MOST_PIXELS) as image:
        return (
            image.size == (picture.width, picture.height)
            and decode.orientation(image) == 1
            and _is_srgb(image)
        )


def _image(picture: Picture, box: tuple[int | None, int | None]) -> Image:
    """The decoded picture within the box: mode L, LA, RGB or RGBA."""
    if picture.form == "svg":
        return _drawn(picture, box)
    with decode.opened(picture.data, _MOST_PIXELS) as file:
        return _scaled(_normal(file), box)


def _drawn(picture: Picture, box: tuple[int | None, int | None]) -> Image:
    from PIL import Image  # noqa: PLC0415  # a run without pictures does not pay for Pillow

    factors = [most / own for most, own in zip(box, (picture.width, picture.height), strict=True) if most]
    data = draw(picture, min(factors, default=3.0))
    return Image.open(io.BytesIO(data), formats=("PNG",)).convert("RGBA")


def _scaled(image: Image, box: tuple[int | None, int | None]) -> Image:
    from PIL.Image import Resampling  # noqa: PLC0415  # as above

    factors = [most / own for most, own in zip(box, image.size, strict=True) if most]
    factor = min(factors, default=1.0)
    if factor >= 1:
        return image
    size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
    return image.resize(size, Resampling.LANCZOS)


# --- Color and orientation -------------------------------------------------------------------------


def _normal(file: Image) -> Image:
    """The first frame, upright, in L, LA, RGB or RGBA, colors in sRGB."""
    from PIL import ImageOps  # noqa: PLC0415  # as above

    profile = file.info.get("icc_profile")
    image = ImageOps.exif_transpose(file)
    if image.mode.startswith("I"):
        # Pillow would clip sixteen bits at 255 rather than scale them.
        image = image.point(lambda sample: sample / 256).convert("L")
    if image.mode in ("CMYK", "RGB", "YCbCr") and profile and not _is_srgb(file):
        image = _to_srgb(image, profile)
    has_alpha = "A" in image.mode or "a" in image.mode or "transparency" in image.info
    gray = image.mode in ("1", "L", "LA", "La")
    return image.convert(("LA" if gray else "RGBA") if has_alpha else ("L" if gray else "RGB"))


def _to_srgb(image: Image, profile: bytes) -> Image:
    from PIL import ImageCms  # noqa: PLC0415  # rarely needed

    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image  # a broken profile says nothing
    return converted if converted is not None else image


def _usable_profile(image: Image) -> bytes | None:
    """The ICC profile of a picture, if it is one for its samples that others will read (ICC.1:2010, 7.2)."""
    from PIL import ImageCms  # noqa: PLC0415  # rarely needed

    profile = image.info.get("icc_profile") or b""
    wanted = {"L": b"GRAY", "RGB": b"RGB ", "CMYK": b"CMYK"}.get(image.mode)
    known = profile[8:9] in (b"\2", b"\4") and profile[12:16] in (b"mntr", b"prtr", b"scnr", b"spac")
    if not known or profile[16:20] != wanted or int.from_bytes(profile[:4], "big") != len(profile):
        return None
    try:
        ImageCms.ImageCmsProfile(io.BytesIO(profile))
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
    return bytes(profile)


def _is_srgb(image: Image) -> bool:
    """Whether the samples are sRGB, gray, or of no stated profile, which is taken for sRGB."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode in ("1", "L", "LA"):
        return True
    # The description is plain text near the head of the profile, in one or two bytes a character.
    return b"sRGB" in profile.replace(b"\0", b"")


def _mode(image: Image) -> Mode:
    return Mode("gray" if image.mode in ("L", "LA") else "rgb", 8, alpha=image.mode in ("LA", "RGBA"))


def _written(image: Image, form: Literal["png", "jpeg"]) -> bytes:
    out = io.BytesIO()
    if form == "jpeg":
        image.convert("RGB" if image.mode == "RGBA" else image.mode).save(out, "JPEG", quality=_JPEG_QUALITY)
    else:
        image.info.clear()
        image.save(out, "PNG", compress_level=6)
    return out.getvalue()
