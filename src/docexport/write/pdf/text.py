"""Text runs as show-text operators (ISO 32000-1, 9.4.3).

Layout says where each glyph stands; the font says how wide it is. What differs is stated between the
glyphs, in whole thousandths of the type size; the rest is carried on, so that no line drifts.

1. Most runs have one glyph for each character, or for each few: they go out in one loop.
2. Where glyphs share characters or stand off their place, `clusters` says which of them bear the text; a
   glyph that bears none (a vowel point, say) is painted as its outline, because every code of a font must
   have a Unicode value (ISO 14289-1, 7.21.7) and it has none of its own.
"""

from __future__ import annotations

from docexport.typeset.page import EvenSegments, TextRun
from docexport.write.pdf.clusters import Placed, placed
from docexport.write.pdf.codes import FaceCodes
from docexport.write.pdf.content import PageContent
from docexport.write.pdf.numbers import number, numbers


def show_text(content: PageContent, run: TextRun, codes: FaceCodes) -> None:
    """Paint a run's glyphs, and the unseen space that ends its line."""
    simple = None
    if type(run.segments) is EvenSegments:
        simple = _evenly(run, run.segments, codes)
    if simple is None and not run.rtl:
        simple = _in_one_loop(run, codes)
    if simple is None:
        _by_clusters(content, run, codes)
    else:
        _show(content, run.x, run, codes.name, simple)


def reads_as(run: TextRun) -> str:
    """The characters of a run from right to left, in their logical order."""
    return "".join(glyph.text for glyph in reversed(run.glyphs)) + run.tail


def _show(content: PageContent, x: float, run: TextRun, font: str, shown: str) -> None:
    content.fill(run.color)
    content.font(font, run.size)
    content.scale(run.scale)
    content.rise(run.rise)
    content.in_text(f"1 0 0 1 {numbers(x, content.height - run.y)} Tm [({shown})] TJ".replace("()", ""))


def _evenly(run: TextRun, segments: EvenSegments, codes: FaceCodes) -> str | None:
    """Words with the same space between them; None when a glyph needs more care."""
    space = codes.word(segments.space)
    words = codes.all_words(segments.words)
    if space is None or words is None:
        return None
    shown = [word.shown for word in words]
    spaces = len(shown) - 1
    tail = codes.space(run.tail) if run.tail else ""
    if not spaces:
        return shown[0] + tail
    wider = space.width - segments.gap * 1000 / (run.size * run.scale)
    back, rest = divmod(round(spaces * wider + sum([word.excess for word in words[:-1]])), spaces)
    # What whole thousandths leave over goes to the first spaces: no word is moved by what could be seen.
    first = f"{space.shown}){back + 1}(".join(shown[: rest + 1])
    return f"{space.shown}){back}(".join([first, *shown[rest + 1 :]]).replace(")0(", "") + tail


def _in_one_loop(run: TextRun, codes: FaceCodes) -> str | None:
    """The words and what is between them; None when a glyph needs more care."""
    per_point = 1000 / (run.size * run.scale)
    pieces: list[str] = []
    carry = 0.0
    for shaped, width in run.segments:
        entry = codes.word(shaped)
        if entry is None:
            return None
        pieces.append(entry.shown)
        carry += entry.width - width * per_point
        if not -0.5 <= carry <= 0.5:
            back = round(carry)
            pieces.append(f"){back}(")
            carry -= back
    if run.tail:
        pieces.append(codes.space(run.tail))
    return "".join(pieces)


def _by_clusters(content: PageContent, run: TextRun, codes: FaceCodes) -> None:
    bearing, bare = placed(run)
    if bearing:
        _show(content, bearing[0].x, run, codes.name, _at_their_places(bearing, run, codes))
    content.fill(run.color)
    for glyph in bare:
        name = codes.outline(glyph.gid)
        em = run.size / 1000
        x, y = glyph.x, content.height - run.y + run.rise + glyph.dy * em
        content.xobjects.add(name)
        content.add(f"q {numbers(run.size * run.scale)} 0 0 {numbers(run.size, x, y)} cm /{name} Do Q")


def _at_their_places(bearing: list[Placed], run: TextRun, codes: FaceCodes) -> str:
    per_point = 1000 / (run.size * run.scale)
    pieces: list[str] = []
    pen = bearing[0].x
    for glyph in bearing:
        back = round((pen - glyph.x) * per_point)
        code, width = codes.code(glyph.gid, glyph.text)
        pieces.append(f"){back}(" if back else "")
        pieces.append(_raised(code, glyph, run) if glyph.dy else code)
        pen += (width - back) / per_point
    return "".join(pieces)


def _raised(code: str, glyph: Placed, run: TextRun) -> str:
    """A glyph off the baseline: the rise cannot change inside one operator, so it is left and resumed."""
    height = run.rise + glyph.dy * run.size / 1000
    return f")] TJ {number(height)} Ts [({code})] TJ {number(run.rise)} Ts [("
