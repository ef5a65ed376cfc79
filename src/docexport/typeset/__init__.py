"""Layout: an edition and a style become pages of placed glyphs, with the tree that says what they are.

1. Blocks become strips of a column (`blocks` finds the room for each kind): paragraphs are cut into words
   (`inlines`, `words`), shaped once (`fount`), broken into lines as a whole (`stream`, `linebreak`).
2. Strips become columns and pages (`columns`, `pages`), the notes they cite at the foot.
3. Pages are painted (`painting`, `stack`, `line`, `pen`): each thing in its place, with its element.

Nothing here knows of PDF. Lengths are typed values in the style and plain points (floats) inside the
engine: they are added up by the million. What a writer gets is described in `page`.
"""

from docexport.typeset.document import typeset
from docexport.typeset.page import (
    ArtifactKind,
    Destination,
    Element,
    LaidDocument,
    LaidPage,
    LinkArea,
    Placed,
    PlacedFormula,
    PlacedPicture,
    Rectangle,
    Tag,
    TextRun,
)
from docexport.typeset.pagebreaks import page_breaks

__all__ = [
    "ArtifactKind",
    "Destination",
    "Element",
    "LaidDocument",
    "LaidPage",
    "LinkArea",
    "Placed",
    "PlacedFormula",
    "PlacedPicture",
    "Rectangle",
    "Tag",
    "TextRun",
    "page_breaks",
    "typeset",
]
