"""The XMP packet (ISO 16684-1; ISO 19005-2, 6.6; ISO 14289-1, 5): readable, and the same for the same facts.

PDF/A-2 knows nothing of the property that claims PDF/UA, so an extension schema describes it (6.6.2.3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import starmap

from docexport.write.pdf.facts import Facts
from docexport.write.pdf.profile import Profile

_FRAME = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:xmp="http://ns.adobe.com/xap/1.0/"
  xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
  xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
  xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
{properties}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""
_EXTENSION = """<pdfaExtension:schemas
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<rdf:Bag><rdf:li rdf:parseType="Resource">
  <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
  <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
  <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
  <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
    <pdfaProperty:name>part</pdfaProperty:name>
    <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
    <pdfaProperty:category>internal</pdfaProperty:category>
    <pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
  </rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>"""
_NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def packet(about: Facts, profile: Profile) -> bytes:
    """The packet for a document's facts, with the claims of its standards."""
    stated = [*_properties(about), *starmap(_simple, profile.claims.items())]
    if profile.described:
        stated.append(_EXTENSION)
    return _FRAME.format(properties="\n".join(filter(None, stated))).encode()


def _properties(about: Facts) -> Iterator[str]:
    yield _simple("dc:format", "application/pdf")
    yield _words("dc:title", about.title, about.lang)
    yield _array("dc:creator", "Seq", about.authors)
    yield _words("dc:description", about.description, about.lang)
    yield _array("dc:subject", "Bag", about.keywords)
    yield _array("dc:publisher", "Bag", (about.publisher,))
    yield _words("dc:rights", about.rights, about.lang)
    yield _array("dc:language", "Bag", (about.lang,))
    yield _array("dc:date", "Seq", (about.dated,))
    yield _simple("dc:source", about.source)
    yield _simple("dc:identifier", about.identifier)
    stamp = about.modified.strftime("%Y-%m-%dT%H:%M:%S+00:00")
    for name in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
        yield _simple(name, stamp)
    yield _simple("xmp:CreatorTool", about.producer)
    yield _simple("pdf:Producer", about.producer)
    yield _simple("pdf:Keywords", ", ".join(about.keywords))


def _simple(name: str, value: str) -> str:
    return f"<{name}>{_clean(value)}</{name}>" if value else ""


def _array(name: str, kind: str, values: Sequence[str]) -> str:
    rows = "".join(f"<rdf:li>{_clean(value)}</rdf:li>" for value in values if value)
    return f"<{name}><rdf:{kind}>{rows}</rdf:{kind}></{name}>" if rows else ""


def _words(name: str, text: str, lang: str) -> str:
    """Text in a language; the default comes first (ISO 16684-1, 8.2.2.4)."""
    if not text:
        return ""
    rows = "".join(f'<rdf:li xml:lang="{escape(of)}">{_clean(text)}</rdf:li>' for of in ("x-default", lang))
    return f"<{name}><rdf:Alt>{rows}</rdf:Alt></{name}>"


def _clean(text: str) -> str:
    return escape(_NOT_XML.sub("", text), quote=False)
