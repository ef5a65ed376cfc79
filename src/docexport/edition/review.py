"""Marks of review (insertions, deletions, comments) as one kind of output has them.

The report has them all: Word keeps them as revisions and comments. In the brief and the book the style's
`options.review` says: `accept` has the text as if every change were accepted and no comment made, `changes`
shows insertions and deletions, `all` has comments too, as notes that begin with the reviewer's name. What an
accepted deletion leaves empty (a paragraph, a heading, a list item, a note that nothing else cites) goes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Literal, TypeAlias

from docexport.edition.front import front_inlines, rewritten
from docexport.edition.rewrite import N, Rewriter
from docexport.model import (
    AnyNode,
    Article,
    Block,
    Callout,
    Comment,
    Definition,
    DefinitionList,
    Deletion,
    Emphasis,
    Group,
    Inline,
    Insertion,
    KeyPoints,
    Link,
    List,
    ListItem,
    Mark,
    Metadata,
    NoteBody,
    NoteReference,
    Paragraph,
    Quote,
    Section,
    Small,
    SmallCaps,
    Span,
    Strike,
    Strong,
    Sub,
    Sup,
    Text,
    children,
    walk,
)
from docexport.notices import Notify, ReviewAccepted
from docexport.records import Struct, replace
from docexport.review import standing

Showing: TypeAlias = Literal["accept", "changes", "all"]

_MARKS = (Insertion, Deletion, Comment)
_GOES_WHEN_EMPTY = (
    Paragraph, ListItem, List, Definition, DefinitionList, Quote, Callout, KeyPoints, Group,
    Emphasis, Strong, Strike, Sub, Sup, SmallCaps, Mark, Small, Span, Link, Insertion,
)  # fmt: skip


class Reviewed(Struct, frozen=True):
    """An article as one kind of output has it, with the front matter that is in force there."""

    article: Article
    metadata: Metadata
    unsaid: frozenset[str] = frozenset()
    """Names of notes that are no part of the text: only deletions cite them, or they are comments."""


def kept(article: Article, metadata: Metadata) -> Reviewed:
    """The article with every mark.

    A comment that stands alone goes to the paragraph before it. What a comment says can cite no notes and
    have no comments of its own.
    """
    if not _marks(_whole(article, metadata)):
        return Reviewed(article, metadata)
    simple = Rewriter(_simple, whole=Comment)
    notes = tuple(replace(note, blocks=simple.all(note.blocks)) for note in article.notes)
    blocks = _Attaching().all(simple.all(article.blocks))
    article = replace(article, blocks=blocks, notes=notes)
    metadata = rewritten(metadata, simple)
    return Reviewed(article, metadata, _only_deleted(article, metadata))


def shown(article: Article, metadata: Metadata, showing: Showing, reviewer: str, notify: Notify) -> Reviewed:
    """The article as an output without revisions of its own has it."""
    marks = _marks(_whole(article, metadata))
    if not marks:
        return Reviewed(article, metadata)
    _tell(marks, showing, notify)
    gone = _only_deleted(article, metadata)
    rewriter = _Accepting(_names(article.notes), showing, reviewer)
    metadata = rewritten(metadata, rewriter)
    blocks = rewriter.all(_Attaching().all(article.blocks))
    notes = tuple(
        replace(note, blocks=rewriter.all(note.blocks))
        for note in article.notes
        if showing != "accept" or note.name not in gone
    )
    article = replace(article, blocks=blocks, notes=(*notes, *rewriter.notes))
    return Reviewed(article, metadata, gone | _names(rewriter.notes))


def _whole(article: Article, metadata: Metadata) -> tuple[AnyNode, ...]:
    return (*front_inlines(metadata), *article.blocks, *article.notes)


def _marks(nodes: tuple[AnyNode, ...]) -> list[AnyNode]:
    return [node for node in walk(nodes) if isinstance(node, _MARKS)]


def _cited(nodes: Iterable[AnyNode], inside: Callable[[AnyNode], tuple[AnyNode, ...]] = children) -> set[str]:
    return {node.name for node in walk(tuple(nodes), inside) if isinstance(node, NoteReference)}


def _only_deleted(article: Article, metadata: Metadata) -> frozenset[str]:
    """The notes that nothing cites once every change is accepted, though something did."""
    once = _cited(_whole(article, metadata))
    bodies = {note.name: note for note in article.notes}
    never = [note for note in article.notes if note.name not in once]
    waiting: list[AnyNode] = [*front_inlines(metadata), *article.blocks, *never]
    reached: set[str] = set()
    while waiting:
        names = _cited(waiting, standing) - reached
        reached |= names
        waiting = [bodies[name] for name in names if name in bodies]
    return frozenset(once & set(bodies)) - reached


def _simple(node: AnyNode) -> AnyNode:
    if not isinstance(node, Comment):
        return node
    return replace(node, words=Rewriter(_said).all(node.words))


def _said(node: AnyNode) -> AnyNode:
    match node:
        case NoteReference():
            return Text(f"[^{node.name}]", at=node.at)
        case Comment():
            return Span((*node.inlines, *node.words), at=node.at)
        case _:
            return node


def _names(notes: Iterable[NoteBody]) -> frozenset[str]:
    return frozenset({note.name for note in notes})


def _tell(marks: Sequence[AnyNode], showing: Showing, notify: Notify) -> None:
    comments = sum(isinstance(node, Comment) for node in marks)
    changes = len(marks) - comments
    hidden = (changes if showing == "accept" else 0, 0 if showing == "all" else comments)
    if any(hidden):
        notify(ReviewAccepted(at=marks[0].at, changes=hidden[0], comments=hidden[1]))


class _Accepting(Rewriter):
    """Takes marks away as far as they are not shown; a node may become several, or none."""

    def __init__(self, names: frozenset[str], showing: Showing, reviewer: str) -> None:
        super().__init__(lambda node: node)
        self.notes: list[NoteBody] = []
        self._names, self._showing, self._reviewer = names, showing, reviewer

    def all(self, nodes: tuple[N, ...]) -> tuple[N, ...]:
        """The nodes rewritten; neighboring texts that a mark kept apart are one again."""
        done = list(chain.from_iterable(map(self._settled, nodes)))
        if len(done) == len(nodes) and all(a is b for a, b in zip(nodes, done, strict=True)):
            return nodes
        return tuple(_joined(done))  # type: ignore[arg-type] # each is replaced by its like

    def _settled(self, node: AnyNode) -> Sequence[AnyNode]:
        match node:
            case Insertion() if self._showing == "accept":
                return _left_of(node, self.all(node.inlines))
            case Deletion() if self._showing == "accept":
                return ()
            case Comment():
                return self._comment(node)
            case Section():
                section = self.node(node)
                return section.blocks if node.heading and not section.heading else (section,)
            case _:
                done = self.node(node)
                emptied = done is not node and isinstance(node, _GOES_WHEN_EMPTY) and not children(done)
                return () if emptied else (done,)

    def _comment(self, node: Comment) -> Sequence[AnyNode]:
        words = self.all(node.inlines)
        if self._showing != "all":
            return _left_of(node, words)
        said = self.all(node.words)
        name = f"comment-{len(self.notes) + 1}"
        while name in self._names:
            name += "-"
        signed: tuple[Inline, ...] = (Strong((Text(f"{self._reviewer}:"),)), Text(" "))
        content = (*(signed if self._reviewer else ()), *said)
        self.notes.append(NoteBody(name, (Paragraph(content, at=node.at),), at=node.at))
        mark = Mark(words, at=node.at, id=node.id, classes=node.classes, lang=node.lang)
        about = (mark,) if words else ()
        return (*about, NoteReference(name, at=node.at))


def _left_of(node: Insertion | Comment, words: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The words of a mark that is not shown, in a span where links or a language need one."""
    if node.id is None and node.lang is None:
        return words
    return (Span(words, at=node.at, id=node.id, classes=node.classes, lang=node.lang),)


