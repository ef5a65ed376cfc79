"""Figures: a picture, or a frame with its alt text where there is none, and the caption."""

from __future__ import annotations

from collections.abc import Callable

from docexport.model import Figure, Inline, Text
from docexport.records import replace
from docexport.resources import Picture, Placeholder
from docexport.style import Role
from docexport.typeset.atoms import Atom, Voice
from docexport.typeset.flow import GLUED, Painting, Strip
from docexport.typeset.inlines import linked_words
from docexport.typeset.lengths import picture_size
from docexport.typeset.page import Element
from docexport.typeset.paragraph import set_atoms, set_text
from docexport.typeset.place import Place, block
from docexport.typeset.sheet import Sheet
from docexport.typeset.words import add_text

_TALLEST = 0.72
"""A picture takes at most this part of a page's height; its caption needs room too."""
_LEAST = 0.75
"""It is made smaller by no more than this, rather than leave the foot of a page empty."""

_TALLEST_SPAN = 0.45
"""Across columns it takes at most this part."""
_NEARLY = 0.7
"""From this part of the page's measure on it is made as wide as that."""
_WIDE = 1.3
"""A picture that is wider than so many columns stands across them,"""
_FLAT = 1.5
"""if it is so much wider than high."""


def set_figure(place: Place, node: Figure) -> None:
    """A figure and its caption, kept in one column, or across all of them."""
    picture = place.run.resources.picture(node.source, node.at, place.run.notify)
    if _is_wide(place, node, picture):
        with place.flow.spanning():
            _set_figure(replace(place, x=0.0, width=place.run.style.page.measure.pt), node, picture)
    else:
        _set_figure(place, node, picture)


def _is_wide(place: Place, node: Figure, picture: Picture | Placeholder) -> bool:
    """Whether a figure stands across the columns: as the author asks, or because it is wide by itself."""
    if not place.in_columns or place.flow.frames:
        return False
    if "wide" in node.classes:
        return True
    if isinstance(picture, Placeholder):
        return False
    page = place.run.style.page
    width, height = (length.pt for length in picture.size)
    shown, _ = picture_size(picture, node.width, page.measure.pt, page.height.pt)
    return min(width, shown) > _WIDE * page.column_width.pt and width > _FLAT * height


def _set_figure(place: Place, node: Figure, picture: Picture | Placeholder) -> None:
    role, flow = place.role("figure"), place.flow
    element = place.element.add("figure", id=node.id, alt=_alt(node), at=node.at)
    above = place.run.style.options.figure_caption == "above"
    flow.loosen()
    with (
        flow.floating(not place.nested, unseen=place.in_columns),
        block(place, role) as outer,
        flow.together(GLUED),
    ):
        flow.anchor(node.id, place.x)
        inner = replace(outer, element=element, nested=True)
        if above:
            set_caption(inner, node.caption, node.id)
            flow.glue()
        _set_picture(inner, node, picture, role)
        if not above and (node.caption or _label(place, node.id)):
            flow.glue()
            set_caption(inner, node.caption, node.id)
        # Beside the figure, not in it: there its alternative text would stand for these words too.
        _set_description(replace(outer, nested=True), node.description)


def _set_description(place: Place, words: str) -> None:
    """The long description, for everyone to read."""
    if words:
        place.flow.glue()
        role = place.role("source-note")
        with block(place, role) as inner:
            set_text(inner, (Text(words),), role)


def _alt(node: Figure) -> str:
    return node.alt or node.title or ("" if node.decorative else node.source)


def _set_picture(place: Place, node: Figure, picture: Picture | Placeholder, role: Role) -> None:
    if isinstance(picture, Placeholder):
        _set_placeholder(place, node, picture)
        return
    page = place.run.style.page
    spans = place.width > page.column_width.pt
    part = _TALLEST_SPAN if spans else _TALLEST
    tallest = part * (page.height - page.margin_top - page.margin_bottom).pt
    width, height = picture_size(picture, node.width, place.width, tallest)
    if spans and width > _NEARLY * place.width and "wide" not in node.classes:
        width, height = picture_size(picture, "100%", place.width, tallest)
    shift = {"center": 0.5, "end": 1.0}.get(role.align, 0.0)
    owner = None if node.decorative else place.element

    def painting(tall: float) -> Painting:
        wide = width * tall / height

        def paint(sheet: Sheet, x: float, y: float) -> None:
            sheet.picture(x + place.x + (place.width - wide) * shift, y, wide, tall, picture, owner)

        return paint

    place.flow.add(Strip(height, painting(height), least=_LEAST * height, resized=painting))


def _set_placeholder(place: Place, node: Figure, missing: Placeholder) -> None:
    """The frame says what would be seen; a remote picture's address can be followed."""
    role = place.role("placeholder")
    words = node.alt or place.run.edition.terms.placeholder
    with block(place, role) as inner:
        voice = inner.run.voice(role, place.element, place.lang)
        atoms = linked_words(inner.run, words, voice, missing.address)
        set_atoms(inner, atoms, role, voice)


# --- Captions --------------------------------------------------------------------------------------


def set_caption(place: Place, caption: tuple[Inline, ...], node_id: str | None) -> Element | None:
    """The caption with its numbered label; nothing where there is neither."""
    label = _label(place, node_id)
    if not caption and not label:
        return None
    role = place.role("caption")
    with block(place, role) as inner:
        element = place.element.add("caption")
        return set_text(inner, caption, role, element=element, lead=_label_words(inner, label, bool(caption)))


def _label(place: Place, node_id: str | None) -> str:
    label = place.run.edition.labels.get(node_id or "")
    return label.text if label else ""


def _label_words(place: Place, label: str, more: bool) -> Callable[[Voice], list[Atom]]:
    separator = place.run.style.options.caption_separator

    def lead(voice: Voice) -> list[Atom]:
        if not label:
            return []
        run = place.run
        inner = run.changed(voice, voice.look.with_span(run.style.spans["caption-label"]))
        atoms: list[Atom] = []
        add_text(run, atoms, label + separator.rstrip(" "), inner)
        if more:
            wide = len(separator) - len(separator.rstrip(" "))
            space = replace_width(voice, wide)
            atoms.append(space)
        return atoms

    return lead


def replace_width(voice: Voice, spaces: int) -> Atom:
    """A space as wide as so many."""
    return replace(voice.space, width=voice.space.width * max(spaces, 1))
