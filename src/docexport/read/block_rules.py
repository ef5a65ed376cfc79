"""Block syntax beyond CommonMark, as rules for markdown-it.

Fenced divs, displayed formulas, and a floor below which nesting is read as flat text (markdown-it would
skip the rest of the article there).
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock

from docexport.read.attributes import NO_ATTRIBUTES, Attributes, match_attributes

DEEPEST = 32
"""Levels of lists and quotes inside each other; a list takes two, one of them for its item."""

TOO_DEEP = "docexport too deep"
"""Key of the parser's environment: the lines at which nesting was cut off."""

_DIV = re.compile(
    r":{3,}[ \t]*(\{.*?\}|[A-Za-z0-9_-][A-Za-z0-9_.-]*)?"
    r"(?:[ \t]*\[(.*?)\]|[ \t]*(\{.*?\})|[ \t]+(\S.*?))??[ \t]*:*[ \t]*"
)
_NAMED = re.compile(r"\{([A-Za-z][\w-]*)\}")
"""The name of a block as MyST writes it."""
_DIV_END = re.compile(r":{3,}[ \t]*")
_CODE_FENCE = re.compile(r"`{3,}(?=[^`]*\Z)|~{3,}")
_ENVIRONMENT = re.compile(r"\\begin\{((?:equation|align|gather|multline|displaymath)\*?)\}")
_LONGEST_FORMULA = 200
"""Lines; a dollar that opens nothing must not make the rest of a long article be looked through."""
_MOST_INDENT = 3
"""Columns; what stands in further is code."""
_DEFINING = (":", "~")
_ALTERNATIVES: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}


def use_block_rules(markdown: MarkdownIt) -> None:
    """Add all rules to a parser."""
    ruler = markdown.block.ruler
    ruler.before("fence", "div", div, _ALTERNATIVES)
    ruler.before("fence", "formula_block", formula_block, _ALTERNATIVES)
    ruler.before("fence", "formula_environment", formula_environment, _ALTERNATIVES)
    ruler.before("table", "too_deep", too_deep)
    ruler.before("too_deep", "words", words)


def line_of(state: StateBlock, line: int) -> str:
    """A line of the block, without the indent and the marks of quotations around it."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def words(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A paragraph whose lines all begin with a letter: but for terms and heads of tables, nothing else does.

    That is most of a long article. Trying all other rules first takes several times as long.
    """
    if silent or state.level >= DEEPEST:
        return False
    last = start
    while last < state.lineMax and not state.isEmpty(last):
        indent = state.sCount[last] - state.blkIndent
        if not 0 <= indent <= _MOST_INDENT or not _first(state, last).isalpha():
            return False
        last += 1
    if last == start + 1 and last + 1 < state.lineMax and _first(state, last + 1) in _DEFINING:
        return False
    lines = [start, last]
    state.push("paragraph_open", "p", 1).map = lines
    token = state.push("inline", "", 0)
    token.map, token.content = lines, mdTrim(state.getLines(start, last, state.blkIndent, False))
    state.push("paragraph_close", "p", -1)
    state.line = last
    return True


def _first(state: StateBlock, line: int) -> str:
    start = state.bMarks[line] + state.tShift[line]
    return state.src[start : start + 1]


