"""Is all of the article in an output? Every word, heading, note, figure, table and link, in order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import groupby, pairwise

from docexport.check.align import matches
from docexport.check.places import Places
from docexport.check.transcript import Stream, Thing, ThingKind, Transcript, Word
from docexport.model import NOWHERE, Position
from docexport.records import Struct, field, replace

Tell = Callable[[str, str, Position, str], None]
"""Takes the id of a rule, what is the matter, the place in the source and the place in the output."""

_MISSING: dict[ThingKind, str] = {
    "heading": "heading-missing",
    "figure": "figure-missing",
    "table": "table-missing",
    "link": "link-missing",
    "note mark": "note-mark-missing",
    "formula": "formula-missing",
    "break": "break-missing",
}
_SHOWN_WORDS = 12
_FEWEST_MOVED = 3


class Parity(Struct):
    """One comparison of what should be there with what is there."""

    wanted: Transcript
    found: Transcript
    form: str
    places: Places
    tell: Tell
    ours: frozenset[str] = frozenset()
    """Headings that an output adds: over the notes, the contents."""
    spare: Counter[str] = field(default_factory=Counter)
    """Words of the output that have no counterpart."""

    def compare(self, *, words: bool = True) -> None:
        """Tell of every difference; of things alone where there is no source."""
        if words:
            body = self._unmatched(self.wanted.body, self.found.body)
            notes = self._unmatched(self.wanted.notes, self.found.notes)
            for run in body:
                self._missing_words(run)
            for run in notes:
                # A format without notes in notes puts them elsewhere.
                self._missing_words(run, anywhere=True)
        for kind in _MISSING:
            self._things(kind)

    # --- Words

    def _unmatched(self, wanted: Stream, found: Stream) -> list[list[Word]]:
        """Runs of words without a counterpart, each within one block."""
        left, right = [word.token for word in wanted.words], [word.token for word in found.words]
        pairs = matches(left, right)
        there = {place for place, _ in pairs}
        used = {place for _, place in pairs}
        self.spare.update(word for place, word in enumerate(right) if place not in used)
        lacking = [place for place in range(len(left)) if place not in there]
        runs = groupby(enumerate(lacking), key=lambda pair: (pair[1] - pair[0], wanted.words[pair[1]].block))
        return [[wanted.words[place] for _, place in run] for _, run in runs]

    def _missing_words(self, run: Sequence[Word], *, anywhere: bool = False) -> None:
        wanted = Counter(word.token for word in run)
        moved = all(self.spare[token] >= count for token, count in wanted.items())
        if moved:
            self.spare.subtract(wanted)
        if moved and (anywhere or len(run) < _FEWEST_MOVED):
            return
        if not moved and (joined := self._run_together(run)):
            self.spare.subtract([joined])
            rule, verb = "words-run-together", f"are run together as {joined!r}"
        elif moved:
            rule, verb = "words-out-of-order", "stand in another place"
        else:
            rule, verb = "words-missing", "are missing"
        block = self.wanted.blocks[run[0].block].name if self.wanted.blocks else "text"
        self.tell(rule, f"words of the {block} {verb}: {_shown(run)!r}", self.places.of_word(run[0]), "")

    def _run_together(self, run: Sequence[Word]) -> str:
        """The word of the output in which two words of the run stand without a space."""
        for left, right in pairwise(run):
            if self.spare[left.token + right.token] > 0:
                return left.token + right.token
        return ""

    # --- Things

    def _things(self, kind: ThingKind) -> None:
        wanted, found = self.wanted.things(kind), self.found.things(kind)
        if self.form == "docx" and kind == "note mark":
            # Word has no notes in notes: a mark in a note is a plain number.
            wanted = [thing for thing in self.wanted.body.things if thing.kind == kind]
            found = [thing for thing in self.found.body.things if thing.kind == kind]
        left, right = _keys(wanted, found)
        lost, added = _difference(left, right)
        for index in lost:
            self._lost(kind, wanted[index], left[index], [(right[place], found[place]) for place in added])
        kept = Counter(left[index] for index in lost)
        for place in added:
            if kept[right[place]] > 0:
                kept[right[place]] -= 1
            elif not (kind == "figure" and any(not wanted[index].optional for index in lost)):
                self._added(kind, found[place])
        if kind == "heading":
            self._levels(wanted, found, left, right)

    def _lost(self, kind: ThingKind, thing: Thing, key: str, added: Sequence[tuple[str, Thing]]) -> None:
        if thing.optional:
            return
        elsewhere = next((other for other_key, other in added if other_key == key), None)
        if elsewhere is not None:
            self.tell("order-changed", f"{thing.name} stands in another place", thing.at, elsewhere.where)
        elif kind == "figure" and added:
            self.tell(
                "alt-changed", f"{thing.name} has another text alternative", thing.at, added[0][1].where
            )
        else:
            self.tell(_MISSING[kind], f"{thing.name} is missing", thing.at, "")

    def _added(self, kind: ThingKind, thing: Thing) -> None:
        if thing.key in self.ours:
            return
        self.tell(
            "structure-added",
            f"there is a {kind} that the source has not: {thing.name}",
            NOWHERE,
            thing.where,
        )

    def _levels(
        self, wanted: Sequence[Thing], found: Sequence[Thing], left: Sequence[str], right: Sequence[str]
    ) -> None:
        for tag, start, end, other, _ in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
            if tag != "equal":
                continue
            for step in range(end - start):
                one, two = wanted[start + step], found[other + step]
                if one.level and one.level != two.level:
                    what = f"{one.name} is on level {two.level}, not {one.level}"
                    self.tell("heading-level-changed", what, one.at, two.where)


def _keys(wanted: Sequence[Thing], found: Sequence[Thing]) -> tuple[list[str], list[str]]:
    """What the things are compared by, on either side."""
    if wanted and wanted[0].kind == "formula" and not all(thing.key for thing in (*wanted, *found)):
        # Word has no LaTeX; without the source there is only the number of formulas to go by.
        known = all(thing.letters for thing in (*wanted, *found))
        return [t.letters if known else "" for t in wanted], [t.letters if known else "" for t in found]
    if any(thing.kind == "break" for thing in (*wanted, *found)):
        return ["break"] * len(wanted), ["break"] * len(found)
    keys = {thing.key for thing in wanted}
    patterns = {thing.pattern: thing.key for thing in wanted if thing.pattern}
    return [thing.key for thing in wanted], [_known(thing.key, keys, patterns) for thing in found]


def _known(key: str, known: Iterable[str], patterns: Mapping[str, str]) -> str:
    """A heading's words as the source has them: without the number in front, with what a formula is there."""
    if key in known:
        return key
    for pattern, heading in patterns.items():
        if re.fullmatch(rf"(?:\d+ )*{pattern}", key):
            return heading
    words = key.split()
    while words and words[0].isdecimal():
        words = words[1:]
        if " ".join(words) in known:
            return " ".join(words)
    return key


