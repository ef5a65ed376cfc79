"""Anchors and numbers for every node that can be led to, given out in one walk in reading order."""

from __future__ import annotations

import itertools

from docexport.edition.anchors import Anchors, slug
from docexport.edition.facts import Label, LabelKind, NoteFacts, SectionFacts
from docexport.edition.front import rewritten
from docexport.edition.plain import plain_text
from docexport.edition.rewrite import Rewriter
from docexport.edition.terms import Terms
from docexport.model import (
    AnyNode,
    Article,
    Block,
    Cell,
    CrossReference,
    Figure,
    Link,
    MathBlock,
    Metadata,
    NoteBody,
    NoteReference,
    Paragraph,
    Section,
    Table,
    Text,
    walk,
)
from docexport.notices import DanglingReference, DuplicateId, Notify
from docexport.records import replace

_DEEPEST_HEADING = 6
_LABELED = (Figure, Table, MathBlock)
_LEADING = (Link, CrossReference)
_PLAIN = (Text, Paragraph, Cell)
"""What there is most of, and nothing to be done with."""


class Numbering:
    """The article's blocks and notes with ids filled in, and the facts found under those ids."""

    def __init__(
        self, article: Article, metadata: Metadata, words: Terms, notify: Notify, *, number_sections: bool
    ) -> None:
        bodies = {note.name: note for note in article.notes}
        self.names = Anchors(_given_ids(article))
        self.sections: dict[str, SectionFacts] = {}
        self.labels: dict[str, Label] = {}
        self._words = words
        self._notify = notify
        self._number_sections = number_sections
        self._counts = {"figure": 0, "table": 0, "formula": 0}
        self._bodies = bodies
        self._marks: dict[str, list[str]] = {}
        """Of each note, in the order of first citation: the ids of the marks that cite it."""
        self._numbers: dict[str, int] = {}
        self._parent: SectionFacts | None = None
        self.leads = False
        """Whether there is any link or cross-reference."""
        self._rewriter = Rewriter(self._entered, whole=Section)
        self.metadata = rewritten(metadata, self._rewriter)
        self.blocks = self._section_list(article.blocks, None, "")
        self.notes = self._notes()

    @property
    def anchors(self) -> frozenset[str]:
        """Every id given out."""
        return frozenset(self.names.by_name.values()) | {note.id for note in self.notes}

    # --- Sections

    def _section_list(
        self, blocks: tuple[Block, ...], parent: SectionFacts | None, prefix: str
    ) -> tuple[Block, ...]:
        count = itertools.count(1)
        done: list[Block] = []
        for block in blocks:
            if isinstance(block, Section):
                done.append(self._section(block, parent, prefix, count))
            else:
                done.append(self._inside(block, parent))
        return tuple(done)

    def _section(
        self, section: Section, parent: SectionFacts | None, prefix: str, count: itertools.count[int]
    ) -> Section:
        title = plain_text(section.heading)
        anchor = self._anchor(section, slug(title), "section")
        commentary = "commentary" in section.classes or (parent is not None and parent.commentary)
        numbered = self._number_sections and not commentary and "unnumbered" not in section.classes
        number = f"{prefix}{next(count)}" if numbered and (parent is None or parent.number) else ""
        level = min((parent.level if parent else 0) + 1, _DEEPEST_HEADING)
        facts = SectionFacts(anchor, level, number, title, commentary, parent.id if parent else None)
        self.sections[anchor] = facts
        heading = self._rewriter.all(section.heading)
        blocks = self._section_list(section.blocks, facts, f"{number}." if number else "")
        return replace(section, id=anchor, heading=heading, blocks=blocks)

    def _inside(self, block: Block, parent: SectionFacts | None) -> Block:
        """A block that is not a section; sections inside it (in a quote, a list) hang under `parent`."""
        self._parent = parent
        return self._rewriter.node(block)

    # --- Everything else

    def _entered(self, node: AnyNode) -> AnyNode:
        if isinstance(node, _PLAIN):
            return node if node.id is None else self._named(node)
        if isinstance(node, NoteReference):
            return self._note_reference(node)
        if isinstance(node, _LABELED):
            return self._labeled(node)
        if isinstance(node, Section):
            return self._nested_section(node)
        self.leads = self.leads or isinstance(node, _LEADING)
        return node if node.id is None else self._named(node)

    def _named(self, node: AnyNode) -> AnyNode:
        return replace(node, id=self._anchor(node, node.id or "", "id"))

    def _nested_section(self, section: Section) -> Section:
        outer = self._parent
        # A heading in a quote or a list is not part of the outline and takes no number from it.
        unnumbered = replace(section, classes=(*section.classes, "unnumbered"))
        done = self._section(unnumbered, outer, "", itertools.count(1))
        self._parent = outer
        return done

    def _labeled(self, node: Figure | Table | MathBlock) -> AnyNode:
        kind, caption = _kind_of(node), () if isinstance(node, MathBlock) else node.caption
        if not (node.id if isinstance(node, MathBlock) else caption):
            return replace(node, id=self._anchor(node, node.id, kind)) if node.id else node
        self._counts[kind] += 1
        number = str(self._counts[kind])
        anchor = self._anchor(node, f"{kind}-{number}", kind)
        self.labels[anchor] = Label(anchor, kind, number, self._label_text(kind, number))
        return replace(node, id=anchor)

    def _label_text(self, kind: LabelKind, number: str) -> str:
        match kind:
            case "figure":
                return f"{self._words.figure}\N{NO-BREAK SPACE}{number}"
            case "table":
                return f"{self._words.table}\N{NO-BREAK SPACE}{number}"
            case "formula":
                return f"({number})"

    def _anchor(self, node: AnyNode, made_from: str, fallback: str) -> str:
        if node.id is None:
            return self.names.made(made_from, fallback)
        anchor, first = self.names.given(node.id)
        if not first:
            self._notify(DuplicateId(name=node.id, renamed=anchor, at=node.at))
        return anchor

    # --- Notes

    def _note_reference(self, node: NoteReference) -> AnyNode:
        if node.name not in self._bodies:
            self._notify(DanglingReference(target=f"[^{node.name}]", at=node.at))
            return Text(f"[^{node.name}]", at=node.at)
        marks, number = self._marks_of(node.name)
        anchor = self.names.made(f"fnref-{number}" + (f"-{len(marks) + 1}" if marks else ""), "fnref")
        marks.append(anchor)
        return replace(node, id=anchor)

    def _marks_of(self, name: str) -> tuple[list[str], int]:
        marks = self._marks.setdefault(name, [])
        return marks, self._numbers.setdefault(name, len(self._marks))

    def _notes(self) -> tuple[NoteFacts, ...]:
        done: list[NoteFacts] = []
        self._cited_notes(done)
        for name in self._bodies:
            if name not in self._marks:
                self._marks_of(name)
                self._cited_notes(done)
        return tuple(replace(note, references=tuple(self._marks[note.name])) for note in done)

    def _cited_notes(self, done: list[NoteFacts]) -> None:
        order = list(self._marks)
        while len(done) < len(self._marks):
            if len(order) < len(self._marks):  # a note's own text has cited further ones
                order = list(self._marks)
            done.append(self._note(order[len(done)], len(done) + 1))

    def _note(self, name: str, number: int) -> NoteFacts:
        body = self._bodies[name]
        anchor = self.names.made(f"fn-{number}", "fn")
        self._parent = None
        return NoteFacts(anchor, number, name, self._rewriter.all(body.blocks), (), body.lang)


def _kind_of(node: Figure | Table | MathBlock) -> LabelKind:
    match node:
        case Figure():
            return "figure"
        case Table():
            return "table"
        case MathBlock():
            return "formula"


def _given_ids(article: Article) -> frozenset[str]:
    bodies: tuple[NoteBody, ...] = article.notes
    return frozenset(node.id for node in walk((*article.blocks, *bodies)) if node.id is not None)
