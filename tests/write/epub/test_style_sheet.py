"""The style sheet: the style's numbers, in relative units, for any screen and any reader."""

from __future__ import annotations

import re

import pytest

from docexport.style import Color
from docexport.write.epub.palette import NIGHT_INK, NIGHT_PAPER, night_ground, night_line, night_text
from tests.write.epub.book import Book, book, style

SOURCE = "---\ntitle: T\n---\n\n# A\n\nText *em* **strong** `code`.\n\n| a |\n|---|\n| 1 |\n"


@pytest.fixture(scope="module")
def made() -> Book:
    return book(SOURCE)


def declared(css: str, selector: str) -> dict[str, str]:
    """What the rules for exactly this selector declare, outside of media queries; later ones win."""
    plain = re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}", "", css)
    found: dict[str, str] = {}
    for match in re.finditer(r"^([^@{}\n][^{}]*)\{([^}]*)\}", plain, re.MULTILINE):
        if match[1].strip() == selector:
            found |= dict(re.findall(r"([\w-]+): ([^;]+);", match[2]))
    return found


def in_media(css: str, query: str) -> str:
    start = css.index(f"@media all and {query}")
    return css[start : css.find("\n}\n", start)]


def test_the_body_is_the_measure_of_all_sizes(made: Book) -> None:
    body, title = style().roles["body"], style().roles["title"]
    assert "font-size" not in declared(made.css, "body")
    assert declared(made.css, "body")["line-height"] == f"{round(body.leading.pt / body.size.pt, 4):g}"
    assert declared(made.css, ".title")["font-size"] == f"{round(title.size.pt / body.size.pt, 4):g}em"


def test_no_size_of_type_is_absolute(made: Book) -> None:
    assert not re.search(r"font-size: [\d.]+(?:px|pt|rem)", made.css)
    assert not re.search(r"line-height: [\d.]+(?:px|pt|em)", made.css)


def test_distances_are_those_of_the_style(made: Book) -> None:
    role = style().roles["heading-1"]
    rule = declared(made.css, ".heading-1")
    assert rule["margin-top"] == f"{round(role.space_before.pt / role.size.pt, 4):g}em"
    assert rule["margin-bottom"] == f"{round(role.space_after.pt / role.size.pt, 4):g}em"


def test_the_page_and_the_text_keep_the_readers_own_colors(made: Book) -> None:
    assert "color" not in declared(made.css, "body")
    assert "background-color" not in declared(made.css, "body")
    assert "color" not in declared(made.css, ".heading-1")


def test_every_ground_comes_with_the_color_of_its_text(made: Book) -> None:
    for body in re.findall(r"\{([^{}]*background-color[^{}]*)\}", made.css):
        assert re.search(r"(?<!-)color:", body) or "img.clear" in made.css[: made.css.index(body)][-30:]


@pytest.mark.parametrize("name", ["briefing", "broadsheet", "report"])
def test_a_dark_page_turns_every_color_over_and_keeps_the_contrast(name: str) -> None:
    dress = style(name)
    for token, color in dress.colors.items():
        light = night_text(color)
        assert light.contrast(NIGHT_PAPER) >= 4.5, token
        for ground in dress.colors.values():
            if ground.luminance > 0.5:
                assert light.contrast(night_ground(ground)) >= 4.5, (token, ground)
    assert NIGHT_INK.contrast(NIGHT_PAPER) > 10


def test_a_faint_rule_stays_faint_and_a_strong_one_strong() -> None:
    assert night_line(Color("#c9c2c1")).contrast(NIGHT_PAPER) < 3
    assert night_line(Color("#1c1a1b")).contrast(NIGHT_PAPER) > 7


def test_the_dark_rules_are_only_colors(made: Book) -> None:
    dark = in_media(made.css, "(prefers-color-scheme: dark)")
    names = set(re.findall(r"([\w-]+): [^;]+;", dark))
    assert all("color" in name or name.startswith("border") for name in names)


