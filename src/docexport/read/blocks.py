"""Block tokens to blocks: one small function per kind of token, collected in one table.

HTML that stands between Markdown blocks is gathered with them and resolved when their container ends.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from textwrap import dedent

from docexport.model import (
    Block,
    Callout,
    Code,
    Definition,
    DefinitionList,
    Image,
    Inline,
    List,
    ListItem,
    MathBlock,
    NoteBody,
    Paragraph,
    Position,
    Rule,
    Text,
)
from docexport.read.attributes import NO_ATTRIBUTES, Attributes, match_attributes, split_trailing
from docexport.read.containers import alert, is_quote, make_div, quote_of, split_attribution
from docexport.read.drawn_rule import DRAWN_TABLE
from docexport.read.enumerations import with_line_ends
from docexport.read.html import Tag, html_pieces
from docexport.read.htmlblocks import html_items, make_figure
from docexport.read.inlines import read_inlines
from docexport.read.reading import Reading
from docexport.read.sections import Heading, Item, nest
from docexport.read.tables import is_caption, marked_table
from docexport.read.tokens import Branch
from docexport.records import replace

_CHECKBOX = re.compile(r"\[([ xX])\](?:[ \t]+|\Z)")
_LABEL = re.compile(r"\\label\{([^{}\\]+)\}")
_DIRECTIVE = re.compile(r"\{[A-Za-z][^{}=]*\}")
_CELL = re.compile(r"\{(python|r|julia|ojs|bash|sh|sql|rust|node|js|javascript|stata|sas)\b", re.IGNORECASE)
_FENCES = 2
"""A fence has a line at its beginning and one at its end."""
_LANGUAGE = re.compile(r"[^\s,{}]+")


def read_items(reading: Reading, branches: Sequence[Branch]) -> list[Item]:
    """The blocks and headings of a run of tokens."""
    pieces: list[Item | Tag | Text] = []
    tagged = False
    for branch, caption in _with_captions(branches):
        if branch.token.type == "html_block":
            pieces += _html(reading, branch)
            tagged = True
        elif branch.token.type == "table_open":
            pieces.append(marked_table(reading, branch, caption, read_blocks))
        else:
            pieces += _READERS[branch.token.type](reading, branch)
    if tagged:
        return html_items(reading, pieces)
    return [piece for piece in pieces if not isinstance(piece, Tag | Text)]


def read_blocks(reading: Reading, branches: Sequence[Branch]) -> tuple[Block, ...]:
    """The blocks of a container, its headings made into sections."""
    return nest(read_items(reading, branches))


def _with_captions(branches: Sequence[Branch]) -> Iterable[tuple[Branch, tuple[str, int] | None]]:
    """Every branch with the caption that a table finds in the paragraph behind it or before it."""
    held: Branch | None = None
    skip = False
    for index, branch in enumerate(branches):
        following = branches[index + 1] if index + 1 < len(branches) else None
        if skip:
            skip = False
        elif branch.token.type == "table_open":
            caption, held = held, None
            if caption is None and following and is_caption(following) and not _leads(branches, index + 1):
                caption, skip = following, True
            yield branch, (caption.content, caption.lines[0]) if caption else None
        elif is_caption(branch) and following and following.token.type == "table_open":
            held = branch
        elif following and following.token.type == "table_open" and (pair := _term_and_caption(branch)):
            yield from ((before, None) for before in pair[0])
            held = pair[1]
        else:
            yield branch, None


def _leads(branches: Sequence[Branch], index: int) -> bool:
    """Whether a caption stands right on top of the next table, so that it is not the last one's."""
    following = branches[index + 1] if index + 1 < len(branches) else None
    return (
        following is not None
        and following.token.type == "table_open"
        and following.lines[0] == branches[index].lines[1]
    )


def _term_and_caption(branch: Branch) -> tuple[list[Branch], Branch] | None:
    """Before a table: a paragraph and a caption that look like a term and its definition."""
    if branch.token.type != "dl_open" or [c.token.type for c in branch.children[-2:]] != [
        "dt_open",
        "dd_open",
    ]:
        return None
    *others, term, definition = branch.children
    if len(definition.children) != 1 or definition.children[0].token.type != "paragraph_open":
        return None
    line, caption = term.lines[0], definition.children[0]
    if caption.lines[0] <= line + 1:
        return None
    caption.children[0].token.content = f": {caption.content}"
    paragraph = Branch(dataclasses.replace(caption.token, map=[line, line + 1]), term.children)
    return [*([replace(branch, children=others)] if others else []), paragraph], caption


