"""The container: EbookLib packs finished files (EPUB 3.3, sections 4 and 5; OCF).

The only module that knows EbookLib. Its `EpubHtml` would parse and reformat documents, so every file goes
in as a plain item with its bytes. Overridden: the package document's attributes and order, which the
library leaves incomplete, and the archive's dates, which it takes from the clock.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ebooklib import epub  # type: ignore[import-untyped] # EbookLib has no types

from docexport.records import Struct, field
from docexport.write.epub.accessibility import CONFORMANCE
from docexport.write.epub.markup import legal
from docexport.write.epub.metadata import BookMetadata, Entry

if TYPE_CHECKING:
    from lxml.etree import _Element

_XML = "{http://www.w3.org/XML/1998/namespace}"
_IDENTIFIER = "identifier"
_IBOOKS = "ibooks: http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The first instant that a zip file can hold."""


class Item(Struct, frozen=True):
    """A file of the book; `name` is its path below the package document."""

    id: str
    name: str
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()
    in_spine: bool = False


class Package(Struct, frozen=True):
    """A whole book, ready to be packed."""

    identifier: str
    lang: str
    direction: str
    """Of the text of the package itself."""
    progression: str
    """In which direction pages are turned: `rtl` also where lines run downward."""
    modified: datetime
    metadata: BookMetadata
    items: Sequence[Item] = field(default_factory=tuple)

    @property
    def cover(self) -> Item | None:
        """The picture that libraries show for the book."""
        return next((item for item in self.items if "cover-image" in item.properties), None)

    @property
    def has_fonts(self) -> bool:
        """Whether the book brings its own."""
        return any(item.media_type.startswith("font/") for item in self.items)


def packed(package: Package) -> bytes:
    """The bytes of the EPUB file: the same for the same package."""
    out = io.BytesIO()
    writer = _Writer(out, _book(package), {"epub3_pages": False, "mtime": package.modified})
    writer.lang, writer.spine_direction = package.lang, package.direction
    writer.prefix = _IBOOKS if package.has_fonts else ""
    # `epub.write_epub` would turn an OSError into False.
    writer.process()
    writer.write()
    return out.getvalue()


def _book(package: Package) -> epub.EpubBook:
    book = epub.EpubBook()
    book.metadata.clear()  # an identifier made at random, and a generator
    book.IDENTIFIER_ID = _IDENTIFIER
    book.uid = package.identifier
    book.direction = "rtl" if package.progression == "rtl" else None
    for item in package.items:
        carried = epub.EpubItem(item.id, item.name, item.media_type, item.data)
        carried.properties = list(item.properties)
        book.add_item(carried)
    book.spine = [item.id for item in package.items if item.in_spine]
    _describe(book, package)
    return book


# --- Metadata --------------------------------------------------------------------------------------


def _describe(book: epub.EpubBook, package: Package) -> None:
    # EbookLib would leave out, without a word, what XML cannot carry.
    book.add_metadata("DC", "identifier", package.identifier, {"id": _IDENTIFIER})
    for entry in package.metadata.entries:
        book.add_metadata("DC", entry.name, legal(entry.value), _attributes(entry))
    for entry in package.metadata.collections:
        _meta(book, entry.value, {"property": entry.name, "id": entry.id})
    for entry in (*package.metadata.entries, *package.metadata.collections):
        _refine(book, entry)
    for name, value in package.metadata.statements:
        _meta(book, value, {"property": name})
    about = {"property": "schema:accessibilitySummary", f"{_XML}lang": "en", "dir": "ltr"}
    _meta(book, package.metadata.summary, about)
    if package.metadata.certifier:
        _meta(book, CONFORMANCE, {"property": "dcterms:conformsTo", "id": "conformance"})
        by = {"property": "a11y:certifiedBy", "refines": "#conformance"}
        _meta(book, package.metadata.certifier, by)
    if package.has_fonts:
        # Without it Apple Books sets everything in its own fonts.
        _meta(book, "true", {"property": "ibooks:specified-fonts"})
    if package.cover is not None:
        # For reading systems from before EPUB 3.
        _meta(book, "", {"name": "cover", "content": package.cover.id})


def _attributes(entry: Entry) -> dict[str, str]:
    return {"id": entry.id} if entry.id else {}


def _refine(book: epub.EpubBook, entry: Entry) -> None:
    for name, value, scheme in entry.refinements:
        attributes = {"refines": f"#{entry.id}", "property": name}
        _meta(book, value, attributes | ({"scheme": scheme} if scheme else {}))


def _meta(book: epub.EpubBook, value: str, attributes: dict[str, str]) -> None:
    book.add_metadata("OPF", "meta", legal(value), attributes)


# --- Writing ---------------------------------------------------------------------------------------


class _Writer(epub.EpubWriter):  # type: ignore[misc] # as above
    """EbookLib's writer with a complete package document and an archive without dates."""

    lang = "en"
    spine_direction = "ltr"
    prefix = ""

    def _write_opf_file(self, root: _Element) -> None:
        root.set(f"{_XML}lang", self.lang)
        root.set("dir", self.spine_direction)
        # Reserved prefixes need no declaration (EPUB 3.3, appendix D.1.4).
        del root.attrib["prefix"]
        if self.prefix:
            root.set("prefix", self.prefix)
        super()._write_opf_file(root)

    def write(self) -> None:
        self.out = _Archive(
            self.file_name, "w", zipfile.ZIP_DEFLATED, compresslevel=self.options["compresslevel"]
        )
        with self.out:
            self.out.writestr("mimetype", "application/epub+zip", compress_type=zipfile.ZIP_STORED)
            self._write_container()
            self._write_opf()
            self._write_items()


class _Archive(zipfile.ZipFile):
    """A zip file whose members all have the same date and rights."""

    def writestr(
        self,
        zinfo_or_arcname: str | zipfile.ZipInfo,
        data: Any,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        info = zipfile.ZipInfo(str(zinfo_or_arcname), _FIRST_DAY)
        info.external_attr = 0o644 << 16
        info.create_system = 3
        kind = self.compression if compress_type is None else compress_type
        super().writestr(info, data, kind, compresslevel)
