"""The `img` element (HTML 5.2, 4.7.5), pictures inside a sentence, and what stands in for missing ones."""

from __future__ import annotations

from docexport.model import Image
from docexport.resources import Placeholder
from docexport.units import Length
from docexport.write.epub.links import Refused, address
from docexport.write.epub.markup import attribute, quoted
from docexport.write.epub.pictures import Shown
from docexport.write.epub.run import Run


def inline_picture(run: Run, node: Image) -> str:
    """A picture inside a sentence, or its words."""
    found = run.pictures.shown(node.source, node.at)
    if isinstance(found, Placeholder):
        return f"<span{run.attributes(node, 'placeholder')}>{stand_in(run, found, node.alt)}</span>"
    size = width(run, node.width) or "inline"
    return img(run, found, node.alt, size, run.attributes(node) + _title(node.title, node.alt))


def img(
    run: Run, found: Shown, alt: str, size: str, attributes: str = "", *, decorative: bool = False
) -> str:
    """The picture at its natural size, or as wide as the class `size` says."""
    run.features.add("pictures")
    if not alt and not decorative:
        run.features.add("missing-alt")
    # An empty alternative needs no role beside it (ARIA in HTML, 4); the class is for who looks for it.
    kinds = (size, "clear" if found.clear else "", "decorative" if decorative else "")
    names = attribute("class", " ".join(filter(None, kinds)))
    natural = f' width="{found.width}" height="{found.height}"'
    return f'<img src="../images/{found.name}" alt="{quoted(alt)}"{natural}{names}{attributes}/>'


def _title(title: str, alt: str) -> str:
    return attribute("title", title if title != alt else "")


def stand_in(run: Run, missing: Placeholder, alt: str) -> str:
    """The words of a picture that is not there, leading to where it is, if it is somewhere."""
    words = run.text(alt) if alt else run.term(run.edition.terms.placeholder)
    if missing.address is None or run.linked:
        return words
    try:
        return f"<a{attribute('href', address(missing.address))}>{words}</a>"
    except Refused:
        return words  # the notice of the missing picture has named the address


def width(run: Run, wanted: str | None) -> str:
    """The class for a width as the author wrote it: a part of the measure, or relative to the type."""
    if not wanted:
        return ""
    try:
        if wanted.endswith("%"):
            return run.width(f"{float(wanted[:-1]):g}%")
        size = run.style.roles["body"].size
        return run.width(f"{Length.parse(wanted, em=size).em(size):.4g}em")
    except ValueError:
        return ""  # the reader lets through only lengths; anything else is the natural width
