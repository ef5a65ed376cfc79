"""One structured article in; a Word report, a PDF brief and an EPUB out, in one style."""

__version__ = "0.1.0"
