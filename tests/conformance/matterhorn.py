"""What veraPDF leaves to others: the points of the Matterhorn Protocol that a program can look at, and more.

Checked on the finished file with pikepdf alone: that elements have what a reader of them needs, that the
tree and the pages agree in both directions, that no glyph is missing, and that Info and XMP say the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.conformance.finding import Finding, Findings
from tests.write.pdf.read_back import Node, ReadBack

Found = Iterator[tuple[str, str]]
"""A rule's name and what is wrong."""

LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
CHILDREN = {
    "L": {"LI", "L", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"Caption", "THead", "TBody", "TFoot", "TR"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
    "TOC": {"TOCI", "TOC", "Caption"},
    "TOCI": {"Lbl", "Reference", "P", "TOC", "Link"},
}
"""What an element may hold, and nothing else (ISO 32000-1, tables 333, 336, 337)."""
PARENTS = {"LI": {"L"}, "LBody": {"LI"}, "TR": {"Table", "THead", "TBody"}, "TOCI": {"TOC"}}
PARENTS |= {"THead": {"Table"}, "TBody": {"Table"}, "TH": {"TR"}, "TD": {"TR"}}
EMPTY = {"TD", "TH", "TR", "Document"}


def matterhorn(files: Sequence[Path]) -> Findings:
    """Check each file."""
    return {path: list(_findings(path)) for path in files}


def _findings(path: Path) -> Iterator[Finding]:
    try:
        file = ReadBack(path.read_bytes())
    except Exception as trouble:
        # A spoilt file fails wherever it is spoilt; that it does is what is reported.
        yield Finding("Matterhorn", "unreadable", repr(trouble)[:200])
        return
    for check in CHECKS:
        yield from (Finding("Matterhorn", rule, message) for rule, message in check(file))


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from _walk(kid)


# --- The tree --------------------------------------------------------------------------------------


def nesting(file: ReadBack) -> Found:
    for node in _walk(file.root):
        kinds = [kid.type if isinstance(kid, Node) else "text" for kid in node.kids]
        wrong = set(kinds) - CHILDREN.get(node.type, set(kinds))
        if wrong:
            yield "09-004", f"{node.type} holds {', '.join(sorted(wrong))}"
        for kid in (kid for kid in node.kids if isinstance(kid, Node)):
            if node.type not in PARENTS.get(kid.type, {node.type}):
                yield "09-005", f"{kid.type} stands in {node.type}"
        captions = [place for place, kind in enumerate(kinds) if kind == "Caption"]
        if any(place not in (0, len(kinds) - 1) for place in captions):
            yield "caption", f"the caption of {node.type} is neither first nor last"


def emptiness(file: ReadBack) -> Found:
    for node in _walk(file.root):
        if not node.kids and node.type not in EMPTY and "/K" not in node.source:
            yield "01-006", f"{node.type} holds nothing"


def headings(file: ReadBack) -> Found:
    found = [node for node in _walk(file.root) if re.fullmatch("H[1-6]", node.type)]
    levels = [0, *(int(node.type[1]) for node in found)]
    for before, after in pairwise(levels):
        if after > before + 1:
            yield "14-003", f"H{after} follows H{before}"
    for node in found:
        if not node.text.strip():
            yield "14-001", "a heading says nothing"


def illustrations(file: ReadBack) -> Found:
    for node in _walk(file.root):
        if node.type not in ("Figure", "Formula"):
            continue
        if not str(node.source.get("/Alt", "")).strip():
            yield "13-004", f"{node.type} has no alternative text"
        box = _attribute(node, "/BBox")
        if box is None or float(box[2]) <= float(box[0]) or float(box[3]) <= float(box[1]):
            yield "bounding box", f"{node.type} does not say where it is"


def tables(file: ReadBack) -> Found:
    for node in _walk(file.root):
        if node.type == "TH" and str(_attribute(node, "/Scope")) not in ("/Column", "/Row", "/Both"):
            yield "15-003", "a head cell has no scope"
        if node.type == "Table":
            yield from _heads(node)


def _heads(table: Node) -> Found:
    cells = list(_cells(table))
    heads = [cell for cell in cells if cell.type == "TH"]
    spanned = any(int(_attribute(cell, name) or 1) > 1 for cell in heads for name in ("/ColSpan", "/RowSpan"))
    ids = {str(cell.source.ID) for cell in heads if "/ID" in cell.source}
    for cell in cells:
        named = (
            {str(head) for head in _attribute(cell, "/Headers") or ()} if cell.type in ("TD", "TH") else set()
        )
        if named - ids:
            yield "15-003", f"a cell names heads that there are not: {named - ids}"
        if spanned and cell.type == "TD" and not named:
            yield "15-003", "a cell under heads that span does not say which are its own"


def _cells(part: Node) -> Iterator[Node]:
    """The cells of a table, without those of tables in them."""
    for kid in part.kids:
        if isinstance(kid, Node) and kid.type in ("TH", "TD"):
            yield kid
        elif isinstance(kid, Node):
            yield from _cells(kid)


def lists(file: ReadBack) -> Found:
    for node in _walk(file.root):
        if node.type == "L" and _attribute(node, "/ListNumbering") is None:
            yield "16-001", "a list does not say how it is numbered"


def notes(file: ReadBack) -> Found:
    nodes = list(_walk(file.root))
    ids = [str(node.source.get("/ID", "")) for node in nodes if node.type in ("Note", "FENote")]
    if "" in ids or len(set(ids)) < len(ids):
        yield "19-003", "notes without an ID of their own"
    refers = {node.source.objgen: {to.objgen for to in node.source.get("/Ref", Array())} for node in nodes}
    for node in nodes:
        if node.type in ("Note", "FENote"):
            if not refers[node.source.objgen]:
                yield "note", f"a note refers to no mark: {node.text[:40]}"
            for mark in refers[node.source.objgen]:
                if node.source.objgen not in refers.get(mark, set()):
                    yield "note", f"a mark does not refer to its note: {node.text[:40]}"


def languages(file: ReadBack) -> Found:
    stated = [str(file.pdf.Root.get("/Lang", ""))]
    stated += [str(node.source.Lang) for node in _walk(file.root) if "/Lang" in node.source]
    for lang in stated:
        if not LANGUAGE.fullmatch(lang):
            yield "11-006", f"{lang!r} is no language"


def identities(file: ReadBack) -> Found:
    counts = Counter(str(node.source.ID) for node in _walk(file.root) if "/ID" in node.source)
    for name, count in counts.items():
        if count > 1:
            yield "identity", f"{count} elements have the ID {name}"
    tree = file.pdf.Root.StructTreeRoot.get("/IDTree", Dictionary(Names=Array()))
    names = [str(name) for name in list(tree.Names)[::2]]
    if set(names) != set(counts) or names != sorted(names, key=lambda name: name.encode()):
        yield "identity", "the tree of IDs is not that of the elements"


def _attribute(node: Node, name: str) -> Any:
    stated = node.source.get("/A", Dictionary())
    return stated.get(name) if isinstance(stated, Dictionary) else None


# --- The tree and the pages ------------------------------------------------------------------------


def marks(file: ReadBack) -> Found:
    """Each stretch of content belongs to one element, and the parent tree leads back to it."""
    rows = list(file.pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(map(int, rows[::2]), rows[1::2], strict=True))
    owned: Counter[tuple[Any, int]] = Counter()
    for node in _walk(file.root):
        for page, mcid in _marks_of(node):
            owned[page.objgen, mcid] += 1
            row = parents.get(int(page.get("/StructParents", -1)))
            if row is None or mcid >= len(row) or row[mcid].objgen != node.source.objgen:
                yield "01-004", f"the parent tree does not lead from mark {mcid} to its {node.type}"
    shown = {(page, mcid) for page, texts in file.contents.items() for mcid in texts}
    for page, mcid in shown ^ set(owned):
        yield "01-003", f"mark {mcid} of page object {page} stands in no element, or nowhere on the page"
    if any(count > 1 for count in owned.values()):
        yield "01-003", "a stretch of content stands in two elements"


def _marks_of(node: Node) -> Iterator[tuple[Any, int]]:
    kids = node.source.get("/K", Array())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, int):
            yield node.source.Pg, kid
        elif str(kid.get("/Type", "")) == "/MCR":
            yield kid.get("/Pg", node.source.get("/Pg")), int(kid.MCID)


