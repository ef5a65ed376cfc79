"""The vertical metrics of a face and the widths of its glyphs, in thousandths of an em."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from docexport.fonts import harfbuzz as hb
from docexport.fonts.face import Face, load
from docexport.records import Struct


class FontMetrics(Struct, frozen=True):
    """Distances from the baseline in thousandths of an em, upwards positive."""

    units_per_em: int
    ascent: float
    descent: float
    """Negative."""
    line_gap: float
    cap_height: float
    x_height: float
    underline_position: float
    """The middle of the underline; negative."""
    underline_thickness: float
    strikeout_position: float
    strikeout_thickness: float


@lru_cache(maxsize=128)
def metrics(face: Face) -> FontMetrics:
    """The face's metrics; what it does not state is measured or estimated by HarfBuzz."""
    loaded = load(face)
    scale = 1000 / loaded.upem
    tags = hb.OTMetricsTag
    line = loaded.font.get_font_extents("ltr")

    def length(tag: hb.OTMetricsTag) -> float:
        return float(loaded.font.get_metric_position_with_fallback(tag)) * scale

    return FontMetrics(
        units_per_em=loaded.upem,
        ascent=line.ascender * scale,
        descent=line.descender * scale,
        line_gap=line.line_gap * scale,
        cap_height=length(tags.CAP_HEIGHT),
        x_height=length(tags.X_HEIGHT),
        underline_position=length(tags.UNDERLINE_OFFSET),
        underline_thickness=length(tags.UNDERLINE_SIZE),
        strikeout_position=length(tags.STRIKEOUT_OFFSET),
        strikeout_thickness=length(tags.STRIKEOUT_SIZE),
    )


def advance_widths(face: Face, gids: Iterable[int]) -> dict[int, float]:
    """The width of each glyph, by its number: what a PDF's `W` array states."""
    loaded = load(face)
    scale = 1000 / loaded.upem
    return {gid: loaded.font.get_glyph_h_advance(gid) * scale for gid in gids}
