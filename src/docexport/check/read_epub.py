"""An EPUB as a transcript: its pages in the order of the spine (EPUB 3.3, sections 5.7 and 6.1)."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

from docexport.check.archive import Archive, Element, attribute, below, first, local, text_of
from docexport.check.expected import internal_key, table_key
from docexport.check.transcript import Stream, Thing, Transcript, address_key, key_of
from docexport.records import Struct, field, replace

_INLINE = frozenset(
    {
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q"),
        *("rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "u"),
        *("var", "wbr"),
    }
)
_UNREAD = frozenset({"head", "script", "style", "template", "nav"})
_OWN_WORDS = frozenset(
    {"note-number", "task-box", "section-number", "formula-number", "marking", "page-break"}
)
"""Classes of what the writer adds to the article."""
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def read_epub(archive: Archive) -> Transcript:
    """The transcript of a book. Raises UnreadableError."""
    transcript = Transcript()
    reader = _Reader(transcript)
    for name in spine(archive):
        reader.page(archive.xml(name), name)
    reader.finish()
    return transcript


def package_name(archive: Archive) -> str:
    """Where the package document is (OCF 3.3, section 4.2.6.3.1)."""
    container = archive.xml("META-INF/container.xml")
    rootfile = next(below(container, "rootfile"), None)
    return attribute(rootfile, "full-path") if rootfile is not None else ""


def spine(archive: Archive) -> list[str]:
    """The names of the pages in reading order."""
    rootfile = package_name(archive)
    package = archive.xml(rootfile)
    hrefs = {attribute(item, "id"): attribute(item, "href") for item in below(package, "item")}
    folder = posixpath.dirname(rootfile)
    return [
        posixpath.normpath(posixpath.join(folder, unquote(hrefs.get(attribute(reference, "idref"), ""))))
        for reference in below(package, "itemref")
    ]


class _Reader(Struct):
    transcript: Transcript
    name: str = ""
    front: bool = False
    """Whether this page is no part of the article's text."""
    notes: dict[int, Element] = field(default_factory=dict)
    places: dict[Element, str] = field(default_factory=dict)

    def page(self, root: Element, name: str) -> None:
        """One page of the book; its notes wait until all have been seen."""
        self.name = name
        body = first(root, "body")
        kinds = attribute(body, "type").split() if body is not None else []
        if body is None or "cover" in kinds or next(iter(_epub_types(body, "cover")), None) is not None:
            return
        self.front = bool({"frontmatter", "backmatter"} & set(kinds))
        self._element(body, self.transcript.body)
        self.transcript.body.part()

    def finish(self) -> None:
        """The notes, by their number."""
        for _, note in sorted(self.notes.items()):
            self.name, self.front = self.places[note], False
            for child in note:
                self._element(child, self.transcript.notes)
            self.transcript.notes.part()
        self.transcript.settle()

    def _element(self, root: Element, stream: Stream) -> None:
        """Everything in an element; what is open is kept on a stack, for authors nest deeply."""
        stack: list[Element | str] = [root]
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                stream.say(item)
                continue
            inside = self._entered(item, stream)
            edge = "" if local(item) in _INLINE or not local(item) else "\n"
            tail = (item.tail or "") if item is not root else ""
            stack.append(edge + tail)
            if inside:
                stack.extend(reversed(list(_content(item))))
            stack.append(edge)

    def _entered(self, element: Element, stream: Stream) -> bool:
        """Note what an element is; whether what is inside it is read."""
        name = local(element)
        if not name or name in _UNREAD or _OWN_WORDS & set(attribute(element, "class").split()):
            return False
        types = set(attribute(element, "type").split())
        if "footnote" in types or "endnote" in types:
            number = _number(element)
            self.notes[number if number is not None else len(self.notes) + 1] = element
            self.places[element] = self.name
            return False
        if "noteref" in types:
            number_text = text_of(element).strip()
            self._add(stream, Thing("note mark", number_text, f"mark of note {number_text}"))
            return False
        if "backlink" in types:
            return False
        return self._thing(element, name, stream)

    def _thing(self, element: Element, name: str, stream: Stream) -> bool:
        match name:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if not self.front:
                title = _text(element)
                self._add(
                    stream, Thing("heading", key_of(title), f"heading {title!r}", level=_HEADINGS[name])
                )
            case "img":
                alt = element.get("alt", "")
                if alt:
                    self._add(stream, Thing("figure", key_of(alt), f"picture {alt!r}"))
            case "table":
                self._add(stream, _table(element))
            case "hr":
                self._add(stream, Thing("break", "", "break in thought"))
            case "math":
                tex = element.get("alttext", "")
                self._add(stream, Thing("formula", key_of(tex), f"formula {tex!r}"))
                return False
            case "a" if element.get("href"):
                self._add(stream, _link(element))
            case _:
                pass
        return True

    def _add(self, stream: Stream, thing: Thing) -> None:
        if thing.kind in ("figure", "formula", "note mark"):
            stream.say(" ")
        stream.things.append(replace(thing, where=self.name))


def _epub_types(root: Element, kind: str) -> list[Element]:
    return [
        element for element in root.iter() if local(element) and kind in attribute(element, "type").split()
    ]


def _content(element: Element) -> list[Element | str]:
    found: list[Element | str] = [element.text or ""]
    found += list(element)
    return found


def _number(note: Element) -> int | None:
    for element in below(note, "span"):
        if "note-number" in attribute(element, "class").split():
            text = text_of(element).strip()
            return int(text) if text.isdecimal() else None
    return None


def _text(element: Element) -> str:
    """The words of a heading, without its number and the marks of notes."""
    pieces: list[str] = []
    stack: list[Element | str] = [element]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            pieces.append(item)
            continue
        if item is not element:
            stack.append(item.tail or "")
        left_out = "noteref" in attribute(item, "type").split()
        if left_out or _OWN_WORDS & set(attribute(item, "class").split()) or local(item) == "annotation":
            continue
        if local(item) == "math":
            pieces.append(item.get("alttext", ""))
            continue
        if local(item) == "img":
            pieces.append(item.get("alt", ""))
        if local(item) == "br":
            pieces.append(" ")
        stack.extend(reversed(_content(item)))
    return " ".join("".join(pieces).split())


def _table(element: Element) -> Thing:
    rows = list(below(element, "tr"))
    cells = [cell for cell in rows[0] if local(cell) in ("td", "th")] if rows else []
    columns = sum(int(cell.get("colspan", "1") or 1) for cell in cells)
    key = table_key(len(rows), columns)
    return Thing("table", key, f"table of {key} cells")


def _link(element: Element) -> Thing:
    address, words = element.get("href", ""), text_of(element)
    external = ":" in address.partition("/")[0]
    key = address_key(address) if external else internal_key(words)
    return Thing("link", key, f"link {' '.join(words.split())!r}")
