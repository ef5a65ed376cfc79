"""What a project's settings file and the environment say.

A project is the nearest folder, upward from an article (else from the current folder), that has a
`docexport.toml` or a `pyproject.toml` with a table `[tool.docexport]`. Environment variables are the same
keys as `DOCEXPORT_STYLE`, `DOCEXPORT_DIST` and so on.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from docexport.export import FORMS, Form, StyleChoice
from docexport.model import NOWHERE, Position
from docexport.notices import Problem, SettingsError
from docexport.records import Struct, replace
from docexport.standards import DEFAULT_PDF_STANDARD, PDF_STANDARDS, PdfStandard
from docexport.style.nearest import suggestion
from docexport.style.problems import UnfitError, shown
from docexport.toml_positions import TomlError, key_positions, parse_toml

FILE = "docexport.toml"
_PYPROJECT = "pyproject.toml"
_PREFIX = "DOCEXPORT_"
_TRUE, _FALSE = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


class Settings(Struct, frozen=True):
    """The settings in force for a project; paths in them are relative to `root`."""

    root: Path
    file: str = ""
    """The settings file as messages show it; empty when there is none."""
    style: str = ""
    source: str = "source"
    dist: str = "dist"
    styles: str = "styles"
    formats: tuple[Form, ...] = FORMS
    """What `docexport all` makes."""
    smart: bool = True
    strict: bool = False
    page_list: bool = True
    """Whether an EPUB lists the pages of the PDF made in the same run."""
    pdf_standard: PdfStandard = DEFAULT_PDF_STANDARD


def find_settings(start: Path) -> Settings:
    """The settings of the project around a folder. Raises SettingsError with every problem."""
    for folder in (start.resolve(), *start.resolve().parents):
        for name, table in ((FILE, ()), (_PYPROJECT, ("tool", "docexport"))):
            found = _read_file(folder / name, table)
            if found is not None:
                return found
    return Settings(_relative(Path.cwd()))


def current_settings(environment: Mapping[str, str]) -> Settings:
    """The settings of the project around here, under what the environment says. Raises SettingsError."""
    return replace(find_settings(Path()), **environment_settings(environment))


def style_choice(settings: Settings, wanted: str, overrides: Mapping[str, str]) -> StyleChoice:
    """What is asked for, or else the project's style, to be found in the project's folder."""
    choice = StyleChoice(wanted, folders=(settings.root / settings.styles,), overrides=overrides)
    if not settings.style:
        return choice
    is_path = settings.style.endswith(".toml") or "/" in settings.style
    return replace(choice, default=settings.root / settings.style if is_path else settings.style)


def environment_settings(environment: Mapping[str, str]) -> dict[str, Any]:
    """The values of `DOCEXPORT_*` that are settings, typed. Raises SettingsError."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, read in _READERS.items():
        variable = _PREFIX + _field(key).upper()
        raw = environment.get(variable)
        if raw:
            try:
                values[_field(key)] = read(_from_text(key, raw))
            except UnfitError as unfit:
                what = f'{variable} = "{raw}" {unfit}'
                problems.append(Problem("environment", NOWHERE, what, unfit.allowed))
    if problems:
        raise SettingsError(problems)
    return values


# --- Reading a file --------------------------------------------------------------------------------


def _read_file(path: Path, table: Sequence[str]) -> Settings | None:
    try:
        text = path.read_text("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError) as error:
        if isinstance(error, PermissionError) and not os.access(path.parent, os.X_OK):
            return None  # whoever reads the article in there says what is wrong
        reason = getattr(error, "strerror", None) or "is not UTF-8 text"
        raise SettingsError(
            [Problem(_shown(path), NOWHERE, f"cannot be read: {reason}", "mend it")]
        ) from None
    try:
        data: Any = parse_toml(text)
    except TomlError as error:
        raise SettingsError([Problem(_shown(path), error.at, error.message, "see https://toml.io")]) from None
    for key in table:
        data = data.get(key) if isinstance(data, dict) else None
    if not isinstance(data, dict):
        return None
    return _checked(path, tuple(table), data, text)


def _checked(path: Path, table: tuple[str, ...], data: Mapping[str, Any], text: str) -> Settings:
    """Read each key; all problems are reported at once."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, raw in data.items():
        at = key_positions(text).get((*table, key), Position())
        try:
            values[_field(key)] = _read_key(key, raw)
        except UnfitError as unfit:
            problems.append(Problem(_shown(path), at, str(unfit), unfit.allowed))
    if problems:
        raise SettingsError(problems)
    return Settings(_relative(path.parent), _shown(path), **values)


def _read_key(key: str, raw: object) -> object:
    if key not in _READERS:
        known = ", ".join(_READERS)
        raise UnfitError(f"unknown setting {key!r}", f"{suggestion(key, _READERS)}allowed: {known}")
    try:
        return _READERS[key](raw)
    except UnfitError as unfit:
        raise UnfitError(f"{key} = {shown(raw)} {unfit}", unfit.allowed) from None


# --- Values ----------------------------------------------------------------------------------------


def _text(raw: object) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise UnfitError("is not text", "allowed: text in quotation marks")
    return raw


def _flag(raw: object) -> bool:
    if not isinstance(raw, bool):
        raise UnfitError("is neither true nor false", "allowed: true, false")
    return raw


def _formats(raw: object) -> tuple[Form, ...]:
    names = raw if isinstance(raw, list) else [raw]
    for name in names:
        if name not in FORMS:
            raise UnfitError(
                "is not a list of formats", f"{suggestion(name, FORMS)}allowed: {', '.join(FORMS)}"
            )
    if not names:
        raise UnfitError("names no format", f"allowed: {', '.join(FORMS)}")
    return tuple(form for form in FORMS if form in names)


def pdf_standard(raw: object) -> PdfStandard:
    """The standard that a setting or flag names. Raises UnfitError."""
    for standard in PDF_STANDARDS:
        if standard == raw:
            return standard
    near = suggestion(raw, PDF_STANDARDS) if isinstance(raw, str) else ""
    raise UnfitError("is not a standard for PDF", f"{near}allowed: {', '.join(PDF_STANDARDS)}")


_READERS: Mapping[str, Callable[[object], object]] = {
    "style": _text,
    "source": _text,
    "dist": _text,
    "styles": _text,
    "formats": _formats,
    "smart": _flag,
    "strict": _flag,
    "page-list": _flag,
    "pdf-standard": pdf_standard,
}


def _field(key: str) -> str:
    """The name of a setting's field."""
    return key.replace("-", "_")


def _from_text(key: str, raw: str) -> object:
    """An environment variable's text as the value that TOML would have given."""
    if key == "formats":
        return raw.replace(",", " ").split()
    if _READERS[key] is _flag and raw.lower() in (*_TRUE, *_FALSE):
        return raw.lower() in _TRUE
    return raw


# --- Paths -----------------------------------------------------------------------------------------


def _relative(path: Path) -> Path:
    """A path as a person would write it from here: messages and outputs then name no more than needed."""
    try:
        shorter = Path(os.path.relpath(path))
    except ValueError:  # another drive
        return path
    return shorter if len(str(shorter)) < len(str(path)) else path


def _shown(path: Path) -> str:
    return str(_relative(path))
