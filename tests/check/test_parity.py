"""Whatever a writer leaves out is found: every kind of node, in every writer, in every place."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest
from PIL import Image as Bitmap

from docexport.check.examine import examine
from docexport.check.expected import expected, headings_added
from docexport.check.outputs import Output, Wanted
from docexport.check.parity import Parity
from docexport.check.places import Places
from docexport.edition import Edition, make_edition
from docexport.export import FORMATS, FORMS, Form, load_writer
from docexport.model import (
    Article,
    Author,
    Block,
    Image,
    Inline,
    Math,
    Metadata,
    Node,
    NoteBody,
    Paragraph,
    Position,
    Section,
    Text,
    walk,
)
from docexport.notices import Collector
from docexport.records import replace
from docexport.resources import Resources
from docexport.style import Style, load_style
from tests.check import specimens
from tests.check.specimens import BLOCKS, CONTAINERS, INLINES, Builder

MOMENT = datetime(2025, 2, 28, tzinfo=UTC)
Told = list[tuple[str, str]]


@cache
def style() -> Style:
    return load_style("briefing", overrides={"options.review": "all"})


@pytest.fixture(scope="module")
def resources(tmp_path_factory: pytest.TempPathFactory) -> Resources:
    folder = tmp_path_factory.mktemp("pictures")
    Bitmap.new("RGB", (64, 48), "navy").save(folder / "picture.png")
    return Resources(folder)


def edition_of(blocks: tuple[Block, ...], form: Form) -> Edition:
    builder = Builder(900)
    note = NoteBody("known", (builder.paragraph("note"),))
    metadata = Metadata(title=(Text("Specimen title"),), authors=(Author("Ada Example"),), lang="en")
    article = Article(metadata, (*blocks, specimens.ending(builder)), (note,), "specimen.md")
    return make_edition(article, style(), FORMATS[form].kind, Collector(), modified=MOMENT)


def differences(wanted: Edition, given: Edition, form: Form, resources: Resources) -> Told:
    """What parity tells of an output that was made of another Edition than the one asked for."""
    data = load_writer(form)(given, style(), resources, Collector())
    output = Output(form, form, data)
    examine(output, Wanted())
    told: Told = []
    transcript = expected(wanted, lambda source, at: resources.picture(source, at, Collector()))

    def tell(rule: str, what: str, _at: Position, _where: str) -> None:
        told.append((rule, what))

    Parity(transcript, output.transcript, form, Places(()), tell, headings_added(wanted)).compare()
    return told


def without(node: Any, dropped: Any) -> Any:
    """A tree without one of its nodes."""
    changes: dict[str, Any] = {}
    for name in node.__struct_fields__:
        value = getattr(node, name)
        if isinstance(value, tuple):
            changes[name] = _without(value, dropped)
    return replace(node, **changes)


def _without(values: tuple[Any, ...], dropped: Any) -> tuple[Any, ...]:
    kept = (value for value in values if value is not dropped)
    return tuple(
        without(value, dropped)
        if isinstance(value, Node)
        else _without(value, dropped)
        if isinstance(value, tuple)
        else value
        for value in kept
    )


def dropped_from(blocks: tuple[Block, ...], form: Form) -> Edition:
    """What a writer gets that loses the node of class `dropped`: the Edition of all the others."""
    [dropped] = [node for node in walk(blocks) if "dropped" in node.classes]
    return edition_of(_without(blocks, dropped), form)


def assert_found(blocks: tuple[Block, ...], form: Form, resources: Resources) -> None:
    """All of it there: nothing is told. One node left out: something is."""
    edition = edition_of(blocks, form)
    assert differences(edition, edition, form, resources) == []
    assert differences(edition, dropped_from(blocks, form), form, resources)


each_form = pytest.mark.parametrize("form", FORMS)


def cases(kinds: tuple[type, ...]) -> pytest.MarkDecorator:
    rows = [pytest.param(kind, choice, id=name) for name, kind, choice in specimens.named(kinds)]
    return pytest.mark.parametrize(("kind", "choice"), rows)


@pytest.mark.slow
@each_form
@cases(BLOCKS)
def test_a_block_that_is_dropped_is_found(
    kind: type, choice: dict[str, Any], form: Form, resources: Resources
) -> None:
    builder = Builder()
    block = builder.node(kind, classes=("dropped",), **choice)
    assert_found((builder.paragraph(), block, builder.paragraph()), form, resources)


@pytest.mark.slow
@each_form
@cases(INLINES)
def test_an_inline_that_is_dropped_is_found(
    kind: type, choice: dict[str, Any], form: Form, resources: Resources
) -> None:
    builder = Builder()
    inline: Inline = builder.node(kind, classes=("dropped",), **choice)
    paragraph = Paragraph((Text(builder.word("before")), inline, Text(builder.word("behind"))))
    assert_found((builder.paragraph(), paragraph, builder.paragraph()), form, resources)


@pytest.mark.slow
@each_form
@pytest.mark.parametrize("container", [*CONTAINERS, list], ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("kind", BLOCKS, ids=lambda kind: kind.__name__)
def test_a_block_that_is_dropped_from_a_container_is_found(
    kind: type, container: type, form: Form, resources: Resources
) -> None:
    builder = Builder()
    choice = next(specimens.variants(kind))
    blocks = (builder.paragraph(), builder.node(kind, classes=("dropped",), **choice), builder.paragraph())
    held = (
        specimens.in_list(builder, blocks)
        if container is list
        else specimens.inside(builder, container, blocks)
    )
    assert_found((builder.paragraph(), held, builder.paragraph()), form, resources)


def test_every_kind_of_node_is_a_specimen() -> None:
    builder = Builder()
    made = [builder.node(kind, **choice) for _, kind, choice in specimens.named((*BLOCKS, *INLINES))]
    assert {type(node) for node in made} == {*BLOCKS, *INLINES}


@each_form
def test_a_heading_with_a_formula_is_known_by_its_words(form: Form, resources: Resources) -> None:
    formula = Section((Text("Energy is "), Math("E=mc^2"), Text(" here")), (Builder(1).paragraph(),))
    picture = Section((Text("Seen "), Image("picture.png", "a dot")), (Builder(2).paragraph(),))
    whole = edition_of((formula, picture), form)
    assert differences(whole, whole, form, resources) == []
    lost = edition_of((picture,), form)
    assert "heading-missing" in {rule for rule, _ in differences(whole, lost, form, resources)}


@each_form
def test_private_use_is_not_looked_for(form: Form, resources: Resources) -> None:
    whole = edition_of((Paragraph((Text("One \ue000 and t\ue001wo."),)),), form)
    assert differences(whole, whole, form, resources) == []
