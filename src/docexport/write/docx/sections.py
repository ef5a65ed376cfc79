"""Sections (ECMA-376 part 1, 17.6): the masthead above columns, what follows them, and room for wide tables.

1. While the text is written, marks stand where a section ends: headers and footers are not there yet.
2. When they are, each mark becomes the properties of its section. What stands upright after a turned page
   names its headers and footers again; it would else have those of the turned page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from docexport.edition import Edition
from docexport.model import Block, Section, Table
from docexport.records import replace
from docexport.write.docx.columns import least_width
from docexport.write.docx.job import Job, Room, Scope
from docexport.write.docx.page_setup import Furniture, section_properties
from docexport.write.docx.paper import turned_measure
from docexport.write.docx.table_style import paddings
from docexport.write.docx.xml import val

_COVER, _MASTHEAD, _UPRIGHT, _ACROSS, _TURNED, _CLOSING = (
    f"<!-- {name} ends -->" for name in ("cover", "masthead", "upright", "across", "turned", "closing")
)
_MARKS = re.compile(f"({_COVER}|{_MASTHEAD}|{_UPRIGHT}|{_ACROSS}|{_TURNED})")
_LANDSCAPE, _PORTRAIT = "landscape", "portrait"
"""The classes with which authors turn the page for a table, or keep it upright."""
_FEWEST_COLUMNS = 5
"""A table of fewer columns has room enough upright if its longest words are divided."""


def _end(mark: str) -> str:
    """The lowest of paragraphs, with which a section ends."""
    return f"<w:p><w:pPr>{val('pStyle', 'TableGap')}{mark}</w:pPr></w:p>"


def masthead_ended(content: str) -> str:
    """The content, a section ending with its last paragraph (17.6.18)."""
    return _ended(content, _MASTHEAD)


def cover_ended(content: str) -> str:
    """The same, and what follows begins on another page."""
    return _ended(content, _COVER)


def _ended(content: str, mark: str) -> str:
    before, close, after = content.rpartition("</w:pPr>")
    return f"{before}{mark}{close}{after}" if close else content


def ends_apart(text: str) -> bool:
    """Whether the last thing in a text is a wide table in a section of its own."""
    return text.endswith((_end(_TURNED), _end(_ACROSS)))


def with_closing(job: Job, text: str, closing: str) -> str:
    """The text and what stands below its columns, which Word evens out only before a continuous section."""
    job.after_table = False
    if ends_apart(text):
        return f"{text}{_end(_UPRIGHT)}{closing}{_CLOSING}" if closing else text
    # LibreOffice takes a table out of the columns that the section ends with.
    text = text if text.endswith("</w:p>") else text + _end("")
    ended = text + _end(_UPRIGHT)
    return ended + (closing or _end("")) + _CLOSING


# --- Wide tables


def room_for(job: Job, scope: Scope, node: Block) -> Room:
    """The room to be made for the block, if it is a wide table or a section that begins with one."""
    moved = scope.block_inset if scope.boxed != scope.first else 0
    inside = (
        scope.in_cell or scope.on_ground or scope.in_note or moved or scope.in_lists_of_own or scope.depth
    )
    if job.room or inside:
        return ""
    if isinstance(node, Section):
        return room_for(job, scope, node.blocks[0]) if node.blocks else ""
    return _room(job, node) if isinstance(node, Table) else ""


def _room(job: Job, node: Table) -> Room:
    page, count = job.style.page, len(node.columns)
    if _LANDSCAPE in node.classes:
        return "turned"
    if _PORTRAIT in node.classes or (page.columns == 1 and count < _FEWEST_COLUMNS):
        return ""
    least = least_width(job, node, paddings(job.style, rtl=job.rtl))
    if least > page.measure.pt and count >= _FEWEST_COLUMNS:
        return "turned"
    return "across" if least > page.column_width.pt and page.columns > 1 else ""


def as_turned(job: Job) -> Edition:
    """The edition with every table marked as it stands here, turned or not, for any other layout."""
    return replace(job.edition, blocks=tuple(_as_turned(job, block) for block in job.edition.blocks))


def _as_turned(job: Job, node: Block) -> Block:
    if isinstance(node, Section):
        return replace(node, blocks=tuple(_as_turned(job, block) for block in node.blocks))
    if isinstance(node, Table):
        turned = room_for(job, job.column, node) == "turned"
        return replace(node, classes=(*node.classes, _LANDSCAPE if turned else _PORTRAIT))
    return node


def opened(job: Job, room: Room) -> str:
    """What stands before the room; the next table is the one that it is for."""
    job.room, job.after_table, job.space_wanted = room, False, 0
    return _end(_UPRIGHT)


def taken(job: Job) -> tuple[float, str]:
    """The width of the room in points, and what is to stand after the table that it is for."""
    room, job.room = job.room, ""
    page = job.style.page
    return (turned_measure(page).pt, _end(_TURNED)) if room == "turned" else (page.measure.pt, _end(_ACROSS))


def closed(job: Job, closing: str) -> str:
    """What stands after the table; across the columns it keeps its distance to what follows."""
    job.after_table = False
    job.space_wanted = 0 if closing == _end(_TURNED) else job.space_wanted
    return closing


def is_turned(body: str) -> bool:
    """Whether any page of the finished text is turned."""
    return _TURNED in body


# --- Properties


def finished(job: Job, body: str, upright: Furniture, turned: Furniture) -> str:
    """The text with the properties of all its sections."""
    last = _CLOSING if body.endswith(_CLOSING) else _UPRIGHT
    body = body.removesuffix(_CLOSING)
    for mark in (_TURNED, _ACROSS):
        # Between two wide tables nothing stands upright, and nothing after the last one if the text ends.
        body = body.replace(_end(mark) + _end(_UPRIGHT), _end(mark))
        if body.endswith(_end(mark)):
            body, last = body.removesuffix(_end(mark)), mark
    body = body if body.endswith("</w:p>") else body + _end("")
    pieces = [*_MARKS.split(body), last]
    properties = _properties(job, pieces[1::2], upright, turned)
    return "".join(text + own for text, own in zip(pieces[::2], properties, strict=True))


def _properties(job: Job, marks: Sequence[str], upright: Furniture, turned: Furniture) -> Iterator[str]:
    running = [line for line in upright if line[1] != "first"]
    for before, mark in pairwise(["", *marks]):
        turns = mark == _TURNED
        again = running if before in (_TURNED, _COVER) else ()
        named = turned if turns else again if before else upright
        columns = job.style.page.columns if mark == _UPRIGHT else 1
        follows = before not in ("", _TURNED, _COVER) and not turns
        yield section_properties(job, named, columns, continuous=follows, turned=turns)
