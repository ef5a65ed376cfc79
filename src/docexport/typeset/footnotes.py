"""The notes at the foot of a column: how high they are, and where they may be divided."""

from __future__ import annotations

from collections.abc import Sequence

from docexport.typeset.flow import STRANDED, Strip
from docexport.typeset.stack import tops_of

NOTE_GAP = 12.0
"""Between the text and the rule above the notes, at least, in points."""
NOTE_HEAD = 6.0
"""Between that rule and the first note."""
_CARRIED = 0.75
"""Notes left over from the column before take at most this part of the next one."""


def stack_height(strips: Sequence[Strip]) -> float:
    """The height of notes one below the other, with the distance above the first."""
    return tops_of(strips, 0.0)[1] + strips[0].before if strips else 0.0


def carried_height(carried: Sequence[Strip], room: float) -> float:
    """The height of the notes from the column before that stand in a column, with the rule above them."""
    here: list[Strip] = []
    height = NOTE_GAP + NOTE_HEAD
    for strip in carried:
        height += strip.height + strip.before
        if here and height > room * _CARRIED:
            break
        here.append(strip)
    here = here[: _divisible(carried, len(here))]
    return stack_height(here) + NOTE_GAP + NOTE_HEAD if here else 0.0


def that_fit(notes: list[Strip], room: float) -> list[Strip]:
    """As many of the notes as there is room for, one at least, divided where no line is alone."""
    if not notes or stack_height(notes) + NOTE_GAP + NOTE_HEAD <= room + 0.01:
        return notes
    count = len(notes)
    while count > 1 and stack_height(notes[:count]) + NOTE_GAP + NOTE_HEAD > room + 0.01:
        count -= 1
    return notes[: _divisible(notes, count)]


def first_division(notes: Sequence[Strip]) -> int:
    """After how many strips of notes they may first be divided, so that no line of a note is alone."""
    places = (place for place in range(2, len(notes)) if notes[place].cost < STRANDED)
    return next(places, len(notes))


def _divisible(notes: Sequence[Strip], most: int) -> int:
    """At which place not beyond `most` notes are divided: where no line is alone, if there is one."""
    if most >= len(notes):
        return most
    return next((place for place in range(most, 0, -1) if notes[place].cost < STRANDED), most)
