from __future__ import annotations

import base64
import io
import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from PIL import Image

from docexport.model import Position
from docexport.notices import Collector, PictureMissing
from docexport.resources import Limits, Picture, Placeholder, Resources

_AT = Position(4, 2)


@pytest.fixture
def told() -> Collector:
    return Collector()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    article = tmp_path / "project" / "source"
    (article / "figures").mkdir(parents=True)
    Image.new("RGB", (30, 20), "red").save(article / "figures" / "map.png")
    Image.new("L", (30, 20)).save(tmp_path / "project" / "logo.png")
    Image.new("L", (30, 20)).save(tmp_path / "secret.png")
    return article


@pytest.mark.parametrize(
    "source",
    [
        *("figures/map.png", "./figures/map.png", "figures/../figures/map.png", "figures\\map.png"),
        *("figures%2Fmap.png", "figures/map.png?raw=true", "figures/map.png#part"),
    ],
)
def test_a_picture_beside_the_article_is_found(folder: Path, told: Collector, source: str) -> None:
    picture = Resources(folder).picture(source, _AT, told)
    assert isinstance(picture, Picture)
    assert (picture.source, picture.form, picture.width, picture.height) == (source, "png", 30, 20)
    assert told.notices == []


def test_a_name_with_a_percent_sign_is_taken_as_it_is_first(folder: Path, told: Collector) -> None:
    Image.new("L", (7, 7)).save(folder / "up%20.png")
    picture = Resources(folder).picture("up%20.png", _AT, told)
    assert isinstance(picture, Picture)
    assert picture.width == 7


@pytest.mark.parametrize("source", ["../logo.png", "logo.png"])
def test_pictures_of_the_project_are_found_when_there_is_one(
    folder: Path, told: Collector, source: str
) -> None:
    assert isinstance(Resources(folder, folder.parent).picture(source, _AT, told), Picture)
    assert isinstance(Resources(folder).picture(source, _AT, told), Placeholder)


@pytest.mark.parametrize(
    ("source", "part_of_reason"),
    [
        ("../../secret.png", "outside"),
        ("..%2F..%2Fsecret.png", "outside"),
        ("figures/../../../secret.png", "outside"),
        ("../../../../../../../../etc/passwd", "outside"),
        ("link.png", "outside"),
        ("linked/secret.png", "outside"),
        ("circle.png", "no such file"),
        ("/etc/passwd", "absolute"),
        ("%2Fetc%2Fpasswd", "absolute"),
        ("C:\\pictures\\map.png", "addresses with C:"),
        ("\\\\server\\share\\map.png", "absolute"),
        ("file:///etc/passwd", "addresses with file:"),
        ("FILE:figures/map.png", "addresses with FILE:"),
        ("javascript:alert(1)", "addresses with javascript:"),
        ("map\0.png", "no file"),
        ("map%00.png", "absolute"),
        ("", "no file"),
        ("   ", "no file"),
        ("figures", "cannot be read"),
        ("pipe.png", "not a regular file"),
        ("x" * 5000, "no such file"),
        ("figures/mpa.png", "did you mean 'figures/map.png'?"),
        ("figures/MAP.PNG", "did you mean 'figures/map.png'?"),
    ],
)
def test_what_may_not_be_read_or_is_not_there_is_a_placeholder_with_the_reason(
    folder: Path, told: Collector, source: str, part_of_reason: str
) -> None:
    (folder / "link.png").symlink_to(folder.parent.parent / "secret.png")
    (folder / "linked").symlink_to(folder.parent.parent)
    (folder / "circle.png").symlink_to(folder / "circle.png")
    os.mkfifo(folder / "pipe.png")
    found = Resources(folder, folder.parent).picture(source, _AT, told)
    assert isinstance(found, Placeholder)
    assert part_of_reason in found.reason
    assert told.notices == [PictureMissing(source=source, reason=found.reason, at=_AT)]


def test_a_link_that_stays_within_the_project_is_followed(folder: Path, told: Collector) -> None:
    (folder / "inside.png").symlink_to(folder / "figures" / "map.png")
    assert isinstance(Resources(folder).picture("inside.png", _AT, told), Picture)


@pytest.mark.parametrize("source", ["http://x.org/a.png", "HTTPS://x.org/a.png", "//x.org/a.png"])
def test_a_remote_picture_is_a_placeholder_that_keeps_its_address(
    folder: Path, told: Collector, source: str
) -> None:
    found = Resources(folder).picture(source, _AT, told)
    assert isinstance(found, Placeholder)
    assert found.address is not None
    assert found.address.endswith("//x.org/a.png")
    assert "not fetched" in found.reason


def test_each_source_is_read_and_told_of_once(folder: Path) -> None:
    told: list[object] = []
    resources = Resources(folder)
    first = resources.picture("none.png", _AT, told.append)
    assert resources.picture("none.png", Position(9, 9), told.append) is first
    assert len(told) == 1


