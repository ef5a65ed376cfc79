"""The words of a source and of an output, made comparable.

An independent reading of the source: markdown-it renders HTML and Python's HTML parser keeps its text, so
that a word which docexport's own reader drops is missed here. What typesetting may change is evened out on
both sides: quotes, dashes, ellipses, spaces, soft hyphens, ligatures. Letters, digits and other signs
count.
"""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from tests.conformance.extract import INLINE, UNREAD

# Signs that smart punctuation, hyphenation or the look of a list may change, add or drop.
FREE_SIGNS = frozenset("'\"‘’‚‛“”„‟«»‹›`´-‐‑‒–—―−….․·•◦▪‣⁃↩↪\ufe0e\ufe0f\ufeff\u2060\u200b\u200c\u200d\u00ad")
TOKEN = re.compile(r"[0-9]+|[^\W\d_]+|\S")
# The front matter that stands on the page in each output; of several names for one thing the first counts.
SHOWN_KEYS = (
    ("title",),
    ("subtitle",),
    ("kicker",),
    ("summary", "abstract", "description"),
    ("key-points",),
)
FRONT_MATTER = re.compile(
    r"\A(?:---\s*\n(?P<yaml>.*?)\n(?:---|\.\.\.)|\+\+\+\s*\n(?P<toml>.*?)\n\+\+\+)\s*\n", re.S
)


@dataclass
class SourceWords:
    """What must be found again: in order (`body`), or wherever the output puts it (`front`, `apart`)."""

    front: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)
    """Notes, and the captions of tables, which are written below a table and set above it."""
    marked: list[str] = field(default_factory=list)
    """What a reviewer took out or remarked: in the Word document, and nowhere else."""


def words(text: str) -> list[str]:
    """Split a text into letters, numbers and signs, without what typesetting may change."""
    plain = unicodedata.normalize("NFKC", text.replace("\u00ad", "").replace("\u200b", ""))
    return [token for token in TOKEN.findall(plain) if token not in FREE_SIGNS]


def source_words(path: Path) -> SourceWords:
    """Read an article's words: Markdown without its marks, plain text as it is."""
    text = path.read_text("utf-8-sig")
    if path.suffix == ".txt":
        return SourceWords(body=words(text))
    front, body = split_front_matter(text)
    source = markdown_words(body)
    shown, source.marked = accepted(front), source.marked + front_marks(front)
    source.front = list(_front_words(shown, source.body))
    return source


