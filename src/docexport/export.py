"""One call, one finished file: the format table, and the way from a source to bytes on disk.

1. `read.read_file`: the source becomes an Article, once for all formats.
2. `style_for`: the style that the caller, the article or the default names, in this order.
3. `render`: the Article becomes an Edition of the format's kind, and its writer makes the bytes.
4. `write_whole`: the bytes become a file, whole or not at all.

Nothing here reads the clock, the environment or the network.
"""

from __future__ import annotations

import itertools
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast, get_args

from docexport.model import NOWHERE, Article, Kind, Metadata
from docexport.notices import Notify, OutputError, Problem, SourceError, refuse
from docexport.records import Struct, replace
from docexport.standards import DEFAULT_PDF_STANDARD, PdfStandard

if TYPE_CHECKING:  # each costs start-up time that `--help` should not pay
    from collections.abc import Callable

    from docexport.edition import Edition, Pagination
    from docexport.resources import Resources
    from docexport.style import Style

    Writer: TypeAlias = Callable[[Edition, Style, Resources, Notify], bytes]

Form: TypeAlias = Literal["pdf", "docx", "epub"]


class Format(Struct, frozen=True):
    """A row of the format table."""

    kind: Kind
    suffix: str
    writer: str
    """Where the writer is, as `module:function`; its module is imported only when it is used."""
    paged: str = ""
    """Where a writer is that also says where its pages begin, if the format has pages."""


FORMATS: Mapping[Form, Format] = {
    "pdf": Format("brief", ".pdf", "docexport.write.pdf:write_pdf", "docexport.write.pdf:write_paged_pdf"),
    "docx": Format("report", ".docx", "docexport.write.docx:write_docx"),
    "epub": Format("book", ".epub", "docexport.write.epub:write_epub"),
}

FORMS: tuple[Form, ...] = get_args(Form)
DEFAULT_STYLE = "briefing"

# What an undated article read from a pipe is dated: the first instant that a zip file can hold.
_NO_DATE = datetime(1980, 1, 1, tzinfo=UTC)


class StyleChoice(Struct, frozen=True):
    """Which style an article is to have."""

    wanted: str | Path = ""
    """Wins over what the article says."""
    default: str | Path = DEFAULT_STYLE
    """Holds when nothing else is said."""
    folders: tuple[Path, ...] = ()
    """Where styles are found by name, before the bundled ones."""
    overrides: Mapping[str, str] | None = None
    """Single values to change, by dotted key, as text."""


def export(
    source: str | Path,
    form: Form,
    *,
    notify: Notify,
    style: StyleChoice | str | Path = "",
    project: Path | None = None,
    smart: bool = True,
    modified: datetime | None = None,
    pdf_standard: PdfStandard = DEFAULT_PDF_STANDARD,
) -> bytes:
    """The article in `source` as a finished file of one format.

    `style` is a name or a file; without it the article's own, else `briefing`. Pictures may come from the
    source's folder and from `project`. `modified` stands in for a missing date. `pdf_standard` is what a PDF
    is made to. Raises SourceError, StyleError; what is less than perfect goes to `notify`.
    """
    from docexport.resources import Resources  # noqa: PLC0415 # Pillow costs start-up time

    path = Path(source)
    article = read_article(path, notify, smart=smart)
    choice = style if isinstance(style, StyleChoice) else StyleChoice(style)
    dressed = style_for(article, FORMATS[form].kind, choice, folder=path.parent, project=project)
    resources = Resources(path.parent, project or path.parent)
    moment = moment_of(article.metadata_for(FORMATS[form].kind), path, modified)
    return render(article, form, dressed, resources, notify, modified=moment, pdf_standard=pdf_standard)


def export_file(  # noqa: PLR0913 # as `export`, and the file
    source: str | Path,
    target: str | Path,
    form: Form,
    *,
    notify: Notify,
    style: StyleChoice | str | Path = "",
    project: Path | None = None,
    smart: bool = True,
    modified: datetime | None = None,
    pdf_standard: PdfStandard = DEFAULT_PDF_STANDARD,
) -> None:
    """Export to a file, whole or not at all. Raises SourceError, StyleError, OutputError."""
    data = export(
        source,
        form,
        notify=notify,
        style=style,
        project=project,
        smart=smart,
        modified=modified,
        pdf_standard=pdf_standard,
    )
    write_whole(Path(target), data)


def read_article(path: Path, notify: Notify, *, smart: bool = True, display: str | None = None) -> Article:
    """The article in a file; messages call it `display`. Raises SourceError, also if there is no file."""
    from docexport.read import read_file  # noqa: PLC0415 # the Markdown parser costs a tenth of a second

    name = printable(display or str(path))
    try:
        return read_file(path, notify, smart=smart, display=name)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise refuse(
            SourceError, name, f"cannot be read: {reason}", "check its name and its rights"
        ) from error