def _joined(nodes: Iterable[AnyNode]) -> Iterator[AnyNode]:
    held: Text | None = None
    for node in nodes:
        plain = isinstance(node, Text) and node.id is None and node.lang is None and not node.classes
        if held is not None and plain and isinstance(node, Text):
            held = replace(held, text=held.text + node.text)
            continue
        if held is not None:
            yield held
        held = node if plain and isinstance(node, Text) else None
        if held is None:
            yield node
    if held is not None:
        yield held


class _Attaching(Rewriter):
    """Moves paragraphs of nothing but comments to the end of the one before, or the head of the next."""

    def __init__(self) -> None:
        super().__init__(lambda node: node)

    def all(self, nodes: tuple[N, ...]) -> tuple[N, ...]:
        """The nodes rewritten, remarks that stood alone attached."""
        done: list[AnyNode] = []
        waiting: tuple[Inline, ...] = ()
        for node in super().all(nodes):
            match node:
                case Paragraph() if _is_remark(node):
                    if done and isinstance(before := done[-1], Paragraph):
                        done[-1] = replace(before, inlines=(*before.inlines, *_remarks(node)))
                    else:
                        waiting += _remarks(node)
                case Paragraph() if waiting:
                    done.append(replace(node, inlines=(*waiting, *node.inlines)))
                    waiting = ()
                case Section() if waiting:
                    done.append(replace(node, heading=(*waiting, *node.heading)))
                    waiting = ()
                case _:
                    done += (*_alone(waiting), node)
                    waiting = ()
        done += _alone(waiting)
        if len(done) == len(nodes) and all(a is b for a, b in zip(nodes, done, strict=True)):
            return nodes
        return tuple(done)  # type: ignore[arg-type] # each is replaced by its like


def _alone(remarks: tuple[Inline, ...]) -> tuple[Block, ...]:
    return (Paragraph(remarks, at=remarks[0].at),) if remarks else ()


def _remarks(paragraph: Paragraph) -> tuple[Inline, ...]:
    return tuple(node for node in paragraph.inlines if isinstance(node, Comment))


def _is_remark(block: Block) -> bool:
    """Whether a paragraph has comments about no words of its own, and nothing else."""
    if not isinstance(block, Paragraph):
        return False
    remarks = [node for node in block.inlines if isinstance(node, Comment) and not node.inlines]
    blanks = [node for node in block.inlines if isinstance(node, Text) and not node.text.strip()]
    return bool(remarks) and len(remarks) + len(blanks) == len(block.inlines)
