"""Text becomes words and spaces.

Spaces in a row count as one. No-break spaces keep their words together but stretch like others. In
scripts that put no spaces between words, every place where a line may end becomes a joint.
"""

from __future__ import annotations

import re

from docexport.typeset.atoms import Atom, Space, Voice, WordAtom
from docexport.typeset.even import EvenText, interspersed
from docexport.typeset.opportunities import complex_script, is_ideographic, is_spaceless, segments
from docexport.typeset.run import Run

_UNUSUAL = re.compile(
    "[^\0-\x08\x0e-\x9f\u00a1-\u0dff\u1e00-\u1fff\u2007\u200b-\u2027\u202a-\u205e\u2060-\u2e7f]"
)
"""Characters for which spaces alone may not say where words end: other spaces, and scripts from Thai on."""
_PARTS = re.compile("([ \t-\r\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]+|\u00a0)")
_JOINT_STRETCH = 0.12
"""How far the space between ideographs may open, in ems."""
_CLUSTER_COST = 60.0
_UNSPACED = frozenset(("th", "lo", "km", "my", "jv", "shn"))
"""Languages whose words only a dictionary could tell apart."""


def add_text(run: Run, atoms: list[Atom], text: str, voice: Voice) -> None:
    """Append the words of a text and the spaces between them."""
    if _UNUSUAL.search(text):
        _add_parts(run, atoms, text, voice)
        return
    words, space = voice.fount.words, voice.space
    if text.startswith(" ") and (not atoms or type(atoms[-1]) is not Space):
        atoms.append(space)
    found = [words[part] for part in text.split(" ") if part]
    if not found:
        return
    atoms += interspersed(found, voice)
    if text.endswith(" "):
        atoms.append(space)


def only_words(text: str, voice: Voice) -> EvenText | None:
    """The words of a text that is nothing else."""
    if _UNUSUAL.search(text) or text.startswith(" "):
        return None
    # Every word of an article passes here.
    return EvenText.of(list(map(voice.fount.words.__getitem__, filter(None, text.split(" ")))), voice)


def add_word(atoms: list[Atom], text: str, voice: Voice) -> None:
    """Append text that is kept as it is, spaces and all."""
    if text:
        atoms.append(WordAtom(voice.fount.word(text), voice))


def _add_parts(run: Run, atoms: list[Atom], text: str, voice: Voice) -> None:
    for part in _PARTS.split(text):
        if not part:
            continue
        if part == "\u00a0":
            atoms.append(_space(part, voice, breaks=False))
        elif _PARTS.fullmatch(part):
            if not atoms or type(atoms[-1]) is not Space:
                atoms.append(_space(part[0], voice, breaks=True))
        elif is_spaceless(part):
            _add_segments(run, atoms, part, voice)
        else:
            add_word(atoms, part, voice)


def _space(char: str, voice: Voice, *, breaks: bool) -> Space:
    if char in " \t\n\r\f\v\u2028\u2029":
        return voice.space
    model = voice.bound if not breaks else voice.space
    parts = voice.fount.word(char).parts
    if not parts:
        return model
    width = model.width if char == "\u00a0" else parts[0].width
    return Space(voice, width, model.stretch, model.shrink, breaks, parts[0])


def _add_segments(run: Run, atoms: list[Atom], text: str, voice: Voice) -> None:
    script = complex_script(text)
    if script:
        # Without a language of its own the passage would be blamed on the one around it.
        own = voice.look.lang.split("-")[0] in _UNSPACED
        effect = "lines break between letters, not between words"
        run.approximate(voice.look.lang if own else script, effect, voice.element)
    pieces = segments(text)
    for place, piece in enumerate(pieces):
        if place:
            atoms.append(_joint(pieces[place - 1][-1], piece[0], voice))
        add_word(atoms, piece, voice)


def _joint(before: str, after: str, voice: Voice) -> Space:
    loose = is_ideographic(before) or is_ideographic(after)
    stretch = _JOINT_STRETCH * voice.look.size if loose else 0.0
    return Space(voice, 0.0, stretch, 0.0, True, None, 0.0 if loose else _CLUSTER_COST)
