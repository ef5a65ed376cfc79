r"""LaTeX as authors write it, turned into the LaTeX that the converter understands.

Environments that only differ in how they are numbered become the one that is known, rows outside of any
environment become a table of one column, and what belongs to LaTeX's own numbering is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_SAME_ENVIRONMENT = {
    "aligned": "align*",
    "alignedat": "align*",
    "alignat": "align*",
    "alignat*": "align*",
    "eqnarray": "align*",
    "eqnarray*": "align*",
    "flalign": "align*",
    "flalign*": "align*",
    "gather": "matrix",
    "gather*": "matrix",
    "gathered": "matrix",
    "multline": "matrix",
    "multline*": "matrix",
    "displaymath": "equation*",
}
_ENVIRONMENT = re.compile(r"\\(begin|end)\{([a-z]+\*?)\}(\{\d+\})?")
_NUMBERING = re.compile(r"\\(?:label\{[^{}]*\}|nonumber\b|notag\b)\s*")
_EQUATION_ARRAY = re.compile(r"&\s*(=|<|>|\\[a-z]+)\s*&")
_UPRIGHT_LETTER = re.compile(r"\\mathrm\{([A-Za-z])\}")
_TAG = re.compile(r"\s*\\tag\*?\{([^{}]*)\}")
_NESTING = re.compile(r"\\\\|\\[{}]|[{}]|\\begin\b|\\end\b")
_STEPS = {"{": 1, "}": -1, r"\begin": 1, r"\end": -1}


def plain_latex(tex: str) -> str:
    """The same formula in the environments and commands that the converter knows."""
    if "eqnarray" in tex:
        tex = _EQUATION_ARRAY.sub(r"&\1 ", tex)
    tex = _NUMBERING.sub("", _ENVIRONMENT.sub(_known, tex))
    # Braces around one letter make the converter forget that it is upright, and a number stand too close.
    tex = _TAG.sub(r"\\qquad\\text{(\1)}", _UPRIGHT_LETTER.sub(r"\\mathrm \1 ", tex))
    rows = list(_rows(tex))
    return tex if len(rows) < 2 else r"\begin{matrix}" + r" \\ ".join(rows) + r"\end{matrix}"


def _known(match: re.Match[str]) -> str:
    name = _SAME_ENVIRONMENT.get(match[2])
    if name is None:
        return match[0]
    # Only the environments that count their columns are followed by a number that is not theirs to show.
    rest = "" if "alignat" in match[2] or "alignedat" in match[2] else match[3] or ""
    return f"\\{match[1]}{{{name}}}{rest}"


def _rows(tex: str) -> Iterator[str]:
    r"""What stands between `\\` outside of braces and environments."""
    start = depth = 0
    for match in _NESTING.finditer(tex):
        depth += _STEPS.get(match[0], 0)
        if match[0] == r"\\" and depth == 0:
            yield tex[start : match.start()]
            start = match.end()
    if tex[start:].strip():
        yield tex[start:]
