"""`docexport styles show`: every value in force, as TOML, with the place where it was given."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from docexport.cli.exits import DONE, UsageError
from docexport.cli.settings import current_settings, style_choice
from docexport.style import load_style
from docexport.style.nearest import suggestion
from docexport.style.settings import Setting, style_settings, toml_literal

_DIM, _BOLD, _PLAIN = "\x1b[2m", "\x1b[1m", "\x1b[0m"
_WIDTH = 44


def show_style(name: str, keys: Sequence[str], overrides: Mapping[str, str], *, as_json: bool) -> int:
    """Print a style, or some of its keys. Raises StyleError, SettingsError, UsageError."""
    choice = style_choice(current_settings(os.environ), name, overrides)
    style = load_style(choice.wanted or choice.default, folders=choice.folders, overrides=overrides)
    shown = _chosen(tuple(style_settings(style)), keys)
    if as_json:
        for setting in shown:
            entry = {"type": "value", "key": setting.path, "value": setting.value, "origin": setting.origin}
            sys.stdout.write(json.dumps(entry, ensure_ascii=False) + "\n")
        return DONE
    below = f" extends {', '.join(style.extends)}" if style.extends else ""
    colored = _wants_color()
    sys.stdout.write(_painted(f"# {style.name}{below}\n", _DIM, colored))
    for table, settings in groupby(shown, key=lambda setting: setting.table):
        if table:
            sys.stdout.write(_painted(f"\n[{'.'.join(table)}]\n", _BOLD, colored))
        sys.stdout.writelines(_lines(settings, colored=colored))
    return DONE


def _chosen(settings: Sequence[Setting], keys: Sequence[str]) -> list[Setting]:
    """The settings that are, or stand in, one of the keys; all of them without any."""
    for key in keys:
        if not any(_within(setting, key) for setting in settings):
            known = {part for setting in settings for part in (setting.path, ".".join(setting.table))}
            raise UsageError(
                f"the style has no key {key!r}; "
                f"{suggestion(key, known)}allowed: a table such as colors, or a key such as page.size"
            )
    return [s for s in settings if not keys or any(_within(s, key) for key in keys)]


def _within(setting: Setting, key: str) -> bool:
    return setting.path == key or setting.path.startswith(f"{key}.")


def _lines(settings: Iterator[Setting], *, colored: bool) -> Iterator[str]:
    for setting in settings:
        code = f"{setting.key} = {toml_literal(setting.value)}"
        origin = _painted(f"# {setting.origin}", _DIM, colored) if setting.origin else ""
        yield f"{code:<{_WIDTH}}{_swatch(setting.value) if colored else ''}  {origin}".rstrip() + "\n"


def _swatch(value: object) -> str:
    """A patch of the color, where the value is one."""
    if not isinstance(value, str) or len(value) != 7 or not value.startswith("#"):
        return "   "
    red, green, blue = (int(value[i : i + 2], 16) for i in (1, 3, 5))
    return f" \x1b[48;2;{red};{green};{blue}m  {_PLAIN}"


def _painted(text: str, paint: str, colored: bool) -> str:
    return f"{paint}{text.rstrip()}{_PLAIN}{text[len(text.rstrip()) :]}" if colored else text


def _wants_color() -> bool:
    """Whether colors are seen and wanted (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
