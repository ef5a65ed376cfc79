"""The commands and their flags. Each collects what is asked for and hands it on; imports come late.

Rich help, typer's tracebacks and the completion machinery stay out of the way: they would triple the time
that the help of a command takes. Completion is loaded only when the shell or the person asks for it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docexport.cli.completion import complete_rule, complete_setting, complete_style
from docexport.cli.exits import UsageError
from docexport.cli.styles.commands import style_overrides, styles_group

if TYPE_CHECKING:
    from docexport.export import Form
    from docexport.standards import PdfStandard

_COMPLETION_FLAGS = ("--install-completion", "--show-completion")

Sources = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="SOURCE",
        help="Articles, or folders of them; - reads standard input. Without any: every article in source/.",
        show_default=False,
    ),
]
Output = Annotated[
    str,
    typer.Option(
        "--output", "-o", metavar="FILE|DIR|-", help="Where to write, instead of dist/.", show_default=False
    ),
]
StyleName = Annotated[
    str,
    typer.Option(
        "--style",
        metavar="NAME|FILE",
        help="The style to use.",
        show_default=False,
        autocompletion=complete_style,
    ),
]
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
Strict = Annotated[
    bool | None,
    typer.Option("--strict/--no-strict", help="Exit with 1 if there is any notice.", show_default=False),
]
Smart = Annotated[
    bool | None,
    typer.Option("--smart/--no-smart", help="Make quotes, dashes and dots typographic.", show_default=False),
]
PageList = Annotated[
    bool | None,
    typer.Option(
        "--page-list/--no-page-list",
        help="List the PDF's pages in an EPUB made in the same run.",
        show_default=False,
    ),
]
Standard = Annotated[
    str,
    typer.Option(
        "--pdf-standard",
        metavar="ua-1|ua-2",
        help="ua-1: PDF/UA-1 and PDF/A-2a; ua-2: PDF/UA-2 and PDF/A-4.",
        show_default=False,
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say what was written.")]
AsJson = Annotated[
    bool, typer.Option("--json", help="One JSON object per output and notice, on standard output.")
]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of a fault.")]


def make_app(arguments: Sequence[str]) -> typer.Typer:
    """The typer app for a run with these arguments."""
    completing = "_DOCEXPORT_COMPLETE" in os.environ or any(flag in arguments for flag in _COMPLETION_FLAGS)
    app = typer.Typer(
        add_completion=completing,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        epilog="Completion for your shell: docexport --install-completion, or --show-completion.",
    )
    app.callback()(about)
    for name, summary in _CONVERSIONS.items():
        app.command(name, help=summary)(_conversion(name))
    app.add_typer(styles_group(), name="styles")
    app.command("check")(check)
    app.command("new")(new)
    return app


def about(
    version: Annotated[bool, typer.Option("--version", help="Show the version.", is_eager=True)] = False,
) -> None:
    """One structured article in; a PDF brief, a Word report and an EPUB out, in one style."""
    if version:
        from docexport import __version__  # noqa: PLC0415 # see the module's text

        typer.echo(f"docexport {__version__}")
        raise typer.Exit


_CONVERSIONS = {
    "pdf": "Make PDF briefs: for print and mail, accessible and archivable.",
    "docx": "Make Word reports: for colleagues who edit and file.",
    "epub": "Make EPUB books: for phones and e-readers.",
    "all": "Make all three.",
}


def _conversion(name: str) -> Callable[..., int]:
    """The command that makes one format, or all."""

    def command(  # noqa: PLR0913, PLR0917 # one argument for each flag, as typer wants it
        sources: Sources = None,
        output: Output = "",
        style: StyleName = "",
        overrides: Overrides = None,
        strict: Strict = None,
        smart: Smart = None,
        page_list: PageList = None,
        pdf_standard: Standard = "",
        quiet: Quiet = False,
        verbose: Verbose = False,
        as_json: AsJson = False,
        debug: Debug = False,  # read by the guard
    ) -> int:
        from docexport.cli.convert import Request, convert  # noqa: PLC0415 # see the module's text
        from docexport.cli.report import Reporter  # noqa: PLC0415 # likewise

        if as_json and output == "-":
            raise UsageError("--json and -o - both want standard output; name a file with -o")
        forms: tuple[Form, ...] = () if name == "all" else (name,)  # type: ignore[assignment] # a key of the table
        request = Request(
            sources=sources or (),
            forms=forms,
            output=output,
            style=style,
            overrides=style_overrides(overrides or ()),
            smart=smart,
            strict=strict,
            page_list=page_list,
            pdf_standard=_standard(pdf_standard) if pdf_standard else None,
            show_progress=not (quiet or as_json),
        )
        return convert(request, Reporter(quiet=quiet, verbose=verbose, as_json=as_json))

    return command


def _standard(name: str) -> PdfStandard:
    from docexport.cli.settings import pdf_standard  # noqa: PLC0415 # see the module's text
    from docexport.style.problems import UnfitError  # noqa: PLC0415 # likewise

    try:
        return pdf_standard(name)
    except UnfitError as unfit:
        raise UsageError(f"--pdf-standard {name} {unfit}; {unfit.allowed}") from None


Checked = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="SOURCE|OUTPUT",
        help="Articles, folders of them, or PDF, DOCX, EPUB files. Without any: all in source/.",
        show_default=False,
    ),
]


def _rule_option(flag: str, text: str) -> object:
    return typer.Option(flag, metavar="RULE", help=text, show_default=False, autocompletion=complete_rule)


Only = Annotated[list[str] | None, _rule_option("--only", "Look for this rule alone.")]
Skip = Annotated[list[str] | None, _rule_option("--skip", "Leave this rule out.")]


def check(  # noqa: PLR0913, PLR0917 # one argument for each flag, as typer wants it
    arguments: Checked = None,
    only: Only = None,
    skip: Skip = None,
    no_outputs: Annotated[
        bool, typer.Option("--no-outputs", help="Check the source alone, which is quicker.")
    ] = False,
    validators: Annotated[
        bool, typer.Option("--validators", help="Run the installed validators of the formats as well.")
    ] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend straight quotes and double spaces in the source.")
    ] = False,
    sarif: Annotated[
        str,
        typer.Option("--sarif", metavar="FILE|-", help="Write the findings as SARIF.", show_default=False),
    ] = "",
    style: StyleName = "",
    overrides: Overrides = None,
    smart: Smart = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Leave notes and the last line out.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per finding.")] = False,
    debug: Debug = False,
) -> int:
    """Check articles before they are sent, and their outputs."""
    from docexport.cli.check import CheckRequest  # noqa: PLC0415 # see the module's text
    from docexport.cli.check import check as run  # noqa: PLC0415 # likewise
    from docexport.cli.check_report import CheckReport  # noqa: PLC0415 # likewise

    if as_json and sarif == "-":
        raise UsageError("--json and --sarif - both want standard output; name a file with --sarif")
    request = CheckRequest(
        arguments=arguments or (),
        only=only or (),
        skip=skip or (),
        outputs=not no_outputs,
        validators=validators,
        fix=fix,
        style=style,
        overrides=style_overrides(overrides or ()),
        smart=smart,
    )
    return run(request, CheckReport(quiet=quiet, as_json=as_json, sarif=sarif))


def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Made if needed; must be empty.")],
    debug: Debug = False,
) -> int:
    """Start a project: an article, a style of its own and settings."""
    from docexport.cli.starter import start_project  # noqa: PLC0415 # see the module's text

    return start_project(folder)
