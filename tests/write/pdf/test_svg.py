"""Drawings: what is painted as shapes looks as resvg draws it; what cannot be is left to resvg."""

from __future__ import annotations

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no type information
import pytest
from PIL import Image, ImageChops, ImageStat

from docexport.resources import Picture, pixels
from docexport.standards import PdfStandard
from docexport.typeset.page import PlacedPicture
from tests.write.pdf.by_hand import Hand, finished, picture
from tests.write.pdf.read_back import opened

CHART = """
<style>.bar{fill:#3366aa} .axis{stroke:#888;stroke-width:1;fill:none}
  text{font-family:"Source Sans Pro", sans-serif;font-size:12px}</style>
<rect width="400" height="300" fill="#f8f4ea"/>
<g transform="translate(40,20)">
  <rect class="bar" x="10" y="50" width="40" height="190"/>
  <rect class="bar" x="70" y="100" width="40" height="140" rx="6"/>
  <rect class="bar" x="130" y="20" width="40" height="220" opacity="0.5"/>
  <path class="axis" d="M0 0 V240 H320"/>
  <polyline points="30,50 90,100 150,20 210,130 270,80" fill="none" stroke="#cc3333" stroke-width="3"
    stroke-linejoin="round"/>
  <circle cx="210" cy="130" r="8" fill="orange" stroke="black" stroke-width="1.5"/>
  <ellipse cx="270" cy="80" rx="14" ry="8" fill="none" stroke="green" stroke-width="2"
    stroke-dasharray="4 2"/>
  <text x="30" y="256" text-anchor="middle">Jan</text>
  <text x="320" y="256" text-anchor="end" font-weight="600" fill="#cc3333">office fifty</text>
  <text x="-20" y="120" transform="rotate(-90 -20 120)" text-anchor="middle"
    font-style="italic">an axis</text>
</g>
<path d="M300 200 a30 30 0 0 1 60 0 q -10 40 -30 40 t -30 -40 z" fill="#669944" stroke="#223311"
  stroke-width="2" fill-rule="evenodd"/>
<polygon points="320,40 340,80 300,80" fill="purple" fill-opacity="0.6"/>
<line x1="250" y1="20" x2="390" y2="30" stroke="navy" stroke-width="4" stroke-linecap="round"/>
"""
MARKERS = """
<defs>
  <marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="6" markerHeight="6"
    orient="auto-start-reverse"><path d="M0 0 L10 5 L0 10 z" fill="#8a1c2f"/></marker>
  <marker id="dot" markerWidth="4" markerHeight="4" refX="2" refY="2">
    <circle cx="2" cy="2" r="1.6" fill="teal"/></marker>
</defs>
<path d="M40 40 C 120 0 180 120 300 80" fill="none" stroke="#444" stroke-width="3" marker-start="url(#tip)"
  marker-end="url(#tip)"/>
<polyline points="40,200 120,160 200,240 300,180" fill="none" stroke="navy" stroke-width="2"
  style="marker-mid:url(#dot);marker-end:url(#tip)"/>
<line x1="320" y1="40" x2="380" y2="240" stroke="black" marker-end="url(#tip)"/>
<text x="40" y="280" font-family="Source Sans Pro" font-size="24" letter-spacing="3">SPACED</text>
"""
REUSE = """
<defs><g id="mark"><rect x="-8" y="-8" width="16" height="16" fill="teal"/></g>
  <path id="glyph" d="M10 0 L60 0 L35 70 z"/></defs>
<use xlink:href="#mark" x="60" y="50"/>
<use xlink:href="#mark" transform="translate(180 50) scale(2.5)"/>
<g transform="translate(60 200) scale(1 -1)" fill="#cc3333"><use xlink:href="#glyph"/>
  <use xlink:href="#glyph" x="90"/></g>
"""
TEXTS = """
<g font-family="Source Serif Pro" font-size="18" fill="#333">
  <text x="20" y="40">One line<tspan x="20" y="70">and another</tspan></text>
  <text x="200" y="120" text-anchor="middle" style="font-weight:bold">in the middle</text>
  <text x="20" y="160" font-size="36px">twice as large</text>
</g>
"""


def svg(body: str, root: str = 'viewBox="0 0 400 300" width="400" height="300"') -> Picture:
    spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return picture(f"<svg {spaces} {root}>{body}</svg>".encode(), "svg+xml")


def placed(*drawings: Picture, width: float = 400, standard: PdfStandard = "ua-1") -> bytes:
    hand = Hand()
    for drawing in drawings:
        hand.page()
        figure = hand.root.add("figure", alt="A drawing")
        height = width * drawing.height / drawing.width
        hand.pages[-1].items.append(PlacedPicture(60, 60, width, height, drawing, figure))
    return finished(hand, standard=standard)


