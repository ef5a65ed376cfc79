"""Draw the pictures of the docs: the sample in each style and format, and pages of several kinds.

`make pictures`. LibreOffice and Chromium show what is not a PDF. Of each output of the sample it is the first
page; that of an EPUB is its title page with the first chapter below.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # ships no type information
from PIL import Image, ImageChops, ImageOps

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
STYLES = ("briefing", "broadsheet", "report")
PAGES = {
    "page-text": ("docs/pictures/pages.md", "briefing", 2),
    "page-table": ("docs/pictures/pages.md", "briefing", 3),
    "page-columns": ("docs/pictures/pages.md", "broadsheet", 1),
    "page-contents": ("docs/pictures/pages.md", "report", 1),
    "page-leftward": ("tests/articles/right-to-left.md", "briefing", 1),
    "page-korean": ("tests/articles/korean.md", "broadsheet", 1),
}
"""Pages of PDFs: of which article, in which style, which page."""
WIDTH, HEIGHT = 460, 650
"""Pixels of each picture, about the shape of A4."""
SCREEN = 640
"""Pixels of the window that shows a book."""
FINER = 2
"""Drawn so much larger first, for smooth letters."""
BACKGROUND = (255, 255, 255)
DOCEXPORT = (sys.executable, "-m", "docexport")
CHROMIUM = (
    *("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars"),
    *(
        "--allow-file-access-from-files",
        f"--force-device-scale-factor={FINER}",
        f"--window-size={SCREEN},1500",
    ),
)


def main() -> None:
    """Export the sample in each style, then draw all of it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for style in STYLES:
            _export(folder / style, style)
        documents = [path.rename(path.with_stem(path.parent.name)) for path in folder.glob("*/*.docx")]
        profile = f"-env:UserInstallation=file://{folder}/profile"
        run("soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", name, *map(str, documents))
        for style in STYLES:
            _draw(folder, style)
        for picture, (article, style, number) in PAGES.items():
            made = folder / f"{picture}.pdf"
            run(*DOCEXPORT, "pdf", str(ROOT / article), "--style", style, "-o", str(made), "-q")
            _save(_page(made, number), picture)


def run(*command: str) -> None:
    """Run a program that must succeed."""
    subprocess.run(command, check=True, capture_output=True)


def _export(folder: Path, style: str) -> None:
    folder.mkdir()
    named = ("--set", "publication.name=The Meridian Desk")
    article = str(next((ROOT / "source").glob("*.md")))
    run(*DOCEXPORT, "all", article, "--style", style, *named, "-o", str(folder), "-q")


def _draw(folder: Path, style: str) -> None:
    (pdf,) = (folder / style).glob("*.pdf")
    (epub,) = (folder / style).glob("*.epub")
    _save(_page(pdf), f"{style}-brief")
    _save(_page(folder / f"{style}.pdf"), f"{style}-report")
    _save(_book(epub, folder / f"{style}-book"), f"{style}-book")


def _page(pdf: Path, number: int = 1) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    page = document[number - 1]
    scale = FINER * WIDTH / page.get_width()
    image: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    document.close()
    return image


def _book(epub: Path, folder: Path) -> Image.Image:
    """The title page and, below it, as much of the first chapter as there is room for."""
    with zipfile.ZipFile(epub) as archive:
        archive.extractall(folder)
    texts = sorted(path for path in folder.rglob("*.xhtml") if "<h1" in path.read_text("utf-8"))
    title = next(path for path in texts if path.stem == "titlepage")
    chapter = next(path for path in texts if path.stem not in ("titlepage", "nav", "cover", "colophon"))
    sheet = Image.new("RGB", (FINER * SCREEN, FINER * SCREEN * HEIGHT // WIDTH), BACKGROUND)
    above = _screenshot(title, folder / "title.png")
    sheet.paste(above, (0, 0))
    sheet.paste(_screenshot(chapter, folder / "chapter.png"), (0, above.height))
    return sheet


def _screenshot(page: Path, picture: Path) -> Image.Image:
    with tempfile.TemporaryDirectory() as profile:
        run(*CHROMIUM, f"--user-data-dir={profile}", f"--screenshot={picture}", page.as_uri())
    with Image.open(picture) as image:
        shot = image.convert("RGB")
    ink = ImageChops.difference(shot, Image.new("RGB", shot.size, BACKGROUND)).getbbox()
    return shot.crop((0, 0, shot.width, (ink[3] if ink else 0) + 10 * FINER))


def _save(image: Image.Image, name: str) -> None:
    whole = ImageOps.fit(image, (image.width, round(image.width * HEIGHT / WIDTH)), centering=(0.5, 0.0))
    small = whole.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    framed = ImageOps.expand(small, border=1, fill=(190, 190, 190))
    framed.quantize(200).save(HERE / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
