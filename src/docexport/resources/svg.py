"""SVG made harmless: what may run, fetch or explode is left out, the drawing stays.

1. Parse without DTD, entities or network; refuse entity declarations outright.
2. Copy what is known to draw into a new tree; scripts, animation, foreign content are not copied.
3. Keep references only to ids of the same document, and to embedded bitmaps within the limits.
4. Refuse what multiplies: too many elements, counting each `use` as all that it repeats.
5. Resolve the size, so that width, height and viewBox are always stated.

Written out again the document has no DOCTYPE, always the same bytes, and is valid inside an EPUB.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from docexport.records import Struct, field
from docexport.resources.picture import Limits, Unusable
from docexport.resources.svg_references import References, safe_css
from docexport.resources.svg_size import resolve_size

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_HREFS = ("href", f"{{{XLINK}}}href")
_NAMESPACES: Any = {None: SVG, "xlink": XLINK}
"""Any, because the stubs do not know that None stands for the default namespace."""
_KEPT_FOREIGN = {f"{{{_XML}}}space", f"{{{_XML}}}lang"}

_STRUCTURE = "svg g defs symbol use switch title desc style view"
_SHAPES = "path rect circle ellipse line polyline polygon text tspan textPath image"
_PAINT = "linearGradient radialGradient stop clipPath mask pattern marker filter"
_FILTERS = """feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
    feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur
    feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile
    feTurbulence"""
_ELEMENTS = frozenset(f"{_STRUCTURE} {_SHAPES} {_PAINT} {_FILTERS}".split())
_SILENT = {"metadata", "a"}
"""Left out, or opened up, without a word: nothing that is seen is lost."""
_BOUNDS = {"numOctaves": 8.0, "radius": 50.0, "order": 9.0, "stdDeviation": 500.0}
"""Filter parameters whose cost grows with their value."""
_GEOMETRY = frozenset(
    "x y width height r rx ry cx cy x1 x2 y1 y2 dx dy fx fy d points transform font-size stroke-width".split()  # noqa: SIM905  (so many names read better as text)
)
_NO_NUMBER = re.compile(r"(?<![a-z])(?:nan|inf(?:inity)?)(?![a-z])|\de\+?\d{2,}", re.IGNORECASE)
"""What a reader of numbers takes and no page has: it would be an unknown operator in a PDF."""
_UNWANTED_ATTRIBUTE = re.compile(
    r"on\w*|data-.*|tabindex|focusable|base|version|baseProfile|target", re.IGNORECASE
)


class CleanSvg(Struct):
    """A sanitized document with its size in CSS pixels and the kinds of things that were left out."""

    data: bytes
    width: float
    height: float
    removed: tuple[str, ...]


class _Copying(Struct):
    """The state of one sanitization."""

    references: References
    removed: list[str] = field(default_factory=list)

    def remove(self, what: str) -> None:
        if what not in self.removed:
            self.removed.append(what)


def sanitize(data: bytes, limits: Limits) -> CleanSvg:
    """The document without what is unsafe. Unusable when it is malformed, hostile or has no size."""
    if len(data) > limits.svg_bytes:
        raise Unusable(f"the drawing is larger than {limits.svg_bytes >> 20} MB; simplify it")
    source = _parse(data)
    _check_depth_and_count(source, limits)
    state = _Copying(References(source, limits))
    root = etree.Element(f"{{{SVG}}}svg", nsmap=_NAMESPACES)
    _copy_attributes(source, root, state)
    _copy_children(source, root, state)
    _check_repetition(root, limits)
    width, height = resolve_size(root)
    _sort_attributes(root)
    text = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return CleanSvg(text, width, height, tuple(state.removed))


def _sort_attributes(element: etree._Element) -> None:
    """One order, whichever attributes were stated and whichever were added."""
    items = sorted(element.attrib.items())
    element.attrib.clear()
    element.attrib.update(items)


def _parse(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unusable(f"the SVG is not well-formed ({error})") from error
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise Unusable("the SVG declares entities, which are not read; save it as plain SVG")
    if _name(root) != "svg":
        raise Unusable("the document is not an SVG")
    return root


def _check_depth_and_count(root: etree._Element, limits: Limits) -> None:
    depth = count = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if depth > limits.svg_depth or count > limits.svg_nodes:
            raise Unusable("the drawing is too deeply nested or has too many elements; simplify it")


# --- Copying ---------------------------------------------------------------------------------------


def _name(element: etree._Element) -> str:
    """The element's name if it is SVG's, with or without the namespace; else empty."""
    tag: object = element.tag
    if not isinstance(tag, str):  # a reference to an entity that nobody declared
        return ""
    name = etree.QName(tag)
    return name.localname if name.namespace in (None, SVG) else ""


def _copy_children(source: etree._Element, target: etree._Element, state: _Copying) -> None:
    target.text = source.text
    for child in source:
        copy = _copied(child, target, state)
        tail = child.tail or ""
        if copy is not None:
            copy.tail = tail
        elif tail.strip():
            _append_text(target, tail)


def _append_text(target: etree._Element, text: str) -> None:
    if len(target):
        target[-1].tail = (target[-1].tail or "") + text
    else:
        target.text = (target.text or "") + text


def _copied(child: etree._Element, parent: etree._Element, state: _Copying) -> etree._Element | None:
    """The child's harmless copy below `parent`; None when nothing of it is kept."""
    name = _name(child)
    # A link is only its content here: the text of the article is the place for links.
    kept = {"a": "tspan" if _in_text(parent) else "g"}.get(name, name)
    if kept not in _ELEMENTS:
        if name and name not in _SILENT:
            state.remove(f"`{name}`")
        return None
    copy = etree.SubElement(parent, f"{{{SVG}}}{kept}")
    _copy_attributes(child, copy, state)
    if kept in ("image", "use", "feImage") and f"{{{XLINK}}}href" not in copy.attrib:
        state.remove("references to other files")
        parent.remove(copy)
        return None
    if kept == "style":
        copy.text = safe_css("".join(str(text) for text in child.itertext()), state.references)
        return copy
    _copy_children(child, copy, state)
    return copy


