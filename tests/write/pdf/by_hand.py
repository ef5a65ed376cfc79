"""Pages laid out by hand: just enough of a layout to put words on a sheet and elements into a tree."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from PIL import Image

from docexport.edition import Direction, Edition, make_edition
from docexport.fonts import FontLibrary, FontStack
from docexport.model import NOWHERE, Article, Metadata, Text
from docexport.notices import Collector
from docexport.records import replace
from docexport.resources import Picture, Resources
from docexport.standards import PdfStandard
from docexport.style import Color, Style, load_style
from docexport.typeset.page import (
    ArtifactKind,
    Destination,
    Element,
    LaidDocument,
    LaidPage,
    LinkArea,
    Shaped,
    TextRun,
)
from docexport.write.pdf import render

INK = Color("#1a1a1a")
FONTS = FontLibrary()


@cache
def stack(family: str = "Source Serif Pro", weight: int = 400, italic: bool = False) -> FontStack:
    return FONTS.stack((family,), weight, italic, Collector())


@dataclass
class Hand:
    """Writes down pages one line after the other."""

    pages: list[LaidPage] = field(default_factory=list)
    root: Element = field(default_factory=lambda: Element("document"))
    destinations: dict[str, Destination] = field(default_factory=dict)
    y: float = 60.0

    def page(self, label: str = "") -> LaidPage:
        number = len(self.pages) + 1
        made = LaidPage(number, label or str(number), 595.276, 841.89)
        self.pages.append(made)
        self.y = 60.0
        return made

    def line(
        self,
        text: str,
        element: Element | None,
        *,
        of: FontStack | None = None,
        size: float = 10.5,
        tail: str = " ",
        direction: Direction = "ltr",
        lang: str = "en",
        artifact: ArtifactKind | None = None,
        x: float = 72.0,
        down: float = 14.0,
        features: tuple[str, ...] = (),
        scale: float = 1.0,
        rise: float = 0.0,
        color: Color = INK,
        stretch: float = 0.0,
    ) -> float:
        """One line of one direction; gives the x at its end. `down` 0 stays on the baseline."""
        self.y += down
        runs = (of or stack()).shape(text, features=features, lang=lang, direction=direction)
        placed = []
        for number, run in enumerate(runs):
            spaces = [stretch if glyph.text == " " else 0.0 for glyph in run.glyphs]
            advances = tuple(
                g.advance * size / 1000 + s / scale for g, s in zip(run.glyphs, spaces, strict=True)
            )
            shaped = Shaped.of(run.face, size, run.glyphs, advances)
            last = number == (0 if direction == "rtl" else len(runs) - 1)
            placed.append(
                TextRun(x, self.y, run.face, size, color, ((shaped, shaped.width * scale),), element,
                        artifact, tail if last else "", scale, rise, direction == "rtl")
            )  # fmt: skip
            x += shaped.width * scale
        # Runs come in visual order, items stand in reading order.
        self.pages[-1].items += reversed(placed) if direction == "rtl" else placed
        return x

    def link(self, element: Element, x: float, width: float) -> None:
        self.pages[-1].links.append(LinkArea(x, self.y - 10, width, 13, element))

    def anchor(self, name: str) -> None:
        self.destinations[name] = Destination(len(self.pages) - 1, 72.0, self.y - 10)

    def laid(self) -> LaidDocument:
        return LaidDocument(tuple(self.pages), self.root, self.destinations)


def edition(title: str = "Hand-made pages", lang: str = "en") -> Edition:
    return edition_of(Article(Metadata(title=(Text(title),), lang=lang, date=date(2025, 2, 28)), ()))


def edition_of(article: Article) -> Edition:
    return make_edition(article, style(), "brief", Collector(), modified=datetime(2025, 3, 1, 12, tzinfo=UTC))


@cache
def style() -> Style:
    return load_style("briefing")


def picture(data: bytes, form: str) -> Picture:
    """A picture from the bytes of its file."""
    source = f"data:image/{form};base64,{base64.b64encode(data).decode('ascii')}"
    found = Resources(Path()).picture(source, NOWHERE, Collector())
    assert isinstance(found, Picture)
    return found


def image_file(image: Image.Image, form: str, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def red(form: str = "png") -> Picture:
    return picture(image_file(Image.new("RGB", (30, 20), "#8a1c2f"), form), form)


def finished(hand: Hand, about: Edition | None = None, standard: PdfStandard = "ua-1") -> bytes:
    """The file, made without a single notice."""
    told = Collector()
    about = replace(about or edition(), pdf_standard=standard)
    data = render(hand.laid(), about, style(), told)
    assert told.notices == []
    return data
