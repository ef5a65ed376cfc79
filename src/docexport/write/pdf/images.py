"""Bitmaps as image XObjects (ISO 32000-1, 8.9.5; ISO 19005-2, 6.2.8).

Each picture is in the file once, at no more than 300 pixels to the inch of its largest place. The data of a
JPEG stay as they are: a form turns it upright, and its profile says what its colors mean. Transparency
becomes a soft mask.
"""

from __future__ import annotations

import hashlib
import math

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from docexport.records import Struct, field
from docexport.resources import Color, Picture, Pixels, pixels
from docexport.typeset.page import PlacedPicture
from docexport.write.pdf.numbers import numbers
from docexport.write.pdf.png import png_stream

_DPI = 300
_COMPONENTS: dict[Color, int] = {"gray": 1, "rgb": 3, "cmyk": 4}
_TURNS: dict[int, tuple[int, int, int, int, int, int]] = {
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}
"""By Exif's orientation: the matrix that turns what fills the unit square."""


class Use(Struct):
    """A picture with its resource name and the largest box, in points, that it is placed in."""

    picture: Picture
    name: str
    width: float = 0.0
    height: float = 0.0


class Pictures(Struct):
    """The bitmaps of a document, by their content."""

    uses: dict[str, Use] = field(default_factory=dict)

    def name(self, item: PlacedPicture) -> str:
        """The resource name of a placed picture."""
        use = self.uses.setdefault(item.picture.digest, Use(item.picture, f"Im{len(self.uses) + 1}"))
        use.width, use.height = max(use.width, item.width), max(use.height, item.height)
        return use.name

    def embedded(self, pdf: Pdf) -> dict[str, Object]:
        """The images by their names."""
        shared = _Shared(pdf)
        return {use.name: _image(shared, use) for use in self.uses.values()}


class _Shared(Struct):
    """Streams that pictures have in common (profiles, masks) are in the file once."""

    pdf: Pdf
    known: dict[bytes, Object] = field(default_factory=dict)

    def stream(self, stream: Stream) -> Object:
        """The stream, or its like that is there already."""
        key = hashlib.sha256(stream.read_bytes() + repr(sorted(stream.keys())).encode()).digest()
        if key not in self.known:
            self.known[key] = self.pdf.make_indirect(stream)
        return self.known[key]


def _image(shared: _Shared, use: Use) -> Object:
    pdf = shared.pdf
    most_width, most_height = (max(1, math.ceil(side * _DPI / 72)) for side in (use.width, use.height))
    untouched = png_stream(pdf, use.picture, most_width, most_height)
    if untouched is not None:
        return pdf.make_indirect(untouched)
    samples = pixels(use.picture, max_width=most_width, max_height=most_height)
    image = _stream(pdf, samples.data, samples)
    image.ColorSpace = _color_space(shared, samples)
    if samples.encoding == "jpeg":
        image.Filter = Name.DCTDecode
    if samples.inverted:
        image.Decode = Array([1, 0] * 4)
    if samples.alpha is not None:
        image.SMask = shared.stream(_soft_mask(pdf, samples, samples.alpha))
    made = pdf.make_indirect(image)
    return made if samples.turn == 1 else _turned(pdf, made, samples.turn)


def _color_space(shared: _Shared, samples: Pixels) -> Object:
    if samples.profile is None:
        return Name.DeviceGray if samples.color == "gray" else Name.DeviceRGB
    profile = Stream(shared.pdf, samples.profile)
    profile.N = _COMPONENTS[samples.color]
    return Array([Name.ICCBased, shared.stream(profile)])


def _turned(pdf: Pdf, image: Object, turn: int) -> Object:
    """A form that paints the image upright into the unit square, as images are painted."""
    form = Stream(pdf, f"{numbers(*_TURNS[turn])} cm /Im Do".encode())
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = Array([0, 0, 1, 1])
    form.Resources = Dictionary(XObject=Dictionary(Im=image))
    return pdf.make_indirect(form)


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
