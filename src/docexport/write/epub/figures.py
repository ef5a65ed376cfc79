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
    mark = run.page_marks(node.at)
    label = run.fresh("description") if node.description else ""
    body = _picture(run, node, label)
    below = _description(run, node.description, label)
    words = caption(run, run.edition.labels.get(node.id or ""), node.caption, "figcaption")
    attributes = run.attributes(node, "described" if label else "")
    above = run.style.options.figure_caption == "above"
    return f"{mark}<figure{attributes}>\n{words + body if above else body + words}</figure>\n{below}"


def _picture(run: Run, node: Figure, description: str) -> str:
    found = run.pictures.shown(node.source, node.at)
    alt = "" if node.decorative else node.alt or node.title
    if isinstance(found, Placeholder):
        run.line("placeholder")
        return f'<p class="placeholder">{stand_in(run, found, alt)}</p>\n'
    more = attribute("title", node.title if node.title != alt else "")
    more += attribute("aria-describedby", description)
    picture = img(run, found, alt, width(run, node.width), more, decorative=node.decorative)
    return f'<div class="picture">{picture}</div>\n'


def _description(run: Run, words: str, label: str) -> str:
    """The long description as text that everyone can read; the picture refers to it (WAI-ARIA 1.2).

    It stands behind the figure, in which a caption must be first or last (HTML 5.2, 4.4.11).
    """
    if not words:
        return ""
    run.line("source-note")
    run.features.add("descriptions")
    return f'<p class="source-note" id="{label}">{run.text(words)}</p>\n'
