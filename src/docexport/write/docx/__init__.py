"""The Word report: a document as an expert would build it by hand; styles, fields and notes are real.

`document` tells the steps. The body is written as text and parsed once; python-docx keeps the package.
"""

from docexport.write.docx.document import write_docx

__all__ = ["write_docx"]
