"""Figures (HTML 5.2, 4.4.11): the picture, or what stands in for it, and its caption."""

from __future__ import annotations

from docexport.model import Figure
from docexport.resources import Placeholder
from docexport.write.epub.captions import caption
from docexport.write.epub.images import img, stand_in, width
from docexport.write.epub.markup import attribute
from docexport.write.epub.run import Run


def figure(run: Run, node: Figure) -> str:
    """A figure; its caption stands above or below as the style says."""
    body = _picture(run, node)
    words = caption(run, run.edition.labels.get(node.id or ""), node.caption, "figcaption")
    above = run.style.options.figure_caption == "above"
    return f"<figure{run.attributes(node)}>\n{words + body if above else body + words}</figure>\n"


def _picture(run: Run, node: Figure) -> str:
    found = run.pictures.shown(node.source, node.at)
    alt = "" if node.decorative else node.alt or node.title
    if isinstance(found, Placeholder):
        run.line("placeholder")
        return f'<p class="placeholder">{stand_in(run, found, alt)}</p>\n'
    title = attribute("title", node.title if node.title != alt else "")
    picture = img(run, found, alt, width(run, node.width), title, decorative=node.decorative)
    return f'<div class="picture">{picture}</div>\n'
