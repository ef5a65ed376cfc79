r"""Blocks and formulas as other tools write them, as rules for markdown-it.

Formulas between `\(` and `\)` or `\[` and `\]`, and lines of verse that begin with a bar.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from docexport.read.attributes import NO_ATTRIBUTES
from docexport.read.block_rules import line_of, push_formula
from docexport.read.inline_rules import last_index

_FORMULA = re.compile(r"\\\((.{1,1000}?)\\\)|\\\[(.{1,2000}?)\\\]", re.DOTALL)
_MEANS_FORMULA = re.compile(r"\\[A-Za-z]{2}|[\w)}|]\s?[\^_]\s?[\w{\\(]|[^<>=!]=[^=]|\A\s*[A-Za-z]'?\s*\Z")
_ESCAPED = re.compile(r"\\[-.+#*_~`=<>()\[\]&\"']")
"""What a word processor's export escapes in running text and LaTeX never writes so."""
_OPENING, _CLOSING = re.compile(r"\\\[(.*)"), re.compile(r"(.*?)\\\][ \t]*[.,;]?[ \t]*")
_CLOSINGS = {"\\(": "\\)", "\\[": "\\]"}
_LONGEST = 100
"""Lines of a formula."""
_VERSE = re.compile(r"\|(?:[ \t]+(?!.*\|[ \t]*\Z)\S.*|[ \t]*)\Z")
_ALTERNATIVES: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}


def use_foreign_rules(markdown: MarkdownIt) -> None:
    """Add all rules to a parser."""
    markdown.inline.ruler.before("escape", "bracketed_formula", bracketed_formula)
    ruler = markdown.block.ruler
    ruler.before("fence", "bracketed_formula_block", bracketed_formula_block, _ALTERNATIVES)
    ruler.after("table", "verse", verse)


def means_formula(text: str) -> bool:
    """Whether words between escaped brackets are a formula, and not words that stand in brackets."""
    return _MEANS_FORMULA.search(text) is not None and not _ESCAPED.search(text)


def bracketed_formula(state: StateInline, silent: bool) -> bool:
    r"""`\(x^2\)` and `\[x^2\]`, where what is between is a formula."""
    opening = state.src[state.pos : state.pos + 2]
    if opening not in _CLOSINGS or last_index(state.src, _CLOSINGS[opening]) < state.pos:
        return False
    match = _FORMULA.match(state.src, state.pos, state.posMax)
    text = (match[1] or match[2]) if match else ""
    if match is None or not means_formula(text):
        return False
    if not silent:
        state.push("formula", "", 0).content = text.strip()
    state.pos = match.end()
    return True


def bracketed_formula_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    r"""`\[` … `\]` on lines of their own."""
    if state.is_code_block(start) or not (opening := _OPENING.match(line_of(state, start))):
        return False
    lines = [opening[1]]
    for last in range(start, min(end, start + _LONGEST)):
        if last > start:
            if (
                state.isEmpty(last)
                or _OPENING.match(line_of(state, last))
                or state.sCount[last] < state.blkIndent
            ):
                return False
            lines.append(line_of(state, last))
        if closing := _CLOSING.fullmatch(lines[-1]):
            lines[-1] = closing[1]
            return _push_formula(state, "\n".join(lines), start, last + 1, silent)
    return False


def _push_formula(state: StateBlock, text: str, start: int, behind: int, silent: bool) -> bool:
    if not means_formula(text):
        return False
    if not silent:
        push_formula(state, text, (start, behind), NO_ATTRIBUTES)
    return True


def verse(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Lines behind bars, as pandoc has them for verse and addresses: each line stays a line."""
    if silent or state.is_code_block(start) or start + 1 >= end:
        return False
    last = start
    while last < end and _is_verse(state, last):
        last += 1
    if last < start + 2:
        return False
    lines = [
        _indented(line_of(state, number)[1:].removeprefix(" ").rstrip()) for number in range(start, last)
    ]
    state.push("paragraph_open", "p", 1).map = [start, last]
    token = state.push("inline", "", 0)
    token.map, token.content = [start, last], "\\\n".join(lines)
    state.push("paragraph_close", "p", -1)
    state.line = last
    return True


def _is_verse(state: StateBlock, line: int) -> bool:
    return state.sCount[line] >= state.blkIndent and _VERSE.match(line_of(state, line)) is not None


def _indented(line: str) -> str:
    words = line.lstrip()
    return "\u00a0" * (len(line) - len(words)) + words
