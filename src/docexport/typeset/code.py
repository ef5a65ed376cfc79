"""Code: lines kept as they are, colored by their parts of speech, wrapped where they are too long."""

from __future__ import annotations

import re

from docexport.highlight import tokens
from docexport.model import Position
from docexport.style import SpanName
from docexport.typeset.atoms import Atom, Space, Voice, WordAtom
from docexport.typeset.flow import TOGETHER, Strip
from docexport.typeset.line import Line
from docexport.typeset.paragraph import baseline_of, strips_of
from docexport.typeset.place import Place, block
from docexport.typeset.words import add_word

_TAB = 4
_PIECES = re.compile(r"\s+|[^\s\w]+|\w+")
_HANG = 2
"""How many characters a wrapped line is set in."""
_BEFORE_EMPTY = 400.0
_BETWEEN = 60.0
"""What it costs to divide a listing there."""
_SHORT = 12
"""A listing up to this many lines is kept in one column if at all possible."""


def set_code(place: Place, code: str, language: str, at: Position) -> None:
    """A listing in its panel."""
    role, flow = place.role("code"), place.flow
    element = place.element.add("code", at=at)
    with block(place, role) as inner:
        voice = inner.run.voice(role, element, place.lang)
        voice = inner.run.changed(voice, voice.look.unhyphenated())
        baseline = baseline_of(role, voice)
        lines: list[Line] = []
        for atoms in _lines(inner, code, language, voice):
            lines += _wrapped(inner, atoms, voice, baseline)
        with flow.together(TOGETHER if role.keep_together or len(lines) <= _SHORT else 0.0):
            flow.extend(_priced(strips_of(inner, lines, role, set()), lines))


def _priced(strips: list[Strip], lines: list[Line]) -> list[Strip]:
    """A listing is best divided after an empty line, and never before one."""
    for number, (strip, line) in enumerate(zip(strips, lines, strict=True)):
        if number and line.blank:
            strip.cost = max(strip.cost, _BEFORE_EMPTY)
        elif number and not lines[number - 1].blank:
            strip.cost = max(strip.cost, _BETWEEN)
    return strips


def _lines(place: Place, code: str, language: str, voice: Voice) -> list[list[Atom]]:
    """The atoms of each line as the author wrote them."""
    voices: dict[SpanName | None, Voice] = {None: voice}
    lines: list[list[Atom]] = [[]]
    for text, span in tokens(code.expandtabs(_TAB), language):
        if span not in voices:
            assert span is not None  # None is there from the start
            voices[span] = place.run.changed(voice, voice.look.with_span(place.run.style.spans[span]))
        for number, part in enumerate(text.split("\n")):
            if number:
                lines.append([])
            for piece in _PIECES.findall(part):
                _add(lines[-1], piece, voices[span])
    return lines


def _add(atoms: list[Atom], piece: str, voice: Voice) -> None:
    if not piece.isspace():
        add_word(atoms, piece, voice)
        return
    space = voice.fount.space
    atoms += [Space(voice, space.width, 0.0, 0.0, True, space) for _ in piece]


def _wrapped(place: Place, atoms: list[Atom], voice: Voice, baseline: float) -> list[Line]:
    """One line, or as many as it needs, the further ones set in."""
    rest, lines = atoms, list[Line]()
    hang = 0.0
    while True:
        head, rest = _fitting(rest, place.width - hang)
        tail = " " if not rest or (head and type(head[-1]) is Space) else ""
        lines.append(
            Line(head, place.x + hang, place.width - hang, "start", baseline, tail=tail, last=not rest)
        )
        if not rest:
            return lines
        hang = min(_HANG * voice.fount.space.width, place.width / 4)


def _fitting(atoms: list[Atom], width: float) -> tuple[list[Atom], list[Atom]]:
    """What fits into a line, and the rest; at least one character fits."""
    reached = 0.0
    for index, atom in enumerate(atoms):
        reached += atom.width
        if reached <= width + 0.01:
            continue
        if type(atom) is Space:
            return atoms[: index + 1], atoms[index + 1 :]
        if index and reached - atom.width > width / 3:
            return atoms[:index], atoms[index:]
        if type(atom) is WordAtom and len(atom.word.text) > 1:
            first, second = _divided(atom, width - (reached - atom.width))
            return [*atoms[:index], first], [second, *atoms[index + 1 :]]
        return atoms[: max(index, 1)], atoms[max(index, 1) :]
    return atoms, []


def _divided(atom: WordAtom, width: float) -> tuple[Atom, Atom]:
    points = atom.voice.fount.letters(atom.word)
    offset = max((point.offset for point in points if point.end <= width), default=1)
    fount, text = atom.voice.fount, atom.word.text
    return WordAtom(fount.word(text[:offset]), atom.voice), WordAtom(fount.word(text[offset:]), atom.voice)