def accepted(value: Any) -> Any:
    """A front matter as if a reviewer's changes were accepted and no comment made."""
    if isinstance(value, dict):
        return {key: accepted(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [accepted(inner) for inner in value]
    return without_marks(value, []) if isinstance(value, str) else value


def front_marks(front: dict[str, Any]) -> list[str]:
    """The words that marks take away from a front matter."""
    marks: list[str] = []
    for key, value in front.items():
        if any(key in names for names in SHOWN_KEYS):
            for text in _texts(value):
                without_marks(text, marks)
    return [word for mark in marks for word in markdown_words(mark).body]


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """Separate YAML, TOML or JSON front matter from the text below."""
    if match := FRONT_MATTER.match(text):
        block = match["yaml"]
        front = yaml.safe_load(block) if block is not None else tomllib.loads(match["toml"])
        return (front if isinstance(front, dict) else {}), text[match.end() :]
    if text.startswith("{"):
        front, end = json.JSONDecoder().raw_decode(text)
        return front, text[end:]
    return {}, text


def _front_words(front: dict[str, Any], body: list[str]) -> Iterator[str]:
    lower = {key.lower().replace("_", "-"): value for key, value in front.items()}
    for names in SHOWN_KEYS:
        value = next((lower[name] for name in names if lower.get(name)), None)
        for text in _texts(value):
            shown = markdown_words(text).body
            # A title that the text repeats as its first heading is shown once.
            if names != ("title",) or body[: len(shown)] != shown:
                yield from shown
    for name in _texts(lower.get("author", lower.get("authors"))):
        yield from words(name)


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [str(value.get("name", ""))]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [] if value is None else [str(value)]


def markdown_words(text: str) -> SourceWords:
    """Render Markdown to HTML and keep the words that a reader would see."""
    parser = _markdown()
    captions: list[str] = []
    marks: list[str] = []
    tokens = parser.parse(_without_own_syntax(text, captions, marks))
    for token in tokens:
        _show_caption(token)
    reader = _Reader()
    reader.feed(parser.renderer.render(tokens, parser.options, {}))
    reader.close()
    apart = [word for caption in captions for word in markdown_words(caption).body]
    marked = [word for mark in marks for word in _all_words(markdown_words(mark))]
    return SourceWords(
        body=words("".join(reader.body)), apart=apart + words("".join(reader.notes)), marked=marked
    )


def _all_words(source: SourceWords) -> list[str]:
    return [*source.body, *source.apart, *source.marked]


def _show_caption(token: Token) -> None:
    """Put the alternative text of an image that is alone in its paragraph in its place: it is a caption."""
    children = [child for child in token.children or () if child.content or child.type != "text"]
    if len(children) == 1 and children[0].type == "image":
        token.children = children[0].children


def html_words(html: str) -> list[str]:
    """Keep the words of an HTML text that a reader would see."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return words("".join(reader.body))


def _markdown() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    for plugin in PLUGINS:
        parser.use(plugin)
    # docexport asks of a formula what pandoc asks, so that "$5 and $6" stays money.
    return parser.use(dollarmath_plugin, allow_space=False, allow_digits=False)


PLUGINS = (
    footnote_plugin,
    deflist_plugin,
    tasklists_plugin,
    sub_plugin,
    superscript_plugin,
)
OWN_SYNTAX = (
    re.compile(r"^[ \t>]*:::.*$", re.M),  # fenced divs
    re.compile(r"(?<=> )\[![A-Za-z]+\][ \t]*$", re.M),  # the kind of an alert
    re.compile(r"(?<![\w`/])@(?:fig|tbl|sec|eq):[\w-]+"),  # cross-references become numbers
    re.compile(r"[ \t]*\{(?:[#.]|[\w-]+=)[^{}\n]*\}[ \t]*$", re.M),  # attributes of headings and tables
    re.compile(r"(?<=[)\]`])\{[#.\w][^{}\n]*\}"),  # attributes of pictures, links and code
)
SPAN = re.compile(r"(?<!!)\[([^\[\]\n]*)\]\{[^{}\n]*\}")


CAPTION = re.compile(r"(?<=\|)([ \t]*\n(?:[ \t]*\n)?)(?:Table)?:[ \t]+(\S[^\n]*)")


CODE_OR_MARK = re.compile(
    r"(?P<kept>\\.|(?P<ticks>`+)(?!`)(?:(?!\n\n).)*?(?<!`)(?P=ticks)(?!`))"
    r"|\{(?P<sign>\+\+|--|~~|==|>>)(?P<inside>(?:(?!\{(?:\+\+|--|~~|==|>>)).)*?)(?P<end>\+\+|--|~~|==|<<)\}"
    r"|(?<![={A-Za-z0-9_])==(?P<pen>[^\s=](?:[^=]*[^\s=])?)==(?![=}A-Za-z0-9_])",
    re.S,
)
TAKEN_OUT = {"--", ">>"}


def without_marks(text: str, marks: list[str]) -> str:
    """Accept what CriticMarkup and highlights say, from the inside out; collect what goes."""

    def settle(match: re.Match[str]) -> str:
        if match["pen"]:
            return match["pen"]
        sign, inside = match["sign"], match["inside"]
        if match["kept"] or match["end"] != sign.replace(">", "<"):
            return match[0]
        if sign in TAKEN_OUT:
            marks.append(inside)
            return ""
        if sign == "~~":
            old, _, inside = inside.partition("~>")
            marks.append(old)
        return inside

    before = ""
    while text != before:
        before, text = text, CODE_OR_MARK.sub(settle, text)
    return text


def _without_own_syntax(text: str, captions: list[str], marks: list[str]) -> str:
    """Take away what docexport reads and markdown-it does not; lines of code are left alone."""

    def take_caption(match: re.Match[str]) -> str:
        captions.append(re.sub(r"\[\^[^\]]*\]", "", match[2]))
        return match[1]

    pieces = re.split(r"(^(?P<fence>```+|~~~+).*?^(?P=fence)[ \t]*$)", text, flags=re.M | re.S)
    # With two groups, split gives: text, code, fence, text, code, fence …
    for index in range(0, len(pieces), 3):
        pieces[index] = SPAN.sub(r"\1", without_marks(pieces[index], marks))
        for syntax in OWN_SYNTAX:
            pieces[index] = syntax.sub("", pieces[index])
        pieces[index] = CAPTION.sub(take_caption, pieces[index])
    return "".join(piece for index, piece in enumerate(pieces) if index % 3 != 2)


# Elements that have no end tag, so that nothing waits for one.
VOID = frozenset({"br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


class _Reader(HTMLParser):
    """Keeps text, with a space at the edges of blocks; sorts notes out; leaves out what nobody reads."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.body: list[str] = []
        self.notes: list[str] = []
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in INLINE:
            self._write(" ")
        if tag not in VOID:
            self._open.append((tag, dict(attrs).get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        if any(tag == name for name, _ in self._open):
            while self._open.pop()[0] != tag:
                pass
        if tag not in INLINE:
            self._write(" ")

    def handle_data(self, data: str) -> None:
        if not any(tag in UNREAD or self._is_mark(kind) for tag, kind in self._open):
            self._write(data)

    def _write(self, text: str) -> None:
        in_notes = any(kind == "footnotes" for _, kind in self._open)
        (self.notes if in_notes else self.body).append(text)

    @staticmethod
    def _is_mark(kind: str) -> bool:
        return kind in ("footnote-ref", "footnote-backref", "math inline", "math block")
