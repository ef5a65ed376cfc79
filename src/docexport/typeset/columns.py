"""A column is filled: strips from the top, the notes they cite at the foot.

1. Strips are placed one below the other; those of running text stand on the baseline grid, and what is
   missing to the next line of the grid goes to the distances around other blocks.
2. Of all the places where the column may end, the cheapest is taken: what the strip that would follow
   costs at the head of a column, against how much of this one stays empty.
3. Notes stand at the foot. A note that does not fit is divided and goes on in the next column.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from docexport.records import Struct, field, replace
from docexport.typeset.flow import GLUED, Strip
from docexport.typeset.footnotes import (
    NOTE_GAP,
    NOTE_HEAD,
    carried_height,
    first_division,
    stack_height,
    that_fit,
)
from docexport.typeset.stack import Standing, feet, heads, tops_of

_EMPTY_LINE = 8.0
"""What an empty line at the foot costs; it grows with the square of their number."""
_DIVIDED_NOTE = 300.0
_ROOMY = 3
"""So many lines must be left before a note is divided."""
_LOOKED_AT = 20
"""Ends of a column that are weighed against each other are looked for among so many of the last."""
DEARER = 500.0
"""They cost no more beyond the cheapest."""
_FIRM = 6.0
"""Distances up to this, in points, are kept."""


class Column(Struct):
    """What stands in one column; tops count from its head."""

    strips: list[Standing]
    notes: list[Standing]
    end: int
    """The strip that comes next."""
    left: list[Strip]
    """Notes that did not fit."""
    height: float
    """Of the strips."""
    cost: float = 0.0
    """Of its end: what the next column begins with, how much stays empty, how much was moved together."""
    repeated: list[Standing] = field(default_factory=list)


class Candidate(Struct):
    """A place where a column may end."""

    end: int
    height: float
    cost: float
    noted: float
    """The height of the notes that go with it."""


class Material(Protocol):
    """What columns are filled with."""

    @property
    def strips(self) -> Sequence[Strip]:
        """The strips of one flow."""

    @property
    def notes(self) -> Mapping[str, Sequence[Strip]]:
        """The notes that they cite."""

    @property
    def grid(self) -> float:
        """The distance of the baseline grid's lines."""


