"""Python's collector of cycles rests while a book is read and written.

Reading and layout make millions of objects that all live until the file is written. The collector would
look through them again and again, for a third of the time, and find none to free; reference counts free the
rest. Between two articles it has its turn.
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
