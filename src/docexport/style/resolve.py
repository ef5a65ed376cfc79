"""Raw entries of merged layers → a Style.

1. Names: unknown tables, keys, roles and spans (`names`).
2. Tokens: fonts, sizes, colors (`tokens`).
3. Each entry is read once by its reader in the schema. One that does not fit is reported, and the value
   of the bottom layer stands in for it, so that the checks can still find what else is wrong.
4. Roles: what a role says itself stands over what it is `like`; ems become lengths at its own size.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from docexport.style.checks import check_style
from docexport.style.layers import Entry, Groups, KeyPath, Layer, merged
from docexport.style.names import is_known, judge_names
from docexport.style.problems import Problems, UnfitError
from docexport.style.schema import FIXED_TABLES, OPTIONAL_ROLE_KEYS, ROLE_KEYS, SPAN_KEYS, TOP_KEYS
from docexport.style.style import (
    ROLE_NAMES,
    SPAN_NAMES,
    Furniture,
    Options,
    Page,
    Publication,
    Role,
    RoleName,
    Span,
    Style,
)
from docexport.style.tokens import judge_tokens, read_entry, read_tokens
from docexport.style.values import Em, Reader
from docexport.units import Length

_FIELDS = {
    key: key.replace("-", "_") for keys in (ROLE_KEYS, SPAN_KEYS, *FIXED_TABLES.values()) for key in keys
}
_FIELDS["font"] = "families"
_TOKENS = {"font": "fonts", "size": "sizes", "color": "colors", "background": "colors"}
"""Which table the names of a key's values stand in."""
_FOLDERS = "font-folders"
FONTS_BESIDE = "fonts"
"""A folder of this name beside a style's file has fonts, without being named."""


def resolve(layers: Sequence[Layer]) -> Style:
    """Make the Style of the layers, the last one on top. Raises StyleError with every problem."""
    return _Resolver(layers).style()


