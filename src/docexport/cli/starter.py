"""`docexport new`: a project to start from, copied from the folder `starter/` beside this file."""

from __future__ import annotations

import sys
from pathlib import Path

from docexport.cli.exits import DONE, UsageError
from docexport.cli.styles.making import schema_text
from docexport.export import write_whole
from docexport.style.json_schema import FILE as SCHEMA_FILE

_STARTER = Path(__file__).parent / "starter"


def start_project(folder: Path) -> int:
    """Fill a new or empty folder. Raises UsageError, OutputError."""
    if folder.is_file():
        raise UsageError(f"{folder} is a file; name a folder that does not exist yet")
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty; name a folder that does not exist yet")
    for path in sorted(_STARTER.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            write_whole(folder / path.relative_to(_STARTER), path.read_bytes())
    write_whole(folder / "styles" / SCHEMA_FILE, schema_text().encode())
    try:
        (folder / "dist").mkdir(exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder / 'dist'} cannot be made: {error.strerror}") from None
    sys.stdout.write(f"{folder} is ready; now: cd {folder} && docexport all\n")
    return DONE
