"""The navigation document (EPUB 3.3, section 7): contents, lists of figures and tables, pages, landmarks.

It lies beside the package document, because some reading systems (those built on epub.js) take its addresses
to be relative to that.
"""

from __future__ import annotations

from collections.abc import Sequence

from docexport.edition import Label, plain_text
from docexport.model import Figure, Table, walk
from docexport.records import Struct
from docexport.style import RoleName
from docexport.write.epub.blocks import numbered_class, section_number
from docexport.write.epub.inlines import inlines
from docexport.write.epub.markup import attribute, internal, language, primary
from docexport.write.epub.outline import Line
from docexport.write.epub.run import TEXTS, Document, Run

_ROLES: tuple[RoleName, ...] = ("contents-1", "contents-2", "contents-3")


class Landmark(Struct, frozen=True):
    """A place that a reading system offers by its kind (EPUB 3 Structural Semantics 1.1)."""

    kind: str
    file: str
    title: str


def nav_document(run: Run, lines: Sequence[Line], landmarks: Sequence[Landmark]) -> Document:
    """Everything that leads somewhere, in one file."""
    terms = run.edition.terms
    document = Document("nav.xhtml", terms.contents, kind="frontmatter", listed="", folder="")
    with run.writing(document):
        contents = _nav(run, "toc", terms.contents, _lines(run, lines, 0), ' role="doc-toc"', tag="h1")
        document.body = (
            contents
            + _labels(run, "figure", "loi", terms.figures)
            + _labels(run, "table", "lot", terms.tables)
            + _pages(run)
            + _landmarks(run, landmarks)
        )
    return document


def _nav(run: Run, kind: str, title: str, items: str, role: str = "", tag: str = "h2") -> str:
    run.line("contents-title")
    heading = f'<{tag} class="contents-title" id="{kind}-title">{run.term(title)}</{tag}>\n'
    return (
        f'<nav epub:type="{kind}"{role} id="{kind}" aria-labelledby="{kind}-title">\n{heading}{items}</nav>\n'
    )


def _lines(run: Run, lines: Sequence[Line], depth: int) -> str:
    role = _ROLES[min(depth, 2)]
    parts = []
    for line in lines:
        run.line(role)
        number = section_number(run, line.number)
        names = f"{role} {numbered_class(depth + 1)}" if number else role
        words = number + inlines(run, line.words)
        link = f'<a class="{names}"{attribute("href", TEXTS + line.href)}>{words}</a>'
        below = f"\n{_lines(run, line.below, depth + 1)}" if line.below else ""
        parts.append(f"<li>{link}{below}</li>\n")
    return f"<ol>\n{''.join(parts)}</ol>\n"


def _labels(run: Run, kind: str, name: str, title: str) -> str:
    """The list of numbered figures or tables, with the words of their captions."""
    labels = [label for label in run.edition.labels.values() if label.kind == kind]
    if not labels:
        return ""
    captions = _captions(run)
    run.line("contents-1")
    items = "".join(_labeled(run, label, captions.get(label.id, "")) for label in labels)
    return _nav(run, name, title, f"<ol>\n{items}</ol>\n")


def _labeled(run: Run, label: Label, caption: str) -> str:
    words = run.text(f"{label.text} {caption}".strip())
    return f'<li><a class="contents-1"{internal(label.id)}>{words}</a></li>\n'


def _captions(run: Run) -> dict[str, str]:
    labeled = (node for node in walk(run.edition.blocks) if isinstance(node, Figure | Table) and node.id)
    return {node.id or "": plain_text(node.caption, run.edition.references) for node in labeled}


def _pages(run: Run) -> str:
    if not run.pages.done:
        return ""
    items = "".join(f"<li><a{internal(mark.id)}>{run.text(mark.label)}</a></li>\n" for mark in run.pages.done)
    name = attribute("aria-label", run.edition.terms.page)
    return (
        f'<nav epub:type="page-list" role="doc-pagelist"{name} hidden="hidden">\n<ol>\n{items}</ol>\n</nav>\n'
    )


def _landmarks(run: Run, landmarks: Sequence[Landmark]) -> str:
    terms = run.edition.terms
    lang = "" if primary(terms.lang) == primary(run.edition.lang) else language(terms.lang)
    items = "".join(
        f'<li><a epub:type="{mark.kind}" href="{mark.file}"{lang}>{run.text(mark.title)}</a></li>\n'
        for mark in landmarks
    )
    return f'<nav epub:type="landmarks" id="landmarks" hidden="hidden">\n<ol>\n{items}</ol>\n</nav>\n'
