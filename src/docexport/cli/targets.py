"""Where each output goes, decided before anything is made, so that no two can meet in one file."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from docexport.cli.exits import UsageError
from docexport.cli.sources import STDIN, Source
from docexport.export import FORMATS, Form
from docexport.records import Struct


class Target(Struct, frozen=True):
    """One output to make."""

    source: Source
    form: Form
    path: Path | None
    """None is standard output."""

    @property
    def name(self) -> str:
        """As messages show it."""
        return str(self.path) if self.path else "stdout"


def find_targets(sources: Sequence[Source], forms: Sequence[Form], output: str) -> tuple[Target, ...]:
    """One target for each article and format. Raises UsageError."""
    pairs = [(source, form) for source in sources for form in forms]
    if output == STDIN or (not output and any(source.path is None for source in sources)):
        return (_standard_output(pairs),)
    if output and _is_file(output, len(pairs)):
        targets = [_single(pairs, Path(output))]
    else:
        targets = [Target(source, form, _in_folder(source, form, output)) for source, form in pairs]
    _refuse_collisions(targets)
    return tuple(targets)


def _standard_output(pairs: Sequence[tuple[Source, Form]]) -> Target:
    if len(pairs) != 1:
        raise UsageError("standard output takes one article in one format; name a folder with -o")
    if sys.stdout.isatty():
        raise UsageError("a terminal cannot show the file; name one with -o, or redirect the output")
    source, form = pairs[0]
    return Target(source, form, None)


def _is_file(output: str, count: int) -> bool:
    """Whether -o names a file: not with a slash at its end, not where a folder is, not for several."""
    # Path.is_dir raises for a name that no file can have.
    if output.endswith(("/", os.sep)) or os.path.isdir(output):  # noqa: PTH112
        return False
    has_suffix = Path(output).suffix in {row.suffix for row in FORMATS.values()}
    if count > 1 and has_suffix:
        raise UsageError(f"-o {output} is one file, but there are {count} outputs; name a folder")
    return count == 1


def _single(pairs: Sequence[tuple[Source, Form]], path: Path) -> Target:
    source, form = pairs[0]
    suffix = FORMATS[form].suffix
    if path.suffix != suffix and path.suffix in {row.suffix for row in FORMATS.values()}:
        raise UsageError(f"-o {path} does not end in {suffix}, which `docexport {form}` makes")
    return Target(source, form, path)


def _in_folder(source: Source, form: Form, output: str) -> Path:
    folder = Path(output) if output else source.settings.root / source.settings.dist
    return folder / f"{source.stem}{FORMATS[form].suffix}"


def _refuse_collisions(targets: Sequence[Target]) -> None:
    """No output may overwrite another one, or an article."""
    taken = {_real(target.source.path): target.source.name for target in targets if target.source.path}
    for target in targets:
        path = _real(target.path)
        if path in taken:
            raise UsageError(
                f"{target.source.name} would overwrite {taken[path]} at {target.name}; "
                "rename one, or choose another place with -o"
            )
        taken[path] = f"the output of {target.source.name}"


def _real(path: Path | None) -> str:
    return os.path.realpath(path or "")
