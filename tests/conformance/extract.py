"""The text of a finished file, read with nothing of docexport: what search and screen readers get.

Each function gives the text in reading order, as the format holds it; `words` makes it comparable. Blocks end
with a newline.
"""

from __future__ import annotations

import ctypes
import posixpath
import re
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pypdfium2  # type: ignore[import-untyped]  # ships no type information
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from tests.conformance import tools

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
OPF = "{http://www.idpf.org/2007/opf}"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"

MIRRORED = str.maketrans("()[]{}", ")(][}{")
# A bracket and the right-to-left letter next to it.
BRACKETED = re.compile(
    r"[()\[\]{}](?=\s*[\u0590-\u08ff])|(?<=[\u0590-\u08ff])[()\[\]{}]|(?<=[\u0590-\u08ff] )[()\[\]{}]"
)

# What pdfium gives for a hyphen that only the end of a line put there.
LINE_END_HYPHENS = {0x02, 0xAD, 0xFFFE}


def pdf_text(path: Path) -> str:
    """Read the text of all pages, with words that were divided at the end of a line joined again."""
    document = pypdfium2.PdfDocument(path)
    try:
        pages = [_page_text(document[number]) for number in range(len(document))]
    finally:
        document.close()
    return _unmirrored(re.sub("\u00ad\\s*", "", "\n".join(pages)))


def poppler_text(path: Path) -> str:
    """Read the text of all pages as pdftotext does, with divided words joined."""
    command = [tools.program("pdftotext", "poppler-utils"), "-enc", "UTF-8", str(path), "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
    # Its marks of direction stand where words part.
    return re.sub("[\u202a-\u202e\f]", " ", re.sub("\u00ad\\s*", "", text))


def pdf_hits(path: Path, searched: Iterable[str]) -> dict[str, int]:
    """How often pdfium's search finds each text in a file."""
    document = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage() for page in document]
    return {text: sum(_hits(page, text) for page in pages) for text in searched}


def _hits(page: pypdfium2.PdfTextPage, text: str) -> int:
    searcher = page.search(text, match_case=True)
    return sum(1 for _ in iter(searcher.get_next, None))


def _unmirrored(text: str) -> str:
    """Turn back the brackets that pdfium mirrors in right-to-left lines, whatever the file says of them."""
    return "\n".join(_turned_back(line) if _runs_right_to_left(line) else line for line in text.split("\n"))


def _runs_right_to_left(line: str) -> bool:
    letters = [unicodedata.bidirectional(char) for char in line if char.isalpha()]
    return sum(kind in ("R", "AL") for kind in letters) > len(letters) / 2


def _turned_back(line: str) -> str:
    return BRACKETED.sub(lambda match: match[0].translate(MIRRORED), line)


def _page_text(page: pypdfium2.PdfPage) -> str:
    text = page.get_textpage()
    units = [pdfium.FPDFText_GetUnicode(text, index) for index in range(pdfium.FPDFText_CountChars(text))]
    pieces: list[str] = []
    for index, unit in enumerate(units):
        if unit in LINE_END_HYPHENS:
            pieces.append("\u00ad")
            continue
        if index and _is_digit(unit) and _is_digit(units[index - 1]) and _raised(text, index):
            pieces.append(" ")
        pieces.append(chr(unit))
    # pdfium gives a character beyond U+FFFF as two surrogates.
    return "".join(pieces).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _is_digit(unit: int) -> bool:
    return 0x30 <= unit <= 0x39


def _raised(text: pypdfium2.PdfTextpage, index: int) -> bool:
    """Whether a digit stands clear of the baseline: a note's number after a year is not part of it.

    Old-style figures reach below the baseline, so the boxes of two digits cannot be compared.
    """
    size = pdfium.FPDFText_GetFontSize(text, index - 1) or 10
    line, here = _baseline(text, index - 1), _baseline(text, index)
    return max(here - line, _bottom(text, index) - here) > 0.15 * size


def _baseline(text: pypdfium2.PdfTextpage, index: int) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    return y.value


def _bottom(text: pypdfium2.PdfTextpage, index: int) -> float:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    return bottom.value


def docx_text(path: Path, *, formulas: bool = True) -> str:
    """Read the body of the document; its notes are in `docx_notes_text`."""
    return _part_text(path, "word/document.xml", formulas=formulas)


def docx_notes_text(path: Path) -> str:
    """Read the footnotes and endnotes."""
    return _part_text(path, "word/footnotes.xml") + _part_text(path, "word/endnotes.xml")


