"""One Edition becomes one EPUB file.

1. Cover and title page, the article in files with their notes, the notes that nothing cites, colophon.
2. Contents and landmarks, when it is known which file everything is in; then every link gets its file.
3. The style sheet and the font subsets, when it is known which faces set which characters.
4. Metadata, when it is known what the book has in it; then the package.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from docexport.edition import Edition, Pagination
from docexport.fonts import FontLibrary
from docexport.notices import Notify, NotRendered
from docexport.resources import Resources
from docexport.style import Style
from docexport.write.epub.cover import Cover, cover_of
from docexport.write.epub.documents import files_of, linked, text_documents, xhtml
from docexport.write.epub.fontfaces import Fonts, embedded
from docexport.write.epub.metadata import metadata_of
from docexport.write.epub.nav import Landmark, nav_document
from docexport.write.epub.ncx import ncx
from docexport.write.epub.notes import uncited_notes
from docexport.write.epub.outline import outline
from docexport.write.epub.package import Item, Package, packed
from docexport.write.epub.pages import page_marks
from docexport.write.epub.pictures import Pictures
from docexport.write.epub.run import TEXTS, Document, Run
from docexport.write.epub.stylesheet import stylesheet
from docexport.write.epub.titlepage import colophon, title_page

_XHTML, _NCX = "application/xhtml+xml", "application/x-dtbncx+xml"
_FRONT = 2
"""Cover and title page stand before the contents."""


def write_epub(edition: Edition, style: Style, resources: Resources, notify: Notify) -> bytes:
    """The book as the bytes of an EPUB 3.3 file."""
    fonts = FontLibrary(tuple(Path(folder) for folder in style.font_folders))
    marks = page_marks(edition, edition.printed or Pagination())
    run = Run(edition, style, notify, Pictures(resources, notify, fonts), fonts, marks)
    cover = cover_of(run)
    documents = _documents(run, cover)
    _tell_of_lost_pages(run)
    files = files_of(documents)
    lines = outline(run, documents, files)
    nav = nav_document(run, lines, list(_landmarks(run, documents)))
    linked([*documents, nav], files)
    if edition.show_contents:
        documents.insert(_FRONT, nav)
    toc = ncx(run, lines, documents, files)
    items = [_text(run, document, in_spine=True) for document in documents]
    if not edition.show_contents:
        items.append(_text(run, nav, in_spine=False))
    return packed(
        Package(
            identifier=edition.identifier,
            lang=edition.lang,
            direction=edition.direction,
            progression="ltr" if run.course == "ltr" else "rtl",
            modified=edition.modified,
            metadata=metadata_of(run),
            items=[*items, Item("ncx", "toc.ncx", _NCX, toc), *_carried(run, cover)],
        )
    )


def _documents(run: Run, cover: Cover) -> list[Document]:
    """All files but the contents, in reading order."""
    documents = [cover.document, title_page(run), *text_documents(run)]
    ends = (uncited_notes(run), colophon(run))
    return [*documents, *(document for document in ends if document is not None)]


def _tell_of_lost_pages(run: Run) -> None:
    """Pages whose words the book has, but not as a block of their own."""
    lost = [page.label for pages in run.pages.waiting.values() for page in pages]
    run.pages.waiting.clear()
    if lost:
        reason = "the page list leaves them out, because the book has no such block of text"
        run.notify(NotRendered(what=f"where pages begin ({', '.join(lost)})", reason=reason))


def _landmarks(run: Run, documents: Sequence[Document]) -> Iterator[Landmark]:
    """The places that reading systems look for: cover, title page, contents, the text, what follows it."""
    terms = run.edition.terms
    yield Landmark("cover", f"{TEXTS}cover.xhtml", terms.cover)
    yield Landmark("titlepage", f"{TEXTS}titlepage.xhtml", terms.title_page)
    if run.edition.show_contents:  # a landmark must be in the reading order
        yield Landmark("toc", "nav.xhtml", terms.contents)
    for document in documents:
        if document.kind == "bodymatter":
            yield Landmark("bodymatter", TEXTS + document.name, run.edition.title)
            break
    if any(document.name == "notes.xhtml" for document in documents):
        yield Landmark("endnotes", f"{TEXTS}notes.xhtml", terms.notes)


def _text(run: Run, document: Document, *, in_spine: bool) -> Item:
    properties = {*document.properties, *(("nav",) if document.name == "nav.xhtml" else ())}
    stem = document.name.removesuffix(".xhtml")
    name = document.folder + document.name
    return Item(stem, name, _XHTML, xhtml(run, document), tuple(sorted(properties)), in_spine)


def _carried(run: Run, cover: Cover) -> Iterator[Item]:
    """What the texts need: style sheet, cover, pictures, fonts."""
    fonts = embedded(run) if run.style.options.epub_fonts else Fonts((), {})
    yield Item("style", "styles/style.css", "text/css", stylesheet(run, fonts).encode())
    yield Item("cover-image", f"images/{cover.name}", cover.media_type, cover.data, ("cover-image",))
    for picture in run.pictures:
        yield Item(picture.name.partition(".")[0], f"images/{picture.name}", picture.media_type, picture.data)
    for number, face in enumerate(fonts.faces, 1):
        yield Item(f"font-{number}", f"fonts/{face.name}", face.media_type, face.data)
