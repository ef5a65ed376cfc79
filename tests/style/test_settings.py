"""A style taken apart into keys and values makes the same style again."""

from __future__ import annotations

from pathlib import Path

import pytest

from docexport.style import Style, bundled_styles, load_style
from docexport.style.settings import length_text, style_settings, toml_literal
from docexport.units import Length


def _written(style: Style) -> str:
    return "".join(f"{setting.path} = {toml_literal(setting.value)}\n" for setting in style_settings(style))


@pytest.mark.slow
@pytest.mark.parametrize("name", [info.name for info in bundled_styles()])
def test_what_is_shown_of_a_style_is_a_style_that_looks_the_same(name: str, tmp_path: Path) -> None:
    style = load_style(name)
    copy = tmp_path / "copy.toml"
    copy.write_text(f'extends = "base"\n{_written(style)}', "utf-8")
    again = load_style(copy)
    assert _written(again) == _written(style)
    assert again.roles["body"].color == style.roles["body"].color


def test_every_value_of_every_role_is_shown_with_its_origin() -> None:
    settings = {setting.path: setting for setting in style_settings(load_style("briefing"))}
    assert len([path for path in settings if path.startswith("roles.body.")]) == 28
    # What no file gives is the absence of a panel or rule.
    unsaid = {setting.value for setting in settings.values() if not setting.origin and setting.table}
    assert unsaid == {"none"}


def test_the_origin_of_a_named_value_leads_on_to_the_token(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('[colors]\nbrand = "#004b87"\naccent = "brand"\n', "utf-8")
    origins = load_style("mine", folders=(tmp_path,)).origins
    first, second, third = origins["roles.kicker.color"].split(" → ")
    assert first.startswith("base.toml:")
    assert (Path(second).name, Path(third).name) == ("mine.toml:3", "mine.toml:2")


@pytest.mark.parametrize(
    ("points", "text"),
    [(12, "12pt"), (12.6, "12.6pt"), (26 * 72 / 25.4, "26mm"), (0, "0pt"), (-9, "-9pt"), (1 / 3, "0.3333pt")],
)
def test_a_length_is_written_in_the_unit_that_suits_it(points: float, text: str) -> None:
    assert length_text(Length(points)) == text
