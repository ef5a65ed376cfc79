from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from docexport.model import NOWHERE
from docexport.notices import Collector
from docexport.resources import Picture, Resources, pixels, raster


def _picture(folder: Path, name: str) -> Picture:
    told = Collector()
    found = Resources(folder).picture(name, NOWHERE, told)
    assert isinstance(found, Picture)
    assert told.notices == []
    return found


def _opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def test_a_jpeg_that_fits_keeps_its_image_data_but_not_its_metadata(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Maker of the camera"
    noise = Image.effect_noise((80, 60), 60).convert("RGB")
    noise.save(tmp_path / "a.jpg", exif=exif, comment=b"a secret")
    noise.save(tmp_path / "plain.jpg")
    made = raster(_picture(tmp_path, "a.jpg"))
    assert made.form == "jpeg"
    assert b"Maker" not in made.data
    assert b"secret" not in made.data
    assert made.data == raster(_picture(tmp_path, "plain.jpg")).data
    assert b"Maker" in raster(_picture(tmp_path, "a.jpg"), strip=False).data


def test_a_png_that_fits_keeps_its_image_data_but_not_its_texts(tmp_path: Path) -> None:
    from PIL.PngImagePlugin import PngInfo  # noqa: PLC0415  # only here

    texts = PngInfo()
    texts.add_text("Author", "somebody", zip=False)
    Image.effect_noise((80, 60), 60).save(tmp_path / "a.png", pnginfo=texts)
    source = (tmp_path / "a.png").read_bytes()
    made = raster(_picture(tmp_path, "a.png"))
    assert b"somebody" in source
    assert b"somebody" not in made.data
    assert _opened(made.data).tobytes() == _opened(source).tobytes()


@pytest.mark.parametrize(("form", "name"), [("GIF", "a.gif"), ("WEBP", "a.webp")])
def test_other_forms_become_png(tmp_path: Path, form: str, name: str) -> None:
    Image.new("RGB", (20, 10), "red").save(tmp_path / name, form, lossless=True)
    made = raster(_picture(tmp_path, name))
    image = _opened(made.data)
    assert (made.form, image.format, image.size) == ("png", "PNG", (20, 10))
    assert image.convert("RGB").getpixel((3, 3)) == (255, 0, 0)


def test_a_moving_picture_shows_its_first_frame(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (5, 5), color) for color in ("red", "blue")]
    frames[0].save(tmp_path / "m.gif", save_all=True, append_images=frames[1:])
    assert _opened(raster(_picture(tmp_path, "m.gif")).data).convert("RGB").getpixel((0, 0)) == (255, 0, 0)


@pytest.mark.parametrize(
    ("most", "size"),
    [((100, None), (100, 50)), ((None, 20), (40, 20)), ((100, 10), (20, 10)), ((999, 999), (200, 100))],
)
def test_a_bitmap_is_scaled_down_into_its_box_and_never_up(
    tmp_path: Path, most: tuple[int | None, int | None], size: tuple[int, int]
) -> None:
    Image.effect_noise((200, 100), 40).save(tmp_path / "a.jpg")
    made = raster(_picture(tmp_path, "a.jpg"), max_width=most[0], max_height=most[1])
    assert (made.form, made.width, made.height) == ("jpeg", *size)
    assert _opened(made.data).size == size


def test_a_drawing_fills_its_box_because_it_stays_sharp(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect/></svg>'
    )
    picture = _picture(tmp_path, "a.svg")
    assert (raster(picture, max_width=600).width, raster(picture, max_width=600).height) == (600, 300)
    assert raster(picture).width == 60


def test_a_sideways_photograph_is_turned(tmp_path: Path) -> None:
    photo = Image.new("RGB", (40, 20), "white")
    photo.paste("black", (0, 0, 20, 20))
    exif = Image.Exif()
    exif[0x0112] = 6
    photo.save(tmp_path / "a.jpg", exif=exif)
    made = raster(_picture(tmp_path, "a.jpg"))
    image = _opened(made.data).convert("L")
    assert image.size == (20, 40) == (made.width, made.height)
    assert image.getpixel((10, 2)) == pytest.approx(0, abs=9)
    assert image.getpixel((10, 37)) == pytest.approx(255, abs=9)
    kept = pixels(_picture(tmp_path, "a.jpg"))
    assert (kept.width, kept.height, kept.turn) == (40, 20, 6)
    smaller = pixels(_picture(tmp_path, "a.jpg"), max_width=10)
    assert (smaller.width, smaller.height, smaller.turn) == (10, 20, 1)


def test_sixteen_bits_become_eight_without_losing_the_light(tmp_path: Path) -> None:
    Image.new("I;16", (4, 4), 0x8000).save(tmp_path / "deep.png")
    picture = _picture(tmp_path, "deep.png")
    assert picture.mode.bits == 16
    assert pixels(picture).data == bytes([128]) * 16
    assert _opened(raster(picture).data).mode == "L"


