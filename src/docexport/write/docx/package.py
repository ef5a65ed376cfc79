"""The package (ECMA-376 part 2, OPC): parts and relationships by python-docx, the zip by ourselves.

1. `new_document`: python-docx opens a template of three parts, made here in memory; its own template brings
   164 styles and settings of 2013.
2. `Story`: a part with text (document, notes, header) and its links.
3. `packed`: the parts as a zip file with fixed dates, so that the same input gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import TYPE_CHECKING

from docx import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from docexport.write.docx.xml import DECLARATION, quoted, root

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.package import Package

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first date that a zip file can hold."""
_STORED = (".png", ".jpeg", ".jpg")
"""Kinds of parts that are compressed already."""
_LEVEL = 6
_CORE = (
    f'{DECLARATION}<cp:coreProperties'
    ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
)  # fmt: skip


def new_document() -> WordDocument:
    """An empty document without a single style, in python-docx's hands."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as template:
        template.writestr("[Content_Types].xml", _template_types())
        template.writestr("_rels/.rels", _template_relationships())
        template.writestr("word/document.xml", root("w:document", "<w:body/>"))
        template.writestr("docProps/core.xml", _CORE)
    buffer.seek(0)
    return Document(buffer)


def _template_types() -> str:
    parts = {
        "/word/document.xml": CONTENT_TYPE.WML_DOCUMENT_MAIN,
        "/docProps/core.xml": CONTENT_TYPE.OPC_CORE_PROPERTIES,
    }
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return f'{DECLARATION}<Types xmlns="{_TYPES}">{_defaults()}{overrides}</Types>'


def _template_relationships() -> str:
    targets = (
        (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, "word/document.xml"),
        (RELATIONSHIP_TYPE.CORE_PROPERTIES, "docProps/core.xml"),
    )
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{DECLARATION}<Relationships xmlns="{_RELATIONSHIPS}">{rows}</Relationships>'


def _defaults() -> str:
    return (
        f'<Default Extension="rels" ContentType="{CONTENT_TYPE.OPC_RELATIONSHIPS}"/>'
        f'<Default Extension="xml" ContentType="{CONTENT_TYPE.XML}"/>'
    )


def add_part(owner: Part | Package, name: str, kind: str, relation: str, data: bytes) -> Part:
    """A new part that `owner` has a relationship to."""
    package = owner.package if isinstance(owner, Part) else owner
    part = Part(PackURI(name), kind, data, package)
    owner.relate_to(part, relation)
    return part


class Story:
    """The links and pictures of one part with text; ids are given out before the part exists."""

    def __init__(self) -> None:
        self._links: dict[str, str] = {}
        self._parts: dict[Part, str] = {}

    def link(self, target: str) -> str:
        """The relationship's id for an address; each address has one."""
        return self._links.setdefault(target, f"rLink{len(self._links) + 1}")

    def picture(self, part: Part) -> str:
        """The relationship's id for a picture."""
        return self._parts.setdefault(part, f"rImage{len(self._parts) + 1}")

    def give_to(self, part: Part) -> None:
        """Make the relationships those of the finished part."""
        for target, identifier in self._links.items():
            part.load_rel(RELATIONSHIP_TYPE.HYPERLINK, target, identifier, is_external=True)
        for image, identifier in self._parts.items():
            part.load_rel(RELATIONSHIP_TYPE.IMAGE, image, identifier)


def packed(package: Package, finished: Mapping[str, bytes]) -> bytes:
    """The package as a zip file; content types first, as readers that stream expect.

    `finished` are parts, by name, that are written as they are: moving a long body into python-docx's
    tree takes time in the square of its length (a table of 5,000 rows, a minute).
    """
    parts = sorted(package.iter_parts(), key=lambda part: str(part.partname))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        _write(out, "[Content_Types].xml", _content_types(parts))
        _write(out, "_rels/.rels", package.rels.xml)
        for part in parts:
            name = str(part.partname)
            _write(out, part.partname.membername, finished.get(name, part.blob))
            if part.rels:
                _write(out, part.partname.rels_uri.membername, part.rels.xml)
    return buffer.getvalue()


def _write(out: zipfile.ZipFile, name: str, data: bytes | str) -> None:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_STORED if name.endswith(_STORED) else zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    out.writestr(info, data, compresslevel=_LEVEL)


def _content_types(parts: list[Part]) -> str:
    rows = (
        f"<Override PartName={quoted(str(part.partname))} ContentType={quoted(part.content_type)}/>"
        for part in parts
    )
    return f'{DECLARATION}<Types xmlns="{_TYPES}">{_defaults()}{"".join(rows)}</Types>'
