"""A paragraph: inlines become atoms, atoms become lines, lines become strips of the column.

1. `set_text` makes the paragraph's element and its atoms, and has the notes set that it cites.
2. `lines_of` cuts the atoms where `docexport.typeset.breaking` ends the lines.
3. `strips_of` says what each line costs at the head of a column: widows and orphans.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil

from docexport.edition import beginning
from docexport.model import Inline, Text
from docexport.records import Struct, field, replace
from docexport.style import Role, RoleName
from docexport.typeset.atoms import Atom, Mark, Space, Thing, Voice, WordAtom, indent
from docexport.typeset.bidi import Level, is_rtl_language
from docexport.typeset.breaking import Shape, broken
from docexport.typeset.directions import directed
from docexport.typeset.even import EvenText, EvenWords
from docexport.typeset.flow import STRANDED, Strip
from docexport.typeset.inlines import atoms_of
from docexport.typeset.line import Line
from docexport.typeset.page import Element, Tag
from docexport.typeset.place import Place
from docexport.typeset.stream import Manner, Stream
from docexport.typeset.stream import Place as Spot
from docexport.typeset.words import only_words

_HYPHEN_AT_FOOT = 60.0
"""Of ending a column with a divided word."""
_THING_ABOVE, _THING_BELOW = 0.92, 0.32
"""How far a picture or formula reaches from the baseline, in lines, before its line is made higher."""
_SPECIAL = frozenset((Mark, Thing))
_RUNNING: frozenset[RoleName] = frozenset({"body", "body-first", "commentary-body", "commentary-body-first"})
"""Text that stands on the baseline grid."""


def set_text(
    place: Place,
    inlines: tuple[Inline, ...],
    role: Role,
    tag: Tag = "paragraph",
    *,
    element: Element | None = None,
    lead: Callable[[Voice], list[Atom]] | None = None,
    headline: bool = False,
) -> Element:
    """Set inlines as one paragraph at a place; `lead` makes what stands before them (a label, a number)."""
    owner = element or place.element.add(tag)
    owner.at = beginning(inlines)
    if place.lang != place.run.edition.lang and owner.lang is None:
        owner.lang = place.lang
    voice = place.run.voice(role, owner, place.lang)
    before = lead(voice) if lead else []
    even = None if before else _even(place, inlines, voice)
    atoms = even or before + atoms_of(place.run, inlines, voice, place.width)
    set_atoms(place, atoms, role, voice, shape=Shape(place.x, place.width, role.align, headline=headline))
    return owner


def _even(place: Place, inlines: tuple[Inline, ...], voice: Voice) -> EvenText | None:
    """A paragraph that is nothing but words, as most are."""
    if len(inlines) != 1 or place.run.mirrored:
        return None
    text = inlines[0]
    if type(text) is not Text or text.id or (text.lang and text.lang != voice.look.lang):
        return None
    return only_words(text.text, voice)


def set_atoms(
    place: Place, atoms: list[Atom] | EvenText, role: Role, voice: Voice, *, shape: Shape | None = None
) -> None:
    """Set atoms as one paragraph in a role, and the notes that they cite."""
    shape = shape or Shape(place.x, place.width, role.align)
    if role.indent.pt > 0 and role.align in ("start", "justify") and not shape.inset_lines:
        atoms = _indented(atoms, indent(voice, role.indent.pt))
    fresh = _set_notes(place, atoms, voice.element)
    lines = lines_of(place, atoms, role, voice, shape)
    strips = strips_of(place, lines, role, fresh)
    for strip in strips[1 : shape.inset_lines]:
        strip.cost = max(strip.cost, STRANDED)
    place.flow.extend(strips)


def _indented(atoms: list[Atom] | EvenText, space: Space) -> list[Atom] | EvenText:
    if type(atoms) is EvenText:
        return replace(atoms, indent=space)
    return [space, *atoms]


def _set_notes(place: Place, atoms: list[Atom] | EvenText, element: Element) -> set[str]:
    """Have the notes set that are cited here for the first time; their names."""
    if type(atoms) is EvenText:
        return set()
    names = [atom.note for atom in atoms if type(atom) is Mark and atom.note]
    return {name for name in names if place.run.set_note(name, element)}


# --- Lines -----------------------------------------------------------------------------------------


def lines_of(
    place: Place, atoms: list[Atom] | EvenText, role: Role, voice: Voice, shape: Shape
) -> list[Line]:
    """The paragraph's lines, none of them wider than its shape."""
    options = place.run.style.options
    justified = role.align == "justify"
    expansion = options.expansion if justified else 0.0
    text, levels = atoms, None
    # A Latin name among paragraphs that begin at the right begins there too.
    from_right = place.run.mirrored and is_rtl_language(place.lang)
    if type(text) is not EvenText:
        while text and type(text[-1]) is Space and text[-1].breaks:
            text.pop()
        whole = directed(text, place.lang, mirrored=place.run.mirrored)
        text, levels, from_right = whole.atoms, whole.levels, from_right or whole.rtl
    hang = justified and options.protrusion and levels is None
    stream, chosen = broken(text, role, shape, Manner(hang=hang, expansion=expansion))
    return _Lines(text, levels, stream, shape, voice, role, hang, expansion, from_right).made(chosen)


