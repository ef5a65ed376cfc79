"""Blocks: every kind finds its file; quotes, code and formulas are short enough to stand here."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import assert_never

from docexport import highlight
from docexport.formula import mathml
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
from docexport.records import replace
from docexport.write.docx import ground, lists, panels, sections, tables
from docexport.write.docx.captions import number_field
from docexport.write.docx.dropcap import opened
from docexport.write.docx.figures import figure
from docexport.write.docx.headings import heading
from docexport.write.docx.job import Job, Scope
from docexport.write.docx.languages import must_be_cut
from docexport.write.docx.omml import omml
from docexport.write.docx.paragraphs import paragraph, text_paragraph
from docexport.write.docx.runs import Look
from docexport.write.docx.xml import words


def blocks(job: Job, scope: Scope, nodes: Sequence[Block]) -> str:
    """The blocks, one after the other."""
    if not scope.boxed:
        return _in_turn(job, scope, nodes)
    runs = [list(run) for _, run in groupby(nodes, lambda node: _stands_alone(job, scope, node))]
    written = ""
    for run in runs:
        here = scope if run is runs[-1] else replace(scope, after=0)
        alone = _stands_alone(job, here, run[0])
        written += ground.on_ground(job, here, run) if alone else _in_turn(job, here, run)
    return written


def _stands_alone(job: Job, scope: Scope, node: Block) -> bool:
    return ground.stands_alone(scope, node) and not sections.room_for(job, scope, node)


def _in_turn(job: Job, scope: Scope, nodes: Sequence[Block]) -> str:
    written: list[str] = []
    places = {(scope.follows, scope.after): scope}
    follows = False
    for number, node in enumerate(nodes):
        following = nodes[number + 1] if number + 1 < len(nodes) else None
        after = scope.after if following is None else _distance_before(job, following)
        if number and _would_merge(nodes[number - 1], node):
            written.append(panels.apart(job, scope))
        if (follows, after) not in places:
            places[follows, after] = replace(scope, follows=follows, after=after)
        here = places[follows, after]
        room = sections.room_for(job, here, node)
        if room:
            written.append(sections.opened(job, room))
        written.append(block(job, here, node))
        follows = isinstance(node, Paragraph)
    return "".join(written)


def _would_merge(node: Block, following: Block) -> bool:
    """Whether Word would draw one panel around two: it joins paragraphs of equal borders (17.3.1.24)."""
    match node, following:
        case (Code(), Code()) | (KeyPoints(), KeyPoints()):
            return True
        case Callout(), Callout():
            return node.kind == following.kind
        case Quote(), Quote():
            return node.kind == following.kind != "block"
        case _:
            return False


def _distance_before(job: Job, node: Block) -> int:
    """What a block that begins with a table needs before it, in twips; Word's tables keep no distance."""
    if isinstance(node, Table) and not (node.caption and job.style.options.table_caption == "above"):
        return job.style.roles["figure"].space_before.twips
    if isinstance(node, Callout) and not panels.is_simple(node.blocks):
        return job.style.roles["callout"].space_before.twips
    return 0


def block(job: Job, scope: Scope, node: Block) -> str:
    """One block; bookmarked where something leads to it."""
    if node.id is not None and not isinstance(node, Section | Figure | Table | MathBlock):
        job.bookmarks.announce(node.id)
    if node.lang is not None:
        scope = replace(scope, lang=node.lang)
    return _block(job, scope, node)


def _block(job: Job, scope: Scope, node: Block) -> str:  # noqa: C901  # a line for each kind of block
    match node:
        case Section():
            return _section(job, scope, node)
        case Paragraph():
            return _paragraph(job, scope, node)
        case List():
            return lists.list_block(job, scope, node)
        case DefinitionList():
            return lists.definition_list(job, scope, node)
        case Quote():
            return _quote(job, scope, node)
        case Figure():
            return figure(job, scope, node)
        case Table():
            return _table(job, scope, node)
        case Code():
            return _code(job, scope, node)
        case Callout():
            return panels.callout(job, scope, node)
        case KeyPoints():
            return panels.key_points(job, scope, node)
        case Group():
            return blocks(job, scope, node.blocks)
        case Rule():
            return _rule(job, scope)
        case MathBlock():
            return _math_block(job, scope, node)
        case _:
            assert_never(node)


