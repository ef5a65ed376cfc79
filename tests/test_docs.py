"""The documents match the code: every key, flag, setting and module is in them, and their examples work."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from docexport.cli import exits, main
from docexport.cli.settings import Settings
from docexport.export import FORMS
from docexport.model import Metadata
from docexport.records import Struct
from docexport.style import ROLE_NAMES, SPAN_NAMES, bundled_styles, load_style, schema
from docexport.style.values import FIELDS, SHEETS

_ROOT = Path(__file__).parent.parent
_SOURCE = _ROOT / "src" / "docexport"


def _named(document: str) -> set[str]:
    """Every word that a document sets as code."""
    text = (_ROOT / document).read_text("utf-8")
    return {
        word for code in re.findall(r"`([^`\n]+)`", text) for word in (code, *re.findall(r"[\w{}/.-]+", code))
    }


def _hyphened(record: type[Struct], *left_out: str) -> set[str]:
    names = {name.replace("_", "-") for name in record.__struct_fields__}
    return names - set(left_out)


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(ROLE_NAMES, id="roles"),
        pytest.param(SPAN_NAMES, id="spans"),
        pytest.param(schema.TOP_KEYS, id="top"),
        pytest.param(schema.ROLE_KEYS, id="role keys"),
        pytest.param(schema.SPAN_KEYS, id="span keys"),
        *(pytest.param(keys, id=table) for table, keys in schema.FIXED_TABLES.items()),
        pytest.param([f"[{table}]" for table in (*schema.FIXED_TABLES, *schema.TOKEN_TABLES)], id="tables"),
        pytest.param(load_style("base").colors, id="colors"),
        pytest.param(load_style("base").fonts, id="fonts"),
        pytest.param([f"{{{name}}}" for name in FIELDS], id="fields"),
        pytest.param(SHEETS, id="sheets"),
    ],
)
def test_the_style_format_names_every(names: list[str]) -> None:
    assert set(names) - _named("docs/style-format.md") == set()


def test_the_source_format_names_every_key_of_the_front_matter() -> None:
    assert _hyphened(Metadata, "positions", "extra") - _named("docs/source-format.md") == set()


def test_the_readme_names_every_command_flag_setting_and_style(capsys: pytest.CaptureFixture[str]) -> None:
    main(["pdf", "--help"])
    flags = set(re.findall(r"--(?!smart|no-strict|page-list|help)[a-z-]+", capsys.readouterr().out))
    named = _named("README.md")
    readme = (_ROOT / "README.md").read_text("utf-8")
    short = {"--output", "--quiet", "--verbose"}  # shown by their letter
    assert flags - named - short == set()
    assert _hyphened(Settings, "root", "file") - named == set()
    assert [
        name for name in (*FORMS, "all", "check", "styles", "new") if f"docexport {name}" not in readme
    ] == []
    assert [style.name for style in bundled_styles() if style.name not in f"{readme} base"] == []


def test_the_flags_of_check_are_documented(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--help"])
    flags = set(re.findall(r"--(?!smart|help|debug|quiet)[a-z-]+", capsys.readouterr().out))
    assert flags - _named("docs/check.md") == set()


def test_the_readme_names_every_exit_code() -> None:
    readme = (_ROOT / "README.md").read_text("utf-8")
    codes = [value for name, value in vars(exits).items() if name.isupper() and isinstance(value, int)]
    assert [code for code in codes if not re.search(rf"^\| {code} ", readme, re.MULTILINE)] == []


@pytest.mark.parametrize("document", ["README.md", "docs/style-format.md"])
def test_the_style_shown_in_a_document_works(document: str, tmp_path: Path) -> None:
    example = re.search(r"```toml\n(.*?)```", (_ROOT / document).read_text("utf-8"), re.DOTALL)
    assert example is not None
    path = tmp_path / "house.toml"
    path.write_text(example[1], "utf-8")
    style = load_style(path)
    assert style.extends[0] == "briefing"
    assert style.colors["accent"].hex == "#004b87"
    assert style.page.width.pt == 612


def _modules() -> list[Path]:
    return sorted(path for path in _SOURCE.rglob("*.py") if not path.name.startswith("__"))


def test_contributing_maps_every_module() -> None:
    mapped = (_ROOT / "CONTRIBUTING.md").read_text("utf-8")
    missing = [
        f"{path.relative_to(_SOURCE)}: | `{path.stem}` | {_first_line(path)} |"
        for path in _modules()
        if not re.search(rf"^\| `{path.stem}` ", _section(mapped, path), re.MULTILINE)
    ]
    assert missing == []


def test_contributing_maps_no_module_that_is_gone() -> None:
    mapped = (_ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("<!-- modules -->")[2]
    names = set(re.findall(r"^\| `(\w+)` ", mapped, re.MULTILINE))
    assert names - {path.stem for path in _modules()} == set()


def _section(mapped: str, path: Path) -> str:
    """The part of the map for a module's package."""
    package = path.parent.relative_to(_SOURCE).as_posix()
    title = "docexport" if package == "." else f"{package}/"
    return mapped.partition(f"### `{title}`\n")[2].partition("\n### ")[0]


def _first_line(path: Path) -> str:
    text = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return text.partition("\n")[0].rstrip(".")


@pytest.mark.slow
@pytest.mark.parametrize("path", _modules(), ids=lambda path: path.relative_to(_SOURCE).as_posix())
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert _first_line(path)


def test_every_link_in_the_documents_leads_somewhere() -> None:
    documents = [*_ROOT.glob("*.md"), *(_ROOT / "docs").glob("*.md")]
    links = [(document, target) for document in documents for target in _links(document)]
    assert [(at.name, target) for at, target in links if not (at.parent / target).exists()] == []


def _links(document: Path) -> list[str]:
    """Links within the repository; the pictures are rendered last, so that they show the finished outputs."""
    text = re.sub(r"```.*?```|`[^`\n]*`", "", document.read_text("utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\(([^)#\s]+)", text)
    return [target for target in targets if "://" not in target and not target.startswith("docs/pictures/")]