def test_the_content_decides_what_a_picture_is_not_its_name(folder: Path, told: Collector) -> None:
    Image.new("RGB", (9, 9)).save(folder / "really.png", "JPEG")
    (folder / "no.png").write_bytes(b"%PDF-1.7")
    (folder / "text.png").write_text("hello")
    resources = Resources(folder)
    jpeg = resources.picture("really.png", _AT, told)
    assert isinstance(jpeg, Picture)
    assert jpeg.form == "jpeg"
    for name, reason in (("no.png", "a PDF file"), ("text.png", "no picture that is known")):
        other = resources.picture(name, _AT, told)
        assert isinstance(other, Placeholder)
        assert reason in other.reason


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_truncated_file_is_a_placeholder(folder: Path, told: Collector, form: str) -> None:
    whole = io.BytesIO()
    Image.effect_noise((300, 200), 80).convert("RGB").save(whole, form)
    (folder / "cut").write_bytes(whole.getvalue()[: len(whole.getvalue()) // 2])
    found = Resources(folder).picture("cut", _AT, told)
    assert isinstance(found, Placeholder)
    assert "damaged" in found.reason


def _png(width: int, height: int, body: bytes = b"") -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(body)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("width", "height"), [(60_000, 60_000), (2**31 - 1, 2), (9000, 9000)])
def test_a_picture_that_would_unpack_into_too_many_pixels_is_refused_by_its_header(
    folder: Path, told: Collector, width: int, height: int
) -> None:
    (folder / "bomb.png").write_bytes(_png(width, height))
    found = Resources(folder).picture("bomb.png", _AT, told)
    assert isinstance(found, Placeholder)
    assert "million pixels" in found.reason


def test_a_file_larger_than_the_limit_is_refused(folder: Path, told: Collector) -> None:
    found = Resources(folder, limits=Limits(bytes=50)).picture("figures/map.png", _AT, told)
    assert isinstance(found, Placeholder)
    assert "larger than" in found.reason


def test_a_picture_embedded_in_the_source_is_read(folder: Path, told: Collector) -> None:
    data = base64.b64encode((folder / "figures/map.png").read_bytes()).decode()
    resources = Resources(folder)
    assert isinstance(resources.picture(f"data:image/png;base64,{data}", _AT, told), Picture)
    assert isinstance(resources.picture("data:image/png;base64,AAAA", _AT, told), Placeholder)
    assert isinstance(resources.picture("data:text/html,hello", _AT, told), Placeholder)


def test_size_follows_the_stated_resolution_and_else_96_to_the_inch(folder: Path, told: Collector) -> None:
    Image.new("L", (300, 150)).save(folder / "print.jpg", dpi=(300, 300))
    Image.new("L", (96, 48)).save(folder / "screen.png")
    Image.new("L", (96, 48)).save(folder / "odd.png", dpi=(1, 1))
    resources = Resources(folder)
    sizes = [
        tuple(round(length.pt, 1) for length in picture.size)
        for name in ("print.jpg", "screen.png", "odd.png")
        if isinstance(picture := resources.picture(name, _AT, told), Picture)
    ]
    assert sizes == [(72.0, 36.0), (72.0, 36.0), (72.0, 36.0)]


def test_a_sideways_photograph_is_measured_as_it_is_seen(folder: Path, told: Collector) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (40, 10)).save(folder / "photo.jpg", exif=exif)
    picture = Resources(folder).picture("photo.jpg", _AT, told)
    assert isinstance(picture, Picture)
    assert (picture.width, picture.height) == (10, 40)


def test_the_mode_and_the_movement_of_a_picture_are_known(folder: Path, told: Collector) -> None:
    Image.new("CMYK", (5, 5)).save(folder / "press.jpg")
    Image.new("LA", (5, 5)).save(folder / "gray.png")
    frames = [Image.new("RGB", (5, 5), color) for color in ("red", "blue")]
    frames[0].save(folder / "moving.gif", save_all=True, append_images=frames[1:])
    resources = Resources(folder)
    press, gray, moving = (resources.picture(n, _AT, told) for n in ("press.jpg", "gray.png", "moving.gif"))
    assert isinstance(press, Picture)
    assert isinstance(gray, Picture)
    assert isinstance(moving, Picture)
    assert press.mode.color == "cmyk"
    assert (gray.mode.color, gray.mode.bits, gray.mode.alpha) == ("gray", 8, True)
    assert moving.animated
    assert not press.animated


def test_a_run_without_pictures_loads_no_decoder(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; import docexport.resources as r\n"
        f"r.Resources(Path({str(tmp_path)!r})).picture('none.png', None, lambda notice: None)\n"
        "print({'PIL', 'resvg_py', 'lxml'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
