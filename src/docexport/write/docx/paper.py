"""The page as it lies on its side, for tables that are too wide for it upright."""

from __future__ import annotations

from docexport.style import Page
from docexport.units import Length


def turned_margin(page: Page) -> Length:
    """Of the margins beside the text the narrower one: on its side a page has it left and right."""
    return min(page.margin_inner, page.margin_outer)


def turned_measure(page: Page) -> Length:
    """The width of the type area then."""
    return page.height - turned_margin(page) * 2
