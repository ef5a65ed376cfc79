"""Typographic punctuation: quotes by language, apostrophes, dashes, ellipses, spaces that must not break.

1. The visible text of a paragraph is laid end to end, with stand-ins for what must not change.
2. Every straight quote is judged by its neighbors, then paired by a stack.
3. The changes are written back into the tokens.

Escaped characters and entities arrive as `text_special` tokens and are never changed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from docexport.records import Struct

if TYPE_CHECKING:
    from markdown_it.token import Token

Quotes: TypeAlias = tuple[str, str, str, str]
"""Outer opening and closing, inner opening and closing quote."""

_THIN = "\u202f"
_ENGLISH: Quotes = ("“", "”", "‘", "’")
_GERMAN: Quotes = ("„", "“", "‚", "‘")
_FRENCH: Quotes = (f"«{_THIN}", f"{_THIN}»", "“", "”")
_SOUTHERN: Quotes = ("«", "»", "“", "”")
_EASTERN: Quotes = ("«", "»", "„", "“")
_POLISH: Quotes = ("„", "”", "«", "»")
_NORDIC: Quotes = ("”", "”", "’", "’")
_CORNER: Quotes = ("「", "」", "『", "』")
_SWISS: Quotes = ("«", "»", "‹", "›")

QUOTES: dict[str, Quotes] = {
    **dict.fromkeys(("de", "cs", "sk", "sl", "bg", "hr", "et", "lt", "lv", "is", "ka", "mk", "sr"), _GERMAN),
    **dict.fromkeys(("es", "it", "pt-pt", "el", "ca", "eu", "gl", "hy", "az", "fa", "ar"), _SOUTHERN),
    **dict.fromkeys(("ru", "uk", "be", "kk"), _EASTERN),
    **dict.fromkeys(("pl", "ro"), _POLISH),
    "hu": ("„", "”", "»", "«"),
    **dict.fromkeys(("sv", "fi", "he"), _NORDIC),
    **dict.fromkeys(("nb", "nn", "no"), ("«", "»", "‘", "’")),
    "da": ("»", "«", "›", "‹"),
    **dict.fromkeys(("ja", "zh-hant", "zh-tw", "zh-hk"), _CORNER),
    "fr": _FRENCH,
    **dict.fromkeys(("de-ch", "fr-ch", "it-ch", "de-li"), _SWISS),
}

# Each begins with one sign; what stands before that is looked at from behind it, as in `_BINDING`.
_CANDIDATE = re.compile(r"\"|'|-(?<!--)-(?:-)?(?!-)|\.(?<!\.\.)\.\.(?!\.)")
_CONTRACTION = re.compile(r"'(?=\d\ds?\b|(?:tis|twas|twere|em|cause|til|n'|round)\b)", re.IGNORECASE)
_OPAQUE = "x"

_UNITS = (
    "%|‰|°C|°F|[kcmµn]?m|[mk]?g|t|[mch]?l|km²|m²|m³|ha|km/h|m/s|s|ms|min|h|[kMG]?Hz|[kMGT]?W|[kMGT]?Wh|[kM]?V|A|"
    "[kMGT]?B|[kMGT]iB|[kM]?Pa|dpi|px|pt|€|£|\\$|USD|EUR|million|billion|trillion"
)
# The space comes first, and what stands before it is looked at from behind it: an expression that begins with
# a look back is tried at every character of the text, which takes twenty times as long.
_BINDING = re.compile(
    rf" (?:(?<=\d )(?=(?:{_UNITS})(?!\w))"  # a number and its unit: 10 km
    r"|(?=\d)(?:(?<=\b[pP]\. )|(?<=\bpp\. )"  # p. 3
    r"|(?<=\b[Nn]o\. )|(?<=\b[Nn]os\. )|(?<=\bNr\. )"
    r"|(?<=[§№] )|(?<=\bvol\. )|(?<=\b[Ff]ig\. )|(?<=\bch\. )))"
)
"""Spaces between what must stay on one line."""


@lru_cache(maxsize=64)
def quotes_for(lang: str) -> Quotes:
    """The quotes of a language; English ones where nothing better is known."""
    tag = lang.lower().replace("_", "-")
    return QUOTES.get(tag) or QUOTES.get(tag.split("-")[0], _ENGLISH)


class _Quote(Struct):
    at: int
    mark: str
    opens: bool
    closes: bool
    becomes: str
    measures: bool = False
    """It stands behind a digit, as inches and seconds do."""


def smarten(tokens: Sequence[Token], lang: str) -> None:
    """Change the text tokens of one paragraph in place."""
    spans: list[tuple[int, Token]] = []
    parts: list[str] = []
    length = 0
    address = False
    for token in tokens:
        if token.type in ("link_open", "link_close"):
            address = token.type == "link_open" and token.info == "auto"
        visible, changeable = _visible(token)
        changeable = changeable and not address
        if changeable:
            spans.append((length, token))
        parts.append(visible)
        length += len(visible)
    text = "".join(parts)
    edits = _edits(text, quotes_for(lang))
    if edits:
        _apply(spans, edits)


def smart_text(text: str, lang: str) -> str:
    """The same for a run of plain text."""
    edits = _edits(text, quotes_for(lang))
    if not edits:
        return text
    pieces: list[str] = []
    last = 0
    for start, end, replacement in edits:
        pieces += [text[last:start], replacement]
        last = end
    return "".join(pieces) + text[last:]


def smart_quotes(text: str, lang: str) -> list[tuple[int, str]]:
    """Where straight quotes stand in a text, and what each becomes; those that stay are left out."""
    return [
        (start, becomes)
        for start, end, becomes in _edits(text, quotes_for(lang))
        if end == start + 1 and text[start] in "\"'"
    ]


def _visible(token: Token) -> tuple[str, bool]:
    match token.type:
        case "text":
            return token.content, bool(token.content)
        case "text_special":
            return token.content, False
        case "softbreak" | "hardbreak":
            return "\n", False
        case "code_inline" | "image" | "formula" | "cross_reference":
            return _OPAQUE, False
        case _:
            return "", False


def _edits(text: str, quotes: Quotes) -> list[tuple[int, int, str]]:
    found: list[_Quote] = []
    edits: list[tuple[int, int, str]] = []
    for match in _CANDIDATE.finditer(text):
        start, end = match.span()
        if match[0] in "\"'":
            found.append(_judge(text, start))
        elif match[0] == "...":
            edits.append((start, end, "…"))
        elif match[0] == "---":
            edits.append((start, end, "—"))
        elif text[start - 1 : start].strip() == "" or text[end : end + 1].strip() == "":
            # Between spaces or between words a dash, but ` --option` is none.
            if text[start - 1 : start].strip() == text[end : end + 1].strip():
                edits.append((start, end, "–"))
        else:
            edits.append((start, end, "–"))
    _pair(found, quotes)
    edits += [(*match.span(), "\N{NO-BREAK SPACE}") for match in _BINDING.finditer(text)]
    edits += [(q.at, q.at + 1, q.becomes) for q in found if q.becomes != q.mark]
    return sorted(edits)


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) == "W"


def _judge(text: str, at: int) -> _Quote:
    mark = text[at]
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if mark == "'" and _CONTRACTION.match(text, at):
        return _Quote(at, mark, opens=False, closes=False, becomes="’")
    space_before, space_after = before.isspace(), after.isspace()
    mark_before, mark_after = _is_punctuation(before), _is_punctuation(after)
    opens = not space_after and (not mark_after or space_before or mark_before)
    closes = not space_before and (not mark_before or space_after or mark_after)
    if mark == '"' and before.isdigit() and after == '"':
        opens = closes = False
    elif opens and closes and not (_is_wide(before) or _is_wide(after)):
        opens, closes = mark_before, mark_after
    return _Quote(at, mark, opens, closes, "’" if mark == "'" else mark, before.isdigit())


def _pair(found: list[_Quote], quotes: Quotes) -> None:
    stack: list[_Quote] = []
    waiting = {'"': 0, "'": 0}
    for quote in found:
        if quote.closes and waiting[quote.mark]:
            _close(stack, waiting, quote, quotes)
        elif quote.opens:
            stack.append(quote)
            waiting[quote.mark] += 1
            if quote.mark == '"':
                # A quotation that goes on in the next paragraph is not closed in this one.
                quote.becomes = quotes[0]
        elif quote.closes and quote.mark == '"' and not quote.measures:
            quote.becomes = quotes[1]


def _close(stack: list[_Quote], waiting: dict[str, int], quote: _Quote, quotes: Quotes) -> None:
    outer = 0 if quote.mark == '"' else 2
    while stack:
        opening = stack.pop()
        waiting[opening.mark] -= 1
        if opening.mark == quote.mark:
            opening.becomes, quote.becomes = quotes[outer], quotes[outer + 1]
            return


def _apply(spans: list[tuple[int, Token]], edits: list[tuple[int, int, str]]) -> None:
    position = 0
    for start, token in spans:
        end = start + len(token.content)
        while position < len(edits) and edits[position][0] < start:
            position += 1
        pieces: list[str] = []
        last = start
        while position < len(edits) and edits[position][0] < end:
            first, behind, replacement = edits[position]
            position += 1
            if behind <= end:
                pieces += [token.content[last - start : first - start], replacement]
                last = behind
        if pieces:
            token.content = "".join(pieces) + token.content[last - start :]
