"""Inline syntax beyond CommonMark, as rules for markdown-it.

Notes, formulas, cross-references, spans and attributes, sub- and superscript, highlights, bare addresses.
Each rule follows markdown-it's protocol: look at `state.pos`, push tokens unless `silent`, move on and return
True.
"""

from __future__ import annotations

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from docexport.read.attributes import Attributes, match_attributes
from docexport.read.reading import NOTES

UNDEFINED = "docexport undefined notes"
"""Key of the parser's environment: names that are cited as notes but not defined, each with its offset."""

HYPHENATED = "docexport hyphenated ids"
"""Key of the parser's environment: ids such as `fig-map` that the source declares, as Quarto writes them."""

IN_COMMENT = "docexport in comment"
"""Key of the parser's environment: whether a reviewer's comment is read, in which no note can be cited."""

_DISPLAY = re.compile(r"\$\$((?:[^$\\]|\\.)++)\$\$", re.DOTALL)
_FORMULA = re.compile(r"\$(?![\s$])((?:[^$\\]|\\.)++)(?<!\s)\$(?!\d)", re.DOTALL)
_MONEY = re.compile(r"\d(?=\S*\s)[^\\^_={}<>+*/]*+\Z", re.DOTALL)
_NOTE = re.compile(r"\[\^([^\]\s]++)\]")
_REFERENCE = re.compile(r"@((?:fig|tbl|tab|sec|eq|lst)[:-]\w(?:[\w.:-]*\w)?)")
_BRACKETED = re.compile(r"\[-?@((?:fig|tbl|tab|sec|eq|lst)[:-]\w(?:[\w.:-]*\w)?)\](?![(\[{:])")
_SUBSCRIPT = re.compile(r"~((?:[^\s~\\]|\\.)++)~(?!~)")
_SUPERSCRIPT = re.compile(r"\^((?:[^\s^\\\[]|\\.)++)\^")
_HIGHLIGHT = re.compile(r"==(?=[^\s=])((?:[^=\\]|\\.|=(?!=))++)(?<!\s)==(?![=A-Za-z0-9_}])", re.DOTALL)
_RAW = re.compile(r"\{=([\w.-]+)\}")
_ADDRESS = re.compile(r"://[^\s<>]++")
_WWW = re.compile(r"(?<![\w/@.:-])www\.[\w-]+\.[^\s<>]++")
_ATTRIBUTED = frozenset({"link_close", "code_inline", "image", "span_close"})


def use_inline_rules(markdown: MarkdownIt) -> None:
    """Add all rules to a parser, in the order in which they must be tried."""
    ruler = markdown.inline.ruler
    ruler.before("escape", "formula", formula)
    ruler.before("link", "note_reference", note_reference)
    ruler.before("link", "bracketed_reference", bracketed_reference)
    ruler.before("link", "inline_note", inline_note)
    ruler.after("link", "span", span)
    ruler.push("superscript", superscript)
    ruler.push("subscript", subscript)
    ruler.push("highlight", highlight)
    ruler.push("cross_reference", cross_reference)
    ruler.push("bare_address", bare_address)
    ruler.push("attributes", attributes)


def formula(state: StateInline, silent: bool) -> bool:
    """`$x$` and `$$x$$` by pandoc's rules, so that "$5 and $10" stays text."""
    if state.src[state.pos] != "$" or (state.pos and state.src[state.pos - 1].isalnum()):
        return False
    match = _DISPLAY.match(state.src, state.pos, state.posMax)
    if match is None:
        match = _FORMULA.match(state.src, state.pos, state.posMax)
        if match is None or _MONEY.match(match[1]) or state.src[match.end() : match.end() + 1].isdigit():
            return False
    if not silent:
        state.push("formula", "", 0).content = match[1].strip()
    state.pos = match.end()
    return True


def note_reference(state: StateInline, silent: bool) -> bool:
    """`[^name]`, where a note of that name is defined."""
    match = _NOTE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if match[1] not in state.env[NOTES]:
        if not silent:
            state.env[UNDEFINED].append((match[1], state.pos))
        return False
    if not silent:
        state.push("note_reference", "", 0).content = match[1]
    state.pos = match.end()
    return True


def inline_note(state: StateInline, silent: bool) -> bool:
    """`^[the text of the note]`."""
    if not state.src.startswith("^[", state.pos) or state.env.get(IN_COMMENT):
        return False
    end = parseLinkLabel(state, state.pos + 1)
    if end < 0:
        return False
    if not silent:
        token = state.push("inline_note", "", 0)
        token.content = state.src[state.pos + 2 : end]
        token.meta["offset"] = state.pos + 2
    state.pos = end + 1
    return True


def _known_reference(state: StateInline, target: str) -> bool:
    return ":" in target[:4] or target in state.env[HYPHENATED]


def cross_reference(state: StateInline, silent: bool) -> bool:
    """`@fig:map`, but not within a word or an e-mail address."""
    before = state.src[state.pos - 1] if state.pos else " "
    if state.src[state.pos] != "@" or before.isalnum() or before in "._-@/":
        return False
    match = _REFERENCE.match(state.src, state.pos, state.posMax)
    if match is None or not _known_reference(state, match[1]):
        return False
    if not silent:
        state.push("cross_reference", "", 0).content = match[1]
    state.pos = match.end()
    return True


