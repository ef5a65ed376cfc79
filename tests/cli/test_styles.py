"""`docexport styles`: listing, showing, making styles, and the fonts they can name."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]  # it ships no types
import pytest

from docexport.style import bundled_styles, load_style
from docexport.style.settings import style_settings
from docexport.style.starting import FIRST, THEN
from tests.cli.conftest import Command


@pytest.fixture
def house(project: Path) -> Path:
    """A style of the project, in three lines."""
    path = project / "styles" / "house.toml"
    path.parent.mkdir()
    path.write_text('extends = "report"\ndescription = "Ours."\ncolors.accent = "#004b87"\n')
    return path


# --- List -----------------------------------------------------------------------------------------


def test_styles_are_listed_with_what_they_extend(run: Command, house: Path) -> None:
    first, *rest = run("styles").out.splitlines()
    assert first == "house       report  Ours."
    assert [line.split()[0] for line in rest] == [style.name for style in bundled_styles()]


def test_styles_are_listed_for_programs(run: Command) -> None:
    listed = [json.loads(line) for line in run("styles", "--json").out.splitlines()]
    assert {"name": "base", "extends": ""}.items() <= listed[0].items()


def test_a_broken_style_is_told_and_the_others_are_listed(run: Command, house: Path) -> None:
    house.with_name("broken.toml").write_text("a = = 5\n")
    done = run("styles")
    assert done.code == 2
    assert done.err == "styles/broken.toml:1:5: is not TOML: invalid value; see https://toml.io\n"
    assert [line.split()[0] for line in done.out.splitlines()][:2] == ["house", "base"]


def test_styles_are_looked_for_where_the_environment_says(
    run: Command, house: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.parent.rename("looks")
    monkeypatch.setenv("DOCEXPORT_STYLES", "looks")
    assert run("styles").out.startswith("house ")
    assert run("styles", "show", "house", "colors.accent").code == 0


# --- Show -----------------------------------------------------------------------------------------


def test_a_style_is_shown_as_toml_with_the_place_of_each_value(run: Command, house: Path) -> None:
    shown = run("styles", "show", "house", "colors.accent", "roles.kicker").out
    assert re.search(r'^accent = "#004b87" +# styles/house.toml:3$', shown, re.MULTILINE)
    assert re.search(r'^color = "#004b87" +# base.toml:\d+ → styles/house.toml:3$', shown, re.MULTILINE)
    assert tomllib.loads(shown).keys() == {"colors", "roles"}


def test_the_projects_style_is_shown_without_a_name(run: Command, house: Path) -> None:
    Path("docexport.toml").write_text('style = "house"\n')
    assert run("styles", "show").out.startswith("# house extends report, base\n")


def test_what_is_shown_is_a_style(run: Command, house: Path) -> None:
    house.with_name("copy.toml").write_text(run("styles", "show", "house").out)
    copy, original = (
        [(s.path, s.value) for s in style_settings(load_style(name, folders=(house.parent,)))]
        for name in ("copy", "house")
    )
    assert copy == original


def test_a_style_is_shown_as_it_would_be_with_a_value_set(run: Command) -> None:
    shown = run("styles", "show", "briefing", "page.columns", "--set", "page.columns=2").out
    assert re.search(r"^columns = 2 +# --set page.columns$", shown, re.MULTILINE)


def test_a_style_is_shown_for_programs(run: Command, house: Path) -> None:
    (line,) = run("styles", "show", "house", "colors.accent", "--json").out.splitlines()
    assert json.loads(line) == {
        "type": "value",
        "key": "colors.accent",
        "value": "#004b87",
        "origin": "styles/house.toml:3",
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(("hous",), "there is no style 'hous'; did you mean \"house\"?", id="an unknown style"),
        pytest.param(("house", "colors.acent"), 'did you mean "colors.accent"?', id="an unknown key"),
        pytest.param(("house", "--set", "colors.accent"), "is not KEY=VALUE", id="no value"),
        pytest.param(("house", "--set", "colors.accent=#ddd"), "has a contrast of", id="a faint color"),
    ],
)
def test_what_cannot_be_shown_is_an_error(
    run: Command, house: Path, arguments: tuple[str, ...], message: str
) -> None:
    done = run("styles", "show", *arguments)
    assert (done.code, done.out) == (2, "")
    assert message in done.err


@pytest.mark.slow
@pytest.mark.parametrize(
    ("environment", "painted"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_colors_are_for_terminals_alone(environment: dict[str, str], painted: bool, tmp_path: Path) -> None:
    reader, terminal = pty.openpty()
    command = [sys.executable, "-m", "docexport", "styles", "show", "briefing", "colors.accent"]
    base = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    subprocess.run(
        command, stdout=terminal, env=base | {"TERM": "xterm"} | environment, check=True, cwd=tmp_path
    )
    os.close(terminal)
    shown = os.read(reader, 4096)
    os.close(reader)
    assert (b"\x1b[" in shown) is painted
    assert b"#8a1c2f" in shown or b"accent" in shown


# --- New ------------------------------------------------------------------------------------------


def test_a_new_style_looks_like_the_one_it_starts_from(run: Command, house: Path) -> None:
    done = run("styles", "new", "mine", "--from", "house")
    assert (done.code, done.out) == (0, "styles/mine.toml is ready; now: docexport all --style mine\n")
    mine, below = (load_style(name, folders=(house.parent,)) for name in ("mine", "house"))
    assert mine.extends == ("house", "report", "base")
    told = [
        {s.path: s.value for s in style_settings(style) if s.path not in ("name", "description")}
        for style in (mine, below)
    ]
    assert told[0] == told[1]


@pytest.mark.parametrize("below", [style.name for style in bundled_styles()])
def test_every_line_of_a_new_style_can_be_taken_out_of_its_comment(run: Command, below: str) -> None:
    assert run("styles", "new", "mine", "--from", below).code == 0
    path = Path("styles/mine.toml")
    text = re.sub(r"^# (?=[a-z-]+ = )", "", path.read_text("utf-8"), flags=re.MULTILINE)
    path.write_text(text, "utf-8")
    given = tomllib.loads(text)
    for key in (*FIRST, *THEN):
        value = given
        for part in key.split("."):
            value = value[part]
    assert load_style("mine", folders=(path.parent,)).extends[0] == below


def test_what_most_people_change_is_no_comment(run: Command) -> None:
    run("styles", "new", "mine")
    given = tomllib.loads(Path("styles/mine.toml").read_text("utf-8"))
    assert given["extends"] == "briefing"
    live = {f"{table}.{key}" for table, keys in given.items() if isinstance(keys, dict) for key in keys}
    assert live >= set(FIRST)


def test_a_new_style_has_its_schema_beside_it(run: Command) -> None:
    run("styles", "new", "mine")
    first, *_ = Path("styles/mine.toml").read_text("utf-8").splitlines()
    assert first == "#:schema ./style.schema.json"
    schema = json.loads(Path("styles/style.schema.json").read_text("utf-8"))
    jsonschema.Draft7Validator(schema).validate(tomllib.loads(Path("styles/mine.toml").read_text("utf-8")))
    assert run("styles", "schema").out == Path("styles/style.schema.json").read_text("utf-8")


def test_a_new_style_may_start_from_a_file(run: Command, house: Path) -> None:
    house.rename("looks.toml")
    assert run("styles", "new", "mine", "--from", "looks.toml").code == 0
    assert tomllib.loads(Path("styles/mine.toml").read_text("utf-8"))["extends"] == "../looks.toml"
    assert load_style("mine", folders=(Path("styles"),)).colors["accent"].hex == "#004b87"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(("house",), "styles/house.toml exists already", id="a name that is taken"),
        pytest.param(("../mine",), "is not a name for a style", id="a path"),
        pytest.param(("mine.toml",), "is not a name for a style", id="a file name"),
        pytest.param(("mine", "--from", "brefing"), 'did you mean "briefing"?', id="an unknown style below"),
        pytest.param(("mine", "--tokens", "none.json"), "none.json: cannot be read", id="no tokens"),
    ],
)
def test_a_style_that_cannot_be_made_leaves_everything_as_it_was(
    run: Command, house: Path, arguments: tuple[str, ...], message: str
) -> None:
    before = house.read_text()
    done = run("styles", "new", *arguments)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert [path.name for path in house.parent.iterdir()] == ["house.toml"]
    assert house.read_text() == before


def test_a_link_that_leads_nowhere_is_not_written_through(run: Command, house: Path) -> None:
    (house.parent / "mine.toml").symlink_to("elsewhere.toml")
    assert run("styles", "new", "mine").code == 2
    assert not (house.parent / "elsewhere.toml").exists()


# --- Design tokens --------------------------------------------------------------------------------

_TOKENS = {
    "color": {
        "$type": "color",
        "primary": {"$value": "#004b87"},
        "paper": {"$value": "#fffdf8"},
        "info": {"$value": "#ffcc00"},
        "button": {"$value": "#123456"},
    },
    "font": {"body": {"$type": "fontFamily", "$value": "Spectral"}},
}


def test_design_tokens_give_a_new_style_its_colors_and_type(run: Command) -> None:
    Path("brand.json").write_text(json.dumps(_TOKENS, indent=2))
    done = run("styles", "new", "mine", "--tokens", "brand.json")
    assert done.code == 0
    style = load_style("mine", folders=(Path("styles"),))
    assert (style.colors["accent"].hex, style.fonts["text"][0]) == ("#004b87", "Spectral")
    assert 'colors.accent = "#004b87"  from color.primary (brand.json:4)\n' in done.out
    assert "brand.json:13:5: token 'color.button' is not used; its name is not one" in done.err


def test_a_token_that_would_not_be_read_stays_as_a_comment(run: Command) -> None:
    Path("brand.json").write_text(json.dumps(_TOKENS, indent=2))
    faint = _TOKENS | {"color": {"$type": "color", "primary": {"$value": "#ffcc00"}}}
    Path("brand.json").write_text(json.dumps(faint))
    done = run("styles", "new", "mine", "--tokens", "brand.json")
    assert done.code == 0
    assert 'colors.accent cannot be "#ffcc00": roles.' in done.err
    text = Path("styles/mine.toml").read_text("utf-8")
    assert re.search(r'^# accent = "#ffcc00" +# color.primary, line 1: .*contrast', text, re.MULTILINE)
    assert load_style("mine", folders=(Path("styles"),)).colors == load_style("briefing").colors


def test_design_tokens_are_told_to_programs(run: Command) -> None:
    Path("brand.json").write_text(json.dumps(_TOKENS, indent=2))
    done = run("styles", "new", "m", "--tokens", "brand.json", "--json")
    lines = [json.loads(line) for line in done.out.splitlines()]
    assert {line["type"] for line in lines} == {"notice", "value", "output"}
    assert lines[-1] == {"type": "output", "file": "styles/m.toml"}


# --- Fonts ----------------------------------------------------------------------------------------


def test_families_are_listed_with_their_weights_and_places(run: Command) -> None:
    (line,) = run("styles", "fonts", "source", "serif").out.splitlines()
    assert line.startswith("Source Serif Pro  200, 300, 400, 600, 700, 900 ")
    assert "with italic" in line


def test_families_are_listed_for_programs(run: Command) -> None:
    fonts = [json.loads(line) for line in run("styles", "fonts", "--json").out.splitlines()]
    assert {"Source Sans Pro", "FiraGO"} <= {font["name"] for font in fonts}


def test_a_font_beside_the_projects_style_is_listed(run: Command, house: Path) -> None:
    import font_source_serif_pro  # type: ignore[import-untyped]  # it ships no types # noqa: PLC0415

    folder = house.parent / "fonts"
    folder.mkdir()
    face = next(Path(font_source_serif_pro.__file__).parent.rglob("*Regular.ttf"))
    (folder / "own.ttf").write_bytes(face.read_bytes())
    Path("docexport.toml").write_text('style = "house"\n')
    (line,) = run("styles", "fonts", "source", "serif").out.splitlines()
    assert line.endswith("styles/fonts")
