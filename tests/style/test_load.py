"""Loading styles: names, files, `extends`, `like`, tokens, overrides, origins."""

from __future__ import annotations

from pathlib import Path

import pytest

from docexport.notices import StyleError
from docexport.records import Struct
from docexport.style import (
    ROLE_NAMES,
    SPAN_NAMES,
    Furniture,
    Options,
    Page,
    Publication,
    Role,
    Span,
    Style,
    available_styles,
    bundled_styles,
    load_style,
    schema,
)
from docexport.units import ZERO, Length


def _style(folder: Path, text: str, name: str = "mine") -> Style:
    (folder / f"{name}.toml").write_text(text, "utf-8")
    return load_style(name, folders=(folder,))


@pytest.mark.parametrize("name", [info.name for info in bundled_styles()])
def test_every_bundled_style_loads_complete_and_says_what_it_is(name: str) -> None:
    style = load_style(name)
    assert style.name == name
    assert style.description
    assert tuple(style.roles) == ROLE_NAMES
    assert tuple(style.spans) == SPAN_NAMES


@pytest.mark.parametrize(
    ("keys", "record", "absent"),
    [
        (schema.PAGE_KEYS, Page, {"size": ("width", "height")}),
        (schema.FURNITURE_KEYS, Furniture, {}),
        (schema.OPTION_KEYS, Options, {}),
        (schema.PUBLICATION_KEYS, Publication, {}),
        (schema.ROLE_KEYS, Role, {"font": ("families",), "like": ("name",)}),
        (schema.SPAN_KEYS, Span, {"font": ("families", "name")}),
    ],
    ids=["page", "furniture", "options", "publication", "role", "span"],
)
def test_the_keys_of_a_table_are_the_fields_of_its_record(
    keys: dict[str, object], record: type[Struct], absent: dict[str, tuple[str, ...]]
) -> None:
    named = {field for key in keys for field in absent.get(key, (key.replace("-", "_"),))}
    assert named == set(record.__struct_fields__)


def test_three_lines_make_a_style(tmp_path: Path) -> None:
    style = _style(tmp_path, '[colors]\naccent = "#004b87"\n')
    assert style.extends == ("briefing", "base")
    assert style.roles["kicker"].color.hex == "#004b87"


def test_a_style_extends_another_of_its_folder(tmp_path: Path) -> None:
    _style(tmp_path, 'extends = "briefing"\n[sizes]\nbody = "11pt"\n', "below")
    style = _style(tmp_path, 'extends = "below"\ndescription = "On top."\n')
    assert style.extends == ("below", "briefing", "base")
    assert style.description == "On top."
    assert style.roles["body"].size == Length(11)


def test_a_style_extends_a_file_beside_it(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "blue.toml").write_text('[colors]\naccent = "#004b87"\n', "utf-8")
    assert _style(tmp_path, 'extends = "parts/blue.toml"\n').colors["accent"].hex == "#004b87"


def test_a_projects_style_may_take_the_name_of_the_bundled_one_it_extends(tmp_path: Path) -> None:
    style = _style(tmp_path, 'extends = "briefing"\n[colors]\naccent = "#004b87"\n', "briefing")
    assert style.extends == ("briefing", "base")
    assert style.colors["accent"].hex == "#004b87"


def test_a_path_is_a_style(tmp_path: Path) -> None:
    path = tmp_path / "any.toml"
    path.write_text('name = "Named within"\n', "utf-8")
    assert load_style(path).name == "Named within"
    assert load_style(str(path)).name == "Named within"


def test_a_file_that_changes_is_read_again(tmp_path: Path) -> None:
    assert _style(tmp_path, "[page]\ncolumns = 1\n").page.columns == 1
    assert _style(tmp_path, "[page]\ncolumns = 2  # now\n").page.columns == 2


def test_a_change_to_body_shows_in_the_roles_that_are_like_it(tmp_path: Path) -> None:
    style = _style(tmp_path, '[roles.body]\nsize = "12pt"\nleading = "16pt"\n')
    assert style.roles["quote"].size == Length(12)
    assert style.roles["commentary-body-first"].leading == Length(16)


def test_what_a_role_says_itself_wins_over_what_it_is_like(tmp_path: Path) -> None:
    style = _style(tmp_path, '[roles.body]\nalign = "start"\n[roles.quote]\nalign = "center"\n')
    assert style.roles["body-first"].align == "start"
    assert style.roles["quote"].align == "center"


