"""`docexport check`: what an editor should mend before an article is sent.

1. What is named on the command line is divided into articles and outputs; an output belongs to the article
   of its name, or to the only one there is.
2. With `--fix` the articles are mended first.
3. Each article is checked; outputs without an article are checked by themselves.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

from docexport.check import RULES, Finding, Result, Subject, check_article, check_outputs, chosen
from docexport.check.fix import mended
from docexport.check.run import is_plain
from docexport.cli.check_report import CheckReport
from docexport.cli.convert import project_of, source_date, with_environment
from docexport.cli.exits import DONE, NOTICED, UsageError
from docexport.cli.progress import progress
from docexport.cli.settings import environment_settings, style_choice
from docexport.cli.sources import Source, find_sources
from docexport.export import FORMATS, FORMS, Form, printable, write_whole
from docexport.notices import DocexportError, Problem, SourceError, refuse
from docexport.read.decode import decode
from docexport.records import Struct, field
from docexport.style.nearest import suggestion
from docexport.unhurried import collect_cycles

_SUFFIXES: Mapping[str, Form] = {row.suffix: form for form, row in FORMATS.items()}


class CheckRequest(Struct, frozen=True):
    """What the command line asks for."""

    arguments: Sequence[str] = ()
    only: Sequence[str] = ()
    skip: Sequence[str] = ()
    outputs: bool = True
    validators: bool = False
    fix: bool = False
    style: str = ""
    overrides: Mapping[str, str] = field(default_factory=dict)
    smart: bool | None = None


class File(Struct, frozen=True):
    """An output that is named on the command line."""

    form: Form
    path: Path
    name: str


def check(request: CheckRequest, report: CheckReport) -> int:
    """Check what is named and say what was found. Raises UsageError, DocexportError."""
    _refuse_unknown_rules((*request.only, *request.skip))
    named = [_file(argument) for argument in request.arguments]
    files = [file for file in named if file is not None]
    others = [argument for argument, file in zip(request.arguments, named, strict=True) if file is None]
    sources = _sources(others) if others or not files else ()
    if request.fix:
        _fix(sources, report)
    found, ran = _check_all(sources, files, request, report)
    report.done(found, articles=len(sources), outputs=len(files), validators=ran)
    return NOTICED if any(finding.severity != "note" for finding in found) else DONE


def _refuse_unknown_rules(names: Sequence[str]) -> None:
    for name in names:
        if name not in RULES:
            raise UsageError(f"there is no rule {name!r}; {suggestion(name, RULES)}docs/check.md lists them")


def _file(argument: str) -> File | None:
    """The output that an argument names, by its ending."""
    path = Path(argument)
    form = _SUFFIXES.get(path.suffix.lower())
    return File(form, path, printable(argument)) if form is not None and not path.is_dir() else None


def _sources(arguments: Sequence[str]) -> tuple[Source, ...]:
    environment = environment_settings(os.environ)
    return tuple(with_environment(source, environment) for source in find_sources(arguments))


# --- Mending -----------------------------------------------------------------------------------------


def _fix(sources: Sequence[Source], report: CheckReport) -> None:
    """Mend the articles in place, each whole or not at all."""
    for source in sources:
        if source.path is None:
            raise UsageError("--fix mends files; standard input is none")
        data = _bytes(source)
        text = decode(data, source.name)
        new, edits = mended(text, source.name, plain=is_plain(source.path))
        encoded = new.encode()
        if edits and text.encode() == data:
            write_whole(source.path, encoded)
            report.fixed(source.name, edits)


def _bytes(source: Source) -> bytes:
    if source.path is None:
        return sys.stdin.buffer.read()
    return _read(source.path, source.name)


def _read(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise refuse(
            SourceError, name, f"cannot be read: {reason}", "check its name and its rights"
        ) from error


# --- Checking ----------------------------------------------------------------------------------------


def _check_all(
    sources: Sequence[Source], files: Sequence[File], request: CheckRequest, report: CheckReport
) -> tuple[list[Finding], tuple[str, ...]]:
    """The findings of all articles and outputs, and the validators that ran."""
    found: list[Finding] = []
    ran: dict[str, None] = {}
    problems: list[Problem] = []
    left = list(files)
    with progress(len(sources), shown=len(sources) > 1 and report.shows_progress) as advance:
        for source in sources:
            advance(source.name)
            collect_cycles()
            own = [file for file in left if _belongs(file, source, sources)]
            left = [file for file in left if file not in own]
            try:
                result = check_article(_subject(source, own, request))
            except DocexportError as error:
                problems += error.problems
                continue
            found += _shown(result, source, request, report, ran)
    if problems:
        raise DocexportError(problems)
    for group in _by_stem(left):
        collect_cycles()
        result = check_outputs([(file.form, file.name, _read(file.path, file.name)) for file in group])
        found += _shown(result, None, request, report, ran)
    return found, tuple(ran)


def _belongs(file: File, source: Source, sources: Sequence[Source]) -> bool:
    return len(sources) == 1 or file.path.stem == source.stem


def _by_stem(files: Sequence[File]) -> list[list[File]]:
    groups: dict[str, list[File]] = {}
    for file in files:
        groups.setdefault(file.path.stem, []).append(file)
    return list(groups.values())


def _subject(source: Source, files: Sequence[File], request: CheckRequest) -> Subject:
    settings = source.settings
    wanted = request.style or cast("str", environment_settings(os.environ).get("style", ""))
    return Subject(
        text=decode(_bytes(source), source.name),
        name=source.name,
        folder=source.folder,
        project=project_of(settings),
        plain=source.path is not None and is_plain(source.path),
        smart=settings.smart if request.smart is None else request.smart,
        style=style_choice(settings, wanted, request.overrides),
        modified=source_date(),
        files=tuple((file.form, file.name, _read(file.path, file.name)) for file in files),
        forms=FORMS if request.outputs else (),
    )


def _shown(
    result: Result, source: Source | None, request: CheckRequest, report: CheckReport, ran: dict[str, None]
) -> tuple[Finding, ...]:
    """Say what was found in one article or group of outputs, with what the validators say."""
    findings = result.findings
    if request.validators:
        from docexport.check.validators import validate  # noqa: PLC0415 # only when asked for

        root = source.settings.root if source is not None else Path()
        more, names = validate(result.outputs, root)
        ran |= dict.fromkeys(names)
        findings = (*findings, *more)
    kept = chosen(findings, request.only, request.skip)
    for finding in kept:
        report.finding(finding)
    return kept
