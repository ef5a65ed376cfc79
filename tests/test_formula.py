from __future__ import annotations

import subprocess
import sys
import time
import xml.etree.ElementTree as ET

import pytest

from docexport.formula import alt_text, formula_paths, formula_svg, mathml
from docexport.model import Position
from docexport.notices import Collector, FormulaKeptAsSource

_NS = "{http://www.w3.org/1998/Math/MathML}"
_SETTABLE = [
    "x",
    r"a_1^2 + \sum_{i=0}^n \int_0^\infty e^{-x^2}\,dx = \frac{\sqrt{\pi}}{2}",
    r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}",
    r"\begin{aligned} a &= b \\ c &= d \end{aligned}",
    r"\begin{cases} a & x > 0 \\ b & \text{else} \end{cases}",
    r"\left( \frac12 \right] \hat{x} \widehat{xyz} \vec v \overline{AB} \overbrace{abc}",
    r"\mathbb{R} \mathcal{L} \mathbf{x} \operatorname{foo} \alpha \leq \infty",
    r"\cancel{x} \boxed{y} \color{red}{z} \binom{n}{k} \sqrt[3]{2}",
    r"\text{Größe Привет} \& \% a < b",
    r"\underbrace{a + b}_{n} \overbrace{c}^{m}",
    r"\begin{gather*} a = b \\ c = d \end{gather*}",
    r"\begin{alignat}{2} a &= b \\ c &= d \end{alignat}",
    r"\begin{eqnarray} a &=& b \nonumber \\ c &\leq& d \end{eqnarray}",
    r"a = b \\ c = d \tag{1}",
]


@pytest.fixture
def told() -> Collector:
    return Collector()


@pytest.mark.parametrize("tex", _SETTABLE)
def test_a_formula_is_mathml_that_says_its_latex(tex: str, told: Collector) -> None:
    text = mathml(tex, display=True, notify=told)
    assert text is not None
    root = ET.fromstring(text)
    assert (root.tag, root.get("display"), root.get("alttext")) == (f"{_NS}math", "block", alt_text(tex))
    assert {element.tag.startswith(_NS) for element in root.iter()} == {True}
    assert told.notices == []


@pytest.mark.slow
@pytest.mark.parametrize("tex", _SETTABLE)
def test_a_formula_is_drawn_within_its_box(tex: str, told: Collector) -> None:
    drawing = formula_paths(tex, display=True, notify=told)
    assert drawing is not None
    assert drawing.shapes
    for shape in drawing.shapes:
        assert shape.commands[0][0] == "m"
        for _, numbers in shape.commands:
            assert all(-0.3 <= across <= drawing.width + 0.3 for across in numbers[::2])
            assert all(-drawing.descent - 0.3 <= up <= drawing.ascent + 0.3 for up in numbers[1::2])
    assert told.notices == []


def test_rows_stand_one_below_the_other_in_any_environment() -> None:
    for tex in (r"a \\ b", r"\begin{gather} a \\ b \end{gather}", r"\begin{multline} a \\ b \end{multline}"):
        rows = [ET.fromstring(mathml(tex, display=True) or "<none/>").iter(f"{_NS}mtr")]
        assert [len(list(found)) for found in rows] == [2], tex


def test_a_row_within_braces_does_not_end_the_formulas_row() -> None:
    text = mathml(r"\begin{cases} a \\ b \end{cases} + {c}", display=True)
    assert text is not None
    assert text.count("<mtable") == 1


def test_one_upright_letter_stays_upright() -> None:
    text = mathml(r"\int x \,\mathrm{d}x", display=True)
    assert text is not None
    assert '<mi mathvariant="normal">d</mi>' in text


def test_the_letter_x_sits_on_the_baseline() -> None:
    drawing = formula_paths("x", display=False)
    assert drawing is not None
    assert drawing.ascent == pytest.approx(0.47, abs=0.05)
    assert abs(drawing.descent) < 0.05
    assert 0.4 < drawing.width < 0.7


