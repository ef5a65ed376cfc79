"""Which notes the text itself cites: Word has no notes inside notes, so the others need another place."""

from __future__ import annotations

from docexport.edition import Edition
from docexport.model import AnyNode, NoteReference, walk


def cited_in_text(edition: Edition) -> frozenset[str]:
    """Names of the notes that the text cites, not only another note."""
    return frozenset(node.name for node in walk(text_nodes(edition)) if isinstance(node, NoteReference))


def text_nodes(edition: Edition) -> tuple[AnyNode, ...]:
    """The front matter and the blocks, in reading order; no notes."""
    metadata = edition.metadata
    points = (inline for point in metadata.key_points for inline in point)
    front = (*metadata.kicker, *metadata.title, *metadata.subtitle, *metadata.summary, *points)
    return (*front, *edition.blocks)
