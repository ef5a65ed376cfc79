"""The model: closed unions, and a walk that reaches every node."""

from __future__ import annotations

import ast
import inspect
from typing import Any, get_args

import pytest

from docexport import model
from docexport.model import (
    NOWHERE,
    Article,
    Block,
    Callout,
    Cell,
    Definition,
    DefinitionList,
    Emphasis,
    Figure,
    Inline,
    List,
    ListItem,
    Metadata,
    Node,
    NoteBody,
    Paragraph,
    Position,
    Quote,
    Row,
    Section,
    Table,
    Text,
    children,
    walk,
)
from docexport.records import NODEFAULT, defaults

_NODES = [*get_args(Block), *get_args(Inline), ListItem, Definition, Row, Cell, NoteBody]


def _text(word: str) -> Text:
    return Text(word)


def _paragraph(word: str) -> Paragraph:
    return Paragraph((_text(word),))


_TREE = Section(
    (Emphasis((_text("heading"),)),),
    (
        List("bullet", (ListItem((_paragraph("item"),)),)),
        DefinitionList((Definition((_text("term"),), ((_paragraph("definition"),),)),)),
        Quote("block", (_paragraph("quote"),), (_text("attribution"),)),
        Figure("a.png", "alt", (_text("caption"),)),
        Table(
            ("start",),
            (Row((Cell((_paragraph("head"),)),)),),
            (Row((Cell((_paragraph("cell"),)),)),),
            (_text("table"),),
        ),
        Callout("note", (_text("title"),), (_paragraph("callout"),)),
    ),
)


def test_the_model_stands_on_records_alone() -> None:
    tree = ast.parse(inspect.getsource(model))
    modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert [name for name in modules if name.startswith("docexport")] == ["docexport.records"]


def test_every_node_class_is_in_the_unions() -> None:
    defined = {kind for kind in vars(model).values() if isinstance(kind, type) and issubclass(kind, Node)}
    assert defined - {Node} == set(_NODES)


@pytest.mark.parametrize("kind", _NODES, ids=lambda kind: kind.__name__)
def test_every_node_is_frozen_and_can_carry_place_id_classes_and_language(kind: type[Node]) -> None:
    fields = set(kind.__struct_fields__)
    assert {"at", "id", "classes", "lang"} <= fields
    assert kind.__struct_config__.frozen


@pytest.mark.parametrize("kind", _NODES, ids=lambda kind: kind.__name__)
def test_children_reaches_every_field_that_holds_nodes(kind: type[Node]) -> None:
    """Give each such field one node and see that it comes out again."""
    values: dict[str, Any] = {}
    given: list[Node] = []
    types = {**Node.__annotations__, **kind.__annotations__}
    for name, default in defaults(kind).items():
        node = _paragraph(name)
        match types[name]:
            case "tuple[tuple[Block, ...], ...]":
                values[name], given = ((node,),), [*given, node]
            case "tuple[Inline, ...]" | "tuple[Block, ...]":
                values[name], given = (node,), [*given, node]
            case "tuple[ListItem, ...]" | "tuple[Definition, ...]" | "tuple[Row, ...]" | "tuple[Cell, ...]":
                values[name], given = (node,), [*given, node]
            case _ if default is NODEFAULT:
                values[name] = "x"
            case _:
                pass
    found = children(kind(**values))  # type: ignore[arg-type] # any of the union
    assert sorted(map(repr, found)) == sorted(map(repr, given))


def test_a_walk_reads_in_order() -> None:
    words = [node.text for node in walk((_TREE,)) if isinstance(node, Text)]
    assert words == [
        *("heading", "item", "term", "definition", "quote", "attribution", "caption"),
        *("table", "head", "cell", "title", "callout"),
    ]


def test_a_walk_goes_to_any_depth() -> None:
    node: Inline = _text("deep")
    for _ in range(5000):
        node = Emphasis((node,))
    assert sum(1 for _ in walk((node,))) == 5001


def test_an_output_may_have_a_front_matter_of_its_own() -> None:
    common, brief = Metadata(category="all"), Metadata(category="brief")
    article = Article(common, (), overrides=(("brief", brief),))
    assert article.metadata_for("brief") is brief
    assert article.metadata_for("book") is common


def test_metadata_knows_where_each_field_stands() -> None:
    metadata = Metadata(positions=(("title", Position(2, 1)),))
    assert metadata.at("title") == Position(2, 1)
    assert metadata.at("date") == NOWHERE
