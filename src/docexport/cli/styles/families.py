"""`docexport styles fonts`: the families that a style can name, and where each is."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from docexport.cli.exits import DONE
from docexport.cli.settings import current_settings, style_choice
from docexport.fonts import FontLibrary
from docexport.style import load_style


def list_families(words: Sequence[str], *, as_json: bool) -> int:
    """Print each family with its weights and where it comes from, one a line."""
    choice = style_choice(current_settings(os.environ), "", {})
    style = load_style(choice.default, folders=choice.folders)
    library = FontLibrary([Path(folder) for folder in style.font_folders])
    found = [f for f in library.descriptions() if all(word.casefold() in f.name.casefold() for word in words)]
    width = max((len(family.name) for family in found), default=0)
    for family in found:
        weights = ", ".join(map(str, family.weights))
        if as_json:
            entry = {"type": "font", "name": family.name, "weights": weights, "italic": family.italic}
            line = json.dumps(entry | {"source": family.source}, ensure_ascii=False)
        else:
            italic = "with italic" if family.italic else ""
            line = f"{family.name:<{width}}  {weights:<36}  {italic:<11}  {family.source}".rstrip()
        sys.stdout.write(line + "\n")
    return DONE
