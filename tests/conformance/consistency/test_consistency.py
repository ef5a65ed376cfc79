"""A role looks the same in the PDF, in the Word document and in the EPUB, in every bundled style."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import pytest

from docexport.style import ROLE_NAMES, load_style
from tests.conformance.consistency.comparison import (
    FORMATS,
    TOLERANCES,
    Difference,
    differences,
    forced_differences,
    stale,
)
from tests.conformance.consistency.exports import BROKEN, SHEET, STYLES, Specimens, measure_all
from tests.conformance.consistency.specimen import BOXES, FURNITURE, WITHOUT_WORDS

pytestmark = pytest.mark.conformance

LAST = {"colophon", "footnote"}
"""Roles below which nothing may follow on the page."""
TYPE = ("family", "weight", "slant", "size", "color")


@pytest.fixture(scope="module")
def specimens(tmp_path_factory: pytest.TempPathFactory) -> Specimens:
    return measure_all(tmp_path_factory.mktemp("consistency"))


def listed(found: list[Difference]) -> str:
    return "\n".join(map(str, found))


@pytest.mark.parametrize("style", STYLES)
def test_every_role_looks_the_same_in_all_outputs(style: str, specimens: Specimens) -> None:
    found = differences(specimens.compared(style), forced_differences())
    assert not found, listed(found)


@pytest.mark.parametrize("style", STYLES)
def test_every_role_is_measured(style: str, specimens: Specimens) -> None:
    measured = set(specimens.outputs[style]["docx"])
    assert measured == set(ROLE_NAMES) - set(WITHOUT_WORDS)


@pytest.mark.parametrize("quality", [*TYPE, "gap", "ground"])
def test_every_quality_of_every_role_is_compared_somewhere(quality: str, specimens: Specimens) -> None:
    rows = [row for row in forced_differences() if "ink" not in row.qualities]
    names = {"ink", "color"} if quality == "color" else {quality}
    roles = set(ROLE_NAMES) - set(WITHOUT_WORDS) - set(BOXES) - (FURNITURE if quality not in TYPE else set())
    for role in roles - LAST if quality == "gap" else roles:
        asked = {
            kind for kind in FORMATS if not any(r.excuses(role, quality) and r.output == kind for r in rows)
        }
        looks = [
            (kind, specimens.compared(style)[kind].get(role, {})) for style in STYLES for kind in FORMATS
        ]
        shown = {kind for kind, look in looks if any(look.get(name) is not None for name in names)}
        assert asked <= shown, f"{role}: only in {shown}"


def test_no_row_of_the_table_is_stale(specimens: Specimens) -> None:
    left = stale(forced_differences(), [specimens.compared(style) for style in STYLES])
    assert not left, f"nothing differs any more: {left}"


def test_the_baseline_grid_moves_no_block_by_more_than_a_line(specimens: Specimens) -> None:
    for name in STYLES:
        line = load_style(name).page.grid.pt + TOLERANCES["gap"]
        sheet = specimens.outputs[name][SHEET]
        for role, look in specimens.outputs[name]["pdf"].items():
            pages, freely = look.get("gap"), sheet.get(role, {}).get("gap")
            if isinstance(pages, float) and isinstance(freely, float):
                assert abs(pages - freely) <= line, (
                    f"{name} {role}: {freely:.1f} pt on a sheet, {pages:.1f} on pages"
                )


# --- Whatever one writer does otherwise is found ----------------------------------------------------

Found: TypeAlias = set[tuple[str, str]]

UNMOVED = {
    ("callout-title", "color"): "it has the color of the callout's kind",
    ("table-head", "gap"): "rows have padding, no distances",
    ("table-cell", "gap"): "rows have padding, no distances",
}
"""What a style cannot change, so that nothing can be found."""


def found_in(kind: str, specimens: Specimens) -> Found:
    """What is found when one writer alone gets a style in which every role is another."""
    outputs = specimens.compared(STYLES[0])
    del outputs["style"]
    outputs[kind] = specimens.outputs[BROKEN][kind]
    return {(one.role, one.quality) for one in differences(outputs, forced_differences())}


def unfound(kind: str, qualities: Iterable[str], specimens: Specimens) -> list[tuple[str, str]]:
    """Which changes were not found, of those that could be."""
    found, rows = found_in(kind, specimens), forced_differences()
    before, after = specimens.outputs[STYLES[0]][kind], specimens.outputs[BROKEN][kind]
    return [
        (role, quality)
        for role, look in before.items()
        for quality in qualities
        if look.get(quality) is not None
        and after[role].get(quality) is not None
        and (role, quality) not in found
        and (role, quality) not in UNMOVED
        and not any(row.excuses(role, quality) and row.output == kind for row in rows)
    ]


@pytest.mark.parametrize("kind", FORMATS)
def test_other_type_in_one_writer_is_found_for_every_role(kind: str, specimens: Specimens) -> None:
    assert not unfound(kind, (*TYPE, "leading"), specimens)


@pytest.mark.parametrize("kind", FORMATS)
def test_other_distances_in_one_writer_are_found_for_every_role(kind: str, specimens: Specimens) -> None:
    assert not unfound(kind, ("gap",), specimens)


@pytest.mark.parametrize("kind", FORMATS)
def test_other_edges_and_alignment_in_one_writer_are_found(kind: str, specimens: Specimens) -> None:
    """Each role has one of the two changed; text that is centered has no edge to be measured."""
    found = found_in(kind, specimens)
    roles = [role for role in specimens.outputs[STYLES[0]][kind] if role not in BOXES]
    changed = [
        role for role in roles if {(role, "start edge"), (role, "first line"), (role, "alignment")} & found
    ]
    assert len(changed) >= 0.75 * len(roles), sorted(set(roles) - set(changed))


@pytest.mark.parametrize("kind", FORMATS)
def test_another_ground_in_one_writer_is_found(kind: str, specimens: Specimens) -> None:
    missed = unfound(kind, ("ground",), specimens)
    assert len(missed) <= 8, missed
