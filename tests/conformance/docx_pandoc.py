"""A report as pandoc reads it, in the parts of `docx_parts`.

pandoc names the styles of paragraphs and runs when asked (`docx+styles`). They tell the front of the article
from its text, and strong words, which have a font of their own weight here and so no `w:b` that pandoc
would know them by. What pandoc's reader does not find in a Word document is evened out:

1. Quotations are paragraphs with a style, and to pandoc any paragraph that stands in: they are unwrapped.
2. What follows the first paragraph of a list item stands outside the list: items are compared as they come,
   each with its number and depth, and a list that goes on goes on counting.
3. A list in a list after such a paragraph begins at the margin: its depth is what its style says.
4. Definitions are paragraphs. A panel is a table of one cell, and is unwrapped.
5. A comment's addresses are looked up among those of the document: links in comments are not compared.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypandoc  # type: ignore[import-untyped]  # its wheel has no marker of its types

from tests.conformance import tools
from tests.conformance.docx_parts import (
    Kind,
    Part,
    Piece,
    Said,
    address,
    covered,
    parts_of_line,
    said,
    text_of,
    words_of,
)

Node = dict[str, Any]

FURNITURE = frozenset(
    {
        "Masthead",
        "Kicker",
        "Byline",
        "Key Points Title",
        "TOC Heading",
        "table of figures",
        "Commentary Label",
        "Colophon",
        "Table Gap",
    }
)
"""Paragraphs that are not the article's: composed by the writer, or labels."""
FRONT = {"Title": "title", "Subtitle": "subtitle", "Standfirst": "standfirst"}
STRETCHES = {
    "Emph": "emphasis",
    "Strikeout": "strike",
    "Subscript": "sub",
    "Superscript": "superscript",
    "SmallCaps": "small capitals",
}
STYLES = {
    "Emphasis": "emphasis",
    "Strong": "strong",
    "Strikethrough": "strike",
    "Subscript": "sub",
    "Superscript": "superscript",
    "Small Caps": "small capitals",
    "Inline Code": "code",
}
CHANGES = {"insertion": "inserted", "deletion": "deleted"}
LEVEL = re.compile(r"(?:List Bullet|List Number) (\d)")


def read_by_pandoc(path: Path) -> list[Part]:
    """The parts of a Word document."""
    command = [
        pypandoc.get_pandoc_path(),
        "-f",
        "docx+styles",
        "-t",
        "json",
        "--track-changes=all",
        str(path),
    ]
    document = json.loads(tools.run(command).stdout)
    blocks = document["blocks"]
    reading = _Reading(_titles(blocks))
    if "title" in document["meta"]:  # which it is when nothing stands above it
        reading.line(("title",), document["meta"]["title"]["c"])
    reading.blocks(blocks, "", 0)
    return reading.parts


def _titles(blocks: Iterable[Node]) -> dict[str, Said]:
    """The words of headings by their identifiers, which pandoc makes itself."""
    found: dict[str, Said] = {}
    for node in _nodes(blocks):
        if node["t"] == "Header":
            found[node["c"][1][0]] = said(text_of(_Line({}).pieces(node["c"][2], frozenset())))
    return found


def _nodes(tree: Any) -> Iterator[Node]:
    stack = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(reversed(node))
        elif isinstance(node, dict):
            if "t" in node:
                yield node
            stack.extend(reversed(list(node.values())))


def _style(attributes: Sequence[Any]) -> str:
    return str(dict(attributes[2]).get("custom-style", ""))


