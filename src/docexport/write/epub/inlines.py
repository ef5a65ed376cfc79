"""Inline nodes as XHTML phrasing content (HTML 5.2, 3.2.5.2.5; roles of DPUB-ARIA 1.1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from docexport.edition import NoteFacts, PageBreak, letters_in
from docexport.formula import mathml
from docexport.model import (
    Abbreviation,
    CodeSpan,
    Comment,
    CrossReference,
    Deletion,
    Emphasis,
    Image,
    Inline,
    Insertion,
    Keyboard,
    LineBreak,
    Link,
    Mark,
    Math,
    MathBlock,
    NoteReference,
    Small,
    SmallCaps,
    Span,
    Strike,
    Strong,
    Sub,
    Sup,
    Text,
)
from docexport.notices import LinkRefused
from docexport.style import SpanName
from docexport.write.epub.images import inline_picture
from docexport.write.epub.links import Refused, address
from docexport.write.epub.markup import attribute, internal
from docexport.write.epub.pages import cuts_of
from docexport.write.epub.run import Inlines, Run

_Styled = Emphasis | Strong | Strike | Sub | Sup | SmallCaps | Mark | Small | Keyboard | Insertion | Deletion


def inlines(run: Run, nodes: Inlines) -> str:
    """A block's inline nodes, set in the face that is in force, with the pages that begin among them."""
    pages = run.pages.due(nodes[0].at) if nodes else []
    return _paged(run, nodes, pages) if pages else _inlines(run, nodes)


def _paged(run: Run, nodes: Inlines, pages: Sequence[PageBreak]) -> str:
    total = letters_in(nodes, run.edition.references)
    before, cuts = cuts_of(pages, total, lambda page: run.pages.mark(page, run.fresh))
    run.cuts = cuts
    words = _inlines(run, nodes)
    run.cuts = None
    return before + words + cuts.rest()


def _inlines(run: Run, nodes: Inlines) -> str:
    return "".join([_inline(run, node) for node in nodes])


def _inline(run: Run, node: Inline) -> str:  # noqa: C901 # one case for each kind
    match node:
        case Text():
            return _text(run, node)
        case (
            Emphasis() | Strong() | Strike() | Sub() | Sup() | SmallCaps() | Mark() | Small() | Keyboard()
            | Insertion() | Deletion()
        ):  # fmt: skip
            return _styled(run, node)
        case Comment():  # an Edition for books has its comments as notes, or not at all
            return _inlines(run, node.inlines)
        case CodeSpan():
            return _code_span(run, node)
        case Link():
            return _link(run, node)
        case NoteReference():
            return _note_reference(run, node)
        case CrossReference():
            return _cross_reference(run, node)
        case Abbreviation():
            title = attribute("title", node.expansion)
            return f"<abbr{run.attributes(node)}{title}>{_inlines(run, node.inlines)}</abbr>"
        case Span():
            return f"<span{run.attributes(node)}>{_inlines(run, node.inlines)}</span>"
        case Image():
            return inline_picture(run, node)
        case LineBreak():
            return "<br/>"
        case Math():
            return formula(run, node)
        case _:
            assert_never(node)


def _text(run: Run, node: Text) -> str:
    if node.id is None and node.lang is None:
        return run.words(node.text)
    return f"<span{run.attributes(node)}>{run.words(node.text)}</span>"


_ELEMENTS: dict[type[_Styled], tuple[str, SpanName, str]] = {
    Emphasis: ("em", "emphasis", ""),
    Strong: ("strong", "strong", ""),
    Strike: ("s", "strike", ""),
    Sub: ("sub", "subscript", ""),
    Sup: ("sup", "superscript", ""),
    SmallCaps: ("span", "small-caps", "small-caps"),
    Mark: ("mark", "mark", ""),
    Small: ("small", "small", ""),
    Keyboard: ("kbd", "keyboard", ""),
    Insertion: ("ins", "insertion", ""),
    Deletion: ("del", "deletion", ""),
}
"""Element, span of the style, and class where the element alone does not say."""


def _styled(run: Run, node: _Styled) -> str:
    tag, span, name = _ELEMENTS[type(node)]
    with run.span(span):
        return f"<{tag}{run.attributes(node, name)}>{_inlines(run, node.inlines)}</{tag}>"


def _code_span(run: Run, node: CodeSpan) -> str:
    with run.span("code"):
        return f"<code{run.attributes(node)}>{run.words(node.text)}</code>"


# --- What leads somewhere --------------------------------------------------------------------------


def _link(run: Run, node: Link) -> str:
    target = "" if run.linked else _target(run, node)
    if not target:
        inner = _inlines(run, node.inlines)
        attributes = run.attributes(node)
        return f"<span{attributes}>{inner}</span>" if attributes else inner
    title = attribute("title", node.title)
    run.linked = True
    with run.span("link"):
        inner = _inlines(run, node.inlines)
    run.linked = False
    # A link of no words would be unreachable; its address is better than nothing.
    inner = inner if inner.strip() else run.text(node.target)
    return f"<a{run.attributes(node)}{target}{title}>{inner}</a>"


def _target(run: Run, node: Link) -> str:
    """The `href` of a link, or nothing for one that the book must not have."""
    if node.target.startswith("#"):
        return internal(node.target[1:])
    try:
        return attribute("href", address(node.target))
    except Refused as refusal:
        run.notify(LinkRefused(target=node.target, reason=str(refusal), at=node.at))
        return ""


def _note_reference(run: Run, node: NoteReference) -> str:
    note = run.notes[node.name]
    claim(run, note)
    with run.span("note-mark"):
        number = run.text(str(note.number))
    attributes = run.attributes(node, "note-mark")
    if run.linked:
        return f"<sup{attributes}>{number}</sup>"
    kind = ' epub:type="noteref" role="doc-noteref"'
    return f"<a{attributes}{internal(note.id)}{kind}><sup>{number}</sup></a>"


def claim(run: Run, note: NoteFacts) -> None:
    """A note stands at the end of the file that cites it first."""
    if note.name not in run.placed:
        run.placed.add(note.name)
        run.document.cited[note.name] = note
        run.features.add("notes")


def _cross_reference(run: Run, node: CrossReference) -> str:
    reference = run.edition.references[node.target]
    words = run.words(reference.text)
    if run.linked:
        return words
    return f"<a{run.attributes(node, 'reference')}{internal(reference.id)}>{words}</a>"


# --- Formulas --------------------------------------------------------------------------------------


def formula(run: Run, node: Math | MathBlock) -> str:
    """MathML with the LaTeX as its alternative text, or the LaTeX as code when it cannot be read."""
    markup = mathml(node.tex, display=isinstance(node, MathBlock), notify=run.notify, at=node.at)
    if markup is None:
        with run.span("code"):
            return f"<code{_identity(run, node)}>{run.text(node.tex)}</code>"
    run.document.properties.add("mathml")
    run.features.add("math")
    return markup.replace("<math", f"<math{_identity(run, node)}", 1)


def _identity(run: Run, node: Math | MathBlock) -> str:
    """A displayed formula has its id on the block around it."""
    return run.attributes(node) if isinstance(node, Math) else ""
