"""Sections and their headings; the commentary, which is set apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from docexport.edition import SectionFacts
from docexport.model import Block, Section, Text
from docexport.records import replace
from docexport.style import Role, number_room
from docexport.typeset.atoms import Atom, Space, Voice, WordAtom, indent
from docexport.typeset.directions import runs_leftward
from docexport.typeset.paragraph import set_text
from docexport.typeset.place import Place, block
from docexport.typeset.words import add_word

SetBlocks: TypeAlias = Callable[[Place, tuple[Block, ...]], None]


def set_section(place: Place, node: Section, set_blocks: SetBlocks) -> None:
    """A heading and all that stands under it."""
    facts = place.run.edition.sections[node.id or ""]
    opens = facts.commentary and not place.commentary
    element = place.element.add("part" if opens else "section")
    inner = place.within(element)
    if opens:
        _set_commentary(inner, node, facts, set_blocks)
        return
    role = place.run.style.heading(facts.level, commentary=facts.commentary)
    set_heading(inner, node, facts, role)
    set_blocks(inner, node.blocks)


def set_heading(place: Place, node: Section, facts: SectionFacts, role: Role) -> None:
    """The heading, with its number; it stays with what follows."""
    flow = place.flow
    flow.loosen()
    with block(place, role) as inner:
        flow.anchor(facts.id, place.x)
        flow.begin_heading(facts.level)
        if facts.level == 1:
            flow.begin_section(facts.id)
        element = place.element.add("heading", level=facts.level, id=facts.id)
        room = number_room(role, facts.level).pt if facts.number and role.indent.pt >= 0 else 0.0
        lead = _number(facts, role, inner, room) if facts.number else None
        with flow.together(role.size.pt * 1000):
            set_text(inner.inset(room), node.heading, role, element=element, lead=lead, headline=True)
    if role.keep_with_next:
        flow.glue(lines=2)
    flow.paragraph_before = False


def _number(facts: SectionFacts, role: Role, place: Place, room: float) -> Callable[[Voice], list[Atom]]:
    """The number before a heading, in the room kept for it; with a negative indent it hangs in the margin.

    That margin is the page's: where a heading runs the other way, its number stands in its line.
    """
    run = place.run
    hangs = room > 0 or runs_leftward(facts.title, place.lang) == run.mirrored
    hang = (room or -role.indent.pt) if hangs else 0.0

    def lead(voice: Voice) -> list[Atom]:
        inner = run.changed(voice, voice.look.with_span(run.style.spans["section-number"]))
        atoms: list[Atom] = []
        add_word(atoms, facts.number, inner)
        width = sum(atom.width for atom in atoms if type(atom) is WordAtom)
        gap = Space(voice, max(hang - width, 0.35 * role.size.pt), 0.0, 0.0, False, voice.fount.space)
        return [indent(voice, -hang), *atoms, gap]

    return lead


# --- Commentary ------------------------------------------------------------------------------------


def _set_commentary(place: Place, node: Section, facts: SectionFacts, set_blocks: SetBlocks) -> None:
    """Opinion: a label says so, in a voice of its own, before anything else is said."""
    role = place.role("commentary")
    with block(place, role) as outer:
        inner = replace(
            outer,
            body="commentary-body",
            first="commentary-body-first",
            commentary=True,
            nested=bool(role.background),
        )
        place.flow.begin_section(facts.id)
        if _is_label(facts, place):
            _set_label(inner, node, facts)
        else:
            _set_label(inner, None, facts)
            set_heading(inner, node, facts, place.run.style.heading(facts.level, commentary=True))
        set_blocks(inner, node.blocks)


def _is_label(facts: SectionFacts, place: Place) -> bool:
    """Whether the heading says no more than the label would."""
    return facts.title.strip().casefold() in (place.run.edition.terms.commentary.casefold(), "commentary")


def _set_label(place: Place, node: Section | None, facts: SectionFacts) -> None:
    terms, flow = place.run.edition.terms, place.flow
    role = place.role("commentary-label")
    flow.loosen()
    with block(place, role) as inner:
        if node is None:
            element = place.element.add("paragraph", lang=place.term_lang)
            set_text(inner, (Text(terms.commentary),), role, element=element)
        else:
            flow.anchor(facts.id, place.x)
            flow.begin_heading(facts.level)
            element = place.element.add("heading", level=facts.level, id=facts.id)
            set_text(inner, node.heading, role, element=element, headline=True)
    flow.glue(lines=2)
    flow.paragraph_before = False
