from __future__ import annotations

import base64
import io
import time
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from docexport.model import NOWHERE
from docexport.notices import Collector, PictureChanged
from docexport.resources import Picture, Placeholder, Resources, raster

_SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
_OPEN = f'<svg {_SVG} width="40" height="20">'


@pytest.fixture
def told() -> Collector:
    return Collector()


def _read(folder: Path, text: str | bytes, told: Collector) -> Picture | Placeholder:
    data = text.encode() if isinstance(text, str) else text
    (folder / "drawing.svg").write_bytes(data)
    return Resources(folder).picture("drawing.svg", NOWHERE, told)


def _clean(folder: Path, body: str, told: Collector) -> str:
    picture = _read(folder, f"{_OPEN}{body}</svg>", told)
    assert isinstance(picture, Picture), picture
    etree.fromstring(picture.data)
    return picture.data.decode()


def test_a_harmless_drawing_keeps_what_it_draws(tmp_path: Path, told: Collector) -> None:
    body = (
        '<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs>'
        '<style>.a{fill:url(#g)}</style><g transform="scale(2)"><rect class="a" width="9" height="9"/></g>'
        '<use xlink:href="#g"/><text x="1" y="2">Größe <tspan dy="1">zwei</tspan> drei</text>'
    )
    clean = _clean(tmp_path, body, told)
    assert told.notices == []
    for kept in ('id="g"', "url(#g)", 'xlink:href="#g"', "scale(2)", "Größe", "zwei</tspan> drei"):
        assert kept in clean


@pytest.mark.parametrize(
    ("body", "gone"),
    [
        ("<script>alert(1)</script>", "alert"),
        ('<rect onclick="alert(1)" width="1" height="1"/>', "alert"),
        ('<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><b>x</b></body></foreignObject>', "body"),
        ('<image href="http://x.org/a.png" width="1" height="1"/>', "x.org"),
        ('<image xlink:href="file:///etc/passwd" width="1" height="1"/>', "passwd"),
        ('<use href="other.svg#a"/>', "other"),
        ('<rect fill="url(http://x.org/a#b)" width="1" height="1"/>', "x.org"),
        ('<rect style="fill:url(&quot;//x.org/a&quot;)" width="1" height="1"/>', "x.org"),
        ('<rect style="fill:u\\72l(//x.org/a)" width="1" height="1"/>', "x.org"),
        ("<style>@import url(http://x.org/a.css); rect{fill:red}</style>", "x.org"),
        ("<style>@im/**/port 'http://x.org/a.css';</style>", "x.org"),
        ("<style>@font-face{font-family:F;src:url(http://x.org/f)}</style>", "x.org"),
        ('<animate attributeName="href" to="javascript:alert(1)"/>', "alert"),
        ('<set attributeName="onclick" to="alert(1)"/>', "alert"),
        ('<a href="javascript:alert(1)"><text>kept</text></a>', "javascript"),
        ('<image href="data:image/svg+xml;base64,PHN2Zy8+" width="1" height="1"/>', "data:"),
        ('<image href="data:text/html,x" width="1" height="1"/>', "data:"),
        ('<iframe xmlns="http://www.w3.org/1999/xhtml" src="http://x.org"/>', "x.org"),
        ('<?xml-stylesheet href="http://x.org/a.css"?>', "x.org"),
        ("<!-- a remark -->", "remark"),
        ('<rect width="NaN" height="1"/>', "NaN"),
        ('<path d="M0 0 L-Infinity 2"/>', "Infinity"),
        ('<rect fill="#1e100f" width="1" height="1e999"/>', "1e999"),
    ],
)
def test_what_runs_or_loads_is_left_out(tmp_path: Path, told: Collector, body: str, gone: str) -> None:
    clean = _clean(tmp_path, body + '<circle r="1"/>', told)
    assert gone not in clean
    assert "<circle" in clean


def test_what_was_left_out_is_told_of_once(tmp_path: Path, told: Collector) -> None:
    _clean(tmp_path, '<script/><script/><rect onload="x()"/>', told)
    (notice,) = told.notices
    assert isinstance(notice, PictureChanged)
    assert notice.change == "left out: `script`, event handlers"


def test_the_words_of_a_link_stay(tmp_path: Path, told: Collector) -> None:
    clean = _clean(tmp_path, '<text>see <a href="http://x.org">there</a> now</text>', told)
    assert "see <tspan>there</tspan> now" in clean


