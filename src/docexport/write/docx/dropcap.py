"""The text's first letter as a real drop cap: a frame of its own, as Word makes it (17.3.1.11).

How the letter looks is in the style "Drop Cap"; the frame stands on the paragraph, where Word puts it too
and LibreOffice looks for it. The letter's foot stands on the last of the lines beside it: the style lowers
it, because a line of fixed height has its baseline at four fifths of that height.
"""

from __future__ import annotations

from docexport.edition import opening_letter, plain_text
from docexport.model import Paragraph
from docexport.style import Role
from docexport.write.docx.job import Job, Scope
from docexport.write.docx.runs import Look
from docexport.write.docx.xml import in_order, val

_LETTER = 0.46
"""The width of an average letter, in ems: to tell whether the text is long enough."""
_BESIDE = 0.3
"""Between the letter and the lines beside it, in ems of the text."""


def opened(job: Job, scope: Scope, node: Paragraph) -> tuple[str, Paragraph]:
    """The frame with the letter that the paragraph begins with, and the rest of it; once in a document."""
    style = scope.text if scope.follows else scope.first
    if job.opened or style != "BodyText" or scope.block_inset or scope.depth or scope.in_lists_of_own:
        return "", node
    job.opened = True
    lines, role = job.style.options.drop_cap, job.style.roles["body-first"]
    letter, rest = opening_letter(node)
    long = len(plain_text(node.inlines)) * _LETTER * role.size.pt >= (lines + 1) * scope.width
    if lines < 2 or not letter or job.rtl or not long:
        return "", node
    run = job.runs.text(letter, Look("DropCap", lang=node.lang or scope.lang))
    properties = {"pStyle": val("pStyle", "DropCap"), "framePr": _frame(lines, role)}
    return f"<w:p>{in_order('w:pPr', properties)}{run}</w:p>", rest


def _frame(lines: int, role: Role) -> str:
    gap = round(role.size.twips * _BESIDE)
    shape = f'w:dropCap="drop" w:lines="{lines}" w:hSpace="{gap}" w:wrap="around"'
    return f'<w:framePr {shape} w:vAnchor="text" w:hAnchor="text"/>'
