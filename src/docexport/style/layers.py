"""The files of a style, from the one at the bottom of its `extends` chain to the one that was asked for.

1. Find the style: a path, a name in the project's folders, or a bundled name.
2. Follow `extends` down. A file without it extends `briefing`, so that three lines make a style.
3. Put the overrides of the command line on top.
4. Merge key by key: one entry for each key, from the topmost file that has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from docexport.model import NOWHERE, Position
from docexport.notices import Problem, StyleError
from docexport.records import Struct
from docexport.style.nearest import suggestion
from docexport.toml_positions import TomlError, key_positions, parse_toml

KeyPath: TypeAlias = tuple[str, ...]

# Not importlib.resources: it costs 20 ms at start-up, and the package is never run from a zip file.
BUNDLED = Path(__file__).parent
BOTTOM = "base"
"""The style that has a value for everything."""
DEFAULT = "briefing"
"""What a style extends that does not say."""
_LARGEST = 1_000_000


class Layer(Struct, frozen=True, eq=False):
    """One file, or one `--set`, read but not yet judged."""

    name: str
    file: str
    """As messages show it."""
    folder: Path
    data: Mapping[str, Any]
    text: str
    said: str | None = None
    """The value of a `--set` as it was typed; None for a file."""

    @property
    def is_file(self) -> bool:
        """Whether this is a file, not a `--set`."""
        return self.said is None

    def position(self, path: KeyPath) -> Position:
        """Where a key stands, or the nearest table around it."""
        found = key_positions(self.text) if self.text else {}
        while path and path not in found:
            path = path[:-1]
        return found.get(path, NOWHERE)

    def value(self, path: KeyPath) -> object:
        """Look up the raw value at a path, or None."""
        value: object = self.data
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        return value


class Entry(NamedTuple):
    """A raw value and where it comes from."""

    value: object
    layer: Layer
    path: KeyPath

    @property
    def origin(self) -> str:
        """The place for people: `briefing.toml:41`."""
        line = self.layer.position(self.path).line
        return f"{self.layer.file}:{line}" if line else self.layer.file


Groups: TypeAlias = dict[KeyPath, dict[str, Entry]]
"""The entries in force, by the path of their table and their key."""


class Located(Struct, frozen=True):
    """A style's file and the name to show for it."""

    path: Path
    shown: str


def read_layers(
    style: str | Path, folders: Sequence[Path], overrides: Mapping[str, str]
) -> tuple[Layer, ...]:
    """Read all layers, the bottom one first. Raises StyleError."""
    chain: list[Layer] = []
    seen: list[Path] = []
    wanted: str | Path | None = style
    asked_by: Layer | None = None
    while wanted is not None:
        located = _locate(wanted, folders, asked_by, seen)
        layer = _read_layer(located)
        seen.append(located.path.resolve())
        chain.append(layer)
        wanted, asked_by = _extends(layer), layer
    return (*reversed(chain), *(_override(key, value) for key, value in overrides.items()))


def merged(layers: Sequence[Layer]) -> Groups:
    """One entry for each key, the topmost, grouped by the table it stands in; inline values stay whole."""
    groups: Groups = {}
    for layer in layers:
        for path, table in _tables(layer):
            group = groups.setdefault(path, {})
            for key, value in table.items():
                group[key] = Entry(_stacked(path, key, value, group), layer, (*path, key))
    return groups


def style_files(folders: Sequence[Path]) -> tuple[Located, ...]:
    """Every style that can be asked for by name; a project's own hides a bundled one of its name."""
    found: dict[str, Located] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.toml")):
            found.setdefault(path.stem, Located(path, str(path)))
    for path in sorted(BUNDLED.glob("*.toml")):
        found.setdefault(path.stem, Located(path, path.name))
    return tuple(found.values())


def bundled_names() -> tuple[str, ...]:
    """The names of the styles that come with the package."""
    return tuple(located.path.stem for located in style_files(()))


def read_data(located: Located) -> Mapping[str, Any]:
    """Read the raw tables of one file. Raises StyleError."""
    return _read_layer(located).data


# --- Finding and reading ---------------------------------------------------------------------------


def _locate(
    wanted: str | Path, folders: Sequence[Path], asked_by: Layer | None, seen: Sequence[Path]
) -> Located:
    if isinstance(wanted, Path) or wanted.endswith(".toml") or "/" in wanted:
        beside = asked_by.folder if asked_by else Path()
        path = beside / wanted
        if not path.is_file():
            raise _failed(
                asked_by,
                f"there is no style file {str(wanted)!r}",
                "name a bundled style or an existing file",
            )
        if path.resolve() in seen:
            raise _circle(asked_by, path.stem)
        return Located(path, str(path))
    return _locate_name(wanted, folders, asked_by, seen)