def printable(name: str) -> str:
    """A file's name as it can be printed in one line and stored in a document: not every name is text."""
    return "".join(character if character.isprintable() else "\ufffd" for character in name)


class PrintedPages(Struct):
    """Where the pages of an article's PDF begin: noted when it is made, marked in an EPUB made after it."""

    pagination: Pagination | None = None


def render(
    article: Article,
    form: Form,
    style: Style,
    resources: Resources,
    notify: Notify,
    *,
    modified: datetime,
    pages: PrintedPages | None = None,
    pdf_standard: PdfStandard = DEFAULT_PDF_STANDARD,
) -> bytes:
    """An article that has been read, as a finished file of one format.

    With the same `pages` for its PDF and then its EPUB, the EPUB has a list of the PDF's pages.
    """
    from docexport.edition import make_edition, summed_up  # noqa: PLC0415 # not needed for `--help`

    edition = make_edition(article, style, FORMATS[form].kind, notify, modified=modified)
    edition = replace(edition, pdf_standard=pdf_standard)
    with summed_up(article, notify) as tell:
        if pages is not None and FORMATS[form].paged:
            data, pages.pagination = load(FORMATS[form].paged)(edition, style, resources, tell)
            return cast("bytes", data)
        if pages is not None:
            edition = replace(edition, printed=pages.pagination)
        return load_writer(form)(edition, style, resources, tell)


def load_writer(form: Form) -> Writer:
    """The writer of a format; only its own libraries are imported."""
    return cast("Writer", load(FORMATS[form].writer))


def load(place: str) -> Callable[..., Any]:
    """The function at `module:function`; its module is imported only now."""
    module, _, function = place.partition(":")
    return cast("Callable[..., Any]", getattr(import_module(module), function))


# --- Style and date --------------------------------------------------------------------------------


def style_for(
    article: Article, kind: Kind, choice: StyleChoice, *, folder: Path, project: Path | None
) -> Style:
    """Load the style for one kind of output. Raises StyleError, SourceError."""
    from docexport.style import load_style  # noqa: PLC0415 # not needed for `--help`

    metadata = article.metadata_for(kind)
    wanted: str | Path = choice.wanted
    if not wanted and metadata.style:
        wanted = _articles_style(article, metadata, folder, project)
    return load_style(wanted or choice.default, folders=choice.folders, overrides=choice.overrides or {})


def _articles_style(article: Article, metadata: Metadata, folder: Path, project: Path | None) -> str | Path:
    """What the front matter names: an article may not make us read files from anywhere."""
    named = metadata.style
    if not (named.endswith(".toml") or "/" in named or "\\" in named):
        return named
    path = (folder / named).resolve()
    if not any(path.is_relative_to(allowed.resolve()) for allowed in (folder, project or folder)):
        remedy = "name a style, or a file in the article's folder or project"
        what = f"style {named!r} lies outside the project"
        raise refuse(SourceError, article.source, what, remedy, metadata.at("style"))
    return folder / named


def moment_of(metadata: Metadata, path: Path | None, fallback: datetime | None) -> datetime:
    """When the article was last changed, in UTC: its date, else `fallback`, else the file's time."""
    if metadata.date is not None:
        date = metadata.date
        return datetime(date.year, date.month, date.day, tzinfo=UTC)
    if fallback is not None:
        return fallback.astimezone(UTC).replace(microsecond=0)
    if path is not None:
        with suppress(OSError):
            return datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
    return _NO_DATE


# --- Writing ---------------------------------------------------------------------------------------

_counter = itertools.count()


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; an earlier one stays until the new one is safe on disk.

    Folders are made as needed. A device or pipe is written to as it is. Raises OutputError.
    """
    try:
        target = Path(os.path.realpath(path))  # a link stays a link
        if target.exists() and not target.is_file():
            _write_special(target, data)
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, data)
    except OSError as error:
        raise _failed(path, error) from error


def _write_special(target: Path, data: bytes) -> None:
    """Write to a device or pipe, which a rename would replace by a file."""
    with target.open("wb") as stream:
        stream.write(data)


def _replace(target: Path, data: bytes) -> None:
    # In the same folder, so that the rename cannot cross file systems; the name is short, because the
    # target's own may already be as long as names can be.
    temporary = target.with_name(f".docexport-{os.getpid()}-{next(_counter)}.part")
    try:
        with temporary.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable, where the system lets a folder be opened."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _failed(path: Path, error: OSError) -> OutputError:
    reason = (error.strerror or str(error)).lower()
    with suppress(OSError):
        if path.is_file():
            return _output_error(path, reason, "the earlier file is untouched")
        above = next((folder for folder in path.parents if folder.exists()), path.parent)
        if not above.is_dir():
            return _output_error(path, f"{above} is not a folder", "choose another place with -o")
    return _output_error(path, reason, "make room or choose another place with -o")


def _output_error(path: Path, reason: str, remedy: str) -> OutputError:
    return OutputError([Problem(str(path), NOWHERE, f"cannot be written: {reason}", remedy)])
