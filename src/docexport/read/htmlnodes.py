"""HTML elements to inline nodes; what has no counterpart keeps its text and is counted for one notice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from typing import TypeAlias

from docexport.model import (
    Abbreviation,
    AnyNode,
    Code,
    CodeSpan,
    Emphasis,
    Figure,
    Image,
    Inline,
    Keyboard,
    LineBreak,
    Mark,
    Math,
    MathBlock,
    Paragraph,
    Position,
    Small,
    Span,
    Strike,
    Strong,
    Sub,
    Sup,
    Text,
    children,
)
from docexport.notices import TextDropped
from docexport.read.attributes import Attributes, is_language_tag
from docexport.read.html import MATHML, Tag
from docexport.read.htmltree import Element, Piece, grow
from docexport.read.nodes import make_link, plain, settle_text
from docexport.read.reading import Reading
from docexport.read.sections import Heading
from docexport.read.smart import quotes_for
from docexport.read.targets import local_source

Made: TypeAlias = tuple[Inline, ...]

TRANSPARENT = MATHML | frozenset(
    """address article aside bdi bdo body caption col colgroup data dd details div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 head header hgroup html label legend li main nav nobr noscript ol
    output p picture section source summary table tbody td tfoot th thead time tr track ul wbr
    """.split()  # noqa: SIM905  (a hundred names read better as text)
)
"""Elements that say nothing about words inside a line; they go without a notice."""

_SPACE = Text(" ")

UNSHOWN = frozenset({"script", "style", "template"})


def inline_nodes(reading: Reading, pieces: Iterable[Inline | Tag]) -> Made:
    """Inline nodes with the tags among them turned into nodes."""
    return inline_children(reading, grow(pieces))


def inline_children(reading: Reading, pieces: Iterable[Element | Piece]) -> Made:
    """The inline nodes of a list of elements and nodes."""
    nodes = (
        node
        for piece in pieces
        for node in (inline_element(reading, piece) if isinstance(piece, Element) else flat(piece))
    )
    made: list[Inline] = []
    for is_text, run in groupby(nodes, key=lambda node: isinstance(node, Text)):
        if is_text:
            texts = [node for node in run if isinstance(node, Text)]
            at = next((node.at for node in texts if node.text.strip()), texts[0].at)
            made.append(Text(settle_text("".join(node.text for node in texts)), at=at))
        else:
            made += run
    return tuple(made)


def flat(node: Piece | AnyNode) -> Made:
    """The inline nodes of a block that stands where only words can: its structure goes, its words stay."""
    match node:
        case Heading() | Paragraph():
            return (*node.inlines, _SPACE)
        case Figure():
            alt = " ".join(filter(None, (node.alt, node.description)))
            return (Image(node.source, alt, node.title, node.width, at=node.at), *node.caption, _SPACE)
        case Code():
            return (CodeSpan(node.text, at=node.at), _SPACE)
        case MathBlock():
            return (Math(node.tex, at=node.at), _SPACE)
        case _ if isinstance(node, Inline):
            return (node,)
        case _:
            return tuple(inline for child in children(node) for inline in flat(child))


def inline_element(reading: Reading, element: Element) -> Made:
    """The nodes of one element."""
    if element.name in UNSHOWN and element.closed:
        drop_unshown(reading, element.name, element.at)
        return ()
    inlines = inline_children(reading, element.children)
    make = _MAKERS.get(element.name) if element.closed or not element.children else None
    make = make or _VOIDS.get(element.name)
    if make is not None:
        return make(reading, element, inlines)
    if (
        element.name
        and element.name not in TRANSPARENT
        and not (element.name in _MAKERS and not element.children)
    ):
        reading.drop_raw(f"<{element.name}>", element.at)
    return inlines


def drop_unshown(reading: Reading, name: str, at: Position) -> None:
    """Report a script or a style sheet, the only text that is left out on purpose."""
    reading.notify(TextDropped(at=at, what=f"the content of <{name}>", reason="it is not text to be read"))


def html_attributes(reading: Reading, element: Element) -> Attributes:
    """The attributes of an element that nodes can carry: id, classes, language."""
    given = element.attributes
    lang = given.get("lang", "")
    name = "".join(given.get("id", "").split())
    pairs = (("lang", lang),) if is_language_tag(lang) else ()
    return Attributes(name or None, tuple(given.get("class", "").split()), pairs)


def _of(node: Callable[..., Inline]) -> Callable[[Reading, Element, Made], Made]:
    def make(reading: Reading, element: Element, inlines: Made) -> Made:
        given = html_attributes(reading, element)
        return (node(inlines, at=element.at, id=given.id, classes=given.classes, lang=given.get("lang")),)

    return make


def _underline(_reading: Reading, element: Element, inlines: Made) -> Made:
    return (Span(inlines, at=element.at, classes=("underline",)),)


def _span(reading: Reading, element: Element, inlines: Made) -> Made:
    given = html_attributes(reading, element)
    if given == Attributes():
        return inlines
    return (Span(inlines, at=element.at, id=given.id, classes=given.classes, lang=given.get("lang")),)


def _abbreviation(reading: Reading, element: Element, inlines: Made) -> Made:
    expansion = " ".join(element.attributes.get("title", "").split())
    if not expansion:
        return _span(reading, element, inlines)
    return (Abbreviation(inlines, expansion, at=element.at),)


def _quotation(reading: Reading, element: Element, inlines: Made) -> Made:
    opening, closing, *_ = quotes_for(element.attributes.get("lang") or reading.lang)
    return (Text(opening, at=element.at), *inlines, Text(closing, at=element.at))


def _code(_reading: Reading, element: Element, inlines: Made) -> Made:
    return (CodeSpan(plain(inlines), at=element.at),) if inlines else ()


def _anchor(reading: Reading, element: Element, inlines: Made) -> Made:
    given = element.attributes
    name = "".join((given.get("id") or given.get("name") or "").split())
    if given.get("href", "").strip():
        inlines = make_link(reading, inlines, given["href"], given.get("title", ""), element.at)
    if not name:
        return inlines
    return (Span(inlines, at=element.at, id=name),)


def html_image(element: Element) -> Image:
    """The image of an `img` element; its width in the units of a style."""
    given = element.attributes
    width = given.get("width", "").strip()
    return Image(
        source=local_source(given.get("src", "")),
        alt=" ".join(given.get("alt", "").split()),
        title=" ".join(given.get("title", "").split()),
        width=(f"{width}px" if width.isdigit() else width) or None,
        at=element.at,
        id=given.get("id") or None,
    )


def _image(_reading: Reading, element: Element, _inlines: Made) -> Made:
    return (html_image(element),) if element.attributes.get("src") else ()


def _media(reading: Reading, element: Element, inlines: Made) -> Made:
    reading.drop_raw(f"<{element.name}>", element.at)
    target = element.attributes.get("src") or element.attributes.get("data") or ""
    words = inlines or ((Text(element.attributes.get("title") or target, at=element.at),) if target else ())
    return make_link(reading, words, target, "", element.at) if target else words


_Maker: TypeAlias = Callable[[Reading, Element, Made], Made]

_MAKERS: Mapping[str, _Maker] = {
    **dict.fromkeys(("b", "strong"), _of(Strong)),
    **dict.fromkeys(("i", "em", "cite", "var", "dfn"), _of(Emphasis)),
    **dict.fromkeys(("s", "del", "strike"), _of(Strike)),
    **dict.fromkeys(("u", "ins"), _underline),
    **dict.fromkeys(("code", "samp", "tt"), _code),
    **dict.fromkeys(("abbr", "acronym"), _abbreviation),
    **dict.fromkeys(("iframe", "video", "audio", "object", "embed"), _media),
    "sub": _of(Sub),
    "sup": _of(Sup),
    "mark": _of(Mark),
    "small": _of(Small),
    "kbd": _of(Keyboard),
    "span": _span,
    "q": _quotation,
    "a": _anchor,
}

_VOIDS: Mapping[str, _Maker] = {
    "br": lambda _reading, element, _inlines: (LineBreak(at=element.at),),
    "img": _image,
    "embed": _media,
}
