"""Document properties: core, extended and custom (ECMA-376 part 2, 11; part 1, 22.2 and 22.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docexport.edition import Edition, plain_text
from docexport.style import Style
from docexport.write.docx.languages import locale
from docexport.write.docx.xml import DECLARATION, quoted, text

if TYPE_CHECKING:
    from docx.opc.coreprops import CoreProperties

_MOST = 255
"""Characters that a core property may have; the document itself shows the whole."""
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_CUSTOM_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def fill_core(core: CoreProperties, edition: Edition) -> None:
    """The core properties, from the front matter."""
    metadata, front = edition.metadata, edition.front
    core.title = _short(edition.title)
    core.subject = _short(plain_text(metadata.subtitle, edition.references))
    core.author = _short("; ".join(author.name for author in metadata.authors))
    core.keywords = _short(", ".join(metadata.keywords))
    core.comments = _short(plain_text(metadata.summary, edition.references))
    core.category = _short(metadata.category)
    core.content_status = _short(front.draft)
    core.identifier = _short(edition.identifier)
    core.language = locale(edition.lang)
    core.created = core.modified = edition.modified.replace(tzinfo=None)
    core.last_modified_by = core.author
    core.revision = 1


def extended_part(edition: Edition, style: Style, pages: int) -> bytes:
    """What Word shows under "Statistics"; the counts are those of the article."""
    company = edition.metadata.publisher or style.publication.name
    # AppVersion must look like one of Word's; 16 is that of every Word since 2016.
    rows = (
        ("Pages", str(pages)),
        ("Words", str(edition.words)),
        ("Application", "docexport"),
        ("DocSecurity", "0"),
        ("ScaleCrop", "false"),
        ("Company", company),
        ("SharedDoc", "false"),
        ("HyperlinksChanged", "false"),
        ("AppVersion", "16.0000"),
    )
    inner = "".join(f"<{name}>{text(value)}</{name}>" for name, value in rows if value)
    return f'{DECLARATION}<Properties xmlns="{_EXTENDED}">{inner}</Properties>'.encode()


def custom_part(edition: Edition) -> bytes | None:
    """What the front matter says beyond the core properties; None when it says nothing."""
    rows = [
        f'<property fmtid="{_CUSTOM_FORMAT}" pid="{number}" name={quoted(name)}>'
        f"<vt:lpwstr>{text(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(dict(_custom(edition)).items(), start=2)
    ]
    if not rows:
        return None
    names = f'xmlns="{_CUSTOM}" xmlns:vt="{_TYPES}"'
    return f"{DECLARATION}<Properties {names}>{''.join(rows)}</Properties>".encode()


def _custom(edition: Edition) -> Iterator[tuple[str, str]]:
    metadata = edition.metadata
    given = {
        "Marking": metadata.marking,
        "Embargo": metadata.embargo,
        "Identifier": metadata.identifier,
        "Status": edition.front.draft,
        "Rights": metadata.rights,
        "Source": metadata.source,
        "Publisher": metadata.publisher,
    }
    yield from ((name, value) for name, value in given.items() if value)
    for author in metadata.authors:
        details = (author.role, author.affiliation, author.email, author.orcid)
        if any(details):
            yield f"Author {author.name}", ", ".join(filter(None, details))


def _short(value: str) -> str:
    return value if len(value) <= _MOST else value[: _MOST - 1].rstrip() + "…"
