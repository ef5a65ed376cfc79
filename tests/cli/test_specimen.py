"""The specimen shows every role and span of the style and every kind of node, in finished files."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import get_args

import pikepdf
import pytest

from docexport.cli import main
from docexport.cli.styles.palette import contrast_words, palette_svg
from docexport.cli.styles.proving import specimen_article
from docexport.model import Block, Callout, Inline, List, Quote, walk
from docexport.style import ROLE_NAMES, SPAN_NAMES, Color, bundled_styles, load_style

_PAINTED_BY_RULES = ("masthead", "key-points", "callout", "callout-title", "commentary", "figure")
"""Roles without words of their own, or whose words have the color of their kind: a rule shows them."""


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The specimen of a style in which each role and span has a color of its own."""
    folder = tmp_path_factory.mktemp("specimen")
    arguments = ["styles", "specimen", "briefing", "-o", str(folder), "-q"]
    settings = ["options.number-sections=true"]
    for name, color in _COLORS.items():
        settings.append(f"{name}.color={color}")
        if name.removeprefix("roles.") in _PAINTED_BY_RULES:
            settings.append(f'{name}.border-before={{ width = "1pt", color = "{color}" }}')
    assert main([*arguments, *(part for setting in settings for part in ("--set", setting))]) == 0
    return {path.suffix: path for path in folder.iterdir()}


_COLORS = {
    **{f"roles.{name}": f"#0000{number + 16:02x}" for number, name in enumerate(ROLE_NAMES)},
    **{f"spans.{name}": f"#00{number + 16:02x}00" for number, name in enumerate(SPAN_NAMES)},
}


def _colors_of_pdf(path: Path) -> set[str]:
    """The colors that something is painted in."""
    with pikepdf.open(path) as pdf:
        instructions = [step for page in pdf.pages for step in pikepdf.parse_content_stream(page)]
    return {
        "#" + "".join(f"{round(float(part) * 255):02x}" for part in step.operands)
        for step in instructions
        if str(step.operator) in ("rg", "RG")
    }


def _colors_of_docx(path: Path) -> set[str]:
    """The colors of the styles that something has."""
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name).decode() for name in file.namelist() if name.endswith(".xml")}
    text = "".join(data for name, data in parts.items() if re.match(r"word/(document|foot|head|endn)", name))
    used = set(re.findall(r'<w:(?:p|r|tbl)Style w:val="(\w+)"', text))
    styles = re.findall(r'<w:style [^>]*w:styleId="(\w+)".*?</w:style>', parts["word/styles.xml"], re.DOTALL)
    bodies = re.split(r"(?=<w:style )", parts["word/styles.xml"])[1:]
    found = "".join(body for style, body in zip(styles, bodies, strict=True) if style in used)
    return {f"#{digits.lower()}" for digits in re.findall(r'"([0-9A-Fa-f]{6})"', found)}


@pytest.mark.slow
def test_every_role_and_span_is_painted(outputs: dict[str, Path]) -> None:
    painted = _colors_of_pdf(outputs[".pdf"]) | _colors_of_docx(outputs[".docx"])
    assert {name for name, color in _COLORS.items() if color not in painted} == set()


@pytest.mark.slow
def test_the_pages_alone_show_all_but_what_stands_at_the_end_of_files(outputs: dict[str, Path]) -> None:
    painted = _colors_of_pdf(outputs[".pdf"])
    roles = {name: color for name, color in _COLORS.items() if name.startswith("roles.")}
    assert {name for name, color in roles.items() if color not in painted} == {"roles.colophon"}


def test_every_kind_of_node_occurs() -> None:
    article, _ = specimen_article(load_style("briefing"))
    nodes = [*walk(article.blocks), *(node for note in article.notes for node in walk(note.blocks))]
    assert {type(node) for node in nodes} >= set(get_args(Block)) | set(get_args(Inline))
    kinds = {(type(node), node.kind) for node in nodes if isinstance(node, List | Quote | Callout)}
    assert kinds == {
        *((List, kind) for kind in ("bullet", "ordered", "task")),
        *((Quote, kind) for kind in ("block", "pull", "epigraph")),
        *((Callout, kind) for kind in ("note", "tip", "important", "warning", "caution")),
    }


@pytest.mark.slow
@pytest.mark.parametrize("name", [style.name for style in bundled_styles()])
def test_a_specimen_is_made_in_three_formats_without_a_notice(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["styles", "specimen", name, "-o", str(tmp_path), "-q"]) == 0
    assert capsys.readouterr() == ("", "")
    made = {path.name: path.read_bytes()[:4] for path in tmp_path.iterdir()}
    assert made == {
        f"specimen-{name}.pdf": b"%PDF",
        f"specimen-{name}.docx": b"PK\3\4",
        f"specimen-{name}.epub": b"PK\3\4",
    }


def test_a_specimen_says_what_the_style_measures() -> None:
    style = load_style("briefing", overrides={"roles.body.size": "11pt", "colors.accent": "#004b87"})
    _, source = specimen_article(style)
    family, ink = style.fonts["text"][0], style.colors["ink"].hex
    assert f"| body | {family} regular | 11/14pt | {ink} |" in source
    assert "#004b87" in palette_svg(style)
    assert "{{" not in source


@pytest.mark.slow
def test_a_style_may_have_any_words_in_its_description(tmp_path: Path) -> None:
    path = tmp_path / "odd.toml"
    path.write_text("name = 'A/B \"C\" {{x}}'\ndescription = 'Of \"quotes\", \\ and | <b>'\n", "utf-8")
    assert main(["styles", "specimen", str(path), "-o", str(tmp_path), "-q"]) == 0
    assert (tmp_path / "specimen-A-B-C-x.pdf").is_file()


def test_a_specimen_is_three_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["styles", "specimen", "briefing", "-o", str(tmp_path / "one.pdf")]) == 2
    assert "a specimen is three; name a folder" in capsys.readouterr().err


@pytest.mark.slow
def test_a_specimen_that_cannot_be_written_is_an_output_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert main(["styles", "specimen", "briefing", "-o", str(tmp_path / "file" / "below")]) == 3
    assert len(capsys.readouterr().err.splitlines()) == 3


def test_a_contrast_is_not_rounded_up() -> None:
    assert contrast_words(Color("#777777"), Color("#ffffff")) == "4.4:1"
