"""A style file to start from: what most people change first, then what they may come to, as comments.

Every line has the value of the style below, so that the new style looks like it until something is changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from docexport.records import Struct
from docexport.style.brand import Given
from docexport.style.meanings import ROLES, SPANS, TABLES, meaning
from docexport.style.settings import Setting, Toml, style_settings, toml_literal
from docexport.style.style import Style

FIRST = (
    *("publication.name", "fonts.text", "fonts.heading", "colors.accent", "colors.ink", "page.size"),
    *("sizes.body", "sizes.title"),
)
"""What most people change first."""
THEN = (
    *("publication.tagline", "publication.address", "publication.rights", "fonts.code"),
    *("colors.muted", "colors.tint", "colors.hairline", "colors.paper"),
    *("page.margin-top", "page.margin-bottom", "page.margin-inner", "page.margin-outer"),
    *("page.columns", "page.grid", "page.two-sided", "sizes.heading", "sizes.caption", "sizes.small"),
    *("furniture.header-start", "furniture.header-end", "furniture.footer-start", "furniture.footer-end"),
    *("options.number-sections", "options.toc", "options.notes", "options.drop-cap", "options.table-zebra"),
    *("roles.body.leading", "roles.body.align", "roles.body.indent", "roles.body.space-after"),
    *("roles.heading-1.size", "roles.heading-1.weight", "roles.heading-1.color"),
    *("roles.key-points.background", "roles.title.weight"),
)
"""What they may come to."""
_ORDER = ("publication", "fonts", "colors", "sizes", "page", "furniture", "options", "roles", "spans")
_WIDTH = 44
_HEAD = """\
#:schema ./{schema}
# {name}: a style that starts from {below}. Change what you like; a line that you delete is as it is there.
# A line with a # before it is as it is there too, until the # is gone.
#
#     docexport all --style {name}            makes every article in it
#     docexport styles specimen {name}        shows everything it dresses
#     docexport styles show {name}            prints every value, and where it comes from

extends = {extends}
description = {description}
"""


class _Line(NamedTuple):
    key: str
    value: Toml
    note: str
    live: bool


class Heading(Struct, frozen=True):
    """What the head of the new file says."""

    name: str
    extends: str
    """As the file says it: a name, or a path relative to the file."""
    schema: str
    tokens: str = ""
    """The file of design tokens that it was made from, if any."""


def starting_text(
    heading: Heading, below: Style, given: Sequence[Given] = (), refused: Mapping[str, str] | None = None
) -> str:
    """The text of a new style that extends `below`.

    `given` are values from design tokens; those in `refused`, by path, become comments with the reason.
    """
    made_from = f", in the colors and type of {heading.tokens}" if heading.tokens else ""
    head = _HEAD.format(
        schema=heading.schema,
        name=heading.name,
        below=heading.extends,
        extends=toml_literal(heading.extends),
        description=toml_literal(f"{heading.name.capitalize()}: {below.name} to start from{made_from}."),
    )
    return head + "".join(_tables(below, given, refused or {}))


def _tables(below: Style, given: Sequence[Given], refused: Mapping[str, str]) -> Iterator[str]:
    known = {setting.path: setting for setting in style_settings(below)}
    lines: dict[str, list[_Line]] = {}
    tokens = {found.path: found for found in given}
    for path in (*tokens, *(path for path in (*FIRST, *THEN) if path not in tokens)):
        table, _, key = path.rpartition(".")
        line = _from_token(key, tokens[path], refused) if path in tokens else _from_style(key, known[path])
        lines.setdefault(table, []).append(line)
    for table in sorted(lines, key=lambda name: _ORDER.index(name.partition(".")[0])):
        yield f"\n[{table}]{_about(table)}\n"
        yield from (_written(line) for line in sorted(lines[table], key=lambda line: not line.live))


def _from_style(key: str, setting: Setting) -> _Line:
    """A line with the value of the style below; of fonts the family alone, whose fallbacks stay in force."""
    value = setting.value
    if setting.table == ("fonts",) and isinstance(value, list):
        value = value[0]
    return _Line(key, value, meaning(setting.path), setting.path in FIRST)


def _from_token(key: str, given: Given, refused: Mapping[str, str]) -> _Line:
    note = f"{given.token.name}, line {given.token.at.line}"
    if given.path in refused:
        return _Line(key, given.value, f"{note}: {refused[given.path]}", live=False)
    return _Line(key, given.value, note, live=True)


def _about(table: str) -> str:
    first, _, name = table.partition(".")
    words = {**ROLES, **SPANS}.get(name, "") if name else TABLES[first].partition(".")[0]
    return f"  # {words}" if words else ""


def _written(line: _Line) -> str:
    code = f"{'' if line.live else '# '}{line.key} = {toml_literal(line.value)}"
    return f"{code:<{_WIDTH}}  # {line.note}\n" if line.note else f"{code}\n"