def test_ems_are_of_the_roles_own_size(tmp_path: Path) -> None:
    style = _style(tmp_path, '[roles.body]\ninset-end = "2em"\n[roles.footnote]\nsize = "8pt"\n')
    assert style.roles["body"].inset_end == Length(21)
    assert style.roles["footnote"].inset_end == Length(16)


def test_an_indent_may_be_negative(tmp_path: Path) -> None:
    assert _style(tmp_path, '[roles.caption]\nindent = "-1em"\n').roles["caption"].indent == Length(-9)


def test_a_single_family_goes_before_the_fallbacks_it_replaces(tmp_path: Path) -> None:
    style = _style(tmp_path, '[fonts]\ntext = "Georgia"\nheading = ["Arial"]\n')
    assert style.fonts["text"] == ("Georgia", *load_style("base").fonts["text"])
    assert style.fonts["heading"] == ("Arial",)
    assert style.roles["heading-1"].families == ("Arial",)


def test_a_family_named_in_a_role_falls_back_as_text_does(tmp_path: Path) -> None:
    style = _style(tmp_path, '[roles.title]\nfont = "Georgia"\n[roles.kicker]\nfont = ["Arial", "code"]\n')
    assert style.roles["title"].families == ("Georgia", *style.fonts["text"])
    assert style.roles["kicker"].families == ("Arial", *style.fonts["code"])


def test_a_color_may_be_another_colors_name_or_three_digits(tmp_path: Path) -> None:
    style = _style(tmp_path, '[colors]\nnote = "brand"\nbrand = "#048"\n')
    assert style.colors["note"].hex == "#004488"


def test_none_takes_a_border_or_a_panel_away(tmp_path: Path) -> None:
    style = _style(tmp_path, '[roles.key-points]\nbackground = "none"\nborder-start = "none"\n')
    assert style.roles["key-points"].background is None
    assert style.roles["key-points"].border_start is None


def test_a_border_has_width_color_and_gap(tmp_path: Path) -> None:
    style = _style(tmp_path, '[roles.body]\nborder-after = { width = "1pt", color = "accent" }\n')
    border = style.roles["body"].border_after
    assert border is not None
    assert (border.width, border.color, border.gap) == (Length(1), style.colors["accent"], ZERO)


@pytest.mark.parametrize(
    ("size", "width", "height"),
    [('"A5"', 419.53, 595.28), ('"letter"', 612, 792), ('["100mm", "8in"]', 283.46, 576)],
    ids=["by name", "in any case", "by lengths"],
)
def test_a_page_size_is_a_name_or_two_lengths(tmp_path: Path, size: str, width: float, height: float) -> None:
    margins = 'margin-inner = "20mm"\nmargin-outer = "20mm"'
    page = _style(tmp_path, f"[page]\nsize = {size}\n{margins}\n").page
    assert page.width.pt == pytest.approx(width, abs=0.01)
    assert page.height.pt == pytest.approx(height, abs=0.01)


def test_overrides_stand_over_every_file() -> None:
    overrides = {"colors.accent": "#004b87", "page.columns": "2", "roles.body.hyphenate": "false"}
    style = load_style("briefing", overrides=overrides)
    assert style.colors["accent"].hex == "#004b87"
    assert style.page.columns == 2
    assert not style.roles["body"].hyphenate
    assert style.name == "briefing"


def test_an_override_that_does_not_fit_names_the_flag() -> None:
    with pytest.raises(StyleError, match=r"^--set page.columns: page.columns = \"two\" is not possible here"):
        load_style("briefing", overrides={"page.columns": "two"})


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        pytest.param("colors.acent", "#004b87", 'did you mean "accent"?', id="a token that nothing uses"),
        pytest.param("color.accent", "#004b87", 'did you mean "colors"?', id="an unknown table"),
        pytest.param("roles.bodi.size", "12pt", 'did you mean "body"?', id="an unknown role"),
        pytest.param("roles.body.szie", "12pt", 'did you mean "size"?', id="an unknown key of a role"),
        pytest.param("page", "A4", "'page' is not a table", id="a table for a key"),
        pytest.param("page.size.width", "10in", "is not a page size", id="a key below a key"),
        pytest.param("page..size", "A4", "unknown key ''", id="an empty part"),
        pytest.param("extends", "report", "name the style with --style", id="what the style extends"),
        pytest.param("page.columns", "2\nx = 3", "is not possible here", id="more than one line"),
        pytest.param("fonts.text", "[1]", "is not a list of font families", id="a list of no names"),
        pytest.param("colors.accent", "", "is not a color", id="nothing"),
    ],
)
def test_a_wrong_override_is_told_with_the_near_miss(key: str, value: str, message: str) -> None:
    with pytest.raises(StyleError) as caught:
        load_style("briefing", overrides={key: value})
    (line,) = str(caught.value).splitlines()
    assert line.startswith(f"--set {key}: ")
    assert message in line


