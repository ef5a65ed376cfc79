"""Which blocks go into which file: one for each top section, more where it is too large for a reader.

Some reading systems grow slow, or show nothing, from some 300 KB of markup on. Larger sections go on in a
further file: where a section inside begins if possible, else between any two blocks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from docexport.edition import NoteFacts
from docexport.model import (
    AnyNode,
    Block,
    Code,
    CodeSpan,
    Math,
    MathBlock,
    NoteReference,
    Section,
    Text,
    walk,
)
from docexport.records import Struct, field, replace
from docexport.write.epub.run import Blocks

LIMIT = 250_000
"""Bytes of markup, about, beyond which a file is divided."""
_TAGS, _COLORED, _DRAWN = 40, 6, 40
"""Bytes for an element, and by how much highlighting and MathML outgrow their source."""


class Part(Struct, frozen=True):
    """The blocks of one file."""

    nodes: Blocks
    title: str = ""
    """The id of the top section that they belong to, if they belong to one."""
    around: Section | None = None
    """The section that goes on in this file; its heading stands in an earlier one."""
    lang: str | None = None
    """Of the sections around, where they say."""


def parts_of(nodes: Blocks, notes: Mapping[str, NoteFacts]) -> Iterator[Part]:
    """The files of an article; notes count where they are cited."""
    divider = _Divider(_Scales(notes))
    for is_section, group in groupby(nodes, lambda node: isinstance(node, Section)):
        if is_section:
            for node in group:
                # `groupby` does not narrow the type.
                assert isinstance(node, Section)
                yield from divider.section(node, Part((), node.id or ""))
        else:
            yield from divider.blocks(tuple(group), Part(()))


class _Divider(Struct):
    scales: _Scales

    def section(self, node: Section, place: Part) -> Iterator[Part]:
        """A section whole, or its heading with as much as fits, then the rest."""
        if self.scales.weight(node) <= LIMIT:
            yield replace(place, nodes=(node,))
            return
        inside = replace(place, around=node, lang=node.lang or place.lang)
        first, *rest = self.blocks(node.blocks, inside)
        if first.around is node:
            yield replace(place, nodes=(replace(node, blocks=first.nodes),))
        else:  # it begins with a section that fills files of its own
            yield replace(place, nodes=(replace(node, blocks=()),))
            yield first
        yield from rest

    def blocks(self, nodes: Blocks, place: Part) -> Iterator[Part]:
        """Blocks in as few files as they fit in; a section too large for one is divided further."""
        filled: list[Block] = []
        weight = 0
        for node in nodes:
            more = self.scales.weight(node)
            large = isinstance(node, Section) and more > LIMIT
            if filled and (large or weight + more > LIMIT):
                yield replace(place, nodes=tuple(filled))
                filled, weight = [], 0
            if isinstance(node, Section) and large:
                yield from self.section(node, place)
                continue
            filled.append(node)
            weight += more
        if filled:
            yield replace(place, nodes=tuple(filled))


class _Scales(Struct):
    """Guesses how much markup a block becomes, before it is written."""

    notes: Mapping[str, NoteFacts]
    _known: dict[int, int] = field(default_factory=dict)

    def weight(self, block: Block) -> int:
        """In bytes."""
        if not isinstance(block, Section):
            return sum(map(self._own, walk((block,))))
        if id(block) not in self._known:
            self._known[id(block)] = sum(map(_plain, block.heading)) + sum(map(self.weight, block.blocks))
        return self._known[id(block)]

    def _own(self, node: AnyNode) -> int:
        if isinstance(node, NoteReference) and node.name in self.notes:
            return 5 * _TAGS + sum(map(_plain, walk(self.notes[node.name].blocks)))
        return _plain(node)


def _plain(node: AnyNode) -> int:
    match node:
        case Text() | CodeSpan():
            return _TAGS // 4 + _bytes(node.text)
        case Code():
            return _TAGS + _COLORED * _bytes(node.text)
        case Math() | MathBlock():
            return 10 * _TAGS + _DRAWN * _bytes(node.tex)
        case _:
            return _TAGS


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "replace"))
