"""CSS rules for what is more than text: notes, figures, tables, code, formulas, the masthead."""

from __future__ import annotations

from collections.abc import Iterator

from docexport.records import replace
from docexport.style import Border, RoleName, color_in
from docexport.write.epub.looks import Looks, Pairs, ems, line, quoted_string
from docexport.write.epub.rules import Paint, Rule
from docexport.write.epub.textrules import SPANS


def block_rules(looks: Looks) -> Iterator[Rule]:
    """Everything that has a shape of its own."""
    yield from _notes(looks)
    yield from _figures(looks)
    yield from _tables(looks)
    yield from _code_and_math(looks)
    yield from _ornament(looks)
    yield from _masthead(looks)
    yield from _callouts(looks)
    yield from _drop_cap(looks)


def _notes(looks: Looks) -> Iterator[Rule]:
    hairline = line(Border(looks.body.size * 0, looks.style.colors["hairline"]))
    yield Rule(".footnotes", [("margin-top", "2.5em"), ("padding-top", "0.6em"), ("border-top", hairline)])
    yield Rule(".note-number, .backlink", [*looks.span(looks.style.spans["link"])])
    # Larger is easier to hit, and tells it from text without an underline. Not a box of its own: a line could
    # end before that whatever binds it to the words.
    yield Rule(".backlink", [("padding", "0 0.4em"), ("font-size", "1.1em"), ("line-height", "1")])


# --- Figures, tables, code -------------------------------------------------------------------------


def _figures(looks: Looks) -> Iterator[Rule]:
    roles = looks.style.roles
    yield Rule("figure, .table", [*looks.box(roles["figure"]), ("text-indent", "0")])
    # The figure keeps its distance below what describes it, which stands outside of it.
    yield Rule("figure.described", [("margin-bottom", "0")])
    note, em = roles["source-note"], roles["source-note"].size
    far = max(note.space_after, roles["figure"].space_after)
    yield Rule("figure + .source-note", [("margin-bottom", ems(far, em))])
    yield Rule(".cover", [("margin", "0"), ("text-align", "center")])
    yield Rule(".cover img", [("max-height", "98vh"), ("width", "auto")])
    yield Rule(".picture", [("text-align", roles["figure"].align), ("line-height", "0")])
    yield Rule("img.inline", [("max-height", "1.2em"), ("width", "auto"), ("vertical-align", "middle")])
    yield Rule("p.placeholder", looks.leaf(roles["placeholder"]))
    yield Rule(
        "span.placeholder", [("border-bottom", Paint(looks.style.colors["muted"], "line", "1px dashed {}"))]
    )


def _tables(looks: Looks) -> Iterator[Rule]:
    roles, options = looks.style.roles, looks.style.options
    head, cell = roles["table-head"], roles["table-cell"]
    yield Rule(".table", [("overflow-x", "auto"), ("page-break-inside", "auto"), ("break-inside", "auto")])
    yield Rule("table", [("width", "100%"), ("border-collapse", "collapse")])
    side = "bottom" if options.table_caption == "below" else "top"
    yield Rule("caption", [("caption-side", side), ("text-align", "start")])
    yield Rule("th, td", [*_cell(looks, "table-cell"), ("vertical-align", "top"), *_breaking_words()])
    yield Rule("thead th, thead td", _cell(looks, "table-head"))
    for name, selector in SPANS:
        span = looks.style.spans[name]
        if span.color and color_in(head.color, head.background, span) != span.color:
            yield Rule(f"thead {selector}", [("color", Paint(head.color, "text"))])
    between = [("border-bottom", line(cell.border_after))] if cell.border_after else []
    yield Rule("tbody td", between if options.table_rules == "rows" else [])
    if head.border_after and options.table_rules != "none":
        yield Rule("tbody tr:last-child td, tbody td.last", [("border-bottom", line(head.border_after))])
    if options.table_zebra:
        tint = Paint(looks.style.colors["tint"], "ground")
        yield Rule(
            "tbody tr:nth-child(even) td", [("background-color", tint), ("color", Paint(cell.color, "text"))]
        )
    elif head.background is None:
        # Without grounds the text is flush with the caption and the rules.
        yield Rule(".flush tr > :first-child", [("padding-start", "0")])
        yield Rule(".flush tr > :last-child", [("padding-end", "0")])
    yield Rule("th p, td p", [("font-size", "1em"), ("text-align", "inherit")])
    yield Rule(".align-center", [("text-align", "center")])
    yield Rule(
        ".align-end, .align-decimal",
        [("text-align", "end"), ("font-variant-numeric", "lining-nums tabular-nums")],
    )
    yield Rule("tr", [("page-break-inside", "avoid"), ("break-inside", "avoid")])


