"""What a book needs to be read aloud, searched and opened anywhere (EPUB Accessibility 1.1; WCAG 2.2)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from docexport.check.archive import Archive, Element, attribute, below, local, text_of
from docexport.check.contrast import faint
from docexport.check.outputs import Output, OutputSpot, Wanted
from docexport.check.read_epub import package_name, read_epub, spine
from docexport.check.transcript import key_of

_FEATURES = ("accessMode", "accessibilityFeature", "accessibilityHazard", "accessibilitySummary")
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_NESTED = re.compile(r"@(?:media|supports)[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_FACE = re.compile(r"@font-face\s*\{[^{}]*?url\(\s*[\"']?([^\"')]+)")
_CELL = re.compile(r" t[hd]$")
_COLOR = re.compile(r"(?:^|;)\s*color\s*:\s*#([0-9a-fA-F]{6})\b")
_GROUND = re.compile(r"(?:^|;)\s*background(?:-color)?\s*:\s*#([0-9a-fA-F]{6})\b")


def examine_epub(output: Output, wanted: Wanted) -> None:
    """Read a book into its transcript and judge it. Raises UnreadableError."""
    archive = Archive(output.data)
    output.transcript = read_epub(archive)
    rootfile = package_name(archive)
    package = archive.xml(rootfile)
    pages = {name: archive.xml(name) for name in spine(archive)}
    output.spots += [
        *_package(package, wanted),
        *_manifest(archive, package, posixpath.dirname(rootfile)),
        *_pages(pages, wanted),
        *_links(archive, pages),
        *_looks(archive),
    ]


def _package(package: Element, wanted: Wanted) -> Iterator[OutputSpot]:
    titles = [text_of(element).strip() for element in below(package, "title")]
    if not any(titles):
        yield OutputSpot("title-not-stated", "the book does not say its title")
    elif wanted.title and key_of(titles[0]) != key_of(wanted.title):
        yield OutputSpot("title-differs", f"the book is called {titles[0]!r}, the article {wanted.title!r}")
    langs = [text_of(element).strip() for element in below(package, "language")]
    if not any(langs):
        yield OutputSpot("language-not-stated", "the book does not say its language")
    elif wanted.lang and langs[0].lower() != wanted.lang.lower():
        yield OutputSpot(
            "language-differs", f"the book says it is in {langs[0]!r}, the article {wanted.lang!r}"
        )
    stated = {attribute(meta, "property").partition(":")[2] for meta in below(package, "meta")}
    lacking = [name for name in _FEATURES if name not in stated]
    if lacking:
        what = f"the book does not say of its accessibility: {', '.join(lacking)}"
        yield OutputSpot("conformance-not-stated", what)


def _manifest(archive: Archive, package: Element, folder: str) -> Iterator[OutputSpot]:
    """Every file that is listed is there; one of them is the navigation (EPUB 3.3, 5.6.2 and 7)."""
    nav = ""
    for item in below(package, "item"):
        name = posixpath.normpath(posixpath.join(folder, unquote(attribute(item, "href"))))
        if "nav" in attribute(item, "properties").split():
            nav = name
        if name not in archive.names:
            font = attribute(item, "media-type").startswith(
                ("font/", "application/font", "application/vnd.ms-open")
            )
            rule = "font-not-embedded" if font else "part-missing"
            yield OutputSpot(rule, f"the file {name!r} is not in the book")
    lists = below(archive.xml(nav), "nav") if nav in archive.names else ()
    if not any("toc" in attribute(element, "type").split() for element in lists):
        yield OutputSpot("navigation-missing", "the book has no table of contents to navigate by")


def _pages(pages: dict[str, Element], wanted: Wanted) -> Iterator[OutputSpot]:
    tables = pictures = 0
    for name, page in pages.items():
        if not attribute(page, "lang"):
            yield OutputSpot("language-not-stated", "a page does not say its language", name)
        if any("cover" in attribute(element, "type").split() for element in page.iter() if local(element)):
            continue
        if wanted.marking and key_of(wanted.marking) not in key_of(text_of(page)):
            what = f"the marking {wanted.marking!r} does not stand on a page"
            yield OutputSpot("marking-not-shown", what, name)
        for picture in below(page, "img"):
            if _is_decorative(picture):
                continue
            if not picture.get("alt", "").strip():
                what = "a picture has no text alternative"
                yield OutputSpot("picture-alt-missing", what, name, "figure", pictures)
            pictures += 1
        for table in below(page, "table"):
            if next(below(table, "th"), None) is None:
                yield OutputSpot("table-header-missing", "a table has no header cells", name, "table", tables)
            tables += 1


def _is_decorative(picture: Element) -> bool:
    """Whether a picture without words says that it needs none (HTML 5.2, 4.7.5.1.9)."""
    named = picture.get("role") in ("presentation", "none")
    return picture.get("alt") == "" and (named or "decorative" in picture.get("class", "").split())


def _links(archive: Archive, pages: dict[str, Element]) -> Iterator[OutputSpot]:
    """Links within the book lead somewhere."""
    ids = {name: {attribute(element, "id") for element in page.iter()} for name, page in pages.items()}
    for name, page in pages.items():
        for link in below(page, "a"):
            href = link.get("href", "")
            if not href or ":" in href.partition("/")[0]:
                continue
            path, _, fragment = href.partition("#")
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(path))) if path else name
            )
            known = ids.get(target)
            if target not in archive.names or (
                fragment and known is not None and unquote(fragment) not in known
            ):
                yield OutputSpot("link-leads-nowhere", f"a link leads to {href!r}, which is not there", name)


def _looks(archive: Archive) -> Iterator[OutputSpot]:
    """Contrast of the rules of the style sheet on a light page, and the files of its fonts."""
    for name in archive.names:
        if not name.endswith(".css"):
            continue
        sheet = archive.read(name).decode("utf-8", "replace")
        for address in _FACE.findall(sheet):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(address)))
            if target not in archive.names:
                yield OutputSpot("font-not-embedded", f"the font {target!r} is not in the book", name)
        rules = _RULE.findall(_NESTED.sub("", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)))
        grounds = _grounds(rules)
        for selector, declarations in rules:
            ink, ground = _COLOR.search(declarations), _GROUND.search(declarations)
            paper = ground[1] if ground else _ground_around(selector, grounds)
            # Without a size of its own, large type is given the benefit of the doubt.
            ratio = faint(ink[1], paper, 18.0, bold=False) if ink else None
            if ink and ratio is not None:
                what = f"{selector.strip()!r} sets #{ink[1]} on #{paper}, a contrast of {ratio:.2f}:1"
                yield OutputSpot("contrast-low", what, name)


def _grounds(rules: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The ground of each selector that sets one; of rows and groups of rows, that of their cells."""
    grounds: dict[str, str] = {}
    for selectors, declarations in rules:
        ground = _GROUND.search(declarations)
        for selector in selectors.split(",") if ground else ():
            assert ground is not None  # else there are no selectors
            grounds[_CELL.sub("", " ".join(selector.split()))] = ground[1]
    return grounds


def _ground_around(selectors: str, grounds: Mapping[str, str]) -> str:
    """The ground of what is around an element, where the selector names it; else that of the page."""
    outer = " ".join(selectors.split(",", maxsplit=1)[0].split())
    while " " in outer:
        outer = outer.rpartition(" ")[0]
        if outer in grounds:
            return grounds[outer]
    return "FFFFFF"
