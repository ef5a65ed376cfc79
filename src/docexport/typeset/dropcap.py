"""The text's first letter, as high as several lines, where the style asks for it."""

from __future__ import annotations

from docexport.edition import beginning, opening_letter, plain_text
from docexport.model import Paragraph
from docexport.records import replace
from docexport.style import Role
from docexport.typeset.atoms import Atom, WordAtom
from docexport.typeset.breaking import Shape
from docexport.typeset.inlines import atoms_of
from docexport.typeset.line import Line
from docexport.typeset.paragraph import set_atoms
from docexport.typeset.place import Place

_GAP = 0.3
"""Between the letter and the lines beside it, in ems of the text."""
_LETTER = 0.46
"""The width of an average letter, in ems: to tell whether the text is long enough."""


def set_opening(place: Place, node: Paragraph, role: Role) -> bool:
    """Set the first paragraph of the text with a large letter; whether this was such a paragraph."""
    run = place.run
    lines = run.style.options.drop_cap
    if run.opened or role.name != "body-first" or place.nested:
        return False
    run.opened = True
    letter, rest = opening_letter(node)
    if lines < 2 or not letter or run.mirrored:
        return False
    if len(plain_text(node.inlines)) * _LETTER * role.size.pt < (lines + 1) * place.width:
        return False
    _set(place, letter, rest, role, lines)
    return True


def _set(place: Place, letter: str, node: Paragraph, role: Role, lines: int) -> None:
    run = place.run
    element = place.element.add("paragraph", at=beginning(node.inlines))
    voice = run.voice(role, element, place.lang)
    em, leading = role.size.pt, role.leading.pt
    cap_height = voice.fount.stack.metrics.cap_height / 1000
    # The letter's foot stands on the last of the lines, its head is level with capitals in the first.
    size = ((lines - 1) * leading + cap_height * em) / cap_height
    large = run.changed(
        voice, replace(voice.look, size=size, color=run.style.colors.get("accent", role.color))
    )
    atoms: list[Atom] = [WordAtom(large.fount.word(letter), large)]
    width = atoms[0].width
    line = Line(atoms, place.x, width, "start", large.fount.ascent, tail="")
    place.flow.aside(line, line.baseline - (lines - 1) * leading)
    shape = Shape(place.x, place.width, role.align, inset_lines=lines, inset=width + _GAP * em)
    set_atoms(place, atoms_of(run, node.inlines, voice, place.width), role, voice, shape=shape)
