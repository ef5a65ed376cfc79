"""Python's collector of cycles rests while a book is read and written.

Reading and layout make millions of objects that all live until the file is written. The collector would
look through them again and again, for a third of the time, and find none to free; reference counts free the
rest. Between two articles it has its turn; at the end of the program the system takes back all at once.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Collect no cycles inside, if they were collected before."""
    active = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if active:
            gc.enable()


def collect_cycles() -> None:
    """Give the collector its turn between two articles: for what was made since the last time."""
    gc.collect(1)


@contextmanager
def last_work() -> Iterator[None]:
    """The collector rests for what a program does last, and does not look through its remains when it ends.

    To look for cycles in hundreds of modules takes a fifth of the time that a short article does.
    """
    with collector_at_rest():
        try:
            yield
        finally:
            gc.freeze()
