"""Pictures: in their size, with their words, a vector beside its bitmap."""

from __future__ import annotations

import hashlib

from docexport.model import Figure, Image
from docexport.notices import PictureMissing
from tests.write.docx.report import FIGURES, para, report, style_named, w, words


def extent(text: str) -> tuple[int, int]:
    start = text.index("<wp:extent ")
    cx, cy = text[start : text.index("/>", start)].split('"')[1::2]
    return int(cx), int(cy)


def test_a_figure_stays_with_its_caption() -> None:
    found = report(Figure("photo.jpg", "a photo", words("Words")))
    assert [par.style for par in found.paragraphs[1:]] == ["CaptionedFigure", "Caption"]
    assert found.style("CaptionedFigure").find(f"{w('pPr')}/{w('keepNext')}") is not None


def test_a_figure_without_a_caption_has_no_number() -> None:
    found = report(Figure("photo.jpg", "a photo", ()))
    assert [par.style for par in found.paragraphs[1:]] == ["Figure"]
    assert found.fields == []


def test_a_width_is_a_part_of_the_measure_or_a_length() -> None:
    measure = style_named("briefing").page.measure.emu
    half = extent(report(Figure("photo.jpg", "x", (), width="50%")).text("word/document.xml"))
    fixed = extent(report(Figure("photo.jpg", "x", (), width="3cm")).text("word/document.xml"))
    assert abs(half[0] - measure / 2) < 200
    assert fixed[0] == 1080000


def test_no_picture_is_wider_than_the_measure() -> None:
    measure = style_named("briefing").page.measure.emu
    wide = extent(report(Figure("photo.jpg", "x", (), width="300%")).text("word/document.xml"))
    assert wide[0] <= measure + 200


def test_a_vector_stands_beside_a_bitmap() -> None:
    found = report(Figure("map.svg", "a map", ()))
    assert {"word/media/image1.png", "word/media/image1.svg"} <= set(found.names)
    document = found.text("word/document.xml")
    assert "asvg:svgBlip" in document
    assert document.index("r:embed=") < document.index("asvg:svgBlip")


def test_a_picture_shown_twice_is_stored_once() -> None:
    found = report(Figure("photo.jpg", "x", ()), para(Image("photo.jpg", "y")))
    assert len([name for name in found.names if name.startswith("word/media/")]) == 1


def test_a_bitmap_keeps_its_pixels() -> None:
    found = report(para(Image("dot.png", "dot", width="2mm")))
    stored = found.archive.read("word/media/image1.png")
    # A cut-down copy could not be enlarged again in Word; only metadata may be gone.
    assert stored[16:24] == (FIGURES / "dot.png").read_bytes()[16:24]
    assert hashlib.sha256(stored).digest()


def test_a_picture_that_only_decorates_says_so() -> None:
    document = report(Figure("dot.png", "", (), decorative=True)).text("word/document.xml")
    assert "adec:decorative" in document
    assert 'descr=""' in document


def test_a_missing_picture_is_a_frame_with_its_words() -> None:
    found = report(Figure("gone.png", "What was here", words("Caption")), silent=False)
    (frame,) = found.styled("CaptionedPlaceholder")
    assert frame.text == "What was here"
    assert found.style("CaptionedPlaceholder").find(f".//{w('keepNext')}") is not None
    assert [type(notice) for notice in found.notices.notices] == [PictureMissing]


def test_a_remote_picture_is_a_link_to_it() -> None:
    found = report(Figure("https://example.org/p.png", "Far away", ()), silent=False)
    assert found.styled("Placeholder")[0].text == "Far away"
    assert "https://example.org/p.png" in found.targets().values()


def test_drawings_have_numbers_of_their_own() -> None:
    document = report(*(Figure("dot.png", "x", ()) for _ in range(3))).text("word/document.xml")
    assert [f'<wp:docPr id="{number}"' in document for number in (1, 2, 3, 4)] == [True, True, True, False]


def test_a_long_description_stands_below_the_caption() -> None:
    found = report(Figure("photo.jpg", "a photo", words("Words"), description="Two roads meet."))
    assert [par.style for par in found.paragraphs[1:]] == [
        "CaptionedFigure",
        "DescribedCaption",
        "SourceNote",
    ]
    assert found.paragraphs[-1].text == "Two roads meet."
