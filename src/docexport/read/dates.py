"""ISO dates, and what was probably meant where one is written another way."""

from __future__ import annotations

import re
from datetime import date, datetime

_NUMBERS = re.compile(r"(\d{1,4})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{2,4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_EXAMPLE = "2025-03-12"


def iso_date(text: str) -> date | None:
    """The day of an ISO 8601 date or date with time, else None."""
    if not re.match(r"\d{4}-\d\d-\d\d(?:[T ]|\Z)", text):
        return None
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None


def suggested_date(text: str) -> str:
    """The ISO spelling of a date that is written another way; an example where it is no date at all."""
    found = _by_numbers(text) or _by_month(text)
    return found.isoformat() if found else f"the day as year-month-day, as in {_EXAMPLE}"


def _by_numbers(text: str) -> date | None:
    match = _NUMBERS.search(text)
    if match is None:
        return None
    first, second, third = (int(number) for number in match.groups())
    if len(match[1]) == 4:
        return _day(first, second, third)
    year = third if third > 99 else 2000 + third
    # Most of the world writes the day first; only where that cannot be it is the month.
    return _day(year, second, first) or _day(year, first, second)


def _by_month(text: str) -> date | None:
    words = re.findall(r"[^\W\d_]+|\d+", text.lower())
    month = next((_MONTHS.index(word[:3]) + 1 for word in words if word[:3] in _MONTHS), None)
    numbers = [int(word) for word in words if word.isdigit() and len(word) <= 4]
    year = next((number for number in numbers if number > 999), None)
    day = next((number for number in numbers if number <= 31), None)
    return _day(year, month, day) if year and month and day else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
