"""The structure tree in the file (ISO 32000-1, 14.7; ISO 14289-1, 7.1).

1. Each node becomes a structure element that refers to its content marks and annotations.
2. The parent tree leads back from each stretch of content, and from each annotation, to its element.
3. Elements that something refers to have an ID, and the ID tree finds them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from docexport.typeset.page import Element
from docexport.write.pdf.attributes import Box, attributes, properties
from docexport.write.pdf.logical import Annotation, Kid, Node, walk
from docexport.write.pdf.marks import Mark
from docexport.write.pdf.roles import ROLE_MAP


@dataclass(slots=True)
class Tree:
    """A structure tree in the making."""

    pdf: Pdf
    boxes: Mapping[Element, Box]
    fallback: str
    """The alternative text of a picture that has none."""
    pages: Sequence[Object] = field(init=False)
    owners: dict[int, list[Object]] = field(default_factory=dict)
    """By page, the structure element of each MCID."""
    annotated: dict[int, Object] = field(default_factory=dict)
    """By StructParent, the Link of each annotation."""
    ids: dict[bytes, Object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.pages = [page.obj for page in self.pdf.pages]


def write_structure(tree: Tree, root: Node) -> None:
    """Write the tree below the catalog, and into the pages the way back to it."""
    top = tree.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    made = {root: tree.pdf.make_indirect(_element(tree, root, top))}
    for node in walk(root):
        inner = [kid for kid in node.kids if isinstance(kid, Node)]
        made.update((kid, tree.pdf.make_indirect(_element(tree, kid, made[node]))) for kid in inner)
    for node, element in made.items():
        _fill(tree, node, element, made)
    top.K = Array([made[root]])
    top.RoleMap = Dictionary({f"/{own}": Name(f"/{standard}") for own, standard in ROLE_MAP.items()})
    top.ParentTree = tree.pdf.make_indirect(_parent_tree(tree))
    top.ParentTreeNextKey = len(tree.pages) + len(tree.annotated)
    if tree.ids:
        top.IDTree = tree.pdf.make_indirect(_id_tree(tree.ids))
    tree.pdf.Root.StructTreeRoot = top
    tree.pdf.Root.MarkInfo = Dictionary(Marked=True)


def _element(tree: Tree, node: Node, parent: Object) -> Dictionary:
    """A structure element without its kids."""
    made = Dictionary(Type=Name.StructElem, S=Name(f"/{node.type}"), P=parent)
    if node.actual:
        made.ActualText = String(node.actual)
    if node.element is None:
        return made
    for key, value in properties(node.element, tree.fallback).items():
        made[key] = value
    stated = attributes(node.element, tree.boxes)
    if stated is not None:
        made.A = stated
    return made


def _fill(tree: Tree, node: Node, element: Object, made: Mapping[Node, Object]) -> None:
    """Give an element its kids, its page and its ID."""
    home = next((kid.page for kid in node.kids if isinstance(kid, Mark)), None)
    if home is not None:
        element.Pg = tree.pages[home]
    kids = [_kid(tree, kid, element, home, made) for kid in node.kids]
    if kids:
        element.K = kids[0] if len(kids) == 1 else Array(kids)
    _identify(tree, node, element)


def _kid(tree: Tree, kid: Kid, element: Object, home: int | None, made: Mapping[Node, Object]) -> Any:
    """A kid as its parent refers to it: a number, a reference, or an element."""
    match kid:
        case Node():
            return made[kid]
        case Annotation():
            tree.annotated[kid.key] = element
            page = tree.pages[kid.page]
            return Dictionary(Type=Name.OBJR, Obj=page.Annots[kid.index], Pg=page)
        case Mark():
            owners = tree.owners.setdefault(kid.page, [])
            owners.extend([element] * (kid.mcid + 1 - len(owners)))
            owners[kid.mcid] = element
            if kid.page == home:
                return kid.mcid
            return Dictionary(Type=Name.MCR, Pg=tree.pages[kid.page], MCID=kid.mcid)


def _identify(tree: Tree, node: Node, element: Object) -> None:
    """Notes must have an ID (ISO 14289-1, 7.9); anything else may, once each."""
    if node.element is None:
        return
    wanted = (node.element.id or "").encode()
    if node.type == "Note" and (not wanted or wanted in tree.ids):
        wanted = f"note.{len(tree.ids) + 1}".encode()
    if wanted and wanted not in tree.ids:
        tree.ids[wanted] = element
        element.ID = String(wanted)


def _parent_tree(tree: Tree) -> Dictionary:
    """Pages first, by their number, then the annotations by theirs (7.9.7)."""
    rows = Array()
    for number, page in enumerate(tree.pages):
        page.StructParents = number
        rows.append(number)
        rows.append(tree.pdf.make_indirect(Array(tree.owners.get(number, []))))
    for key in sorted(tree.annotated):
        rows.append(key)
        rows.append(tree.annotated[key])
    return Dictionary(Nums=rows)


def _id_tree(ids: Mapping[bytes, Object]) -> Dictionary:
    """A name tree of one leaf (7.9.6), its keys in the order of their bytes."""
    pairs: Iterable[Any] = (part for key in sorted(ids) for part in (String(key), ids[key]))
    return Dictionary(Names=Array(pairs))
