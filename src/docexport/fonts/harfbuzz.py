"""HarfBuzz, imported when something of it is first used: it costs tens of milliseconds.

All other modules of this package write `from docexport.fonts import harfbuzz as hb` and `hb.Face`.
"""

from __future__ import annotations

from typing import Any


def __getattr__(name: str) -> Any:
    import uharfbuzz  # type: ignore[import-untyped]  # noqa: PLC0415  # no stubs; lazily, as said above

    value = globals()[name] = getattr(uharfbuzz, name)
    return value
