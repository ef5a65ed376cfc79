"""Makes one fault in a good output, as a recipe in a file says.

For DOCX and EPUB: `part`, and `find` with `replace` (literal text, which must be there), or `delete`.
For PDF, `elements` names a structure type, and `remove` or `retype` say what becomes of it, else it is taken
out; `delete` names an entry of the catalog or the document information; `fonts` and `links` name an entry
that those lose; `content` is text of the page streams.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pikepdf


def doctored(data: bytes, recipe: dict[str, Any]) -> bytes:
    """The output with the fault."""
    return _pdf(data, recipe) if recipe["format"] == "pdf" else _archive(data, recipe)


def _archive(data: bytes, recipe: dict[str, Any]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        names = [name for name in old.namelist() if _is_meant(name, recipe)]
        assert names, f"no part {recipe['part']}"
        changed = 0
        for info in old.infolist():
            content = old.read(info)
            if info.filename in names:
                if recipe.get("delete"):
                    changed += 1
                    continue
                text = content.decode("utf-8")
                changed += recipe["find"] in text
                content = text.replace(recipe["find"], recipe["replace"]).encode("utf-8")
            new.writestr(info, content)
        assert changed, f"{recipe.get('find')!r} is in none of {names}"
    return made.getvalue()


def _is_meant(name: str, recipe: dict[str, Any]) -> bool:
    wanted: str = recipe["part"]
    return name.startswith(wanted[:-1]) if wanted.endswith("*") else name == wanted


def _pdf(data: bytes, recipe: dict[str, Any]) -> bytes:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if "truncate" in recipe:
            return data[: recipe["truncate"]]
        changed = 0
        if "delete" in recipe:
            holder = pdf.Root if recipe.get("of", "Root") == "Root" else pdf.docinfo
            del holder[recipe["delete"]]
            changed += 1
        if "elements" in recipe:
            changed += _elements(pdf, recipe)
        if "fonts" in recipe:
            changed += sum(_lose(holder, recipe["fonts"]) for holder in _fonts(pdf))
        if "links" in recipe:
            notes = (note for page in pdf.pages for note in page.obj.get("/Annots", ()))
            changed += sum(_lose(note, recipe["links"]) for note in notes)
        if "content" in recipe:
            changed += _content(pdf, recipe)
        assert changed, "nothing was changed"
        pdf.save(made, static_id=True)
    return made.getvalue()


def _lose(holder: Any, key: str) -> bool:
    there = key in holder
    if there:
        del holder[key]
    return there


def _fonts(pdf: pikepdf.Pdf) -> list[Any]:
    found: list[Any] = []
    for page in pdf.pages:
        for font in page.obj.Resources.Font.values():
            inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            found += [font, inner.FontDescriptor]
    return found


def _content(pdf: pikepdf.Pdf, recipe: dict[str, Any]) -> int:
    changed = 0
    for page in pdf.pages:
        old = b"\n".join(part.read_bytes() for part in _streams(page))
        new = old.replace(recipe["content"].encode(), recipe["replace"].encode())
        changed += new != old
        page.obj.Contents = pdf.make_stream(new)
    return changed


def _streams(page: pikepdf.Page) -> list[Any]:
    contents = page.obj.Contents
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]


def _elements(pdf: pikepdf.Pdf, recipe: dict[str, Any]) -> int:
    """Change the elements of one type, or one of them."""
    found: list[tuple[Any, Any]] = []
    stack: list[tuple[Any, Any]] = [(pdf.Root.StructTreeRoot.K, None)]
    while stack:
        item, parent = stack.pop()
        if isinstance(item, pikepdf.Array):
            stack.extend((kid, parent) for kid in reversed(list(item)))
        elif isinstance(item, pikepdf.Dictionary) and "/S" in item:
            if str(item.S) == recipe["elements"]:
                found.append((item, parent))
            if "/K" in item:
                stack.append((item.K, item))
    if "number" in recipe:
        found = [found[recipe["number"]]]
    for element, parent in found:
        if "remove" in recipe:
            del element[recipe["remove"]]
        elif "retype" in recipe:
            element.S = pikepdf.Name(recipe["retype"])
        else:
            kids = [kid for kid in parent.K if not _same(kid, element)]
            parent.K = pikepdf.Array(kids)
    return len(found)


def _same(one: Any, other: Any) -> bool:
    return isinstance(one, pikepdf.Dictionary) and one.objgen == other.objgen