@pytest.mark.parametrize(
    ("value", "families"),
    [
        ("Charis SIL", ("Charis SIL",)),
        ('"Charis SIL"', ("Charis SIL",)),
        ('["Charis SIL", "Gentium"]', ("Charis SIL", "Gentium")),
        ("'Charis SIL'", ("Charis SIL",)),
    ],
    ids=["bare", "in quotes", "a list", "in single quotes"],
)
def test_an_override_may_be_quoted_or_a_list(value: str, families: tuple[str, ...]) -> None:
    style = load_style("briefing", overrides={"roles.title.font": value})
    assert style.roles["title"].families[: len(families)] == families


@pytest.mark.parametrize("value", ["2025", "true", "1.50", "[x]", "2025-02-28", "5 # five"])
def test_an_override_of_text_is_taken_as_it_was_typed(value: str) -> None:
    assert load_style("briefing", overrides={"publication.name": value}).publication.name == value


def test_a_name_or_description_can_be_set_on_the_command_line() -> None:
    style = load_style("briefing", overrides={"name": "trial", "description": "On trial."})
    assert (style.name, style.description) == ("trial", "On trial.")


def test_a_long_chain_of_colors_is_followed_to_its_end(tmp_path: Path) -> None:
    links = "".join(f'c{number} = "c{number + 1}"\n' for number in range(3000))
    style = _style(tmp_path, f'[colors]\nnote = "c0"\n{links}c3000 = "#123456"\n')
    assert style.colors["note"].hex == "#123456"


def test_arrays_nested_beyond_all_measure_are_one_error(tmp_path: Path) -> None:
    with pytest.raises(StyleError) as caught:
        _style(tmp_path, f"[roles.body]\nfeatures = {'[' * 400}{']' * 400}\n")
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["bare", "with a byte order mark"])
def test_lines_are_counted_whatever_ends_them(tmp_path: Path, ending: str, mark: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_bytes(f'{mark}# One\n[page]\ncolumns = "x"\n'.replace("\n", ending).encode())
    with pytest.raises(StyleError, match=r"bad\.toml:3:1: page\.columns"):
        load_style(path)


def test_a_folder_is_no_style(tmp_path: Path) -> None:
    (tmp_path / "odd.toml").mkdir()
    with pytest.raises(StyleError, match=r"there is no style file"):
        load_style(tmp_path / "odd.toml")


def test_an_unknown_style_is_told_with_the_nearest() -> None:
    with pytest.raises(StyleError, match=r"there is no style 'brefing'; did you mean \"briefing\"\?"):
        load_style("brefing")


def test_a_style_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(StyleError, match="is not UTF-8 text; save it as UTF-8"):
        load_style(path)


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_bytes(b"#" * 1_000_001)
    with pytest.raises(StyleError, match="larger than 1 MB"):
        load_style(path)


def test_origins_say_where_each_value_came_from() -> None:
    style = load_style("briefing", overrides={"page.columns": "2"})
    assert style.origins["colors.accent"].startswith("briefing.toml:")
    assert style.origins["page.columns"] == "--set page.columns"
    own, liked = style.origins["roles.body.size"], style.origins["roles.quote.size"]
    assert own == liked
    assert own.startswith("base.toml:")
    assert set(style.origins) >= {"options.notes", "spans.link.color", "furniture.footer-end"}
    assert len(style.origins) == len(list(style.origins))
    with pytest.raises(KeyError):
        style.origins["roles.body.nothing"]


def test_font_folders_are_relative_to_the_file_that_names_them(tmp_path: Path) -> None:
    (tmp_path / "faces").mkdir()
    style = _style(tmp_path, 'font-folders = ["faces"]\n')
    assert style.font_folders == (str(tmp_path / "faces"),)


def test_fonts_beside_a_style_need_not_be_named(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    assert _style(tmp_path, "").font_folders == (str(tmp_path / "fonts"),)


def test_a_projects_styles_are_listed_before_the_bundled_ones(tmp_path: Path) -> None:
    (tmp_path / "house.toml").write_text('extends = "briefing"\ndescription = "Ours."\n', "utf-8")
    first, *rest = available_styles((tmp_path,))
    assert (first.name, first.description, first.extends) == ("house", "Ours.", "briefing")
    assert {"base", "briefing"} <= {style.name for style in rest}