@dataclass
class _Reading:
    titles: dict[str, Said]
    parts: list[Part] = field(default_factory=list)

    def blocks(self, blocks: Iterable[Node], style: str, depth: int) -> None:
        for block in blocks:
            self.block(block, style, depth)

    def block(self, block: Node, style: str, depth: int) -> None:  # noqa: C901  # one case for each kind
        content: Any = block.get("c")
        match block["t"]:
            case "Para" | "Plain":
                self.paragraph(content, style)
            case "Header":
                self.line(("heading", content[0]), content[2])
            case "BulletList":
                self.items(["bullet"] * len(content), content, depth)
            case "OrderedList":
                start = content[0][0]
                self.items(range(start, start + len(content[1])), content[1], depth)
            case "DefinitionList":
                for term, definitions in content:
                    self.line(("paragraph",), term)
                    for definition in definitions:
                        self.blocks(definition, "", 0)
            case "BlockQuote":
                self.blocks(content, style, depth)
            case "Div":
                name = _style(content[0])
                if name not in FURNITURE and not name.startswith("toc "):
                    self.blocks(content[1], name or style, depth)
            case "Figure":
                self.figure(content)
            case "Table":
                self.table(content)
            case kind:
                raise ValueError(f"pandoc has a block of the kind {kind}")

    def paragraph(self, inlines: list[Node], style: str) -> None:
        if style == "Ornament" or not inlines:
            self.parts += [("rule",)] if style == "Ornament" else []
        elif all(_is_formula(inline) for inline in inlines[:1]) and style.startswith("Formula"):
            self.parts.append(("formula",))
        elif style.endswith(("Placeholder", "Figure")):
            self.picture(inlines)
        else:
            head = FRONT.get(style) or ("caption" if style.lower().startswith("caption") else "paragraph")
            self.line((head,), inlines)

    def picture(self, inlines: list[Node]) -> None:
        images = [node for node in _nodes(inlines) if node["t"] == "Image"]
        for image in images:
            self.parts.append(("figure", _alt(image)))
        if not images:
            self.line(("figure",), inlines)

    def items(self, numbers: Iterable[int | str], items: Iterable[list[Node]], depth: int) -> None:
        for number, item in zip(numbers, items, strict=True):
            own = self._level(item, depth)
            self.parts.append(("item", number, own))
            before = len(self.parts)
            self.blocks(item, "", own + 1)
            self.parts += [] if len(self.parts) > before else [("empty",)]

    @staticmethod
    def _level(item: list[Node], depth: int) -> int:
        name = _style(item[0]["c"][0]) if item and item[0]["t"] == "Div" else ""
        match = LEVEL.fullmatch(name)
        return max(depth, int(match[1]) - 1 if match else 0)

    def figure(self, content: list[Any]) -> None:
        self.picture(content[2])
        for block in content[1][1]:
            self.block(block, "", 0)

    def table(self, content: list[Any]) -> None:
        _, caption, _, (_, head), bodies, _ = content
        rows = [*head, *(row for _, _, above, below in bodies for row in (*above, *below))]
        if len(rows) == 1 and len(rows[0][1]) == 1 and not caption[1]:
            self.blocks(rows[0][1][0][4], "", 0)
            return
        self.blocks(caption[1], "caption", 0)
        inner = _Reading(self.titles)
        shape = tuple(tuple(inner.cell(cell) for cell in cells) for _, cells in rows)
        self.parts.append(("table", len(head), shape))
        self.parts += inner.parts

    def cell(self, cell: list[Any]) -> tuple[Said, int, int]:
        before = len(self.parts)
        self.blocks(cell[4], "", 0)
        return words_of(self.parts[before:]), cell[2], cell[3]

    def line(self, head: Part, inlines: list[Node]) -> None:
        pieces = list(_Line(self.titles).pieces(inlines, frozenset()))
        if any(piece.text.strip() or piece.kinds for piece in pieces):
            self.parts += parts_of_line(head, pieces)


def _is_formula(inline: Node) -> bool:
    return bool(inline["t"] == "Math")


def _alt(image: Node) -> Said:
    (_, _, pairs), inlines, _ = image["c"]
    alt = dict(pairs).get("alt")
    return said(alt if alt is not None else text_of(_Line({}).pieces(inlines, frozenset())))


@dataclass
class _Line:
    """The inlines of one line; comments that have begun and not ended are about what follows."""

    titles: dict[str, Said]
    about: dict[str, Kind] = field(default_factory=dict)

    def pieces(self, inlines: Iterable[Node], kinds: frozenset[Kind]) -> Iterator[Piece]:
        for inline in inlines:
            yield from self.piece(inline, kinds)

    def piece(self, inline: Node, kinds: frozenset[Kind]) -> Iterator[Piece]:  # one for each
        content: Any = inline.get("c")
        now = kinds | frozenset(self.about.values())
        match inline["t"]:
            case "Str":
                yield Piece(content, covered(now))
            case "Space" | "SoftBreak" | "LineBreak":
                yield Piece(" ", covered(now))
            case "Code":
                yield Piece(content[1], covered(now))
            case "Math":
                yield Piece("", now | {("formula",)})
            case "Image":
                yield Piece("", now | {("picture", _alt(inline))})
            case "Note":
                inner = _Reading(self.titles)
                inner.blocks(content, "", 0)
                yield Piece("", now | {("note", words_of(inner.parts))})
            case "Link":
                yield from self.pieces(content[1], kinds | {self.link(content[2][0])})
            case "Span":
                yield from self.span(content, kinds)
            case "Quoted" | "Cite":
                yield from self.pieces(content[1], kinds)
            case name:
                kind = {(STRETCHES[name],)} if name in STRETCHES else set()
                yield from self.pieces(content, kinds | kind)

    def link(self, target: str) -> Kind:
        if not target.startswith("#"):
            return ("link", address(target))
        return ("link", self.titles.get(target[1:], target))

    def span(self, content: list[Any], kinds: frozenset[Kind]) -> Iterator[Piece]:
        (identity, classes, _), inlines = content
        if "comment-start" in classes:
            spoken = said(text_of(_Line(self.titles).pieces(inlines, frozenset())))
            yield Piece("", kinds | frozenset(self.about.values()) | {("comment", spoken)})
            self.about[identity] = ("about", spoken)
        elif "comment-end" in classes:
            self.about.pop(identity, None)
        elif _style(content[0]) in ("footnote reference", "endnote reference"):
            text = text_of(_Line(self.titles).pieces(inlines, frozenset()))
            yield Piece(f" {text} " if text else "", kinds)
        elif _style(content[0]) == "Section Number":
            return
        else:
            named = {(STYLES[name],) for name in [_style(content[0])] if name in STYLES}
            changed = {(CHANGES[name],) for name in classes if name in CHANGES}
            yield from self.pieces(inlines, kinds | named | changed)
