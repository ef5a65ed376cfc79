"""Block nodes as XHTML flow content (HTML 5.2, 3.2.5; EPUB 3 Structural Semantics 1.1; DPUB-ARIA 1.1).

Every paragraph of text is an element of its own whose class is its role; the elements around it carry
only space, rules and backgrounds. So sizes never multiply, and a reader's own settings reach all text.
"""

from __future__ import annotations

from typing import assert_never

from docexport.edition import SectionFacts, beginning, letters
from docexport.formula import alt_text
from docexport.highlight import tokens
from docexport.model import (
    Block,
    Callout,
    Code,
    DefinitionList,
    Figure,
    Group,
    KeyPoints,
    List,
    MathBlock,
    Paragraph,
    Quote,
    Rule,
    Section,
    Table,
)
from docexport.style import RoleName
from docexport.write.epub.figures import figure
from docexport.write.epub.inlines import formula, inlines
from docexport.write.epub.markup import attribute
from docexport.write.epub.pages import cuts_of
from docexport.write.epub.run import Blocks, Inlines, Run
from docexport.write.epub.tables import table

_FIRST: dict[RoleName, RoleName] = {"body": "body-first", "commentary-body": "commentary-body-first"}
DEEPEST = 6
"""How many levels of headings HTML has."""


def blocks(run: Run, nodes: Blocks) -> str:
    """Blocks in a row; a paragraph that does not follow another is a first one."""
    parts: list[str] = []
    first = True
    for node in nodes:
        parts.append(_block(run, node, first=first))
        first = not _ends_with_paragraph(node)
    return "".join(parts)


def _ends_with_paragraph(node: Block) -> bool:
    if isinstance(node, Group) and node.blocks:
        return _ends_with_paragraph(node.blocks[-1])
    return isinstance(node, Paragraph)


def _block(run: Run, node: Block, *, first: bool) -> str:  # noqa: C901  # one case for each kind
    match node:
        case Paragraph():
            return paragraph(run, node, first=first)
        case Section():
            return section(run, node)
        case List():
            return _list(run, node)
        case DefinitionList():
            return _definitions(run, node)
        case Quote():
            return _quote(run, node)
        case Figure():
            return figure(run, node)
        case Table():
            return table(run, node, cell_blocks)
        case Code():
            return _code(run, node)
        case Callout():
            return _callout(run, node)
        case KeyPoints():
            return key_points(run, blocks_of=node)
        case Group():
            return f"<div{run.attributes(node)}>\n{blocks(run, node.blocks)}</div>\n"
        case Rule():
            return _rule(run, node)
        case MathBlock():
            return _math(run, node)
        case _:
            assert_never(node)


# --- Text ------------------------------------------------------------------------------------------


def leaf(run: Run, role: RoleName, nodes: Inlines, tag: str = "p", attributes: str | None = None) -> str:
    """A line of text in a role, with the role as its class."""
    run.line(role)
    start = f' class="{role}"' if attributes is None else attributes
    return f"<{tag}{start}>{inlines(run, nodes)}</{tag}>\n"


def paragraph(run: Run, node: Paragraph, *, first: bool = False, before: str = "", after: str = "") -> str:
    """A paragraph in the role that holds here; `before` and `after` are markup to stand in it."""
    role = _FIRST.get(run.paragraph, run.paragraph) if first else run.paragraph
    run.line(role)
    # The common case has no class: `p` is the body.
    attributes = run.attributes(node, "" if role == "body" else role)
    return f"<p{attributes}>{before}{inlines(run, node.inlines)}{after}</p>\n"


def section(run: Run, node: Section, opening: str = "") -> str:
    """A section with its heading; `opening` are the attributes of one that is a file of its own."""
    facts = run.edition.sections[node.id or ""]
    begins = facts.commentary and not _commentary(run, facts.parent)
    attributes = run.attributes(node, "commentary" if begins else "") + opening
    paragraphs: RoleName = "commentary-body" if facts.commentary else run.paragraph
    with run.within(paragraphs):
        inner = _heading(run, node, facts, begins=begins) + blocks(run, node.blocks)
    return f"<section{attributes}>\n{inner}</section>\n"


def _commentary(run: Run, parent: str | None) -> bool:
    return parent is not None and run.edition.sections[parent].commentary


