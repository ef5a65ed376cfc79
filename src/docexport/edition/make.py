"""Makes an Edition in five steps.

1. Review: marks of review stay, show or are accepted, as the kind of output and the style say.
2. Number: one walk in reading order gives every node its anchor and its number (`_Numbering`).
3. Resolve: cross-references and internal links are checked against the anchors; those that lead nowhere
   become plain words, with a notice.
4. Contents: the section tree as lines, without notes and links.
5. Front: the masthead's parts in the article's language.
"""

from __future__ import annotations

import difflib
import hashlib
import re
import uuid
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import PurePath
from typing import Literal
from urllib.parse import unquote

from docexport.edition.anchors import Anchors
from docexport.edition.contents import bare, captions_of, contents_of
from docexport.edition.facts import Direction, Edition, Reference
from docexport.edition.front import front_of, rewritten
from docexport.edition.numbering import Numbering
from docexport.edition.plain import plain_text, text_of
from docexport.edition.review import kept, shown
from docexport.edition.rewrite import Rewriter
from docexport.edition.terms import Terms, terms
from docexport.model import (
    AnyNode,
    Article,
    CrossReference,
    Inline,
    Kind,
    Link,
    Metadata,
    NoteReference,
    Section,
    Span,
    Text,
    walk,
)
from docexport.notices import DanglingReference, LinkLeftBehind, Notify
from docexport.records import replace
from docexport.review import standing
from docexport.style import Style

_RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"}
_RUNNING_TITLE = 64
_FEWEST_CONTENTS = 3
_URI = re.compile(r"(?:urn:[a-z0-9][a-z0-9-]*:|https?://|doi:)\S+", re.IGNORECASE)
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ISBN = re.compile(r"(?:ISBN[ :]*)?((?:97[89][ -]?)?\d{1,5}[ -]?\d+[ -]?\d+[ -]?[\dX])", re.IGNORECASE)


def make_edition(
    article: Article, style: Style, kind: Kind, notify: Notify, *, modified: datetime
) -> Edition:
    """The article made ready for one kind of output; `modified` is in UTC and goes into the files."""
    metadata = article.metadata_for(kind)
    reviewer = _reviewer(metadata, style)
    reviewed = (
        kept(article, metadata)
        if kind == "report"
        else shown(article, metadata, style.options.review, reviewer, notify)
    )
    article, metadata = reviewed.article, reviewed.metadata
    lang = metadata.lang or "en"
    words = terms(lang)
    number_sections = _either(metadata.number_sections, style.options.number_sections)
    numbering = Numbering(article, metadata, words, notify, number_sections=number_sections)
    blocks, notes, front = numbering.blocks, numbering.notes, numbering.metadata
    resolver = _Resolver(numbering, words, notify)
    if numbering.leads:
        blocks = resolver.rewriter.all(blocks)
        notes = tuple(replace(note, blocks=resolver.rewriter.all(note.blocks)) for note in notes)
        front = rewritten(front, resolver.rewriter)
        resolver.tell()
    references = resolver.references
    contents = contents_of(blocks, numbering.sections, references)
    text = "\n".join([plain_text(front.title, references), *(text_of(b, references) for b in blocks)])
    said = (note for note in notes if note.name not in reviewed.unsaid)
    text += "".join("\n" + text_of(b, references) for note in said for b in note.blocks)
    title = plain_text(front.title, references) or _title_of(blocks, article.source)
    listed = partial(captions_of, blocks=blocks, labels=numbering.labels, references=references)
    wanted = _wanted(style.options.toc, kind)
    lines = sum(1 for _ in numbering.sections)
    return Edition(
        kind=kind,
        metadata=front,
        lang=lang,
        direction=direction_of(lang),
        title=title,
        running_title=_shortened(title),
        front=front_of(front, words, lang),
        blocks=blocks,
        notes=notes,
        sections=numbering.sections,
        labels=numbering.labels,
        references=references,
        contents=contents,
        figures=listed("figure") if metadata.list_of_figures else (),
        tables=listed("table") if metadata.list_of_tables else (),
        show_contents=metadata.toc if metadata.toc is not None else wanted and lines >= _FEWEST_CONTENTS,
        toc_depth=metadata.toc_depth or style.options.toc_depth,
        cover_page=_wanted(style.options.cover_page, kind),
        number_sections=number_sections,
        terms=words,
        identifier=_identifier(metadata, lang, text),
        modified=modified,
        words=len(text.split()),
        source=article.source,
        reviewer=reviewer,
        anchors=numbering.anchors,
    )


def _wanted(where: Literal["none", "report", "all"], kind: Kind) -> bool:
    return where in ("all", kind)


def _reviewer(metadata: Metadata, style: Style) -> str:
    authors = [author.name for author in metadata.authors]
    return next(filter(None, (metadata.reviewer, *authors, style.publication.name)), "")