def test_forced_colors_leave_an_edge_to_what_rests_on_its_ground(made: Book) -> None:
    forced = in_media(made.css, "(forced-colors: active)")
    selectors = forced[forced.index("{") + 1 : forced.rindex("{")].strip().split(", ")
    assert {"kbd", "pre.code"} <= set(selectors)
    assert not {"mark", ".key-points"} & set(selectors)  # the one has a ground, the other a border already


def test_media_queries_name_a_medium_for_older_engines(made: Book) -> None:
    assert re.findall(r"@media (\w+)", made.css) == ["all"] * made.css.count("@media")


def test_a_floating_number_stands_where_lines_end() -> None:
    source = "---\ntitle: T\nlang: {}\n---\n\n# A\n\nText.\n"
    assert declared(book(source.format("en")).css, ".formula-number")["float"] == "right"
    assert declared(book(source.format("ar")).css, ".formula-number")["float"] == "left"


def test_headlines_have_lines_of_like_length(made: Book) -> None:
    assert declared(made.css, ".title, .subtitle, .standfirst, p.pull-quote") == {"text-wrap": "balance"}


def test_on_a_narrow_page_nothing_is_justified_or_deep(made: Book) -> None:
    narrow = in_media(made.css, "(max-width: 32em)")
    assert "text-align: start" in narrow
    assert "aside.pull-quote" in narrow
    assert declared(made.css, "body")["text-align"] == "justify"


def test_sides_are_physical_for_old_readers_and_follow_the_direction() -> None:
    source = "---\ntitle: T\nlang: {}\nkey-points: [K]\n---\n\n# A\n\nText.\n"
    left, right = book(source.format("en")).css, book(source.format("ar")).css
    assert "border-left" in declared(left, ".key-points")
    assert "border-right" in declared(right, ".key-points")
    assert "inline-start" not in left


def test_what_hangs_in_a_margin_of_paper_does_not_leave_the_screen() -> None:
    dress = style("report", (("roles.heading-1.indent", "-20mm"), ("roles.body.inset-start", "20mm")))
    css = book("---\ntitle: T\n---\n\n# A\n\nText.\n", dress).css
    assert declared(css, ".heading-1")["text-indent"] == "0"
    assert "margin-left" not in declared(css, ".body-first")


def test_hyphenation_widows_and_page_breaks_follow_the_style(made: Book) -> None:
    assert declared(made.css, "body")["hyphens"] == "auto"
    assert declared(made.css, ".heading-1")["hyphens"] == "manual"
    assert declared(made.css, "body")["widows"] == str(style().options.widows)
    assert declared(made.css, ".heading-1")["break-after"] == "avoid"


def test_long_words_break_but_columns_do_not_shrink_to_letters(made: Book) -> None:
    assert declared(made.css, "body")["overflow-wrap"] == "anywhere"
    assert declared(made.css, "th, td")["overflow-wrap"] == "break-word"
    assert declared(made.css, ".table")["overflow-x"] == "auto"


def test_a_drop_cap_stands_at_the_start_of_the_text_where_the_style_has_one() -> None:
    made = book("---\ntitle: T\n---\n\n# A\n\nText.\n\n# B\n\nMore.\n", style("broadsheet"))
    assert [p.text for p in made.all("p") if "drop-cap" in (p.get("class") or "")] == ["Text."]
    assert "::first-letter" in made.css


def test_options_of_tables_are_followed() -> None:
    rows = book(SOURCE).css
    head = book(SOURCE, style("briefing", (("options.table-rules", "head"),))).css
    zebra = book(SOURCE, style("briefing", (("options.table-zebra", "true"),))).css
    assert "border-bottom" in declared(rows, "tbody td")
    assert not declared(head, "tbody td")
    assert "background-color" in declared(zebra, "tbody tr:nth-child(even) td")


def test_a_link_in_a_dark_head_of_a_table_has_the_heads_color() -> None:
    head = style("report").roles["table-head"].color
    assert declared(book(SOURCE, style("report")).css, "thead a")["color"] == head.hex
    assert "color" not in declared(book(SOURCE).css, "thead a")
