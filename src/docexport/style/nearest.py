"""The nearest right spelling of a wrong name."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(wrong: object, choices: Iterable[str]) -> str:
    """Find the choice that was probably meant, or nothing."""
    from difflib import get_close_matches  # noqa: PLC0415 # costs 3 ms, needed only for a mistake

    known = list(choices)
    folded = {name.lower(): name for name in known}
    close = get_close_matches(str(wrong).lower().replace("_", "-"), list(folded), n=1, cutoff=0.6)
    return folded[close[0]] if close else ""


def suggestion(wrong: object, choices: Iterable[str]) -> str:
    """`did you mean "x"? `, where one of the choices is close; else nothing."""
    meant = nearest(wrong, choices)
    return f'did you mean "{meant}"? ' if meant else ""
