"""Most paragraphs are words of one voice with the same space between them, and so are most lines.

Such a paragraph stays as its words, `EvenText`, and such a line as what is shown of them, `EvenWords`: what
one word and one space are is found out once, and the rest is left to loops that the interpreter runs by
itself. Whatever has anything else in it goes atom by atom.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast, final

from docexport.records import Struct
from docexport.typeset.atoms import Atom, Space, Voice, WordAtom
from docexport.typeset.fount import Word
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


@final
class EvenText(Struct, eq=False):
    """A paragraph that is such words and nothing else."""

    voice: Voice
    words: list[Word]
    shown: list[Shaped]
    """The one part of each."""
    indent: Space | None = None
    """White space before the first word."""

    @classmethod
    def of(cls, words: list[Word], voice: Voice) -> EvenText | None:
        """The words, if there are any and each is one part that runs from left to right."""
        shown = [word.single for word in words]
        if not (words and voice.plain and all(shown)):
            return None
        return cls(voice, words, cast("list[Shaped]", shown))

    def __len__(self) -> int:
        """How many atoms it is."""
        return 2 * len(self.words) - 1 + (1 if self.indent else 0)

    @property
    def atoms(self) -> list[Atom]:
        """The words and spaces in turn."""
        return [*([self.indent] if self.indent else []), *interspersed(self.words, self.voice)]

    def line(self, first: int, stop: int) -> EvenWords:
        """The words from one atom up to another."""
        lead = 1 if self.indent else 0
        begin, end = (first - lead + 1) // 2, (stop - lead + 1) // 2
        indent = self.indent.width if self.indent and not first else 0.0
        shown = self.shown[begin:end]
        hangs = 0.0 if indent else self.words[begin].hang_start, self.words[end - 1].hang_end
        return EvenWords(self.voice, shown, sum([part.width for part in shown]), indent, hangs)


def interspersed(words: Sequence[Word], voice: Voice) -> list[Atom]:
    """Words and spaces in turn."""
    atoms: list[Atom] = [voice.space] * max(2 * len(words) - 1, 0)
    atoms[::2] = [WordAtom(word, voice) for word in words]
    return atoms


def even_text(atoms: Sequence[Atom]) -> EvenText | None:
    """The words, if there is nothing between them but their voice's space, and nothing behind or below."""
    head = atoms[0] if len(atoms) > 1 else None
    indent = head if type(head) is Space and _is_indent(head) else None
    atoms = atoms[1:] if indent else atoms
    first, spaces = atoms[0] if atoms else None, atoms[1::2]
    if not len(atoms) % 2 or type(first) is not WordAtom or spaces.count(first.voice.space) != len(spaces):
        return None
    voice = first.voice
    words = [atom.word for atom in atoms[::2] if type(atom) is WordAtom and atom.voice is voice]
    text = EvenText.of(words, voice) if len(words) == len(spaces) + 1 else None
    if text is not None:
        text.indent = indent
    return text


def even_words(atoms: Sequence[Atom]) -> EvenWords | None:
    """The words of a line that is such text."""
    text = even_text(atoms)
    return text.line(0, len(atoms)) if text else None


def _is_indent(space: Space) -> bool:
    """Whether it is white space that stays as wide as it is."""
    return space.shaped is None and not (space.breaks or space.stretch or space.shrink)