class Placing:
    """One column being filled."""

    def __init__(
        self,
        filler: Material,
        start: int,
        room: float,
        carried: Sequence[Strip],
        limit: float,
        *,
        tight: float = 1.0,
    ) -> None:
        self.filler = filler
        self.start = start
        self.room = room
        self.limit = limit
        self.tight = tight
        self.carried = list(carried)
        self.placed: list[Strip] = []
        self.tops: list[float] = []
        self.y = 0.0
        self.repeated: list[Standing] = []
        self.candidates: list[Candidate] = []
        self.noted = carried_height(self.carried, room)
        self.on_grid = start
        """The first strip that the grid's slack may still move."""
        self.shared: list[tuple[int, int, float]] = []
        """For which strip, from which one on, and by how much the strips above were moved."""

    def column(self) -> Column:
        """The column that ends at the cheapest place."""
        self.place_all()
        return self.finished(self._chosen())

    def columns(self, most: int, beyond: int = -1) -> list[Column]:
        """Columns that end at the cheapest places beyond a place; if none is given, there is one at least."""
        self.place_all()
        within = [each for each in self.candidates if each.height <= self.limit + 0.01]
        if not within or within[-1].end >= len(self.filler.strips):
            chosen = self._chosen()
            return [self.finished(chosen)] if chosen.end > beyond else []
        ends = sorted([(self._cost(each), -each.end, each) for each in within[-_LOOKED_AT:]])[:most]
        dearest = ends[0][0] + DEARER
        return [self.finished(each) for cost, _, each in ends if cost < dearest and each.end > beyond]

    @property
    def has_gaps(self) -> bool:
        """Whether there are distances between its blocks that could be less."""
        return any(strip.before > _FIRM for strip in self.placed[1:])

    def place_all(self) -> None:
        """Place strips as long as they fit."""
        self._repeat_head()
        for index in range(self.start, len(self.filler.strips)):
            if not self._place(index):
                break

    def _repeat_head(self) -> None:
        strips = self.filler.strips
        if self.start < len(strips):
            for strip in strips[self.start].repeat:
                self.repeated.append((strip, self.y))
                self.y += strip.height

    # --- Placing -----------------------------------------------------------------------------------

    def _place(self, index: int) -> bool:
        """Place a strip below the others; whether the column can go on after it."""
        filler = self.filler
        strip = filler.strips[index]
        y = self._top(index, strip)
        if strip.resized is not None:
            strip = self._fitted(index, strip, y)
        end = y + strip.height
        need = end + feet(strip.frames, ()) if strip.frames else end
        noted = self.noted + self._new_notes(strip) if strip.notes else self.noted
        if need > self.limit + 0.01 or need + noted > self.room + 0.01:
            self._divide_note(index, y, need)
            return False
        self.placed.append(strip)
        self.tops.append(y)
        self.y, self.noted = end, noted
        following = index + 1
        cost = filler.strips[following].cost if following < len(filler.strips) else 0.0
        self.candidates.append(Candidate(following, need, cost, noted))
        return True

    def _top(self, index: int, strip: Strip) -> float:
        y = self.y
        if index == self.start:
            y += heads(strip.frames, ())
        else:
            above = self.filler.strips[index - 1]
            before, gap = above.frames, max(strip.before, above.after)
            gap = gap if gap < _FIRM else max(gap * self.tight, _FIRM)
            if before or strip.frames:
                y += feet(before, strip.frames) + gap + heads(strip.frames, before)
            else:
                y += gap
        return y + self._to_grid(index, y) if strip.grid else y

    def _fitted(self, index: int, strip: Strip, y: float) -> Strip:
        """A picture made somewhat smaller where only that keeps it, and its caption, in the column."""
        assert strip.resized is not None
        below = feet(strip.frames, ())
        strips = self.filler.strips
        for following in (strips[place] for place in range(index + 1, len(strips))):
            if following.cost < GLUED:
                break
            below += following.before + following.height
        height = min(self.limit, self.room - self.noted) - y - below
        if not strip.least <= height < strip.height:
            return strip
        reduced = (strip.height - height) / (strip.height - strip.least)
        return replace(strip, height=height, paint=strip.resized(height), reduced=reduced)

    def _new_notes(self, strip: Strip) -> float:
        height = sum(stack_height(self.filler.notes[name]) for name in strip.notes)
        return height + (0.0 if self.noted else NOTE_GAP + NOTE_HEAD)

    def _to_grid(self, index: int, y: float) -> float:
        """Bring a strip to the grid's next line; what is missing goes to the distances before it."""
        grid = self.filler.grid
        slack = -y % grid
        if slack < 0.01 or slack > grid - 0.01:
            slack = 0.0
        if slack:
            self._share(index, slack)
        self.on_grid = index + 1
        return slack

    def _share(self, index: int, slack: float) -> None:
        """Give part of what is missing to the distance above the blocks since the last line on the grid."""
        strips = self.filler.strips
        first = max(self.on_grid, self.start + 1)
        places = [place for place in range(first, index + 1) if strips[place].boundary]
        if self.start >= self.on_grid and strips[index].cost >= GLUED and not places:
            # A heading at the column's head moves down, rather than away from its text.
            places = [self.start]
        # The distance at the blocks' foot, and the one at their head if text stands above it; not those
        # between the items of a list, which would look torn.
        chosen = {places[-1], *(place for place in places[:1] if place == self.on_grid)} if places else ()
        for place in chosen:
            part = slack / len(chosen)
            for moved in range(place - self.start, len(self.tops)):
                self.tops[moved] += part
            self.shared.append((index, place, part))

    def _divide_note(self, index: int, y: float, need: float) -> None:
        """Where only the strip's notes do not fit, and much room is left, part of them goes overleaf."""
        strip = self.filler.strips[index]
        last = self.candidates[-1].height if self.candidates else 0.0
        roomy = self.room - last - self.noted > _ROOMY * self.filler.grid
        if not strip.notes or need > self.limit or not (roomy or not self.candidates):
            return
        cited = [note for name in strip.notes for note in self.filler.notes[name]]
        first = cited[: first_division(cited)]
        least = sum(note.height for note in first) + (0.0 if self.noted else NOTE_GAP + NOTE_HEAD)
        if need + self.noted + least <= self.room or not self.candidates:
            self.placed.append(strip)
            self.tops.append(y)
            following = index + 1
            cost = self.filler.strips[following].cost if following < len(self.filler.strips) else 0.0
            noted = max(self.room - need, self.noted)
            self.candidates.append(Candidate(following, need, cost + _DIVIDED_NOTE, noted))

    # --- Choosing ----------------------------------------------------------------------------------

    def _chosen(self) -> Candidate:
        strips = self.filler.strips
        if not self.candidates:
            return self._forced()
        last = self.candidates[-1]
        if last.end >= len(strips) and last.height <= self.limit + 0.01:
            return last
        within = [each for each in self.candidates if each.height <= self.limit + 0.01]
        return min(reversed(within or self.candidates[:1]), key=self._cost)

    def _cost(self, candidate: Candidate) -> float:
        empty = max(min(self.limit, self.room - candidate.noted) - candidate.height, 0.0) / self.filler.grid
        return candidate.cost + _EMPTY_LINE * empty * empty

    def _cost_at_end(self, candidate: Candidate) -> float:
        """What an end costs: nothing where all is placed, or no end fits."""
        if not self.candidates or candidate.end >= len(self.filler.strips):
            return 0.0
        return self._cost(candidate)

    def _forced(self) -> Candidate:
        """Not even one strip fits: place it all the same, unless notes alone fill the column."""
        if self.start >= len(self.filler.strips) or (self.carried and self.noted > self.room / 3):
            return Candidate(self.start, 0.0, 0.0, self.noted)
        strip = self.filler.strips[self.start]
        top = self.y + heads(strip.frames, ())
        self.placed.append(strip)
        self.tops.append(top)
        return Candidate(self.start + 1, top + strip.height, 0.0, self.noted)

    # --- Notes -------------------------------------------------------------------------------------

    def finished(self, chosen: Candidate) -> Column:
        """The column with one of its ends."""
        placed = self.placed[: chosen.end - self.start]
        cited = [strip for each in placed for name in each.notes for strip in self.filler.notes[name]]
        notes = [*self.carried, *cited]
        here = that_fit(notes, self.room - chosen.height)
        top = self.room - stack_height(here)
        note_tops, _ = tops_of(here, top)
        standing = list(zip(placed, self._tops(chosen.end), strict=False))
        return Column(
            standing,
            list(zip(here, note_tops, strict=True)),
            chosen.end,
            notes[len(here) :],
            chosen.height,
            self._cost_at_end(chosen),
            self.repeated,
        )

    def _tops(self, end: int) -> list[float]:
        """Where strips stand if the column ends there: what was moved for later ones is moved back."""
        tops = list(self.tops)
        for index, place, part in self.shared:
            if index >= end:
                tops[place - self.start :] = [top - part for top in tops[place - self.start :]]
        return tops