def docx_review_text(path: Path) -> str:
    """Read what is marked as deleted, each stretch by itself, and the comments."""
    pieces: list[str] = []
    with zipfile.ZipFile(path) as archive:
        for name in ("document", "footnotes", "endnotes"):
            if f"word/{name}.xml" in archive.namelist():
                part = ElementTree.fromstring(archive.read(f"word/{name}.xml"))
                pieces += map(_deleted, part.iter(f"{WORD}del"))
    return "\n".join([*pieces, _part_text(path, "word/comments.xml")])


def _deleted(stretch: Element) -> str:
    return "".join(piece.text or "" for piece in stretch.iter(f"{WORD}delText"))


def docx_furniture_text(path: Path) -> str:
    """Read the headers and footers."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if re.fullmatch(r"word/(header|footer)\d*\.xml", name)]
    return "".join(_part_text(path, name) for name in sorted(names))


def _part_text(path: Path, name: str, *, formulas: bool = True) -> str:
    with zipfile.ZipFile(path) as archive:
        if name not in archive.namelist():
            return ""
        return "".join(_word_pieces(ElementTree.fromstring(archive.read(name)), formulas=formulas))


def _word_pieces(element: Element, *, formulas: bool) -> Iterator[str]:
    # An iterative walk: the nesting of quotes and lists is the author's, and may be deep.
    stack: list[Element | str] = [element]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            yield item
        elif item.tag == f"{WORD}t" or (item.tag == f"{MATH}t" and formulas):
            yield item.text or ""
        elif item.tag in (f"{WORD}tab", f"{WORD}br", f"{WORD}cr", f"{WORD}ptab"):
            yield " "
        elif item.tag == f"{WORD}noBreakHyphen":
            yield "-"
        elif item.tag != f"{COMPATIBILITY}Fallback":
            if item.tag == f"{WORD}p":
                # A letter in a frame belongs to the word that the next paragraph begins with.
                stack.append("" if item.find(f"{WORD}pPr/{WORD}framePr") is not None else "\n")
            elif _is_note_mark(item):
                yield " "
            stack.extend(reversed(item))


def _is_note_mark(element: Element) -> bool:
    """Whether a run is the number of a note: it does not belong to the word before it."""
    style = element.find(f"{WORD}rPr/{WORD}rStyle")
    return style is not None and "Reference" in style.get(f"{WORD}val", "")


def epub_text(path: Path) -> str:
    """Read the pages of the book in the order of its spine."""
    with zipfile.ZipFile(path) as archive:
        return "\n".join(page_text(archive.read(name)) for name in _spine(archive))


def _spine(archive: zipfile.ZipFile) -> list[str]:
    container = ElementTree.fromstring(archive.read("META-INF/container.xml"))
    rootfile = next(container.iter(f"{CONTAINER}rootfile")).attrib["full-path"]
    package = ElementTree.fromstring(archive.read(rootfile))
    hrefs = {item.attrib["id"]: item.attrib["href"] for item in package.iter(f"{OPF}item")}
    folder = posixpath.dirname(rootfile)
    return [
        posixpath.normpath(posixpath.join(folder, unquote(hrefs[reference.attrib["idref"]])))
        for reference in package.iter(f"{OPF}itemref")
    ]


# Elements that do not separate words.
INLINE = frozenset(
    re.findall(
        r"\w+",
        "a abbr b bdi bdo big cite code data del dfn em font i ins kbd mark q s samp small span strike "
        "strong sub sup time tt u var wbr",
    )
)
UNREAD = frozenset({"head", "script", "style", "template"})


def page_text(xhtml: bytes) -> str:
    """Read one XHTML page; the numbers that refer to notes are left out."""
    pieces: list[str] = []
    stack: list[Element | str] = [ElementTree.fromstring(xhtml)]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            pieces.append(item)
        elif _name(item) not in UNREAD and "noteref" not in item.get(EPUB_TYPE, "").split():
            stack.extend(reversed(list(_xhtml_children(item))))
    return "".join(pieces)


def _name(element: Element) -> str:
    return element.tag.removeprefix(XHTML)


def _xhtml_children(element: Element) -> Iterator[Element | str]:
    edge = "" if _name(element) in INLINE else "\n"
    yield edge + (element.text or "")
    for child in element:
        yield child
        yield child.tail or ""
    yield edge
