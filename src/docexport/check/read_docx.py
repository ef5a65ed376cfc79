"""A Word document as a transcript: its body and its notes (ECMA-376 part 1, 17.2, 17.3, 17.11, 17.16)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docexport.check.archive import Archive, Element, attribute, below, first, local
from docexport.check.expected import internal_key, table_key
from docexport.check.transcript import Stream, Thing, Transcript, address_key, key_of, letters_of
from docexport.records import Struct, field

_ORNAMENT = "Ornament"
_PANEL = "PanelTable"
_LIST_ENTRY = "TableOfFigures"
"""The styles of what stands for a break in thought, of tables that are boxes around text, and of lists of
figures and tables, which say again what the captions say."""
_UNREAD = frozenset({"Fallback", "pPr", "rPr", "sdtPr", "tblPr", "sectPr", "pict"})
_TEXTS = {"t": "", "delText": "", "tab": " ", "br": " ", "cr": " ", "ptab": " ", "noBreakHyphen": "-"}
"""What is text; what is not its own text stands for what is given here."""
_REFERENCE = re.compile(r"\s*(REF|NOTEREF|HYPERLINK|PAGEREF)\s+\"?([^\s\"]+)")


def read_docx(archive: Archive) -> Transcript:
    """The transcript of a document. Raises UnreadableError."""
    transcript = Transcript()
    levels = _outline_levels(archive)
    numbers: dict[str, str] = {}
    body = first(archive.xml("word/document.xml"), "body")
    if body is not None:
        links = _relations(archive, "word/_rels/document.xml.rels")
        _Reader(transcript.body, levels, links, numbers).read(body)
    for part in ("footnotes", "endnotes", "comments"):
        root = archive.xml_if_any(f"word/{part}.xml")
        if root is not None:
            links = _relations(archive, f"word/_rels/{part}.xml.rels")
            _Reader(transcript.notes, levels, links, numbers).read(root)
    transcript.settle()
    return transcript


def _outline_levels(archive: Archive) -> dict[str, int]:
    """Which paragraph styles are headings, and of which level; a style has what it is based on has."""
    root = archive.xml_if_any("word/styles.xml")
    own: dict[str, int] = {}
    bases: dict[str, str] = {}
    for style in below(root, "style") if root is not None else ():
        name = attribute(style, "styleId")
        level, base = first(style, "pPr", "outlineLvl"), first(style, "basedOn")
        if level is not None:
            own[name] = int(attribute(level, "val") or 9)
        elif base is not None:
            bases[name] = attribute(base, "val")
    levels: dict[str, int] = {}
    for name in (*own, *bases):
        origin, steps = name, 0
        while origin not in own and origin in bases and steps < len(bases):
            origin, steps = bases[origin], steps + 1
        if own.get(origin, 9) < 9:
            levels[name] = own[origin] + 1
    return levels


def _relations(archive: Archive, name: str) -> dict[str, str]:
    root = archive.xml_if_any(name)
    if root is None:
        return {}
    return {attribute(r, "Id"): attribute(r, "Target") for r in below(root, "Relationship")}


class _Field(Struct):
    """A complex field while it is open (17.16.18)."""

    instruction: str = ""
    result: list[str] = field(default_factory=list)
    in_result: bool = False


class _Reader(Struct):
    stream: Stream
    levels: dict[str, int]
    links: dict[str, str]
    numbers: dict[str, str]
    """The numbers of notes, by the ids of the notes, in the order of their first marks."""
    fields: list[_Field] = field(default_factory=list)

    def read(self, root: Element) -> None:
        """Everything in an element, in document order, to any depth."""
        stack: list[Element | None] = list(reversed(list(root)))
        while stack:
            element = stack.pop()
            if element is None:
                self.stream.part()
                continue
            if self._entered(element):
                if local(element) in ("p", "tc") and not _is_drop_cap(element):
                    stack.append(None)
                stack.extend(reversed(list(element)))

    def _entered(self, element: Element) -> bool:
        """Note what an element is; whether what is inside it is read."""
        name = local(element)
        if name in _UNREAD:
            return False
        if name in _TEXTS:
            self._say(_TEXTS[name] or element.text or "")
            return False
        match name:
            case "fldChar":
                self._field(attribute(element, "fldCharType"))
            case "instrText" if self.fields:
                self.fields[-1].instruction += element.text or ""
            case "p":
                return self._paragraph(element)
            case "tbl":
                self._table(element)
            case "sdt":
                return not _is_contents(element) and first(element, "sdtPr", "checkbox") is None
            case "hyperlink":
                self._hyperlink(element)
            case "footnote" | "endnote":
                return not attribute(element, "type")
            case _:
                return not self._leaf(element, name)
        return name in ("tbl", "hyperlink")

    def _leaf(self, element: Element, name: str) -> bool:
        """Note what stands in a line besides words; whether it was that."""
        match name:
            case "drawing":
                self._say(" ")
                self._picture(element)
            case "oMath":
                self._say(" ")
                letters = letters_of("".join(found.text or "" for found in below(element, "t")))
                self._add(Thing("formula", "", "formula", letters=letters))
            case "footnoteReference" | "endnoteReference":
                number = self.numbers.setdefault(attribute(element, "id"), str(len(self.numbers) + 1))
                self._mark(number)
            case _:
                return False
        return True

    def _say(self, text: str) -> None:
        """Words, unless they are the instruction of a field or the number that stands for a note."""
        for open_field in self.fields:
            open_field.result.append(text)
        if not any(_target(open_field)[0] in ("NOTEREF", "PAGEREF") for open_field in self.fields):
            self.stream.say(text)

    def _add(self, thing: Thing) -> None:
        self.stream.things.append(thing)

    def _mark(self, number: str) -> None:
        self.stream.say(" ")
        self._add(Thing("note mark", number, f"mark of note {number}"))

    def _paragraph(self, element: Element) -> bool:
        style = first(element, "pPr", "pStyle")
        name = attribute(style, "val") if style is not None else ""
        if name == _LIST_ENTRY:
            return False
        if name.endswith(_ORNAMENT):
            self._add(Thing("break", "", "break in thought"))
            return False
        if name in self.levels:
            title = heading_text(element)
            self._add(Thing("heading", key_of(title), f"heading {title!r}", level=self.levels[name]))
        return True

    def _table(self, element: Element) -> None:
        style = first(element, "tblPr", "tblStyle")
        if style is None or attribute(style, "val") != _PANEL:
            rows = [row for row in element if local(row) == "tr"]
            grid = first(element, "tblGrid")
            key = table_key(len(rows), len(grid) if grid is not None else 0)
            self._add(Thing("table", key, f"table of {key} cells"))

    def _picture(self, element: Element) -> None:
        for properties in below(element, "docPr"):
            alt = attribute(properties, "descr")
            if alt:
                self._add(Thing("figure", key_of(alt), f"picture {alt!r}"))

    def _hyperlink(self, element: Element) -> None:
        words = "".join(_texts(element))
        target, anchor = self.links.get(attribute(element, "id"), ""), attribute(element, "anchor")
        address = f"{target}#{anchor}" if target and anchor else target
        key = address_key(address) if address else internal_key(words)
        self._add(Thing("link", key, f"link {words!r}"))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].in_result = True
        elif kind == "end" and self.fields:
            done = self.fields.pop()
            words = "".join(done.result)
            match _target(done)[0]:
                case "REF":
                    self._add(Thing("link", internal_key(words), f"reference {words!r}"))
                case "NOTEREF":
                    self._mark(words.strip())
                case _:
                    pass


def _target(open_field: _Field) -> tuple[str, str]:
    match = _REFERENCE.match(open_field.instruction)
    return (match[1], match[2]) if match else ("", "")


def _is_drop_cap(element: Element) -> bool:
    """Whether it is the first letter of the next paragraph, in a frame (17.3.1.11)."""
    frame = first(element, "pPr", "framePr")
    return frame is not None and attribute(frame, "dropCap") in ("drop", "margin")


def _is_contents(element: Element) -> bool:
    gallery = first(element, "sdtPr", "docPartObj", "docPartGallery")
    return gallery is not None and attribute(gallery, "val") == "Table of Contents"


def _texts(element: Element) -> Iterator[str]:
    for found in element.iter():
        match local(found):
            case "t":
                yield found.text or ""
            case "br" | "tab":
                yield " "
            case "noBreakHyphen":
                yield "-"
            case "docPr":
                yield attribute(found, "descr")
            case _:
                pass


def heading_text(element: Element) -> str:
    """The words of a paragraph in one line, without the numbers of notes."""
    pieces: list[str] = []
    note = False
    for found in element.iter():
        if local(found) == "r":
            style = first(found, "rPr", "rStyle")
            note = style is not None and attribute(style, "val").endswith("noteReference")
        elif local(found) in ("t", "br", "tab", "noBreakHyphen", "docPr") and not note:
            pieces += _texts_of(found)
    return " ".join("".join(pieces).split())


def _texts_of(element: Element) -> list[str]:
    return list(_texts(element))[:1]
