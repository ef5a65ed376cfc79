"""Fields with their results filled in (ECMA-376 part 1, 17.16): Word shows them as they are until it updates.

All are complex fields, which may hold runs of any look and may lie in a hyperlink.
"""

from __future__ import annotations

from docexport.write.docx.xml import text


def field(instruction: str, result: str, properties: str = "") -> str:
    """A field: its instruction and, as finished runs, its result. `properties` are those of its own runs."""
    return begin(instruction, properties) + result + end(properties)


def begin(instruction: str, properties: str = "") -> str:
    """The field up to its result."""
    return (
        f'<w:r>{properties}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{properties}<w:instrText xml:space="preserve"> {text(instruction)} </w:instrText></w:r>'
        f'<w:r>{properties}<w:fldChar w:fldCharType="separate"/></w:r>'
    )


def end(properties: str = "") -> str:
    """What closes the field."""
    return f'<w:r>{properties}<w:fldChar w:fldCharType="end"/></w:r>'
