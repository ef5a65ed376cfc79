"""Bitmaps: their data untouched where they can be, once in the file, no finer than print needs."""

from __future__ import annotations

import struct
import zlib
from typing import Any

import pikepdf
import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no type information
import pytest
from PIL import Image

from docexport.resources import Picture, raster
from docexport.standards import PdfStandard
from docexport.typeset.page import PlacedPicture
from tests.write.pdf.by_hand import Hand, finished, image_file, picture
from tests.write.pdf.read_back import opened


def with_picture(*pictures: Picture, width: float = 120, standard: PdfStandard = "ua-1") -> bytes:
    hand = Hand()
    hand.page()
    for number, found in enumerate(pictures):
        figure = hand.root.add("figure", alt="A picture")
        box = (72, 72 + 100 * number, width, width * found.height / found.width)
        hand.pages[0].items.append(PlacedPicture(*box, found, figure))
    return finished(hand, standard=standard)


def images(data: bytes) -> list[Any]:
    return list(opened(data).pdf.pages[0].Resources.XObject.values())


def noise(mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> Image.Image:
    bands = [Image.effect_noise(size, 80) for _ in Image.new(mode, (1, 1)).getbands()]
    return Image.merge(mode, bands) if len(bands) > 1 else bands[0]


def sixteen_bits() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    rows = b"".join(
        b"\0" + b"".join(struct.pack(">HHH", x << 10, y << 10, 0) for x in range(64)) for y in range(64)
    )
    header = struct.pack(">LLBBBBB", 64, 64, 16, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        chunk(*pair) for pair in ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    )


@pytest.mark.parametrize(("mode", "space"), [("RGB", "/DeviceRGB"), ("L", "/DeviceGray")])
def test_a_jpegs_data_stay_as_they_are(mode: str, space: str) -> None:
    source = picture(image_file(noise(mode), "JPEG"), "jpeg")
    (image,) = images(with_picture(source))
    assert image.read_raw_bytes() == raster(source).data
    assert (str(image.Filter), str(image.ColorSpace)) == ("/DCTDecode", space)


@pytest.mark.parametrize(("mode", "space"), [("RGB", "/DeviceRGB"), ("L", "/DeviceGray"), ("P", "/Indexed")])
def test_an_opaque_pngs_data_stay_as_they_are(mode: str, space: str) -> None:
    source = noise("RGB").convert(mode)
    (image,) = images(with_picture(picture(image_file(source, "PNG"), "png")))
    assert (str(image.Filter), int(image.DecodeParms.Predictor)) == ("/FlateDecode", 15)
    assert str(image.ColorSpace[0] if mode == "P" else image.ColorSpace) == space
    shown = pikepdf.PdfImage(image).as_pil_image()
    assert shown.convert("RGB").tobytes() == source.convert("RGB").tobytes()


def test_inks_become_the_colors_of_the_output_intent() -> None:
    (image,) = images(with_picture(picture(image_file(noise("CMYK"), "JPEG"), "jpeg")))
    assert str(image.ColorSpace) == "/DeviceRGB"


def test_transparency_becomes_a_soft_mask_and_the_page_a_group() -> None:
    source = noise("RGBA")
    data = with_picture(picture(image_file(source, "PNG"), "png"))
    (image,) = images(data)
    assert image.SMask.read_bytes() == source.getchannel("A").tobytes()
    assert str(opened(data).pdf.pages[0].Group.CS) == "/DeviceRGB"


def test_sixteen_bits_become_eight() -> None:
    (image,) = images(with_picture(picture(sixteen_bits(), "png")))
    assert int(image.BitsPerComponent) == 8
    assert image.read_bytes()[3 * 32 : 3 * 32 + 1] == bytes([32 << 10 >> 8])


def test_a_picture_is_no_finer_than_three_hundred_to_the_inch_of_its_largest_place() -> None:
    large = picture(image_file(noise("RGB", (1200, 800)), "PNG"), "png")
    (image,) = images(with_picture(large, width=72))
    assert int(image.Width) == 300
    (untouched,) = images(with_picture(large, width=400))
    assert int(untouched.Width) == 1200


def test_a_picture_in_several_places_is_in_the_file_once() -> None:
    source = picture(image_file(noise(), "PNG"), "png")
    data = with_picture(source, source, picture(image_file(noise("L"), "PNG"), "png"))
    assert len(images(data)) == 2
    assert len(opened(data).root.all("Figure")) == 3


def test_pictures_are_the_right_way_up() -> None:
    image = Image.new("RGB", (20, 20), "white")
    image.paste("black", (0, 0, 20, 10))
    page = pdfium.PdfDocument(with_picture(picture(image_file(image, "PNG"), "png")))[0]
    shown = page.render(scale=1).to_pil().convert("L")
    assert [shown.getpixel((130, y)) for y in (80, 180)] == [0, 255]


def test_a_decorative_picture_is_an_artifact() -> None:
    hand = Hand()
    hand.page()
    found = picture(image_file(noise(), "PNG"), "png")
    hand.pages[0].items.append(PlacedPicture(72, 72, 60, 40, found, None))
    data = finished(hand)
    assert opened(data).root.outline == "Document"
    assert b"/Artifact" in opened(data).pdf.pages[0].Contents.read_bytes()
