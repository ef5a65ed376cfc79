"""The files inside a DOCX or an EPUB, read with care: an output may come from anywhere."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

Element = etree._Element  # lxml has no public name for it

_MOST_BYTES = 512 << 20
"""How much all parts of an archive may unpack to."""


class UnreadableError(Exception):
    """A file that is not what its name says, or is damaged; the message is the reason."""


class Archive:
    """A zip file whose parts are read by name."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise UnreadableError("it is no zip file, or a damaged one") from error
        if sum(info.file_size for info in self._zip.infolist()) > _MOST_BYTES:
            raise UnreadableError(f"it unpacks to more than {_MOST_BYTES >> 20} MB")
        self.names = tuple(self._zip.namelist())

    def read(self, name: str) -> bytes:
        """The bytes of a part; UnreadableError where there is none."""
        try:
            return self._zip.read(name)
        except KeyError as error:
            raise UnreadableError(f"it has no part {name}") from error
        except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, NotImplementedError) as error:
            raise UnreadableError(f"its part {name} is damaged") from error

    def xml(self, name: str) -> Element:
        """The root element of a part that is XML; UnreadableError where it is not well-formed."""
        # Entities are not resolved and nothing is fetched.
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
        try:
            root = etree.fromstring(self.read(name), parser)
        except etree.XMLSyntaxError as error:
            raise UnreadableError(f"its part {name} is not well-formed: {error.msg}") from error
        return root

    def xml_if_any(self, name: str) -> Element | None:
        """The same, or None where there is no such part."""
        return self.xml(name) if name in self.names else None


def local(element: Element) -> str:
    """The name of an element without its namespace; nothing for comments and the like."""
    tag: object = element.tag  # of a comment a function, whatever the stubs say
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """The value of an attribute, whatever its namespace; nothing where there is none."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def below(element: Element, *names: str) -> Iterator[Element]:
    """The elements of these local names inside an element, in document order."""
    return (found for found in element.iter() if local(found) in names)


def first(element: Element | None, *path: str) -> Element | None:
    """The first element at a path of local names below an element."""
    found: Element | None = element
    for name in path:
        children = found if found is not None else ()
        found = next((child for child in children if local(child) == name), None)
    return found


def text_of(element: Element) -> str:
    """All text in an element."""
    return "".join(map(str, element.itertext()))
