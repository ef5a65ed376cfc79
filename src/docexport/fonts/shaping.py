"""HarfBuzz shaping of one run of text in one face.

Lengths are in thousandths of an em, which is what PDF counts widths in (ISO 32000-1, 9.2.4).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, Literal, NamedTuple, TypeAlias

from docexport.fonts import harfbuzz as hb
from docexport.fonts.face import Face, load
from docexport.records import Struct

Direction: TypeAlias = Literal["ltr", "rtl"]

_Key: TypeAlias = tuple[int, str, tuple[int, int, int, int]]

_NO_SCRIPT = {"Zyyy", "Zinh", "Zzzz"}


class Glyph(Struct, frozen=True, gc=False):
    """One glyph of a run; lengths in thousandths of an em, `dy` upwards."""

    gid: int
    text: str
    """The characters it stands for; empty in the second and further glyphs of a cluster."""
    advance: float
    dx: float
    dy: float


class GlyphRun(Struct, frozen=True, gc=False):
    """Glyphs of one face in the order in which they are drawn, from left to right."""

    face: Face
    glyphs: tuple[Glyph, ...]
    complete: bool = True
    """Whether the face has all characters: glyph 0 is not among the glyphs."""

    @property
    def advance(self) -> float:
        """The run's width in thousandths of an em."""
        return sum(glyph.advance for glyph in self.glyphs)

    @property
    def text(self) -> str:
        """The characters of the run in the order of the glyphs."""
        return "".join(glyph.text for glyph in self.glyphs)


class Setting(Struct, frozen=True, cache_hash=True):
    """How to shape: OpenType features (`onum`, `-liga`, `ss01=1`), language, direction, ISO 15924 script."""

    features: tuple[str, ...] = ()
    lang: str = ""
    direction: Direction = "ltr"
    script: str | None = None


def shape_run(face: Face, text: str, setting: Setting, source: str = "") -> GlyphRun:
    """Shape `text` in `face`; glyph 0 stands where the face lacks a character.

    `source`, of the same length, is what the glyphs are to stand for where it is not `text` itself.
    Characters that are never visible get no glyph; the neighboring glyph stands for them too.
    """
    known, new, font = _shaper(face)
    # One of its own for each run: several threads may be making files.
    buffer = hb.Buffer()
    buffer.flags = _flags()
    buffer.add_str(text)
    # Without a language HarfBuzz asks the machine's locale, and the output would depend on it.
    buffer.language = setting.lang or "und"
    buffer.direction = setting.direction
    if setting.script is not None:
        buffer.script = setting.script
    elif text.isascii():
        buffer.script = "Latn"
    else:
        buffer.guess_segment_properties()
        if buffer.script in _NO_SCRIPT:
            buffer.script = "Latn"
    hb.shape(font, buffer, _switches(setting.features))
    # A book has tens of thousands of different words: each attribute of a glyph is a call into HarfBuzz.
    infos = buffer.glyph_infos
    codes = [info.codepoint for info in infos]
    texts = _texts([info.cluster for info in infos], source or text)
    places = [place.position for place in buffer.glyph_positions or ()]
    glyphs = [known.get(key) or new(key) for key in zip(codes, texts, places, strict=True)]
    return GlyphRun(face, tuple(glyphs), 0 not in codes)


class _Shaper(NamedTuple):
    """A face in HarfBuzz, and its glyphs that were met, one of each, by number, text and position."""

    known: dict[_Key, Glyph]
    new: Callable[[_Key], Glyph]
    font: hb.Font


@lru_cache(maxsize=128)
def _shaper(face: Face) -> _Shaper:
    known: dict[_Key, Glyph] = {}
    loaded = load(face)
    scale = 1000 / loaded.upem

    def new(key: _Key) -> Glyph:
        gid, text, (dx, dy, advance, _) = key
        glyph = known[key] = Glyph(gid, text, advance * scale, dx * scale, dy * scale)
        return glyph

    return _Shaper(known, new, loaded.font)


@lru_cache(maxsize=64)
def _one_each(count: int) -> list[int]:
    return list(range(count))


@cache
def _flags() -> Any:  # the flags of HarfBuzz, which has no stubs
    return hb.BufferFlags.BOT | hb.BufferFlags.EOT | hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES


@lru_cache(maxsize=256)
def _switches(features: tuple[str, ...]) -> dict[str, int]:
    """Feature strings as HarfBuzz takes them: `onum`, `+onum`, `-liga`, `ss01=1`."""
    switches = {}
    for feature in features:
        tag, _, value = feature.lstrip("+-").partition("=")
        switches[tag] = int(value) if value else int(not feature.startswith("-"))
    return switches


def _texts(starts: list[int], source: str) -> Sequence[str]:
    """What each glyph stands for: its cluster's characters at the first glyph, then nothing."""
    if starts == _one_each(len(source)):
        return source
    firsts = sorted(set(starts))
    ends = dict(pairwise([*firsts, len(source)]))
    # What was removed before the first glyph belongs to it.
    pieces = {start: source[start if start > firsts[0] else 0 : ends[start]] for start in firsts}
    return [pieces.pop(start, "") for start in starts]
