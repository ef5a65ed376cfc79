"""Most lines are words of one voice with the same space between them: such a line is placed as a whole.

What one word and one space are is then found out once a line, and the rest is left to loops that the
interpreter runs by itself. Lines with anything else in them go word by word, in `docexport.typeset.pen`.
"""

from __future__ import annotations

from collections.abc import Sequence

from docexport.records import Struct
from docexport.typeset.atoms import Atom, Space, Voice, WordAtom
from docexport.typeset.page import Shaped


class EvenWords(Struct, eq=False):
    """The words of such a line."""

    voice: Voice
    words: list[Shaped]
    width: float
    """Of the words alone."""
    indent: float
    """Of white space before them."""
    hangs: tuple[float, float]
    """How far the first and the last character may stand out of the measure."""

    @property
    def sums(self) -> tuple[float, float, float, float]:
        """How wide the words are, and everything; how far the spaces stretch and shrink."""
        space, count = self.voice.space, len(self.words) - 1
        natural = self.width + self.indent + count * space.width
        return self.width, natural, count * space.stretch, count * space.shrink


def even_words(atoms: Sequence[Atom]) -> EvenWords | None:
    """The words, if there is nothing between them but their voice's space, and nothing behind or below."""
    indent = 0.0
    if len(atoms) > 1 and type(atoms[0]) is Space and is_indent(atoms[0]):
        indent, atoms = atoms[0].width, atoms[1:]
    if not len(atoms) % 2:
        return None
    first, last, spaces, words = atoms[0], atoms[-1], atoms[1::2], atoms[::2]
    if type(first) is not WordAtom or type(last) is not WordAtom or not first.voice.plain:
        return None
    voice = first.voice
    if spaces.count(voice.space) != len(spaces):
        return None
    shaped = [atom.word.single for atom in words if type(atom) is WordAtom and atom.voice is voice]
    alike = [word for word in shaped if word is not None]
    if len(alike) != len(words):
        return None
    hangs = 0.0 if indent else first.word.hang_start, last.word.hang_end
    return EvenWords(voice, alike, sum([word.width for word in alike]), indent, hangs)


def is_indent(space: Space) -> bool:
    """Whether it is white space that stays as wide as it is."""
    return space.shaped is None and not (space.breaks or space.stretch or space.shrink)
