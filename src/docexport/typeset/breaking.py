"""A paragraph is broken as well as can be: each attempt allows more than the one before it.

First without hyphens and with spaces that hardly give, then with hyphens, then with any spaces; then words
that are wider than the line are torn; at last anything is, so that no line is ever too wide.
"""

from __future__ import annotations

from docexport.records import Struct, replace
from docexport.style import Role
from docexport.style.style import Align
from docexport.typeset.atoms import Atom
from docexport.typeset.even import EvenText
from docexport.typeset.evenstream import even_stream
from docexport.typeset.linebreak import Goal, break_lines
from docexport.typeset.stream import INFINITE, Manner, Stream, make_stream

_MOST_HEADLINE_ATOMS = 120


class Shape(Struct, frozen=True):
    """The outline of a paragraph: where its lines begin and how wide they are."""

    x: float
    width: float
    align: Align
    inset_lines: int = 0
    """How many lines at the start are narrower (beside a drop cap)."""
    inset: float = 0.0
    headline: bool = False
    """Whether the lines are to be alike."""

    def width_of(self, line: int) -> float:
        """The width of a line, by its number from 0."""
        return self.width - self.inset if line < self.inset_lines else self.width


class _Attempt(Struct, frozen=True):
    hyphens: bool
    tolerance: float
    tear: bool = False


_JUSTIFIED = (
    _Attempt(False, 1.1),
    _Attempt(True, 1.5),
    _Attempt(True, 4.0),
    _Attempt(True, INFINITE),
    _Attempt(True, INFINITE, tear=True),
)
_RAGGED = (
    _Attempt(False, 1.1),
    _Attempt(True, 1.8),
    _Attempt(True, INFINITE),
    _Attempt(True, INFINITE, tear=True),
)
_HEADLINE = (_Attempt(False, INFINITE), _Attempt(False, INFINITE, tear=True))


def broken(
    atoms: list[Atom] | EvenText, role: Role, shape: Shape, manner: Manner
) -> tuple[Stream, list[int]]:
    """The stream of the attempt that succeeded, and the places where its lines end."""
    ragged = role.align != "justify"
    headline = shape.headline and len(atoms) <= _MOST_HEADLINE_ATOMS
    stream = _stream(atoms, manner)
    if len(stream.forced) == 1 and stream.ends[-1] - stream.starts[0] <= shape.width_of(0):
        return stream, [len(stream.ends) - 1]
    for attempt in _HEADLINE if headline else _RAGGED if ragged else _JUSTIFIED:
        allowed = replace(
            manner,
            hyphenate=attempt.hyphens and role.hyphenate,
            widest=shape.width_of(0) if attempt.tear else INFINITE,
        )
        if allowed != manner:
            stream, manner = _stream(atoms, allowed), allowed
        goal = Goal(shape.width_of, shape.inset_lines, ragged, headline, attempt.tolerance)
        found = break_lines(stream, goal)
        if found is not None:
            return stream, found
    stream = _stream(atoms, replace(manner, desperate=True))
    goal = Goal(shape.width_of, shape.inset_lines, ragged, False, INFINITE, desperate=True)
    return stream, break_lines(stream, goal) or [len(stream.ends) - 1]


def _stream(text: list[Atom] | EvenText, manner: Manner) -> Stream:
    if type(text) is EvenText:
        return even_stream(text, manner) or make_stream(text.atoms, manner)
    return make_stream(text, manner)
