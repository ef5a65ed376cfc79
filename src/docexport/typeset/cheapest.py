"""The cheapest way through a number of steps, each of which decides what the next can be.

The same dynamic programming that breaks paragraphs into lines (Knuth & Plass, 1981): of all the ways that
lead to one state only the cheapest is followed, so the work grows with the number of steps, not of ways.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from math import inf
from typing import Generic, TypeAlias, TypeVar

from docexport.records import Struct

State = TypeVar("State", bound=Hashable)
Made = TypeVar("Made")

Step: TypeAlias = tuple[float, State, Made]
"""What a step costs, where it leads to, and what is made by it."""

_MOST = 10
"""So many states are followed at each step: dearer ones hardly ever lead to the cheapest end."""


class _Way(Struct, Generic[Made]):
    cost: float
    before: _Way[Made] | None = None
    made: Made | None = None


def cheapest(
    start: State,
    steps_from: Callable[[State], Iterable[Step[State, Made]]],
    count: int,
    at_end: Callable[[State], float],
) -> tuple[float, list[Made]]:
    """The cost of the cheapest way of so many steps, and what is made on it.

    A way ends early where no step leads on. `at_end` says what it costs to stand in a state at last; nothing
    is free of charge there. Where no way leads to an end, the cost is infinite.
    """
    reached: dict[State, _Way[Made]] = {start: _Way(0.0)}
    for _ in range(count):
        following: dict[State, _Way[Made]] = {}
        for state, way in sorted(reached.items(), key=_cost)[:_MOST]:
            steps = list(steps_from(state))
            if not steps:
                _keep(following, state, way)
            for cost, target, made in steps:
                _keep(following, target, _Way(way.cost + cost, way, made))
        reached = following
    best, best_way = inf, _Way[Made](inf)
    for state, way in sorted(reached.items(), key=_cost):
        # What it costs to stand somewhere may take long to find out.
        cost = way.cost + at_end(state) if way.cost < best else inf
        if cost < best:
            best, best_way = cost, way
    return best, _made(best_way)


def _cost(item: tuple[State, _Way[Made]]) -> float:
    return item[1].cost


def _keep(ways: dict[State, _Way[Made]], state: State, way: _Way[Made]) -> None:
    if state not in ways or way.cost < ways[state].cost:
        ways[state] = way


def _made(way: _Way[Made]) -> list[Made]:
    made: list[Made] = []
    last: _Way[Made] | None = way
    while last is not None:
        if last.made is not None:
            made.append(last.made)
        last = last.before
    return made[::-1]
