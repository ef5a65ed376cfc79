"""Rules about the letters and signs of running text, and the edits that mend some of them.

Only prose is looked at: code, formulas, tags, addresses and the front matter are masked.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from docexport.check.material import Material, SourceRule, Spot
from docexport.edition.plain import text_of
from docexport.model import Paragraph, Position
from docexport.read.prose import MASK, Stretch

INSIDE_PUNCTUATION = frozenset({"en"})
"""Languages whose marks of notes stand behind full stops and commas."""
_SPACED = frozenset({"fr"})
"""Languages that set a space before some signs."""
_QUOTES = re.compile(r"[\"']")
_AFTER_DIGIT = re.compile(r"\d[\"']")
_DOUBLE_SPACE = re.compile(r"(?<=[^\s\ufffc|])  +(?=[^\s\ufffc|])")
_REPEATED = re.compile(r"\b([^\W\d_]+)[ \n]+\1\b(?!['’])")
_FUNCTION_WORDS = frozenset(
    {
        *(
            "the",
            "a",
            "an",
            "of",
            "to",
            "in",
            "is",
            "and",
            "for",
            "on",
            "with",
            "at",
            "by",
            "from",
            "it",
            "was",
        ),
        *(
            "be",
            "are",
            "as",
            "this",
            "or",
            "not",
            "but",
            "they",
            "we",
            "he",
            "she",
            "his",
            "her",
            "their",
            "its",
        ),
        *("our", "has", "have", "will", "would", "can", "which", "who", "when", "what", "if", "than", "then"),
        *("these", "those", "were", "into"),
    }
)
_REPEATABLE = frozenset(
    {
        "that",
        "very",
        "many",
        "long",
        "never",
        "really",
        "much",
        "more",
        "blah",
        "far",
        "well",
        "had",
        "time",
        "over",
        "again",
        "years",
        "step",
        "there",
        "word",
        "little",
    }
)
_PLACEHOLDER = re.compile(r"\b(?:TODO|FIXME|TBD|TBC|TK|TKTK|XXX+|XXXX)\b|\?{3,}|\b[Ll]orem ipsum\b")
_ROMAN = re.compile(r"[A-Z]\w+ $")
_SPACE_BEFORE = re.compile(r"(?<=\w) +[,;:.!?](?=[\s\ufffc]|$)")
_NO_SPACE_AFTER = re.compile(r"[^\W\d_]+[a-zà-ÿ]([,;])(?=[^\W\d_]{2,})")
_DOUBLED = re.compile(r",,|;;|(?<!\.)\.\.(?!\.)|,\.|\.,(?=\s)")
_SPACED_HYPHEN = re.compile(r"(?<=[^\W\d_]) +- +(?=[^\W\d_])")
_SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u1aad\ua980-\ua9df\uaa60-\uaadf"
"""Scripts of Southeast Asia: a zero-width space says where their words end."""
_INVISIBLE = re.compile(
    f"[\u00ad\u2060\u202a-\u202e\u2066-\u2069]|(?<![{_SPACELESS}])\u200b(?![{_SPACELESS}])"
)
_MIXED = re.compile(r"[^\W\d_]+")
_LEFTOVER = re.compile(r"\*\*|__|\]\(|(?<!~)~~(?!~)|<!--|-->|\{[#.]\w|:::|^#{1,6}(?=\w)", re.MULTILINE)
_NO_PARENTHESIS = re.compile(r"[:;]-?[()]|(?:^|(?<=\s))(?:\d{1,2}|[a-z]|[ivx]{2,4})\)")
_LONGEST_PARAGRAPH = 300


def straight_quotes(material: Material) -> Iterator[Spot]:
    """Typewriter quotes; after a digit they may be minutes, feet or inches."""
    rule = "straight-quotes" if material.smart else "straight-quotes-kept"
    for stretch, start, _ in _found(material, _QUOTES):
        if not (start and _AFTER_DIGIT.match(stretch.text, start - 1)):
            yield Spot(rule, f"a straight quote {stretch.text[start]}", stretch.at(start))


def double_space(material: Material) -> Iterator[Spot]:
    """Two spaces where one is enough."""
    for stretch, start, end in _found(material, _DOUBLE_SPACE):
        yield Spot("double-space", f"{end - start} spaces in a row", stretch.at(start))


def repeated_word(material: Material) -> Iterator[Spot]:
    """A word that stands twice by mistake."""
    if material.lang != "en":
        return
    for stretch, start, end in _found(material, _REPEATED):
        word = stretch.text[start:end].split()[0]
        likely = word in _FUNCTION_WORDS or len(word) >= 5
        if word.islower() and likely and word not in _REPEATABLE:
            second = start + stretch.text[start:end].rindex(word)
            yield Spot("repeated-word", f"{word!r} stands twice", stretch.at(second))


def placeholder(material: Material) -> Iterator[Spot]:
    """A mark that something is still to be written."""
    for stretch, start, end in _found(material, _PLACEHOLDER):
        mark = stretch.text[start:end]
        if not (mark.startswith("XXX") and _ROMAN.search(stretch.text[:start])):
            yield Spot("placeholder", f"{mark!r} is still to be resolved", stretch.at(start))
    for name in ("title", "subtitle", "kicker", "summary"):
        text = "".join(getattr(node, "text", "") for node in getattr(material.metadata, name))
        if match := _PLACEHOLDER.search(text):
            yield Spot("placeholder", f"{match[0]!r} is still to be resolved", material.metadata.at(name))


def space_before_sign(material: Material) -> Iterator[Spot]:
    """A space before a comma, full stop and the like."""
    if material.lang in _SPACED:
        return
    for stretch, start, end in _found(material, _SPACE_BEFORE):
        sign = stretch.text[end - 1]
        if stretch.text[end : end + 1] != sign:
            yield Spot("space-before-sign", f"a space stands before {sign!r}", stretch.at(start))


def space_after_sign(material: Material) -> Iterator[Spot]:
    """A comma that runs into the next word."""
    for stretch, start, _ in _found(material, _NO_SPACE_AFTER):
        place = _NO_SPACE_AFTER.match(stretch.text, start)
        if place is not None:
            yield Spot("space-after-sign", f"no space stands after {place[1]!r}", stretch.at(place.start(1)))


def doubled_sign(material: Material) -> Iterator[Spot]:
    """Two signs where one is meant."""
    for stretch, start, end in _found(material, _DOUBLED):
        abbreviated = re.search(r"\b\w{1,4}$", stretch.text[:start]) and stretch.text[start:end] == ".,"
        if not abbreviated:
            yield Spot("doubled-sign", f"{stretch.text[start:end]!r} is one sign too many", stretch.at(start))


def spaced_hyphen(material: Material) -> Iterator[Spot]:
    """A hyphen between spaces, where a dash is meant."""
    for stretch, start, end in _found(material, _SPACED_HYPHEN):
        hyphen = stretch.text.index("-", start, end)
        yield Spot("spaced-hyphen", "a hyphen stands for a dash", stretch.at(hyphen))


def invisible_character(material: Material) -> Iterator[Spot]:
    """A character that nobody sees, and that search and readers stumble over."""
    for stretch, start, _ in _found(material, _INVISIBLE):
        name = unicodedata.name(stretch.text[start], "")
        what = f"U+{ord(stretch.text[start]):04X} {name} is invisible"
        yield Spot("invisible-character", what, stretch.at(start))


def mixed_scripts(material: Material) -> Iterator[Spot]:
    """A word of Latin and Cyrillic letters, which look alike: no search will find it."""
    for stretch, start, end in _found(material, _MIXED):
        word = stretch.text[start:end]
        if word.isascii():
            continue
        scripts = {unicodedata.name(letter, "").split(" ")[0] for letter in word}
        if {"LATIN", "CYRILLIC"} <= scripts:
            yield Spot("mixed-scripts", f"{word!r} has Latin and Cyrillic letters", stretch.at(start))


def not_composed(material: Material) -> Iterator[Spot]:
    """Letters with separate accents that have a character of their own (Unicode, UAX #15)."""
    for stretch in material.prose.stretches:
        if stretch.text.isascii() or unicodedata.is_normalized("NFC", stretch.text):
            continue
        for match in re.finditer(r"\w[\u0300-\u036f]+", stretch.text):
            if len(unicodedata.normalize("NFC", match[0])) < len(match[0]):
                what = f"{match[0]!r} is written as letter and accent"
                yield Spot("not-composed", what, stretch.at(match.start()))
                break


def leftover_markup(material: Material) -> Iterator[Spot]:
    """Marks of Markdown that were not understood and are shown as they stand."""
    if material.plain:
        return
    for stretch, start, end in _found(material, _LEFTOVER):
        mark = stretch.text[start:end]
        if stretch.source[start - 1 : start] != "\\":
            yield Spot("leftover-markup", f"{mark!r} is shown as it stands", stretch.at(start))


def unbalanced_parenthesis(material: Material) -> Iterator[Spot]:
    """A parenthesis that is not closed, or was not opened; faces and a), b), c) are no parentheses."""
    for stretch in material.prose.stretches:
        bare = _NO_PARENTHESIS.sub("", stretch.text)
        if MASK in stretch.text or any(text.count("(") == text.count(")") for text in (stretch.text, bare)):
            continue
        sign = "(" if bare.count("(") > bare.count(")") else ")"
        place = max(stretch.text.rfind(sign), 0)
        yield Spot("unbalanced-parenthesis", "a parenthesis has no counterpart", stretch.at(place))


def paragraph_long(material: Material) -> Iterator[Spot]:
    """A paragraph that fills a page."""
    for node in material.nodes:
        if isinstance(node, Paragraph):
            count = len(text_of(node).split())
            if count > _LONGEST_PARAGRAPH:
                yield Spot("paragraph-long", f"a paragraph has {count} words", node.at)


# --- Things that are to be written one way -----------------------------------------------------------

_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATES = {
    "28 February 2025": re.compile(rf"\b\d{{1,2}} {_MONTH} \d{{4}}\b"),
    "February 28, 2025": re.compile(rf"\b{_MONTH} \d{{1,2}}, \d{{4}}\b"),
    "2025-02-28": re.compile(r"(?<![\w/-])\d{4}-\d{2}-\d{2}(?![\w/-])"),
    "28.02.2025": re.compile(r"(?<![\w.])\d{1,2}\.\d{1,2}\.\d{4}(?![\w.]\d)"),
    "28/02/2025": re.compile(r"(?<![\w/])\d{1,2}/\d{1,2}/\d{4}(?![\w/])"),
    "28th February 2025": re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th) (?:of )?{_MONTH}(?: \d{{4}})?\b"),
}
_SPELLINGS = (
    ("color", "colour"), ("center", "centre"), ("defense", "defence"), ("labor", "labour"),
    ("neighbor", "neighbour"), ("favor", "favour"), ("honor", "honour"), ("behavior", "behaviour"),
    ("theater", "theatre"), ("analyze", "analyse"), ("organize", "organise"), ("gray", "grey"),
    ("organization", "organisation"), ("recognize", "recognise"), ("traveled", "travelled"),
    ("license", "licence"), ("armor", "armour"), ("kilometers", "kilometres"),
)  # fmt: skip


