"""The widths of a table's columns, from what their cells ask for (CSS 2.2, 17.5.2.2, with a fixed total)."""

from __future__ import annotations

from collections.abc import Sequence

from docexport.records import Struct

_NUMBERS_SHARE = 0.4
"""Columns of figures take less of the spare width: figures far from their label are hard to read."""
_NARROWEST = 6.0


class Ask(Struct, frozen=True):
    """What a column asks for, padding included."""

    least: float
    most: float
    figures: bool = False


def column_widths(asks: Sequence[Ask], total: float, given: Sequence[float] = ()) -> list[float]:
    """Widths that add up to the total; `given` are parts of it that the author wants."""
    if given and len(given) == len(asks) and all(part > 0 for part in given):
        return [total * part / sum(given) for part in given]
    least, most = sum(ask.least for ask in asks), sum(ask.most for ask in asks)
    if most <= total:
        return _spread(asks, total - most)
    if least <= total:
        return _between(asks, total)
    return _squeezed(asks, total)


def _spread(asks: Sequence[Ask], spare: float) -> list[float]:
    weights = [max(ask.most, 1.0) * (_NUMBERS_SHARE if ask.figures else 1.0) for ask in asks]
    return [ask.most + spare * weight / sum(weights) for ask, weight in zip(asks, weights, strict=True)]


def _between(asks: Sequence[Ask], total: float) -> list[float]:
    """Columns that ask for little get it; the others share what is left by what they ask for."""
    widths = [ask.least for ask in asks]
    open_columns = set(range(len(asks)))
    while open_columns:
        taken = sum(widths[column] for column in range(len(asks)) if column not in open_columns)
        least = sum(asks[column].least for column in open_columns)
        rest = total - taken
        fair = rest / len(open_columns)
        modest = {
            column
            for column in open_columns
            if asks[column].most <= fair and least - asks[column].least + asks[column].most <= rest
        }
        if not modest:
            break
        for column in modest:
            widths[column] = asks[column].most
        open_columns -= modest
    return _shared(asks, widths, sorted(open_columns), total)


def _shared(asks: Sequence[Ask], widths: list[float], columns: Sequence[int], total: float) -> list[float]:
    spare = total - sum(widths)
    if spare < 0:
        # The modest columns together asked for more than the others could spare.
        return _proportional(asks, total)
    # The root keeps one very long cell from starving the others.
    wishes = {column: (asks[column].most - asks[column].least) ** 0.5 for column in columns}
    whole = sum(wishes.values())
    for column in columns:
        widths[column] += spare * (wishes[column] / whole if whole else 1 / len(columns))
    return widths


def _proportional(asks: Sequence[Ask], total: float) -> list[float]:
    least = sum(ask.least for ask in asks)
    wishes = sum(ask.most - ask.least for ask in asks) or 1.0
    return [ask.least + (total - least) * (ask.most - ask.least) / wishes for ask in asks]


def _squeezed(asks: Sequence[Ask], total: float) -> list[float]:
    """Too much is asked for: narrow columns keep what they need, wide ones give way."""
    widths = [ask.least for ask in asks]
    fair = total / len(asks)
    small = sum(width for width in widths if width <= fair)
    wide = sum(width for width in widths if width > fair)
    if not wide:
        return [total * width / small for width in widths]
    rest = max(total - small, 0.0)
    widths = [width if width <= fair else max(width * rest / wide, _NARROWEST) for width in widths]
    return [width * total / sum(widths) for width in widths]
