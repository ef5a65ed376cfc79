"""What may occur in an SVG that is painted as shapes: only what is known to be drawn rightly.

Anything else leaves the drawing to resvg, as pixels: being wrong about a picture is worse than being large.
"""

from __future__ import annotations

import re

from lxml import etree

SVG = "http://www.w3.org/2000/svg"
SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
_STRUCTURE = frozenset({"svg", "g", "defs", "use", "title", "desc", "style", "text", "tspan"})
_PROPERTIES = frozenset((
    "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-linejoin",
    "stroke-linecap", "stroke-miterlimit", "stroke-dasharray", "opacity", "color", "display", "visibility",
    "font-family", "font-size", "font-weight", "font-style", "text-anchor", "letter-spacing",
    "shape-rendering", "text-rendering",
))  # fmt: skip
_GEOMETRY = frozenset((
    "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height", "d", "points",
    "dx", "dy", "transform", "viewBox", "preserveAspectRatio", "href", "id", "class", "style", "role", "type",
))  # fmt: skip
_BEYOND = re.compile(
    r"url\(|var\(|calc\(|inherit|!important|currentColor|context-|%|\dv[wh]|\dr?em|\dex|\dch|larger|smaller|@",
    re.IGNORECASE,
)
"""Values that svglib reads otherwise than browsers do, or not at all."""
_PLAIN_SELECTORS = re.compile(r"[\w\s.#,*-]+")
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_SUBJECT = re.compile(r"[.#]?[\w-]+|\*")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LENGTH = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*(?:px)?\s*", re.IGNORECASE)


class Unpaintable(Exception):  # noqa: N818  # a verdict on a drawing, not a failure of the program
    """The drawing needs more than shapes in plain colors."""


# --- Reading properties ----------------------------------------------------------------------------


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace."""
    return etree.QName(element).localname


def declarations(css: str) -> list[tuple[str, str]]:
    """The properties and values of a `style` attribute or of the body of a rule."""
    pairs = [piece.partition(":") for piece in css.split(";") if piece.strip()]
    return [(name.strip().lower(), value.strip()) for name, _, value in pairs]


def own(element: etree._Element, name: str, default: str) -> str:
    """A property that the element itself states."""
    stated = dict(declarations(element.get("style", "")))
    return stated.get(name, element.get(name, default))


def effective(element: etree._Element, name: str, default: str) -> str:
    """A property that the element states or inherits; Unpaintable where a style sheet may state it."""
    chain = [element, *element.iterancestors()]
    if _sheet_states(chain, name):
        raise Unpaintable(f"{name} in a style sheet")
    return next(filter(None, (own(above, name, "") for above in chain)), default)


def _sheet_states(chain: list[etree._Element], name: str) -> bool:
    """Whether a rule that may fit one of the elements has the property; when in doubt, it fits."""
    subjects = {"*"}
    for element in chain:
        subjects |= {local_name(element), f"#{element.get('id')}"}
        subjects |= {f".{part}" for part in element.get("class", "").split()}
    sheets = chain[-1].iter(f"{{{SVG}}}style")
    rules = [rule for sheet in sheets for rule in _RULE.findall("".join(map(str, sheet.itertext())))]
    return any(
        name in dict(declarations(body)) and subjects & set(_SUBJECT.findall(selectors))
        for selectors, body in rules
    )


def length(text: str) -> float:
    """A length in user units, which pixels are too; Unpaintable for any other."""
    match = _LENGTH.fullmatch(text)
    if match is None:
        raise Unpaintable(f"length {text}")
    return float(match[1])


# --- Checking --------------------------------------------------------------------------------------


def check_element(element: etree._Element) -> None:
    """Raise Unpaintable unless the element is one that is drawn rightly."""
    name = local_name(element)
    if name not in _STRUCTURE | SHAPES or (name == "svg" and element.getparent() is not None):
        raise Unpaintable(name)
    if name == "style":
        _check_sheet("".join(str(text) for text in element.itertext()))
    if name in ("text", "tspan"):
        _check_text(element, name)
    for key, value in element.attrib.items():
        _check_attribute(etree.QName(str(key)).localname, str(value))


def _check_attribute(key: str, value: str) -> None:
    if key == "style":
        _check_declarations(value)
    elif key not in _PROPERTIES | _GEOMETRY and not key.startswith("aria-"):
        raise Unpaintable(key)
    elif key not in ("id", "class", "d") and _BEYOND.search(value):
        raise Unpaintable(f"{key}={value}")


def _check_sheet(css: str) -> None:
    if "@" in css or re.search(r"(?<!fill-)(?<!stroke-)opacity|letter-spacing", css):
        raise Unpaintable("style sheet")
    for selectors, body in _RULE.findall(css):
        if not _PLAIN_SELECTORS.fullmatch(selectors):
            raise Unpaintable(selectors)
        _check_declarations(body)


def _check_declarations(css: str) -> None:
    for name, value in declarations(css):
        if name not in _PROPERTIES or _BEYOND.search(value):
            raise Unpaintable(f"{name}: {value}")


def _check_text(element: etree._Element, name: str) -> None:
    """Text without strokes, from left to right, each piece of it at a place of its own."""
    if _RIGHT_TO_LEFT.search("".join(str(text) for text in element.itertext())):
        raise Unpaintable("right-to-left text")
    if name == "tspan" and (not element.get("x") or (element.tail or "").strip()):
        raise Unpaintable("text that continues")
    if effective(element, "stroke", "none") != "none" or effective(element, "fill-opacity", "1") != "1":
        raise Unpaintable("stroked or translucent text")
    if any(re.search(r"\S[\s,]+\S", element.get(key, "")) for key in ("x", "y", "dx", "dy")):
        raise Unpaintable("letters at places of their own")
