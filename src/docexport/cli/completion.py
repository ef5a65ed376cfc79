"""What a shell is offered for names that docexport knows: styles, the keys of `--set`, rules of `check`."""

from __future__ import annotations

import os
from pathlib import Path


def complete_style(incomplete: str) -> list[tuple[str, str]]:
    """The styles that begin so, with a line on each; of a path, the style files it may become."""
    from docexport.cli.settings import current_settings  # noqa: PLC0415 # only a shell asks for this
    from docexport.notices import DocexportError  # noqa: PLC0415 # likewise
    from docexport.style import available_styles  # noqa: PLC0415 # likewise

    if "/" in incomplete:
        return [(str(path), "") for path in sorted(Path().glob(f"{incomplete.lstrip('/')}*.toml"))]
    try:
        settings = current_settings(os.environ)
    except DocexportError:
        return []
    # A broken file has no place in a list of what could be chosen; using it tells what is wrong.
    styles = available_styles((settings.root / settings.styles,), lambda _problem: None)
    return [(style.name, style.description) for style in styles if style.name.startswith(incomplete)]


def complete_setting(incomplete: str) -> list[str]:
    """The keys that begin so, each with its equals sign; one table at a time, since there are many."""
    from docexport.style.schema import all_keys  # noqa: PLC0415 # only a shell asks for this

    depth = incomplete.count(".") + 1
    begun = (path for path in all_keys() if path.startswith(incomplete))
    return list(dict.fromkeys(_cut(path, depth) for path in begun))


def complete_rule(incomplete: str) -> list[tuple[str, str]]:
    """The rules of `check` that begin so, with a line on each."""
    from docexport.check.rules import RULES  # noqa: PLC0415 # only a shell asks for this

    return [(name, rule.summary) for name, rule in RULES.items() if name.startswith(incomplete)]


def _cut(path: str, depth: int) -> str:
    parts = path.split(".")
    return f"{path}=" if len(parts) <= depth else f"{'.'.join(parts[:depth])}."
