"""The specimen in every bundled style and format, measured; and in a style in which every role is another."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from docexport.style import Role, Style, load_style
from tests.conformance.consistency.blocks import Column
from tests.conformance.consistency.measures import Measured, measured, of_style
from tests.conformance.consistency.pages import read_pages
from tests.conformance.consistency.printing import WINDOW, print_books, print_documents
from tests.conformance.consistency.specimen import FURNITURE, PUBLICATION, SPECIMEN

STYLES = ("briefing", "broadsheet", "report")
BROKEN = "broken"
AROUND = ("gap", "rule before", "rule after")
"""What depends on the distance to the neighbors."""
SHEET = "sheet"
"""The PDF on one sheet so long that nothing must be fitted to a page, and without a baseline grid."""
_HOUSE = f'publication.name = "{PUBLICATION}"\n'
# As high as Word's pages can be, so that few blocks are parted from the next one.
_TALL = 'page.size = ["210mm", "558mm"]\n'
# In one column, for the distances of several grow until they end at one height.
_LONG = 'page.size = ["210mm", "2500mm"]\npage.grid = "6pt"\npage.columns = 1\n'
_WIDEST = 42
"""Ems; no book is set wider on a screen."""


@dataclass(frozen=True)
class Specimens:
    """What was measured, by style and output; the style itself is one more output, and so is `SHEET`."""

    outputs: Mapping[str, Mapping[str, Measured]]

    def compared(self, style: str) -> dict[str, Measured]:
        """What must agree: the style and its outputs, the PDF's distances as they are on a long sheet."""
        found = {
            name: {role: dict(look) for role, look in looks.items()}
            for name, looks in self.outputs[style].items()
        }
        sheet = found.pop(SHEET)
        for role, look in found["pdf"].items():
            if role not in FURNITURE:
                look |= {name: value for name, value in sheet.get(role, {}).items() if name in AROUND}
        return found


def measure_all(folder: Path) -> Specimens:
    """Export, print and measure everything: one LibreOffice, one Chromium."""
    paths = {name: folder / f"{name}.toml" for name in (*STYLES, BROKEN)}
    for name in STYLES:
        paths[name].write_text(f'extends = "{name}"\n{_HOUSE}{_TALL}', "utf-8")
        (folder / f"{name}-{SHEET}.toml").write_text(f'extends = "{name}"\n{_HOUSE}{_LONG}', "utf-8")
    paths[BROKEN].write_text(f'extends = "{STYLES[0]}"\n{_HOUSE}{_TALL}{broken_roles()}', "utf-8")
    _export(folder)
    styles = {name: load_style(str(path)) for name, path in paths.items()}
    printed = folder / "printed"
    printed.mkdir()
    documents = print_documents([folder / f"{name}.docx" for name in styles], printed)
    books = print_books({folder / f"{name}.epub": _reading(style) for name, style in styles.items()}, printed)
    outputs = {}
    for name, style in styles.items():
        pages = {
            "pdf": read_pages([folder / f"{name}.pdf"]),
            "docx": documents[folder / f"{name}.docx"],
            "epub": books[folder / f"{name}.epub"],
        }
        found = {kind: measured(each, style, _column(kind, style)) for kind, each in pages.items()}
        if name in STYLES:
            sheet = read_pages([folder / f"{name}-{SHEET}.pdf"])
            column = _column("pdf", load_style(str(folder / f"{name}-{SHEET}.toml")))
            found |= {"style": of_style(style), SHEET: measured(sheet, style, column)}
        outputs[name] = found
    return Specimens(outputs)


def _export(folder: Path) -> None:
    jobs = [(name, "all") for name in (*STYLES, BROKEN)] + [(f"{name}-{SHEET}", "pdf") for name in STYLES]
    with ThreadPoolExecutor(max_workers=2) as pool:
        list(pool.map(lambda job: _run(folder, *job), jobs))


def _run(folder: Path, name: str, command: str) -> None:
    place = folder / f"out-{name}"
    place.mkdir()
    style = str(folder / f"{name}.toml")
    words = [
        sys.executable,
        "-m",
        "docexport",
        command,
        str(SPECIMEN),
        "--style",
        style,
        "-o",
        str(place),
        "-q",
    ]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{name}: {done.stderr[-1500:]}")
    for made in place.iterdir():
        made.rename(folder / f"{name}{made.suffix}")


def _reading(style: Style) -> tuple[float, float]:
    """The size of text and the measure that a reader of the book has."""
    size, page = style.roles["body"].size, style.page
    return size.pt, min(page.column_width.em(size) * page.columns, _WIDEST) * size.pt


def _column(kind: str, style: Style) -> Column:
    if kind == "epub":
        measure = _reading(style)[1]
        return Column(measure * (WINDOW - 1) / 2, measure)
    page = style.page
    return Column(page.margin_inner.pt, page.column_width.pt, page.column_gap.pt, page.columns)


# --- A style in which every role is another --------------------------------------------------------

_OTHER_ALIGN = {"justify": "start", "start": "center", "center": "end", "end": "start"}


def broken_roles() -> str:
    """TOML in which each quality of each role of the first style is another."""
    roles = load_style(STYLES[0]).roles.values()
    return "\n".join(line for number, role in enumerate(roles) for line in _broken(role, moved=moved(number)))


def moved(number: int) -> bool:
    """Whether it is the edges of a role that are other, or its alignment: one would hide the other."""
    return number % 2 == 0


def _broken(role: Role, *, moved: bool) -> Iterable[str]:
    serif = "Serif" in role.families[0]
    yield f"[roles.{role.name}]"
    yield f'font = "Source {"Sans" if serif else "Serif"} Pro"'
    yield f"weight = {300 if role.weight == 600 else 600}"
    yield f"italic = {str(not role.italic).lower()}"
    yield f'size = "{role.size.pt + 0.4:g}pt"'
    yield f'leading = "{role.leading.pt + 1.6:g}pt"'
    yield 'color = "#33006f"'
    yield 'background = "#eef7ff"'
    if moved:
        yield f'inset-start = "{role.inset_start.pt + 6:g}pt"'
        yield f'indent = "{role.indent.pt + 5:g}pt"'
    else:
        yield f'align = "{_OTHER_ALIGN[role.align]}"'
    yield f'space-before = "{role.space_before.pt + 9:g}pt"'
    yield f'space-after = "{role.space_after.pt + 9:g}pt"'
