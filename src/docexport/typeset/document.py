"""A whole document: masthead, contents, text, notes; then pages."""

from __future__ import annotations

from pathlib import Path

from docexport.edition import Edition
from docexport.fonts import FontLibrary
from docexport.notices import Notify
from docexport.resources import Resources
from docexport.style import Style
from docexport.typeset.blocks import set_blocks
from docexport.typeset.contents import set_contents
from docexport.typeset.flow import Flow, Strip, blank
from docexport.typeset.masthead import set_key_points, set_masthead
from docexport.typeset.notes import Notes, set_end_notes
from docexport.typeset.page import Element, LaidDocument
from docexport.typeset.pages import paginate
from docexport.typeset.painting import paint_pages
from docexport.typeset.place import Place
from docexport.typeset.run import Run


def typeset(edition: Edition, style: Style, resources: Resources, notify: Notify) -> LaidDocument:
    """Lay out an edition on the pages of a style; nothing is written, nothing printed."""
    run = _new_run(edition, style, resources, notify)
    across, flow = _flows(run)
    pages, destinations = paint_pages(run, paginate(run, across, flow.finish(), flow.spans))
    for fount in run.founts.values():
        fount.forget()
    return LaidDocument(pages, run.root, destinations)


def _new_run(edition: Edition, style: Style, resources: Resources, notify: Notify) -> Run:
    fonts = FontLibrary([Path(folder) for folder in style.font_folders])
    root = Element("document", lang=edition.lang)

    def cite(name: str, element: Element) -> bool:
        return notes.cite(name, element)

    run = Run(edition, style, resources, notify, fonts, root, cite)
    notes = Notes(run, style.page.column_width.pt, set_blocks)
    return run


def _flows(run: Run) -> tuple[list[Strip], Flow]:
    """What stands across the columns, if there are several, and what stands in them."""
    page, edition = run.style.page, run.edition
    flow = Flow()
    wide = Place(run, flow, run.root, 0.0, page.measure.pt, edition.lang)
    set_masthead(wide)
    across: list[Strip] = []
    if (page.columns > 1 or edition.cover_page) and flow.strips:
        # Below the masthead its last distance is kept, for there it is not the head of a column.
        flow.add(blank(0.0))
        across, flow = flow.finish(), Flow()
    place = Place(run, flow, run.root, 0.0, page.column_width.pt, edition.lang)
    set_key_points(place, set_blocks)
    set_contents(place)
    set_blocks(place, edition.blocks)
    set_end_notes(place, Notes(run, page.column_width.pt, set_blocks))
    return across, flow
