"""The one style sheet of a book, made from the style's roles and spans (EPUB 3.3, section 6.3).

1. `@font-face` for each embedded face.
2. What browsers add of their own is taken back; the body; a rule for each role and span.
3. What depends on the screen: narrow ones, dark ones, the reader's own colors; passages against the book's
   direction.

The page and the body's text have no color here: they are the reader's. Whatever has a ground of its own
has its text color with it, so that no reading system's night mode can leave text invisible.
"""

from __future__ import annotations

from collections.abc import Iterator

from docexport.style import RoleName, Style
from docexport.write.epub.blockrules import block_rules
from docexport.write.epub.fontfaces import EmbeddedFace, Fonts
from docexport.write.epub.looks import Looks
from docexport.write.epub.palette import NIGHT_INK, NIGHT_PAPER
from docexport.write.epub.rules import Rule, printed, printed_forced, printed_night, printed_turned
from docexport.write.epub.run import Run
from docexport.write.epub.textrules import IN_BOXES, number_rules, text_rules

_NARROW = "32em"
"""Below this width of the page, columns of text are too narrow to justify and to indent deeply."""
_LARGEST_ON_NARROW = 1.9
"""Ems; what a long word at 320 pixels allows."""

_LEAVES: tuple[RoleName, ...] = (
    "publication", "kicker", "issue-line", "title", "subtitle", "standfirst", "byline", "marking",
    "draft-stamp", "key-points-title", "contents-title", "contents-1", "contents-2", "contents-3",
    "heading-1", "heading-2", "heading-3", "heading-4", "body-first", "definition-term",
    "callout-title", "callout-body", "commentary-label", "commentary-heading", "commentary-body",
    "commentary-body-first", "caption", "notes-title", "source-note", "colophon",
)  # fmt: skip
"""Roles of lines of text that stand for themselves."""
_BOXES: tuple[RoleName, ...] = ("key-points", "callout", "commentary", "masthead")
"""Roles of what other roles stand in."""
_HEADLINES = ".title, .subtitle, .standfirst, p.pull-quote"


_UPRIGHT = """\
html {
  -epub-writing-mode: vertical-rl;
  -webkit-writing-mode: vertical-rl;
  writing-mode: vertical-rl;
}
body {
  max-width: none;
  max-height: 42em;
}
img, svg {
  max-height: 100%;
}
.table, .math {
  overflow-y: auto;
}
table {
  width: auto;
  height: 100%;
}
"""
"""Lines that run downward (CSS Writing Modes 4), with the names that older reading systems know."""


def stylesheet(run: Run, fonts: Fonts) -> str:
    """The text of the style sheet, for what this book has in it."""
    looks = Looks(run.style, fonts.families)
    rules = list(_rules(run, looks))
    direction = run.course
    parts = ['@charset "utf-8";\n', '@namespace epub "http://www.idpf.org/2007/ops";\n']
    parts += [_font_face(face) for face in fonts.faces]
    parts.append(printed(rules, direction))
    if "mixed-direction" in run.features and direction != "vertical":
        parts.append(printed_turned(rules, direction))
    if direction == "vertical":
        parts.append(_UPRIGHT)
    parts.append(_media(f"(max-width: {_NARROW})", printed(_narrow(looks), direction)))
    night = f":root {{\n  color-scheme: light dark;\n}}\n{_night_page()}{printed_night(rules, direction)}"
    parts.append(_media("(prefers-color-scheme: dark)", night + _night_pictures(run.style)))
    parts.append(_media("(forced-colors: active)", printed_forced(rules)))
    return "\n".join(filter(None, parts))


def _font_face(face: EmbeddedFace) -> str:
    declarations = {
        "font-family": f'"{face.family}"',
        "font-weight": str(face.weight),
        "font-style": "italic" if face.italic else "normal",
        "src": f"url(../fonts/{face.name})",
    }
    lines = "".join(f"  {name}: {value};\n" for name, value in declarations.items())
    return f"@font-face {{\n{lines}}}\n"


def _media(query: str, rules: str) -> str:
    # Without the medium, older engines take the whole of it for an error.
    inner = "".join(f"  {text}\n" if text else "\n" for text in rules.splitlines())
    return f"@media all and {query} {{\n{inner}}}\n" if rules else ""


# --- Rules of the style ----------------------------------------------------------------------------


def _rules(run: Run, looks: Looks) -> Iterator[Rule]:
    style = run.style
    yield from text_rules(looks)
    for name in _BOXES:
        yield Rule(f".{name}", looks.box(style.roles[name]))
    for name in _LEAVES:
        yield Rule(f".{name}", looks.leaf(style.roles[name]))
    # Lines of like length, as the print edition has them (CSS Text 4, 5.2).
    yield Rule(_HEADLINES, [("text-wrap", "balance")])
    yield Rule(".quote-attribution", looks.leaf(style.roles["quote-attribution"], inset=False))
    yield from block_rules(looks)
    if run.edition.number_sections:
        yield from number_rules(looks)
    yield from (Rule(f".{name}", [("width", css)]) for css, name in run.widths.items())


# --- Screens ---------------------------------------------------------------------------------------


def _narrow(looks: Looks) -> Iterator[Rule]:
    """What a phone needs otherwise: no justified text, small insets, no headline wider than its words."""
    roles = looks.style.roles
    if looks.body.align == "justify":
        yield Rule("body", [("text-align", "start")])
    deep = [selector for name, selector in IN_BOXES if roles[name].inset_start.em(looks.body.size) > 1.2]
    if deep:
        yield Rule(", ".join(deep), [("margin-start", "1em"), ("margin-end", "0")])
    large = [f".{name}" for name in _LEAVES if roles[name].size.em(looks.body.size) > _LARGEST_ON_NARROW]
    if large:
        yield Rule(", ".join(large), [("font-size", f"{_LARGEST_ON_NARROW}em")])


def _night_page() -> str:
    """The page itself: without its own ground, light text could meet a light page."""
    return f"html, body {{\n  background-color: {NIGHT_PAPER.hex};\n  color: {NIGHT_INK.hex};\n}}\n"


def _night_pictures(style: Style) -> str:
    """Drawings with nothing behind them are made for paper."""
    return f"img.clear {{\n  background-color: {style.colors['paper'].hex};\n}}\n"
