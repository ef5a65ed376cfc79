"""Lists: markers hang in the space before their items, whose first line they share."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docexport.model import Block, DefinitionList, List, ListItem, Paragraph
from docexport.records import Struct, replace
from docexport.style import Role, RoleName
from docexport.style.style import Align
from docexport.typeset.atoms import Atom, Voice
from docexport.typeset.flow import Strip, nothing
from docexport.typeset.line import Line
from docexport.typeset.page import Element
from docexport.typeset.paragraph import baseline_of, set_text
from docexport.typeset.place import Place, block
from docexport.typeset.words import add_text, add_word

_GAP = 0.45
"""Least space between a marker and its item, in ems."""
_LONE_ITEM = 400.0
"""What it costs to leave the first or the last item of a list alone in a column, if it is only a line."""
_NESTED_MARKERS = ("–", "·")
_TICKED, _OPEN = "☑", "☐"

SetBlocks = Callable[[Place, tuple[Block, ...]], None]


def set_list(place: Place, node: List, set_blocks: SetBlocks) -> None:
    """A bullet, ordered or task list."""
    role = _item_role(place)
    ordered = node.kind == "ordered"
    element = place.element.add("list", labeling="ordered" if ordered else "unordered")
    # The list as a whole keeps the distance that its items keep.
    place.flow.space(role.space_after.pt)
    markers = _markers(node, role, place.depth)
    set_items(place.within(element), node.items, markers, role, set_blocks, numbered=ordered)


_DRESSES: frozenset[RoleName] = frozenset({"callout-body", "table-cell", "table-head", "footnote"})
"""Text in whose type the items of a list in it are set."""
_TYPE = (
    *("families", "size", "leading", "weight", "italic", "color", "tracking", "case"),
    *("figures", "figure_spacing", "features", "align", "hyphenate"),
)


def _item_role(place: Place) -> Role:
    """The role of list items, in the type of the text around where that is not the body's."""
    item = place.role("list-item")
    if place.body not in _DRESSES:
        return item
    around = place.role(place.body)
    return replace(item, **{name: getattr(around, name) for name in _TYPE})


def set_items(
    place: Place,
    items: tuple[ListItem, ...],
    markers: list[str],
    role: Role,
    set_blocks: SetBlocks,
    *,
    numbered: bool = False,
) -> None:
    """Items in a role, each with its marker; the widest marker decides how far they are set in."""
    voice = _marker_voice(place, role)
    widest = max((_width(marker, voice) for marker in markers), default=0.0)
    room = max(place.inset_of(role), widest + _GAP * role.size.pt)
    setting = _Items(role, room, set_blocks, numbered)
    begins: list[int] = []
    for item, marker in zip(items, markers, strict=True):
        begins.append(len(place.flow.strips))
        setting.item(place.spoken(item), item, marker)
    _keep_company(place.flow.strips, begins)


def _keep_company(strips: Sequence[Strip], begins: Sequence[int]) -> None:
    """Make it costly to part a first or last item that is only a line from the rest of its list."""
    ends = [*begins[1:], len(strips)]
    for place, after in list(zip(begins, ends, strict=True))[1:]:
        first, last = place == begins[0] + 1, after == len(strips) == place + 1
        if (first or last) and place < len(strips):
            strips[place].cost = max(strips[place].cost, _LONE_ITEM)


class _Items(Struct, frozen=True):
    """How the items of one list are set."""

    role: Role
    room: float
    """From the start of the marker to the start of the text."""
    set_blocks: SetBlocks
    numbered: bool

    def item(self, place: Place, item: ListItem, marker: str) -> None:
        flow, role = place.flow, self.role
        flow.space(role.space_before.pt)
        flow.anchor(item.id, place.x)
        element = place.element.add("list-item")
        line = self.marker_line(place, marker, element.add("label"))
        flow.aside(line, line.baseline)
        body = element.add("list-body")
        inside = replace(place.inset(self.room), element=body, depth=place.depth + 1, nested=True)
        _set_item_blocks(inside, item.blocks, role, self.set_blocks)
        if flow.has_asides:
            flow.add(Strip(role.leading.pt, nothing, baseline=line.baseline))
        flow.space(role.space_after.pt)

    def marker_line(self, place: Place, marker: str, label: Element) -> Line:
        """Numbers end at one line, so that units stand below units; bullets begin at one."""
        voice = _marker_voice(place, self.role, label)
        atoms: list[Atom] = []
        add_text(place.run, atoms, marker, voice)
        width = self.room - _GAP * self.role.size.pt if self.numbered else self.room
        rtl = place.run.mirrored
        levels = [1] * len(atoms) if rtl else None
        baseline = baseline_of(self.role, voice)
        align: Align = "end" if self.numbered else "start"
        return Line(atoms, place.x, width, align, baseline, rtl=rtl, levels=levels)


def _set_item_blocks(place: Place, blocks: tuple[Block, ...], role: Role, set_blocks: SetBlocks) -> None:
    """Paragraphs of an item are set as the item is; anything else as it always is."""
    for node in blocks:
        if isinstance(node, Paragraph):
            place.flow.anchor(node.id, place.x)
            place.flow.space(role.space_before.pt)
            set_text(place.spoken(node), node.inlines, role)
            place.flow.space(role.space_after.pt)
            place.flow.paragraph_before = False
        else:
            set_blocks(place, (node,))


# --- Markers ---------------------------------------------------------------------------------------


def _markers(node: List, role: Role, depth: int) -> list[str]:
    match node.kind:
        case "ordered":
            return [f"{node.start + place}." for place in range(len(node.items))]
        case "task":
            return [_TICKED if item.checked else _OPEN for item in node.items]
        case "bullet":
            nested = [marker for marker in _NESTED_MARKERS if marker != role.marker]
            marker = role.marker if depth == 0 else nested[min(depth, len(nested)) - 1]
            return [
                _OPEN if item.checked is False else _TICKED if item.checked else marker for item in node.items
            ]


def _marker_voice(place: Place, role: Role, element: Element | None = None) -> Voice:
    voice = place.run.voice(role, element or Element("label"), place.lang)
    return place.run.changed(voice, voice.look.with_span(place.run.style.spans["list-marker"]))


def _width(marker: str, voice: Voice) -> float:
    atoms: list[Atom] = []
    add_word(atoms, marker, voice)
    return sum(atom.width for atom in atoms)


# --- Definitions -----------------------------------------------------------------------------------


def set_definitions(place: Place, node: DefinitionList, set_blocks: SetBlocks) -> None:
    """Terms, each with its definitions."""
    element = place.element.add("list", labeling="description")
    term_role, role = place.role("definition-term"), place.role("definition")
    for definition in node.items:
        item = element.add("list-item")
        outer = place.within(item).spoken(definition)
        place.flow.anchor(definition.id, place.x)
        with block(outer, term_role) as inner:
            set_text(inner, definition.term, term_role, "label")
        place.flow.glue()
        for blocks in definition.definitions:
            inner = replace(outer.inset(outer.inset_of(role)), nested=True, element=item.add("list-body"))
            place.flow.space(role.space_before.pt)
            _set_item_blocks(inner, blocks, role, set_blocks)
            place.flow.space(role.space_after.pt)
