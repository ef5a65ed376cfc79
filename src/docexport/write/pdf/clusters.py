"""Which glyphs of a run bear its text, where several glyphs stand for the same characters.

1. In a cluster, glyphs that advance share out the characters, one each and the last all that remain; with
   fewer characters than such glyphs, the last glyphs bear nothing. Marks, which do not advance, bear
   nothing either: readers that go by position would take a mark off its letter for a new word.
2. From right to left the glyphs stand in visual order, and readers turn them round, character by character:
   so the characters of one glyph are turned round too. In the structure tree, which nobody turns round, the
   run is given in its logical order (ActualText; see `marks`).
"""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

from docexport.fonts import Glyph
from docexport.fonts.face import load
from docexport.records import Struct
from docexport.typeset.page import TextRun
from docexport.write.pdf.codes import is_unseen


class Placed(Struct, frozen=True):
    """A glyph at its place; `x` in points on the page, `dy` in thousandths of the size above the baseline."""

    gid: int
    text: str
    x: float
    dy: float


def placed(run: TextRun) -> tuple[list[Placed], list[Placed]]:
    """The glyphs that bear text, from left to right, and those that bear none."""
    bearing: list[Placed] = []
    bare: list[Placed] = []
    em = run.size * run.scale / 1000
    for cluster in _clusters(run):
        if all(is_unseen(glyph) for glyph, _ in cluster):
            continue
        texts = _shared_out("".join(glyph.text for glyph, _ in cluster), [g for g, _ in cluster], rtl=run.rtl)
        for (glyph, x), text in zip(cluster, texts, strict=True):
            made = Placed(glyph.gid, text, x + glyph.dx * em, glyph.dy)
            (bearing if text else bare).append(made)
    return _with_tail(bearing, run), bare


def _clusters(run: TextRun) -> Iterator[list[tuple[Glyph, float]]]:
    """The glyphs, each with where the pen is, cut before each one that has text."""
    x = run.x
    cluster: list[tuple[Glyph, float]] = []
    for glyph, advance in zip(run.glyphs, run.advances, strict=True):
        if glyph.text and cluster:
            yield cluster
            cluster = []
        cluster.append((glyph, x))
        x += advance
    if cluster:
        yield cluster


def _shared_out(text: str, glyphs: list[Glyph], *, rtl: bool) -> list[str]:
    """The characters of a cluster for each of its glyphs."""
    advancing = [number for number, glyph in enumerate(glyphs) if glyph.advance] or [len(glyphs) - 1]
    order = advancing[::-1] if rtl else advancing
    if len(text) < len(order):
        # A vowel that stands on both sides of its letter is one character, and two when it is taken apart.
        text = normalize("NFD", text)
    bearers = order[: max(1, len(text))]
    texts = [""] * len(glyphs)
    for place, number in enumerate(bearers):
        share = text[place : place + 1] if place < len(bearers) - 1 else text[place:]
        texts[number] = share[::-1] if rtl else share
    return texts


def _with_tail(bearing: list[Placed], run: TextRun) -> list[Placed]:
    """The space at the line's end, which from right to left is its left end."""
    font = load(run.face)
    space = font.font.get_nominal_glyph(0x20)
    if not run.tail or not space or not bearing:
        return bearing
    if not run.rtl:
        return [*bearing, Placed(space, run.tail, run.x + run.width, 0.0)]
    width = font.font.get_glyph_h_advance(space) / font.upem * run.size * run.scale
    return [Placed(space, run.tail, run.x - width, 0.0), *bearing]
