"""Inlines: each node's runs, hyperlinks, fields and marks (ECMA-376 part 1, 17.3.2, 17.16.22)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import assert_never

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
from docexport.records import replace
from docexport.style import SpanName
from docexport.write.docx import comments, drawings, notes, revisions
from docexport.write.docx.fields import field
from docexport.write.docx.job import Job, Scope
from docexport.write.docx.omml import omml
from docexport.write.docx.runs import Look
from docexport.write.docx.xml import quoted

_ADDRESS = re.compile(r"(?:https?|ftps?|sftp|news|nntp|gemini|ipfs)://[^\s\"<>\\^`{|}]+|(?:mailto|tel|sms|urn|doi|geo|xmpp|magnet|bitcoin"
                      r"|sip|sips|im|matrix|irc|ircs|git|ssh|feed|webcal|callto|facetime|skype|market|tg|signal):"
                      r"[^\s\"<>\\^`{|}]+", re.IGNORECASE)  # fmt: skip
_RELATIVE = re.compile(r"[^\s\"<>\\^`{|}:]+(?:[?#][^\s\"<>\\^`{|}]*)?")
_MOST_TOOLTIP = 255
_MOST_ALIAS = 64
_LATIN_ONLY = {"insertion", "deletion"}

_SPANS: dict[type, SpanName] = {
    Emphasis: "emphasis",
    Strong: "strong",
    Strike: "strike",
    Sub: "subscript",
    Sup: "superscript",
    SmallCaps: "small-caps",
    Mark: "mark",
    Small: "small",
    Keyboard: "keyboard",
}


def inlines(job: Job, scope: Scope, nodes: Iterable[Inline], look: Look) -> str:
    """The runs of the nodes."""
    return "".join([inline(job, scope, node, look) for node in nodes])


def inline(job: Job, scope: Scope, node: Inline, look: Look) -> str:
    """The runs of one node, bookmarked where something leads to it."""
    if node.lang is not None:
        look = replace(look, lang=node.lang)
    content = _inline(job, scope, node, look)
    return content if node.id is None else job.bookmarks.around(node.id, content)


def _inline(job: Job, scope: Scope, node: Inline, look: Look) -> str:  # noqa: C901 # one case for each kind
    match node:
        case Text():
            return job.runs.text(node.text, look)
        case Emphasis() | Strong() | Strike() | Sub() | Sup() | SmallCaps() | Mark() | Small() | Keyboard():
            return inlines(job, scope, node.inlines, look.within(_SPANS[type(node)]))
        case Insertion() | Deletion():
            return revisions.revised(job, node, inlines(job, scope, node.inlines, look))
        case Comment():
            return comments.commented(job, node, inlines(job, scope, node.inlines, look))
        case Span():
            return _span(job, scope, node, look)
        case Abbreviation():
            return _abbreviation(job, scope, node, look)
        case CodeSpan():
            return job.runs.text(node.text, look.within("code"))
        case Link():
            return _link(job, scope, node, look)
        case Image():
            return drawings.in_line(job, scope, node, look)
        case NoteReference():
            return notes.mark(job, node, look)
        case CrossReference():
            return _cross_reference(job, node, look)
        case LineBreak():
            return job.runs.element("<w:br/>", look)
        case Math():
            return _math(job, node, look)
        case _:
            assert_never(node)


def _span(job: Job, scope: Scope, node: Span, look: Look) -> str:
    names: tuple[SpanName, ...] = ("insertion", "deletion")
    for name in names:
        if name in node.classes:
            look = look.within(name)
    return inlines(job, scope, node.inlines, look)


def _abbreviation(job: Job, scope: Scope, node: Abbreviation, look: Look) -> str:
    """A content control whose title is the expansion: Word shows it when the cursor is in the word."""
    content = inlines(job, scope, node.inlines, look)
    expansion = " ".join(node.expansion.split())
    if not expansion or look.in_link or not content:
        return content
    alias = expansion if len(expansion) <= _MOST_ALIAS else expansion[: _MOST_ALIAS - 1] + "…"
    title = f'<w:alias w:val={quoted(alias)}/><w:tag w:val="abbreviation"/>'
    return f"<w:sdt><w:sdtPr>{title}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def _link(job: Job, scope: Scope, node: Link, look: Look) -> str:
    if look.in_link:
        return inlines(job, scope, node.inlines, look)
    target = _target(job, node)
    if target is None:
        return inlines(job, scope, node.inlines, look)
    content = inlines(job, scope, node.inlines, replace(look.within("link"), in_link=True))
    tip = f" w:tooltip={quoted(node.title[:_MOST_TOOLTIP])}" if node.title else ""
    return f'<w:hyperlink {target}{tip} w:history="1">{content}</w:hyperlink>' if content else ""


def _target(job: Job, node: Link) -> str | None:
    """The attribute that leads to the link's target; None, with a notice, for what Word cannot open."""
    if node.target.startswith("#"):
        return f'w:anchor="{job.bookmarks.name(node.target[1:])}"'
    if _ADDRESS.fullmatch(node.target) or _RELATIVE.fullmatch(node.target):
        return f'r:id="{job.story.link(node.target)}"'
    job.notify(LinkRefused(target=node.target, reason="Word cannot open it", at=node.at))
    return None


def _cross_reference(job: Job, node: CrossReference, look: Look) -> str:
    reference = job.edition.references.get(node.target)
    if reference is None:
        return job.runs.text(f"@{node.target}", look)
    section = job.edition.sections.get(reference.id)
    look = look if look.in_link else look.within("link")
    name = job.bookmarks.name(reference.id)
    if section is not None and section.number and reference.text.endswith(section.number):
        before = reference.text.removesuffix(section.number)
        number = field(f"REF {name} \\r \\h", job.runs.text(section.number, look), job.runs.properties(look))
        return job.runs.text(before, look) + number
    if section is None and reference.id not in job.edition.labels:
        # A place without a label of its own: there are no words that a field could repeat.
        content = job.runs.text(reference.text, look)
        return f'<w:hyperlink w:anchor="{name}" w:history="1">{content}</w:hyperlink>'
    return field(f"REF {name} \\h", job.runs.text(reference.text, look), job.runs.properties(look))


def _math(job: Job, node: Math, look: Look) -> str:
    source = mathml(node.tex, display=False, notify=job.notify, at=node.at)
    formula = omml(source) if source else None
    if formula is None:
        return job.runs.text(node.tex, look.within("code"))
    job.runs.tall = True
    return f"<m:oMath>{formula}</m:oMath>"
