"""`docexport styles new`: a style file to start from, with the schema that editors check it by beside it.

With design tokens, each value that the style below could not take (too faint, too small) stays in the file
as a comment with the reason, so that what is written always works.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from docexport.cli.exits import DONE, UsageError
from docexport.cli.report import Reporter
from docexport.cli.settings import Settings, current_settings, style_choice
from docexport.export import write_whole
from docexport.notices import Notice, StyleError, TokenUnused
from docexport.style import Style, load_style
from docexport.style.brand import Given, given_by
from docexport.style.design_tokens import read_tokens_file
from docexport.style.json_schema import FILE as SCHEMA_FILE
from docexport.style.json_schema import style_schema
from docexport.style.settings import toml_literal
from docexport.style.starting import Heading, starting_text

_NAME = re.compile(r"\w[\w-]*")


def make_style(name: str, below: str, tokens: Path | None, *, as_json: bool) -> int:
    """Write styles/NAME.toml. Raises UsageError, StyleError, OutputError."""
    settings = current_settings(os.environ)
    path = _path(name, settings)
    choice = style_choice(settings, below, {})
    style = load_style(choice.wanted, folders=choice.folders)
    reporter = Reporter(as_json=as_json)
    heading = Heading(name, _extends(below, path.parent), SCHEMA_FILE, tokens.name if tokens else "")
    given = _given(tokens, style, reporter)
    refused = _refused(given, choice.wanted, choice.folders)
    for found in given:
        if found.path in refused:
            reason = f"{found.path} cannot be {toml_literal(found.value)}: {refused[found.path]}"
            reporter.notice(str(tokens), TokenUnused(name=found.token.name, reason=reason, at=found.token.at))
    write_whole(path.parent / SCHEMA_FILE, schema_text().encode())
    write_whole(path, starting_text(heading, style, given, refused).encode())
    _say(path, name, given, refused, tokens, as_json=as_json)
    return DONE


def print_schema() -> int:
    """Print the schema."""
    sys.stdout.write(schema_text())
    return DONE


def _path(name: str, settings: Settings) -> Path:
    if not _NAME.fullmatch(name):
        remedy = "write a name of letters, digits and hyphens, such as house"
        raise UsageError(f"{name!r} is not a name for a style; {remedy}")
    path = settings.root / settings.styles / f"{name}.toml"
    if path.exists() or path.is_symlink():
        raise UsageError(f"{path} exists already; choose another name, or change that file")
    return path


def _extends(below: str, folder: Path) -> str:
    """What the new file says of the style below: its name, or its path from there."""
    if not (below.endswith(".toml") or "/" in below):
        return below
    relative = Path(os.path.relpath(below, folder)).as_posix()
    return relative if "/" in relative else f"./{relative}"


def _given(tokens: Path | None, below: Style, reporter: Reporter) -> tuple[Given, ...]:
    if tokens is None:
        return ()

    def notify(notice: Notice) -> None:
        reporter.notice(str(tokens), notice)

    return given_by(read_tokens_file(tokens), below, notify)


def _refused(given: Sequence[Given], below: str | Path, folders: tuple[Path, ...]) -> dict[str, str]:
    """The values that do not fit into the style below, taken out one by one, with what is wrong."""
    refused: dict[str, str] = {}
    while True:
        tried = {found.path: _said(found) for found in given if found.path not in refused}
        try:
            load_style(below, folders=folders, overrides=tried)
        except StyleError as error:
            faults = {
                problem.file.removeprefix("--set "): problem.what
                for problem in error.problems
                if problem.file.removeprefix("--set ") in tried
            }
            if not faults:
                raise
            refused |= faults
        else:
            return refused


def _said(given: Given) -> str:
    return toml_literal(given.value)


def _say(
    path: Path,
    name: str,
    given: Sequence[Given],
    refused: dict[str, str],
    tokens: Path | None,
    *,
    as_json: bool,
) -> None:
    used = [found for found in given if found.path not in refused]
    if as_json:
        for found in used:
            entry = {"type": "value", "key": found.path, "value": found.value, "token": found.token.name}
            sys.stdout.write(json.dumps(entry | {"file": str(tokens), "line": found.token.at.line}) + "\n")
        sys.stdout.write(json.dumps({"type": "output", "file": str(path)}) + "\n")
        return
    for found in used:
        place = f"{tokens}:{found.token.at.line}"
        sys.stdout.write(f"{found.path} = {toml_literal(found.value)}  from {found.token.name} ({place})\n")
    sys.stdout.write(f"{path} is ready; now: docexport all --style {name}\n")


def schema_text() -> str:
    """The JSON Schema of style files as it is written."""
    return json.dumps(style_schema(), indent=2, ensure_ascii=False) + "\n"
