"""Every key that a style may have, and how its value is read: plain data, complete.

The keys of a table are the fields of its record in `style.py`, with hyphens; a test compares them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import get_args

from docexport.style import meanings, values
from docexport.style.style import ROLE_NAMES, SPAN_NAMES, Align, Case, Figures, FigureSpacing
from docexport.style.values import Reader

TOP_KEYS: Mapping[str, Reader] = {
    "name": values.text,
    "description": values.text,
    "extends": values.text,
    "font-folders": values.folder_list,
}

TOKEN_TABLES: Mapping[str, Reader] = {
    "fonts": values.family_list,
    "colors": values.color,
    "sizes": values.absolute,
}
"""Tables whose keys the style may invent."""

PUBLICATION_KEYS: Mapping[str, Reader] = dict.fromkeys(("name", "tagline", "address", "rights"), values.text)

PAGE_KEYS: Mapping[str, Reader] = {
    "size": values.sheet,
    "margin-top": values.absolute,
    "margin-bottom": values.absolute,
    "margin-inner": values.absolute,
    "margin-outer": values.absolute,
    "header": values.absolute,
    "footer": values.absolute,
    "columns": values.Whole(1, 4),
    "column-gap": values.absolute,
    "column-rule": values.border,
    "grid": values.absolute,
    "two-sided": values.flag,
}

FURNITURE_KEYS: Mapping[str, Reader] = dict.fromkeys(
    (
        *("header-start", "header-center", "header-end", "footer-start", "footer-center", "footer-end"),
        *("first-header-start", "first-header-center", "first-header-end"),
        *("first-footer-start", "first-footer-center", "first-footer-end"),
        "masthead-end",
    ),
    values.template,
)

OPTION_KEYS: Mapping[str, Reader] = {
    "number-sections": values.flag,
    "toc": values.Choice(("none", "report", "all")),
    "toc-depth": values.Whole(1, 6),
    "cover-page": values.Choice(("none", "report", "all")),
    "notes": values.Choice(("foot", "end")),
    "protrusion": values.flag,
    "expansion": values.Number(0, 0.05),
    "drop-cap": values.Whole(0, 6),
    "widows": values.Whole(1, 6),
    "orphans": values.Whole(1, 6),
    "table-rules": values.Choice(("rows", "head", "none")),
    "table-zebra": values.flag,
    "caption-separator": values.text,
    "embed-fonts": values.flag,
    "epub-fonts": values.flag,
    "writing-mode": values.Choice(("horizontal", "vertical")),
    "figure-caption": values.Choice(("above", "below")),
    "table-caption": values.Choice(("above", "below")),
    "review": values.Choice(("accept", "changes", "all")),
}

ROLE_KEYS: Mapping[str, Reader] = {
    "like": values.text,
    "font": values.families,
    "size": values.size,
    "leading": values.relative,
    "weight": values.Whole(100, 900),
    "italic": values.flag,
    "color": values.color,
    "background": values.paint,
    "tracking": values.signed,
    "case": values.Choice(get_args(Case)),
    "figures": values.Choice(get_args(Figures)),
    "figure-spacing": values.Choice(get_args(FigureSpacing)),
    "features": values.features,
    "align": values.Choice(get_args(Align)),
    "hyphenate": values.flag,
    "indent": values.signed,
    "inset-start": values.relative,
    "inset-end": values.relative,
    "space-before": values.relative,
    "space-after": values.relative,
    "padding-block": values.relative,
    "padding-inline": values.relative,
    "border-before": values.border,
    "border-after": values.border,
    "border-start": values.border,
    "border-end": values.border,
    "keep-with-next": values.flag,
    "keep-together": values.flag,
    "marker": values.text,
}

SPAN_KEYS: Mapping[str, Reader] = {
    "font": values.families,
    "scale": values.Number(0.3, 3),
    "weight": values.Whole(100, 900),
    "italic": values.flag,
    "color": values.color,
    "background": values.color,
    "tracking": values.Number(-0.2, 1),
    "case": values.Choice(get_args(Case)),
    "figures": values.Choice(get_args(Figures)),
    "figure-spacing": values.Choice(get_args(FigureSpacing)),
    "features": values.features,
    "underline": values.flag,
    "strike": values.flag,
}

FIXED_TABLES: Mapping[str, Mapping[str, Reader]] = {
    "publication": PUBLICATION_KEYS,
    "page": PAGE_KEYS,
    "furniture": FURNITURE_KEYS,
    "options": OPTION_KEYS,
}

DRESSING_TABLES = ("roles", "spans")
"""Tables of tables, one for each role or span."""

TABLES = (*FIXED_TABLES, *TOKEN_TABLES, *DRESSING_TABLES)


def all_keys() -> Iterator[str]:
    """Every key by its dotted path; of tokens, those that every style has."""
    yield from TOP_KEYS
    yield from (f"{table}.{key}" for table, keys in FIXED_TABLES.items() for key in keys)
    for table, names in (("fonts", meanings.FONTS), ("sizes", meanings.SIZES), ("colors", meanings.COLORS)):
        yield from (f"{table}.{name}" for name in names)
    yield from (f"roles.{name}.{key}" for name in ROLE_NAMES for key in ROLE_KEYS)
    yield from (f"spans.{name}.{key}" for name in SPAN_NAMES for key in SPAN_KEYS)


OPTIONAL_ROLE_KEYS = ("background", "border-before", "border-after", "border-start", "border-end")
"""What is absent unless a role says otherwise."""
