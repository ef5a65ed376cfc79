"""Lists: numbering instances for real lists, check boxes that can be ticked, definition lists.

An item's first paragraph carries the mark; what follows in the item continues in Word's own "List Continue"
styles. In a quote, a callout, a note or a table cell the paragraphs keep the style of that place.
"""

from __future__ import annotations

from docexport.model import Block, Definition, DefinitionList, List, ListItem, Paragraph
from docexport.records import replace
from docexport.write.docx.catalog import LIST_LEVELS
from docexport.write.docx.job import Job, Scope
from docexport.write.docx.numbering import LEVELS
from docexport.write.docx.paragraphs import text_paragraph
from docexport.write.docx.xml import val

_BOX_FONT = "Segoe UI Symbol"
_BOXES = {True: ("1", "\u2611"), False: ("0", "\u2610")}


def list_block(job: Job, scope: Scope, node: List) -> str:
    """A list of any kind, at any depth."""
    level = min(scope.depth, LEVELS - 1)
    start = scope.inset + job.sheet.placing(scope.first).start if _keeps_style(scope) else scope.block_inset
    if node.kind == "ordered":
        last = node.start + len(node.items) - 1
        number = job.numbering.ordered(level, node.start, last, start)
        left = job.numbering.text_start(start, level, last)
    else:
        number = job.numbering.bullets(start)
        left = job.numbering.text_start(start, level)
    mark = f"<w:numPr>{val('ilvl', level)}{val('numId', number)}</w:numPr>"
    style = "List Bullet" if node.kind == "bullet" else "List Number"
    places = (_Place(_at(scope, node, number), style, mark, level, left) for number in range(len(node.items)))
    written = [
        _item(job, place, item) if item.checked is None else _task(job, place.scope, item)
        for place, item in zip(places, node.items, strict=True)
    ]
    return "".join(written)


def _keeps_style(scope: Scope) -> bool:
    """Whether items have the style of the text around them."""
    return scope.in_lists_of_own


def _at(scope: Scope, node: List, number: int) -> Scope:
    """The place of an item: only the last one keeps the distance to what follows the list."""
    return scope if number == len(node.items) - 1 else replace(scope, after=0)


class _Place:
    """Where the items of one list stand, and how they are marked."""

    def __init__(self, scope: Scope, style: str, mark: str, level: int, left: int) -> None:
        self.scope, self.mark, self.level, self.left = scope, mark, level, left
        suffix = f"{min(level + 1, LIST_LEVELS)}" if level else ""
        own = _keeps_style(scope)
        self.first = scope.first if own else style.replace(" ", "") + suffix
        self.rest = scope.first if own else "ListContinue" + suffix
        self.bound = not own and level < LIST_LEVELS and style == "List Bullet" and not scope.block_inset
        """Whether the style alone gives the mark."""

    def inside(self) -> Scope:
        """Where the further blocks of an item stand."""
        return replace(
            self.scope, text=self.rest, first=self.rest, depth=self.scope.depth + 1, item_left=self.left
        )


def _item(job: Job, place: _Place, item: ListItem) -> str:
    job.bookmarks.announce(item.id)
    first, rest = _split(item.blocks)
    properties = {} if place.bound else {"numPr": place.mark}
    head = replace(place.scope, lang=item.lang or place.scope.lang)
    content = text_paragraph(job, head, place.first, first.inlines if first else (), properties)
    return content + _rest(job, place.inside(), rest)


def _split(blocks: tuple[Block, ...]) -> tuple[Paragraph | None, tuple[Block, ...]]:
    if blocks and isinstance(blocks[0], Paragraph):
        return blocks[0], blocks[1:]
    return None, blocks


def _rest(job: Job, scope: Scope, blocks: tuple[Block, ...]) -> str:
    written: list[str] = []
    for node in blocks:
        if isinstance(node, Paragraph):
            job.bookmarks.announce(node.id)
            indent = {"ind": f'<w:ind w:left="{scope.item_left}" w:firstLine="0"/>'}
            bound = (
                scope.text.startswith("ListContinue") and scope.depth <= LIST_LEVELS and not scope.block_inset
            )
            written.append(text_paragraph(job, scope, scope.text, node.inlines, {} if bound else indent))
        elif isinstance(node, List):
            # A nested list counts its levels from the same edge as the list around it.
            written.append(job.write(scope, (node,)))
        else:
            written.append(job.write(_flush(scope), (node,)))
    return "".join(written)


def _flush(scope: Scope) -> Scope:
    """The place of a block that is no list: it begins where the item's text does."""
    width = scope.width - (scope.item_left - scope.block_inset) / 20
    body = replace(scope, text="BodyText", first="BodyText", in_lists_of_own=False, depth=0)
    return replace(body, inset=scope.item_left, own=0, width=width)


# --- Tasks


def _task(job: Job, scope: Scope, item: ListItem) -> str:
    job.bookmarks.announce(item.id)
    first, rest = _split(item.blocks)
    step = job.numbering.text_start(0, 0)
    style = scope.first if _keeps_style(scope) else "TaskList"
    edge = job.sheet.placing(style).start + scope.inset if _keeps_style(scope) else scope.block_inset
    left = edge + step * (scope.depth + 1)
    level = min(scope.depth, LEVELS - 1)
    properties = {"numPr": f"<w:numPr>{val('ilvl', level)}{val('numId', job.numbering.tasks())}</w:numPr>"}
    if left != step * (level + 1):  # which is where the numbering puts it
        properties["ind"] = f'<w:ind w:left="{left}" w:hanging="{step}"/>'
    job.opening += _box(checked=bool(item.checked)) + "<w:r><w:tab/></w:r>"
    content = text_paragraph(job, scope, style, first.inlines if first else (), properties)
    suffix = str(min(scope.depth + 1, LIST_LEVELS)) if scope.depth else ""
    further = scope.first if _keeps_style(scope) else f"ListContinue{suffix}"
    inside = replace(scope, text=further, first=further, depth=scope.depth + 1, item_left=left)
    return content + _rest(job, inside, rest)


def _box(*, checked: bool) -> str:
    """A check box that can be ticked in Word ([MS-DOCX] 2.6.1.20)."""
    state, sign = _BOXES[checked]
    slots = "".join(f' w:{slot}="{_BOX_FONT}"' for slot in ("ascii", "hAnsi", "eastAsia", "cs"))
    look = f"<w:rPr><w:rFonts{slots}/></w:rPr>"
    properties = (
        f'<w14:checkbox><w14:checked w14:val="{state}"/>'
        f'<w14:checkedState w14:val="2611" w14:font="{_BOX_FONT}"/>'
        f'<w14:uncheckedState w14:val="2610" w14:font="{_BOX_FONT}"/></w14:checkbox>'
    )
    content = f"<w:r>{look}<w:t>{sign}</w:t></w:r>"
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


# --- Definitions


def definition_list(job: Job, scope: Scope, node: DefinitionList) -> str:
    """Terms, each with its definitions."""
    return "".join(_definition(job, scope, item) for item in node.items)


def _definition(job: Job, scope: Scope, item: Definition) -> str:
    job.bookmarks.announce(item.id)
    content = text_paragraph(job, scope, "DefinitionTerm", item.term)
    place = job.sheet.placing("Definition")
    inside = scope.indented("Definition", place.start, place.end)
    return content + "".join(job.write(inside, definition) for definition in item.definitions)
