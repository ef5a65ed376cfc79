"""The standards that a PDF can be made to: data that the command line knows without loading the writer."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

PdfStandard: TypeAlias = Literal["ua-1", "ua-2"]
"""PDF/UA-1 with PDF/A-2a, in PDF 1.7; or PDF/UA-2 with PDF/A-4, in PDF 2.0."""

PDF_STANDARDS: tuple[PdfStandard, ...] = get_args(PdfStandard)
DEFAULT_PDF_STANDARD: PdfStandard = "ua-1"
