"""Revisions (ECMA-376 part 1, 17.13.5): insertions and deletions that Word can accept or reject.

`w:ins` and `w:del` hold runs and formulas, but no hyperlinks and no content controls, so they go inside
those, around the runs. Deleted text has elements of its own. Text that was inserted and then deleted is a
deletion inside an insertion, as Word itself writes it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, TypeAlias

from docexport.model import Deletion, Inline, Insertion, Text
from docexport.write.docx.job import Job
from docexport.write.docx.xml import quoted

Revision: TypeAlias = Literal["ins", "del"]

_NOBODY = "Author"
"""Whom Word names when a document does not say who changed it."""
_UNIT = re.compile(
    r"<w:(?P<kind>ins|del) (?P<given>[^>]*)>(?P<inner>.*?)</w:(?P=kind)>"
    r"|<w:r>.*?</w:r>|<m:oMath>.*?</m:oMath>",
    re.DOTALL,
)
_TEXT = re.compile(r"<(/?)w:(t|instrText)(?=[ >])")
_DELETED = {"t": "delText", "instrText": "delInstrText"}


def revised(job: Job, node: Insertion | Deletion, content: str) -> str:
    """The content of a node, every run in it marked as inserted or deleted."""
    return _marked(job, "ins" if isinstance(node, Insertion) else "del", content)


def paragraph_mark(job: Job, nodes: Sequence[Inline]) -> str:
    """`w:rPr` of a paragraph that is inserted or deleted as a whole, so that its end goes with its words."""
    kinds: dict[type, Revision] = {Insertion: "ins", Deletion: "del"}
    found = {type(node) for node in nodes if not (isinstance(node, Text) and not node.text.strip())}
    kind = kinds.get(found.pop()) if len(found) == 1 else None
    return f"<w:rPr><w:{kind}{_signed(job)}/></w:rPr>" if kind else ""


def signature(job: Job) -> str:
    """Who made a change or a comment, and when, as attributes."""
    moment = job.edition.modified.strftime("%Y-%m-%dT%H:%M:%SZ")
    return f' w:author={quoted(job.edition.reviewer or _NOBODY)} w:date="{moment}"'


def _signed(job: Job) -> str:
    return f' w:id="{job.revision_id()}"{signature(job)}'


def _marked(job: Job, kind: Revision, content: str) -> str:
    pieces: list[str] = []
    held: list[str] = []
    last = 0

    def flush() -> None:
        if held:
            pieces.append(f"<w:{kind}{_signed(job)}>{''.join(held)}</w:{kind}>")
            held.clear()

    for match in _UNIT.finditer(content):
        if match.start() > last:
            flush()
            pieces.append(content[last : match.start()])
        last = match.end()
        if match["kind"] == "ins" or match["kind"] == kind:
            flush()
            pieces.append(_again(job, kind, match))
        else:
            held.append(_deleted(match[0]) if kind == "del" else match[0])
    flush()
    return "".join(pieces) + content[last:]


def _again(job: Job, kind: Revision, match: re.Match[str]) -> str:
    """What is revised already: a deletion goes into an insertion, the same twice is once."""
    if match["kind"] == kind:
        return match[0]
    return f"<w:ins {match['given']}>{_marked(job, kind, match['inner'])}</w:ins>"


def _deleted(run: str) -> str:
    return _TEXT.sub(lambda match: f"<{match[1]}w:{_DELETED[match[2]]}", run)