def _locate_name(name: str, folders: Sequence[Path], asked_by: Layer | None, seen: Sequence[Path]) -> Located:
    """Find the nearest file of that name that is not yet in the chain.

    So a project's `briefing` may extend the bundled one.
    """
    own = [asked_by.folder] if asked_by and asked_by.folder != BUNDLED else []
    candidates = [
        Located(folder / f"{name}.toml", str(folder / f"{name}.toml")) for folder in (*own, *folders)
    ]
    candidates.append(Located(BUNDLED / f"{name}.toml", f"{name}.toml"))
    existing = [located for located in candidates if located.path.is_file()]
    for located in existing:
        if located.path.resolve() not in seen:
            return located
    if existing:
        raise _circle(asked_by, name)
    raise _unknown_style(name, (*own, *folders), asked_by)


def _unknown_style(name: str, folders: Sequence[Path], asked_by: Layer | None) -> StyleError:
    names = sorted(located.path.stem for located in style_files(folders))
    remedy = f"{suggestion(name, names)}allowed: {', '.join(names)}, or the path of a .toml file"
    return _failed(asked_by, f"there is no style {name!r}", remedy)


def _circle(asked_by: Layer | None, name: str) -> StyleError:
    return _failed(
        asked_by, f"extends goes in a circle, back to {name!r}", "let one of them extend another style"
    )


def _failed(asked_by: Layer | None, what: str, remedy: str) -> StyleError:
    at = asked_by.position(("extends",)) if asked_by else NOWHERE
    return StyleError([Problem(asked_by.file if asked_by else "", at, what, remedy)])


def _read_layer(located: Located) -> Layer:
    try:
        status = located.path.stat()
        if status.st_size > _LARGEST:
            raise StyleError(
                [Problem(located.shown, NOWHERE, "the file is larger than 1 MB", "name a style file")]
            )
        return _read_file(located.path, located.shown, status.st_mtime_ns, status.st_size)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StyleError(
            [Problem(located.shown, NOWHERE, f"cannot be read: {reason}", "name a readable file")]
        ) from None


@lru_cache(maxsize=32)
def _read_file(path: Path, shown: str, _modified: int, _size: int) -> Layer:
    """Read and parse once for each state of a file: parsing is the larger part of loading a style."""
    try:
        text = path.read_text("utf-8-sig")
        return Layer(path.stem, shown, path.parent, parse_toml(text), text)
    except UnicodeDecodeError:
        raise StyleError([Problem(shown, NOWHERE, "is not UTF-8 text", "save it as UTF-8")]) from None
    except TomlError as error:
        raise StyleError(
            [Problem(shown, error.at, f"is not TOML: {error.message}", "see https://toml.io")]
        ) from None


def _extends(layer: Layer) -> str | None:
    wanted = layer.data.get("extends")
    if wanted is None:
        return None if layer.folder == BUNDLED and layer.name == BOTTOM else DEFAULT
    if not isinstance(wanted, str) or not wanted:
        raise _failed(
            layer, f"extends = {wanted!r} is not a style's name", 'write a name, such as "briefing"'
        )
    return wanted


# --- Overrides and merging -------------------------------------------------------------------------


def _override(key: str, value: str) -> Layer:
    """Make a `--set key=value` a layer of one key; the value is TOML where it reads as such, else text."""
    data: object = _override_value(value)
    for part in reversed(key.split(".")):
        data = {part: data}
    assert isinstance(data, dict)
    if key == "extends":
        what, remedy = "extends cannot be set on the command line", "name the style with --style"
        raise StyleError([Problem("--set extends", NOWHERE, what, remedy)])
    return Layer("--set", f"--set {key}", Path(), data, "", said=value)


def _override_value(value: str) -> object:
    try:
        data = parse_toml(f"value = {value}")
    except TomlError:
        return value
    return data["value"] if len(data) == 1 else value


def _tables(layer: Layer) -> Iterator[tuple[KeyPath, Mapping[str, Any]]]:
    """Yield each table that holds plain keys: `page`, `roles.body`."""
    for name, table in layer.data.items():
        if not isinstance(table, dict):
            continue
        if name in ("roles", "spans"):
            yield from (((name, key), inner) for key, inner in table.items() if isinstance(inner, dict))
        else:
            yield (name,), table


def _stacked(path: KeyPath, key: str, value: object, below: Mapping[str, Entry]) -> object:
    """Put a single family over a list at the head of the list, whose fallbacks stay in force."""
    if path != ("fonts",) or not isinstance(value, str) or key not in below:
        return value
    under = below[key].value
    fallbacks = under if isinstance(under, list) else [under]
    return [value, *(family for family in fallbacks if family != value)]
