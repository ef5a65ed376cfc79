"""CSS rules for text: the browser's own taken back, then body, quotes, lists and words (CSS Lists 3)."""

from __future__ import annotations

from collections.abc import Iterator

from docexport.style import RoleName, SpanName, number_room
from docexport.write.epub.blocks import DEEPEST, WIDEST_NUMBER, numbered_class
from docexport.write.epub.looks import Looks, Pairs, ems, is_framed, quoted_string
from docexport.write.epub.rules import Rule

IN_BOXES: tuple[tuple[RoleName, str], ...] = (
    ("quote", "blockquote.quote"),
    ("epigraph", "blockquote.epigraph"),
    ("pull-quote", "aside.pull-quote"),
)
"""Roles of both a box and the text in it, with the box's selector."""
_ITEMS: tuple[tuple[RoleName, str], ...] = (
    ("list-item", "li"),
    ("key-points-item", ".key-points li"),
    ("definition", "dd"),
    ("footnote", ".note"),
)
_NESTED_MARKERS = ("–", "·")
SPANS: tuple[tuple[SpanName, str], ...] = (
    ("strong", "strong"), ("emphasis", "em"), ("link", "a"), ("code", "code"), ("mark", "mark"),
    ("small", "small"), ("keyboard", "kbd"), ("small-caps", ".small-caps"), ("strike", "s"),
    ("caption-label", ".caption-label"),
    ("section-number", ".section-number"), ("list-marker", "li::marker"), ("list-marker", ".task-box"),
    ("code-comment", ".code-comment"), ("code-keyword", ".code-keyword"), ("code-string", ".code-string"),
    ("code-number", ".code-number"), ("code-name", ".code-name"), ("code-operator", ".code-operator"),
    ("insertion", "ins"), ("deletion", "del"),
)  # fmt: skip
"""The selector of each span."""


def text_rules(looks: Looks) -> Iterator[Rule]:
    """Everything up to the words in a line."""
    yield from _reset(looks)
    for name, box in IN_BOXES:
        yield from _boxed_text(looks, name, box)
    yield from _lists(looks)
    yield from _spans(looks)


def _reset(looks: Looks) -> Iterator[Rule]:
    body = looks.body
    options = looks.style.options
    measure = min(looks.style.page.column_width.em(body.size) * looks.style.page.columns, 42)
    yield Rule("body", [
        ("margin", "0 auto"),
        ("padding", "0.5em 3%"),
        ("max-width", f"{measure:.4g}em"),
        *looks.base(),
        ("word-wrap", "break-word"),
        ("overflow-wrap", "anywhere"),
        ("orphans", str(options.orphans)),
        ("widows", str(options.widows)),
    ])  # fmt: skip
    yield Rule(
        "p", [("margin", "0"), *looks.spacing(body, body.size), ("text-indent", ems(body.indent, body.size))]
    )
    yield Rule("h1, h2, h3, h4, h5, h6", [("margin", "0"), ("font-size", "1em"), ("font-weight", "inherit")])
    yield Rule("blockquote, figure, ul, ol, dl, dd", [("margin", "0"), ("padding", "0")])
    yield Rule("img, svg", [("max-width", "100%")])
    yield Rule("img", [("height", "auto")])
    yield Rule("nav ol", [("list-style", "none")])
    yield Rule("nav li", [("margin", "0")])
    yield Rule("[hidden]", [("display", "none")])


def _boxed_text(looks: Looks, name: RoleName, box: str) -> Iterator[Rule]:
    role = looks.style.roles[name]
    em = looks.body.size
    if is_framed(role):
        yield Rule(box, looks.box(role))
        yield Rule(f"p.{name}", [("margin", "0"), *looks.words(role)])
    else:
        yield Rule(box, [*looks.inset(role, em), *looks.kept(role)])
        yield Rule(f"p.{name}", looks.leaf(role, inset=False))


def _lists(looks: Looks) -> Iterator[Rule]:
    half = looks.style.page.grid / 2
    for name, selector in _ITEMS:
        role = looks.style.roles[name]
        yield Rule(selector, [*looks.inset(role, looks.body.size)])
        if role.marker and selector.endswith("li"):
            yield from _markers(role.marker, selector)
        yield Rule(f"p.{name}", looks.leaf(role, inset=False))
    yield Rule(
        ".loose > li",
        [("margin-top", ems(half, looks.body.size)), ("margin-bottom", ems(half, looks.body.size))],
    )
    for digits in range(3, WIDEST_NUMBER + 1):
        yield Rule(f".digits-{digits} > li", [("margin-start", f"{0.55 * digits + 0.7:.2f}em")])
    yield Rule("ul.task > li", [("list-style-type", "none")])
    hang = looks.style.roles["list-item"].inset_start
    box = ems(hang, looks.body.size)
    yield Rule("ul.task > li > p:first-child", [("text-indent", f"-{box}")])
    yield Rule(".task-box", [("display", "inline-block"), ("width", box), ("text-indent", "0")])


def _markers(first: str, selector: str) -> Iterator[Rule]:
    """The style's marker, and others for lists in lists."""
    nested = [marker for marker in _NESTED_MARKERS if marker != first]
    for marker, inside in zip((first, *nested), ("", "li ", "li li "), strict=False):
        # The first is for engines that know only names.
        marks: Pairs = [("list-style-type", "disc"), ("list-style-type", quoted_string(marker, "\\2002"))]
        yield Rule(selector.replace("li", f"{inside}ul > li"), marks)


def _spans(looks: Looks) -> Iterator[Rule]:
    for name, selector in SPANS:
        yield Rule(selector, looks.span(looks.style.spans[name]))
    # Color alone does not tell a link from text (WCAG 2.2, 1.4.1).
    yield Rule("a", [("text-decoration", "underline"), ("text-decoration-thickness", "0.06em"),
                     ("text-underline-offset", "0.14em")])  # fmt: skip
    yield Rule(".note-mark, .backlink, nav a", [("text-decoration", "none")])
    yield Rule("nav a", [("display", "block"), ("color", "inherit")])
    raised: Pairs = [("font-size", "0.7em"), ("line-height", "0"), ("font-variant-numeric", "lining-nums")]
    yield Rule("sup, .note-number", [*raised, ("vertical-align", "super")])
    yield Rule("sub", [*raised, ("vertical-align", "sub")])
    yield Rule("abbr", [("text-decoration", "none")])
    yield Rule("mark", [("padding", "0 0.1em")])
    yield Rule("kbd", [("padding", "0.05em 0.35em")])
    yield Rule(
        "code, kbd, pre", [("-epub-hyphens", "none"), ("-webkit-hyphens", "none"), ("hyphens", "none")]
    )


def number_rules(looks: Looks) -> Iterator[Rule]:
    """Numbers of sections in a column of their own, so that titles of a level stand below each other."""
    yield Rule(".section-number", [("display", "inline-block"), ("text-indent", "0")])
    for depth in range(1, DEEPEST + 1):
        role = looks.style.heading(depth)
        # In ems of the role, so the same for headings and for lines of the contents.
        room = ems(number_room(role, depth), role.size)
        selector = f".{numbered_class(depth)}"
        yield Rule(selector, [("padding-start", room), ("text-indent", f"-{room}")])
        box: Pairs = [("box-sizing", "border-box"), ("min-width", room), ("padding-end", "0.35em")]
        yield Rule(f"{selector} > .section-number", box)
