"""What an article or an output says, in one vocabulary: its words, and the things that stand among them.

A transcript is read from the Edition (what should be there) and from each finished file (what is there).
Words are made comparable: what typesetting may change, such as quotes, dashes and soft hyphens, is no word.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal, TypeAlias

from docexport.model import NOWHERE, AnyNode, Position
from docexport.records import Struct, field

ThingKind: TypeAlias = Literal["heading", "figure", "table", "link", "note mark", "formula", "break"]

_FREE = frozenset(
    "'\"‘’‚‛“”„‟«»‹›`´-‐‑‒–—―−․….·•◦▪‣⁃↩☐☑☒\ufe0e\ufe0f\ufeff\u2060\u200b\u200c\u200d\u00ad\u200e\u200f\u061c\u2066\u2067\u2068\u2069"
)
"""Signs that smart punctuation, hyphenation, the look of a list or the writing direction may change."""
_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+|\S")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff\ufffd]")
"""Characters that mean nothing outside their font: the text of a PDF must not have them."""
_INVISIBLE = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")


def tokens(text: str) -> list[str]:
    """A text as letters, numbers and signs, without what typesetting may change."""
    plain = unicodedata.normalize("NFKC", text.translate(_INVISIBLE))
    return [token for token in _TOKEN.findall(plain) if token not in _FREE and not _PRIVATE.match(token)]


def key_of(text: str) -> str:
    """What two texts are compared by."""
    return " ".join(tokens(text))


class Word(Struct, frozen=True):
    """One word to be found again; `node` holds it as its `index`-th, and `block` is what it belongs to."""

    token: str
    text: str
    node: AnyNode | None = None
    index: int = 0
    block: int = 0


class Thing(Struct, frozen=True):
    """Something besides words that every output must have, and by what it is known again."""

    kind: ThingKind
    key: str
    name: str
    """As messages call it."""
    at: Position = NOWHERE
    level: int = 0
    """Of a heading."""
    where: str = ""
    optional: bool = False
    """Whether an output may do without it, as without the frame in the stead of a missing picture."""
    pattern: str = ""
    """Of a heading with a formula or picture in it, which each format writes in another way: what its words
    match, as `key_of` gives them."""
    letters: str = ""
    """Of a formula: its letters and digits in alphabetical order, which are the same in any notation."""


class Stream(Struct):
    """A text in reading order."""

    words: list[Word] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)

    def say(self, text: str) -> None:
        """Add text as it comes; words may be cut anywhere."""
        self._pieces.append(text)

    def part(self) -> None:
        """What follows is another block."""
        self._pieces.append("\n")

    def settle(self) -> None:
        """Make words of what was said."""
        text = re.sub("\u00ad\\s*", "", "".join(self._pieces))
        self._pieces.clear()
        self.words += [Word(token, token) for token in tokens(text)]


class Transcript(Struct):
    """What an article or an output says; notes stand apart, because each format puts them elsewhere."""

    body: Stream = field(default_factory=Stream)
    notes: Stream = field(default_factory=Stream)
    blocks: list[Block] = field(default_factory=list)
    """Of an Edition: the blocks that its words belong to."""

    def things(self, kind: ThingKind) -> list[Thing]:
        """The things of a kind, those in the text before those in notes."""
        return [thing for stream in (self.body, self.notes) for thing in stream.things if thing.kind == kind]

    def settle(self) -> None:
        """Make words of what was said."""
        self.body.settle()
        self.notes.settle()


class Block(Struct, frozen=True):
    """A run of words that stand or fall together."""

    name: str
    """As messages call it: "paragraph", "caption" …"""
    at: Position
    node: AnyNode | None = None


def letters_of(text: str) -> str:
    """The letters and digits of a formula in alphabetical order."""
    return "".join(sorted(letter for letter in unicodedata.normalize("NFKC", text) if letter.isalnum()))


def address_key(address: str) -> str:
    """What two addresses are compared by: writers may percent-encode letters or write hosts in ASCII."""
    from urllib.parse import unquote  # noqa: PLC0415 # only where there is a link

    plain = unquote(address).strip()
    scheme, colon, rest = plain.partition("://")
    if colon:
        host, slash, path = rest.partition("/")
        plain = f"{scheme.lower()}://{_spoken_host(host)}{slash}{path}"
    return unicodedata.normalize("NFC", plain).rstrip("/")


def _spoken_host(host: str) -> str:
    if "xn--" not in host.lower():
        return host.lower()
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:
        return host.lower()
