"""Articles in, files out: everything is read and checked before anything is written.

1. Sources, targets and settings are found.
2. Every article is read, every style loaded. Any error ends the run here, all errors told, nothing written.
3. Each output is made and written; one that cannot be written does not keep the others from it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docexport.cli.exits import BAD_INPUT, DONE, NOT_WRITTEN, NOTICED
from docexport.cli.progress import Advance, progress
from docexport.cli.report import Reporter
from docexport.cli.settings import Settings, environment_settings, style_choice
from docexport.cli.sources import Source, find_sources
from docexport.cli.targets import Target, find_targets
from docexport.export import (
    FORMATS,
    Form,
    PrintedPages,
    moment_of,
    read_article,
    render,
    style_for,
    write_whole,
)
from docexport.model import NOWHERE, Article
from docexport.notices import DocexportError, Notice, OutputError, Problem, SettingsError
from docexport.read import read_text
from docexport.read.decode import decode
from docexport.records import Struct, field, replace
from docexport.resources import Resources
from docexport.standards import DEFAULT_PDF_STANDARD, PdfStandard
from docexport.style import Style
from docexport.unhurried import collect_cycles, collector_at_rest


class Request(Struct, frozen=True):
    """What the command line asks for; None and empty mean that it does not say."""

    sources: Sequence[str]
    forms: tuple[Form, ...] = ()
    """Empty: those that the settings name for `all`."""
    output: str = ""
    style: str = ""
    overrides: Mapping[str, str] = field(default_factory=dict)
    smart: bool | None = None
    strict: bool | None = None
    page_list: bool | None = None
    pdf_standard: PdfStandard | None = None
    show_progress: bool = True


class Job(Struct, frozen=True):
    """An output that only needs to be made."""

    target: Target
    article: Article
    style: Style
    resources: Resources
    modified: datetime
    pages: PrintedPages | None = None
    """Shared by the PDF and the EPUB of one article, where the EPUB is to list the PDF's pages."""
    pdf_standard: PdfStandard = DEFAULT_PDF_STANDARD


def convert(request: Request, reporter: Reporter) -> int:
    """Do what the request asks and return the exit code. Raises UsageError."""
    with collector_at_rest():
        return _convert(request, reporter)


def _convert(request: Request, reporter: Reporter) -> int:
    try:
        environment = environment_settings(os.environ)
        sources = [with_environment(source, environment) for source in find_sources(request.sources)]
        forms = request.forms or sources[0].settings.formats
        targets = find_targets(sources, forms, request.output)
        jobs = _prepare(targets, request, environment.get("style", ""), reporter)
    except DocexportError as error:
        for problem in error.problems:
            reporter.problem(problem)
        return BAD_INPUT
    code = _make_all(jobs, reporter, show_progress=request.show_progress)
    strict = sources[0].settings.strict if request.strict is None else request.strict
    return code or (NOTICED if strict and reporter.notices else DONE)


def with_environment(source: Source, environment: Mapping[str, Any]) -> Source:
    """Put the environment over the settings file; but a style there also wins over the article's."""
    values = {key: value for key, value in environment.items() if key != "style"}
    return replace(source, settings=replace(source.settings, **values))


# --- Reading ---------------------------------------------------------------------------------------


def _prepare(
    targets: Sequence[Target], request: Request, environment_style: str, reporter: Reporter
) -> list[Job]:
    """Read every article once and load every style. Raises one error with the problems of all."""
    fallback = source_date()
    articles: dict[str, tuple[Article, Resources]] = {}
    pages = _printed_pages(targets, request)
    jobs: list[Job] = []
    problems: list[Problem] = []
    for target in targets:
        source = target.source
        try:
            if source.name not in articles:
                articles[source.name] = _read(source, request, reporter)
            article, resources = articles[source.name]
            kind = FORMATS[target.form].kind
            wanted = request.style or environment_style
            choice = style_choice(source.settings, wanted, request.overrides)
            style = style_for(
                article, kind, choice, folder=source.folder, project=project_of(source.settings)
            )
            modified = moment_of(article.metadata_for(kind), source.path, fallback)
            standard = request.pdf_standard or source.settings.pdf_standard
            jobs.append(Job(target, article, style, resources, modified, pages.get(source.name), standard))
        except DocexportError as error:
            problems += error.problems
    if problems:
        raise DocexportError(tuple(dict.fromkeys(problems)))
    return jobs


def _printed_pages(targets: Sequence[Target], request: Request) -> dict[str, PrintedPages]:
    """For each article whose PDF and EPUB are both made, where the one tells the other its pages."""
    forms: dict[str, set[Form]] = {}
    for target in targets:
        wanted = target.source.settings.page_list if request.page_list is None else request.page_list
        if wanted:
            forms.setdefault(target.source.name, set()).add(target.form)
    return {name: PrintedPages() for name, made in forms.items() if made >= {"pdf", "epub"}}


def _read(source: Source, request: Request, reporter: Reporter) -> tuple[Article, Resources]:
    smart = source.settings.smart if request.smart is None else request.smart

    def notify(notice: Notice) -> None:
        reporter.notice(source.name, notice)

    resources = Resources(source.folder, project_of(source.settings) or source.folder)
    if source.path is not None:
        return read_article(source.path, notify, smart=smart, display=source.name), resources
    text = decode(sys.stdin.buffer.read(), source.name)
    return read_text(text, notify, file=source.name, smart=smart), resources


def project_of(settings: Settings) -> Path | None:
    """The project's folder, if there is one: pictures may then come from all of it."""
    return settings.root if settings.file else None


def source_date() -> datetime | None:
    """SOURCE_DATE_EPOCH (reproducible-builds.org): what to take for a missing date."""
    raw = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not raw:
        return None
    try:
        return datetime.fromtimestamp(int(raw), UTC)
    except (ValueError, OverflowError, OSError):
        what = f'SOURCE_DATE_EPOCH = "{raw}" is not a time'
        remedy = "allowed: seconds since 1970, such as 1740700800"
        raise SettingsError([Problem("environment", NOWHERE, what, remedy)]) from None


# --- Making ----------------------------------------------------------------------------------------


def _make_all(jobs: Sequence[Job], reporter: Reporter, *, show_progress: bool) -> int:
    several = len({job.target.source.name for job in jobs}) > 1
    code = DONE
    before = jobs[0].article if jobs else None
    with progress(len(jobs), shown=show_progress and several) as advance:
        for job in jobs:
            if job.article is not before:
                collect_cycles()
                before = job.article
            code = _make(job, reporter, advance) or code
    return code


def _make(job: Job, reporter: Reporter, advance: Advance) -> int:
    """Make one output and put it where it belongs."""
    target = job.target
    advance(target.name)

    def notify(notice: Notice) -> None:
        reporter.notice(target.source.name, notice)

    with _doing(f"making {target.form} of {target.source.name}"):
        data = render(
            job.article,
            target.form,
            job.style,
            job.resources,
            notify,
            modified=job.modified,
            pages=job.pages,
            pdf_standard=job.pdf_standard,
        )
    try:
        if target.path is None:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        else:
            write_whole(target.path, data)
    except OutputError as error:
        for problem in error.problems:
            reporter.problem(problem)
        return NOT_WRITTEN
    reporter.wrote(target.source.name, target.form, target.name, len(data))
    return DONE


@contextmanager
def _doing(what: str) -> Iterator[None]:
    """Let an unexpected error say which output it kept from being made."""
    try:
        yield
    except Exception as error:
        error.add_note(what)
        raise