def test_a_fraction_reaches_below_the_baseline() -> None:
    drawing = formula_paths(r"\frac{a}{b}", display=True)
    assert drawing is not None
    assert 0.5 < drawing.descent < drawing.ascent


def test_a_displayed_sum_is_larger_than_one_in_a_sentence() -> None:
    displayed, inline = (formula_paths(r"\sum_i^n", display=display) for display in (True, False))
    assert displayed is not None
    assert inline is not None
    assert displayed.ascent + displayed.descent > inline.ascent + inline.descent


def test_a_color_of_the_author_stays_and_black_is_the_color_of_the_text() -> None:
    drawing = formula_paths(r"a \color{red}{b}", display=False)
    assert drawing is not None
    assert [shape.color for shape in drawing.shapes] == [None, "red"]


def test_an_svg_states_its_size_for_the_type_it_stands_in() -> None:
    picture = formula_svg(r"\frac{a}{b}", display=True, size=20)
    assert picture is not None
    root = ET.fromstring(picture.svg)
    assert root.get("width") == f"{picture.width * 20:.3f}pt"
    assert root.get("height") == f"{picture.height * 20:.3f}pt"
    assert {child.tag for child in root} == {"{http://www.w3.org/2000/svg}path"}


@pytest.mark.parametrize(
    ("tex", "reason"),
    [
        ("", "empty"),
        (r"\frac{a}{", "ends too early"),
        (r"\foo{x}", r"\foo is not known"),
        (r"\ce{H2O}", r"\ce is not known"),
        (r"\newcommand{\a}{\a\a}", r"\newcommand is not known"),
        ("a^b^c", "two superscripts"),
        ("x_", "is empty"),
        ("x" * 6000, "longer than"),
        ("{" * 400 + "}" * 400, "deeply nested"),
        (r"\left(" * 60, "deeply nested"),
        ("^" * 3000, "deeply nested"),
        ("a\x07b", "control characters"),
        (r"\rule{9cm}{9cm}", r"\rule is not known"),
    ],
)
def test_what_cannot_be_set_is_kept_as_its_source_with_the_reason(
    tex: str, reason: str, told: Collector
) -> None:
    start = time.process_time()
    assert mathml(tex, display=True, notify=told, at=Position(2, 1)) is None
    assert formula_paths(tex, display=True, notify=told, at=Position(2, 1)) is None
    assert time.process_time() - start < 2
    (notice,) = told.notices
    assert isinstance(notice, FormulaKeptAsSource)
    assert (notice.tex, notice.at) == (tex, Position(2, 1))
    assert reason in notice.reason


def test_characters_that_the_mathematical_font_lacks_are_not_drawn_as_boxes(told: Collector) -> None:
    assert mathml("日", display=False, notify=told) is not None
    assert told.notices == []
    assert formula_paths("日", display=False, notify=told) is None
    assert len(told.notices) == 1


@pytest.mark.parametrize(
    "tex",
    [r"\text{<script>alert(1)</script>}", r"\href{javascript:alert(1)}{y}", r"\text{&lt;b&gt; ]]> <!--}"],
)
def test_markup_in_a_formula_is_only_ever_text(tex: str) -> None:
    text = mathml(tex, display=False)
    assert text is not None
    root = ET.fromstring(text)
    assert "script" not in {element.tag.rpartition("}")[2] for element in root.iter()}
    assert not any("href" in element.attrib for element in root.iter())


@pytest.mark.slow
def test_the_same_formula_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "from docexport.formula import formula_svg, mathml\n"
        r"print(mathml(r'\sum_i x^2', display=True), formula_svg(r'\sum_i x^2', display=True, size=10))"
    )
    first, second = (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    )
    assert first == second


def test_importing_the_module_loads_no_formula_library() -> None:
    code = "import sys, docexport.formula; print({'ziamath', 'latex2mathml'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
