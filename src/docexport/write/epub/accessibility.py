"""What the book says of its own accessibility (EPUB Accessibility 1.1, section 2; schema.org).

Every statement follows from what this very book has in it. Conformance is claimed only where the front
matter names who certifies it: that is for a person to do, after looking.
"""

from __future__ import annotations

from collections.abc import Iterator

from docexport.notices import ClaimLeftOut
from docexport.write.epub.run import Run

CONFORMANCE = "EPUB Accessibility 1.1 - WCAG 2.1 Level AA"
"""As the specification wants it written (EPUB Accessibility 1.1, 4.2.1)."""
Statement = tuple[str, str]
"""A schema.org property and its value."""


def statements(run: Run) -> list[Statement]:
    """The metadata, in the order in which a person would ask."""
    has_pictures = "pictures" in run.features
    described = "missing-alt" not in run.features
    modes = ["textual", *(["visual"] if has_pictures else [])]
    result = [("schema:accessMode", mode) for mode in modes]
    if described or not has_pictures:
        result.append(("schema:accessModeSufficient", "textual"))
    if has_pictures:
        result.append(("schema:accessModeSufficient", "textual,visual"))
    result += [("schema:accessibilityFeature", name) for name in _features(run, described=described)]
    result.append(("schema:accessibilityHazard", "none"))
    return [*result, ("pageBreakSource", run.pages.source)] if run.pages.done else result


def _features(run: Run, *, described: bool) -> Iterator[str]:
    yield "structuralNavigation"
    yield "tableOfContents"
    yield "readingOrder"
    yield "displayTransformability"
    if "pictures" in run.features and described:
        yield "alternativeText"
    if "descriptions" in run.features:
        yield "longDescription"
    if "math" in run.features:
        yield "MathML"
    if run.pages.done:
        yield "pageNavigation"
        yield "pageBreakMarkers"


def certifier(run: Run) -> str:
    """Who certifies the book, unless a picture without words belies them: then a notice says so."""
    metadata = run.edition.metadata
    name = metadata.certified_by.strip()
    if name and "missing-alt" in run.features:
        run.notify(ClaimLeftOut(by=name, at=metadata.at("certified_by")))
        return ""
    return name


def summary(run: Run) -> str:
    """The same in sentences, in English: the statements above are what other languages are made from."""
    parts = ["headings", "a table of contents", *_parts(run)]
    text = f"A reflowable book with {_joined(parts)}, in one logical reading order."
    if "pictures" in run.features:
        described = "missing-alt" not in run.features
        text += (
            " All pictures have a text alternative."
            if described
            else " Some pictures lack a text alternative."
        )
    if "math" in run.features:
        text += " Formulas are in MathML with their LaTeX source."
    if run.pages.done:
        text += " Page numbers are those of the print edition."
    return text + " Nothing in it flashes, moves or sounds."


def _parts(run: Run) -> Iterator[str]:
    if run.edition.sections:
        yield "landmarks"
    if "notes" in run.features:
        yield "notes linked both ways"
    if "tables" in run.features:
        yield "tables with header cells"


def _joined(parts: list[str]) -> str:
    return ", ".join(parts[:-1]) + f" and {parts[-1]}"
