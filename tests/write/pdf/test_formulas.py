"""Formulas: outlines on the page, their source for those who do not see them."""

from __future__ import annotations

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no type information

from docexport.style import Color
from docexport.typeset.page import PlacedFormula
from tests.write.pdf.by_hand import INK, Hand, finished
from tests.write.pdf.read_back import opened


def with_formula(tex: str, color: Color = INK) -> bytes:
    hand = Hand()
    hand.page()
    formula = hand.root.add("formula", alt=tex)
    hand.pages[0].items.append(PlacedFormula(100, 200, 20, tex, True, color, formula))
    return finished(hand)


def test_a_formula_is_tagged_with_its_source_and_its_box() -> None:
    formula = opened(with_formula(r"\frac{a}{b}")).root.one("Formula")
    assert str(formula.source.Alt) == r"\frac{a}{b}"
    left, low, right, high = (float(side) for side in formula.source.A.BBox)
    assert left == 100
    assert low < 841.89 - 200 < high
    assert 5 < right - left < 30


def test_a_formula_is_drawn_on_its_baseline_in_the_color_of_its_text() -> None:
    page = pdfium.PdfDocument(with_formula("x", Color("#ff0000")))[0]
    shown = page.render(scale=2).to_pil().convert("RGB")
    inked = [(x, y) for x in range(190, 240) for y in range(350, 410) if shown.getpixel((x, y))[1] < 100]
    assert inked
    assert abs(max(y for _, y in inked) - 400) <= 2
    assert shown.getpixel(inked[len(inked) // 2])[0] > 200
