"""HTML elements around and between blocks to blocks; Markdown inside them is read as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from docexport.model import (
    Code,
    Definition,
    DefinitionList,
    Figure,
    Group,
    Image,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    Paragraph,
    Rule,
    Strong,
    Text,
)
from docexport.notices import NotRendered
from docexport.read.attributes import NO_ATTRIBUTES
from docexport.read.containers import make_div, means_something, quote_of
from docexport.read.html import Tag
from docexport.read.htmlnodes import UNSHOWN, drop_unshown, flat, html_attributes, inline_children
from docexport.read.htmltables import html_table
from docexport.read.htmltree import Element, Piece, grow
from docexport.read.reading import Reading
from docexport.read.sections import Heading, Item, nest

_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|avif|tiff?|bmp)(?:[?#]|\Z)", re.IGNORECASE)
"""An address that leads to a picture."""


def html_items(reading: Reading, pieces: Iterable[Tag | Piece]) -> list[Item]:
    """The blocks of a run of tags, text and blocks."""
    return _items(reading, grow(pieces))


def make_figure(image: Image, caption: tuple[Inline, ...], description: str = "") -> Figure:
    """The figure that an image is when it stands alone."""
    decorative = "decorative" in image.classes
    return Figure(
        image.source,
        "" if decorative else image.alt,
        caption,
        image.title,
        image.width,
        decorative,
        description,
        at=image.at,
        id=image.id,
        classes=tuple(name for name in image.classes if name != "decorative"),
        lang=image.lang,
    )


def _items(reading: Reading, children: Iterable[Element | Piece]) -> list[Item]:
    items: list[Item] = []
    run: list[Element | Piece] = []
    for child in children:
        if isinstance(child, Element):
            if not _holds_blocks(child):
                run.append(child)
                continue
            items += [*_paragraphs(reading, run), *_element(reading, child)]
            run = []
        elif isinstance(child, Inline):
            run.append(child)
        else:
            items += [*_paragraphs(reading, run), child]
            run = []
    return [*items, *_paragraphs(reading, run)]


def _holds_blocks(element: Element) -> bool:
    return element.name in _MAKERS or any(
        _holds_blocks(child) if isinstance(child, Element) else not isinstance(child, Inline)
        for child in element.children
    )


def _paragraphs(reading: Reading, run: list[Element | Piece]) -> list[Item]:
    inlines = trimmed(inline_children(reading, run))
    if not inlines:
        return []
    if len(inlines) == 1 and isinstance(image := inlines[0], Image):
        return [make_figure(image, ())]
    return [Paragraph(inlines, at=inlines[0].at)]


def trimmed(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Inline nodes without blanks or line breaks at either end."""
    nodes = list(inlines)
    while nodes and _blank(nodes[0]):
        del nodes[0]
    while nodes and _blank(nodes[-1]):
        del nodes[-1]
    if nodes and isinstance(first := nodes[0], Text):
        nodes[0] = Text(first.text.lstrip(" \n\t"), at=first.at)
    if nodes and isinstance(last := nodes[-1], Text):
        nodes[-1] = Text(last.text.rstrip(" \n\t"), at=last.at)
    return tuple(nodes)


def _blank(node: Inline) -> bool:
    return isinstance(node, LineBreak) or (isinstance(node, Text) and not node.text.strip(" \n\t"))


def _element(reading: Reading, element: Element) -> list[Item]:
    if element.name in UNSHOWN and element.closed:
        drop_unshown(reading, element.name, element.at)
        return []
    make = _MAKERS.get(element.name)
    return make(reading, element) if make else _items(reading, element.children)


def _paragraph(reading: Reading, element: Element) -> list[Item]:
    return _items(reading, element.children)


def _division(reading: Reading, element: Element) -> list[Item]:
    given = html_attributes(reading, element)
    items = _items(reading, element.children)
    if given == NO_ATTRIBUTES or not (items or given.id):
        return items
    if not (given.id or given.get("lang") or means_something(given)):
        return items
    return [make_div(given, (), items, element.at)]


def _centered(reading: Reading, element: Element) -> list[Item]:
    reading.drop_raw(f"<{element.name}>", element.at)
    return _items(reading, element.children)


def _quote(reading: Reading, element: Element) -> list[Item]:
    given = html_attributes(reading, element)
    return [quote_of("block", _items(reading, element.children), element.at, given)]


def _list(reading: Reading, element: Element) -> list[Item]:
    items: list[ListItem] = []
    for child in element.children:
        if isinstance(child, Element) and child.name == "li":
            items.append(ListItem(nest(_items(reading, child.children)), at=child.at))
        elif blocks := nest(_items(reading, [child])):
            items.append(ListItem(blocks, at=element.at))
    start = element.attributes.get("start", "1")
    tight = all(not isinstance(block, Paragraph) for item in items for block in item.blocks[1:])
    return [
        List(
            "ordered" if element.name == "ol" else "bullet",
            tuple(items),
            int(start) if re.fullmatch(r"[0-9]{1,9}", start) else 1,
            tight,
            at=element.at,
        )
    ]


