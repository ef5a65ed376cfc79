"""Plain text of nodes, as a reader would say it.

Marks of notes have none, pictures have their alt text; deletions and comments are not said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from docexport.edition.facts import Reference
from docexport.model import (
    AnyNode,
    Cell,
    Code,
    CodeSpan,
    CrossReference,
    Figure,
    Image,
    Inline,
    LineBreak,
    Math,
    MathBlock,
    Paragraph,
    Row,
    Text,
    children,
)
from docexport.review import standing


def plain_text(inlines: Iterable[Inline], references: Mapping[str, Reference] | None = None) -> str:
    """The words of inlines in one line; cross-references by `references`, else by their target."""
    pieces: list[str] = []
    _add_pieces(pieces, inlines, references or {})
    return " ".join("".join(pieces).split())


def text_of(node: AnyNode, references: Mapping[str, Reference] | None = None) -> str:
    """The words of any node, blocks parted by line ends; a figure's alt text is not among them."""
    lines: list[str] = []
    _add_lines(lines, node, references or {})
    return "\n".join(lines)


def _add_pieces(pieces: list[str], inlines: Iterable[Inline], references: Mapping[str, Reference]) -> None:
    for node in inlines:
        match node:
            case Text() | CodeSpan():
                pieces.append(node.text)
            case LineBreak():
                pieces.append(" ")
            case Math():
                pieces.append(node.tex)
            case Image():
                pieces.append(node.alt)
            case CrossReference():
                known = references.get(node.target)
                pieces.append(known.text if known else f"@{node.target}")
            case _:
                _add_pieces(pieces, standing(node), references)  # type: ignore[arg-type] # inlines hold inlines


def _add_lines(lines: list[str], node: AnyNode, references: Mapping[str, Reference]) -> None:
    match node:
        case Paragraph():
            if node.inlines:
                lines.append(plain_text(node.inlines, references))
        case Row() | Cell():
            for inner in children(node):
                _add_lines(lines, inner, references)
        case Code():
            lines.append(node.text)
        case MathBlock():
            lines.append(node.tex)
        case Figure():
            lines.append(" ".join(filter(None, (plain_text(node.caption, references), node.description))))
        case Text() | CodeSpan() | LineBreak() | Math() | Image() | CrossReference():
            lines.append(plain_text((node,), references))
        case _:
            _add_parts(lines, standing(node), references)


def _add_parts(lines: list[str], nodes: Iterable[AnyNode], references: Mapping[str, Reference]) -> None:
    """The lines of nodes that may be inlines and blocks; inlines beside each other are one line."""
    run: list[Inline] = []
    for node in nodes:
        if isinstance(node, Inline):
            run.append(node)
            continue
        if run:
            lines.append(plain_text(run, references))
            run = []
        _add_lines(lines, node, references)
    if run:
        lines.append(plain_text(run, references))