def mixed_dates(material: Material) -> Iterator[Spot]:
    """Dates written in more than one way."""
    found = {
        shape: [stretch.at(start) for stretch, start, _ in _found(material, pattern)]
        for shape, pattern in _DATES.items()
    }
    used = sorted(
        (shape for shape in found if found[shape]), key=lambda shape: (-len(found[shape]), found[shape][0])
    )
    for shape in used[1:]:
        what = f"a date is written like {shape}, others like {used[0]}"
        yield Spot("mixed-dates", what, found[shape][0])


def ambiguous_date(material: Material) -> Iterator[Spot]:
    """A date in which day and month can be taken for each other."""
    for stretch, start, end in _found(material, _DATES["28/02/2025"]):
        day, month, _ = stretch.text[start:end].split("/")
        if int(day) <= 12 and int(month) <= 12 and day != month:
            what = f"{stretch.text[start:end]} can be read in two ways"
            yield Spot("ambiguous-date", what, stretch.at(start))


def mixed_spelling(material: Material) -> Iterator[Spot]:
    """American and British spelling of one word."""
    if material.lang != "en":
        return
    places: dict[str, Position] = {}
    counts: Counter[str] = Counter()
    for stretch, start, end in _found(material, re.compile(r"[A-Za-z]+")):
        word = stretch.text[start:end].lower()
        places.setdefault(word, stretch.at(start))
        counts[word] += 1
    for pair in _SPELLINGS:
        if all(counts[word] for word in pair):
            rare = min(pair, key=lambda word: (counts[word], places[word]))
            what = f"both {pair[0]!r} and {pair[1]!r} are written"
            yield Spot("mixed-spelling", what, places[rare])


def _found(material: Material, pattern: re.Pattern[str]) -> Iterator[tuple[Stretch, int, int]]:
    for stretch in material.prose.stretches:
        for match in pattern.finditer(stretch.text):
            yield stretch, match.start(), match.end()


RULES: tuple[SourceRule, ...] = (
    straight_quotes,
    double_space,
    repeated_word,
    placeholder,
    space_before_sign,
    space_after_sign,
    doubled_sign,
    spaced_hyphen,
    invisible_character,
    mixed_scripts,
    not_composed,
    leftover_markup,
    unbalanced_parenthesis,
    paragraph_long,
    mixed_dates,
    ambiguous_date,
    mixed_spelling,
)