def _definitions(reading: Reading, element: Element) -> list[Item]:
    made: list[Definition] = []
    for child in element.children:
        if isinstance(child, Element) and child.name == "dt":
            made.append(Definition(_inline_content(reading, child), (), at=child.at))
        elif blocks := nest(_items(reading, child.children if isinstance(child, Element) else [child])):
            last = made.pop() if made else Definition((), (), at=element.at)
            made.append(Definition(last.term, (*last.definitions, blocks), at=last.at))
    return [DefinitionList(tuple(made), at=element.at)]


def _inline_content(reading: Reading, element: Element) -> tuple[Inline, ...]:
    """The words of an element that holds no blocks by right, such as a heading or a caption."""
    return trimmed(tuple(node for item in _items(reading, element.children) for node in flat(item)))


def _preformatted(reading: Reading, element: Element) -> list[Item]:
    if not _is_text(element):
        # A blank line in HTML inside of other HTML ends it for Markdown, which read on by itself.
        return _items(reading, element.children)
    inner = next((c for c in element.children if isinstance(c, Element) and c.name == "code"), element)
    names = f"{inner.attributes.get('class', '')} {element.attributes.get('class', '')}".split()
    language = next((name[9:] for name in names if name.startswith("language-")), "")
    return [Code(_raw_text(element).strip("\n"), language, at=element.at)]


def _is_text(element: Element) -> bool:
    return all(isinstance(c, Text) or (isinstance(c, Element) and _is_text(c)) for c in element.children)


def _raw_text(element: Element) -> str:
    parts: list[str] = []
    for child in element.children:
        if isinstance(child, Element):
            parts.append("\n" if child.name == "br" else _raw_text(child))
        elif isinstance(child, Text):
            parts.append(child.text)
    return "".join(parts)


def _heading(reading: Reading, element: Element) -> list[Item]:
    given = html_attributes(reading, element)
    words = _inline_content(reading, element)
    return [Heading(int(element.name[1]), words, element.at, given.id, given.classes, given.get("lang"))]


def _figure(reading: Reading, element: Element) -> list[Item]:
    captions = [c for c in element.children if isinstance(c, Element) and c.name == "figcaption"]
    others = [c for c in element.children if not (isinstance(c, Element) and c.name == "figcaption")]
    caption = tuple(node for c in captions for node in _inline_content(reading, c))
    items = _items(reading, others)
    picture = _unlinked(reading, items[0]) if len(items) == 1 else None
    if picture is not None:
        return [_with_caption(picture, caption, element)]
    return [*items, Paragraph(caption, at=element.at)] if caption else items


def _unlinked(reading: Reading, item: Item) -> Figure | None:
    """The one picture of a figure, out of the link around it, which mostly leads to its larger copy."""
    if isinstance(item, Figure):
        return item
    link = item.inlines[0] if isinstance(item, Paragraph) and len(item.inlines) == 1 else None
    inside = trimmed(link.inlines) if isinstance(link, Link) else ()
    if not isinstance(link, Link) or len(inside) != 1 or not isinstance(image := inside[0], Image):
        return None
    if not _PICTURE.search(link.target):
        reason = "a figure leads nowhere, put the link into its caption"
        reading.notify(NotRendered(at=link.at, what=f"the link to {link.target}", reason=reason))
    return make_figure(image, ())


def _with_caption(picture: Figure, caption: tuple[Inline, ...], element: Element) -> Figure:
    return Figure(
        picture.source,
        picture.alt,
        caption,
        picture.title,
        picture.width,
        picture.decorative,
        picture.description,
        at=picture.at,
        id=element.attributes.get("id") or picture.id,
        classes=picture.classes,
    )


def _details(reading: Reading, element: Element) -> list[Item]:
    return [Group(nest(_items(reading, element.children)), at=element.at, classes=("details",))]


def _summary(reading: Reading, element: Element) -> list[Item]:
    words = _inline_content(reading, element)
    return [Paragraph((Strong(words, at=element.at),), at=element.at)] if words else []


def _table(reading: Reading, element: Element) -> list[Item]:
    def items(pieces: Sequence[Element | Piece]) -> list[Item]:
        return _items(reading, pieces)

    return html_table(reading, element, items)


_MAKERS: Mapping[str, Callable[[Reading, Element], list[Item]]] = {
    **dict.fromkeys(
        ("address", "article", "aside", "div", "footer", "header", "main", "nav", "section"), _division
    ),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    **dict.fromkeys(("ul", "ol", "menu"), _list),
    **dict.fromkeys(("center", "form", "fieldset"), _centered),
    "p": _paragraph,
    "blockquote": _quote,
    "dl": _definitions,
    "pre": _preformatted,
    "hr": lambda _reading, element: [Rule(at=element.at)],
    "figure": _figure,
    "details": _details,
    "summary": _summary,
    "table": _table,
}
