"""One style for all three outputs: tokens, roles and spans; loading and checking them."""

from docexport.style.load import StyleInfo, available_styles, bundled_styles, load_style
from docexport.style.style import (
    ROLE_NAMES,
    SPAN_NAMES,
    Border,
    Color,
    Furniture,
    Options,
    Page,
    Publication,
    Role,
    RoleName,
    Span,
    SpanName,
    Style,
    color_in,
    number_room,
)

__all__ = [
    "ROLE_NAMES",
    "SPAN_NAMES",
    "Border",
    "Color",
    "Furniture",
    "Options",
    "Page",
    "Publication",
    "Role",
    "RoleName",
    "Span",
    "SpanName",
    "Style",
    "StyleInfo",
    "available_styles",
    "bundled_styles",
    "color_in",
    "load_style",
    "number_room",
]
