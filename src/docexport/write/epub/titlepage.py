"""The title page, which is the masthead of the other outputs, and the colophon.

Both say what the publication and the front matter say; a part without content does not appear.
"""

from __future__ import annotations

import re
from contextlib import suppress

from docexport.model import KeyPoints, List, ListItem, Paragraph, Text
from docexport.style import RoleName
from docexport.write.epub.blocks import key_points, leaf
from docexport.write.epub.links import Refused, address
from docexport.write.epub.markup import attribute
from docexport.write.epub.notes import notes_of_document
from docexport.write.epub.run import Document, Inlines, Run

_FIELD = re.compile(r"\{(\w+)\}")


def title_page(run: Run) -> Document:
    """The first page after the cover: masthead, title, standfirst, byline and key points."""
    listed = run.edition.terms.title_page
    document = Document("titlepage.xhtml", run.edition.title, kind="frontmatter", listed=listed)
    with run.writing(document):
        pages = "".join(run.pages.mark(page, run.fresh) for page in run.pages.front)
        front = run.edition.front
        title = front.title or (Text(run.edition.title),)
        parts = [
            _masthead(run),
            leaf(run, "title", title, "h1"),
            _optional(run, "subtitle", front.subtitle, ' epub:type="subtitle" role="doc-subtitle"'),
            _optional(run, "standfirst", front.standfirst),
            _plain(run, "byline", _byline(run)),
            _key_points(run),
        ]
        document.body = (
            f'<section epub:type="titlepage">\n{pages}{"".join(parts)}</section>\n' + notes_of_document(run)
        )
    return document


def _masthead(run: Run) -> str:
    """A line with the publication, or else the kicker, at its start and the issue at its end."""
    front, name = run.edition.front, run.style.publication.name
    kicker = _optional(run, "kicker", front.kicker)
    line = (_plain(run, "publication", name) or kicker) + _plain(run, "issue-line", _issue_line(run))
    above = _plain(run, "marking", front.marking) + _plain(run, "draft-stamp", front.draft)
    head = f'<div class="masthead">\n{line}</div>\n' if line else ""
    return above + head + (kicker if name else "")


def _byline(run: Run) -> str:
    """The authors, and the date where the masthead's line does not say it."""
    front = run.edition.front
    shown = "{date}" in run.style.furniture.masthead_end
    return " · ".join(filter(None, (front.byline, "" if shown else front.date)))


def _issue_line(run: Run) -> str:
    """What the style puts at the end of the masthead's line, without the parts that have no content."""
    edition = run.edition
    fields = {
        "title": edition.title,
        "publication": run.style.publication.name,
        "identifier": edition.metadata.identifier,
        "date": edition.front.date,
        "marking": edition.front.marking,
    }
    parts = run.style.furniture.masthead_end.split(" · ")
    filled = (_FIELD.sub(lambda match: fields.get(match[1], ""), part).strip() for part in parts)
    return " · ".join(filter(None, filled))


def _key_points(run: Run) -> str:
    points = run.edition.front.key_points
    if not points:
        return ""
    items = tuple(ListItem((Paragraph(point),)) for point in points)
    return key_points(run, blocks_of=KeyPoints((List("bullet", items),)), level=2)


def _optional(run: Run, role: RoleName, nodes: Inlines, semantics: str = "") -> str:
    return leaf(run, role, nodes, attributes=f' class="{role}"{semantics}') if nodes else ""


def _plain(run: Run, role: RoleName, words: str) -> str:
    return _optional(run, role, (Text(words),) if words else ())


# --- Colophon --------------------------------------------------------------------------------------


def colophon(run: Run) -> Document | None:
    """The last page: who publishes, where, under which rights; None when nothing is known of it."""
    publication, metadata = run.style.publication, run.edition.metadata
    publisher = metadata.publisher or publication.name
    rights = metadata.rights or publication.rights
    lines = [line for line in (publisher, publication.tagline, publication.address, rights) if line]
    if not lines and not metadata.source:
        return None
    document = Document("colophon.xhtml", publisher or run.edition.title, kind="backmatter", listed="")
    with run.writing(document):
        parts = [_plain(run, "colophon", line) for line in (run.edition.title, *lines)]
        parts += [_source(run, metadata.source)] if metadata.source else []
        name = attribute("aria-label", document.title)
        document.body = (
            f'<section epub:type="colophon" role="doc-colophon"{name}>\n{"".join(parts)}</section>\n'
        )
    return document


def _source(run: Run, source: str) -> str:
    """Where the article comes from, as a link when it is an address."""
    run.line("colophon")
    words = run.text(source)
    with suppress(Refused):  # a source is often a phrase, and stays one
        words = f"<a{attribute('href', address(source))}>{words}</a>"
    return f'<p class="colophon">{words}</p>\n'
