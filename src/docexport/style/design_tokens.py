"""Design tokens (W3C Design Tokens Format Module 2025.10): a JSON file → typed tokens.

1. `json_positions`: the text, and where everything stands in it.
2. Groups: `$type` is inherited, `$extends` merges another group in, `$root` is a group's own token.
3. References: `{group.token}` and `{ "$ref": "#/group/token/$value" }`, also inside of values.
4. Values: each type is read by its own function. Every fault is a Problem with its JSON pointer and line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from docexport.json_positions import JsonError, Pointer, json_pointer, json_positions, parse_json
from docexport.model import NOWHERE, Position
from docexport.notices import Problem, StyleError
from docexport.records import Struct, replace
from docexport.style.nearest import suggestion
from docexport.style.problems import UnfitError, shown
from docexport.style.token_values import READERS, UNPRINTED, Value

_LARGEST = 5_000_000
_DEEPEST = 60
_GROUP_KEYS = ("$type", "$description", "$extends", "$deprecated", "$extensions", "$root", "$schema", "$ref")


class DesignToken(Struct, frozen=True):
    """One token with its final value."""

    path: tuple[str, ...]
    """Its name: the names of its groups, then its own."""
    type: str
    """Empty where neither it nor its groups nor what it refers to say."""
    value: Value | None
    """None for types that have no place in print."""
    at: Position
    deprecated: bool

    @property
    def name(self) -> str:
        """As references write it."""
        return ".".join(self.path)


class _Raw(Struct, frozen=True):
    """A token as it is written."""

    path: tuple[str, ...]
    pointer: Pointer
    data: Mapping[str, Any]
    inherited: str
    """The type of the groups around it."""
    deprecated: bool


def read_tokens_file(path: Path) -> tuple[DesignToken, ...]:
    """Read every token of a file, in its order. Raises StyleError with all of its problems."""
    return _File(str(path), _text(path)).tokens()


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise _refused(str(path), "the file is larger than 5 MB", "name a file of design tokens")
        return path.read_text("utf-8-sig")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise _refused(str(path), f"cannot be read: {reason}", "name a readable file") from None
    except UnicodeDecodeError:
        raise _refused(str(path), "is not UTF-8 text", "save it as UTF-8") from None


def _refused(file: str, what: str, remedy: str, at: Position = NOWHERE) -> StyleError:
    return StyleError([Problem(file, at, what, remedy)])


class _MisfitError(Exception):
    """A fault at a place; the first one of a token ends its reading."""

    def __init__(self, pointer: Pointer, what: str, remedy: str) -> None:
        super().__init__(what)
        self.pointer, self.what, self.remedy = pointer, what, remedy


class _File:
    """One file while it is read."""

    def __init__(self, name: str, text: str) -> None:
        self._name = name
        try:
            self._data = parse_json(text)
        except JsonError as error:
            raise _refused(name, f"is not JSON: {error.message}", "mend it there", error.at) from None
        if not isinstance(self._data, dict):
            raise _refused(name, "is not an object of design tokens", 'write { "group": { … } }')
        self._places = json_positions(text)
        self._problems: list[Problem] = []
        self._raw: dict[tuple[str, ...], _Raw] = {}

    def tokens(self) -> tuple[DesignToken, ...]:
        """Find all tokens, then read each."""
        try:
            self._raw = self._group((), (), self._data, "", False, ())
        except _MisfitError as misfit:
            self._tell(misfit)
        found = [token for raw in self._raw.values() if (token := self._token(raw))]
        if self._problems:
            raise StyleError(sorted(dict.fromkeys(self._problems), key=lambda problem: problem.at))
        return tuple(found)

    def _tell(self, misfit: _MisfitError) -> None:
        at = self._at(misfit.pointer)
        what = f"{json_pointer(misfit.pointer) or '/'} {misfit.what}"
        self._problems.append(Problem(self._name, at, what, misfit.remedy))

    def _at(self, pointer: Pointer) -> Position:
        while pointer and pointer not in self._places:
            pointer = pointer[:-1]
        return self._places.get(pointer, NOWHERE)

    # --- Groups ------------------------------------------------------------------------------------

    def _group(
        self,
        path: tuple[str, ...],
        pointer: Pointer,
        data: Mapping[str, Any],
        kind: str,
        deprecated: bool,
        extending: tuple[Pointer, ...],
    ) -> dict[tuple[str, ...], _Raw]:
        """Collect the tokens below a group by their names; what it extends comes first, its own on top."""
        if len(pointer) > _DEEPEST:
            raise _MisfitError(
                pointer, "is nested too deeply", f"allowed: {_DEEPEST} groups inside each other"
            )
        found: dict[tuple[str, ...], _Raw] = {}
        if "$extends" in data:
            found, merged = self._extended(path, pointer, data, extending)
            kind = merged or kind
        kind = self._type_of(pointer, data) or kind
        deprecated = _is_deprecated(data, deprecated)
        for key, inner in data.items():
            below = (*pointer, key)
            if key in _GROUP_KEYS and key != "$root":
                continue
            self._judge_name(key, below)
            if not isinstance(inner, dict):
                what = f"= {shown(inner)} is neither a token nor a group"
                raise _MisfitError(below, what, 'write { "$value": … }')
            name = (*path, key)
            if "$value" in inner or "$ref" in inner:
                found = {known: raw for known, raw in found.items() if known[: len(name)] != name}
                found[name] = _Raw(name, below, inner, kind, _is_deprecated(inner, deprecated))
            else:
                found |= self._group(name, below, inner, kind, deprecated, extending)
        return found

    def _extended(
        self, path: tuple[str, ...], pointer: Pointer, data: Mapping[str, Any], extending: tuple[Pointer, ...]
    ) -> tuple[dict[tuple[str, ...], _Raw], str]:
        """Collect the tokens of the group that this one extends, under this one's name; and its type."""
        where, wanted = (*pointer, "$extends"), data["$extends"]
        target = self._group_pointer(where, wanted)
        if target in extending or target == pointer[: len(target)]:
            raise _MisfitError(
                where, f"goes in a circle, back to {shown(wanted)}", "let it extend another group"
            )
        inner: Any = self._data
        kind, deprecated = "", False
        for key in target:
            inner = inner.get(key) if isinstance(inner, dict) else None
            if not isinstance(inner, dict) or "$value" in inner:
                raise _MisfitError(where, f"= {shown(wanted)} leads to no group", "name a group of this file")
            kind = self._type_of(target, inner) or kind
            deprecated = _is_deprecated(inner, deprecated)
        names = tuple(str(key) for key in target)
        tokens = self._group(names, target, inner, kind, deprecated, (*extending, target))
        renamed = {(*path, *name[len(names) :]): raw for name, raw in tokens.items()}
        return {name: replace(raw, path=name) for name, raw in renamed.items()}, kind

    def _group_pointer(self, where: Pointer, wanted: object) -> Pointer:
        if isinstance(wanted, dict) and isinstance(wanted.get("$ref"), str):
            wanted = wanted["$ref"]
        if isinstance(wanted, str) and wanted.startswith("#/"):
            return _pointer_parts(wanted)
        if isinstance(wanted, str) and wanted.startswith("{") and wanted.endswith("}"):
            return tuple(wanted[1:-1].split("."))
        raise _MisfitError(where, f"= {shown(wanted)} is not a reference", 'allowed: "{group}", "#/group"')

    def _type_of(self, pointer: Pointer, data: Mapping[str, Any]) -> str:
        kind = data.get("$type", "")
        known = (*READERS, *UNPRINTED)
        if kind and kind not in known:
            remedy = f"{suggestion(kind, known)}allowed: {', '.join(known)}"
            raise _MisfitError((*pointer, "$type"), f"= {shown(kind)} is not a type", remedy)
        return str(kind)

    def _judge_name(self, key: str, pointer: Pointer) -> None:
        if key != "$root" and (key.startswith("$") or not key or set(key) & set("{}.")):
            hint = suggestion(key, _GROUP_KEYS) if key.startswith("$") else ""
            remedy = f"{hint}allowed: names without a dot, a brace, or a dollar sign at the start"
            raise _MisfitError(pointer, "is not a name", remedy)

    # --- Tokens and references ---------------------------------------------------------------------

    def _token(self, raw: _Raw) -> DesignToken | None:
        try:
            kind = self._resolved_type(raw, ())
            value: Value | None = None
            if kind in READERS:
                where, plain = self._final(raw, ())
                value = self._read(kind, where, plain)
        except _MisfitError as misfit:
            self._tell(misfit)
            return None
        return DesignToken(raw.path, kind, value, self._at(raw.pointer), raw.deprecated)

    def _resolved_type(self, raw: _Raw, asked: tuple[_Raw, ...]) -> str:
        """The token's own type, else that of what it refers to, else that of its groups."""
        own = self._type_of(raw.pointer, raw.data)
        if own:
            return own
        where, value = _written(raw)
        target = self._target(where, value)
        if isinstance(target, _Raw):
            self._judge_length(where, asked)
            self._judge_circle(where, target, (*asked, raw))
            return self._resolved_type(target, (*asked, raw)) or raw.inherited
        return raw.inherited

    def _final(self, raw: _Raw, asked: tuple[_Raw, ...]) -> tuple[Pointer, Any]:
        """A token's value without references, and where it is written."""
        where, value = _written(raw)
        return self._follow(where, value, (*asked, raw))

    def _follow(self, where: Pointer, value: Any, asked: tuple[_Raw, ...]) -> tuple[Pointer, Any]:
        self._judge_length(where, asked)
        target = self._target(where, value)
        if isinstance(target, _Raw):
            self._judge_circle(where, target, asked)
            return self._final(target, asked)
        if isinstance(target, tuple):  # a place inside of a token
            return self._inside(where, target, asked)
        if isinstance(value, dict):
            return where, {key: self._follow((*where, key), inner, asked)[1] for key, inner in value.items()}
        if isinstance(value, list):
            return where, [self._follow((*where, i), inner, asked)[1] for i, inner in enumerate(value)]
        return where, value

    def _judge_length(self, where: Pointer, asked: Sequence[_Raw]) -> None:
        if len(asked) > _DEEPEST:
            raise _MisfitError(where, "refers on and on", f"allowed: {_DEEPEST} references in a row")

    def _judge_circle(self, where: Pointer, target: _Raw, asked: Sequence[_Raw]) -> None:
        if target.path in (raw.path for raw in asked):
            name, names = ".".join(target.path), [".".join(raw.path) for raw in asked]
            way = " → ".join([*names[names.index(name) :], name])
            raise _MisfitError(where, f"goes in a circle: {way}", "give one of them a value")

    def _target(self, where: Pointer, value: Any) -> _Raw | Pointer | None:
        """What a value refers to: a token, a place inside of one, or nothing if it is a plain value."""
        if isinstance(value, str) and value.startswith("{") and value.endswith("}"):
            path = tuple(value[1:-1].split("."))
            if path not in self._raw:
                names = [".".join(known) for known in self._raw]
                hint = suggestion(value[1:-1], names)
                raise _MisfitError(
                    where, f"= {shown(value)} leads to no token", f"{hint}name a token of this file"
                )
            return self._raw[path]
        if isinstance(value, dict) and set(value) == {"$ref"}:
            return self._pointed((*where, "$ref"), value["$ref"])
        return None

    def _pointed(self, where: Pointer, reference: object) -> _Raw | Pointer:
        if not isinstance(reference, str) or not reference.startswith("#/"):
            remedy = 'allowed: a place in this file, such as "#/color/brand/$value"'
            raise _MisfitError(where, f"= {shown(reference)} is not a reference", remedy)
        pointer = _pointer_parts(reference)
        for end in range(len(pointer), 0, -1):
            raw = self._raw.get(tuple(map(str, pointer[:end])))
            if raw is not None:
                rest = pointer[end:]
                return raw if rest in ((), ("$value",)) else pointer
        raise _MisfitError(where, f"= {shown(reference)} leads to no token", "name a token of this file")

    def _inside(self, where: Pointer, pointer: Pointer, asked: tuple[_Raw, ...]) -> tuple[Pointer, Any]:
        """The value at a place inside of a token, whose own references are followed on the way."""
        names = tuple(map(str, pointer))
        end = next(end for end in range(len(names), 0, -1) if names[:end] in self._raw)
        self._judge_circle(where, self._raw[names[:end]], asked)
        place, value = self._final(self._raw[names[:end]], asked)
        for key in pointer[end:]:
            if key == "$value":
                continue
            try:
                value = value[int(key)] if isinstance(value, list) else value[key]
            except (KeyError, IndexError, TypeError, ValueError):
                reference = f"#{json_pointer(pointer)}"
                what = f"= {shown(reference)} leads to nothing"
                raise _MisfitError(where, what, "name a part of the token's value") from None
        return place, value

    def _read(self, kind: str, where: Pointer, plain: Any) -> Value:
        try:
            return READERS[kind](plain)
        except UnfitError as unfit:
            what = f"= {shown(plain)} {unfit}"
            raise _MisfitError(where, what, suggestion(plain, unfit.choices) + unfit.allowed) from None


def _written(raw: _Raw) -> tuple[Pointer, Any]:
    """A token's value as written; a token that is nothing but a reference has it at its own place."""
    if "$value" in raw.data:
        return (*raw.pointer, "$value"), raw.data["$value"]
    return raw.pointer, {"$ref": raw.data["$ref"]}


def _is_deprecated(data: Mapping[str, Any], inherited: bool) -> bool:
    """True or a reason; false takes back what a group says."""
    said = data.get("$deprecated", inherited)
    return said is True or isinstance(said, str)


def _pointer_parts(reference: str) -> Pointer:
    """The parts of a JSON pointer in a URI fragment (RFC 6901, sections 3 and 6)."""
    return tuple(_parts(reference))


def _parts(reference: str) -> Iterator[str]:
    for part in reference[2:].split("/"):
        yield unquote(part).replace("~1", "/").replace("~0", "~")
