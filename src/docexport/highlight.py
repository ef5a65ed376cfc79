"""The parts of speech of code: which words of a listing are keywords, strings, comments and so on.

The only file that knows Pygments. Every writer colors the same words, because all of them ask here.

1. `_lexer_class` finds the lexer among Pygments' own, without looking for plugins of other packages.
2. `tokens` runs it and names each piece of the text by the style's span for it, or by None.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, cast

from docexport.style import SpanName

if TYPE_CHECKING:
    from pygments.lexer import Lexer

Tokens = tuple[tuple[str, SpanName | None], ...]

_SPANS: tuple[tuple[str, SpanName], ...] = (
    ("Token.Comment", "code-comment"),
    ("Token.Keyword", "code-keyword"),
    ("Token.Operator.Word", "code-keyword"),
    ("Token.Literal.String", "code-string"),
    ("Token.Literal.Number", "code-number"),
    ("Token.Name.Function", "code-name"),
    ("Token.Name.Class", "code-name"),
    ("Token.Name.Tag", "code-keyword"),
    ("Token.Name.Attribute", "code-name"),
    ("Token.Name.Decorator", "code-name"),
    ("Token.Operator", "code-operator"),
)
"""The first prefix of a token's name that fits decides."""


@lru_cache(maxsize=512)
def tokens(code: str, language: str) -> Tokens:
    """The code in pieces that join to exactly `code`; in a language nobody knows, one plain piece."""
    lexer = _lexer(language)
    if lexer is None or not code:
        return ((code, None),) if code else ()
    pieces: list[tuple[str, SpanName | None]] = []
    for kind, text in lexer.get_tokens(code):
        span = _span(str(kind))
        if pieces and pieces[-1][1] == span:
            pieces[-1] = (pieces[-1][0] + text, span)
        else:
            pieces.append((text, span))
    return _exact(code, pieces)


def _exact(code: str, pieces: list[tuple[str, SpanName | None]]) -> Tokens:
    """The pieces, if a lexer's habits (a line end added, control characters mended) left the code whole."""
    joined = "".join(text for text, _ in pieces)
    if joined == code + "\n" and pieces:
        last, span = pieces[-1]
        pieces[-1] = (last[:-1], span)
        joined = code
    return tuple(piece for piece in pieces if piece[0]) if joined == code else ((code, None),)


@lru_cache(maxsize=256)
def _span(kind: str) -> SpanName | None:
    return next((span for prefix, span in _SPANS if kind.startswith(prefix)), None)


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    found = _lexer_class(language.strip().lower())
    if found is None:
        return None
    module, name = found
    lexer = getattr(import_module(module), name)
    return cast("Lexer", lexer(stripnl=False, ensurenl=False))


def _lexer_class(alias: str) -> tuple[str, str] | None:
    """Module and class of a lexer. Pygments' own look-up also scans the entry points of all packages."""
    if not alias:
        return None
    return _aliases().get(alias)


@lru_cache(maxsize=1)
def _aliases() -> dict[str, tuple[str, str]]:
    mapping = import_module("pygments.lexers._mapping").LEXERS
    found: dict[str, tuple[str, str]] = {}
    for class_name, (module, _, aliases, _, _) in mapping.items():
        for alias in aliases:
            found.setdefault(alias.lower(), (module, class_name))
    return found
