"""HTML source to tags and text; comments and declarations are no text and vanish, unless they never end.

Tags are only recognized here, never passed on; `docexport.read.htmlnodes` gives them a meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from docexport.model import Position, Text
from docexport.records import Struct, field

_NAME = r"[A-Za-z][A-Za-z0-9:-]*+"
_ATTRIBUTE = r"""(?:[^<>"']|"[^"]{0,20000}+"|'[^']{0,20000}+')*+"""
_PIECE = re.compile(
    rf"""<!--(?:>|->|.*?-->) | <!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|\Z) | <(?:\?|!(?!--))[^>]*+>
       | <(?P<close>/?)(?P<name>{_NAME})(?P<rest>{_ATTRIBUTE})> | (?P<text>[^<]++|<)""",
    re.VERBOSE | re.DOTALL,
)
_PIECE_WITHOUT_COMMENTS = re.compile(_PIECE.pattern.replace("<!--(?:>|->|.*?-->) |", ""), _PIECE.flags)
_PAIR = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?""")

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())  # noqa: SIM905  (so many names read better as text)
"""Elements that never have content (HTML, 13.1.2)."""

MATHML = frozenset(
    """annotation mfrac mi mn mo mover mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext
    mtr munder munderover semantics""".split()  # noqa: SIM905  (so many names read better as text)
)
"""Elements of formulas that nobody writes for placeholders (MathML 3)."""

KNOWN = (
    VOID
    | MATHML
    | frozenset(
        """a abbr acronym address applet article aside audio b bdi bdo big blink blockquote body button canvas
    caption center cite code colgroup data datalist dd del details dfn dialog dir div dl dt em fieldset
    figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup html i iframe ins
    kbd label legend li main map mark marquee math menu meter nav nobr noframes noscript object ol optgroup
    option output p picture pre progress q rp rt ruby s samp script section select slot small span strike
    strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr tt u ul
    var video""".split()  # noqa: SIM905  (so many names read better as text)
    )
)
"""All elements of HTML; `<name>` with any other name is what an author wrote to be read."""


class Tag(Struct):
    """A tag; `closing` for `</name>`."""

    name: str
    closing: bool
    at: Position
    attributes: dict[str, str] = field(default_factory=dict)


def html_pieces(source: str, at: Position) -> Iterator[Tag | Text]:
    """The tags and the text of a piece of HTML, in order; comments and declarations are left out."""
    last, place = 0, at
    for match in _matches(source):
        if lines := source.count("\n", last, match.start()):
            place = Position(place.line + lines, 1)
        last = match.start()
        if match["name"]:
            yield _tag(match, match["name"].lower(), place)
        elif text := match["text"] or match["cdata"]:
            yield Text(unescape(text), at=place)


def _matches(source: str) -> Iterator[re.Match[str]]:
    # Behind the last end of a comment no comment is looked for, or a run of open ones takes quadratic time.
    ends = source.rfind("-->") + 3 if "<!--" in source else len(source)
    if ends > 2:
        yield from _PIECE.finditer(source, 0, ends)
    if ends < len(source):
        yield from _PIECE_WITHOUT_COMMENTS.finditer(source, max(ends, 0) if ends > 2 else 0)


def _tag(match: re.Match[str], name: str, at: Position) -> Tag | Text:
    rest = match["rest"]
    if name not in KNOWN and "-" not in name and not rest.strip("/ \t\n"):
        return Text(match[0], at=at)
    attributes = {m[1].lower(): unescape((m[2] or "").strip("\"'")) for m in _PAIR.finditer(rest)}
    return Tag(name, bool(match["close"]), at, attributes)
