"""LaTeX read as MathML, and the MathML checked: only what is known to be presentation markup passes.

It follows MathML Core, with the few attributes of MathML 3 that EPUB readers and Word understand. This is
the only module that imports latex2mathml.
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET
from functools import lru_cache

from docexport.formula.dialect import plain_latex

_MATHML = "http://www.w3.org/1998/Math/MathML"
_MACROS = re.compile(r"\\(?:(?:re)?newcommand|newenvironment|DeclareMathOperator|[egx]?def|let)\b")
"""The converter would pass over some of them without a word."""
_LONGEST, _DEEPEST = 5000, 40
_ELEMENTS = frozenset(
    (
        *(
            "math",
            "mrow",
            "mi",
            "mn",
            "mo",
            "mtext",
            "mspace",
            "ms",
            "mstyle",
            "mpadded",
            "mphantom",
            "menclose",
        ),
        *("mfrac", "msqrt", "mroot", "mfenced", "msub", "msup", "msubsup", "munder", "mover", "munderover"),
        *("mmultiscripts", "mprescripts", "none", "mtable", "mtr", "mlabeledtr", "mtd"),
    )
)
_ATTRIBUTES = frozenset(
    (
        *("display", "displaystyle", "scriptlevel", "mathvariant", "mathcolor", "mathsize", "mathbackground"),
        *("stretchy", "symmetric", "fence", "separator", "form", "largeop", "movablelimits", "accent"),
        *("accentunder", "lspace", "rspace", "minsize", "maxsize", "width", "height", "depth", "voffset"),
        *("linethickness", "notation", "open", "close", "separators", "bevelled", "side", "frame"),
        *("columnalign", "rowalign", "columnspacing", "rowspacing", "columnlines", "rowlines"),
        *("columnspan", "rowspan"),
    )
)
_NOT_STRETCHED = frozenset("↑↓⟨⟩")
"""LaTeX keeps these at their size; MathML would let them grow."""
REASONS = {
    "NoAvailableTokensError": "it ends too early, something is left open",
    "MissingEndError": "an environment has no \\end",
    "DoubleSuperscriptsError": "it has two superscripts in one place; put braces around one",
    "DoubleSubscriptsError": "it has two subscripts in one place; put braces around one",
    "MissingSuperScriptOrSubscriptError": "a subscript or superscript is empty",
    "ExtraLeftOrMissingRightError": "\\left and \\right do not match",
    "RecursionError": "it is too deeply nested",
}
"""What the names of exceptions mean, to the author of a formula."""


class Unsettable(Exception):  # noqa: N818  # a verdict on a formula, not a failure of the program
    """The formula cannot be set; the message says why, for the author."""


@lru_cache(maxsize=512)
def written(tex: str, display: bool) -> str:
    """The formula as a `math` element. Unsettable, with the reason, if it cannot be."""
    root = converted(tex, display=display)
    root.set("alttext", " ".join(tex.split()))
    root.set("xmlns", _MATHML)
    return ET.tostring(root, encoding="unicode")


def converted(tex: str, *, display: bool) -> ET.Element:
    """The formula as a tree of MathML elements without namespaces. Unsettable, with the reason, if bad."""
    _check_source(tex)
    from latex2mathml.converter import convert_to_element  # noqa: PLC0415  # only where there is a formula

    try:
        root = convert_to_element(plain_latex(tex), display="block" if display else "inline")
        _clean(root)
    except Unsettable:
        raise
    except Exception as error:
        # The converter meets source that nobody checked and fails in whatever way its code does.
        reason = REASONS.get(type(error).__name__, "it is not LaTeX that is understood here")
        raise Unsettable(reason) from error
    return root


def _check_source(tex: str) -> None:
    if not tex:
        raise Unsettable("it is empty")
    if len(tex) > _LONGEST:
        raise Unsettable(f"it is longer than {_LONGEST} characters")
    macro = _MACROS.search(tex)
    if macro:
        raise Unsettable(f"the command {macro[0]} is not known")
    depth = deepest = 0
    for opening in re.findall(r"\\[{}]|[{}]|\\left\b|\\right\b|\\(?:begin|end)\b", tex):
        depth += {"{": 1, r"\left": 1, r"\begin": 1, "}": -1, r"\right": -1, r"\end": -1}.get(opening, 0)
        deepest = max(deepest, depth)
    if deepest > _DEEPEST:
        raise Unsettable(REASONS["RecursionError"])


def _clean(root: ET.Element) -> None:
    """Check the tree and mend it in place. Unsettable where a command was not understood."""
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        if element.tag not in _ELEMENTS:
            raise Unsettable("it uses markup that is not mathematics")
        for name in set(element.attrib) - _ATTRIBUTES:
            del element.attrib[name]
        # The converter leaves character references in its texts, to be read once written out.
        element.text = html.unescape(element.text) if element.text else element.text
        _check_text(element)
        if element.tag in ("mo", "mi") and element.text in _NOT_STRETCHED:
            element.set("stretchy", "false")
    if not any(element.text for element in root.iter()):
        raise Unsettable("nothing of it would be seen")


def _check_text(element: ET.Element) -> None:
    text = element.text or ""
    command = re.match(r"\\[A-Za-z]+", text)
    if command and element.tag != "mtext":
        raise Unsettable(f"the command {command[0]} is not known")
    if element.tag == "mspace" and "mathbackground" in element.attrib:
        raise Unsettable("the command \\rule is not known")
    if any(ord(char) < 0x20 and not char.isspace() for char in text):
        raise Unsettable("it has control characters")