def links(file: ReadBack) -> Found:
    held: Counter[Any] = Counter()
    for node in _walk(file.root):
        kids = node.source.get("/K", Array())
        objects = [kid for kid in (kids if isinstance(kids, Array) else [kids]) if not isinstance(kid, int)]
        annotations = [kid.Obj for kid in objects if str(kid.get("/Type", "")) == "/OBJR"]
        held.update(annotation.objgen for annotation in annotations)
        if node.type == "Link" and not annotations:
            yield "28-011", f"a link leads nowhere: {node.text[:40]}"
        if annotations and not (node.text.strip() or node.all("Figure") or node.all("Formula")):
            yield "link", "a link has no words"
    for page in file.pdf.pages:
        annotations = list(page.get("/Annots", []))
        if str(page.get("/Tabs", "")) != "/S":
            yield "28-008", "a page is not tabbed through in the order of the structure"
        for annotation in annotations:
            if not str(annotation.get("/Contents", "")).strip():
                yield "28-012", "a link says nothing of where it leads"
            if held[annotation.objgen] != 1:
                yield "28-010", "an annotation does not belong to one element"


def furniture(file: ReadBack) -> Found:
    """Everything that is painted is content of an element or an artifact; headers and footers say so."""
    for number, page in enumerate(file.pdf.pages, 1):
        depth = 0
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(operator, 0)
            if operator in ("TJ", "Tj", "f", "S", "B", "Do", "sh") and depth == 0:
                yield "01-005", f"{operator} on page {number} is neither content nor artifact"


