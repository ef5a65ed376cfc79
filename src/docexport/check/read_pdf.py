"""A tagged PDF as a transcript: its structure tree in reading order (ISO 32000-1, 14.7 and 14.8).

pikepdf gives the objects, `pdf_text` the text of each stretch of marked content. Text is taken in the
order of the tags, because that is what screen readers read; libraries that extract text guess at an
order from where the letters stand.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf

from docexport.check.archive import UnreadableError
from docexport.check.expected import internal_key, table_key
from docexport.check.pdf_text import PageText, page_text
from docexport.check.transcript import Stream, Thing, ThingKind, Transcript, address_key, key_of, tokens
from docexport.records import Struct, field

_MOST_ELEMENTS = 2_000_000
_INLINE = frozenset({"/Span", "/Em", "/Strong", "/Sub", "/Sup", "/Link", "/Reference", "/Code", "/Quote"})


def open_pdf(data: bytes) -> pikepdf.Pdf:
    """The objects of a PDF. Raises UnreadableError."""
    try:
        return pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError as error:
        raise UnreadableError("it is locked with a password") from error
    except pikepdf.PdfError as error:
        raise UnreadableError("it is no PDF, or a damaged one") from error


def page_texts(pdf: pikepdf.Pdf) -> list[PageText]:
    """The text of each page."""
    own = "docexport" in str(pdf.docinfo.get("/Producer", "")) + str(pdf.docinfo.get("/Creator", ""))
    return [page_text(page, own=own) for page in pdf.pages]


def read_pdf(pdf: pikepdf.Pdf, pages: list[PageText]) -> Transcript:
    """The transcript of a document; of one without tags, the text of its pages as they were painted."""
    transcript = Transcript()
    tree = pdf.Root.get("/StructTreeRoot")
    if tree is None or "/K" not in tree:
        for page in pages:
            transcript.body.say(page.all)
            transcript.body.part()
    else:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        roles = _roles(tree)
        _Reader(transcript, pages, numbers, roles).read(tree.K)
    transcript.settle()
    return transcript


def _roles(tree: pikepdf.Object) -> dict[str, str]:
    """What each type of the document's own stands for (14.7.3)."""
    return {str(key): str(value) for key, value in tree.get("/RoleMap", {}).items()}


class _Part(Struct):
    """An element that is being read."""

    kind: str
    page: int
    text: list[str] = field(default_factory=list)
    alt: str = ""
    address: str | None = None
    silent: bool = False
    read_as: bool = False
    """Whether the element says what its content reads as (14.9.4)."""


