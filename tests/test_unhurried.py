"""The collector of cycles rests where it should, and only there."""

from __future__ import annotations

import gc

import pytest

from docexport.unhurried import collector_at_rest, last_work


def test_the_collector_rests_inside_and_works_again_after_that() -> None:
    with collector_at_rest():
        assert not gc.isenabled()
        with collector_at_rest():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_works_again_after_an_error_too() -> None:
    with pytest.raises(ValueError, match="so"), collector_at_rest():
        raise ValueError("so")
    assert gc.isenabled()


def test_what_is_left_at_the_end_is_not_looked_through() -> None:
    try:
        with last_work():
            assert not gc.isenabled()
            left: list[list[object]] = [[] for _ in range(100)]
        assert gc.get_freeze_count() > len(left)
        assert gc.isenabled()
    finally:
        gc.unfreeze()