def _difference(left: Sequence[str], right: Sequence[str]) -> tuple[list[int], list[int]]:
    """The places on the left without a counterpart, and those on the right."""
    lost: list[int] = []
    added: list[int] = []
    for tag, start, end, other, behind in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag != "equal":
            lost += range(start, end)
            added += range(other, behind)
    return lost, added


def _shown(run: Sequence[Word]) -> str:
    """The words of a run as the source has them, shortened."""
    words: list[str] = []
    last: tuple[int, int] | None = None
    for word in run:
        here = (id(word.node), word.index)
        if here != last or word.node is None:
            words.append(word.text)
        last = here
    more = "…" if len(words) > _SHOWN_WORDS else ""
    return " ".join(words[:_SHOWN_WORDS]) + more


def across(
    outputs: Sequence[tuple[str, Transcript]], places: Places, tell: Callable[[str, str], Tell]
) -> None:
    """Compare outputs of which there is no source: the things of each with those of the first."""
    first_name, first = outputs[0]
    for name, transcript in outputs[1:]:
        wanted = Transcript(_without_places(first.body), _without_places(first.notes))
        Parity(wanted, transcript, name, places, tell(first_name, name)).compare(words=False)


def _without_places(stream: Stream) -> Stream:
    return Stream([], [replace(thing, where="") for thing in stream.things])