def test_an_embedded_bitmap_stays_and_a_huge_one_goes(tmp_path: Path, told: Collector) -> None:
    out = io.BytesIO()
    Image.new("RGB", (3, 3), "red").save(out, "PNG")
    small = base64.b64encode(out.getvalue()).decode()
    out = io.BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")
    huge = base64.b64encode(out.getvalue()).decode()
    template = '<image href="data:image/png;base64,{}" width="9" height="9"/>'
    assert small in _clean(tmp_path, template.format(small), told)
    assert "image/png" not in _clean(tmp_path, template.format(huge), told)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + _OPEN + "<text>&x;</text></svg>",
            "entities",
        ),
        (
            '<!DOCTYPE svg [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>' + _OPEN + "<text>&b;</text></svg>",
            "entities",
        ),
        ('<!DOCTYPE svg [<!ENTITY % p SYSTEM "http://x.org/p">%p;]>' + _OPEN + "</svg>", "entities"),
        (_OPEN + "<rect></svg>", "not well-formed"),
        (_OPEN + "<g>" * 60 + "</g>" * 60 + "</svg>", "too deeply nested"),
        (_OPEN + "<g/>" * 100_001 + "</svg>", "too many elements"),
        ('<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>', "states no size"),
        ('<svg xmlns="http://www.w3.org/2000/svg" width="1e30" height="5"/>', "makes no sense"),
        ('<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%" viewBox="0 0 0 9"/>', "no size"),
        ('<html xmlns="http://www.w3.org/1999/xhtml"><svg/></html>', "not an SVG"),
        (_OPEN + '<g id="a"><use href="#a"/></g></svg>', "without end"),
        (
            _OPEN
            + "".join(f'<g id="g{n}">' + f'<use href="#g{n + 1}"/>' * 10 + "</g>" for n in range(12))
            + '<g id="g12"><rect/></g></svg>',
            "unfolds",
        ),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else None,
)
def test_a_hostile_or_broken_drawing_is_refused_at_once(
    tmp_path: Path, told: Collector, text: str, reason: str
) -> None:
    start = time.process_time()
    found = _read(tmp_path, text, told)
    assert isinstance(found, Placeholder)
    assert reason in found.reason
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="2in" height="1in"', (192, 96)),
        ('width="10mm" height="5mm"', (38, 19)),
        ('viewBox="0 0 300 150"', (300, 150)),
        ('viewBox="0,0,300,150" width="100"', (100, 50)),
        ('viewBox="0 0 300 150" height="75px"', (150, 75)),
        ('viewBox="0 0 300 150" width="100%" height="100%"', (300, 150)),
    ],
)
def test_the_size_comes_from_width_height_and_view_box(
    tmp_path: Path, told: Collector, attributes: str, size: tuple[int, int]
) -> None:
    picture = _read(tmp_path, f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}><rect/></svg>', told)
    assert isinstance(picture, Picture)
    assert (picture.width, picture.height) == size
    root = etree.fromstring(picture.data)
    assert {"width", "height", "viewBox"} <= set(root.attrib)


def test_a_drawing_without_a_namespace_gets_one(tmp_path: Path, told: Collector) -> None:
    picture = _read(tmp_path, '<svg width="9" height="9"><rect width="9" height="9"/></svg>', told)
    assert isinstance(picture, Picture)
    assert etree.fromstring(picture.data)[0].tag == "{http://www.w3.org/2000/svg}rect"


def test_ids_that_xml_forbids_are_mended_with_all_that_refers_to_them(
    tmp_path: Path, told: Collector
) -> None:
    body = (
        '<clipPath id="1 a"><rect/></clipPath><g clip-path="url(#1 a)" id="b"/><use href="#1 a"/><g id="b"/>'
    )
    clean = _clean(tmp_path, body, told)
    assert clean.count("id-1-a") == 3
    assert clean.count('id="b"') == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_other_encodings_are_read(tmp_path: Path, told: Collector, encoding: str) -> None:
    declared = {"utf-8-sig": "utf-8", "utf-16": "utf-16", "latin-1": "iso-8859-1"}[encoding]
    text = f'<?xml version="1.0" encoding="{declared}"?>{_OPEN}<text>Größe</text></svg>'
    picture = _read(tmp_path, text.encode(encoding), told)
    assert isinstance(picture, Picture)
    assert "Größe" in picture.data.decode("utf-8")


def test_sanitizing_twice_changes_nothing_more(tmp_path: Path, told: Collector) -> None:
    once = _read(tmp_path, f'{_OPEN}<g id="9"/><use href="#9"/><script/>é</svg>', told)
    assert isinstance(once, Picture)
    twice = _read(tmp_path, once.data, told)
    assert isinstance(twice, Picture)
    assert twice.data == once.data
    assert twice.digest == once.digest


def test_a_document_type_alone_is_dropped_without_a_word(tmp_path: Path, told: Collector) -> None:
    doctype = (
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    )
    picture = _read(tmp_path, f"{doctype}{_OPEN}<rect/></svg>", told)
    assert isinstance(picture, Picture)
    assert b"DOCTYPE" not in picture.data
    assert told.notices == []


def test_text_is_drawn_with_the_fonts_of_the_project(tmp_path: Path, told: Collector) -> None:
    def ink(family: str) -> int:
        text = f'<text x="2" y="15" font-size="14" font-family="{family}">Hn</text>'
        picture = _read(tmp_path, f"{_OPEN}{text}</svg>", told)
        assert isinstance(picture, Picture)
        image = Image.open(io.BytesIO(raster(picture, max_width=400).data))
        return sum(image.getchannel("A").histogram()[128:])

    sans, serif, unknown = ink("sans-serif"), ink("serif"), ink("No Such Font")
    assert sans > 1000
    assert serif > 1000
    assert sans != serif
    assert unknown == sans


def test_a_costly_filter_is_bounded(tmp_path: Path, told: Collector) -> None:
    body = (
        '<filter id="f"><feTurbulence numOctaves="1000000000" baseFrequency=".1"/>'
        '<feMorphology radius="100000"/></filter><rect width="40" height="20" filter="url(#f)"/>'
    )
    start = time.process_time()
    clean = _clean(tmp_path, body, told)
    assert 'numOctaves="8"' in clean
    assert time.process_time() - start < 3
