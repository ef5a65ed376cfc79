"""Fonts: found by family, chosen by coverage, shaped by HarfBuzz, cut down for embedding.

1. `FontLibrary` finds a `Face` for a family, weight and slant, and joins faces into a `FontStack`.
2. `FontStack.shape` turns text into `GlyphRun`s; what the first face lacks, another sets.
3. `subset`, `subset_text` and `whole` give the bytes that an output embeds; `description` and `metrics`
   what it says of them.

Lengths of glyphs and metrics are in thousandths of an em.
"""

from docexport.fonts.description import FontDescription, description
from docexport.fonts.face import Face, coverage, covers, feature_tags
from docexport.fonts.library import FontLibrary
from docexport.fonts.metrics import FontMetrics, advance_widths, metrics
from docexport.fonts.naming import marked_bold
from docexport.fonts.outline import outline
from docexport.fonts.shaping import Direction, Glyph, GlyphRun
from docexport.fonts.stack import FontStack
from docexport.fonts.subset import SubsetFont, subset, subset_text, whole

__all__ = [
    "Direction",
    "Face",
    "FontDescription",
    "FontLibrary",
    "FontMetrics",
    "FontStack",
    "Glyph",
    "GlyphRun",
    "SubsetFont",
    "advance_widths",
    "coverage",
    "covers",
    "description",
    "feature_tags",
    "marked_bold",
    "metrics",
    "outline",
    "subset",
    "subset_text",
    "whole",
]
