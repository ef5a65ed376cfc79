"""The commands below `docexport styles` and their flags; without one, the styles are listed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from docexport.cli.completion import complete_setting, complete_style
from docexport.cli.exits import UsageError

AsJson = Annotated[bool, typer.Option("--json", help="For programs: one JSON object a line.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of a fault.")]
Overrides = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="KEY=VALUE",
        help="Change one value of the style.",
        show_default=False,
        autocompletion=complete_setting,
    ),
]
Name = Annotated[
    str,
    typer.Argument(
        metavar="[NAME|FILE]",
        help="A style; without it, the project's.",
        show_default=False,
        autocompletion=complete_style,
    ),
]


def styles_group() -> typer.Typer:
    """The group, for the app to add."""
    group = typer.Typer(rich_markup_mode=None, context_settings={"help_option_names": ["-h", "--help"]})
    group.callback(invoke_without_command=True)(styles)
    group.command("show")(show)
    group.command("new")(new)
    group.command("specimen")(specimen)
    group.command("fonts")(fonts)
    group.command("schema")(schema)
    return group


def style_overrides(pairs: Sequence[str]) -> dict[str, str]:
    """Each `KEY=VALUE` of `--set` by its key. Raises UsageError."""
    values: dict[str, str] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not key.strip():
            raise UsageError(f"--set {pair} is not KEY=VALUE, such as colors.accent=#004b87")
        values[key.strip()] = value.strip()
    return values


def styles(context: typer.Context, as_json: AsJson = False, debug: Debug = False) -> int:
    """List the styles, or show, make and prove one."""
    if context.invoked_subcommand is not None:
        return 0
    from docexport.cli.styles.listing import list_styles  # noqa: PLC0415 # imports come late, as in `app`

    return list_styles(as_json=as_json)


def show(
    name: Name = "",
    keys: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[KEY]...", help="Only these keys or tables: colors, roles.body.", show_default=False
        ),
    ] = None,
    overrides: Overrides = None,
    as_json: AsJson = False,
    debug: Debug = False,
) -> int:
    """Print every value of a style as TOML, and where it comes from."""
    from docexport.cli.styles.showing import show_style  # noqa: PLC0415 # imports come late

    return show_style(name, keys or (), style_overrides(overrides or ()), as_json=as_json)


def new(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="What it is called; its file is styles/NAME.toml.")
    ],
    below: Annotated[
        str,
        typer.Option(
            "--from", metavar="NAME|FILE", help="The style to start from.", autocompletion=complete_style
        ),
    ] = "briefing",
    tokens: Annotated[
        Path | None,
        typer.Option(
            "--tokens",
            metavar="FILE",
            help="Take colors and type from W3C design tokens (DTCG).",
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
    debug: Debug = False,
) -> int:
    """Make a style of your own, to be changed in a text editor."""
    from docexport.cli.styles.making import make_style  # noqa: PLC0415 # imports come late

    return make_style(name, below, tokens, as_json=as_json)


def specimen(
    name: Name = "",
    output: Annotated[
        str,
        typer.Option(
            "--output", "-o", metavar="DIR", help="Where to write, instead of dist/.", show_default=False
        ),
    ] = "",
    overrides: Overrides = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
    as_json: AsJson = False,
    debug: Debug = False,
) -> int:
    """Set everything that a style dresses, as PDF, Word and EPUB."""
    from docexport.cli.styles.proving import prove_style  # noqa: PLC0415 # imports come late

    return prove_style(name, output, style_overrides(overrides or ()), quiet=quiet, as_json=as_json)


def fonts(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WORD]...", help="Only families with these words.", show_default=False),
    ] = None,
    as_json: AsJson = False,
    debug: Debug = False,
) -> int:
    """List the font families that a style can name."""
    from docexport.cli.styles.families import list_families  # noqa: PLC0415 # imports come late

    return list_families(words or (), as_json=as_json)


def schema(debug: Debug = False) -> int:
    """Print the JSON Schema of style files, for editors."""
    from docexport.cli.styles.making import print_schema  # noqa: PLC0415 # imports come late

    return print_schema()