def _html(reading: Reading, branch: Branch) -> Iterable[Tag | Text]:
    at = reading.position(branch.lines[0])
    content = branch.token.content
    if content.lstrip().startswith("<!--") and "-->" not in content:
        reading.unclosed("a comment", "all that follows is shown as text", "-->", at)
    return html_pieces(content, at)


def _inlines(reading: Reading, branch: Branch) -> tuple[Inline, ...]:
    line = (branch.children[0].token.map or [0])[0] if branch.children else 0
    return read_inlines(reading, branch.content, reading.place(branch.content, line))


def _paragraph(reading: Reading, branch: Branch) -> list[Item]:
    if branch.children:
        token = branch.children[0].token
        token.content = with_line_ends(token.content)
    inlines = _inlines(reading, branch)
    if not inlines:
        return []
    if len(inlines) == 1 and isinstance(image := inlines[0], Image):
        return [_figure(reading, image)]
    return [Paragraph(inlines, at=reading.position(branch.lines[0]))]


def _figure(reading: Reading, image: Image) -> Item:
    alone = reading.captions.get(image)
    if alone is None:
        return make_figure(image, ())
    return make_figure(replace(image, alt=alone.alt, title=alone.title), alone.caption, alone.description)


def _heading(reading: Reading, branch: Branch) -> list[Item]:
    at = reading.position(branch.lines[0])
    content, given = split_trailing(branch.content)
    inlines = read_inlines(reading, content, reading.place(content, branch.lines[0]))
    lang = reading.language(given, at)
    return [Heading(int(branch.token.tag[1]), inlines, at, given.id, given.classes, lang)]


def _list(reading: Reading, branch: Branch) -> list[Item]:
    items = tuple(_item(reading, child) for child in branch.children)
    tight = all(
        part.token.hidden
        for child in branch.children
        for part in child.children
        if part.token.type == "paragraph_open"
    )
    at = reading.position(branch.lines[0])
    if branch.token.type == "ordered_list_open":
        return [List("ordered", items, int(branch.token.attrs.get("start", 1)), tight, at=at)]
    tasks = any(item.checked is not None for item in items)
    return [List("task" if tasks else "bullet", items, 1, tight, at=at)]


def _item(reading: Reading, branch: Branch) -> ListItem:
    checked: bool | None = None
    first = branch.children[0] if branch.children else None
    if first and first.token.type == "paragraph_open" and (box := _CHECKBOX.match(first.content)):
        checked = box[1] != " "
        first.children[0].token.content = first.content[box.end() :]
    at = reading.position(branch.lines[0])
    return ListItem(read_blocks(reading, branch.children), checked, at=at)


def _definitions(reading: Reading, branch: Branch) -> list[Item]:
    groups: list[tuple[Branch, list[tuple[Block, ...]]]] = []
    for child in branch.children:
        if child.token.type == "dt_open":
            groups.append((child, []))
        else:
            groups[-1][1].append(read_blocks(reading, child.children))
    made = (
        Definition(_inlines(reading, term), tuple(definitions), at=reading.position(term.lines[0]))
        for term, definitions in groups
    )
    return [DefinitionList(tuple(made), at=reading.position(branch.lines[0]))]


def _quote(reading: Reading, branch: Branch) -> list[Item]:
    first = branch.children[0] if branch.children else None
    if first and first.token.type == "paragraph_open" and (found := alert(first.content)):
        return [_alert(reading, branch, *found)]
    attribution = _attribution(reading, branch.children)
    items = read_items(reading, branch.children)
    return [quote_of("block", items, reading.position(branch.lines[0]), NO_ATTRIBUTES, attribution)]


def _alert(reading: Reading, branch: Branch, kind: str, title: str, rest: str) -> Block:
    at = reading.position(branch.lines[0])
    token = branch.children[0].children[0].token
    token.content, token.map = rest, [branch.lines[0] + 1, branch.lines[1]]
    words = read_inlines(reading, title, reading.place(title, branch.lines[0]))
    return make_div(Attributes(classes=(kind,)), words, read_items(reading, branch.children), at)


def _attribution(reading: Reading, branches: list[Branch]) -> tuple[Inline, ...]:
    """The name behind the dash at the end of a quotation, taken out of its last paragraph."""
    last = branches[-1] if branches else None
    if last is None or last.token.type != "paragraph_open":
        return ()
    found = split_attribution(last.content, alone=len(branches) == 1)
    if found is None:
        return ()
    rest, words, line = found
    last.children[0].token.content = rest
    return read_inlines(reading, words, reading.place(words, last.lines[0] + line))