class _Resolver:
    """The state of one resolution."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        self.problems = Problems()
        self.layers = layers
        judge_names(layers, self.problems)
        self.groups: Groups = {
            path: {key: entry for key, entry in group.items() if is_known(path, key)}
            for path, group in merged(layers).items()
        }
        self.tokens = read_tokens(self.groups, self.problems)
        self.chains: dict[RoleName, list[RoleName]] = {}
        """Each role and what it is like, nearest first."""

    def style(self) -> Style:
        """Read everything, check it, and raise StyleError or return the style."""
        style = self._assemble()
        judge_tokens(self.groups, self.layers[0], self.tokens, self.problems)
        check_style(style, self._deciding, self.problems)
        self.problems.raise_any()
        return style

    def _assemble(self) -> Style:
        files = [layer for layer in self.layers if layer.is_file]
        top = files[-1]
        tables = {name: self._read((name,), keys) for name, keys in FIXED_TABLES.items()}
        return Style(
            name=self._top_text("name") or top.name,
            description=self._top_text("description"),
            extends=tuple(layer.name for layer in reversed(files[:-1])),
            fonts=self.tokens.fonts,
            colors=self.tokens.colors,
            sizes=self.tokens.sizes,
            page=_page(tables["page"]),
            furniture=Furniture(**tables["furniture"]),
            options=Options(**tables["options"]),
            publication=Publication(**tables["publication"]),
            roles=self._roles(),
            spans={name: Span(name=name, **self._read(("spans", name), SPAN_KEYS)) for name in SPAN_NAMES},
            font_folders=self._font_folders(),
            origins=_Origins(self.groups, self.chains),
        )

    # --- Values ------------------------------------------------------------------------------------

    def _read(self, path: KeyPath, keys: Mapping[str, Reader]) -> dict[str, Any]:
        """Read one table; the names of the result are those of the fields."""
        values: dict[str, Any] = {}
        for key, entry in self.groups.get(path, {}).items():
            try:
                values[_FIELDS[key]] = read_entry(entry, keys[key], self.tokens)
            except UnfitError as unfit:
                self.problems.refused(entry, unfit)
                self._stand_in(values, entry, keys[key])
        return values

    def _stand_in(self, values: dict[str, Any], entry: Entry, reader: Reader) -> None:
        bottom = self.layers[0]
        if entry.layer is bottom:
            self.problems.raise_any()
        raw = bottom.value(entry.path)
        if raw is not None:
            values[_FIELDS[entry.path[-1]]] = reader(raw, self.tokens)

    def _top_text(self, key: str) -> str:
        """Read what the topmost file or a `--set` says; it is not inherited."""
        said = ""
        for layer in self.layers:
            read = self._read_top(layer, key) if key in layer.data else None
            said = read if read is not None else "" if layer.is_file else said
        return said

    def _read_top(self, layer: Layer, key: str) -> Any:
        entry = Entry(layer.data[key], layer, (key,))
        try:
            return read_entry(entry, TOP_KEYS[key], self.tokens)
        except UnfitError as unfit:
            self.problems.refused(entry, unfit)
            return None

    def _font_folders(self) -> tuple[str, ...]:
        """Collect the font folders of every layer, the topmost first, each relative to its own file."""
        folders: list[Path] = []
        for layer in reversed(self.layers):
            named = self._read_top(layer, _FOLDERS) if _FOLDERS in layer.data else None
            for folder in (layer.folder / name for name in named or ()):
                if not folder.is_dir():
                    entry, what = (
                        Entry(str(folder), layer, (_FOLDERS,)),
                        f"{_FOLDERS}: there is no folder {str(folder)!r}",
                    )
                    self.problems.add(entry, what, "name one that exists")
                folders.append(folder)
            if layer.is_file and (layer.folder / FONTS_BESIDE).is_dir():
                folders.append(layer.folder / FONTS_BESIDE)
        return tuple(dict.fromkeys(map(str, folders)))

    # --- Roles -------------------------------------------------------------------------------------

    def _roles(self) -> dict[RoleName, Role]:
        own = {name: self._read(("roles", name), ROLE_KEYS) for name in ROLE_NAMES}
        absent = {_FIELDS[key]: None for key in OPTIONAL_ROLE_KEYS}
        roles: dict[RoleName, Role] = {}
        for name in ROLE_NAMES:
            self.chains[name] = self._likes(name, own)
            values: dict[str, Any] = dict(absent)
            for ancestor in reversed(self.chains[name]):
                values |= own[ancestor]
            roles[name] = _role(name, values)
        return roles

    def _likes(self, name: RoleName, own: Mapping[RoleName, Mapping[str, Any]]) -> list[RoleName]:
        """Follow `like` from a role to the last one; a broken chain ends at `body`, which is complete."""
        chain = [name]
        while (wanted := own[chain[-1]].get("like")) is not None:
            entry = self.groups["roles", chain[-1]]["like"]
            if wanted in chain:
                what = f"roles.{chain[-1]}.like goes in a circle, back to {wanted!r}"
                self.problems.add(entry, what, "let one of them be like another role")
                return [*chain, "body"]
            if wanted not in ROLE_NAMES:
                allowed = f"allowed: {', '.join(ROLE_NAMES)}"
                self.problems.refused(entry, UnfitError("is not a role", allowed, ROLE_NAMES))
                return [*chain, "body"]
            chain.append(wanted)
        return chain

    def _deciding(self, *paths: KeyPath) -> Entry:
        """Find the topmost entry behind some values: along `like`, and through the names of colors."""
        found = [entry for path in paths for entry in self._behind(path)]
        if not found:
            return Entry(None, self.layers[-1], paths[0])
        return max(found, key=lambda entry: self.layers.index(entry.layer))

    def _behind(self, path: KeyPath) -> Iterator[Entry]:
        entry = _entry(path, self.groups, self.chains)
        if entry is not None:
            yield entry
            named = self.groups["colors",].get(entry.value) if isinstance(entry.value, str) else None
            if named is not None and path[-1] in ("color", "background"):
                yield named


def _entry(path: KeyPath, groups: Groups, chains: Mapping[RoleName, Sequence[RoleName]]) -> Entry | None:
    *table, key = path
    if table[:1] != ["roles"]:
        return groups.get(tuple(table), {}).get(key)
    ancestors = next((chain for name, chain in chains.items() if name == table[1]), ())
    for ancestor in ancestors:
        if key in groups.get(("roles", ancestor), {}):
            return groups["roles", ancestor][key]
    return None


def _through_names(entry: Entry, groups: Groups) -> Iterator[Entry]:
    """Yield an entry, and behind it that of the font, size or color that it names, to the last one."""
    yield entry
    seen = {entry.path}
    tokens = groups.get((_TOKENS.get(entry.path[-1], entry.path[0]),), {})
    while isinstance(entry.value, str) and entry.value in tokens:
        entry = tokens[entry.value]
        if entry.path in seen:
            return
        seen.add(entry.path)
        yield entry


def _page(values: dict[str, Any]) -> Page:
    width, height = values.pop("size")
    return Page(width=width, height=height, column_rule=values.pop("column_rule", None), **values)


def _role(name: RoleName, values: dict[str, Any]) -> Role:
    values.pop("like", None)
    em: Length = values["size"]
    for field, value in values.items():
        if isinstance(value, Em):
            values[field] = em * value.factor
    return Role(name=name, **values)


class _Origins(Mapping[str, str]):
    """Where each value came from, by way of the token it names.

    It is looked up only when somebody asks: scanning for lines takes time.
    """

    def __init__(self, groups: Groups, chains: Mapping[RoleName, Sequence[RoleName]]) -> None:
        self._groups = groups
        self._chains = chains

    def __getitem__(self, path: str) -> str:
        entry = _entry(tuple(path.split(".")), self._groups, self._chains)
        if entry is None:
            raise KeyError(path)
        return " → ".join(found.origin for found in _through_names(entry, self._groups))

    def __iter__(self) -> Iterator[str]:
        for table, group in self._groups.items():
            if table[0] != "roles":
                yield from (".".join((*table, key)) for key in group)
        for name, chain in self._chains.items():
            keys = dict.fromkeys(
                key for ancestor in chain for key in self._groups.get(("roles", ancestor), ())
            )
            yield from (f"roles.{name}.{key}" for key in keys if key != "like")

    def __len__(self) -> int:
        return sum(1 for _ in self)
