"""Pictures, placeholders, and the cover."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image as Bitmap
from PIL.PngImagePlugin import PngInfo

from docexport.model import Article, Figure, Image, Metadata, Text
from docexport.notices import ClaimLeftOut
from tests.write.epub.book import OPF, XHTML, Book, bind, classes, line, of, style, text

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100" font-family="Source Sans Pro">'
    '<script>alert(1)</script><text x="9" y="50">Kursk</text></svg>'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Bitmap.new("RGB", (3000, 1500), "#8a1c2f").save(tmp_path / "large.jpg", exif=b"Exif\0\0secret place")
    about = PngInfo()
    about.add_text("Author", "secret author")
    Bitmap.new("RGBA", (40, 20), "#8a1c2f80").save(tmp_path / "clear.png", pnginfo=about)
    Bitmap.new("RGB", (40, 20), "#00ff00").save(tmp_path / "new.webp")
    frames = [Bitmap.new("RGB", (9, 9), color) for color in ("#ff0000", "#0000ff")]
    frames[0].save(tmp_path / "moving.gif", save_all=True, append_images=frames[1:])
    (tmp_path / "map.svg").write_text(SVG)
    return tmp_path


def figures(folder: Path, *sources: str, decorative: bool = False) -> Book:
    nodes = (
        Figure(source, "" if decorative else "what it shows", (), decorative=decorative) for source in sources
    )
    return bind(of(*nodes), folder=folder)


def certified(*blocks: Figure) -> Article:
    return of(*blocks, metadata=Metadata(title=(Text("A title"),), lang="en", certified_by="The desk"))


def test_a_picture_is_carried_once_however_often_it_is_shown(folder: Path) -> None:
    (folder / "copy.png").write_bytes((folder / "clear.png").read_bytes())
    made = figures(folder, "clear.png", "copy.png", "clear.png")
    assert len([name for name in made.zip.namelist() if "/picture-" in name]) == 1
    assert len(list(made.page("text-1").iter(f"{XHTML}img"))) == 3


def test_large_pictures_are_bounded_and_lose_what_they_say_of_their_maker(folder: Path) -> None:
    made = figures(folder, "large.jpg", "clear.png")
    data = made.zip.read("EPUB/images/picture-1.jpg")
    assert Bitmap.open(io.BytesIO(data)).size == (1600, 800)
    assert b"secret" not in data + made.zip.read("EPUB/images/picture-2.png")


def test_only_forms_that_old_readers_know_are_carried(folder: Path) -> None:
    made = figures(folder, "new.webp", "moving.gif", "large.jpg", "map.svg")
    types = {item.get("media-type") for item in made.opf.iter(f"{OPF}item")} - {None}
    assert {name for name in types if name and name.startswith("image/")} == {
        "image/png",
        "image/jpeg",
        "image/svg+xml",
    }
    assert [notice.code for notice in made.notices] == ["picture-changed", "picture-changed"]


def test_a_drawing_is_sanitized_and_carries_the_fonts_of_its_labels(folder: Path) -> None:
    drawing = figures(folder, "map.svg").text_of("images/picture-1.svg")
    assert "script" not in drawing
    assert "@font-face" in drawing
    assert "Kursk" in drawing


def test_sizes_stand_in_the_markup_so_that_pages_do_not_jump(folder: Path) -> None:
    img = next(figures(folder, "clear.png").page("text-1").iter(f"{XHTML}img"))
    assert (img.get("width"), img.get("height"), img.get("alt")) == ("40", "20", "what it shows")
    assert classes(img) == ["clear"]


def test_a_decorative_picture_is_silent_and_needs_no_words(folder: Path) -> None:
    made = figures(folder, "clear.png", decorative=True)
    img = next(made.page("text-1").iter(f"{XHTML}img"))
    assert (img.get("alt"), img.get("role")) == ("", None)
    assert "decorative" in (img.get("class") or "").split()
    assert "alternativeText" in made.metas("schema:accessibilityFeature")


def test_a_picture_without_words_takes_back_the_claim_that_all_have_some(folder: Path) -> None:
    made = bind(of(Figure("clear.png", "", ())), folder=folder)
    assert "alternativeText" not in made.metas("schema:accessibilityFeature")
    assert made.metas("schema:accessModeSufficient") == ["textual,visual"]
    assert "lack" in made.metas("schema:accessibilitySummary")[0]


def test_a_picture_without_words_belies_who_certifies_the_book(folder: Path) -> None:
    silent = bind(certified(Figure("clear.png", "", ())), folder=folder)
    assert silent.metas("dcterms:conformsTo") == silent.metas("a11y:certifiedBy") == []
    assert any(isinstance(notice, ClaimLeftOut) for notice in silent.notices)
    told = bind(certified(Figure("clear.png", "a square", ())), folder=folder)
    assert told.metas("a11y:certifiedBy") == ["The desk"]


def test_widths_of_the_author_become_relative_classes(folder: Path) -> None:
    node = Figure("clear.png", "x", (), width="60%")
    made = bind(of(node, Figure("clear.png", "y", (), width="8cm")), folder=folder)
    assert "width: 60%" in made.css
    assert "width: 21.6em" in made.css


def test_a_missing_picture_leaves_its_words_in_a_frame(tmp_path: Path) -> None:
    made = bind(of(Figure("none.png", "what it shows", (Text("Caption"),))), folder=tmp_path)
    assert made.one("p", class_="placeholder").text == "what it shows"
    assert "Caption" in made.words
    assert [notice.code for notice in made.notices] == ["picture-missing"]


def test_a_remote_picture_is_not_fetched_but_linked_to(tmp_path: Path) -> None:
    made = bind(
        of(Figure("https://example.org/a b.png", "", ()), line(Image("https://example.org/i.png", "icon"))),
        folder=tmp_path,
    )
    links = [(text(a), a.get("href")) for a in made.page("text-1").iter(f"{XHTML}a")]
    assert links == [
        ("Picture not available", "https://example.org/a%20b.png"),
        ("icon", "https://example.org/i.png"),
    ]


# --- The cover -------------------------------------------------------------------------------------


def cover(made: Book) -> tuple[str, Bitmap.Image]:
    item = next(item for item in made.opf.iter(f"{OPF}item") if item.get("properties") == "cover-image")
    return item.get("media-type") or "", Bitmap.open(io.BytesIO(made.zip.read(f"EPUB/{item.get('href')}")))


def test_a_book_without_a_cover_gets_one_in_the_style_s_colors() -> None:
    made = bind(of(line(Text("x"))))
    media_type, picture = cover(made)
    assert (media_type, picture.size) == ("image/png", (1400, 2100))
    ground = picture.convert("RGB").getpixel((20, 20))
    accent = tuple(round(part * 255) for part in style().colors["accent"].rgb)
    assert isinstance(ground, tuple)
    assert all(abs(a - b) <= 2 for a, b in zip(ground, accent, strict=True))
    img = next(made.page("cover").iter(f"{XHTML}img"))
    assert (img.get("alt"), img.get("role")) == ("Cover: A title", "doc-cover")


TITLES = (
    "x",
    "Donaudampfschifffahrtsgesellschaftskapitänspatentverlängerung",
    "Long title " * 60,
    "쿠르스크에 추가 병력이 배치되었다는 보도",
    "تقارير عن وحدات Kursk جديدة 2025",
    "&<>\"'",
    "W" * 400,
)


@pytest.mark.slow
@pytest.mark.parametrize("title", TITLES)
def test_any_title_can_be_drawn(title: str) -> None:
    made = bind(of(metadata=Metadata(title=(Text(title),), lang="ar" if "عن" in title else "en")))
    picture = cover(made)[1].convert("RGB")
    edges = {picture.getpixel((x, y)) for x in (60, 1340) for y in range(200, 1600, 3)}
    assert len(edges) == 1, "letters run into the margin"


def test_a_given_cover_is_used_and_described(folder: Path) -> None:
    given = Metadata(title=(Text("T"),), lang="en", cover_image="large.jpg", cover_alt="A red field")
    made = bind(of(metadata=given), folder=folder)
    assert cover(made)[0] == "image/jpeg"
    assert next(made.page("cover").iter(f"{XHTML}img")).get("alt") == "A red field"


def test_a_given_cover_that_is_missing_is_told_of_and_replaced(folder: Path) -> None:
    made = bind(of(metadata=Metadata(title=(Text("T"),), lang="en", cover_image="none.jpg")), folder=folder)
    assert cover(made)[0] == "image/png"
    assert [notice.code for notice in made.notices] == ["picture-missing"]
