"""The three outputs, each opened once, read into a transcript, and judged in one vocabulary."""

from __future__ import annotations

from docexport.check.outputs import Output, OutputSpot, Wanted
from docexport.check.transcript import Thing

_LARGE = 25_000_000
"""What most mail servers refuse."""


def examine(output: Output, wanted: Wanted) -> None:
    """Read an output and judge it. Raises UnreadableError where it is not what its name says."""
    if len(output.data) > _LARGE:
        what = f"the file has {len(output.data) / 1e6:.0f} MB"
        output.spots.append(OutputSpot("file-large", what))
    match output.form:
        case "pdf":
            from docexport.check.pdf_rules import examine_pdf  # noqa: PLC0415 # pikepdf only for a PDF

            examine_pdf(output, wanted)
        case "docx":
            from docexport.check.docx_rules import examine_docx  # noqa: PLC0415 # lxml only for outputs

            examine_docx(output, wanted)
        case "epub":
            from docexport.check.epub_rules import examine_epub  # noqa: PLC0415 # lxml only for outputs

            examine_epub(output, wanted)
    _heading_levels(output)


def _heading_levels(output: Output) -> None:
    """No heading is more than one level below the one before it (ISO 14289-1, 7.4.2; WCAG 2.2, 1.3.1)."""
    before = 0
    for number, thing in enumerate(output.transcript.things("heading")):
        if before and thing.level > before + 1:
            output.spots.append(_skipped(thing, before, number))
        before = thing.level


def _skipped(thing: Thing, before: int, number: int) -> OutputSpot:
    what = f"{thing.name} of level {thing.level} follows one of level {before}"
    return OutputSpot("heading-level-skipped", what, thing.where, "heading", number)
