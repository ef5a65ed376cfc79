"""The Markdown parser: markdown-it with our rules, changed in three ways.

1. Inline tokens remember where in their paragraph they begin (`token.map[0]` is that offset).
2. Addresses are handed on as written; `docexport.read.targets` judges them, so that none is lost unseen.
3. Inline content is not parsed with the blocks but when its block is read, when its language is known.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from functools import lru_cache
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from docexport.read.block_rules import TOO_DEEP, use_block_rules
from docexport.read.drawn_rule import use_drawn_rule
from docexport.read.foreign_rules import use_foreign_rules
from docexport.read.inline_rules import HYPHENATED, UNDEFINED, use_inline_rules
from docexport.read.reading import NOTES
from docexport.read.review_rules import use_review_rules
from docexport.read.table_rule import use_table_rule

_NESTING = 48
_MARKUP = re.compile(r"[\\`*_\[\]!<&$^~@{}:\n]|==")
"""What any inline rule begins with, the end of a line included."""
_HYPHENATED_ID = re.compile(r"\{[^{}\n]*#((?:fig|tbl|tab|sec|eq|lst)-[\w.-]+)")


class _PlacedInline(StateInline):
    """An inline state whose tokens know their offset."""

    _text_start = 0

    def append_pending(self, text: str) -> None:
        if not self.pending:
            self._text_start = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802  (markdown-it's name)
        token = super().pushPending()
        token.map = [self._text_start, self._text_start]
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        offset = self.pos
        token = super().push(ttype, tag, nesting)
        token.map = [offset, offset]
        return token


class _PlacedParser(ParserInline):
    """markdown-it's inline parser over `_PlacedInline`."""

    def parse(
        self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], tokens: list[Token]
    ) -> list[Token]:
        state = _PlacedInline(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


class Markdown(MarkdownIt):
    """markdown-it that hands addresses on as they were written."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802  (markdown-it's name)
        """The address as it is."""
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802  (markdown-it's name)
        """The words as they are."""
        return link

    def validateLink(self, url: str) -> bool:  # noqa: N802  (markdown-it's name)
        """Every address counts as a link here."""
        return True


@lru_cache(maxsize=1)
def markdown_parser() -> Markdown:
    """The parser; it holds no state of a run, which is all in the environment passed to it."""
    parser = Markdown("commonmark", {"maxNesting": _NESTING})
    parser.inline = _PlacedParser()
    parser.configure("commonmark", {"maxNesting": _NESTING})
    parser.enable(["table", "strikethrough"])
    parser.use(deflist_plugin)
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    parser.disable(["footnote_ref"])
    use_table_rule(parser)
    use_block_rules(parser)
    use_inline_rules(parser)
    use_review_rules(parser)
    use_foreign_rules(parser)
    use_drawn_rule(parser)
    parser.core.ruler.enableOnly(["block"])
    return parser


def environment(source: str) -> dict[str, Any]:
    """What the rules share during one run."""
    return {NOTES: frozenset(), UNDEFINED: [], HYPHENATED: set(_HYPHENATED_ID.findall(source)), TOO_DEEP: []}


def parse_blocks(source: str, env: dict[str, Any]) -> list[Token]:
    """Block tokens of a source; afterwards `env` knows its link references and the names of its notes."""
    tokens = markdown_parser().parse(source, env)
    env[NOTES] = frozenset(t.meta["label"] for t in tokens if t.type == "footnote_reference_open")
    return tokens


def has_markup(content: str) -> bool:
    """Whether any inline rule may find something; most cells of a table are words and no more."""
    return _MARKUP.search(content) is not None


def parse_inline(content: str, env: dict[str, Any]) -> list[Token]:
    """Inline tokens of a paragraph's content."""
    if content and not has_markup(content):
        return [Token("text", "", 0, content=content, map=[0, 0])]
    parser = markdown_parser()
    try:
        return parser.inline.parse(content, parser, env, [])
    except RecursionError:
        # Hundreds of brackets in each other mean nothing; the words are kept as they stand.
        token = Token("text", "", 0, content=content, map=[0, 0])
        return [token]