# --- Glyphs ----------------------------------------------------------------------------------------


def glyphs(file: ReadBack) -> Found:
    """Each code that is shown has a glyph that is not .notdef, and a text."""
    for page in file.pdf.pages:
        used: dict[str, set[int]] = {}
        font = ""
        for instruction in pikepdf.parse_content_stream(page):
            operands: Any = instruction.operands
            match str(instruction.operator):
                case "Tf":
                    font = str(operands[0])
                case "TJ" | "Tj":
                    strings = operands[0] if isinstance(operands[0], Array) else [operands[0]]
                    data = b"".join(bytes(s) for s in strings if isinstance(s, pikepdf.String))
                    pairs = zip(data[::2], data[1::2], strict=True)
                    used.setdefault(font, set()).update(high << 8 | low for high, low in pairs)
                case _:
                    pass
        for name, codes in used.items():
            yield from _codes(name, page.Resources.Font[name], codes)


_NO_TEXT = frozenset("\0\ufeff\ufffe")
"""What ISO 14289-1, 7.21.7, does not count as text. U+FFFD is: a source may have it."""


def _codes(name: str, font: Any, codes: set[int]) -> Found:
    gids = _glyph_numbers(font)
    missing = {code for code in codes if not gids.get(code)}
    if missing:
        yield "31-030", f"{name} shows .notdef for {sorted(missing)[:5]}"
    texts = re.findall(r"<([0-9A-F]{4})> <([0-9A-F]*)>", font.ToUnicode.read_bytes().decode())
    stated = {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in texts}
    silent = {code for code in codes if not stated.get(code) or _NO_TEXT & set(stated[code])}
    if silent:
        yield "31-027", f"{name} has no text for {sorted(silent)[:5]}"