def is_vector(drawing: Picture) -> bool:
    return not opened(placed(drawing)).pdf.pages[0].Resources.XObject.keys()


def difference(drawing: Picture, width: float = 400) -> float:
    """The mean difference of a sample, of 255, between the page and what resvg draws."""
    page = pdfium.PdfDocument(placed(drawing, width=width))[0].render(scale=2).to_pil().convert("RGB")
    height = width * drawing.height / drawing.width
    mine = page.crop((120, 120, 120 + round(2 * width), 120 + round(2 * height)))
    samples = pixels(drawing, max_width=mine.width)
    theirs = Image.new("RGB", (samples.width, samples.height), "white")
    mask = Image.frombytes("L", theirs.size, samples.alpha) if samples.alpha else None
    theirs.paste(Image.frombytes("RGB", theirs.size, samples.data), mask=mask)
    return sum(ImageStat.Stat(ImageChops.difference(mine, theirs.resize(mine.size))).mean) / 3


@pytest.mark.parametrize("body", [CHART, MARKERS, REUSE, TEXTS], ids=["chart", "markers", "reuse", "texts"])
def test_shapes_look_as_resvg_draws_them(body: str) -> None:
    drawing = svg(body)
    assert is_vector(drawing)
    assert difference(drawing) < 1


@pytest.mark.parametrize(
    "root",
    [
        'viewBox="0 0 400 300" width="200" height="150"',
        'viewBox="-100 -50 600 400" width="300" height="200"',
        'viewBox="0 0 400 300" width="300" height="300"',
        'viewBox="0 0 400 300" width="300" height="300" preserveAspectRatio="none"',
        'viewBox="0 0 400 300" width="300" height="300" preserveAspectRatio="xMinYMax slice"',
        'width="400" height="300"',
    ],
)
def test_the_view_box_is_fitted_as_resvg_fits_it(root: str) -> None:
    drawing = svg(CHART, root)
    assert is_vector(drawing)
    assert difference(drawing, width=200) < 2


@pytest.mark.slow
@pytest.mark.parametrize(
    "body",
    [
        '<linearGradient id="g"><stop/></linearGradient><rect width="9" height="9" fill="url(#g)"/>',
        '<clipPath id="c"><circle r="5"/></clipPath><rect width="9" height="9" clip-path="url(#c)"/>',
        '<g opacity="0.5"><rect width="9" height="9"/><rect x="5" width="9" height="9"/></g>',
        '<rect width="9" height="9" filter="url(#f)"/><filter id="f"><feFlood/></filter>',
        '<text x="9" y="9">a<tspan font-weight="bold">b</tspan>c</text>',
        '<text x="9" y="9">שלום</text>',
        '<text x="9" y="9" stroke="red">outlined</text>',
        '<g class="a"><text x="9" y="9">outlined</text></g><style>.a { stroke: red }</style>',
        '<text x="9" y="9" fill-opacity="0.5">faint</text>',
        '<text x="9" y="9" font-size="2em">large</text>',
        '<text x="9 20 30" y="9">abc</text>',
        '<text x="9" y="9" textLength="90">stretched</text>',
        '<rect width="50%" height="9"/>',
        '<rect width="9" height="9" style="mix-blend-mode:multiply"/>',
        "<style>@media print { rect { fill: red } }</style><rect width='9' height='9'/>",
        "<style>rect:hover { fill: red }</style><rect width='9' height='9'/>",
        '<symbol id="s"><rect width="9" height="9"/></symbol><use xlink:href="#s"/>',
        '<svg x="5"><rect width="9" height="9"/></svg>',
        '<rect width="9" height="9" fill="no-such-color"/>',
        '<rect width="nine" height="9"/>',
    ],
)
def test_what_shapes_cannot_say_is_left_to_resvg(body: str) -> None:
    assert not is_vector(svg(body))


def test_a_drawing_is_inside_its_figure_and_its_words_can_be_searched() -> None:
    figure = opened(placed(svg(TEXTS))).root.one("Figure")
    assert figure.text == "One line and another in the middle twice as large "
    assert str(figure.source.Alt) == "A drawing"


def test_what_lies_outside_the_drawing_is_cut_off() -> None:
    data = placed(svg('<rect x="-500" y="-500" width="2000" height="2000" fill="black"/>'))
    shown = pdfium.PdfDocument(data)[0].render(scale=1).to_pil().convert("L")
    assert [shown.getpixel(at) for at in ((50, 50), (70, 70), (470, 70), (70, 370))] == [255, 0, 255, 255]


def test_translucent_shapes_have_a_state_and_their_page_is_a_group() -> None:
    page = opened(placed(svg('<rect width="90" height="90" fill-opacity="0.25"/>'))).pdf.pages[0]
    (state,) = page.Resources.ExtGState.values()
    assert (float(state.ca), float(state.CA)) == (0.25, 1)
    assert str(page.Group.S) == "/Transparency"
