from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from docexport.typeset.cheapest import cheapest

Step = tuple[float, int, int]


def nothing(state: int) -> float:
    return 0.0


def test_a_dear_step_is_taken_where_it_leads_to_cheap_ones() -> None:
    def steps(state: int) -> Iterator[Step]:
        yield (1, 1, 1) if state == 0 else (10 if state == 1 else 0, state, 0)
        if state == 0:
            yield 3, 2, 2

    assert cheapest(0, steps, 1, nothing) == (1, [1])
    assert cheapest(0, steps, 2, nothing) == (3, [2, 0])


def test_what_it_costs_to_end_somewhere_counts() -> None:
    def steps(state: int) -> Iterator[Step]:
        yield 1, state + 1, 1
        yield 2, state + 2, 2

    assert cheapest(0, steps, 3, lambda state: 0.0 if state == 5 else 100.0)[0] == 5


def test_a_way_that_leads_no_farther_ends_early() -> None:
    def steps(state: int) -> Iterator[Step]:
        if state < 4:
            yield 1, state + 2, state

    assert cheapest(0, steps, 10, nothing) == (2, [0, 2])


def test_no_other_way_is_cheaper() -> None:
    costs = [[(7 * place + 3 * length * length) % 11 for length in (1, 2, 3)] for place in range(40)]

    def steps(state: int) -> Iterator[Step]:
        for length, cost in zip((1, 2, 3), costs[state], strict=True):
            yield cost, state + length, length

    def price(lengths: tuple[int, ...]) -> int:
        places = [sum(lengths[:number]) for number in range(len(lengths))]
        return sum(costs[place][length - 1] for place, length in zip(places, lengths, strict=True))

    cost, made = cheapest(0, steps, 6, nothing)
    assert cost == price(tuple(made)) == min(map(price, product((1, 2, 3), repeat=6)))