def _glyph_numbers(font: Any) -> dict[int, int]:
    descendant = font.DescendantFonts[0]
    if "/CIDToGIDMap" in descendant:
        data = descendant.CIDToGIDMap.read_bytes()
        return {code: data[2 * code] << 8 | data[2 * code + 1] for code in range(len(data) // 2)}
    rows = re.findall(r"<([0-9A-F]{4})> (\d+)", font.Encoding.read_bytes().decode())
    return {int(code, 16): int(cid) for code, cid in rows}


# --- The document ----------------------------------------------------------------------------------


def outline(file: ReadBack) -> Found:
    """Bookmarks are the title and the headings of the section tree, in their order."""
    titles: list[str] = []
    stack = [file.pdf.Root.Outlines.get("/First")] if "/Outlines" in file.pdf.Root else []
    while stack:
        item = stack.pop()
        if item is not None:
            titles.append(_plain(str(item.Title)))
            stack += [item.get("/Next"), item.get("/First")]
    found = [_plain(_said(node)) for node in _section_headings(file.root)]
    if not titles or titles[1:] != found:
        yield "outline", f"bookmarks {titles[1:4]} are not the headings {found[:3]}"


def _section_headings(node: Node) -> Iterator[Node]:
    """The headings that are not part of a quote, a list or the like."""
    for kid in node.kids:
        if isinstance(kid, Node) and re.fullmatch("H[1-6]", kid.type):
            yield kid
        elif isinstance(kid, Node) and kid.type in ("Part", "Sect"):
            yield from _section_headings(kid)


def _said(node: Node) -> str:
    """What a heading says, without the marks of notes."""
    if node.type == "Reference" and "/Ref" in node.source:
        return ""
    if node.type in ("Figure", "Formula"):
        return str(node.source.Alt)
    if "/ActualText" in node.source:
        return str(node.source.ActualText)
    return "".join(kid if isinstance(kid, str) else _said(kid) for kid in node.kids)


def _plain(text: str) -> str:
    return "".join(text.replace("\u00ad", "").split()).casefold()


def metadata(file: ReadBack) -> Found:
    root = ElementTree.fromstring(file.pdf.Root.Metadata.read_bytes())
    stated: dict[str, list[str]] = {}
    for element in root.iter():
        texts = [text.strip() for text in element.itertext() if text.strip()]
        stated.setdefault(element.tag.rpartition("}")[2], texts)
    if not stated.get("title"):
        yield "06-003", "XMP has no title"
    wishes = file.pdf.Root.get("/ViewerPreferences", Dictionary())
    if not wishes.get("/DisplayDocTitle"):
        yield "07-001", "viewers would not show the title"
    info = file.pdf.trailer.get("/Info", Dictionary())
    pairs = {"/Title": "title", "/Subject": "description", "/Keywords": "Keywords", "/Producer": "Producer"}
    for key, name in pairs.items():
        said = " ".join(str(info[key]).split()) if key in info else None
        if said is not None and said != " ".join(stated.get(name, [""])[0].split()):
            yield "metadata", f"Info and XMP do not say the same {name}"
    if "/Author" in info and str(info.Author) != ", ".join(stated.get("creator", [])):
        yield "metadata", "Info and XMP do not name the same authors"


def labels(file: ReadBack) -> Found:
    if "/PageLabels" not in file.pdf.Root or int(file.pdf.Root.PageLabels.Nums[0]) != 0:
        yield "labels", "pages have no labels"


def duplicates(file: ReadBack) -> Found:
    """No font program or picture is in the file twice."""
    seen: dict[bytes, Any] = {}
    for thing in file.pdf.objects:
        if not isinstance(thing, pikepdf.Stream):
            continue
        if thing.get("/Subtype") in (Name.Image, Name.CIDFontType0C) or "/Length1" in thing:
            data = thing.read_raw_bytes() + repr(thing.get("/SMask", "")).encode()
            if data in seen:
                yield "duplicate", f"objects {seen[data]} and {thing.objgen} are the same"
            seen[data] = thing.objgen


CHECKS: tuple[Callable[[ReadBack], Found], ...] = (
    nesting,
    emptiness,
    headings,
    illustrations,
    tables,
    lists,
    notes,
    languages,
    identities,
    marks,
    links,
    furniture,
    glyphs,
    outline,
    metadata,
    labels,
    duplicates,
)