def _heading(run: Run, node: Section, facts: SectionFacts, *, begins: bool) -> str:
    """The heading; where commentary begins, under the label that says so, unless it says so itself."""
    label, role = "", run.style.heading(facts.level, commentary=facts.commentary).name
    term = run.edition.terms.commentary
    if begins and facts.title.strip().casefold() in (term.casefold(), "commentary"):
        role = "commentary-label"
    elif begins:
        run.line("commentary-label")
        label = f'<p class="commentary-label">{run.term(term)}</p>\n'
    run.line(role)
    # Inside the heading the mark would be read as part of it.
    label += run.page_marks(beginning(node.heading))
    words = section_number(run, facts.number) + inlines(run, node.heading)
    if not words.strip():
        return label  # an empty heading would be announced as one
    tag = f"h{min(facts.level, DEEPEST)}"
    numbered = f" {numbered_class(facts.level)}" if facts.number else ""
    return f'{label}<{tag} class="{role}{numbered}">{words}</{tag}>\n'


def section_number(run: Run, number: str) -> str:
    """The number of a section, in its heading or in the contents; the space takes no room at a line's end."""
    if not number:
        return ""
    with run.span("section-number"):
        return f'<span class="section-number">{run.text(number)} </span>'


def numbered_class(depth: int) -> str:
    """The class of a heading whose words stand behind its number."""
    return f"numbered-{min(depth, DEEPEST)}"


def _rule(run: Run, node: Rule) -> str:
    """A break in thought; its ornament stands in the style sheet, and its letters are used all the same."""
    run.text(run.line("rule").marker)
    return f"<hr{run.attributes(node)}/>\n"


def _code(run: Run, node: Code) -> str:
    run.line("code")
    run.features.add("code")
    pages, pieces = run.pages.due(node.at), list[str]()
    before, cuts = cuts_of(pages, letters(node.text), lambda page: run.pages.mark(page, run.fresh))
    run.cuts = cuts if pages else None
    for text, name in tokens(node.text, node.language):
        if name is None:
            pieces.append(run.words(text))
        else:
            with run.span(name):
                pieces.append(f'<span class="{name}">{run.words(text)}</span>')
    run.cuts = None
    code = f"<code>{before}{''.join(pieces)}{cuts.rest()}</code>"
    return f"<pre{run.attributes(node, 'code')}>{code}</pre>\n"


def _math(run: Run, node: MathBlock) -> str:
    run.line("math")
    label = run.edition.labels.get(node.id or "")
    number = f'<span class="formula-number">{run.text(label.text)}</span>' if label else ""
    # A wide formula scrolls, so the keyboard must be able to reach it.
    name = ' role="group" tabindex="0"' + attribute("aria-label", label.text if label else alt_text(node.tex))
    mark = run.page_marks(node.at)
    return f"{mark}<div{run.attributes(node, 'math')}{name}>{formula(run, node)}{number}</div>\n"


# --- Lists -----------------------------------------------------------------------------------------

WIDEST_NUMBER = 9
"""Digits in the number of a list item, as far as CommonMark lets them go."""
_BOXES = {True: "\N{BALLOT BOX WITH CHECK}", False: "\N{BALLOT BOX}"}


def _list(run: Run, node: List) -> str:
    # Task lists show characters, not form controls: those need scripting in some readers, are missing in
    # others, and a screen reader says the characters' names.
    tag = "ol" if node.kind == "ordered" else "ul"
    classes = ("task" if node.kind == "task" else "", "" if node.tight else "loose", _digits(node))
    start = f' start="{node.start}"' if tag == "ol" and node.start != 1 else ""
    parts: list[str] = []
    with run.within(run.item):
        for item in node.items:
            run.line(run.item)
            with run.span("list-marker"):
                if node.kind != "task":
                    run.text("0123456789." if tag == "ol" else f"{run.style.roles[run.item].marker}–·")
                before = "" if item.checked is None else _task_box(run, checked=item.checked)
            parts.append(f"<li{run.attributes(item)}>\n{_opened(run, item.blocks, before)}</li>\n")
    return f"<{tag}{run.attributes(node, *classes)}{start}>\n{''.join(parts)}</{tag}>\n"