def direction_of(lang: str) -> Direction:
    """The direction in which a BCP 47 language is written; an explicit script subtag decides."""
    subtags = lang.split("-")
    if "Latn" in subtags or "Cyrl" in subtags:
        return "ltr"
    return "rtl" if subtags[0].lower() in _RIGHT_TO_LEFT or {"Arab", "Hebr"} & set(subtags) else "ltr"


class _Resolver:
    """Finds what links and cross-references lead to and replaces those that lead nowhere."""

    def __init__(self, numbering: Numbering, words: Terms, notify: Notify) -> None:
        self.anchors: Anchors = numbering.names
        self.numbering = numbering
        self.words = words
        self.notify = notify
        self.references: dict[str, Reference] = {}
        self.left_behind: list[Link] = []
        self.rewriter = Rewriter(self._resolved)

    def _resolved(self, node: AnyNode) -> AnyNode:
        if isinstance(node, CrossReference):
            return self._cross_reference(node)
        if isinstance(node, Link):
            return self._link(node)
        return node

    def _cross_reference(self, node: CrossReference) -> Inline:
        anchor = self._find(node.target)
        if anchor is None:
            self._dangling(node, node.target)
            return Text(f"@{node.target}", at=node.at, lang=node.lang)
        self.references[node.target] = Reference(anchor, self._words_for(anchor))
        return node

    def _link(self, node: Link) -> Inline:
        """The link, with what cannot stand inside one after it; its words alone if it leads nowhere."""
        inner = tuple(n for n in walk(node.inlines) if isinstance(n, NoteReference))
        if _holds_links(node):
            for reference in walk(node.inlines):
                if isinstance(reference, CrossReference):
                    self._cross_reference(reference)
            node = replace(node, inlines=bare(node.inlines, self.references, reviewed=True))
        link = self._leading(node)
        return Span((link, *inner), at=node.at) if inner else link

    def _leading(self, node: Link) -> Inline:
        if _ABSOLUTE.match(node.target):
            return node
        anchor = self._find(unquote(node.target[1:])) if node.target.startswith("#") else None
        if anchor is not None:
            return node if node.target == f"#{anchor}" else replace(node, target=f"#{anchor}")
        if node.target.startswith("#"):
            self._dangling(node, node.target)
        else:
            self.left_behind.append(node)
        return Span(node.inlines, at=node.at, id=node.id, classes=node.classes, lang=node.lang)

    def tell(self) -> None:
        """One notice for all links to files that stay where the source is."""
        if self.left_behind:
            first = self.left_behind[0]
            targets = dict.fromkeys(node.target for node in self.left_behind)
            self.notify(LinkLeftBehind(target=first.target, others=len(targets) - 1, at=first.at))

    def _find(self, name: str) -> str | None:
        # "sec:outlook" also finds what is called just "outlook", as a heading's own slug may be.
        return self.anchors.find(name) or self.anchors.find(name.partition(":")[2] or name)

    def _words_for(self, anchor: str) -> str:
        label, section = self.numbering.labels.get(anchor), self.numbering.sections.get(anchor)
        if label is not None:
            return label.text
        if section is not None and section.number:
            return f"{self.words.section} {section.number}"
        return section.title if section is not None and section.title else f"#{anchor}"

    def _dangling(self, node: AnyNode, target: str) -> None:
        near = difflib.get_close_matches(target.lstrip("#"), self.anchors.by_name, n=1)
        self.notify(DanglingReference(target=target, nearest=near[0] if near else "", at=node.at))


def _holds_links(link: Link) -> bool:
    return any(isinstance(n, Link | CrossReference | NoteReference) for n in walk(link.inlines, standing))


def _title_of(blocks: Sequence[AnyNode], source: str) -> str:
    headings = (plain_text(node.heading) for node in walk(tuple(blocks)) if isinstance(node, Section))
    stem = PurePath(source).stem.replace("-", " ").replace("_", " ").strip()
    return next(filter(None, headings), "") or stem or "Untitled"


def _shortened(title: str) -> str:
    if len(title) <= _RUNNING_TITLE:
        return title
    for mark in (": ", " – ", " — ", "; ", ", "):
        clause = title.partition(mark)[0]
        if _RUNNING_TITLE / 3 < len(clause) <= _RUNNING_TITLE:
            return clause
    head = title[:_RUNNING_TITLE]
    return (head.rpartition(" ")[0] or head).rstrip(" ,;:–—-") + "…"


def _identifier(metadata: Metadata, lang: str, text: str) -> str:
    given = metadata.identifier.strip()
    if _URI.fullmatch(given):
        return given
    isbn = _ISBN.fullmatch(given)
    if isbn and len(digits := re.sub(r"[ -]", "", isbn[1])) in {10, 13}:
        return f"urn:isbn:{digits}"
    digest = hashlib.sha256("\0".join((given, lang, text)).encode("utf-8", "replace")).hexdigest()
    return uuid.uuid5(uuid.NAMESPACE_URL, f"docexport:{digest}").urn


def _either(given: bool | None, default: bool) -> bool:
    return default if given is None else given
