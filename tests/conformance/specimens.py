"""Small files made by hand: one good file per format, and ways to spoil it that must be noticed."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
from docx import Document
from docx.opc.part import Part
from docx.oxml import parse_xml
from pikepdf import Array, Dictionary, Name, String

Parts = dict[str, str]

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Specimen</rdf:li></rdf:Alt></dc:title>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>part</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def pdf(path: Path, spoil: Callable[[pikepdf.Pdf], None] = lambda _: None) -> Path:
    """Write a one-page PDF that is PDF/UA-1 and PDF/A-2a unless spoilt."""
    document = pikepdf.new()
    document.add_blank_page()
    document.Root.Metadata = document.make_stream(XMP.encode(), Type=Name.Metadata, Subtype=Name.XML)
    document.Root.Lang = String("en")
    document.Root.MarkInfo = Dictionary(Marked=True)
    document.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    tree = document.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    element = Dictionary(Type=Name.StructElem, S=Name.Document, P=tree)
    tree.K = Array([document.make_indirect(element)])
    document.Root.StructTreeRoot = tree
    spoil(document)
    document.save(path, fix_metadata_version=False)
    return path


def without_language(document: pikepdf.Pdf) -> None:
    """Leave out the language of the document: PDF/UA 7.2."""
    del document.Root.Lang


def with_stray_text(document: pikepdf.Pdf) -> None:
    """Show text in a font that is not embedded and that no tag holds: PDF/A 6.2.11.4.1 and PDF/UA 7.1-3."""
    page = document.pages[0]
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.Resources = Dictionary(Font=Dictionary(F=document.make_indirect(font)))
    page.Contents = document.make_stream(b"BT /F 12 Tf 20 20 Td (stray) Tj ET")


def package(path: Path, parts: Parts) -> Path:
    """Write a zip with the parts in their order, the first stored plain as EPUB wants it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, text) in enumerate(parts.items()):
            kind = zipfile.ZIP_STORED if number == 0 else zipfile.ZIP_DEFLATED
            archive.writestr(name, text, kind)
    return path


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(path: Path, paragraph: str = "<w:p><w:r><w:t>A word or two.</w:t></w:r></w:p>") -> Path:
    """Write a Word document with one paragraph, given as XML."""
    document = Document()
    _drop_styles_with_effects(document.part)
    document.element.body.insert(0, parse_xml(paragraph.replace("<w:p>", f"<w:p {WORD}>", 1)))
    document.save(str(path))
    return path


def _drop_styles_with_effects(part: Part) -> None:
    # python-docx's template brings a second set of styles that contradicts the first: not one of our faults.
    for key in [key for key, link in part.rels.items() if link.reltype.endswith("stylesWithEffects")]:
        part.drop_rel(key)


PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:5f0c3a3e-9c43-4c0b-8b39-6f1f0c6a2d11</dc:identifier>
<dc:title>Specimen</dc:title><dc:language>en</dc:language>
<meta property="dcterms:modified">2025-02-15T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">Text with headings.</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="text" href="text.xhtml" media-type="application/xhtml+xml"/>
</manifest>
<spine><itemref idref="text"/></spine>
</package>"""

CONTAINER = (
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)


def page(title: str, body: str) -> str:
    """Give one XHTML page of a book."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>{title}</title></head><body>{body}</body></html>'
    )


def epub_parts(body: str = "<h1>Specimen</h1><p>A word or two.</p>") -> Parts:
    """Give the parts of a small book that EPUBCheck and Ace have nothing against."""
    contents = '<nav epub:type="toc" role="doc-toc" aria-label="Contents"><ol><li>'
    contents += '<a href="text.xhtml">Specimen</a></li></ol></nav>'
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "EPUB/package.opf": PACKAGE,
        "EPUB/nav.xhtml": page("Contents", contents),
        "EPUB/text.xhtml": page("Specimen", body),
    }
