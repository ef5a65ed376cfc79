"""An article survives the way to JSON and back, and its schema says exactly what that JSON is."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # it ships no types
import pytest

from docexport.interchange import InterchangeError, article_from_dict, article_schema, article_to_dict
from docexport.model import Article, Metadata, Paragraph, Position, Text
from docexport.notices import Collector
from docexport.read import read_file

HERE = Path(__file__).parent
SOURCES = sorted([*HERE.glob("read/cases/*.md"), *HERE.glob("read/cases/*.txt"), *HERE.glob("articles/*.md")])


@pytest.mark.slow
@pytest.mark.parametrize("path", [pytest.param(path, id=path.name) for path in SOURCES])
def test_an_article_is_the_same_after_the_way_through_json(path: Path) -> None:
    article = read_file(path, Collector())
    data = json.loads(json.dumps(article_to_dict(article)))
    jsonschema.Draft202012Validator(article_schema()).validate(data)
    assert article_from_dict(data) == article


def test_only_what_differs_from_the_default_is_written() -> None:
    article = Article(Metadata(), (Paragraph((Text("a", at=Position(1, 2)),), id="p"),))
    assert article_to_dict(article) == {
        "version": 1,
        "type": "Article",
        "metadata": {"type": "Metadata"},
        "blocks": [
            {"type": "Paragraph", "id": "p", "inlines": [{"type": "Text", "at": [1, 2], "text": "a"}]},
        ],
    }


def test_the_schema_in_the_package_is_the_one_of_the_model() -> None:
    kept = files("docexport").joinpath("schema/article.schema.json").read_text("utf-8")
    made = json.dumps(article_schema(), indent=2, ensure_ascii=False) + "\n"
    assert kept == made, "write it anew: the model has changed"
    jsonschema.Draft202012Validator.check_schema(json.loads(kept))


def wrapped(block: Any) -> dict[str, Any]:
    return {"version": 1, "type": "Article", "metadata": {"type": "Metadata"}, "blocks": [block]}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param({}, "version: None cannot be read; write 1", id="no version"),
        pytest.param(
            {"version": 1, "type": "Article"}, "article: Article needs metadata, blocks", id="no blocks"
        ),
        pytest.param(wrapped(5), "blocks[0]: 5 is not an object", id="a number for a block"),
        pytest.param(
            wrapped({"type": "Text", "text": "a"}),
            "blocks[0].type: 'Text' is not one of Callout, Code,",
            id="an inline",
        ),
        pytest.param(
            wrapped({"type": "Code", "text": 5}), "blocks[0].text: 5 is not text", id="a number for a text"
        ),
        pytest.param(
            wrapped({"type": "Rule", "at": [1]}),
            "blocks[0].at: [1] is not an array of 2",
            id="half a position",
        ),
        pytest.param(
            wrapped({"type": "Rule", "color": "red"}),
            "blocks[0].color: Rule has no such field; it has",
            id="a new field",
        ),
        pytest.param(
            wrapped({"type": "List", "kind": "wild", "items": []}),
            "blocks[0].kind: 'wild' is not one of bullet, ordered, task",
            id="a kind of list that does not exist",
        ),
        pytest.param(
            wrapped({"type": "List", "kind": "bullet", "items": [], "start": True}),
            "blocks[0].start: True is not a whole number",
            id="a truth for a number",
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_its_path(data: dict[str, Any], message: str) -> None:
    with pytest.raises(InterchangeError) as caught:
        article_from_dict(data)
    assert str(caught.value).startswith(message)
    schema = jsonschema.Draft202012Validator(article_schema())
    assert not schema.is_valid(data)
