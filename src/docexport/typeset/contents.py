"""The table of contents: a line for each section, with a leader to its page.

The lines are broken before the pages are known; the numbers are written when the page is painted, for by
then every section has its place.
"""

from __future__ import annotations

from docexport.edition import ContentsEntry, plain_text
from docexport.model import Text
from docexport.records import Struct
from docexport.style import Role, RoleName, number_room
from docexport.typeset.atoms import Atom, Space, Voice, WordAtom, indent
from docexport.typeset.breaking import Shape
from docexport.typeset.flow import STRANDED, Strip
from docexport.typeset.inlines import atoms_of
from docexport.typeset.line import Line
from docexport.typeset.page import Element
from docexport.typeset.paragraph import baseline_of, lines_of, set_text
from docexport.typeset.place import Place, block
from docexport.typeset.run import Run
from docexport.typeset.sheet import Sheet
from docexport.typeset.words import add_word

_ROOM = "0000"
"""What the widest page number is taken to be."""
_DOT = 4.5
"""Distance of the leader's dots, in points."""


def set_contents(place: Place) -> None:
    """The contents, to the depth that the edition asks for, and the lists of figures and tables."""
    edition, terms = place.run.edition, place.run.edition.terms
    _set_list(place, terms.contents, edition.contents if edition.show_contents else ())
    _set_list(place, terms.figures, edition.figures)
    _set_list(place, terms.tables, edition.tables)


def _set_list(place: Place, name: str, entries: tuple[ContentsEntry, ...]) -> None:
    if not entries:
        return
    role = place.role("contents-title")
    with block(place, role) as inner:
        title = place.element.add("paragraph", lang=place.term_lang)
        set_text(inner, (Text(name),), role, element=title)
    place.flow.glue()
    count = len(place.flow.strips)
    _set_entries(place.within(place.element.add("contents")), entries, 1)
    # As in a paragraph, no line is alone at the foot of a column or at the head of the next.
    made = place.flow.strips[count:]
    for strip in (*made[1:2], *made[2:][-1:]):
        strip.cost = max(strip.cost, STRANDED)
    place.flow.space(place.run.style.page.grid.pt * 1.5)


def _set_entries(place: Place, entries: tuple[ContentsEntry, ...], depth: int) -> None:
    for entry in entries:
        element = place.element.add("contents-entry")
        _set_entry(place, entry, depth, element)
        if entry.children and depth < place.run.edition.toc_depth:
            _set_entries(place.within(element.add("contents")), entry.children, depth + 1)


def _set_entry(place: Place, entry: ContentsEntry, depth: int, element: Element) -> None:
    names: tuple[RoleName, ...] = ("contents-1", "contents-2", "contents-3")
    role = place.role(names[min(depth, 3) - 1])
    run = place.run
    wide = number_room(role, depth).pt if entry.number else 0.0
    with block(place, role) as outer:
        inner = outer.inset(wide)
        link = element.add("contents-reference").add(
            "link", target=f"#{entry.id}", contents=_title(run, entry)
        )
        plain = run.voice(role, link, place.lang)
        voice = run.changed(plain, plain.look, link, link)
        room = voice.fount.word(_ROOM).width + role.size.pt
        atoms: list[Atom] = []
        if entry.number:
            atoms += _number(run, entry.number, voice, role, wide)
        atoms += atoms_of(run, entry.title, voice, inner.width)
        shape = Shape(inner.x, max(inner.width - room, inner.width / 2), "start")
        lines = lines_of(inner, atoms, role, voice, shape)
        for line in lines[:-1]:
            place.flow.add(Strip(role.leading.pt, line.paint, baseline=line.baseline))
            place.flow.glue()
        last = _Last(run, lines[-1], entry.id, voice, role, inner.x, inner.width)
        place.flow.add(Strip(role.leading.pt, last.paint, baseline=lines[-1].baseline))


def _number(run: Run, number: str, voice: Voice, role: Role, room: float) -> list[Atom]:
    """The number in the room kept for it, before the edge at which the titles stand."""
    atoms: list[Atom] = []
    add_word(atoms, number, run.changed(voice, voice.look.with_span(run.style.spans["section-number"])))
    width = sum(atom.width for atom in atoms if isinstance(atom, WordAtom))
    gap = Space(voice, max(room - width, 0.35 * role.size.pt), 0.0, 0.0, False, voice.fount.space)
    return [indent(voice, -room), *atoms, gap]


def _title(run: Run, entry: ContentsEntry) -> str:
    return " ".join(filter(None, (entry.number, plain_text(entry.title, run.edition.references))))


class _Last(Struct, eq=False):
    """The last line of an entry, with leader and number."""

    run: Run
    line: Line
    anchor: str
    voice: Voice
    role: Role
    x: float
    width: float

    def paint(self, sheet: Sheet, x: float, y: float) -> None:
        self.line.paint(sheet, x, y)
        number = self._number()
        end = self.x + self.width - number.natural_width
        self._leader(sheet, x, y, self.x + self.line.natural_width + self.line.x - self.x, end)
        number.paint(sheet, x, y)

    def _number(self) -> Line:
        label = self.run.pages.get(self.anchor, "")
        atoms: list[Atom] = []
        add_word(atoms, label, self.voice)
        levels = [0] * len(atoms) if self.run.mirrored else None
        return Line(
            atoms,
            self.x,
            self.width,
            "end",
            baseline_of(self.role, self.voice),
            rtl=self.run.mirrored,
            levels=levels,
        )

    def _leader(self, sheet: Sheet, x: float, y: float, start: float, end: float) -> None:
        """Dots that stand below each other from line to line."""
        color = self.run.style.colors.get("hairline", self.role.color)
        baseline = y + self.line.baseline
        place = end - _DOT - end % _DOT
        while place > start + _DOT:
            sheet.rectangle(x + place, baseline - 0.8, 0.8, 0.8, color, "layout")
            place -= _DOT