def test_four_colors_become_three(tmp_path: Path) -> None:
    Image.new("CMYK", (8, 8), (0, 255, 255, 0)).save(tmp_path / "press.jpg", quality=100)
    picture = _picture(tmp_path, "press.jpg")
    red, green, blue = _opened(raster(picture).data).getpixel((4, 4))  # type: ignore[misc]  # an RGB pixel is three numbers
    assert red > 200
    assert max(green, blue) < 60
    made = pixels(picture)
    assert (made.color, made.encoding, made.profile) == ("rgb", "jpeg", None)


def test_colors_of_another_profile_are_brought_to_srgb(tmp_path: Path) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    data = bytearray(lab.tobytes())
    named = bytes(data).replace(b"s\0R\0G\0B", b"x\0Y\0Z\0Q").replace(b"sRGB", b"xYZQ")
    Image.new("RGB", (4, 4), (10, 200, 30)).save(tmp_path / "a.png", icc_profile=named)
    made = pixels(_picture(tmp_path, "a.png"))
    assert made.data[:3] == pytest.approx((10, 200, 30), abs=2)


def test_a_broken_profile_does_no_harm(tmp_path: Path) -> None:
    Image.new("RGB", (4, 4), (10, 200, 30)).save(tmp_path / "a.png", icc_profile=b"\0" * 300)
    assert pixels(_picture(tmp_path, "a.png")).data[:3] == bytes((10, 200, 30))


def test_transparency_is_kept_apart_for_pdf(tmp_path: Path) -> None:
    half = Image.new("RGBA", (4, 2), (255, 0, 0, 128))
    half.save(tmp_path / "half.png")
    Image.new("RGBA", (4, 2), (255, 0, 0, 255)).save(tmp_path / "opaque.png")
    half.quantize(4).save(tmp_path / "palette.png")
    assert pixels(_picture(tmp_path, "half.png")).alpha == bytes([128]) * 8
    assert pixels(_picture(tmp_path, "opaque.png")).alpha is None
    palette = pixels(_picture(tmp_path, "palette.png"))
    assert (palette.color, palette.alpha) == ("rgb", bytes([128]) * 8)


def test_a_jpeg_goes_into_a_pdf_as_it_is(tmp_path: Path) -> None:
    Image.effect_noise((30, 20), 50).save(tmp_path / "a.jpg")
    made = pixels(_picture(tmp_path, "a.jpg"))
    assert (made.encoding, made.color, made.data[:2]) == ("jpeg", "gray", b"\xff\xd8")
    smaller = pixels(_picture(tmp_path, "a.jpg"), max_width=10)
    assert (smaller.encoding, smaller.width) == ("jpeg", 10)


def test_what_stands_behind_a_jpeg_is_not_part_of_it(tmp_path: Path) -> None:
    for options in ({}, {"progressive": True}, {"restart_marker_blocks": 1}):
        Image.effect_noise((90, 60), 50).save(tmp_path / "a.jpg", **options)
        alone = (tmp_path / "a.jpg").read_bytes()
        (tmp_path / "a.jpg").write_bytes(alone + b"\xff\xd8\xff another picture \xff\xd9")
        made = pixels(_picture(tmp_path, "a.jpg"))
        assert made.data == alone
        assert raster(_picture(tmp_path, "a.jpg")).data == alone


def test_a_jpeg_with_other_colors_keeps_its_profile_beside_its_data(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    other = profile.replace(b"s\0R\0G\0B", b"x\0Y\0Z\0Q").replace(b"sRGB", b"xYZQ")
    for given, kept in ((profile, None), (other, other), (b"\0" * 300, None), (other[:-9], None)):
        Image.new("RGB", (8, 8), (10, 200, 30)).save(tmp_path / "a.jpg", icc_profile=given)
        made = pixels(_picture(tmp_path, "a.jpg"))
        assert (made.encoding, made.color, made.profile) == ("jpeg", "rgb", kept)
        assert b"ICC_PROFILE" not in made.data


def test_png_only_means_png(tmp_path: Path) -> None:
    Image.new("RGB", (5, 5)).save(tmp_path / "a.jpg")
    assert raster(_picture(tmp_path, "a.jpg"), formats={"png"}).data[:4] == b"\x89PNG"


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    Image.effect_noise((300, 200), 50).convert("RGB").save(tmp_path / "a.webp", lossless=True)
    (tmp_path / "b.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text y="9">A</text></svg>'
    )
    for name in ("a.webp", "b.svg"):
        first, second = (raster(_picture(tmp_path, name), max_width=100) for _ in range(2))
        assert first == second
