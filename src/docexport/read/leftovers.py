"""Syntax of other tools: it stays as it is written, and a notice names the first of each kind."""

from __future__ import annotations

import re

from docexport.model import Position
from docexport.read.reading import Reading
from docexport.records import Struct


class _Kind(Struct, frozen=True):
    name: str
    pattern: str
    remedy: str


_KINDS = tuple(
    _Kind(name, pattern, remedy)
    for name, pattern, remedy in (
        ("shortcode", r"\{\{[<%][^\n]{0,300}?[>%]\}\}", "write in Markdown what it makes"),
        ("template tag", r"\{%-?\s[^\n]{0,300}?%\}", "write in Markdown what it makes"),
        ("template tag", r"\{\{(?![<%]).{1,300}?\}\}", "write in Markdown what it makes"),
        ("attribute list", r"\{:[^{}\n]{0,200}\}", "write {#id .class} behind what it is about"),
        (
            "citation",
            r"\[-?@\w[^\[\]]{0,300}\]",
            "write the source as a note, ^[Author, Title]",
        ),
        ("wiki link", r"!?\[\[[^\[\]\n]{1,300}\]\]", "write [words](address) or ![caption](picture.png)"),
        ("comment", r"%%.{1,2000}?%%", "write {>> words <<} for a comment, or <!-- words --> to hide them"),
        ("comment", r"\{/\*.{0,2000}?\*/\}", "write <!-- words --> to hide them"),
        ("module line", r"^(?:import .{1,200}? from|export const) .{0,200}?$", "delete it"),
        ("shortcode", r"\[/?(?:caption|gallery|embed|playlist)\b[^\[\]]{0,300}\]", "write it as a figure"),
        (
            "citation mark",
            r"【[^】\n]{0,80}†[^】\n]{0,80}】|:contentReference\b",
            "delete it",
        ),
        ("directive", r"^:{3,}[ \t]?\{[^{}\n]{1,80}\}[^\n]{0,100}", "write ::: name, as in ::: note"),
        (
            "table",
            r"^\|(?=.*\|[ \t]*\n\|[ \t]*:?[-–—]+)[^\n]{0,200}",
            "give each row the same number of cells",
        ),
        (
            "command of LaTeX",
            r"\\(?:newpage|pagebreak|clearpage|(?:[vh]space|cite[a-z]*|[a-z]*ref|label|footnote|text[a-z]{2,4}"
            r"|emph|begin|end)\{[^{}]{0,80}\})",
            "write it as Markdown, or a formula between dollar signs",
        ),
    )
)
_PATTERN = re.compile(
    "|".join(f"(?P<k{number}>{kind.pattern})" for number, kind in enumerate(_KINDS)), re.DOTALL | re.MULTILINE
)
_SIGNS = re.compile(r"\{[{%:/]|%%|\[\[|\[-?@|^(?:import|export) |\[/?[a-z]|†|:content|:::|\\[a-z]|\|\n")

_MARKS = re.compile(r"[{}%\[†:\\|]")
"""What such syntax has at least, quickly found; most texts have none of it."""


def name_leftovers(reading: Reading, text: str, at: Position) -> None:
    """Count in the reading what a run of text has of other tools' syntax."""
    if not _MARKS.search(text) and "import " not in text and "export " not in text:
        return
    if not _SIGNS.search(text):
        return
    for match in _PATTERN.finditer(text):
        kind = _KINDS[int((match.lastgroup or "k0")[1:])]
        place = at if kind.name in reading.left else _place(text, match.start(), at)
        reading.leave(kind.name, match[0], kind.remedy, place)


def _place(text: str, start: int, at: Position) -> Position:
    lines = text.count("\n", 0, start)
    return Position(at.line + lines, 1) if lines else Position(at.line, at.column + start)
