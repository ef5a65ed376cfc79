"""Every key that a style may have, and how its value is read: plain data, complete.

The keys of a table are the fields of its dataclass in `style.py`, with hyphens; a test compares them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from docexport.style import values
from docexport.style.style import Align, Case, Figures, FigureSpacing
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
    "columns": values.whole(1, 4),
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
    "toc": values.choice("none", "report", "all"),
    "toc-depth": values.whole(1, 6),
    "notes": values.choice("foot", "end"),
    "protrusion": values.flag,
    "expansion": values.number(0, 0.05),
    "drop-cap": values.whole(0, 6),
    "widows": values.whole(1, 6),
    "orphans": values.whole(1, 6),
    "table-rules": values.choice("rows", "head", "none"),
    "table-zebra": values.flag,
    "caption-separator": values.text,
    "embed-fonts": values.flag,
    "epub-fonts": values.flag,
    "writing-mode": values.choice("horizontal", "vertical"),
    "figure-caption": values.choice("above", "below"),
    "table-caption": values.choice("above", "below"),
    "review": values.choice("accept", "changes", "all"),
}

ROLE_KEYS: Mapping[str, Reader] = {
    "like": values.text,
    "font": values.families,
    "size": values.size,
    "leading": values.relative,
    "weight": values.whole(100, 900),
    "italic": values.flag,
    "color": values.color,
    "background": values.paint,
    "tracking": values.signed,
    "case": values.choice(*get_args(Case)),
    "figures": values.choice(*get_args(Figures)),
    "figure-spacing": values.choice(*get_args(FigureSpacing)),
    "features": values.features,
    "align": values.choice(*get_args(Align)),
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
    "scale": values.number(0.3, 3),
    "weight": values.whole(100, 900),
    "italic": values.flag,
    "color": values.color,
    "background": values.color,
    "tracking": values.number(-0.2, 1),
    "case": values.choice(*get_args(Case)),
    "figures": values.choice(*get_args(Figures)),
    "figure-spacing": values.choice(*get_args(FigureSpacing)),
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

OPTIONAL_ROLE_KEYS = ("background", "border-before", "border-after", "border-start", "border-end")
"""What is absent unless a role says otherwise."""
