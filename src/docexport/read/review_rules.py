"""Marks of review in CriticMarkup (its User's Guide, 2013), as a rule for markdown-it.

    {++ added ++}   {-- taken out --}   {~~ old ~> new ~~}   {== words ==}   {>> a comment <<}

A comment right behind highlighted words is about those words. Inside code the marks are text, as they are
after a backslash or without their other half. White space that stands on both sides of a mark's border
belongs to one of them: whether a change is accepted or rejected, one space is left.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from docexport.read.inline_rules import IN_COMMENT, UNDEFINED, nested
from docexport.read.reading import NOTES

CLOSING = {"{++": "++}", "{--": "--}", "{~~": "~~}", "{==": "==}", "{>>": "<<}"}
"""The end of each mark by its beginning."""

_ARROW = "~>"
_KINDS = {"{++": "insertion", "{--": "deletion"}
_BLANKS = " \t\n"
_BLANK = re.compile(r"[ \t]*+")
_CODE = re.compile(r"\\.|(`++)", re.DOTALL)
_CLOSES_SENTENCE = frozenset(".,;:!?)]}”’»…。，、！？）")


def use_review_rules(markdown: MarkdownIt) -> None:
    """Add the rule to a parser, before all that takes braces for something else."""
    markdown.inline.ruler.before("escape", "review_mark", review_mark)
    markdown.inline.ruler.at("text", text)


def text(state: StateInline, silent: bool) -> bool:
    """Letters that mean nothing else; markdown-it's own rule goes on behind the end of what it is given."""
    found = state.md.inline.terminator_re.search(state.src, state.pos, state.posMax)
    end = found.start() if found else state.posMax
    if end == state.pos:
        return False
    if not silent:
        state.append_pending(state.src[state.pos : end])
    state.pos = end
    return True


@lru_cache(maxsize=16)
def closings(text: str, mark: str) -> tuple[int, ...]:
    """Where `mark` stands in the text outside code and not after a backslash."""
    code = list(_code_spans(text))
    found = (match.start() for match in re.finditer(re.escape(mark), text))
    starts = [start for start, _ in code]
    return tuple(at for at in found if not _covers(code, bisect_left(starts, at + 1) - 1, at))


def _covers(spans: list[tuple[int, int]], index: int, at: int) -> bool:
    return index >= 0 and at < spans[index][1]


def _code_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of every piece of code (CommonMark, 6.1) and of every escaped character."""
    runs: dict[str, list[int]] = {}
    for run in re.finditer("`+", text):
        runs.setdefault(run[0], []).append(run.start())
    spans: list[tuple[int, int]] = []
    at = 0
    while match := _CODE.search(text, at):
        at = match.end()
        if not match[1]:
            spans.append(match.span())
            continue
        same = runs.get(match[1], [])
        index = bisect_left(same, at)
        if index < len(same):
            at = same[index] + len(match[1])
            spans.append((match.start(), at))
    return spans


def find_closing(text: str, start: int, limit: int, mark: str) -> int:
    """Where the next `mark` begins that ends before `limit`, or -1."""
    places = closings(text, mark)
    index = bisect_left(places, start)
    return places[index] if index < len(places) and places[index] + len(mark) <= limit else -1


def review_mark(state: StateInline, silent: bool) -> bool:
    """Any of the five marks."""
    opening = state.src[state.pos : state.pos + 3]
    if opening not in CLOSING:
        return False
    start = state.pos + 3
    end = find_closing(state.src, start, state.posMax, CLOSING[opening])
    if end < 0:
        return False
    if opening == "{~~":
        return _substitution(state, start, end, silent)
    if opening == "{>>":
        return _comment(state, start, end, silent)
    if opening == "{==":
        return _highlight(state, start, end, silent)
    return _change(state, _KINDS[opening], start, end, silent)


# --- White space around marks ------------------------------------------------------------------------


def _follows_blank(state: StateInline) -> bool:
    return state.pos == 0 or state.src[state.pos - 1] in _BLANKS


def _meets_blank(state: StateInline, end: int) -> bool:
    """Whether a space before the closing mark at `end` would be one too many."""
    following = state.src[end + 3 : end + 4] if end + 3 < state.posMax else ""
    return not following or following in _BLANKS or following in _CLOSES_SENTENCE


def _stripped(state: StateInline, start: int, end: int, *, left: bool, right: bool) -> tuple[int, int]:
    while left and start < end and state.src[start] in _BLANKS:
        start += 1
    while right and end > start and state.src[end - 1] in _BLANKS:
        end -= 1
    return start, end


def _behind_blanks(state: StateInline, at: int) -> int:
    match = _BLANK.match(state.src, at, state.posMax)
    return match.end() if match else at


# --- The marks ---------------------------------------------------------------------------------------


def _change(state: StateInline, kind: str, start: int, end: int, silent: bool) -> bool:
    before, behind = _follows_blank(state), end + 3
    start, _ = _stripped(state, start, end, left=before, right=False)
    if state.src[end - 1 : end] in _BLANKS and _meets_blank(state, end):
        if before and _behind_blanks(state, behind) > behind:
            behind = _behind_blanks(state, behind)
        else:
            _, end = _stripped(state, start, end, left=False, right=True)
    if not silent:
        _push(state, kind, start, end)
    state.pos = behind
    return True


def _substitution(state: StateInline, start: int, end: int, silent: bool) -> bool:
    arrow = state.src.find(_ARROW, start, end)
    if arrow < 0:
        return False
    left, right = _follows_blank(state), _meets_blank(state, end)
    if not silent:
        _push(state, "deletion", *_stripped(state, start, arrow, left=left, right=right))
        _push(state, "insertion", *_stripped(state, arrow + 2, end, left=left, right=right))
    state.pos = end + 3
    return True


def _highlight(state: StateInline, start: int, end: int, silent: bool) -> bool:
    behind = end + 3
    remark = _behind_blanks(state, behind)
    closing = find_closing(state.src, remark + 3, state.posMax, CLOSING["{>>"])
    remarked = state.src.startswith("{>>", remark) and closing >= 0
    right = _meets_blank(state, closing if remarked else end)
    start, end = _stripped(state, start, end, left=_follows_blank(state), right=right)
    if not silent and remarked:
        state.push("remarked_open", "", 1)
        nested(state, "words", start, end)
        _push_comment(state, remark + 3, closing)
        state.push("remarked_close", "", -1)
    elif not silent:
        _push(state, "mark", start, end)
    state.pos = closing + 3 if remarked else behind
    return True


def _comment(state: StateInline, start: int, end: int, silent: bool) -> bool:
    """A comment of its own stands right behind the word before it, whatever space is between."""
    behind = end + 3
    if _follows_blank(state) and _meets_blank(state, end):
        if state.pos and state.src[state.pos - 1] != "\n":
            if not silent:
                state.pending = state.pending.rstrip(" \t")
        else:
            behind = _behind_blanks(state, behind)
    if not silent:
        _push_comment(state, start, end)
    state.pos = behind
    return True


def _push(state: StateInline, kind: str, start: int, end: int) -> None:
    if start < end:
        nested(state, kind, start, end)


def _push_comment(state: StateInline, start: int, end: int) -> None:
    start, end = _stripped(state, start, end, left=True, right=True)
    names, undefined = state.env[NOTES], len(state.env[UNDEFINED])
    state.env[NOTES], state.env[IN_COMMENT] = frozenset(), True
    nested(state, "comment", start, end)
    state.env[NOTES], state.env[IN_COMMENT] = names, False
    del state.env[UNDEFINED][undefined:]
