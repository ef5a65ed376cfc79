"""Front matter to Metadata: names and aliases, types and dates; every wrong value is told at once.

1. Keys are matched by their names and aliases; unknown ones are kept and named in one notice.
2. Each field is checked and converted by the reader that the table below gives it.
3. `report:`, `brief:` and `book:` are laid over the rest, each into a whole Metadata of its own.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeAlias

from docexport.model import Author, Inline, Json, Kind, Metadata, Position
from docexport.notices import Notify, Problem, SourceError, UnknownKey
from docexport.read.attributes import is_language_tag
from docexport.read.dates import iso_date, suggested_date
from docexport.read.fields import Field
from docexport.read.frontmatter import FrontMatter

Words: TypeAlias = Callable[[str, Position], tuple[Inline, ...]]
"""Reads inline Markdown that stands at a place."""

KINDS: tuple[Kind, ...] = ("report", "brief", "book")

_FOREIGN = frozenset(
    """aliases bibliography build cascade classoption csl documentclass editor engine execute extra fontsize
    format geometry header-includes headless in-search-index insert-anchor-links jupyter knitr layout lastmod
    link-citations linktitle mainfont markup menu nocite outputs output page-template paginate-by path
    permalink publishdate redirect-to release render resources sitemap slug sort-by taxonomies team
    team-url template transparent type updated url weight expirydate generate-feeds in-sitemap
    """.split()  # noqa: SIM905  (so many names read better as text)
)


class _Reader:
    def __init__(self, file: str, words: Words) -> None:
        self.file = file
        self.words = words
        self.problems: list[Problem] = []

    def wrong(self, field: Field, key: str, what: str, remedy: str) -> None:
        self.problems.append(Problem(self.file, field.at, f"{key} {what}", remedy))

    def text(self, field: Field, key: str) -> str:
        if isinstance(field.value, list) and all(not isinstance(f.value, list | dict) for f in field.value):
            return ", ".join(f.text.strip() for f in field.value)
        if isinstance(field.value, list | dict):
            self.wrong(field, key, f"is {_kind(field)}", f"write it as text, {key}: …")
            return ""
        return " ".join(field.text.split())

    def inlines(self, field: Field, key: str) -> tuple[Inline, ...]:
        if isinstance(field.value, list | dict):
            self.wrong(field, key, f"is {_kind(field)}", f"write it as text, {key}: …")
            return ()
        return self.words(field.text.strip(), field.at)

    def points(self, field: Field, key: str) -> tuple[tuple[Inline, ...], ...]:
        if isinstance(field.value, list):
            return tuple(self.inlines(point, key) for point in field.value)
        if isinstance(field.value, dict):
            self.wrong(field, key, "is a mapping", "write it as a list, one point to a line behind a hyphen")
            return ()
        lines = [re.sub(r"^\s*[-*•]\s+", "", line).strip() for line in field.text.split("\n")]
        return tuple(self.words(line, field.at) for line in lines if line)

    def names(self, field: Field, key: str) -> tuple[str, ...]:
        if isinstance(field.value, list):
            names = [self.text(name, key) for name in field.value]
        else:
            names = [name.strip() for name in re.split(r"[,;]", self.text(field, key))]
        return tuple(dict.fromkeys(name for name in names if name))

    def flag(self, field: Field, key: str) -> bool | None:
        if isinstance(field.value, bool):
            return field.value
        word = field.text.strip().lower()
        if word in ("true", "yes", "on", "false", "no", "off"):
            return word in ("true", "yes", "on")
        self.wrong(field, key, f"is {_shown(field)}", f"write {key}: true or {key}: false")
        return None

    def depth(self, field: Field, key: str) -> int | None:
        if re.fullmatch(r"[1-6]", field.text.strip()):
            return int(field.text)
        self.wrong(field, key, f"is {_shown(field)}", f"write a number from 1 to 6, as in {key}: 2")
        return None

    def day(self, field: Field, key: str) -> date | None:
        if isinstance(field.value, datetime):
            return field.value.date()
        if isinstance(field.value, date):
            return field.value
        found = iso_date(field.text.strip()) if not isinstance(field.value, list | dict) else None
        if found is None:
            self.wrong(
                field, key, f"is {_shown(field)}, not an ISO date", f"write {suggested_date(field.text)}"
            )
        return found

    def language(self, field: Field, key: str) -> str | None:
        tag = field.text.strip().replace("_", "-")
        if isinstance(field.value, list | dict) or not is_language_tag(tag):
            self.wrong(field, key, f"is {_shown(field)}", "write a language tag such as en, uk or pt-BR")
            return None
        return tag

    def authors(self, field: Field, key: str) -> tuple[Author, ...]:
        entries = field.value if isinstance(field.value, list) else [field]
        found = (self.author(entry, key) for entry in entries)
        return tuple(author for author in found if author is not None)

    def author(self, field: Field, key: str) -> Author | None:
        if not isinstance(field.value, dict):
            name = self.text(field, key)
            return Author(name) if name else None
        given = {name.lower(): value for name, value in field.value.items() if value.value is not None}
        name = self.person(given.get("name"), key)
        if not name:
            self.wrong(field, key, "has no name", 'write it as {name: "Ada Lovelace", role: "Editor"}')
            return None
        parts = {part: self.part(given, key, part) for part in ("role", "email", "orcid")}
        return Author(name, affiliation=self.part(given, key, "affiliation", "affiliations"), **parts)

    def person(self, field: Field | None, key: str) -> str:
        if field is None:
            return ""
        if isinstance(field.value, dict):
            names = (field.value.get(part) for part in ("given", "dropping-particle", "family", "literal"))
            return " ".join(self.text(name, key) for name in names if name is not None)
        return self.text(field, key)

    def part(self, given: Mapping[str, Field], key: str, *names: str) -> str:
        field = next((given[name] for name in names if name in given), None)
        if field is None:
            return ""
        entries = field.value if isinstance(field.value, list) else [field]
        return "; ".join(
            self.person(entry.value.get("name"), key)
            if isinstance(entry.value, dict)
            else self.text(entry, key)
            for entry in entries
        )


_Read: TypeAlias = Callable[[_Reader, Field, str], Any]

_FIELDS: Mapping[str, tuple[_Read, tuple[str, ...]]] = {
    "title": (_Reader.inlines, ("title",)),
    "subtitle": (_Reader.inlines, ("subtitle",)),
    "kicker": (_Reader.inlines, ("kicker",)),
    "summary": (_Reader.inlines, ("summary", "abstract", "description", "standfirst")),
    "key_points": (_Reader.points, ("key-points", "keypoints")),
    "authors": (_Reader.authors, ("authors", "author")),
    "date": (_Reader.day, ("date",)),
    "lang": (_Reader.language, ("lang", "language")),
    "keywords": (_Reader.names, ("keywords", "tags")),
    "category": (_Reader.text, ("category", "categories")),
    "identifier": (_Reader.text, ("identifier",)),
    "rights": (_Reader.text, ("rights", "copyright")),
    "publisher": (_Reader.text, ("publisher",)),
    "source": (_Reader.text, ("source",)),
    "series": (_Reader.text, ("series",)),
    "series_number": (_Reader.text, ("series-number", "series-index")),
    "cover_image": (_Reader.text, ("cover-image",)),
    "cover_alt": (_Reader.text, ("cover-alt",)),
    "toc": (_Reader.flag, ("toc",)),
    "toc_depth": (_Reader.depth, ("toc-depth",)),
    "list_of_figures": (_Reader.flag, ("list-of-figures", "lof")),
    "list_of_tables": (_Reader.flag, ("list-of-tables", "lot")),
    "number_sections": (_Reader.flag, ("number-sections", "numbersections")),
    "marking": (_Reader.text, ("marking",)),
    "embargo": (_Reader.text, ("embargo",)),
    "draft": (_Reader.flag, ("draft",)),
    "reviewer": (_Reader.text, ("reviewer",)),
    "track_changes": (_Reader.flag, ("track-changes",)),
    "certified_by": (_Reader.text, ("certified-by",)),
    "style": (_Reader.text, ("style",)),
}
_ALIASES = {alias: name for name, (_, aliases) in _FIELDS.items() for alias in aliases}


def language_of(front: FrontMatter) -> str | None:
    """The language that a front matter names, if it is one: body and headline need it for their quotes."""
    for key, field in front.fields.items():
        if _ALIASES.get(_spelled(key)) == "lang" and isinstance(field.text, str):
            tag = field.text.strip().replace("_", "-")
            return tag if is_language_tag(tag) else None
    return None


def read_metadata(
    front: FrontMatter, file: str, notify: Notify, words: Words
) -> tuple[Metadata, tuple[tuple[Kind, Metadata], ...]]:
    """The metadata for all outputs, and a whole one for each output with values of its own.

    Raises SourceError with every value that is wrong.
    """
    reader = _Reader(file, words)
    base = {key: field for key, field in front.fields.items() if key not in KINDS}
    unknown = _unknown(base)
    overrides: list[tuple[Kind, Metadata]] = []
    metadata = _metadata(reader, base)
    for kind in KINDS:
        field = front.fields.get(kind)
        if field is None or field.value is None:
            continue
        if isinstance(field.value, dict):
            unknown |= _unknown(field.value)
            overrides.append((kind, _metadata(reader, _laid_over(base, field.value))))
        else:
            reader.wrong(
                field, kind, f"is {_kind(field)}", f"write the keys that only the {kind} has under it"
            )
    if reader.problems:
        raise SourceError(list(dict.fromkeys(reader.problems)))
    if unknown:
        first = min(field.begins for field in unknown.values())
        notify(UnknownKey(at=first, keys=tuple(unknown), nearest=_near_misses(unknown)))
    return metadata, tuple(overrides)


def _spelled(key: str) -> str:
    return key.strip().lower().replace("_", "-")


def _unknown(fields: Mapping[str, Field]) -> dict[str, Field]:
    return {key: field for key, field in fields.items() if _spelled(key) not in _ALIASES}


def _laid_over(base: Mapping[str, Field], own: Mapping[str, Field]) -> dict[str, Field]:
    replaced = {_ALIASES.get(_spelled(key), key) for key in own}
    kept = {key: field for key, field in base.items() if _ALIASES.get(_spelled(key), key) not in replaced}
    return {**kept, **own}


def _near_misses(unknown: Mapping[str, Field]) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for key in unknown:
        spelled = _spelled(key)
        near = difflib.get_close_matches(spelled, [*_ALIASES, *KINDS], n=1, cutoff=0.75)
        if near and spelled not in _FOREIGN:
            found.append((key, near[0]))
    return tuple(found)


def _metadata(reader: _Reader, fields: Mapping[str, Field]) -> Metadata:
    values: dict[str, Any] = {}
    positions: list[tuple[str, Position]] = []
    given = {_spelled(key): (key, field) for key, field in fields.items() if field.value is not None}
    extra = {key: field for key, field in fields.items() if _spelled(key) not in _ALIASES}
    for name, (read, aliases) in _FIELDS.items():
        found = [given[alias] for alias in aliases if alias in given]
        # Of several names for the same thing the first counts; the others are kept.
        extra.update(found[1:])
        for key, field in found[:1]:
            value = read(reader, field, key)
            if value is not None:
                values[name] = value
                positions.append((name, field.at))
    extras = tuple((key, _json(field)) for key, field in extra.items())
    return Metadata(**values, positions=tuple(positions), extra=extras)


def _json(field: Field) -> Json:
    if isinstance(field.value, dict):
        return tuple((key, _json(value)) for key, value in field.value.items())
    if isinstance(field.value, list):
        return tuple(_json(value) for value in field.value)
    if isinstance(field.value, date | datetime):
        return field.value.isoformat()
    return field.value


def _kind(field: Field) -> str:
    return (
        "a mapping"
        if isinstance(field.value, dict)
        else "a list"
        if isinstance(field.value, list)
        else "text"
    )


def _shown(field: Field) -> str:
    if isinstance(field.value, list | dict):
        return _kind(field)
    short = " ".join(field.text.split())
    return repr(short if len(short) <= 40 else f"{short[:39]}…")
