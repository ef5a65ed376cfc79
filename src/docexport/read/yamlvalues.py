"""YAML to values with places, safely: no tags that build objects, no keys twice, no swelling by aliases."""

from __future__ import annotations

from datetime import date, datetime

import yaml

from docexport.model import Position
from docexport.read.decode import clean_value
from docexport.read.fields import Field

_MOST_VALUES = 20_000
_DEEPEST = 20

_Loader: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlError(ValueError):
    """What is wrong, what would be right, and where."""

    def __init__(self, what: str, remedy: str, at: Position) -> None:
        super().__init__(what)
        self.what, self.remedy, self.at = what, remedy, at


def yaml_fields(source: str, *, first_line: int) -> dict[str, Field] | None:
    """The fields of a YAML mapping; None for anything but a mapping. Raises YamlError."""
    loader = _Loader(source)
    try:
        node = loader.get_single_node()
        if node is None:
            return {}
        if not isinstance(node, yaml.MappingNode):
            return None
        value = _Values(loader, first_line).field(node, 0).value
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = Position(mark.line + 1 + first_line, mark.column + 1) if mark else Position(first_line, 1)
        what = f"the YAML front matter cannot be read: {error.problem or error.context}"
        raise YamlError(
            what, 'put a value with a colon or a quote in it in quotes, as in title: "A: B"', at
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        what = f"the YAML front matter cannot be read: {' '.join(str(error).split())}"
        raise YamlError(what, 'write every line as key: "value"', Position(first_line + 1, 1)) from error
    finally:
        loader.dispose()
    assert isinstance(value, dict)
    return value


class _Values:
    def __init__(self, loader: yaml.SafeLoader | yaml.CSafeLoader, first_line: int) -> None:
        self.loader = loader
        self.first_line = first_line
        self.count = 0

    def at(self, node: yaml.Node) -> Position:
        return Position(node.start_mark.line + 1 + self.first_line, node.start_mark.column + 1)

    def field(self, node: yaml.Node, depth: int) -> Field:
        self.count += 1
        if self.count > _MOST_VALUES or depth > _DEEPEST:
            what = "the YAML front matter is nested too deeply or refers to itself"
            raise YamlError(what, "write the values without & and *", self.at(node))
        if isinstance(node, yaml.MappingNode):
            return Field(self.mapping(node, depth), self.at(node))
        if isinstance(node, yaml.SequenceNode):
            return Field([self.field(child, depth + 1) for child in node.value], self.at(node))
        return self.scalar(node)

    def mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Field]:
        fields: dict[str, Field] = {}
        for key, value in node.value:
            name = clean_value(str(key.value)) if isinstance(key, yaml.ScalarNode) else ""
            if not name:
                raise YamlError("a key is not a word", "write every line as key: value", self.at(key))
            if name in fields:
                raise YamlError(f"the key {name!r} stands twice", "keep one of the two", self.at(key))
            fields[name] = self.field(value, depth + 1)
            fields[name].key_at = self.at(key)
        return fields

    def scalar(self, node: yaml.Node) -> Field:
        text = clean_value(str(node.value))
        try:
            value = self.loader.construct_object(node)
        except (yaml.YAMLError, ValueError):
            # A tag such as !expr, or 2025-13-45, which looks like a date: the words are judged later.
            value = text
        if isinstance(value, str):
            return Field(text, self.at(node), text)
        if value is None or isinstance(value, bool | int | float | date | datetime):
            return Field(value, self.at(node), text)
        return Field(text, self.at(node), text)
