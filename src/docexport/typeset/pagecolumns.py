"""One page as its columns and what stands above, below or instead of them, before it is painted."""

from __future__ import annotations

from collections.abc import Sequence

from docexport.records import Struct
from docexport.typeset.columns import Column
from docexport.typeset.filling import Filler
from docexport.typeset.flow import Span, Strip
from docexport.typeset.stack import Standing


class PageColumns(Struct):
    """The columns of one page; `across` is what stands above them, `top` how high that is."""

    columns: list[Column]
    across: Sequence[Strip]
    top: float
    filler: Filler
    """What the next page is filled with."""
    room: float = 0.0
    """The height of the columns."""
    turned: bool = False
    """Whether it is in landscape, with one column."""
    spans: Sequence[Standing] = ()
    """What stands across the columns above or below them, with tops counted as those of `across`."""
    spanning: tuple[Span, ...] = ()
    """The same, as it was in the flow; or what begins on a page in landscape."""
    left: Sequence[Strip] = ()
    """The notes of what stands across."""
    uneven: float = 0.0
    """What it costs that the columns do not end at one height, if nothing follows them."""

    @property
    def end(self) -> int:
        """The strip that the next page begins with."""
        return self.columns[-1].end