def _div(reading: Reading, branch: Branch) -> list[Item]:
    at = reading.position(branch.lines[0])
    given: Attributes = branch.token.meta["attributes"]
    if not branch.token.meta["closed"]:
        reading.unclosed("a block of :::", "it reaches as far as it can", "a line of :::", at)
    title = branch.token.meta["title"] or given.get("title") or ""
    lang = reading.language(given, at)
    if lang is None and given.get("lang"):
        given = replace(given, pairs=tuple(pair for pair in given.pairs if pair[0] != "lang"))
    with reading.speaking(lang):
        words = read_inlines(reading, title, reading.place(title, branch.lines[0]))
        attribution = _attribution(reading, branch.children) if is_quote(given) else ()
        items = read_items(reading, branch.children)
    if is_quote(given):
        made = make_div(given, (), [quote_of("block", items, at, NO_ATTRIBUTES, attribution)], at)
        return [made]
    made = make_div(given, words, items, at)
    if words and not isinstance(made, Callout):
        made = make_div(given, (), [Paragraph(words, at=at), *items], at)
    return [made]


def _fence(reading: Reading, branch: Branch) -> list[Item]:
    info, text = branch.token.info.strip(), branch.token.content
    at = reading.position(branch.lines[0])
    if info.startswith("{=html"):
        return html_items(reading, html_pieces(text, at))
    _told_of_fence(reading, branch, info, at)
    start = info.find("{")
    found = match_attributes(info, start) if start >= 0 else None
    given = found[0] if found else NO_ATTRIBUTES
    word = _LANGUAGE.match(info) if not info.startswith("{") else None
    cell = _CELL.match(info)
    language = word[0] if word else given.classes[0] if given.classes else cell[1] if cell else ""
    if language == "math":
        return [MathBlock(text.strip(), at=at, id=given.id)]
    classes = given.classes if word else given.classes[1:]
    return [Code(text.removesuffix("\n"), language, at=at, id=given.id, classes=classes)]


def _told_of_fence(reading: Reading, branch: Branch, info: str, at: Position) -> None:
    """Tell of code that has no end, and of what other tools would run or take apart."""
    first, behind = branch.lines
    last = reading.first_line + behind - 1
    closing = reading.lines[last].strip("> \t") if last < len(reading.lines) else ""
    mark = branch.token.markup
    if behind - first < _FENCES or not closing.startswith(mark) or closing.strip(mark[0]):
        reading.unclosed("code", "all that follows is code", f"a line of {mark}", at)
    if directive := _DIRECTIVE.match(info):
        cell = _CELL.match(info)
        kind = "program" if cell else "directive"
        remedy = "put its result below it" if cell else "write its content as Markdown"
        reading.leave(kind, directive[0], remedy, at)


def _code(reading: Reading, branch: Branch) -> list[Item]:
    return [Code(branch.token.content.removesuffix("\n"), at=reading.position(branch.lines[0]))]


def _drawn_table(reading: Reading, branch: Branch) -> list[Item]:
    at = reading.position(branch.lines[0])
    text = dedent(branch.token.content).rstrip()
    reading.leave("drawn table", text.partition("\n")[0], "write it with bars, as in | A | B |", at)
    return [Code(text, at=at)]


def _formula(reading: Reading, branch: Branch) -> list[Item]:
    given: Attributes = branch.token.meta["attributes"]
    at, tex = reading.position(branch.lines[0]), branch.token.content
    # What LaTeX calls a label is an id here.
    label = _LABEL.search(tex)
    own = label[1].strip() if label else None
    return [MathBlock(_LABEL.sub("", tex), at=at, id=given.id or own, classes=given.classes)]


def _note(reading: Reading, branch: Branch) -> list[Item]:
    blocks = read_blocks(reading, branch.children)
    reading.add_note(NoteBody(branch.token.meta["label"], blocks, at=reading.position(branch.lines[0])))
    return []


_READERS: Mapping[str, Callable[[Reading, Branch], list[Item]]] = {
    "paragraph_open": _paragraph,
    "heading_open": _heading,
    "bullet_list_open": _list,
    "ordered_list_open": _list,
    "dl_open": _definitions,
    "blockquote_open": _quote,
    "div_open": _div,
    "fence": _fence,
    "code_block": _code,
    "formula_block": _formula,
    "footnote_reference_open": _note,
    DRAWN_TABLE: _drawn_table,
    "hr": lambda reading, branch: [Rule(at=reading.position(branch.lines[0]))],
}