def bracketed_reference(state: StateInline, silent: bool) -> bool:
    """`[@fig:map]`, the other way in which pandoc-crossref and Quarto write it."""
    match = _BRACKETED.match(state.src, state.pos, state.posMax)
    if match is None or not _known_reference(state, match[1]):
        return False
    if not silent:
        state.push("cross_reference", "", 0).content = match[1]
    state.pos = match.end()
    return True


@lru_cache(maxsize=4)
def last_index(text: str, part: str) -> int:
    """Where a part of a text stands last, or -1."""
    # Asked at every bracket of a paragraph: without the cache a paragraph of brackets takes quadratic time.
    return text.rfind(part)


def span(state: StateInline, silent: bool) -> bool:
    """`[words]{.class}`; tried after links, which go first."""
    if state.src[state.pos] != "[" or last_index(state.src, "]{") < state.pos:
        return False
    end = parseLinkLabel(state, state.pos)
    found = match_attributes(state.src, end + 1, state.posMax) if end >= 0 else None
    if found is None:
        return False
    if not silent:
        nested(state, "span", state.pos + 1, end, found[0])
    state.pos = found[1]
    return True


def nested(state: StateInline, kind: str, start: int, end: int, given: Attributes | None = None) -> None:
    """Push the tokens of what stands from `start` to `end`, between an opening and a closing one."""
    maximum = state.posMax
    state.pos, state.posMax = start, end
    state.push(f"{kind}_open", "", 1).meta["attributes"] = given
    state.md.inline.tokenize(state)
    state.push(f"{kind}_close", "", -1)
    state.posMax = maximum


def attributes(state: StateInline, silent: bool) -> bool:
    """`{#id .class}` right behind a link, an image, a piece of code or a span."""
    if state.src[state.pos] != "{" or silent or state.pending or not state.tokens:
        return False
    token = state.tokens[-1]
    if token.type not in _ATTRIBUTED:
        return False
    if token.type == "code_inline" and (raw := _RAW.match(state.src, state.pos, state.posMax)):
        if raw[1].startswith("html"):
            token.type = "html_inline"
        state.pos = raw.end()
        return True
    found = match_attributes(state.src, state.pos, state.posMax)
    if found is None:
        return False
    _opening(state.tokens).meta["attributes"] = found[0]
    state.pos = found[1]
    return True


def _opening(tokens: list[Token]) -> Token:
    level = 0
    for token in reversed(tokens):
        level += token.nesting
        if level == 0:
            return token
    return tokens[-1]


def subscript(state: StateInline, silent: bool) -> bool:
    """`H~2~O`; spaces inside must be escaped."""
    return _script(state, silent, "~", _SUBSCRIPT, "sub")


def superscript(state: StateInline, silent: bool) -> bool:
    """`x^2^`; spaces inside must be escaped."""
    return _script(state, silent, "^", _SUPERSCRIPT, "sup")


def highlight(state: StateInline, silent: bool) -> bool:
    """`==words==`, as editors of notes have it; `a == b` and `a==b` are text."""
    before = state.src[state.pos - 1 : state.pos]
    if state.src[state.pos] != "=" or before in ("=", "{", "_") or (before.isascii() and before.isalnum()):
        return False
    match = _HIGHLIGHT.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        nested(state, "mark", match.start(1), match.end(1))
    state.pos = match.end()
    return True


def _script(state: StateInline, silent: bool, mark: str, pattern: re.Pattern[str], kind: str) -> bool:
    if state.src[state.pos] != mark:
        return False
    match = pattern.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        nested(state, kind, match.start(1), match.end(1))
    state.pos = match.end()
    return True


def bare_address(state: StateInline, silent: bool) -> bool:
    """`https://…` without brackets, where GitHub would make it a link."""
    if state.src[state.pos] != ":" or silent or state.linkLevel > 0:
        return False
    match = _ADDRESS.match(state.src, state.pos, state.posMax)
    scheme = re.search(r"(?<![^\W_])https?\Z", state.pending[-6:]) if match else None
    if match is None or scheme is None:
        return False
    rest = trimmed_address(match[0])
    if len(rest) <= 3:
        return False
    state.pending = state.pending[: -len(scheme[0])]
    state.pos -= len(scheme[0])
    _push_link(state, scheme[0] + rest)
    return True


def _push_link(state: StateInline, address: str) -> None:
    token = state.push("link_open", "a", 1)
    token.attrs, token.info = {"href": address}, "auto"
    text = state.push("text", "", 0)
    text.content, text.info = address, "auto"
    state.push("link_close", "a", -1).info = "auto"
    state.pos += len(address)


def trimmed_address(address: str) -> str:
    """An address without the punctuation of the sentence around it (GFM, autolinks)."""
    while address:
        last = address[-1]
        if last == ")" and address.count("(") >= address.count(")"):
            break
        if last not in "?!.,:*_~'\";)]}|”’»":
            break
        address = address[:-1]
    return re.sub(r"&[A-Za-z0-9]+\Z", "", address) if address.endswith(";") else address


def www_addresses(text: str) -> list[tuple[int, int]]:
    """Where bare `www.` addresses stand in a run of text, as start and end."""
    return [(m.start(), m.start() + len(trimmed_address(m[0]))) for m in _WWW.finditer(text)]
