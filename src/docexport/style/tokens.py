"""The tokens of a style: its names for fonts, sizes and colors."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from docexport.style.layers import Entry, Groups, Layer
from docexport.style.nearest import nearest, suggestion
from docexport.style.problems import Problems, UnfitError
from docexport.style.schema import TOKEN_TABLES
from docexport.style.style import Color
from docexport.style.values import Reader, Tokens
from docexport.units import Length

# What stands in for a token that cannot be read, so that the rest of the style can still be judged.
_STAND_INS: Mapping[str, Any] = {
    "fonts": ("Source Serif Pro",),
    "sizes": Length(10),
    "colors": Color("#000000"),
}


def read_tokens(groups: Groups, problems: Problems) -> Tokens:
    """Read all tokens; what does not fit is reported."""
    tokens = Tokens()
    for table, into in (("fonts", tokens.fonts), ("sizes", tokens.sizes)):
        for name, entry in groups.get((table,), {}).items():
            _store(into, name, entry, tokens, problems)
    for name in groups.get(("colors",), {}):
        _read_color(name, groups["colors",], tokens, problems)
    return tokens


def _read_color(name: str, entries: Mapping[str, Entry], tokens: Tokens, problems: Problems) -> None:
    """Read one color; where its value is the name of another, that one first."""
    chain = [name]
    while chain[-1] not in tokens.colors:
        wanted = entries[chain[-1]].value
        if not isinstance(wanted, str) or wanted not in entries:
            break
        if wanted in chain:
            what = f"colors.{wanted} goes in a circle"
            problems.add(entries[wanted], what, "give one of them a value such as #8a1c2f")
            tokens.colors[wanted] = _STAND_INS["colors"]
        chain.append(wanted)
    for link in reversed(chain):
        if link not in tokens.colors:
            _store(tokens.colors, link, entries[link], tokens, problems)


def _store(into: dict[str, Any], name: str, entry: Entry, tokens: Tokens, problems: Problems) -> None:
    table = entry.path[0]
    reader: Reader = TOKEN_TABLES[table]
    try:
        into[name] = read_entry(entry, reader, tokens)
    except UnfitError as unfit:
        problems.refused(entry, unfit)
        into[name] = _STAND_INS[table]


def read_entry(entry: Entry, reader: Reader, tokens: Tokens) -> Any:
    """Read one entry. What `--set` gave may be meant as text where it reads as a number or a truth."""
    try:
        return reader(entry.value, tokens)
    except UnfitError:
        said = entry.layer.said
        if said is None or isinstance(entry.value, str | list | dict):
            raise
        with suppress(UnfitError):
            return reader(said, tokens)
        raise


def judge_tokens(groups: Groups, bottom: Layer, tokens: Tokens, problems: Problems) -> None:
    """Report tokens that nothing uses and whose name is close to a common one: they are misspelled."""
    for table in ("fonts", "colors", "sizes"):
        known = list(bottom.data.get(table, ()))
        for name, entry in groups.get((table,), {}).items():
            if name in known or (table, name) in tokens.used or not nearest(name, known):
                continue
            remedy = (
                f"{suggestion(name, known)}allowed: {', '.join(sorted(known))}, or a name that a role uses"
            )
            problems.add(entry, f"{table}.{name} is used by nothing", remedy)
