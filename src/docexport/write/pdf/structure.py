"""The structure tree in the file (ISO 32000-1, 14.7; ISO 14289-1, 7.1; ISO 14289-2, 8.2).

1. Each node becomes a structure element that refers to its content marks and annotations.
2. The parent tree leads back from each stretch of content, and from each annotation, to its element.
3. Elements that something refers to have an ID, and the ID tree finds them; `identities` says which.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from docexport.records import Struct, field
from docexport.typeset.page import Element
from docexport.write.pdf.attributes import Attributes, Box, properties
from docexport.write.pdf.headers import Headers, headers_of
from docexport.write.pdf.identities import identities, of_ids, relations
from docexport.write.pdf.logical import Annotation, Kid, Node, walk
from docexport.write.pdf.marks import Mark
from docexport.write.pdf.roles import PDF_2, ROLE_MAP, ROLE_MAP_2, in_pdf_2


class Manner(Struct, frozen=True):
    """How elements are to be written."""

    boxes: Mapping[Element, Box]
    fallback: str
    """The alternative text of a picture that has none."""
    namespaces: bool = False
    """Whether types are those of PDF 2.0."""
    end_notes: bool = False
    """Whether notes stand at the end of the text."""


class Tree(Struct):
    """A structure tree in the making."""

    pdf: Pdf
    manner: Manner
    ids: Mapping[Element, bytes]
    attributes: Attributes
    pages: Sequence[Object] = ()
    made: dict[Node, Object] = field(default_factory=dict)
    owners: dict[int, list[Object]] = field(default_factory=dict)
    """By page, the structure element of each MCID."""
    annotated: dict[int, Object] = field(default_factory=dict)
    """By StructParent, the Link of each annotation."""
    namespace: Object | None = None
    """Of PDF 2.0, where types belong to one."""

    def __post_init__(self) -> None:
        self.pages = [page.obj for page in self.pdf.pages]
        if self.manner.namespaces:
            stated = Dictionary(Type=Name.Namespace, NS=String(PDF_2))
            self.namespace = self.pdf.make_indirect(stated)


def write_structure(pdf: Pdf, root: Node, manner: Manner) -> dict[Element, Object]:
    """Write the tree below the catalog, and into the pages the way back to it.

    Gives the structure elements, so that links can lead to them.
    """
    tree = _tree(pdf, root, manner)
    top = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    tree.made[root] = pdf.make_indirect(_element(tree, root, top, ""))
    inside = {root: ""}
    for node in walk(root):
        element, around = tree.made[node], inside[node]
        name = str(element.S)[1:]
        for kid in node.kids:
            if isinstance(kid, Node):
                inside[kid] = around if name == "Div" else name
                tree.made[kid] = pdf.make_indirect(_element(tree, kid, element, inside[kid]))
    for node, element in tree.made.items():
        _fill(tree, node, element)
    elements = {node.element: made for node, made in tree.made.items() if node.element is not None}
    for source, others in relations(root).items():
        elements[source].Ref = Array([elements[other] for other in others])
    top.K = Array([tree.made[root]])
    _write_top(tree, top)
    return elements


def _tree(pdf: Pdf, root: Node, manner: Manner) -> Tree:
    headers: Headers = {}
    for node in walk(root):
        if node.element is not None and node.element.tag == "table":
            headers |= headers_of(node.element)
    ids = identities(root, {head for heads in headers.values() for head in heads})
    heads = {cell: of_ids(ids, heads) for cell, heads in headers.items()}
    return Tree(pdf, manner, ids, Attributes(manner.boxes, heads, manner.namespaces, manner.end_notes))


def _write_top(tree: Tree, top: Object) -> None:
    """What the root of the tree has besides the elements, and the catalog's entries for it."""
    roles = ROLE_MAP_2 if tree.manner.namespaces else ROLE_MAP
    top.RoleMap = Dictionary({f"/{own}": Name(f"/{standard}") for own, standard in roles.items()})
    if tree.namespace is not None:
        top.Namespaces = Array([tree.namespace])
    top.ParentTree = tree.pdf.make_indirect(_parent_tree(tree))
    top.ParentTreeNextKey = len(tree.pages) + len(tree.annotated)
    if tree.ids:
        by_id = {
            tree.ids[node.element]: made
            for node, made in tree.made.items()
            if node.element is not None and node.element in tree.ids
        }
        top.IDTree = tree.pdf.make_indirect(_id_tree(by_id))
    tree.pdf.Root.StructTreeRoot = top
    tree.pdf.Root.MarkInfo = Dictionary(Marked=True)


def _element(tree: Tree, node: Node, parent: Object, around: str) -> Dictionary:
    """A structure element without its kids; `around` is the type that it stands in, divisions left out."""
    made = Dictionary(Type=Name.StructElem, S=Name(f"/{node.type}"), P=parent)
    if tree.namespace is not None:
        name, known = in_pdf_2(node.type, around)
        made.S = Name(f"/{name}")
        if known:
            made.NS = tree.namespace
    if node.actual:
        made.ActualText = String(node.actual)
    if node.element is None:
        return made
    for key, value in properties(node.element, tree.manner.fallback).items():
        made[key] = value
    if node.element in tree.ids:
        made.ID = String(tree.ids[node.element])
    stated = tree.attributes.of(node.element)
    if stated is not None:
        made.A = stated
    return made


def _fill(tree: Tree, node: Node, element: Object) -> None:
    """Give an element its kids and its page."""
    home = next((kid.page for kid in node.kids if isinstance(kid, Mark)), None)
    if home is not None:
        element.Pg = tree.pages[home]
    kids = [_kid(tree, kid, element, home) for kid in node.kids]
    if kids:
        element.K = kids[0] if len(kids) == 1 else Array(kids)


def _kid(tree: Tree, kid: Kid, element: Object, home: int | None) -> Any:
    """A kid as its parent refers to it: a number, a reference, or an element."""
    match kid:
        case Node():
            return tree.made[kid]
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
