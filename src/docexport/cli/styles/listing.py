"""`docexport styles`: what can be said after --style."""

from __future__ import annotations

import json
import os
import sys

from docexport.cli.exits import BAD_INPUT, DONE
from docexport.cli.report import Reporter
from docexport.cli.settings import current_settings
from docexport.notices import Problem
from docexport.records import asdict
from docexport.style import available_styles


def list_styles(*, as_json: bool) -> int:
    """Print each style with what it extends and its description, one a line; broken ones are errors."""
    settings = current_settings(os.environ)
    broken: list[Problem] = []
    styles = available_styles((settings.root / settings.styles,), broken.append)
    widths = [
        max(len(text) for text in column)
        for column in zip(*((s.name, s.extends) for s in styles), strict=True)
    ]
    for style in styles:
        if as_json:
            line = json.dumps(asdict(style))
        else:
            line = f"{style.name:<{widths[0]}}  {style.extends:<{widths[1]}}  {style.description}"
        sys.stdout.write(line.rstrip() + "\n")
    reporter = Reporter(as_json=as_json)
    for problem in broken:
        reporter.problem(problem)
    return BAD_INPUT if broken else DONE
