"""The direction of a paragraph, and of each of its atoms where both directions meet."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Literal

from docexport.records import Struct
from docexport.typeset.atoms import Atom, Forced, Mark, Space, Thing, WordAtom
from docexport.typeset.bidi import Level, base_direction, has_rtl, is_rtl_language, levels


class Directed(Struct, frozen=True):
    """A paragraph's atoms with their levels; None when everything runs from left to right."""

    atoms: list[Atom]
    levels: list[Level] | None
    rtl: bool


def directed(atoms: list[Atom], lang: str, *, mirrored: bool) -> Directed:
    """Find the levels and cut words where they change; shape those that run leftward anew."""
    if not mirrored and True not in [atom.word.has_rtl for atom in atoms if type(atom) is WordAtom]:
        return Directed(atoms, None, rtl=False)
    text = "".join([atom.word.text if type(atom) is WordAtom else " " for atom in atoms])
    rtl = runs_leftward(text, lang)
    pieces = [_text(atom) for atom in atoms]
    found = levels("".join(pieces), int(rtl))
    return _cut(atoms, pieces, found, rtl)


def runs_leftward(text: str, lang: str) -> bool:
    """Whether a paragraph with this text, in this language, begins at the right."""
    surrounding: Literal["ltr", "rtl"] = "rtl" if is_rtl_language(lang) else "ltr"
    return base_direction(text, surrounding) == "rtl" or (surrounding == "rtl" and has_rtl(text))


def _text(atom: Atom) -> str:
    if type(atom) is WordAtom:
        return atom.word.text
    if type(atom) is Thing:
        return "\ufffc"
    if type(atom) is Space:
        return " " if atom.shaped is not None else ""
    return "\u2029" if type(atom) is Forced else ""


def _cut(atoms: Sequence[Atom], pieces: Sequence[str], found: Sequence[Level], rtl: bool) -> Directed:
    cut: list[Atom] = []
    of: list[Level] = []
    place = 0
    for atom, piece in zip(atoms, pieces, strict=True):
        own = found[place : place + len(piece)]
        place += len(piece)
        if type(atom) is WordAtom:
            for level, text in _level_runs(atom.word.text, own):
                cut.append(WordAtom(atom.voice.fount.word(text, bool(level % 2)), atom.voice))
                of.append(level)
        else:
            cut.append(atom)
            # Marks and joints have no character of their own: they go with what precedes them.
            of.append(own[0] if own else of[-1] if of and type(atom) is Mark else int(rtl))
    return Directed(cut, of, rtl)


def _level_runs(text: str, own: Sequence[Level]) -> list[tuple[Level, str]]:
    pairs = zip(own, text, strict=True)
    return [
        (level, "".join(char for _, char in run)) for level, run in groupby(pairs, key=lambda pair: pair[0])
    ]
