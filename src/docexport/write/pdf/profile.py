"""What differs between the standards that a file can be made to."""

from __future__ import annotations

from collections.abc import Mapping

from docexport.records import Struct
from docexport.standards import PdfStandard


class Profile(Struct, frozen=True):
    """How a file is made to one pair of standards for accessibility (PDF/UA) and archiving (PDF/A)."""

    version: str
    """Of PDF."""
    claims: Mapping[str, str]
    """The properties in XMP that claim the standards."""
    described: bool
    """Whether XMP must describe the properties of PDF/UA (ISO 19005-2, 6.6.2.3; no longer in ISO 19005-4)."""
    namespaces: bool
    """Whether structure types have namespaces, and links lead to elements (ISO 32000-2, 14.7.4, 12.3.2.3)."""
    info: bool
    """Whether there is a document information dictionary, which ISO 19005-4, 6.1.3 forbids."""


PROFILES: Mapping[PdfStandard, Profile] = {
    "ua-1": Profile(
        version="1.7",
        claims={"pdfaid:part": "2", "pdfaid:conformance": "A", "pdfuaid:part": "1"},
        described=True,
        namespaces=False,
        info=True,
    ),
    "ua-2": Profile(
        version="2.0",
        claims={"pdfaid:part": "4", "pdfaid:rev": "2020", "pdfuaid:part": "2", "pdfuaid:rev": "2024"},
        described=False,
        namespaces=True,
        info=False,
    ),
}