def _paragraph(job: Job, scope: Scope, node: Paragraph) -> str:
    letter, rest = opened(job, scope, node)
    return letter + text_paragraph(job, scope, scope.text if scope.follows else scope.first, rest.inlines)


# --- Sections


def _section(job: Job, scope: Scope, node: Section) -> str:
    inside = section_scope(job, scope, node)
    content = heading(job, scope, node) + blocks(job, inside, node.blocks)
    return ground.footed(job, inside, content) if inside.boxed and not scope.boxed else content


def section_scope(job: Job, scope: Scope, node: Section) -> Scope:
    """Where the blocks of a section stand: in a commentary they have styles of their own."""
    facts = job.edition.sections.get(node.id or "")
    if facts is None or not facts.commentary or scope.commentary or scope.in_lists_of_own:
        return scope
    inside = replace(scope, text="CommentaryTextFirstIndent", first="CommentaryText", commentary=True)
    if job.sheet.panel(inside.first) is None:
        return inside
    place = job.sheet.placing(inside.first)
    width = scope.width - (place.start + place.end) / 20
    return replace(inside, boxed=inside.first, own=place.start, width=width)


def _table(job: Job, scope: Scope, node: Table) -> str:
    if not job.room:
        return tables.table(job, scope, node)
    width, closing = sections.taken(job)
    apart = replace(scope, width=width, own=0, boxed="")
    return tables.table(job, apart, node) + sections.closed(job, closing)


# --- Quotes, rules


def _quote(job: Job, scope: Scope, node: Quote) -> str:
    style = {"block": "Quote", "pull": "PullQuote", "epigraph": "Epigraph"}[node.kind]
    place = job.sheet.placing(style)
    inside = scope if scope.in_cell else scope.indented(style, place.start, place.end)
    content = blocks(job, inside, node.blocks)
    if node.attribution:
        by = job.sheet.placing("QuoteAttribution")
        moved = (
            {} if by.start == place.start or scope.in_cell else {"ind": f'<w:ind w:left="{place.start}"/>'}
        )
        content += text_paragraph(job, scope, "QuoteAttribution", node.attribution, moved)
    return content


def _rule(job: Job, scope: Scope) -> str:
    role = job.sheet.role("Ornament")
    return paragraph(
        job, scope, "Ornament", job.runs.text(role.marker, Look("Ornament")) if role.marker else ""
    )


# --- Code, formulas


def _code(job: Job, scope: Scope, node: Code) -> str:
    """One paragraph with line breaks: it is one thing to select, and its background has no seams."""
    look = Look("Code")
    pieces = highlight.tokens(node.text, node.language)
    content = "".join(
        _token(job, text, replace(look, spans=(span,)) if span else look) for text, span in pieces
    )
    return paragraph(job, scope, "Code", content)


def _token(job: Job, text: str, look: Look) -> str:
    if must_be_cut(text):
        return job.runs.text(text, look)
    return f"<w:r>{job.runs.properties(look)}{words(text)}</w:r>"


def _math_block(job: Job, scope: Scope, node: MathBlock) -> str:
    source = mathml(node.tex, display=True, notify=job.notify, at=node.at)
    formula = omml(source) if source else None
    label = job.edition.labels.get(node.id or "")
    job.runs.tall = True
    if formula is None:
        content = job.runs.text(node.tex, Look("Formula", ("code",)))
    elif label is None:
        job.bookmarks.announce(node.id)
        return paragraph(job, scope, "Formula", f"<m:oMathPara><m:oMath>{formula}</m:oMath></m:oMathPara>")
    else:
        content = f"<m:oMath>{formula}</m:oMath>"
    if label is None:
        job.bookmarks.announce(node.id)
        return paragraph(job, scope, "Formula", content)
    tab = "<w:r><w:tab/></w:r>"
    number = number_field(job, label, Look("FormulaNumbered"))
    return paragraph(job, scope, "FormulaNumbered", f"{tab}{content}{tab}{number}")
