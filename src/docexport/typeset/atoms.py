"""Atoms: what a paragraph's inlines become before its lines are known.

Words, spaces and things stand in reading order; marks have no width and only say that something (an
anchor, a note's citation) is at this place. Widths are in points.
"""

from __future__ import annotations

from typing import TypeAlias

from docexport.records import Struct
from docexport.resources import Picture
from docexport.typeset.fount import Fount, Word
from docexport.typeset.look import Look
from docexport.typeset.page import Element, Shaped

_STRETCH = 0.5
_SHRINK = 0.38
"""How far a word space may give, as a part of its width (Knuth and Plass take 1/2 and 1/3; a little more,
with type that narrows too, spares a hyphen in every twentieth line)."""


class Voice:
    """Who speaks: the type, the element of the tree that the words belong to, and the link around them."""

    __slots__ = ("bound", "element", "fount", "link", "plain", "space")

    def __init__(self, fount: Fount, element: Element, link: Element | None = None) -> None:
        self.fount = fount
        self.element = element
        self.link = link
        shaped = fount.space
        stretch, shrink = shaped.width * _STRETCH, shaped.width * _SHRINK
        self.space = Space(self, shaped.width, stretch, shrink, True, shaped)
        self.bound = Space(self, shaped.width, stretch, shrink, False, shaped)
        """A space at which no line ends."""
        look = fount.look
        self.plain = link is None and look.background is None and not (look.underline or look.strike)
        """Whether nothing is drawn behind, below or over the words, and they lead nowhere."""

    @property
    def look(self) -> Look:
        """How the words look."""
        return self.fount.look


class WordAtom(Struct, eq=False, gc=False):
    """A word, or the part of one that is set in one voice."""

    word: Word
    voice: Voice

    @property
    def width(self) -> float:
        """Its width."""
        return self.word.width


class Space(Struct, eq=False):
    """A space that may stretch and shrink; without glyph it is an indent or a joint between ideographs."""

    voice: Voice
    width: float
    stretch: float
    shrink: float
    breaks: bool
    shaped: Shaped | None
    cost: float = 0.0


class Thing(Struct, eq=False):
    """A picture or formula in a line, sitting on the baseline."""

    voice: Voice
    width: float
    ascent: float
    descent: float
    content: Picture | FormulaText
    element: Element | None


class FormulaText(Struct, frozen=True):
    """The formula that a `Thing` draws."""

    tex: str
    display: bool
    size: float


class Mark(Struct, eq=False):
    """A place: of an anchor, or where a note is cited."""

    anchor: str = ""
    note: str = ""
    width: float = 0.0


class Forced(Struct, eq=False):
    """A line end that the author wants."""

    width: float = 0.0


Atom: TypeAlias = WordAtom | Space | Thing | Mark | Forced


def indent(voice: Voice, width: float) -> Space:
    """White space at the start of a line."""
    return Space(voice, width, 0.0, 0.0, False, None)
