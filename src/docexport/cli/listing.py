"""`docexport styles`: what can be said after --style."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from docexport.cli.exits import DONE
from docexport.cli.settings import find_settings
from docexport.style import available_styles


def list_styles(*, as_json: bool) -> int:
    """Print each style with its description and what it extends, one a line."""
    settings = find_settings(Path())
    for style in available_styles((settings.root / settings.styles,)):
        if as_json:
            line = json.dumps(asdict(style))
        else:
            extends = f" (extends {style.extends})" if style.extends else ""
            line = f"{style.name:<12}{style.description}{extends}"
        sys.stdout.write(line + "\n")
    return DONE