def _digits(node: List) -> str:
    """The class of a list whose numbers need more room than two digits."""
    digits = len(str(node.start + len(node.items) - 1))
    return f"digits-{min(digits, WIDEST_NUMBER)}" if node.kind == "ordered" and digits > 2 else ""


def _task_box(run: Run, *, checked: bool) -> str:
    run.features.add("tasks")
    return f'<span class="task-box">{run.text(_BOXES[checked])}</span> '


def _opened(run: Run, nodes: Blocks, before: str) -> str:
    """Blocks with some markup before the first words."""
    if before and nodes and isinstance(nodes[0], Paragraph):
        return paragraph(run, nodes[0], before=before) + blocks(run, nodes[1:])
    alone = f'<p class="{run.paragraph}">{before}</p>\n' if before else ""
    return alone + blocks(run, nodes)


def _definitions(run: Run, node: DefinitionList) -> str:
    parts: list[str] = []
    for item in node.items:
        parts.append(leaf(run, "definition-term", item.term, "dt", run.attributes(item, "definition-term")))
        for definition in item.definitions:
            with run.within("definition"):
                parts.append(f"<dd>\n{blocks(run, definition)}</dd>\n")
    return f"<dl{run.attributes(node)}>\n{''.join(parts)}</dl>\n"


# --- What is set apart -----------------------------------------------------------------------------

_QUOTES: dict[str, tuple[str, RoleName, str]] = {
    "block": ("blockquote", "quote", ""),
    "pull": ("aside", "pull-quote", ' epub:type="pullquote" role="doc-pullquote"'),
    "epigraph": ("blockquote", "epigraph", ' epub:type="epigraph" role="doc-epigraph"'),
}


def _quote(run: Run, node: Quote) -> str:
    tag, role, semantics = _QUOTES[node.kind]
    with run.within(role):
        inner = blocks(run, node.blocks)
    if node.attribution:
        inner += leaf(run, "quote-attribution", node.attribution)
    return f"<{tag}{run.attributes(node, role)}{semantics}>\n{inner}</{tag}>\n"


# Not a `section`: with a label that would be a landmark, and several of a kind would have the same name.
_NOTICE = ' role="doc-notice" epub:type="notice"'
_CALLOUTS: dict[str, tuple[str, str]] = {
    "note": ("aside", ' role="note"'),
    "tip": ("aside", ' role="doc-tip" epub:type="tip"'),
    "important": ("div", _NOTICE),
    "warning": ("div", _NOTICE),
    "caution": ("div", _NOTICE),
}


def _callout(run: Run, node: Callout) -> str:
    tag, semantics = _CALLOUTS[node.kind]
    run.line("callout-title")
    kind: str = getattr(run.edition.terms, node.kind)
    title = inlines(run, node.title) if node.title else run.term(kind)
    label = run.fresh("callout")
    with run.within("callout-body", "callout-body"):
        inner = blocks(run, node.blocks)
    attributes = run.attributes(node, "callout", f"callout-{node.kind}") + attribute("aria-labelledby", label)
    head = f'<p class="callout-title" id="{label}">{title}</p>\n'
    return f"<{tag}{attributes}{semantics}>\n{head}{inner}</{tag}>\n"


def key_points(run: Run, *, blocks_of: KeyPoints, level: int = 0) -> str:
    """The panel of key points, with a heading of `level`, or a mere label for 0."""
    run.line("key-points-title")
    tag, label = f"h{level}" if level else "p", run.fresh("key-points")
    title = f'<{tag} class="key-points-title" id="{label}">{run.term(run.edition.terms.key_points)}</{tag}>\n'
    with run.within("key-points-item", "key-points-item"):
        inner = blocks(run, blocks_of.blocks)
    attributes = run.attributes(blocks_of, "key-points") + attribute("aria-labelledby", label)
    return f'<section{attributes} epub:type="abstract" role="doc-abstract">\n{title}{inner}</section>\n'


def cell_blocks(run: Run, nodes: Blocks, role: RoleName) -> str:
    """The content of a table cell: a single paragraph needs no element of its own."""
    run.line(role)
    if len(nodes) == 1 and isinstance(nodes[0], Paragraph) and run.attributes(nodes[0]) == "":
        return inlines(run, nodes[0].inlines)
    with run.within(role, role):
        return blocks(run, nodes)
