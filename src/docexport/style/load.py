"""Loading a style: by the name of a bundled or a project's style, or from a file.

1. `layers`: find the files, follow `extends`, put overrides on top.
2. `resolve`: merge, judge names, read values (`schema`, `values`), resolve `like`.
3. `checks`: contrast, sizes, margins.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from docexport.notices import Problem, StyleError
from docexport.records import Struct
from docexport.style.layers import BOTTOM, DEFAULT, read_data, read_layers, style_files
from docexport.style.resolve import resolve
from docexport.style.style import Style

_NO_OVERRIDES: Mapping[str, str] = {}


def load_style(
    name_or_path: str | Path, *, folders: Sequence[Path] = (), overrides: Mapping[str, str] = _NO_OVERRIDES
) -> Style:
    """Load the style of that name, complete and checked.

    A name is looked for in `folders`, then among the bundled styles; a Path, or a string with a slash or
    the ending `.toml`, is a file. `overrides` are dotted keys with their values as text, such as
    `{"colors.accent": "#004b87"}`. Raises StyleError with every problem of every file.
    """
    return resolve(read_layers(name_or_path, folders, overrides))


class StyleInfo(Struct, frozen=True):
    """What a list of styles shows of one."""

    name: str
    description: str
    extends: str
    """The style directly below, or nothing."""
    file: str


def bundled_styles() -> tuple[StyleInfo, ...]:
    """List the styles that come with the package, by name."""
    return available_styles(())


def available_styles(
    folders: Sequence[Path], tell: Callable[[Problem], None] | None = None
) -> tuple[StyleInfo, ...]:
    """Every style that can be asked for by name.

    What is wrong with a file that cannot be read goes to `tell`, and the file is passed over; without it
    StyleError is raised.
    """
    found = []
    for located in style_files(folders):
        try:
            found.append(_info(located.path.stem, located.shown, read_data(located)))
        except StyleError as error:
            if tell is None:
                raise
            for problem in error.problems:
                tell(problem)
    return tuple(found)


def _info(name: str, file: str, data: Mapping[str, object]) -> StyleInfo:
    below = "" if name == BOTTOM else DEFAULT
    return StyleInfo(name, str(data.get("description", "")), str(data.get("extends", below)), file)
