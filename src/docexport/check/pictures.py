"""Rules about pictures and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from docexport.check.material import Material, SourceRule, Spot
from docexport.edition.plain import plain_text, text_of
from docexport.model import CrossReference, Figure, Image, Link, Position, Table
from docexport.resources import Picture
from docexport.units import Length

_LEAST_DPI, _GOOD_DPI = 150, 300
_LONGEST_ALT = 500
_MOST_COLUMNS = 8
_FILE_NAME = re.compile(
    r"(?:[\w-]+\.(?:png|jpe?g|gif|svg|webp|tiff?|bmp)|(?:IMG|DSC|DSCN|PXL|image)[-_ ]?\d+)", re.I
)
_REDUNDANT = re.compile(
    r"(?:an? |the )?(?:image|picture|photo|photograph|graphic|illustration) (?:of|showing)\b", re.I
)
_OF_TEXT = re.compile(
    r"(?:an? |the )?(?:screenshot|screen shot|scan|scanned copy|image|picture|photo) of (?:an? |the |some )?"
    r"(?:text|table|document|letter|page|tweet|post|quote|quotation|list|statement|headline|article)\b", re.I,
)  # fmt: skip


def missing_alt(material: Material) -> Iterator[Spot]:
    """A picture that says nothing to who cannot see it."""
    for node in _pictures(material):
        if not node.alt.strip() and not (isinstance(node, Figure) and node.decorative):
            yield Spot("missing-alt", f"picture {node.source!r} has no text alternative", node.at)


def alt_file_name(material: Material) -> Iterator[Spot]:
    """A text alternative that is the name of a file."""
    for node in _pictures(material):
        if _FILE_NAME.fullmatch(node.alt.strip()):
            yield Spot("alt-file-name", f"the text alternative {node.alt!r} is the name of a file", node.at)


def alt_redundant(material: Material) -> Iterator[Spot]:
    """A text alternative that begins with what every screen reader says already."""
    for node in _pictures(material):
        if _REDUNDANT.match(node.alt) and not _OF_TEXT.match(node.alt):
            yield Spot(
                "alt-redundant", f"the text alternative begins with {_first_words(node.alt)!r}", node.at
            )


def alt_long(material: Material) -> Iterator[Spot]:
    """A text alternative too long to be listened to in one go."""
    for node in _pictures(material):
        if len(node.alt) > _LONGEST_ALT:
            yield Spot("alt-long", f"the text alternative has {len(node.alt)} characters", node.at)


def picture_of_text(material: Material) -> Iterator[Spot]:
    """A picture of words, which nobody can search, enlarge or hear (WCAG 2.2, 1.4.5)."""
    for node in _pictures(material):
        if _OF_TEXT.match(node.alt):
            yield Spot("picture-of-text", f"{node.source!r} seems to be a picture of text", node.at)


def alt_repeats_caption(material: Material) -> Iterator[Spot]:
    """A text alternative that is the caption again: it is read aloud twice."""
    for node in _pictures(material):
        written = bool(node.alt) and _alt_attribute(material, node)
        if (
            isinstance(node, Figure)
            and written
            and plain_text(node.caption).casefold() == node.alt.casefold()
        ):
            yield Spot("alt-repeats-caption", "the text alternative repeats the caption", node.at)


def _alt_attribute(material: Material, node: Figure | Image) -> bool:
    """Whether the text alternative was written, and is not the caption in its stead."""
    line = material.lines[node.at.line - 1] if 0 < node.at.line <= len(material.lines) else ""
    return "alt=" in line


def low_resolution(material: Material) -> Iterator[Spot]:
    """A bitmap with too few pixels for the width at which it is printed."""
    for node in _pictures(material):
        picture = material.resources.picture(node.source, node.at, lambda _notice: None)
        if not isinstance(picture, Picture) or picture.form == "svg":
            continue
        inches = _set_width(node, picture, material.style.page.column_width).pt / 72
        dpi = picture.width / inches if inches > 0 else _GOOD_DPI
        what = (
            f"picture {node.source!r} is printed with {dpi:.0f} pixels an inch, {inches * 2.54:.1f} cm wide"
        )
        if dpi < _LEAST_DPI:
            yield Spot("low-resolution", what, node.at)
        elif dpi < _GOOD_DPI - 0.5:
            yield Spot("medium-resolution", what, node.at)


def _set_width(node: Figure | Image, picture: Picture, column: Length) -> Length:
    """How wide a picture is printed: as the author says, else its natural width, at most the column."""
    wanted = picture.size[0]
    with suppress(ValueError):
        wanted = Length.parse(node.width, whole=column) if node.width else wanted
    return min(wanted, column)


def figure_without_caption(material: Material) -> Iterator[Spot]:
    """A figure that is not introduced."""
    for node in _pictures(material):
        if isinstance(node, Figure) and not node.caption and not node.decorative:
            yield Spot("figure-no-caption", f"figure {node.source!r} has no caption", node.at)


def uncited(material: Material) -> Iterator[Spot]:
    """A figure or table that was given a name to be referred to, and that nothing refers to."""
    cited = {node.target for node in material.nodes if isinstance(node, CrossReference)}
    cited |= {node.target.lstrip("#") for node in material.nodes if isinstance(node, Link)}
    cited |= {name.partition(":")[2] or name for name in cited}
    for node in material.nodes:
        named = isinstance(node, Figure | Table) and bool(node.id and node.caption)
        if named and not {node.id, (node.id or "").partition(":")[2]} & cited:
            kind = "figure" if isinstance(node, Figure) else "table"
            yield Spot(f"{kind}-uncited", f"nothing in the text refers to {kind} {node.id!r}", node.at)


def table_without_head(material: Material) -> Iterator[Spot]:
    """A table whose columns have no names."""
    for node in _tables(material):
        if not node.head or not any(text_of(row).strip() for row in node.head):
            yield Spot("table-no-head", "a table has no header row", node.at)


def table_without_caption(material: Material) -> Iterator[Spot]:
    """A table that is not introduced."""
    for node in _tables(material):
        if not node.caption:
            yield Spot("table-no-caption", "a table has no caption", node.at)


def table_empty_head(material: Material) -> Iterator[Spot]:
    """A column without a name; the corner above the names of rows may be empty."""
    for node in _tables(material):
        if node.head and any(text_of(cell).strip() for cell in node.head[0].cells):
            for column, cell in enumerate(node.head[0].cells):
                if column and not text_of(cell).strip():
                    yield Spot(
                        "table-empty-head",
                        f"column {column + 1} of a table has no name",
                        _near(cell.at, node),
                    )
                    break


def table_wide(material: Material) -> Iterator[Spot]:
    """A table too wide for a page or a telephone."""
    for node in _tables(material):
        if len(node.columns) > _MOST_COLUMNS:
            yield Spot("table-wide", f"a table has {len(node.columns)} columns", node.at)


def _near(at: Position, node: Table) -> Position:
    return at if at.line else node.at


def _pictures(material: Material) -> list[Figure | Image]:
    return [node for node in material.nodes if isinstance(node, Figure | Image)]


def _tables(material: Material) -> list[Table]:
    return [node for node in material.nodes if isinstance(node, Table)]


def _first_words(text: str) -> str:
    return " ".join(text.split()[:3])


RULES: tuple[SourceRule, ...] = (
    missing_alt,
    alt_file_name,
    alt_redundant,
    alt_long,
    alt_repeats_caption,
    picture_of_text,
    low_resolution,
    figure_without_caption,
    uncited,
    table_without_head,
    table_without_caption,
    table_empty_head,
    table_wide,
)
