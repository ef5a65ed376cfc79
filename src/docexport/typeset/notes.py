"""Notes: set when they are first cited, to stand at the foot of that column or at the end of the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docexport.edition import NoteFacts
from docexport.model import Block, Text
from docexport.records import replace
from docexport.typeset.atoms import Atom
from docexport.typeset.flow import Flow, Strip, nothing
from docexport.typeset.line import Line
from docexport.typeset.page import Element, Tag
from docexport.typeset.paragraph import baseline_of, set_text
from docexport.typeset.place import Place, block
from docexport.typeset.run import Run
from docexport.typeset.words import add_word

SetBlocks = Callable[[Place, tuple[Block, ...]], None]

_HOLDERS: frozenset[Tag] = frozenset(
    {"paragraph", "heading", "title", "attribution", "code", "note", "quote"}
)
"""A note stands right after these; in anything else (a caption, a label) it stands inside."""
_GAP = 0.35


class Notes:
    """Sets each note once."""

    def __init__(self, run: Run, width: float, set_blocks: SetBlocks) -> None:
        self.run = run
        self.width = width
        self.set_blocks = set_blocks

    def cite(self, name: str, element: Element) -> bool:
        """Set a note for the foot of the column, unless it is set already; whether it was set now."""
        run = self.run
        if name in run.notes or run.style.options.notes == "end":
            return False
        note = run.edition.note(name)
        run.notes[name] = []
        flow = Flow()
        parent = element.parent if element.tag in _HOLDERS and element.parent else element
        self.set(self._foot(flow, parent), note)
        strips = flow.finish()
        strips[0].before = 0.0
        run.notes[name] = [strip for each in strips for strip in (each, *self._cited_in(each.notes))]
        return True

    def _cited_in(self, names: Sequence[str]) -> list[Strip]:
        """Notes that a note cites follow it."""
        return [strip for name in names for strip in self.run.notes[name]]

    def _foot(self, flow: Flow, parent: Element) -> Place:
        return Place(self.run, flow, parent, 0.0, self.width, self.run.edition.lang)

    def set(self, place: Place, note: NoteFacts) -> None:
        """A note with its number, which leads back to where it is cited."""
        role = place.role("footnote")
        element = place.element.add("note", id=note.id)
        if note.lang:
            element.lang = note.lang
            place = replace(place, lang=note.lang)
        place.flow.space(max(role.space_before.pt, role.space_after.pt))
        place.flow.anchor(note.id, place.x)
        label, line = self._label(place, note, element)
        place.flow.aside(line, line.baseline)
        inset = max(label + _GAP * role.size.pt, role.size.pt * 0.9)
        inner = replace(
            place.inset(inset), element=element, body="footnote", first="footnote", spent="footnote"
        )
        self._set_blocks(inner, note)
        if place.flow.has_asides:
            place.flow.add(Strip(role.leading.pt, nothing, baseline=line.baseline))

    def _set_blocks(self, place: Place, note: NoteFacts) -> None:
        role = place.role("footnote")
        for node in note.blocks:
            if node is note.blocks[0]:
                # The first block shares its line with the number.
                place.flow.space(0.0)
            self.set_blocks(place, (node,))
            place.flow.space(role.space_after.pt)

    def _label(self, place: Place, note: NoteFacts, element: Element) -> tuple[float, Line]:
        run, role = self.run, place.role("footnote")
        label = element.add("note-label", contents=str(note.number))
        voice = run.voice(role, label, place.lang)
        look = voice.look.with_span(run.style.spans["note-mark"]).as_script("sup")
        if note.references:
            element.target = label.target = f"#{note.references[0]}"
            label.contents = f"{run.edition.terms.back} {note.number}"
        inner = run.changed(voice, look, label, label if note.references else None)
        atoms: list[Atom] = []
        add_word(atoms, str(note.number), inner)
        width = sum(atom.width for atom in atoms)
        rtl = run.mirrored
        levels = [1] if rtl else None
        return width, Line(
            atoms, place.x, place.width, "start", baseline_of(role, voice), rtl=rtl, levels=levels
        )


def set_end_notes(place: Place, notes: Notes) -> None:
    """The notes that do not stand at the foot of a page, under a heading of their own."""
    run = place.run
    left = [note for note in run.edition.notes if note.name not in run.notes]
    if not left:
        return
    role = place.role("notes-title")
    with block(place, role) as inner:
        title = place.element.add("paragraph", lang=place.term_lang)
        set_text(inner, (Text(run.edition.terms.notes),), role, element=title)
    place.flow.glue()
    text = place.inset(place.inset_of(place.role("footnote")))
    for note in left:
        if note.name not in run.notes:
            run.notes[note.name] = []
            notes.set(text, note)
