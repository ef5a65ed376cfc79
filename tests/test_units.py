"""Lengths: what is read, and what it is in the units of each format."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docexport.units import ZERO, Length


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("12pt", 12),
        ("1in", 72),
        ("25.4mm", 72),
        ("2.54 cm", 72),
        ("1pc", 12),
        ("96px", 72),
        (".5pt", 0.5),
        ("-3pt", -3),
        ("+3pt", 3),
        (" 3 pt ", 3),
    ],
)
def test_a_length_is_a_number_and_a_unit(text: str, points: float) -> None:
    assert Length.parse(text).pt == pytest.approx(points)


def test_ems_and_parts_are_of_what_the_caller_says() -> None:
    assert Length.parse("1.5em", em=Length(10)) == Length(15)
    assert Length.parse("60%", whole=Length(200)) == Length(120)


@pytest.mark.parametrize("text", ["", "12", "pt", "12 points", "1,5pt", "1e3pt", "nanpt", "12pt;"])
def test_what_is_no_length_is_refused_with_the_units(text: str) -> None:
    with pytest.raises(ValueError, match="a number and a unit") as caught:
        Length.parse(text)
    assert "pt, pc, mm, cm, in, px" in str(caught.value)


@pytest.mark.parametrize("text", ["2em", "50%"])
def test_what_is_relative_to_nothing_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="nothing to be relative to"):
        Length.parse(text)


def test_each_format_has_its_unit() -> None:
    inch = Length(72)
    assert (inch.emu, inch.twips, inch.half_points, inch.eighth_points) == (914_400, 1440, 144, 576)
    assert inch.px == pytest.approx(96)
    assert Length(9).em(Length(12)) == pytest.approx(0.75)
    assert Length.mm(25.4).pt == pytest.approx(72)


def test_lengths_add_and_compare() -> None:
    assert Length(3) + Length(4) - Length(2) == Length(5)
    assert Length(3) * 2 / 4 == Length(1.5)
    assert -Length(3) < ZERO < Length(1)
    assert not ZERO
    assert Length(0.1)


@given(st.floats(-1000, 1000), st.sampled_from(["pt", "pc", "mm", "cm", "in", "px"]))
def test_any_number_with_a_unit_is_read(number: float, unit: str) -> None:
    assert Length.parse(f"{number:.4f}{unit}").pt == Length.parse(f" {number:.4f} {unit} ").pt
