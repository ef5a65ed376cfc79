"""Bitmaps: their data untouched where they can be, once in the file, no finer than print needs."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pikepdf
import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no type information
import pytest
from PIL import Image, ImageChops, ImageOps, ImageStat

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


def press_profile() -> bytes:
    """A small ICC profile for four inks: the corners of a cube, from paper to black (ICC.1:2010, 10.9)."""
    corners = bytes(
        255 * (not (black or ink)) for n in range(16) for black in [n & 1] for ink in (n & 8, n & 4, n & 2)
    )
    table = b"".join((bytes(range(256)),) * 4)
    unit = struct.pack(">9L", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x10000)
    lut = b"mft1" + bytes(4) + bytes([4, 3, 2, 0]) + unit + table + corners + bytes(range(256)) * 3
    words = b"text" + bytes(4) + b"Nobody's\0"
    name = b"desc" + bytes(4) + struct.pack(">L", 6) + b"Press\0" + bytes(78)
    white = b"XYZ " + bytes(4) + struct.pack(">3L", 0xF6D6, 0x10000, 0xD32D)
    tags = {b"desc": name, b"cprt": words, b"wtpt": white, b"A2B0": lut}
    rows, body, at = b"", b"", 132 + 12 * len(tags)
    for signature, data in tags.items():
        rows += signature + struct.pack(">LL", at + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    head = struct.pack(">L4sL4s4s4s", at + len(body), b"none", 0x02400000, b"prtr", b"CMYK", b"Lab ")
    head += struct.pack(">6H4s", 2025, 1, 1, 0, 0, 0, b"acsp") + bytes(28)
    illuminant = struct.pack(">3L", 0xF6D6, 0x10000, 0xD32D)
    return (head + illuminant).ljust(128, b"\0") + struct.pack(">L", len(tags)) + rows + body


def test_inks_without_a_profile_become_the_colors_of_the_output_intent() -> None:
    (image,) = images(with_picture(picture(image_file(noise("CMYK"), "JPEG"), "jpeg")))
    assert (str(image.ColorSpace), str(image.Filter)) == ("/DeviceRGB", "/DCTDecode")


def test_inks_with_a_profile_stay_as_they_are() -> None:
    profile = press_profile()
    source = picture(image_file(noise("CMYK"), "JPEG", icc_profile=profile), "jpeg")
    (image,) = images(with_picture(source))
    assert (str(image.ColorSpace[0]), int(image.ColorSpace[1].N)) == ("/ICCBased", 4)
    assert image.ColorSpace[1].read_bytes() == profile
    assert list(image.Decode) == [1, 0] * 4
    assert image.read_raw_bytes()[-500:] == source.data[-500:]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_photograph_keeps_its_data_and_stands_upright(orientation: int) -> None:
    plain = Image.new("RGB", (60, 40), "white")
    plain.paste("red", (0, 0, 30, 20))
    plain.paste("blue", (30, 20, 60, 40))
    exif = Image.Exif()
    exif[0x0112] = orientation
    source = picture(image_file(plain, "JPEG", exif=exif, quality=95), "jpeg")
    data = with_picture(source)
    (drawn,) = images(data)
    image = drawn if orientation == 1 else drawn.Resources.XObject.Im
    assert image.read_raw_bytes()[-500:] == source.data[-500:]
    shown = pdfium.PdfDocument(data)[0].render(scale=1).to_pil().convert("RGB")
    box = (72, 72, 72 + 120, 72 + 120 * source.height // source.width)
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(source.data))).resize((120, box[3] - box[1]))
    different = ImageChops.difference(shown.crop(box), upright)
    assert sum(ImageStat.Stat(different).mean) < 30


def test_a_png_that_has_not_the_rows_it_speaks_of_is_decoded() -> None:
    def short(rows: int) -> bytes:
        data = zlib.compress(bytes(1 + 3 * 64) * rows)
        whole = image_file(Image.new("RGB", (64, 64)), "PNG")
        start, end = whole.index(b"IDAT") - 4, whole.index(b"IEND") - 4
        chunk = struct.pack(">L", len(data)) + b"IDAT" + data + struct.pack(">L", zlib.crc32(b"IDAT" + data))
        return whole[:start] + chunk + whole[end:]

    for rows, kept in ((64, True), (10, False), (70, False)):
        (image,) = images(with_picture(picture(short(rows), "png")))
        assert ("/DecodeParms" in image) == kept
        assert len(image.read_bytes()) >= 64 * 64 * 3


def test_equal_masks_are_in_the_file_once() -> None:
    alpha = noise("L")
    files = []
    for color in ("red", "blue"):
        image = Image.new("RGBA", alpha.size, color)
        image.putalpha(alpha)
        files.append(picture(image_file(image, "PNG"), "png"))
    first, second = images(with_picture(*files))
    assert first.SMask.objgen == second.SMask.objgen


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
def test_of_moving_pictures_the_first_frame_is_shown(form: str) -> None:
    frames = [Image.new("RGB", (60, 40), color) for color in ("red", "blue")]
    data = image_file(frames[0], form, save_all=True, append_images=frames[1:])
    page = pdfium.PdfDocument(with_picture(picture(data, form.lower())))[0]
    red, _, blue = page.render(scale=1).to_pil().convert("RGB").getpixel((100, 100))
    assert red > 200
    assert blue < 60


@pytest.mark.parametrize(("mode", "bits"), [("1", 1), ("L", 8), ("LA", 8)])
def test_gray_stays_gray(mode: str, bits: int) -> None:
    source = noise("L").convert(mode)
    (image,) = images(with_picture(picture(image_file(source, "PNG"), "png")))
    assert (str(image.ColorSpace), int(image.BitsPerComponent)) == ("/DeviceGray", bits)


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