class _Reader(Struct):
    transcript: Transcript
    pages: list[PageText]
    numbers: dict[Any, int]
    roles: dict[str, str]
    open: list[_Part] = field(default_factory=list)
    in_notes: int = 0
    seen: int = 0

    @property
    def stream(self) -> Stream:
        return self.transcript.notes if self.in_notes else self.transcript.body

    def read(self, root: pikepdf.Object) -> None:
        """The tree below a root; what is to be done is kept on a stack, for authors nest deeply."""
        stack: list[tuple[str, Any]] = [("kid", root)]
        while stack:
            what, item = stack.pop()
            if what == "close":
                self._close(item)
                continue
            self.seen += 1
            if self.seen > _MOST_ELEMENTS:
                raise UnreadableError("its structure tree is too large, or goes in circles")
            stack.extend(reversed(list(self._kid(item))))

    def _kid(self, item: Any) -> Iterator[tuple[str, Any]]:
        """Take one kid of an element; give what comes after it."""
        if isinstance(item, int):
            self._content(self._page, item)
        elif isinstance(item, pikepdf.Array):
            yield from (("kid", kid) for kid in item)
        elif isinstance(item, pikepdf.Dictionary):
            kind = str(item.get("/Type", ""))
            if kind == "/MCR":
                self._content(self._page_of(item), int(item.MCID))
            elif kind == "/OBJR":
                self._object(item)
            elif "/S" in item:
                part = self._enter(item)
                if "/K" in item:
                    yield ("kid", item.K)
                yield ("close", part)

    @property
    def _page(self) -> int:
        return self.open[-1].page if self.open else 0

    def _page_of(self, item: pikepdf.Object) -> int:
        page = item.get("/Pg")
        return self.numbers.get(page.objgen, self._page) if page is not None else self._page

    def _enter(self, element: pikepdf.Object) -> _Part:
        name = str(element.S)
        kind = "/Note" if name == "/FENote" else self.roles.get(name, name)
        part = _Part(kind, self._page_of(element), alt=str(element.get("/Alt", "")))
        actual = element.get("/ActualText")
        if kind not in _INLINE:
            self.stream.part()
        elif kind == "/Reference":
            self.stream.say(" ")
        if kind == "/Note":
            self.in_notes += 1
            self.stream.part()
        thing_kind: ThingKind | None = {"/Figure": "figure", "/Formula": "formula"}.get(kind)  # type: ignore[assignment] # of its values
        if thing_kind and part.alt:
            self._add(Thing(thing_kind, key_of(part.alt), f"{thing_kind} {part.alt!r}"), part)
        if kind == "/Table":
            self._add(_table(element), part)
        self.open.append(part)
        part.silent = self._is_silent(part)
        if actual is not None:
            self._say(str(actual))
            part.read_as = True
        return part

    @property
    def silent(self) -> bool:
        """Whether what is read is none of the article's text; the caption in a figure is."""
        for part in reversed(self.open):
            if part.silent or part.kind == "/Caption":
                return part.silent
        return False

    def _is_silent(self, part: _Part) -> bool:
        """Whether the text of a part is none of the article's: contents, numbers of notes, drawings."""
        if part.kind == "/Lbl":
            return bool(self.open) and len(self.open) > 1 and self.open[-2].kind == "/Note"
        return part.kind in ("/TOC", "/Figure") or (part.kind == "/Formula" and bool(part.alt))

    def _close(self, part: _Part) -> None:
        self.open.pop()
        words = " ".join("".join(part.text).split())
        if part.kind in _HEADINGS and not self.silent:
            self._add(Thing("heading", key_of(words), f"heading {words!r}", level=_HEADINGS[part.kind]), part)
        if part.kind == "/Link" and part.address is not None and not self.silent:
            self._link(part, words)
        if part.kind == "/Note":
            self.in_notes -= 1
        if part.kind not in _INLINE:
            self.stream.part()

    def _link(self, part: _Part, words: str) -> None:
        if self.open and self.open[-1].kind == "/Reference":
            number = "".join(tokens(words))
            self._add(Thing("note mark", number, f"mark of note {number}"), part)
            return
        key = address_key(part.address or "") if part.address else internal_key(words)
        self._add(Thing("link", key, f"link {words!r}"), part)

    def _object(self, item: pikepdf.Object) -> None:
        """An annotation: where a link leads (12.5.6.5)."""
        for part in reversed(self.open):
            if part.kind == "/Link":
                action: Any = item.Obj.get("/A", {}) if "/Obj" in item else {}
                part.address = str(action.get("/URI", ""))
                return

    def _content(self, page: int, mcid: int) -> None:
        text = self.pages[page].marked.get(mcid, "") if page < len(self.pages) else ""
        self._say(text)
        for _ in range(self.pages[page].breaks.get(mcid, 0) if page < len(self.pages) else 0):
            self.stream.things.append(Thing("break", "", "break in thought", where=f"page {page + 1}"))

    def _say(self, text: str) -> None:
        if any(part.read_as for part in self.open):
            return
        for part in self.open:
            if not (part.kind in _HEADINGS and self._in_note_mark):
                part.text.append(text)
        if not self.silent and not self._in_note_mark:
            self.stream.say(text)

    @property
    def _in_note_mark(self) -> bool:
        return any(part.kind == "/Reference" for part in self.open)

    def _add(self, thing: Thing, part: _Part) -> None:
        where = f"page {part.page + 1}"
        stream = self.stream
        stream.things.append(Thing(thing.kind, thing.key, thing.name, thing.at, thing.level, where))


_HEADINGS = {f"/H{level}": level for level in range(1, 7)}


def _table(element: pikepdf.Object) -> Thing:
    rows = [found for found in _elements(element) if str(found.get("/S", "")) == "/TR"]
    columns = 0
    for cell in _kids(rows[0]) if rows else ():
        if str(cell.get("/S", "")) in ("/TH", "/TD"):
            columns += _span(cell)
    key = table_key(len(rows), columns)
    return Thing("table", key, f"table of {key} cells")


def _span(cell: pikepdf.Object) -> int:
    given = cell.get("/A", ())
    for attributes in given if isinstance(given, pikepdf.Array) else (given,):
        if isinstance(attributes, pikepdf.Dictionary) and "/ColSpan" in attributes:
            return int(attributes.ColSpan)
    return 1


def _kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.get("/K")
    found = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in found if isinstance(kid, pikepdf.Dictionary)]


def _elements(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The elements of a table down to its rows; tables inside its cells are their own."""
    for kid in _kids(element):
        yield kid
        if str(kid.get("/S", "")) in ("/THead", "/TBody", "/TFoot"):
            yield from _kids(kid)
