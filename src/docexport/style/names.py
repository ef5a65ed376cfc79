"""Whether the tables and keys of a style's files exist at all."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from docexport.style.layers import Entry, KeyPath, Layer
from docexport.style.problems import Problems
from docexport.style.schema import (
    DRESSING_TABLES,
    FIXED_TABLES,
    ROLE_KEYS,
    SPAN_KEYS,
    TABLES,
    TOKEN_TABLES,
    TOP_KEYS,
)
from docexport.style.style import ROLE_NAMES, SPAN_NAMES

TOKEN_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def judge_names(layers: Sequence[Layer], problems: Problems) -> None:
    """Report every table, key, role and span that does not exist, in each file that has one."""
    for layer in layers:
        for key, value in layer.data.items():
            if isinstance(value, dict) and key in TABLES:
                _judge_table(layer, key, value, problems)
            elif isinstance(value, dict) and key in TOP_KEYS:
                problems.add(Entry(value, layer, (key,)), f"{key!r} is not a table", f"write {key} = …")
            elif isinstance(value, dict):
                problems.unknown(layer, (key,), TABLES, kind="table")
            elif key in TABLES:
                problems.add(
                    Entry(value, layer, (key,)), f"{key!r} is not a table", f"write [{key}] and its keys"
                )
            elif key not in TOP_KEYS:
                problems.unknown(layer, (key,), (*TOP_KEYS, *TABLES))


def is_known(group: KeyPath, key: str) -> bool:
    """Whether a key of that group (of tables) can be read."""
    match group:
        case ("roles", name):
            return name in ROLE_NAMES and key in ROLE_KEYS
        case ("spans", name):
            return name in SPAN_NAMES and key in SPAN_KEYS
        case (table,) if table in TOKEN_TABLES:
            return TOKEN_NAME.fullmatch(key) is not None
        case (table,):
            return key in FIXED_TABLES.get(table, ())
        case _:
            return False


def _judge_table(layer: Layer, table: str, data: Mapping[str, Any], problems: Problems) -> None:
    if table in DRESSING_TABLES:
        names, keys = (ROLE_NAMES, ROLE_KEYS) if table == "roles" else (SPAN_NAMES, SPAN_KEYS)
        for name, value in data.items():
            _judge_dressing(Entry(value, layer, (table, name)), names, keys, problems)
        return
    for key, value in data.items():
        path = (table, key)
        if table in FIXED_TABLES and key not in FIXED_TABLES[table]:
            problems.unknown(layer, path, FIXED_TABLES[table])
        elif table in TOKEN_TABLES and not TOKEN_NAME.fullmatch(key):
            what = f"{key!r} is not a name for a token"
            problems.add(Entry(value, layer, path), what, "allowed: small letters, digits, hyphens")


def _judge_dressing(entry: Entry, names: Collection[str], keys: Collection[str], problems: Problems) -> None:
    """Judge one table of `roles` or `spans`: its name and its keys."""
    table, name = entry.path
    if name not in names:
        problems.unknown(entry.layer, entry.path, names, kind=table.removesuffix("s"))
    elif not isinstance(entry.value, dict):
        problems.add(entry, f"{table}.{name} is not a table", f"write [{table}.{name}] and its keys")
    else:
        for key in entry.value.keys() - keys:
            problems.unknown(entry.layer, (table, name, key), keys)
