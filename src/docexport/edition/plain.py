"""Plain text of nodes, as a reader would say it.

Marks of notes have none, pictures have their alt text; deletions and comments are not said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from docexport.edition.facts import Reference
from docexport.model import (
    AnyNode,
    Code,
    CodeSpan,
    CrossReference,
    Figure,
    Image,
    Inline,
    LineBreak,
    Math,
    MathBlock,
    Text,
)
from docexport.review import standing


def plain_text(inlines: Iterable[Inline], references: Mapping[str, Reference] | None = None) -> str:
    """The words of inlines in one line; cross-references by `references`, else by their target."""
    return " ".join("".join(_pieces(inlines, references or {})).split())


def text_of(node: AnyNode, references: Mapping[str, Reference] | None = None) -> str:
    """The words of any node, blocks parted by line ends; a figure's alt text is not among them."""
    return "\n".join(_lines(node, references or {}))


def _pieces(inlines: Iterable[Inline], references: Mapping[str, Reference]) -> Iterable[str]:
    for node in inlines:
        match node:
            case Text() | CodeSpan():
                yield node.text
            case LineBreak():
                yield " "
            case Math():
                yield node.tex
            case Image():
                yield node.alt
            case CrossReference():
                known = references.get(node.target)
                yield known.text if known else f"@{node.target}"
            case _:
                yield from _pieces(standing(node), references)  # type: ignore[arg-type] # inlines hold inlines


def _lines(node: AnyNode, references: Mapping[str, Reference]) -> Iterable[str]:
    match node:
        case Code():
            yield node.text
        case MathBlock():
            yield node.tex
        case Figure():
            yield " ".join(filter(None, (plain_text(node.caption, references), node.description)))
        case Text() | CodeSpan() | LineBreak() | Math() | Image() | CrossReference():
            yield plain_text((node,), references)
        case _:
            run: list[Inline] = []
            for child in standing(node):
                if isinstance(child, Inline):
                    run.append(child)
                    continue
                if run:
                    yield plain_text(run, references)
                    run = []
                yield from _lines(child, references)
            if run:
                yield plain_text(run, references)
