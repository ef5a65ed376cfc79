"""An article as one list of parts, for a comparison with what another program reads from a book of it.

A part is a tuple: `("heading", level, words)`, `("paragraph", words)`, `("list", kind, depth, items)`,
`("table", caption, rows)`, `("figure", caption)`, `("link", target)`, and so on, in reading order. What the
other program, pandoc, cannot see is left out:

- the title page, which pandoc skips because it makes its own; cover, contents and colophon, which are not the
  article's;
- pull quotes and callouts as such, of which it keeps the words and the parts inside;
- alignment, which is a matter of style; formulas, which it writes in LaTeX of its own, are counted.

A note belongs to each of its marks in pandoc, so it is compared by its number and its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, assert_never
from urllib.parse import unquote

from docexport import model as m
from docexport.edition import Edition
from tests.conformance.words import words

Part = tuple[Any, ...]
Said = tuple[str, ...]


@dataclass
class Parts:
    """The parts of an article, and the words of its notes by their numbers."""

    parts: list[Part] = field(default_factory=list)
    notes: dict[str, Said] = field(default_factory=dict)

    def said(self, kind: str, text: str, *facts: Any) -> None:
        """Add a part with its words, unless it has none."""
        if found := tuple(words(text)):
            self.parts.append((kind, *facts, found))


def parts_by_docexport(edition: Edition) -> Parts:
    """List the parts of an article."""
    reading = _Article(edition)
    reading.blocks(edition.blocks, 0)
    return reading.found


STRESSED = {
    m.Emphasis: "emphasis",
    m.Strong: "strong",
    m.Strike: "strike",
    m.Sub: "sub",
    m.Sup: "superscript",
}


class _Article:
    def __init__(self, edition: Edition) -> None:
        self.edition, self.found = edition, Parts()

    def blocks(self, blocks: Iterable[m.Block], depth: int) -> None:
        for block in blocks:
            self.block(block, depth)

    def block(self, block: m.Block, depth: int) -> None:  # noqa: C901  # one case for each kind
        found, terms = self.found, self.edition.terms
        match block:
            case m.Paragraph():
                self.line(block.inlines)
            case m.Section():
                self.section(block, depth)
            case m.List():
                found.parts.append(
                    ("list", block.start if block.kind == "ordered" else "bullet", depth, len(block.items))
                )
                for item in block.items:
                    self.blocks(item.blocks, depth + 1)
            case m.DefinitionList():
                found.parts.append(("definitions", tuple(len(item.definitions) for item in block.items)))
                for entry in block.items:
                    self.line(entry.term)
                    for definition in entry.definitions:
                        self.blocks(definition, depth)
            case m.Quote():
                if block.kind != "pull":
                    found.parts.append(("quote",))
                self.blocks(block.blocks, depth)
                self.line(block.attribution)
            case m.Figure():
                found.parts.append(("figure", tuple(words(self.caption(block.id, block.caption)))))
                self.inlines(block.caption)
                found.parts.append(
                    ("picture", tuple(words("" if block.decorative else block.alt or block.title)))
                )
            case m.Table():
                self.table(block)
            case m.Code():
                found.parts.append(("code", block.text))
            case m.Callout():
                found.said("paragraph", self.text(block.title) or getattr(terms, block.kind))
                self.inlines(block.title)
                self.blocks(block.blocks, depth)
            case m.KeyPoints():
                found.said("paragraph", terms.key_points)
                self.blocks(block.blocks, depth)
            case m.Group():
                self.blocks(block.blocks, depth)
            case m.Rule():
                found.parts.append(("rule",))
            case m.MathBlock():
                found.parts.append(("formula",))
            case _:
                assert_never(block)

    def section(self, section: m.Section, depth: int) -> None:
        facts = self.edition.sections[section.id or ""]
        above = self.edition.sections.get(facts.parent or "")
        term = self.edition.terms.commentary
        if (
            facts.commentary
            and not (above and above.commentary)
            and facts.title.strip() not in (term, "Commentary")
        ):
            self.found.said("paragraph", term)
        self.found.said("heading", f"{facts.number} {self.text(section.heading)}", facts.level)
        self.inlines(section.heading)
        self.blocks(section.blocks, depth)

    def table(self, table: m.Table) -> None:
        rows = [row.cells for row in (*table.head, *table.rows)]
        said = tuple(tuple((self.cell(cell), cell.rowspan, cell.colspan) for cell in cells) for cells in rows)
        self.found.parts.append(("table", tuple(words(self.caption(table.id, table.caption))), said))
        self.inlines(table.caption)
        for cells in rows:
            for cell in cells:
                inner = _Article(self.edition)
                inner.blocks(cell.blocks, 0)
                self.found.parts += [part for part in inner.found.parts if part[0] != "paragraph"]
                self.found.notes |= inner.found.notes

    def cell(self, cell: m.Cell) -> Said:
        return self.words_of(cell.blocks)

    def caption(self, identity: str | None, caption: Sequence[m.Inline]) -> str:
        label = self.edition.labels.get(identity or "")
        return f"{label.text if label else ''} {self.text(caption)}"

    def line(self, inlines: Sequence[m.Inline]) -> None:
        self.found.said("paragraph", self.text(inlines))
        self.inlines(inlines)

    def inlines(self, inlines: Iterable[m.Inline]) -> None:
        for inline in inlines:
            self.inline(inline)

    def inline(self, inline: m.Inline) -> None:
        parts = self.found.parts
        match inline:
            case m.Emphasis() | m.Strong() | m.Strike() | m.Sub() | m.Sup():
                parts.append((STRESSED[type(inline)], tuple(words(self.text(inline.inlines)))))
                self.inlines(inline.inlines)
            case m.Link():
                parts.append(("link", unquote(inline.target)))
                self.inlines(inline.inlines)
            case m.CrossReference():
                parts.append(("link", f"#{self.edition.references[inline.target].id}"))
            case m.Image():
                parts.append(("picture", tuple(words(inline.alt))))
            case m.CodeSpan():
                parts.append(("code", inline.text))
            case m.Math():
                parts.append(("inline formula",))
            case m.NoteReference():
                note = self.edition.note(inline.name)
                parts.append(("note", str(note.number)))
                self.found.notes[str(note.number)] = self.words_of(note.blocks)
            case m.Text() | m.LineBreak():
                pass
            case _:
                self.inlines(inline.inlines)

    def words_of(self, blocks: Iterable[m.Block]) -> Said:
        return tuple(words(" ".join(self.said_in(block) for block in blocks)))

    def said_in(self, node: m.AnyNode) -> str:
        if isinstance(node, m.Paragraph):
            return self.text(node.inlines)
        return node.text if isinstance(node, m.Code) else " ".join(map(self.said_in, m.children(node)))

    def text(self, inlines: Iterable[m.Inline]) -> str:
        """The words of inlines as pandoc has them: without notes, formulas and pictures."""
        return "".join(self.pieces(inlines))

    def pieces(self, inlines: Iterable[m.Inline]) -> Iterator[str]:
        for inline in inlines:
            match inline:
                case m.Text() | m.CodeSpan():
                    yield inline.text
                case m.LineBreak():
                    yield " "
                case m.CrossReference():
                    yield self.edition.references[inline.target].text
                case m.NoteReference() | m.Math() | m.Image():
                    pass
                case _:
                    yield from self.pieces(inline.inlines)
