"""`docexport styles specimen`: everything that a style dresses, in all formats.

1. The article in `specimen/` beside this file gets the style's own words and numbers.
2. It is laid into a temporary folder with the pictures that are drawn for it.
3. Each format is made of it as of any article.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from docexport.cli.exits import DONE, NOT_WRITTEN, UsageError
from docexport.cli.report import Reporter
from docexport.cli.settings import Settings, current_settings, style_choice
from docexport.cli.styles.palette import accent_svg, contrast_words, palette_svg, palette_words
from docexport.export import FORMATS, FORMS, Form, PrintedPages, read_article, render, write_whole
from docexport.model import Article
from docexport.notices import Notice, OutputError, PictureMissing, UnusedNote
from docexport.resources import Resources
from docexport.style import Role, RoleName, Style, load_style
from docexport.style.settings import length_text
from docexport.style.values import SHEETS

_ARTICLE = Path(__file__).parent / "specimen" / "specimen.md"
_NAME = "specimen.md"
_DATE = datetime(2025, 1, 1, tzinfo=UTC)
_LOUDEST: tuple[RoleName, ...] = (
    *("title", "standfirst", "heading-1", "heading-2", "body", "pull-quote"),
    *("key-points-item", "caption", "code", "footnote"),
)
_STAND_INS = {
    "publication.name": "The Publication",
    "publication.tagline": "Its tagline stands here",
    "publication.address": "Its address, where readers can write to",
    "publication.rights": "Its rights, as a rule reserved",
}
"""What a style that belongs to no publication says in a publication's place."""
_WEIGHTS = {200: "extra light", 300: "light", 400: "regular", 500: "medium", 600: "semibold", 700: "bold",
            800: "extra bold", 900: "black"}  # fmt: skip


def prove_style(name: str, output: str, overrides: Mapping[str, str], *, quiet: bool, as_json: bool) -> int:
    """Write specimen-NAME in every format. Raises UsageError, StyleError, SettingsError."""
    settings = current_settings(os.environ)
    style = _style(name, settings, overrides)
    folder = _folder(output, settings)
    reporter = Reporter(quiet=quiet, verbose=not quiet, as_json=as_json)

    def notify(notice: Notice) -> None:
        if not isinstance(notice, PictureMissing | UnusedNote):  # both are there to be shown
            reporter.notice(_NAME, notice)

    with tempfile.TemporaryDirectory() as made:
        source = Path(made) / _NAME
        _lay_out(source, style)
        article = read_article(source, notify, display=_NAME)
        resources, pages, code = Resources(source.parent, source.parent), PrintedPages(), DONE
        for form in FORMS:
            target = folder / f"specimen-{_stem(style)}{FORMATS[form].suffix}"
            data = render(article, form, style, resources, notify, modified=_DATE, pages=pages)
            code = _written(target, form, data, reporter) or code
    return code


def specimen_article(style: Style) -> tuple[Article, str]:
    """The specimen of a style as it is read, and its source."""
    with tempfile.TemporaryDirectory() as made:
        source = Path(made) / _NAME
        _lay_out(source, style)
        return read_article(source, lambda _notice: None, display=_NAME), source.read_text("utf-8")


def _style(name: str, settings: Settings, overrides: Mapping[str, str]) -> Style:
    """The style that is asked for, with words in the place of a publication's own where it has none."""
    choice = style_choice(settings, name, overrides)
    wanted = choice.wanted or choice.default
    own = load_style(wanted, folders=choice.folders, overrides=overrides).publication
    missing = {
        path: words
        for path, words in _STAND_INS.items()
        if not getattr(own, path.removeprefix("publication."))
    }
    shown = {**missing, "options.review": "all"}  # whatever the style does with a reviewer's marks
    return load_style(wanted, folders=choice.folders, overrides={**shown, **overrides})


def _folder(output: str, settings: Settings) -> Path:
    if Path(output).suffix in {row.suffix for row in FORMATS.values()}:
        raise UsageError(f"-o {output} is one file, but a specimen is three; name a folder")
    return Path(output) if output else settings.root / settings.dist


def _stem(style: Style) -> str:
    """What the files are called: the style's name, as far as a file's name can have it."""
    return re.sub(r"[^\w.-]+", "-", style.name).strip("-.") or "style"


def _written(target: Path, form: Form, data: bytes, reporter: Reporter) -> int:
    try:
        write_whole(target, data)
    except OutputError as error:
        for problem in error.problems:
            reporter.problem(problem)
        return NOT_WRITTEN
    reporter.wrote(_NAME, form, str(target), len(data))
    return DONE


# --- The article -----------------------------------------------------------------------------------


def _lay_out(source: Path, style: Style) -> None:
    words = _words(style)
    text = _ARTICLE.read_text("utf-8")
    source.write_text(re.sub(r"\{\{([a-z-]+)\}\}", lambda match: words[match[1]], text), "utf-8")
    pictures = source.parent / "figures"
    pictures.mkdir()
    (pictures / "palette.svg").write_text(palette_svg(style), "utf-8")
    (pictures / "accent.svg").write_text(accent_svg(style), "utf-8")


def _words(style: Style) -> dict[str, str]:
    """What stands between double braces in the article."""
    body, accent, paper = style.roles["body"], style.colors["accent"], style.colors["paper"]
    words = {
        "title": f"{style.name[:1].upper()}{style.name[1:]}, from A to z",
        "description": style.description or "A style without a description",
        "text-family": body.families[0],
        "text-size": length_text(body.size),
        "text-leading": length_text(body.leading),
        "heading-family": style.roles["heading-1"].families[0],
        "accent": accent.hex,
        "accent-contrast": contrast_words(accent, paper),
        "sheet": _sheet(style),
        "measure": f"{style.page.column_width.pt / 72 * 25.4:.0f} mm",
        "palette-alt": palette_words(style),
    }
    return {key: _safe(value) for key, value in words.items()} | {"roles": _roles(style)}


def _safe(words: str) -> str:
    """Words as they can stand between the double quotes of a front matter or an attribute."""
    return json.dumps(words, ensure_ascii=False)[1:-1]


def _sheet(style: Style) -> str:
    size = (style.page.width, style.page.height)
    named = next((name for name, sheet in SHEETS.items() if sheet == size), "")
    return named or f"{length_text(size[0])} by {length_text(size[1])}"


def _roles(style: Style) -> str:
    """A table of what the most common roles are set in."""
    rows = (
        f"| {role.name} | {_face(role)} | {_measures(role)} | {role.color.hex} |"
        for role in map(style.roles.__getitem__, _LOUDEST)
    )
    head = "| Role | Face | Size and leading | Color |\n|:-----|:-----|-----------------:|:------|\n"
    return head + "\n".join(rows)


def _face(role: Role) -> str:
    slant = " italic" if role.italic else ""
    return f"{role.families[0]} {_WEIGHTS.get(role.weight, role.weight)}{slant}".replace("|", r"\|")


def _measures(role: Role) -> str:
    return f"{length_text(role.size).removesuffix('pt')}/{length_text(role.leading)}"