def too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Everything below the deepest level as one paragraph, without its markers."""
    if silent or state.level < DEEPEST:
        return False
    last = start + 1
    while last < end and not state.isEmpty(last) and state.sCount[last] >= state.blkIndent:
        last += 1
    lines = state.getLines(start, last, 0, False).split("\n")
    state.env[TOO_DEEP].append(start)
    state.push("paragraph_open", "p", 1).map = [start, last]
    token = state.push("inline", "", 0)
    token.content = "\n".join(line.lstrip("> \t") for line in lines).strip()
    token.map = [start, last]
    state.push("paragraph_close", "p", -1)
    state.line = last
    return True


def opening_div(line: str) -> tuple[Attributes, str] | None:
    """The attributes and the title of a line that opens a div, such as `::: {.note #id}`."""
    match = _DIV.fullmatch(line.rstrip())
    if match is None or match[1] is None:
        return None
    title = match[2] or match[4] or ""
    if named := _NAMED.fullmatch(match[1]):
        return Attributes(classes=(named[1],)), title or match[3] or ""
    if match[1].startswith("{"):
        found = match_attributes(match[1])
        return (found[0], title or match[3] or "") if found and found[1] == len(match[1]) else None
    # `:::note{title="…"}`, as Docusaurus has it, reads like the other spellings.
    found = match_attributes(match[3]) if match[3] else None
    given = found[0] if found else NO_ATTRIBUTES
    words = title or ("" if found else match[3] or "")
    return Attributes(given.id, (match[1], *given.classes), given.pairs), words


def _end_of_div(state: StateBlock, start: int, end: int) -> tuple[int, bool]:
    depth, fence = 1, ""
    for number in range(start + 1, end):
        line = line_of(state, number)
        if line and state.sCount[number] < state.blkIndent:
            return number, False
        if state.sCount[number] - state.blkIndent >= 4:
            continue
        if code := _CODE_FENCE.match(line):
            fence = code[0] if not fence else "" if _closes(line, fence) else fence
        if fence or not line.startswith(":::"):
            continue
        depth += -1 if _DIV_END.fullmatch(line) else 1 if opening_div(line) else 0
        if depth == 0:
            return number, True
    return end, False


def _closes(line: str, fence: str) -> bool:
    return line.startswith(fence) and not line.strip(fence[0] + " \t")


def div(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`::: name` to `:::`, as in pandoc; more colons may be used for the outer of two."""
    if not state.src.startswith(":::", state.bMarks[start] + state.tShift[start]) or state.is_code_block(
        start
    ):
        return False
    opening = opening_div(line_of(state, start))
    if opening is None:
        return False
    if silent:
        return True
    last, closed = _end_of_div(state, start, end)
    parent, line_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", last
    token = state.push("div_open", "div", 1)
    token.map = [start, last]
    token.meta.update(attributes=opening[0], title=opening[1], closed=closed)
    state.md.block.tokenize(state, start + 1, last)
    state.push("div_close", "div", -1)
    state.parentType, state.lineMax = parent, line_max
    state.line = last + closed
    return True


def formula_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`$$` … `$$` on lines of its own, with attributes behind it if it is to be numbered."""
    if not state.src.startswith("$$", state.bMarks[start] + state.tShift[start]) or state.is_code_block(
        start
    ):
        return False
    for last in range(start, end):
        if state.isEmpty(last) or (last > start and state.sCount[last] < state.blkIndent):
            return False
        text = "\n".join(line_of(state, number) for number in range(start, last + 1))[2:]
        close = text.find("$$")
        if close >= 0:
            return _push_formula(state, text, close, (start, last + 1), silent)
        if last - start > _LONGEST_FORMULA:
            break
    return False


def formula_environment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    r"""`\begin{align}` … `\end{align}` on lines of their own, which other tools hand to LaTeX untouched."""
    opening = _ENVIRONMENT.match(line_of(state, start))
    if opening is None or state.is_code_block(start):
        return False
    closing = f"\\end{{{opening[1]}}}"
    for last in range(start, min(end, start + _LONGEST_FORMULA)):
        line = line_of(state, last).rstrip()
        if state.isEmpty(last) or (last > start and state.sCount[last] < state.blkIndent):
            return False
        if line.endswith(closing):
            if not silent:
                text = "\n".join(line_of(state, number) for number in range(start, last + 1))
                push_formula(state, text, (start, last + 1), NO_ATTRIBUTES)
            return True
    return False


def _push_formula(state: StateBlock, text: str, close: int, lines: tuple[int, int], silent: bool) -> bool:
    tail = text[close + 2 :].strip()
    found = match_attributes(tail)
    if not text[:close].strip() or (tail and (found is None or found[1] != len(tail))):
        return False
    if not silent:
        push_formula(state, text[:close], lines, found[0] if found else NO_ATTRIBUTES)
    return True


def push_formula(state: StateBlock, text: str, lines: tuple[int, int], given: Attributes) -> None:
    """A formula in a block of its own, and go on behind its lines."""
    token = state.push("formula_block", "", 0)
    token.content = text.strip()
    token.map = list(lines)
    token.meta["attributes"] = given
    state.line = lines[1]
