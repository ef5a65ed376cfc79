"""Pictures: inline drawings with their alternative text, vectors beside a bitmap, placeholders.

DrawingML (ECMA-376 part 1, 20.4.2.8), with Microsoft's extensions for SVG ([MS-ODRAWXML] 2.3.2.34; the
bitmap is what older programs show) and for pictures that only decorate.
"""

from __future__ import annotations

from docexport.model import Image
from docexport.records import Struct, replace
from docexport.resources import Picture, Placeholder
from docexport.units import Length
from docexport.write.docx.job import Job, Scope
from docexport.write.docx.runs import Look
from docexport.write.docx.xml import NAMESPACES, quoted

_TALLEST = 0.72
"""A picture takes at most this part of a page's height; its caption needs room too."""
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_DECORATIVE_EXTENSION = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
_SVG_NAMESPACE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_DECORATIVE_NAMESPACE = "http://schemas.microsoft.com/office/drawing/2017/decorative"


class Shown(Struct, frozen=True):
    """A picture as it is shown: its size in points, and what is said of it."""

    width: float
    height: float
    alt: str
    title: str = ""
    decorative: bool = False


def in_line(job: Job, scope: Scope, node: Image, look: Look) -> str:
    """A picture inside a sentence."""
    found = job.resources.picture(node.source, node.at, job.notify)
    if isinstance(found, Placeholder):
        words = node.alt or job.edition.terms.placeholder
        return stand_in(job, found, f"[{words}]", look)
    shown = shown_as(found, node.width, scope.width, tallest(job))
    job.runs.tall = True
    return drawing(job, found, replace(shown, alt=node.alt, title=node.title, decorative=not node.alt))


def stand_in(job: Job, missing: Placeholder, words: str, look: Look) -> str:
    """Words for a picture; a remote one can be followed to its address."""
    if missing.address is None or look.in_link:
        return job.runs.text(words, look)
    target = job.story.link(missing.address)
    content = job.runs.text(words, replace(look.within("link"), in_link=True))
    return f'<w:hyperlink r:id="{target}" w:history="1">{content}</w:hyperlink>'


def tallest(job: Job) -> float:
    """How high a picture may be, in points."""
    page = job.style.page
    return _TALLEST * (page.height - page.margin_top - page.margin_bottom).pt


def shown_as(picture: Picture, wanted: str | None, measure: float, tallest: float) -> Shown:
    """As large as the author asked, else its own size, never more than there is room for."""
    own_width, own_height = (length.pt for length in picture.size)
    width = own_width
    if wanted is not None:
        try:
            width = Length.parse(wanted, whole=Length(measure)).pt
        except ValueError:
            width = own_width
    width = max(min(width, measure), 1.0)
    height = width * own_height / own_width
    if height > tallest:
        width, height = width * tallest / height, tallest
    return Shown(width, height, "")


# --- DrawingML


def drawing(job: Job, picture: Picture, shown: Shown) -> str:
    """A run with the picture in it."""
    found = job.media.media(picture, shown.width)
    number = job.drawing_id()
    bitmap = job.story.picture(found.bitmap)
    vector = job.story.picture(found.vector) if found.vector else ""
    size = f'cx="{max(round(shown.width * 12700), 1)}" cy="{max(round(shown.height * 12700), 1)}"'
    about = _about(number, shown)
    graphic = (
        f'<a:graphic><a:graphicData uri="{NAMESPACES["pic"]}"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="Picture {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f"<pic:blipFill>{_blip(bitmap, vector)}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    )
    # Without the four distances LibreOffice moves the picture by nine points.
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>{about}'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f"{graphic}</wp:inline></w:drawing></w:r>"
    )


def _about(number: int, shown: Shown) -> str:
    described = f" descr={quoted('' if shown.decorative else shown.alt)}"
    titled = f" title={quoted(shown.title)}" if shown.title and shown.title != shown.alt else ""
    head = f'<wp:docPr id="{number}" name="Picture {number}"{described}{titled}'
    if not shown.decorative:
        return f"{head}/>"
    mark = f'<adec:decorative xmlns:adec="{_DECORATIVE_NAMESPACE}" val="1"/>'
    return f'{head}><a:extLst><a:ext uri="{_DECORATIVE_EXTENSION}">{mark}</a:ext></a:extLst></wp:docPr>'


def _blip(bitmap: str, vector: str) -> str:
    if not vector:
        return f'<a:blip r:embed="{bitmap}"/>'
    vector_blip = f'<asvg:svgBlip xmlns:asvg="{_SVG_NAMESPACE}" r:embed="{vector}"/>'
    extension = f'<a:ext uri="{_SVG_EXTENSION}">{vector_blip}</a:ext>'
    return f'<a:blip r:embed="{bitmap}"><a:extLst>{extension}</a:extLst></a:blip>'