def _in_text(parent: etree._Element) -> bool:
    return _name(parent) in ("text", "tspan", "textPath")


def _copy_attributes(source: etree._Element, target: etree._Element, state: _Copying) -> None:
    for name, value in sorted(source.attrib.items()):
        key, text = str(name), str(value)
        if key in _HREFS:
            _copy_reference(source, target, text, state)
        elif key in _KEPT_FOREIGN:
            target.set(key, text)
        elif not key.startswith("{") and ":" not in key:
            _copy_plain(target, key, text, state)


def _copy_reference(source: etree._Element, target: etree._Element, text: str, state: _Copying) -> None:
    bitmap_allowed = _name(source) in ("image", "feImage")
    reference = state.references.checked(text, bitmap_allowed=bitmap_allowed)
    if reference is not None:
        target.set(f"{{{XLINK}}}href", reference)
    elif _name(source) != "a":
        state.remove("references to other files")


def _copy_plain(target: etree._Element, key: str, text: str, state: _Copying) -> None:
    if _UNWANTED_ATTRIBUTE.fullmatch(key):
        if key.lower().startswith("on"):
            state.remove("event handlers")
        return
    if key in _GEOMETRY and target.getparent() is not None and _NO_NUMBER.search(text):
        state.remove("numbers without a value")
        return
    value: str | None = text
    if key == "id":
        value = state.references.new_id(text)
    elif key == "style" or "url" in text.lower() or "\\" in text:
        value = safe_css(text, state.references)
        if "url" in text.lower() and "url" not in value.lower():
            state.remove("references to other files")
    elif key in _BOUNDS:
        value = _bounded(text, _BOUNDS[key])
    if value:
        target.set(key, value)


def _bounded(text: str, most: float) -> str:
    try:
        return " ".join(f"{min(float(part), most):g}" for part in re.split(r"[\s,]+", text.strip()))
    except ValueError:
        return "0"


# --- Repetition ------------------------------------------------------------------------------------


def _check_repetition(root: etree._Element, limits: Limits) -> None:
    """Refuse drawings whose `use` elements unfold into more than the limit, or into themselves."""
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
    weights: dict[etree._Element, int] = {}
    underway: set[etree._Element] = set()

    def weight(element: etree._Element) -> int:
        if element in underway or len(underway) > 4 * limits.svg_depth:
            raise Unusable("the drawing repeats itself without end; simplify it")
        if element not in weights:
            underway.add(element)
            total = 1 + sum(map(weight, element))
            target = by_id.get((element.get(f"{{{XLINK}}}href") or "")[1:])
            if target is not None and _name(element) == "use":
                total += weight(target)
            underway.discard(element)
            weights[element] = total
        return weights[element]

    if weight(root) > limits.svg_nodes:
        raise Unusable("the drawing unfolds into too many elements; simplify it")
