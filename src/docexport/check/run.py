"""One article is checked, or outputs alone.

1. The source is read; what it is told of, and what the rules of a source find, become findings.
2. The outputs are made in memory, unless there are files of them, and each is read into a transcript.
3. Each transcript is compared with what the Edition of its kind asks for; each output is judged.
4. Findings that several outputs share become one, sorted by their place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from datetime import datetime
from pathlib import Path

from docexport.check import headings, languages, links, markings, metadata, pictures, typography
from docexport.check.archive import UnreadableError
from docexport.check.examine import examine
from docexport.check.expected import expected, headings_added
from docexport.check.findings import Finding
from docexport.check.material import Material, SourceRule, Spot
from docexport.check.outputs import Output, OutputSpot, Wanted
from docexport.check.parity import Parity, Tell, across
from docexport.check.places import Places
from docexport.check.rules import RULES
from docexport.check.told import of_notice, of_problems
from docexport.check.transcript import Transcript
from docexport.edition import make_edition
from docexport.export import FORMATS, Form, StyleChoice, moment_of, render, style_for
from docexport.model import NOWHERE, Article, Figure, Image, Position, walk
from docexport.notices import Collector, Notice, SourceError, StyleError
from docexport.read import PLAIN_TEXT_SUFFIXES, read_text
from docexport.read.decode import clean
from docexport.records import Struct, field, replace
from docexport.resources import Resources

SOURCE_RULES: tuple[SourceRule, ...] = (
    *metadata.RULES,
    *headings.RULES,
    *pictures.RULES,
    *links.RULES,
    *markings.RULES,
    *typography.RULES,
    *languages.RULES,
)

_SAME = {
    "picture-alt-missing": "missing-alt",
    "table-header-missing": "table-no-head",
    "heading-level-skipped": "heading-jump",
}
"""What an output lacks because its source does: it is told once, where it is to be mended."""


class Subject(Struct, frozen=True):
    """An article to check, and how it is read and set."""

    text: str
    """The source, decoded."""
    name: str
    """As messages show it."""
    folder: Path
    project: Path | None = None
    plain: bool = False
    smart: bool = True
    style: StyleChoice = field(default_factory=StyleChoice)
    modified: datetime | None = None
    files: tuple[tuple[Form, str, bytes], ...] = ()
    """Outputs of it that exist already: format, name and content."""
    forms: tuple[Form, ...] = ("pdf", "docx", "epub")
    """What is made in memory where there are no files; nothing for the source alone."""


class Result(Struct, frozen=True):
    """What was found, and the outputs in which it was."""

    findings: tuple[Finding, ...]
    outputs: tuple[Output, ...] = ()


def is_plain(path: Path) -> bool:
    """Whether a source is plain text."""
    return path.suffix.lower() in PLAIN_TEXT_SUFFIXES


def check_article(subject: Subject) -> Result:
    """Check one article. What keeps it from being read or set is among the findings."""
    told = Collector()
    findings: list[Finding] = []
    outputs: list[Output] = []
    try:
        text = clean(subject.text, told)
        form = "text" if subject.plain else "markdown"
        article = read_text(subject.text, told, file=subject.name, form=form, smart=subject.smart)  # type: ignore[arg-type] # one of the two
        findings += _source(subject, article, text)
        run = _Run(subject, article, text.split("\n"), list(findings))
        outputs = run.outputs()
        findings += run.findings
    except SourceError as error:
        findings += of_problems(error.problems, "source-unreadable")
    except StyleError as error:
        findings += of_problems(error.problems, "style-unusable")
    findings += (of_notice(notice, subject.name) for notice in told.notices)
    return Result(tidy(findings), tuple(outputs))


def check_outputs(files: Sequence[tuple[Form, str, bytes]]) -> Result:
    """Check outputs without their source: each by itself, and what stands in them against each other."""
    findings: list[Finding] = []
    outputs: list[Output] = []
    for form, name, data in files:
        output = Output(form, name, data)
        try:
            examine(output, Wanted())
        except UnreadableError as error:
            findings.append(_unreadable(output, error))
            continue
        outputs.append(output)
        findings += (_of_spot(spot, output, name) for spot in output.spots)
    if len(outputs) > 1:
        transcripts = [(output.form, output.transcript) for output in outputs]

        def tell(first: str, other: str) -> Tell:
            name = next(output.name for output in outputs if output.form == other)

            def take(rule: str, message: str, _at: Position, where: str) -> None:
                findings.append(
                    _finding(rule, f"{message}, unlike in the {first}", name, NOWHERE, (other,), where)
                )

            return take

        across(transcripts, Places(()), tell)
    return Result(tidy(findings), tuple(outputs))


def _source(subject: Subject, article: Article, text: str) -> list[Finding]:
    style = style_for(article, "brief", subject.style, folder=subject.folder, project=subject.project)
    resources = Resources(subject.folder, subject.project or subject.folder)
    material = Material(
        article, text, subject.name, resources, style, subject.plain, subject.smart, subject.project
    )
    spots: list[Spot] = [spot for rule in SOURCE_RULES for spot in rule(material)]
    return [_finding(spot.rule, spot.message, subject.name, spot.at) for spot in spots]


class _Run(Struct):
    """The outputs of one article and what they lack."""

    subject: Subject
    article: Article
    lines: list[str]
    known: list[Finding]
    """What was found in the source."""
    findings: list[Finding] = field(default_factory=list)

    def outputs(self) -> list[Output]:
        """Every output, examined and compared."""
        subject = self.subject
        given = subject.files or tuple((form, form, b"") for form in subject.forms)
        resources = Resources(subject.folder, subject.project or subject.folder)
        self._told_by_edition(resources)
        return [
            output
            for form, name, data in given
            if (output := self._output(form, name, data, resources)) is not None
        ]

    def _told_by_edition(self, resources: Resources) -> None:
        """What is told of references and pictures, whether or not an output is made."""
        told = Collector()
        subject = self.subject
        style = style_for(
            self.article, "brief", subject.style, folder=subject.folder, project=subject.project
        )
        moment = moment_of(self.article.metadata, None, subject.modified)
        edition = make_edition(self.article, style, "brief", told, modified=moment)
        for node in walk((*edition.blocks, *(block for note in edition.notes for block in note.blocks))):
            if isinstance(node, Figure | Image):
                resources.picture(node.source, node.at, told)
        self.findings += (of_notice(notice, subject.name) for notice in told.notices)

    def _output(self, form: Form, name: str, data: bytes, resources: Resources) -> Output | None:
        kind = FORMATS[form].kind
        facts = self.article.metadata_for(kind)
        style = style_for(
            self.article, kind, self.subject.style, folder=self.subject.folder, project=self.subject.project
        )
        moment = moment_of(facts, None, self.subject.modified)
        told = Collector()
        edition = make_edition(self.article, style, kind, told, modified=moment)
        if not data:
            data = render(self.article, form, style, resources, told, modified=moment)
        self.findings += (of_notice(notice, self.subject.name, form) for notice in told.notices)
        output = Output(form, name, data)
        try:
            examine(output, Wanted(edition.title, edition.metadata.lang or "", edition.front.marking))
        except UnreadableError as error:
            self.findings.append(_unreadable(output, error))
            return None
        wanted = expected(edition, lambda source, at: resources.picture(source, at, _silently))
        self._compare(output, wanted, headings_added(edition))
        return output

    def _compare(self, output: Output, wanted: Transcript, ours: frozenset[str]) -> None:
        def tell(rule: str, message: str, at: Position, where: str) -> None:
            self.findings.append(_finding(rule, message, self.subject.name, at, (output.form,), where))

        places = Places(self.lines)
        Parity(wanted, output.transcript, output.form, places, tell, ours).compare()
        known = Counter(finding.rule for finding in self.known)
        for spot in output.spots:
            if known[_SAME.get(spot.rule, "")] > 0:
                known[_SAME[spot.rule]] -= 1
                continue
            at = _place_of(spot, wanted, output.transcript)
            file = self.subject.name if at.line or not self.subject.files else output.name
            self.findings.append(_of_spot(spot, output, file, at))


def _silently(_notice: Notice) -> None:
    """A Notify for what the writer has told of already."""


def _place_of(spot: OutputSpot, wanted: Transcript, found: Transcript) -> Position:
    """Where in the source the thing stands that an output's fault is about."""
    if spot.kind is None:
        return NOWHERE
    things = [thing for thing in wanted.things(spot.kind) if not thing.optional]
    # Counting holds only as long as both sides have the same things.
    lacking = 1 if spot.rule in ("picture-alt-missing", "formula-alt-missing") else 0
    if len(things) in (len(found.things(spot.kind)) + lacking, len(found.things(spot.kind))):
        return things[spot.number].at if spot.number < len(things) else NOWHERE
    return NOWHERE