class _Lines(Struct):
    """Cuts the atoms at the chosen places."""

    text: list[Atom] | EvenText
    levels: list[Level] | None
    stream: Stream
    shape: Shape
    voice: Voice
    role: Role
    hang: bool
    expansion: float
    from_right: bool
    atoms: list[Atom] = field(default_factory=list)
    """Those of the text, if they are needed: where words are divided."""

    def made(self, chosen: Sequence[int]) -> list[Line]:
        lines: list[Line] = []
        if type(self.text) is not EvenText:
            self.atoms = self.text
        elif any(self.stream.places[end][1] for end in chosen):
            self.atoms = self.text.atoms
        start = 0
        forced = set(self.stream.forced)
        for end in chosen:
            lines.append(self._line(start, end, len(lines), end in forced))
            start = end
        return lines

    def _line(self, start: int, end: int, number: int, last: bool) -> Line:
        stream, shape = self.stream, self.shape
        even, atoms, levels = self._cut(stream.nexts[start], stream.places[end], stream.hyphens[end])
        beside = number < shape.inset_lines
        return Line(
            atoms,
            shape.x + (shape.inset if beside else 0.0),
            shape.width_of(number),
            shape.align,
            baseline_of(self.role, self.voice),
            tail=self._tail(end),
            last=last,
            expansion=self.expansion,
            hang=self.hang,
            rtl=self.from_right,
            levels=levels,
            even=even,
        )

    def _cut(
        self, start: Spot, end: Spot, hyphen: bool
    ) -> tuple[EvenWords | None, list[Atom], list[Level] | None]:
        """The words from one place to another, or the atoms and their levels."""
        text = self.text
        if type(text) is EvenText and not (start[1] or end[1]):
            return text.line(start[0], end[0]), [], None
        levels = None if self.levels is None else self.levels[start[0] : end[0] + bool(end[1])]
        return None, _part(self.atoms, start, end, hyphen), levels

    def _tail(self, end: int) -> str:
        """What ends the line in the text layer: a space where there was one, or at the paragraph's end."""
        stop, offset = self.stream.places[end]
        if offset:
            return ""
        text = self.text
        if type(text) is EvenText:
            return " "
        following = text[stop] if stop < len(text) else None
        joint = type(following) is Space and following.shaped is None
        return "" if joint or type(following) in (WordAtom, Thing) else " "


def _part(atoms: list[Atom], start: Spot, end: Spot, hyphen: bool) -> list[Atom]:
    """The atoms from one place to another; words at the ends may be divided."""
    (first, begin), (stop, offset) = start, end
    part = atoms[first:stop]
    if offset:
        atom = atoms[stop]
        assert type(atom) is WordAtom  # only words are divided
        text = atom.word.text[begin if first == stop else 0 : offset]
        fount = atom.voice.fount
        if hyphen:
            word = fount.divided(text)
        else:
            word = fount.word(text, True) if atom.word.rtl else fount.ended(text)
        part.append(WordAtom(word, atom.voice))
    if begin and first < stop:
        atom = part[0]
        assert type(atom) is WordAtom
        part[0] = WordAtom(atom.voice.fount.word(atom.word.text[begin:], atom.word.rtl), atom.voice)
    return part


def baseline_of(role: Role, voice: Voice) -> float:
    """Where the baseline lies in a line of the role's leading, from its top."""
    fount = voice.fount
    return (role.leading.pt - fount.ascent - fount.descent) / 2 + fount.ascent


# --- Strips ----------------------------------------------------------------------------------------


def strips_of(place: Place, lines: Sequence[Line], role: Role, fresh: set[str]) -> list[Strip]:
    """The lines as strips of the column."""
    options, count = place.run.style.options, len(lines)
    leading = role.leading.pt
    on_grid = _stands_on_grid(place, role)
    # Most paragraphs have neither marks nor things, and long articles have many lines.
    special = any(not _SPECIAL.isdisjoint(map(type, line.atoms)) for line in lines)
    strips: list[Strip] = []
    for number, line in enumerate(lines):
        strip = Strip(leading, line.paint, baseline=line.baseline, grid=on_grid)
        if number and (number < options.orphans or count - number < options.widows):
            strip.cost = STRANDED
        elif number and lines[number - 1].tail == "":
            strip.cost = _HYPHEN_AT_FOOT
        if special:
            _mark(strip, line, fresh)
        strips.append(strip)
    return strips


def _stands_on_grid(place: Place, role: Role) -> bool:
    """Whether lines stand on the baseline grid: running text whose paragraphs have no space between them."""
    spaced = role.space_before.pt or role.space_after.pt
    fits = abs(role.leading.pt - place.run.style.page.grid.pt) < 0.01
    return role.name in _RUNNING and fits and not spaced and (place.commentary or not place.flow.frames)


def _mark(strip: Strip, line: Line, fresh: set[str]) -> None:
    """Note what the line has beside words: anchors, citations, things that are taller than it."""
    marks = line.marks()
    strip.anchors = tuple((mark.anchor, line.x) for mark in marks if mark.anchor)
    strip.notes = tuple(dict.fromkeys(mark.note for mark in marks if mark.note in fresh))
    fresh.difference_update(strip.notes)
    things = [atom for atom in line.atoms if type(atom) is Thing]
    if things:
        above = max(thing.ascent for thing in things) - _THING_ABOVE * strip.height
        below = max(thing.descent for thing in things) - _THING_BELOW * strip.height
        if above > 0 and strip.grid:
            # Whole lines, so that the baseline stays on the grid.
            above = ceil(above / strip.height) * strip.height
        if above > 0:
            line.baseline += above
            strip.baseline = line.baseline
        strip.height += max(above, 0.0) + max(below, 0.0)
