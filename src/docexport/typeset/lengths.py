"""Sizes that the author gave, against the room there is; in points."""

from __future__ import annotations

from docexport.resources import Picture
from docexport.units import Length


def picture_size(picture: Picture, wanted: str | None, measure: float, tallest: float) -> tuple[float, float]:
    """Width and height of a picture: as the author asked, else its own, never more than there is room for."""
    own_width, own_height = (length.pt for length in picture.size)
    width = own_width
    if wanted is not None:
        try:
            width = Length.parse(wanted, whole=Length(measure)).pt
        except ValueError:
            width = own_width
    width = max(min(width, measure), 1.0)
    height = width * own_height / own_width if own_width else width
    if height > tallest:
        width, height = width * tallest / height, tallest
    return width, height
