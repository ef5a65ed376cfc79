"""A book as pandoc reads it, as a list of the parts that `article_parts` explains."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pypandoc  # type: ignore[import-untyped]  # its wheel has no marker of its types

from tests.conformance import tools
from tests.conformance.article_parts import Parts, Said
from tests.conformance.words import words

STRESS = {
    "Emph": "emphasis",
    "Strong": "strong",
    "Strikeout": "strike",
    "Subscript": "sub",
    "Superscript": "superscript",
}
UNSAID = frozenset({"note-number", "noteref", "backlink", "task-box"})


def parts_by_pandoc(book: Path, marking: str = "") -> Parts:
    """Read the text files of a book with pandoc; `marking` is the line that stands in each of them."""
    done = tools.run([pypandoc.get_pandoc_path(), "-f", "epub", "-t", "json", str(book)])
    reading = _Pandoc()
    inside = False
    for block in json.loads(done.stdout)["blocks"]:
        if name := _file(block):
            inside = name.startswith("text-")
        elif inside:
            reading.block(block, 0)
    furniture = ("paragraph", tuple(words(marking)))
    reading.found.parts = [part for part in reading.found.parts if part != furniture]
    return reading.found


def _file(block: dict[str, Any]) -> str:
    """The name of the file that begins here: pandoc marks it by an empty span."""
    if block["t"] != "Para" or len(block["c"]) != 1 or block["c"][0]["t"] != "Span":
        return ""
    (name, _, _), inner = block["c"][0]["c"]
    return name if not inner and name.endswith(".xhtml") else ""


class _Pandoc:
    def __init__(self) -> None:
        self.found = Parts()

    def blocks(self, blocks: Iterable[dict[str, Any]], depth: int) -> None:
        for block in blocks:
            self.block(block, depth)

    def block(self, block: dict[str, Any], depth: int) -> None:  # noqa: C901  # one case for each kind
        found = self.found
        content: Any = block.get("c")
        match block["t"]:
            case "Para" | "Plain":
                if any(inline["t"] == "Math" and inline["c"][0]["t"] == "DisplayMath" for inline in content):
                    found.parts.append(("formula",))
                else:
                    found.said("paragraph", _text(content))
                self.inlines(content)
            case "Header":
                found.said("heading", _text(content[2]), content[0])
                self.inlines(content[2])
            case "BulletList" | "OrderedList":
                ordered = block["t"] == "OrderedList"
                items = content[1] if ordered else content
                found.parts.append(("list", content[0][0] if ordered else "bullet", depth, len(items)))
                for item in items:
                    self.blocks(item, depth + 1)
            case "DefinitionList":
                found.parts.append(("definitions", tuple(len(definitions) for _, definitions in content)))
                for term, definitions in content:
                    found.said("paragraph", _text(term))
                    self.inlines(term)
                    for definition in definitions:
                        self.blocks(definition, depth)
            case "BlockQuote":
                found.parts.append(("quote",))
                self.blocks(content, depth)
            case "CodeBlock":
                found.parts.append(("code", content[1]))
            case "HorizontalRule":
                found.parts.append(("rule",))
            case "Figure":
                found.parts.append(("figure", _said_by(content[1][1])))
                self.quietly(content[1][1])
                self.quietly(content[2])
            case "Table":
                self.table(content, depth)
            case "Div":
                self.blocks(content[1], depth)
            case "RawBlock":
                pass
            case kind:
                raise ValueError(f"pandoc has a block of the kind {kind}")

    def table(self, content: list[Any], depth: int) -> None:
        _, caption, _, (_, head), bodies, _ = content
        rows = [*head, *(row for _, _, above, below in bodies for row in (*above, *below))]
        said = tuple(tuple((_said_by(cell[4]), cell[2], cell[3]) for cell in cells) for _, cells in rows)
        self.found.parts.append(("table", _said_by(caption[1]), said))
        self.quietly(caption[1])
        for _, cells in rows:
            for cell in cells:
                self.quietly(cell[4])

    def quietly(self, blocks: list[dict[str, Any]]) -> None:
        """Look at the inlines and the inner blocks of what has been said as a whole."""
        inner = _Pandoc()
        inner.blocks(blocks, 0)
        self.found.parts += [part for part in inner.found.parts if part[0] != "paragraph"]
        self.found.notes |= inner.found.notes

    def inlines(self, inlines: Iterable[dict[str, Any]]) -> None:
        for inline in inlines:
            self.inline(inline)

    def inline(self, inline: dict[str, Any]) -> None:
        parts, kind = self.found.parts, inline["t"]
        content: Any = inline.get("c")
        if kind in STRESS:
            parts.append((STRESS[kind], tuple(words(_text(content)))))
            self.inlines(content)
        elif kind in ("Span", "Quoted"):
            self.inlines(content[1])
        elif kind == "Link":
            self.link(content)
        elif kind == "Image":
            parts.append(("picture", tuple(words(_text(content[1])))))
        elif kind == "Code":
            parts.append(("code", content[1]))
        elif kind == "Math" and content[0]["t"] == "InlineMath":
            parts.append(("inline formula",))
        elif kind == "Note":
            number = _number(content)
            parts.append(("note", number))
            self.found.notes[number] = _said_by(content)

    def link(self, content: list[Any]) -> None:
        (_, classes, _), inlines, (target, _) = content
        if "noteref" in classes:  # in another file than its note
            self.found.parts.append(("note", _text(inlines)))
        elif "backlink" not in classes:
            place = target.partition(".xhtml_")[2] if target.startswith("#") else ""
            self.found.parts.append(("link", f"#{place}" if place else unquote(target)))
            self.inlines(inlines)


def _number(note: list[dict[str, Any]]) -> str:
    span = next(
        inline for inline in note[0]["c"] if inline["t"] == "Span" and "note-number" in inline["c"][0][1]
    )
    return _text(span["c"][1])


def _said_by(node: Any) -> Said:
    return tuple(words(" ".join(_pieces(node))))


def _text(inlines: Any) -> str:
    return "".join(_pieces(inlines))


def _pieces(node: Any) -> Iterator[str]:
    """The words in any part of pandoc's tree; blocks are parted, notes and their marks are left out."""
    if isinstance(node, list):
        for item in node:
            yield from _pieces(item)
        return
    if not isinstance(node, dict):
        return
    kind = node["t"]
    content: Any = node.get("c")
    if kind == "Str":
        yield content
    elif kind in ("Space", "SoftBreak", "LineBreak"):
        yield " "
    elif kind in ("Code", "CodeBlock"):
        yield content[1]
    elif kind in ("Span", "Link"):
        if UNSAID.isdisjoint(content[0][1]):
            yield from _pieces(content[1])
    elif kind not in ("Math", "Note", "Image", "RawInline", "RawBlock", "Figure"):
        yield from _pieces(content)
        yield " " if kind in ("Para", "Plain", "Header") else ""
