"""The reference of the style format as Markdown: every key, what it takes, its value in `base`, its sense."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from docexport.style import meanings, values
from docexport.style.layers import BOTTOM, Layer, read_layers
from docexport.style.schema import FIXED_TABLES, ROLE_KEYS, SPAN_KEYS, TOP_KEYS
from docexport.style.values import Choice, Number, Reader, Whole

_KINDS: Mapping[Reader, str] = {
    values.text: "text",
    values.flag: "flag",
    values.absolute: "length",
    values.relative: "length or em",
    values.signed: "length or em",
    values.size: "size",
    values.color: "color",
    values.paint: "color, `none`",
    values.border: "border",
    values.families: "font",
    values.family_list: "families",
    values.features: "list of tags",
    values.template: "template",
    values.sheet: f"{', '.join(f'`{name}`' for name in values.SHEETS)}, or two lengths",
    values.folder_list: "list of folders",
}


def style_reference() -> str:
    """The reference, from the tables at the top of a file down to the spans."""
    (base,) = read_layers(BOTTOM, (), {})
    parts = [_section("At the top", "", _keys(TOP_KEYS, meanings.TOP, {}))]
    for table, words in _TABLES.items():
        given = base.data[table]
        rows = _keys(FIXED_TABLES[table], words, given) if table in FIXED_TABLES else _tokens(words, given)
        parts.append(_section(f"`[{table}]`", meanings.TABLES[table], rows))
    body = base.data["roles"]["body"]
    parts += [
        _section("`[roles.…]`", meanings.TABLES["roles"], _roles(base)),
        _section(
            "Keys of a role", "The values are those of `body`.", _keys(ROLE_KEYS, meanings.ROLE_KEYS, body)
        ),
        _section("`[spans.…]`", meanings.TABLES["spans"], _spans(base)),
        _section("Keys of a span", "", _keys(SPAN_KEYS, meanings.SPAN_KEYS, None)),
    ]
    return "\n".join(parts)


_TABLES: Mapping[str, Mapping[str, str]] = {
    "publication": meanings.PUBLICATION,
    "fonts": meanings.FONTS,
    "colors": meanings.COLORS,
    "sizes": meanings.SIZES,
    "page": meanings.PAGE,
    "furniture": meanings.FURNITURE,
    "options": meanings.OPTIONS,
}


def _section(title: str, words: str, table: str) -> str:
    return f"### {title}\n\n" + (f"{words}\n\n" if words else "") + table


def _keys(keys: Mapping[str, Reader], words: Mapping[str, str], given: Mapping[str, Any] | None) -> str:
    """One row for each key; without any `given`, the values are not a column."""
    if given is None:
        return _table(
            ("Key", "Takes", "Meaning"), ((f"`{k}`", _kind(k, r), words[k]) for k, r in keys.items())
        )
    rows = (
        (f"`{key}`", _kind(key, reader), _shown(given.get(key)), words[key]) for key, reader in keys.items()
    )
    return _table(("Key", "Takes", "In `base`", "Meaning"), rows)


def _tokens(words: Mapping[str, str], given: Mapping[str, Any]) -> str:
    return _table(
        ("Name", "In `base`", "Meaning"), ((f"`{k}`", _shown(given[k]), w) for k, w in words.items())
    )


def _roles(base: Layer) -> str:
    roles = base.data["roles"]
    return _table(
        ("Role", "Like", "What it dresses"),
        ((f"`{name}`", _shown(roles[name].get("like")), said) for name, said in meanings.ROLES.items()),
    )


def _spans(base: Layer) -> str:
    spans = base.data["spans"]

    def own(name: str) -> str:
        return ", ".join(f"`{key} = {_toml(value)}`" for key, value in spans[name].items())

    return _table(
        ("Span", "In `base`", "What it dresses"),
        ((f"`{name}`", own(name), said) for name, said in meanings.SPANS.items()),
    )


def _kind(key: str, reader: Reader) -> str:
    if key == "like":
        return "role"
    match reader:
        case Whole(low, high):
            return f"{low} to {high}"
        case Number(low, high):
            return f"{low:g} to {high:g}".replace("-", "−")
        case Choice(names):
            return ", ".join(f"`{name}`" for name in names)
        case _:
            return _KINDS[reader]


def _shown(value: object) -> str:
    return "" if value in (None, "", []) else f"`{_toml(value)}`"


def _toml(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case list():
            return f"[{', '.join(map(_toml, value))}]"
        case str():
            return f'"{value}"'
        case _:
            return str(value)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A pipe table, padded so that its source reads well too."""
    lines = [head, *(tuple(cell.replace("|", r"\|") for cell in row) for row in rows)]
    widths = [max(len(line[column]) for line in lines[:]) for column in range(len(head))]
    return "".join(f"{line}\n" for line in _lines(lines, [min(width, 60) for width in widths]))


def _lines(lines: list[tuple[str, ...]], widths: list[int]) -> Iterator[str]:
    for number, line in enumerate(lines):
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        yield f"| {' | '.join(cells).rstrip()} |"
        if number == 0:
            yield f"|{'|'.join(':' + '-' * (width + 1) for width in widths)}|"