def _finding(
    rule: str, message: str, file: str, at: Position, formats: tuple[str, ...] = (), where: str = ""
) -> Finding:
    row = RULES[rule]
    return Finding(
        rule=rule, severity=row.severity, message=message, remedy=row.remedy, file=file, at=at,
        formats=formats, where=where,
    )  # fmt: skip


def _of_spot(spot: OutputSpot, output: Output, file: str, at: Position = NOWHERE) -> Finding:
    return _finding(spot.rule, spot.message, file, at, (output.form,), spot.where)


def _unreadable(output: Output, error: UnreadableError) -> Finding:
    what = f"the {output.form} cannot be opened: {error}"
    return _finding("output-unreadable", what, output.name, NOWHERE, (output.form,))


_FOLLOWS = {"link-missing": ("link-malformed", "link-refused"), "link-refused": ("link-malformed",)}
"""What is only said again where one of others is said of the same place: a bad address has no link."""


def _said_already(finding: Finding, said: Container[tuple[str, str, Position]]) -> bool:
    causes = _FOLLOWS.get(finding.rule, ())
    return finding.at != NOWHERE and any((cause, finding.file, finding.at) in said for cause in causes)


def tidy(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings by their place; what outputs share is one, what follows from another is left out."""
    said = {(finding.rule, finding.file, finding.at) for finding in findings}
    findings = [finding for finding in findings if not _said_already(finding, said)]
    merged: dict[tuple[str, str, str, Position], Finding] = {}
    for finding in findings:
        key = (finding.rule, finding.file, finding.message, finding.at)
        known = merged.get(key)
        if known is None:
            merged[key] = finding
        else:
            formats = tuple(dict.fromkeys((*known.formats, *finding.formats)))
            where = known.where if known.where == finding.where else ""
            merged[key] = replace(known, formats=formats, where=where)
    return tuple(sorted(merged.values(), key=lambda f: (f.file, f.at, f.rule, f.message)))


def chosen(findings: Iterable[Finding], only: Sequence[str], skip: Sequence[str]) -> tuple[Finding, ...]:
    """The findings of some rules, or of all but some."""
    return tuple(f for f in findings if (not only or f.rule in only) and f.rule not in skip)
