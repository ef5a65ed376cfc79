"""Bitmaps as image XObjects (ISO 32000-1, 8.9.5; ISO 19005-2, 6.2.8).

Each picture is in the file once, at no more than 300 pixels to the inch of its largest place. The data of a
JPEG stay as they are; transparency becomes a soft mask.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from pikepdf import Dictionary, Name, Object, Pdf, Stream

from docexport.resources import Picture, Pixels, pixels
from docexport.typeset.page import PlacedPicture
from docexport.write.pdf.png import png_stream

_DPI = 300


@dataclass(slots=True)
class Use:
    """A picture with its resource name and the largest box, in points, that it is placed in."""

    picture: Picture
    name: str
    width: float = 0.0
    height: float = 0.0


@dataclass(slots=True)
class Pictures:
    """The bitmaps of a document, by their content."""

    uses: dict[str, Use] = field(default_factory=dict)

    def name(self, item: PlacedPicture) -> str:
        """The resource name of a placed picture."""
        use = self.uses.setdefault(item.picture.digest, Use(item.picture, f"Im{len(self.uses) + 1}"))
        use.width, use.height = max(use.width, item.width), max(use.height, item.height)
        return use.name

    def embedded(self, pdf: Pdf) -> dict[str, Object]:
        """The images by their names."""
        return {use.name: pdf.make_indirect(_image(pdf, use)) for use in self.uses.values()}


def _image(pdf: Pdf, use: Use) -> Stream:
    most_width, most_height = (max(1, math.ceil(side * _DPI / 72)) for side in (use.width, use.height))
    untouched = png_stream(pdf, use.picture, most_width, most_height)
    if untouched is not None:
        return untouched
    samples = pixels(use.picture, max_width=most_width, max_height=most_height)
    image = _stream(pdf, samples.data, samples)
    image.ColorSpace = Name.DeviceGray if samples.color == "gray" else Name.DeviceRGB
    if samples.encoding == "jpeg":
        image.Filter = Name.DCTDecode
    if samples.alpha is not None:
        image.SMask = pdf.make_indirect(_soft_mask(pdf, samples, samples.alpha))
    return image


def _soft_mask(pdf: Pdf, samples: Pixels, alpha: bytes) -> Stream:
    mask = _stream(pdf, alpha, samples)
    mask.ColorSpace = Name.DeviceGray
    return mask


def _stream(pdf: Pdf, data: bytes, samples: Pixels) -> Stream:
    header = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=samples.width,
        Height=samples.height,
        BitsPerComponent=8,
    )
    return Stream(pdf, data, header)
