"""Headers and footers (ECMA-376 part 1, 17.10): the style's templates as text and live fields.

1. A line has three parts, at the start, in the middle and at the end, held by the tab stops of its style.
2. Fields of a template that Word can count itself are its own fields; the others are words. What has
   nothing to show disappears with its separator.
3. The marking stands at the head and foot of every page, whether or not the templates ask for it; the word
   for a draft in the first free part of the header.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

from docexport.records import Struct
from docexport.style import Role
from docexport.units import Length
from docexport.write.docx.fields import field
from docexport.write.docx.job import Job
from docexport.write.docx.paper import turned_measure
from docexport.write.docx.runs import Look
from docexport.write.docx.xml import in_order, root, val

Kind: TypeAlias = Literal["header", "footer"]
Page: TypeAlias = Literal["default", "first", "even"]

_FIELD = re.compile(r"(\{\w+\})")
_SEPARATOR = " · "
_STAMP = "{draft}"
_TAB = "<w:r><w:tab/></w:r>"
_ROOTS: Mapping[Kind, tuple[str, str]] = {"header": ("w:hdr", "Header"), "footer": ("w:ftr", "Footer")}


class Line(Struct, frozen=True):
    """One header or footer, finished."""

    kind: Kind
    page: Page
    content: bytes


def furniture(job: Job) -> Iterator[Line]:
    """Every header and footer that the document needs."""
    pages: tuple[Page, ...] = (
        ("default", "first", "even") if job.style.page.two_sided else ("default", "first")
    )
    for page in pages:
        for kind, (name, style) in _ROOTS.items():
            paragraphs = "".join(_paragraphs(job, style, _templates(job, kind, page), job.style.page.measure))
            yield Line(kind, page, root(name, paragraphs))


def turned_furniture(job: Job) -> Iterator[Line]:
    """The headers and footers of pages that lie on their side, which are wider."""
    pages: tuple[Page, ...] = ("default", "even") if job.style.page.two_sided else ("default",)
    measure = turned_measure(job.style.page)
    for page in pages:
        for kind, (name, style) in _ROOTS.items():
            paragraphs = "".join(_paragraphs(job, f"{style}Landscape", _templates(job, kind, page), measure))
            yield Line(kind, page, root(name, paragraphs))


def _templates(job: Job, kind: Kind, page: Page) -> list[str]:
    prefix = "first_" if page == "first" else ""
    found = [getattr(job.style.furniture, f"{prefix}{kind}_{place}") for place in ("start", "center", "end")]
    if page == "even":
        found.reverse()
    words = values(job)
    if words["marking"] and not any("{marking}" in template for template in found):
        found[1] = _SEPARATOR.join(filter(None, (found[1], "{marking}")))
    found = [filled(template, words) for template in found]
    if kind == "header" and words["draft"]:
        free = next((place for place in (1, 0, 2) if not found[place]), 1)
        found[free] = _SEPARATOR.join(filter(None, (_STAMP, found[free])))
    return found


def filled(template: str, words: Mapping[str, str]) -> str:
    """The template without the parts, between middle dots, that have nothing to show."""
    kept = (
        part
        for part in template.split(_SEPARATOR)
        if not (names := _FIELD.findall(part)) or any(words.get(name[1:-1]) for name in names)
    )
    return _SEPARATOR.join(part for part in kept if part.strip())


def values(job: Job) -> Mapping[str, str]:
    """The words for the fields of templates; what Word counts itself has its first value."""
    edition = job.edition
    first = next(iter(edition.contents), None)
    return {
        "title": edition.running_title,
        "publication": job.style.publication.name,
        "identifier": edition.metadata.identifier,
        "date": edition.front.date,
        "marking": edition.front.marking,
        "draft": edition.front.draft,
        "section": edition.sections[first.id].title if first else "",
        "page": "1",
        "pages": str(job.pages.count(job.runs.letters)),
    }


# --- Lines


def _paragraphs(job: Job, style: str, templates: list[str], measure: Length) -> Iterator[str]:
    """One line; what stands in the middle gets a line of its own where the start would run into it."""
    start, center, end = templates
    if center and _collides(job, start, center, measure):
        yield _paragraph(style, _TAB + _runs(job, center, style))
        center = ""
    content = _runs(job, start, style)
    if center:
        content += _TAB + _runs(job, center, style)
    if end:
        content += _TAB + _runs(job, end, style)
    properties = {}
    if not center:
        # Without its stop in the middle, the one tab leads to the end however long the start is.
        middle = measure.twips // 2
        properties["tabs"] = f'<w:tabs><w:tab w:val="clear" w:pos="{middle}"/></w:tabs>' if content else ""
    yield _paragraph(style, content, properties)


def _paragraph(style: str, content: str, properties: Mapping[str, str] | None = None) -> str:
    return f"<w:p>{in_order('w:pPr', {'pStyle': val('pStyle', style), **(properties or {})})}{content}</w:p>"


def _collides(job: Job, start: str, center: str, measure: Length) -> bool:
    words, room = values(job), measure.pt / 2
    left = job.faces.width(start.format_map(words), _role(job, start)) if start else 0.0
    return left + job.faces.width(center.format_map(words), _role(job, center)) / 2 > room


def _role(job: Job, template: str) -> Role:
    roles = job.style.roles
    return roles[
        "folio" if "{page}" in template else "marking" if template == "{marking}" else "running-head"
    ]


def _runs(job: Job, template: str, style: str) -> str:
    character = "PageNumber" if "{page}" in template else "Marking" if template == "{marking}" else ""
    return "".join(_pieces(job, template, Look(style, character=character)))


def _pieces(job: Job, template: str, look: Look) -> Iterator[str]:
    words = values(job)
    for piece in filter(None, _FIELD.split(template)):
        value = words.get(piece[1:-1], piece)
        match piece:
            case "{page}":
                yield _field(job, "PAGE", value, look)
            case "{pages}":
                yield _field(job, "NUMPAGES", value, look)
            case "{section}":
                yield _field(job, 'STYLEREF "heading 1"', value, look)
            case "{draft}":
                yield job.runs.text(value, Look(look.style, character="DraftStamp"))
            case _:
                yield job.runs.text(value if _FIELD.fullmatch(piece) else piece, look)


def _field(job: Job, name: str, value: str, look: Look) -> str:
    return field(name, job.runs.text(value, look), job.runs.properties(look))
