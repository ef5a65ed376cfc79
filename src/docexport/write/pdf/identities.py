"""Which elements have an ID, and which refer to each other (ISO 32000-1, 14.7.2; ISO 32000-2, table 355).

1. An element that something leads to has the ID of its anchor; notes must have one (ISO 14289-1, 7.9), and
   head cells that other cells name.
2. A mark and its note refer to each other, and an entry of the contents to its heading.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from docexport.typeset.page import Element, Tag
from docexport.write.pdf.logical import Node, walk

_AROUND_LINKS: frozenset[Tag] = frozenset(("contents-entry", "contents-reference"))
_NAMES = {"note": "note", "header-cell": "head"}


def identities(root: Node, named: Collection[Element]) -> dict[Element, bytes]:
    """The ID of each element that has one; `named` are head cells that must."""
    found: dict[Element, bytes] = {}
    taken: set[bytes] = set()
    count = 0
    for element in _elements(root):
        wanted = (element.id or "").encode()
        if (not wanted or wanted in taken) and (element.tag == "note" or element in named):
            while not wanted or wanted in taken:
                count += 1
                wanted = f"{_NAMES[element.tag]}.{count}".encode()
        if wanted and wanted not in taken:
            taken.add(wanted)
            found[element] = wanted
    return found


def relations(root: Node) -> dict[Element, list[Element]]:
    """What each element refers to (Ref)."""
    elements = list(_elements(root))
    by_id = {element.id: element for element in reversed(elements) if element.id}
    found: dict[Element, list[Element]] = {}
    for element in elements:
        leads = by_id.get(_target(element)) if element.tag in ("note-reference", "contents-entry") else None
        if leads is None:
            continue
        found.setdefault(element, []).append(leads)
        if leads.tag == "note":
            found.setdefault(leads, []).append(element)
    return found


def of_ids(ids: Mapping[Element, bytes], elements: Iterable[Element]) -> list[bytes]:
    """The IDs of elements that have one."""
    return [ids[element] for element in elements if element in ids]


def _target(element: Element) -> str:
    """The id that an element leads to; an entry of the contents leads where its link does."""
    while (
        element.target is None
        and element.children
        and element.tag in ("contents-entry", "contents-reference")
    ):
        element = element.children[0]
    return (element.target or "").removeprefix("#")


def _elements(root: Node) -> Iterable[Element]:
    return (node.element for node in walk(root) if node.element is not None)
