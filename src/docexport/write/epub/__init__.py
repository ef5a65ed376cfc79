"""EPUB: one Edition becomes a book (EPUB 3.3, EPUB Accessibility 1.1)."""

from docexport.write.epub.writer import write_epub

__all__ = ["write_epub"]
