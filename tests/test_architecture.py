"""The house rules about who may import whom, read off the syntax tree without running the code."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "docexport"
MODULES = sorted(SOURCE.rglob("*.py"))

# Room → the rooms it may import from. A room is a package, or a module beside the packages; `write/pdf` and
# its like are rooms of their own. `docexport` alone stands for the version number in __init__.
WRITER = {
    *("edition", "model", "style", "resources", "fonts", "notices", "units", "docexport"),
    *("highlight", "formula"),
}
ALLOWED: dict[str, set[str]] = {
    "records": set(),
    "model": set(),
    "units": set(),
    "standards": set(),
    "unhurried": set(),
    "notices": {"model"},
    "toml_positions": {"model", "notices"},
    "json_positions": {"model"},
    "highlight": {"style"},
    "formula": {"model", "notices"},
    "interchange": {"model"},
    "review": {"model"},
    "read": {"model", "notices", "toml_positions", "review"},
    "style": {"units", "notices", "model", "toml_positions", "json_positions"},
    "edition": {"model", "style", "notices", "standards", "review"},
    "resources": {"notices", "model", "units"},
    "fonts": {"notices", "units", "model"},
    "typeset": {
        "fonts",
        "style",
        "edition",
        "model",
        "units",
        "resources",
        "notices",
        "highlight",
        "formula",
    },
    "write": set(),
    "write/pdf": WRITER | {"typeset", "standards", "unhurried"},
    "write/docx": WRITER | {"typeset"},
    "write/epub": WRITER,
    "export": {"read", "write", "edition", "style", "resources", "notices", "model", "standards"},
    "check": {
        "export",
        "read",
        "edition",
        "style",
        "resources",
        "fonts",
        "formula",
        "notices",
        "model",
        "units",
    },
}
UPPERMOST = {"cli", "__main__", "docexport"}
BENEATH = {"records"}
"""What every room stands on."""

# Library → the rooms that may know it. One that is not named here may live in one room only.
HOMES: dict[str, set[str]] = {
    "reportlab": {"write/pdf"},
    "pikepdf": {"write/pdf", "check"},
    "docx": {"write/docx"},
    "ebooklib": {"write/epub"},
    "uharfbuzz": {"fonts"},
    "PIL": {"resources"},
    "yaml": {"read"},
    "markdown_it": {"read"},
    "mdit_py_plugins": {"read"},
    "typer": {"cli"},
    "click": {"cli"},
    "rich": {"cli"},
    "lxml": {"resources", "write/docx", "write/pdf", "write/epub", "check"},
    "latex2mathml": {"formula"},
    "ziamath": {"formula"},
    "pygments": {"highlight"},
}
GRAB_BAGS = {"utils", "util", "helpers", "helper", "common", "misc"}


def module_name(path: Path) -> str:
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {module_name(path) for path in MODULES}


def room(module: str) -> str:
    parts = module.split(".")[1:]
    if not parts:
        return "docexport"
    return "/".join(parts[:2]) if parts[0] == "write" and len(parts) > 1 else parts[0]


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """The imports and functions of a file; walking all of it once is enough."""
    wanted = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef)
    return tuple(node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, wanted))


def imports(path: Path) -> Iterator[str]:
    """Give each module that a file imports, anywhere in it, by its full name."""
    package = module_name(path) if path.name == "__init__.py" else module_name(path).rpartition(".")[0]
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, node.module] if node.module else above)
            names = [f"{base}.{alias.name}" for alias in node.names]
            # `from package import module` names a module; `from module import thing` does not.
            yield from (name if name in NAMES else base for name in names)


def own_imports(path: Path) -> set[str]:
    return {name for name in imports(path) if name.split(".")[0] == "docexport"}


def foreign_imports(path: Path) -> set[str]:
    tops = {name.split(".")[0] for name in imports(path)}
    return tops - set(sys.stdlib_module_names) - {"docexport"}


def identify(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


each_module = pytest.mark.parametrize("path", MODULES, ids=identify)


@each_module
def test_a_module_imports_only_from_the_rooms_below_it(path: Path) -> None:
    here = room(module_name(path))
    if here in UPPERMOST:
        return
    assert here in ALLOWED, f"{here} is not in the table of rooms"
    upward = {name for name in own_imports(path) if room(name) not in ALLOWED[here] | {here} | BENEATH}
    assert not upward, f"{here} may not import {', '.join(sorted(upward))}"


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph = {module_name(path): own_imports(path) for path in MODULES}
    done: set[str] = set()

    def visit(module: str, way: tuple[str, ...]) -> None:
        assert module not in way, " → ".join([*way[way.index(module) :], module])
        if module not in done:
            for name in sorted(graph.get(module, ())):
                visit(name, (*way, module))
            done.add(module)

    for module in sorted(graph):
        visit(module, ())


def test_each_library_is_known_in_one_room() -> None:
    rooms: dict[str, set[str]] = {}
    for path in MODULES:
        for library in foreign_imports(path):
            rooms.setdefault(library, set()).add(room(module_name(path)))
    for library, known in sorted(rooms.items()):
        astray = known - HOMES[library] if library in HOMES else known if len(known) > 1 else set()
        assert not astray, f"{library} is imported in {', '.join(sorted(astray))}"


@each_module
def test_a_module_is_named_for_what_it_holds(path: Path) -> None:
    assert GRAB_BAGS.isdisjoint(path.relative_to(SOURCE).with_suffix("").parts)


@each_module
def test_a_file_is_short_enough_to_read_in_one_go(path: Path) -> None:
    # The model is one closed set of nodes, which is easier to grasp in one long file than in three.
    limit = 500 if path.name == "model.py" else 400
    assert len(path.read_text("utf-8").splitlines()) <= limit


@each_module
def test_a_function_fits_on_a_screen(path: Path) -> None:
    functions = (node for node in nodes(path) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    lengths = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions}
    assert not {name: length for name, length in lengths.items() if length > 60}


def test_the_tests_see_an_import_in_any_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "SOURCE", tmp_path / "docexport")
    path = tmp_path / "docexport" / "write" / "pdf" / "seed.py"
    path.parent.mkdir(parents=True)
    path.write_text(
        "from ..epub import x\nimport docexport.read\ndef f():\n    from docx.shared import Pt\n", "utf-8"
    )
    assert own_imports(path) == {"docexport.write.epub", "docexport.read"}
    assert foreign_imports(path) == {"docx"}
    with pytest.raises(
        AssertionError, match=r"write/pdf may not import docexport\.read, docexport\.write\.epub"
    ):
        test_a_module_imports_only_from_the_rooms_below_it(path)
