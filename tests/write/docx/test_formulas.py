"""Formulas: LaTeX arrives in Word as structures that its equation editor can edit."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from docexport.formula import mathml
from docexport.write.docx.omml import omml
from docexport.write.docx.xml import NAMESPACES

CASES = [
    (r"\frac{a}{b}", "f"),
    (r"\binom{n}{k}", "noBar"),
    (r"\sqrt{x}", "degHide"),
    (r"\sqrt[3]{x}", "deg"),
    ("x_i^2", "sSubSup"),
    (r"\sum_{i=1}^n i", "nary"),
    (r"\int_0^1 x\,dx", "subSup"),
    (r"\left( \frac{a}{b} \right)^2", "d"),
    (r"\begin{pmatrix}a&b\\c&d\end{pmatrix}", "mr"),
    (r"\begin{cases}1 & x>0\\0 & \text{else}\end{cases}", "nor"),
    (r"\hat{x}", "acc"),
    (r"\overline{AB}", "bar"),
    (r"\underbrace{a+b}_{n}", "groupChr"),
    (r"\lim_{x\to 0} f(x)", "limLow"),
    (r"|x|", "r"),
    (r"\sin x", "sty"),
]


def structure(tex: str) -> ET.Element:
    source = mathml(tex, display=True)
    assert source is not None
    content = omml(source)
    assert content is not None
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return ET.fromstring(f"<m:oMath {names}>{content}</m:oMath>")


@pytest.mark.parametrize(("tex", "expected"), CASES, ids=[tex for tex, _ in CASES])
def test_a_construct_becomes_the_structure_that_word_has_for_it(tex: str, expected: str) -> None:
    found = structure(tex)
    names = {element.tag.rpartition("}")[2] for element in found.iter()}
    values = {value for element in found.iter() for value in element.attrib.values()}
    assert expected in names | values


@pytest.mark.parametrize(
    "tex", [r"a+b=c", r"\left( x_i - \bar{x} \right)^2", r"\sum_i a_i + b", "f(x, y) = (x)"]
)
def test_no_sign_of_a_formula_is_lost(tex: str) -> None:
    source = mathml(tex, display=True)
    assert source is not None
    found = structure(tex)
    shown = "".join(element.text or "" for element in found.iter() if element.tag.endswith("}t"))
    shown += "".join(
        value for e in found.iter() if e.tag.lower().endswith("chr") for value in e.attrib.values()
    )
    for sign in "".join(ET.fromstring(source).itertext()).split():
        for character in sign:
            assert character in shown or character in "¯", character


def test_a_sum_stops_before_the_next_relation() -> None:
    found = structure(r"\sum_{i} a_i = b")
    (operand,) = (e for e in found.iter() if e.tag.endswith("}nary"))
    assert "=" not in "".join(operand.itertext())


def test_what_is_not_known_is_refused_whole() -> None:
    assert omml('<math xmlns="http://www.w3.org/1998/Math/MathML"><unheard/></math>') is None
    assert omml("not xml") is None
