"""The words of an article, and an independent reading of them: markdown-it's own HTML, its tags taken out."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

from markdown_it import MarkdownIt

from docexport.model import (
    Article,
    Code,
    CodeSpan,
    CrossReference,
    Figure,
    Image,
    Math,
    MathBlock,
    NoteReference,
    Text,
    walk,
)

_HIDDEN = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"""<[/!?]?[A-Za-z](?:[^<>"']|"[^"]*"|'[^']*')*>""")


def article_text(article: Article) -> str:
    """Every word of an article, its front matter's headline, its notes and its alt texts among them."""
    data = article.metadata
    headline = (*data.title, *data.subtitle, *data.kicker, *data.summary)
    points = tuple(inline for point in data.key_points for inline in point)
    parts: list[str] = []
    for node in walk((*headline, *points, *article.blocks, *article.notes)):
        match node:
            case Text() | CodeSpan():
                parts.append(node.text)
            case Code():
                parts += [node.language, node.text]
            case Math() | MathBlock():
                parts.append(node.tex)
            case Image() | Figure():
                parts += [node.alt, node.title]
            case CrossReference():
                parts.append(node.target)
            case NoteReference():
                parts.append(node.name)
            case _:
                parts.append(" ")
    return "".join(parts)


def rendered_text(body: str) -> str:
    """What markdown-it shows of a Markdown source."""
    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(body)
    return unescape(_TAG.sub(" ", _HIDDEN.sub(" ", html)))


def words(text: str) -> list[str]:
    """Letters and digits in a row."""
    return re.findall(r"[^\W_]+", text)


def lost(source: str, text: str) -> Counter[str]:
    """How often letters and digits of `source` are missing in `text`, whatever their order."""
    return Counter(filter(str.isalnum, source)) - Counter(filter(str.isalnum, text))
