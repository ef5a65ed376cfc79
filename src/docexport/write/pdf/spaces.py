"""A space between words of two fallback faces goes to the word before it.

Layout sets it in the paragraph's own face, in a run of its own; but readers leave out a run that is nothing
but a space, and guess from the gap whether there was one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docexport.fonts import Face, Glyph
from docexport.fonts.face import load
from docexport.records import replace
from docexport.typeset.page import Placed, Shaped, TextRun


def with_spaces_in_words(items: Iterable[Placed]) -> Iterator[Placed]:
    """The things to paint, with lone spaces taken into the run before where its face has a space."""
    held: TextRun | None = None
    for item in items:
        longer = _longer(held, item)
        if longer is not None:
            held = longer
            continue
        if held is not None:
            yield held
        held = item if isinstance(item, TextRun) else None
        if held is None:
            yield item
    if held is not None:
        yield held


def _longer(run: TextRun | None, space: Placed) -> TextRun | None:
    """The run with the space at its end; None when the space is none or does not belong there."""
    if run is None or not isinstance(space, TextRun) or len(space.segments) != 1:
        return None
    if [glyph.text for glyph in space.segments[0][0].glyphs] != [" "]:
        return None
    same = run.element is space.element and run.y == space.y and run.rise == space.rise == 0
    if not same or run.artifact or run.rtl or run.tail or run.face == space.face or run.scale != space.scale:
        return None
    glyph = _space(run.face)
    if glyph is None:
        return None
    # What may lie between the two runs is part of the space.
    wide = space.x + space.width - run.x - run.width
    shaped = Shaped.of(run.face, run.size, (glyph,), (wide / run.scale,))
    return replace(run, segments=(*run.segments, (shaped, wide)), tail=space.tail)


def _space(face: Face) -> Glyph | None:
    gid = load(face).font.get_nominal_glyph(0x20)
    return Glyph(gid, " ", 0.0, 0.0, 0.0) if gid else None
