"""What the README shows under "Change the looks" does what it says, measured in the finished files."""

from __future__ import annotations

import ctypes
import re
import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # likewise
import pytest

from docexport.cli import main

_ROOT = Path(__file__).parents[2]
_SAMPLE = "kursk-deployment"
_KICKER, _BODY = "EURASIA", "North Korean soldiers are again"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Shown:
    """What the README says: the family, the accent, the paper in points."""

    family: str
    accent: str
    paper: tuple[float, float]


def _block() -> str:
    """The lines of TOML that the README shows."""
    section = (_ROOT / "README.md").read_text("utf-8").partition("\n## Change the looks\n")[2]
    match = re.search(r"```toml\n(.*?)```", section, re.DOTALL)
    assert match is not None
    return match[1]


@pytest.fixture(scope="module")
def shown() -> Shown:
    font, accent, size = re.findall(r'"(.+?)"', _block())
    return Shown(font, accent, {"Letter": (612.0, 792.0), "A4": (595.28, 841.89)}[size])


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outputs of the sample in a project that has nothing but it and the style of the README."""
    folder = tmp_path_factory.mktemp("fresh")
    shutil.copytree(_ROOT / "source", folder / "source")
    (folder / "styles").mkdir()
    (folder / "styles" / "house.toml").write_text(_block(), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert main(["all", "--style", "house", "--strict"]) == 0
    return folder / "dist"


def test_three_lines_are_shown() -> None:
    assert len(_block().splitlines()) == 3


def test_the_pdf_has_the_font_the_accent_and_the_paper(outputs: Path, shown: Shown) -> None:
    with pypdfium2.PdfDocument(outputs / f"{_SAMPLE}.pdf") as pdf:
        assert {tuple(map(round, page.get_size())) for page in pdf} == {tuple(map(round, shown.paper))}
        assert _set_in(pdf, _BODY)[0].partition("+")[2].startswith(shown.family)
        assert _set_in(pdf, _KICKER)[1] == shown.accent


def _set_in(pdf: pypdfium2.PdfDocument, words: str) -> tuple[str, str]:
    """The font and the color of the first letter of some words."""
    for page in pdf:
        text = page.get_textpage()
        found = text.search(words).get_next()
        if found is not None:
            return _font(text.raw, found[0]), _color(text.raw, found[0])
    raise AssertionError(f"{words!r} is on no page")


def _font(text: pdfium.FPDF_TEXTPAGE, index: int) -> str:
    name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, index, name, 200, flags)
    return name.value.decode()


def _color(text: pdfium.FPDF_TEXTPAGE, index: int) -> str:
    parts = [ctypes.c_uint() for _ in range(4)]
    assert pdfium.FPDFText_GetFillColor(text, index, *parts)
    return "#" + "".join(f"{part.value:02x}" for part in parts[:3])


def test_the_word_report_has_the_font_the_accent_and_the_paper(outputs: Path, shown: Shown) -> None:
    with zipfile.ZipFile(outputs / f"{_SAMPLE}.docx") as file:
        styles = ElementTree.fromstring(file.read("word/styles.xml"))
        document = ElementTree.fromstring(file.read("word/document.xml"))
        fonts = file.read("word/fontTable.xml").decode()
        theme = file.read("word/theme/theme1.xml").decode()
    # The text face is the theme's, so that Word's own font menu shows it.
    assert _property(styles, document, _BODY, "rFonts", "asciiTheme") == "minorHAnsi"
    assert re.search(rf'<a:minorFont><a:latin typeface="{shown.family}"', theme)
    assert f"#{_property(styles, document, 'Eurasia', 'color', 'val').lower()}" == shown.accent
    for size in document.iter(f"{_W}pgSz"):
        assert (int(size.get(f"{_W}w", 0)) / 20, int(size.get(f"{_W}h", 0)) / 20) == shown.paper
    assert f'w:name="{shown.family}"' in fonts


def _property(
    styles: ElementTree.Element, document: ElementTree.Element, words: str, name: str, attribute: str
) -> str:
    """A run property of these words: that of the run's style, else the paragraph's, or one below."""
    paragraph = next(p for p in document.iter(f"{_W}p") if words in "".join(p.itertext()))
    pointer = paragraph.find(f"{_W}r/{_W}rPr/{_W}rStyle")
    pointer = paragraph.find(f"{_W}pPr/{_W}pStyle") if pointer is None else pointer
    assert pointer is not None
    wanted: str | None = pointer.get(f"{_W}val")
    while wanted is not None:
        style = next(s for s in styles.iter(f"{_W}style") if s.get(f"{_W}styleId") == wanted)
        found = style.find(f"{_W}rPr/{_W}{name}")
        if found is not None and found.get(f"{_W}{attribute}"):
            return str(found.get(f"{_W}{attribute}"))
        below = style.find(f"{_W}basedOn")
        wanted = below.get(f"{_W}val") if below is not None else None
    defaults = styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}{name}")
    assert defaults is not None
    return str(defaults.get(f"{_W}{attribute}"))


def test_the_book_has_the_font_and_the_accent(outputs: Path, shown: Shown) -> None:
    with zipfile.ZipFile(outputs / f"{_SAMPLE}.epub") as file:
        (css,) = (file.read(name).decode() for name in file.namelist() if name.endswith(".css"))
        pages = "".join(file.read(name).decode() for name in file.namelist() if name.endswith(".xhtml"))
    assert re.search(rf'@font-face {{[^}}]*font-family: "{shown.family}"', css)
    assert _rule(css, "body", "font-family").startswith(f'"{shown.family}"')
    assert _rule(css, ".kicker", "color") == shown.accent
    assert re.search(r'class="kicker"[^>]*>[^<]*Eurasia', pages)


def _rule(css: str, selector: str, key: str) -> str:
    """The value of a property in the first rule for just that selector."""
    match = re.search(
        rf"(?:^|}}\s*|,\s*)(?:p)?{re.escape(selector)}(?:,[^{{]*)?\s*{{([^}}]*)}}", css, re.MULTILINE
    )
    assert match is not None
    return dict(part.split(": ", 1) for part in re.split(r";\s*", match[1].strip()) if ": " in part)[key]