def _cell(looks: Looks, name: RoleName) -> Pairs:
    role = looks.style.roles[name]
    own = [
        pair
        for pair in looks.frame(role, role.size)
        if not (name == "table-cell" and pair[0].startswith("border"))
    ]
    # Browsers center head cells.
    return [*looks.type(role), ("text-align", role.align), *own]


def _breaking_words() -> Pairs:
    # `anywhere` would let a column shrink to a letter's width before the table scrolls.
    return [("overflow-wrap", "break-word")]


def _code_and_math(looks: Looks) -> Iterator[Rule]:
    role = looks.style.roles["code"]
    yield Rule(
        "pre.code", [("margin", "0"), *looks.leaf(role), ("white-space", "pre-wrap"), ("tab-size", "4")]
    )
    yield Rule("pre code", [("font", "inherit"), ("letter-spacing", "inherit")])
    yield Rule(".math", [*looks.leaf(looks.style.roles["math"]), ("overflow-x", "auto")])
    yield Rule(".formula-number", [("float", "end")])


def _ornament(looks: Looks) -> Iterator[Rule]:
    role = looks.style.roles["rule"]
    em = role.size
    if not role.marker:
        hairline = line(Border(looks.body.size * 0, looks.style.colors["hairline"]))
        yield Rule(
            "hr",
            [("border", "0"), ("border-top", hairline), *looks.spacing(role, em), *looks.inset(role, em)],
        )
        return
    yield Rule(
        "hr", [("border", "0"), ("height", "auto"), *looks.leaf(role), ("color", Paint(role.color, "text"))]
    )
    yield Rule("hr::before", [("content", quoted_string(role.marker))])


def _callouts(looks: Looks) -> Iterator[Rule]:
    """Each kind in its own color, where the style has one for it."""
    side = looks.style.roles["callout"].border_start
    for kind in ("note", "tip", "important", "warning", "caution"):
        color = looks.style.colors.get(kind)
        if color is not None and side is not None:
            yield Rule(f".callout-{kind}", [("border-start", line(replace(side, color=color)))])
            yield Rule(f".callout-{kind} > .callout-title", [("color", Paint(color, "text"))])


def _masthead(looks: Looks) -> Iterator[Rule]:
    flex: Pairs = [("display", "flex"), ("flex-wrap", "wrap"), ("justify-content", "space-between")]
    yield Rule(".masthead", [*flex, ("align-items", "baseline"), ("column-gap", "1em")])
    # Distances and rules are the masthead's own; its line's parts have those of their roles elsewhere.
    yield Rule(".masthead > p", [("margin", "0"), ("padding", "0"), ("border", "0")])


def _drop_cap(looks: Looks) -> Iterator[Rule]:
    """A letter as high as some lines. Floated, because few systems know `initial-letter`."""
    lines = looks.style.options.drop_cap
    if lines:
        body, accent = looks.body, looks.style.colors["accent"]
        # Capitals are about 0.67 em high; the letter reaches from the first line's head to the last's foot.
        size = ((lines - 1) * body.leading.em(body.size) + 0.67) / 0.67
        letter: Pairs = [("float", "start"), ("font-size", f"{size:.3g}em"), ("line-height", "0.72")]
        letter += [("padding-end", "0.06em"), ("padding-top", "0.04em")]
        yield Rule(".drop-cap::first-letter", [*letter, ("color", Paint(accent, "text"))])
