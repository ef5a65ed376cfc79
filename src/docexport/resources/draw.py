"""SVG drawn by resvg, with the fonts that this package depends on, so that it looks the same anywhere."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from docexport.resources.picture import Picture, Unusable

_PACKAGES = {"font_source_sans_pro": "SourceSansPro", "font_source_serif_pro": "SourceSerifPro"}
_STYLES = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")
_MOST_PIXELS = 24_000_000
_BEYOND = re.compile("[^\0-\u052f\u1e00-\u2bff\ue000-\uf8ff]")
"""Letters that those fonts do not have; only for them are the machine's fonts looked at."""

_SERIFS = re.compile(
    r"(?<!sans-)\bserif\b|Times|Georgia|Garamond|Palatino|Cambria|Source Serif", re.IGNORECASE
)
"""Signs that a drawing wants serifs. resvg takes its serif family for every family that it does not find, and
what charts ask for, when it is nothing of these, is a sans."""


def draw(picture: Picture, factor: float) -> bytes:
    """The SVG as PNG, `factor` pixels to a CSS pixel, fewer where that is too large. Unusable on failure."""
    import resvg_py  # noqa: PLC0415  # a run without SVG does not pay for it

    largest = (_MOST_PIXELS / (picture.width * picture.height)) ** 0.5
    text = picture.data.decode("utf-8")
    try:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=text,
                width=max(1, round(picture.width * min(factor, largest))),
                height=max(1, round(picture.height * min(factor, largest))),
                skip_system_fonts=_BEYOND.search(text) is None,
                font_files=list(_font_files()),
                font_family="Source Sans Pro",
                sans_serif_family="Source Sans Pro",
                serif_family="Source Serif Pro" if _SERIFS.search(text) else "Source Sans Pro",
            )
        )
    except ValueError as error:
        raise Unusable(f"the drawing cannot be drawn ({error})") from error
    except BaseException as error:
        # A panic in Rust comes as an exception of its own kind, below BaseException.
        if type(error).__name__ != "PanicException":
            raise
        raise Unusable("the drawing cannot be drawn") from error


@lru_cache(maxsize=1)
def _font_files() -> tuple[str, ...]:
    files = []
    for package, stem in _PACKAGES.items():
        spec = find_spec(package)
        for place in (spec.submodule_search_locations or ()) if spec else ():
            files += [Path(place) / "files" / f"{stem}-{style}.ttf" for style in _STYLES]
    return tuple(str(file) for file in files if file.is_file())
