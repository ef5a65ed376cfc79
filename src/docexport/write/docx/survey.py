"""What the writer must know of the whole article before it begins, found in one walk.

Word has no notes inside notes: those that no text cites need another place. Bookmarks are set only where
something leads. And only where scripts meet that run against each other are paragraphs looked at for theirs.
"""

from __future__ import annotations

from collections.abc import Iterable

from docexport.edition import Edition
from docexport.model import (
    AnyNode,
    CodeSpan,
    CrossReference,
    Image,
    Link,
    Math,
    NoteReference,
    Paragraph,
    Text,
    walk,
)
from docexport.records import Struct, field
from docexport.write.docx.languages import has_other_scripts


class Survey(Struct):
    """What the article has in it."""

    cited: set[str] = field(default_factory=set)
    """Names of the notes that the text cites, not only another note."""
    linked: set[str] = field(default_factory=set)
    """Ids that links lead to."""
    referred: set[str] = field(default_factory=set)
    """Targets of cross-references."""
    mixes_scripts: bool = False
    """Whether there is any script in the blocks that needs another font slot or direction."""


def survey(edition: Edition) -> Survey:
    """The survey of an edition; the front matter counts for all but its scripts."""
    found = Survey()
    metadata = edition.metadata
    points = (inline for point in metadata.key_points for inline in point)
    front = (*metadata.kicker, *metadata.title, *metadata.subtitle, *metadata.summary, *points)
    notes = tuple(block for note in edition.notes for block in note.blocks)
    _look(found, walk(front))
    found.mixes_scripts = False
    _look(found, walk(edition.blocks))
    cited = set(found.cited)
    _look(found, walk(notes))
    found.cited = cited
    referred = (edition.references[target].text for target in found.referred if target in edition.references)
    found.mixes_scripts = found.mixes_scripts or any(map(has_other_scripts, referred))
    return found


def _look(found: Survey, nodes: Iterable[AnyNode]) -> None:
    for node in nodes:
        match node:
            case Text() | CodeSpan():
                found.mixes_scripts = found.mixes_scripts or has_other_scripts(node.text)
            case Paragraph():
                pass  # the second most frequent: nothing else needs to be asked of it
            case Link():
                if node.target.startswith("#"):
                    found.linked.add(node.target[1:])
            case CrossReference():
                found.referred.add(node.target)
            case NoteReference():
                found.cited.add(node.name)
            case Math():
                found.mixes_scripts = found.mixes_scripts or has_other_scripts(node.tex)
            case Image():
                found.mixes_scripts = found.mixes_scripts or has_other_scripts(node.alt)
            case _:
                pass
