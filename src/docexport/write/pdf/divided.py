"""Words that the end of a line divides are still one word to whoever searches or copies them.

1. Where a line ends without a space (at a hyphen, in an address), its last word and the rest of it on the
   next line become runs of their own, which share a `Whole`.
2. The painter puts them into one stretch of marked content that states the whole word (ActualText, ISO
   32000-1, 14.9.4). pdfium, whose search does not look behind a hyphen, reads that; readers that join words
   at U+00AD themselves still find it among the glyphs.

Scripts without spaces are left alone: with them a whole paragraph would be one word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docexport.records import Struct, replace
from docexport.typeset.opportunities import is_spaceless
from docexport.typeset.page import Placed, TextRun

_HYPHEN = "\u00ad"


class Whole(Struct, frozen=True, eq=False):
    """A word with nothing between its parts."""

    text: str


Piece = tuple[Placed, Whole | None]


def with_whole_words(items: Sequence[Placed]) -> Iterator[Piece]:
    """The things to paint; the parts of a divided word are runs of their own."""
    number = 0
    held: TextRun | None = None
    while number < len(items):
        item = held or items[number]
        held = None
        parts = _parts(item, items, number) if isinstance(item, TextRun) and not item.tail else []
        if not parts:
            yield item, None
            number += 1
            continue
        assert isinstance(item, TextRun)  # else there are no parts
        before, first = _cut(item, _last_word(item))
        last, rest = _cut(parts[-1], _first_word(parts[-1]))
        word = [*filter(None, (first, *parts[:-1], last))]
        whole = Whole("".join(map(_text, word)))
        if before is not None:
            yield before, None
        for part in word:
            yield part, whole
        number += len(parts)
        held = rest
        if held is None:
            number += 1


def _parts(run: TextRun, items: Sequence[Placed], number: int) -> list[TextRun]:
    """The runs after one that the word at its end goes on in; nothing if it does not."""
    parts: list[TextRun] = []
    while True:
        following = items[number + 1] if number + 1 < len(items) else None
        if not isinstance(following, TextRun) or not _goes_on(run, following):
            return parts
        parts.append(following)
        if _first_word(following) < len(following.glyphs) or following.tail:
            return parts
        run, number = following, number + 1


def _goes_on(run: TextRun, following: TextRun) -> bool:
    """Whether a word reaches from the end of one line into the next."""
    if run.element is None or run.element is not following.element or run.tail or run.y == following.y:
        return False
    if run.rtl or following.rtl or not run.segments or not following.segments:
        return False
    end, start = run.segments[-1][0].glyphs[-1].text, following.segments[0][0].glyphs[0].text
    spaced = end[-1:].isspace() or start[:1].isspace()
    return bool(end and start) and not spaced and not is_spaceless(end + start)


def _last_word(run: TextRun) -> int:
    """Where the last word of a run begins."""
    glyphs = run.glyphs
    return next((place for place in range(len(glyphs), 0, -1) if glyphs[place - 1].text.isspace()), 0)


def _first_word(run: TextRun) -> int:
    """Where the first word of a run ends."""
    glyphs = run.glyphs
    return next((place for place, glyph in enumerate(glyphs) if glyph.text.isspace()), len(glyphs))


def _cut(run: TextRun, place: int) -> tuple[TextRun | None, TextRun | None]:
    """A run in two, before the glyph at a place."""
    if place == 0:
        return None, run
    count = len(run.glyphs)
    if place == count:
        return run, None
    return replace(run.part(0, place), tail=""), run.part(place, count)


def _text(run: TextRun) -> str:
    """What a part of a word says, without the hyphens that only a line's end needs."""
    return "".join(glyph.text for glyph in run.glyphs).replace(_HYPHEN, "") + run.tail
