"""Ways to spoil a good PDF, one fault each: whoever checks the file must find it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

Fault = Callable[[Pdf], None]


def spoil(source: Path, target: Path, fault: Fault) -> Path:
    """Write a copy of a file that has a fault."""
    with Pdf.open(source) as pdf:
        fault(pdf)
        pdf.save(target, fix_metadata_version=False)
    return target


def elements(pdf: Pdf, kind: str = "") -> Iterator[Any]:
    """The structure elements of a type, in reading order."""
    stack: list[Any] = [pdf.Root.StructTreeRoot.K[0]]
    while stack:
        found = stack.pop()
        if not kind or str(found.S) == f"/{kind}":
            yield found
        stack += [kid for kid in reversed(kids(found)) if _is_element(kid)]


def kids(element: Any) -> list[Any]:
    """What an element holds."""
    held = element.get("/K", Array())
    return list(held) if isinstance(held, Array) else [held]


def _is_element(kid: Any) -> bool:
    return isinstance(kid, Dictionary) and "/S" in kid


def without(kind: str, key: str) -> Fault:
    """Take an entry away from every element of a type that has it."""

    def fault(pdf: Pdf) -> None:
        having = [element for element in elements(pdf, kind) if key in element]
        assert having
        for element in having:
            del element[key]

    return fault


def without_attribute(kind: str, key: str) -> Fault:
    """Take an attribute away from every element of a type that has it."""

    def fault(pdf: Pdf) -> None:
        having = [element for element in elements(pdf, kind) if key in element.get("/A", {})]
        assert having
        for element in having:
            del element.A[key]

    return fault


def called(kind: str, other: str) -> Fault:
    """Call the first element of a type something else."""

    def fault(pdf: Pdf) -> None:
        next(elements(pdf, kind)).S = Name(f"/{other}")

    return fault


def rewritten(pattern: bytes, by: bytes, page: int = 0) -> Fault:
    """Change the first match in a page's content."""

    def fault(pdf: Pdf) -> None:
        content = pdf.pages[page].Contents.read_bytes()
        changed = re.sub(pattern, by, content, count=1, flags=re.DOTALL)
        assert changed != content
        pdf.pages[page].Contents = pdf.make_stream(changed)

    return fault


# --- The tree --------------------------------------------------------------------------------------


def without_a_mark(pdf: Pdf) -> None:
    paragraph = next(each for each in elements(pdf, "P") if isinstance(each.get("/K"), int))
    del paragraph.K


def with_two_sections_swapped(pdf: Pdf) -> None:
    document = next(elements(pdf, "Document"))
    places = [place for place, kid in enumerate(kids(document)) if str(kid.S) == "/Sect"]
    first, second = places[0], places[1]
    document.K[first], document.K[second] = document.K[second], document.K[first]


def with_two_paragraphs_swapped(pdf: Pdf) -> None:
    section = next(
        each for each in elements(pdf, "Sect") if sum(str(kid.S) == "/P" for kid in kids(each)) > 1
    )
    first, second = [place for place, kid in enumerate(kids(section)) if str(kid.S) == "/P"][:2]
    section.K[first], section.K[second] = section.K[second], section.K[first]


def with_two_stretches_swapped(pdf: Pdf) -> None:
    for section in elements(pdf, "Sect"):
        paragraph = next((kid for kid in kids(section) if str(kid.S) == "/P"), Dictionary())
        places = [place for place, kid in enumerate(kids(paragraph)) if isinstance(kid, int)]
        if len(places) > 1:
            first, last = places[0], places[-1]
            paragraph.K[first], paragraph.K[last] = paragraph.K[last], paragraph.K[first]
            return
    raise AssertionError("no paragraph of several stretches")


def with_a_heading_too_deep(pdf: Pdf) -> None:
    next(elements(pdf, "H2")).S = Name.H4


def without_a_label(pdf: Pdf) -> None:
    item = next(elements(pdf, "LI"))
    item.K = Array([next(elements(pdf, "P"))])


def with_a_caption_in_the_middle(pdf: Pdf) -> None:
    table = next(each for each in elements(pdf, "Table") if len(kids(each)) > 2)
    table.K = Array([table.K[1], table.K[0], *list(table.K)[2:]])


def with_a_cell_missing(pdf: Pdf) -> None:
    row = list(elements(pdf, "TR"))[1]
    row.K = Array(list(row.K)[1:])


def with_two_equal_ids(pdf: Pdf) -> None:
    first, second = list(elements(pdf, "Note"))[:2]
    second.ID = first.ID


def with_a_note_that_nothing_refers_to(pdf: Pdf) -> None:
    del next(each for each in elements(pdf, "Reference") if "/Ref" in each).Ref


def with_parents_mixed_up(pdf: Pdf) -> None:
    rows = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    rows[0], rows[1] = rows[1], rows[0]


def without_an_annotation_in_the_tree(pdf: Pdf) -> None:
    link = next(elements(pdf, "Link"))
    link.K = Array([kid for kid in kids(link) if isinstance(kid, int)])


# --- Pages and glyphs ------------------------------------------------------------------------------


def fonts(pdf: Pdf) -> Any:
    return pdf.pages[0].Resources.Font


def without_to_unicode(pdf: Pdf) -> None:
    del next(iter(fonts(pdf).values())).ToUnicode


def with_two_letters_exchanged(pdf: Pdf) -> None:
    """Say of e that it is t, and the other way round, in the font that has most glyphs."""
    font = max(fonts(pdf).values(), key=lambda font: len(font.ToUnicode.read_bytes()))
    text = font.ToUnicode.read_bytes()
    swapped = text.replace(b"<0065>\n", b"<....>\n").replace(b"<0074>\n", b"<0065>\n")
    font.ToUnicode = pdf.make_stream(swapped.replace(b"<....>", b"<0074>"))


def with_a_glyph_that_is_missing(pdf: Pdf) -> None:
    """Lead from the first code of a font to .notdef."""
    font = next(font for font in fonts(pdf).values() if "/CIDToGIDMap" in font.DescendantFonts[0])
    descendant = font.DescendantFonts[0]
    data = descendant.CIDToGIDMap.read_bytes()
    descendant.CIDToGIDMap = pdf.make_stream(data[:2] + b"\0\0" + data[4:])


def without_a_font_program(pdf: Pdf) -> None:
    del next(iter(fonts(pdf).values())).DescendantFonts[0].FontDescriptor.FontFile2


def without_the_contents_of_a_link(pdf: Pdf) -> None:
    page = next(page for page in pdf.pages if "/Annots" in page)
    del page.Annots[0].Contents


def without_tab_order(pdf: Pdf) -> None:
    del pdf.pages[0].Tabs


def with_parts_of_words(pdf: Pdf) -> None:
    for page in pdf.pages:
        content = page.Contents.read_bytes()
        page.Contents = pdf.make_stream(re.sub(rb" /ActualText <[^>]*>", b"", content))


# --- The document ----------------------------------------------------------------------------------


def without_a_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


def with_a_language_that_is_none(pdf: Pdf) -> None:
    next(each for each in elements(pdf, "Span") if "/Lang" in each).Lang = String("not a language")


def without_a_title(pdf: Pdf) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    stripped = re.sub(rb"<dc:title>.*?</dc:title>", b"", packet, flags=re.DOTALL)
    pdf.Root.Metadata = pdf.make_stream(stripped, Type=Name.Metadata, Subtype=Name.XML)


def with_another_title_in_info(pdf: Pdf) -> None:
    pdf.trailer.Info.Title = String("Another title")


def without_showing_the_title(pdf: Pdf) -> None:
    del pdf.Root.ViewerPreferences.DisplayDocTitle


def without_an_output_intent(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents


def without_a_bookmark(pdf: Pdf) -> None:
    second = pdf.Root.Outlines.First.Next
    pdf.Root.Outlines.First.Next = second.Next


def without_page_labels(pdf: Pdf) -> None:
    del pdf.Root.PageLabels


def with_a_picture_twice(pdf: Pdf) -> None:
    for thing in list(pdf.objects):
        if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == Name.Image:
            header = {key: thing[key] for key in thing.keys() if key != "/Length"}  # noqa: SIM118 # not a dict
            again = pdf.make_stream(thing.read_raw_bytes(), header)
            pdf.pages[0].Resources.XObject["/Again"] = again
            return
    raise AssertionError("no picture")


FAULTS: dict[str, tuple[Fault, str]] = {
    "a figure has no alternative text": (without("Figure", "/Alt"), "veraPDF"),
    "a formula has no alternative text": (without("Formula", "/Alt"), "Matterhorn"),
    "a figure has no box": (without_attribute("Figure", "/BBox"), "Matterhorn"),
    "a stretch of content is in no element": (without_a_mark, "Matterhorn"),
    "the document has no language": (without_a_language, "veraPDF"),
    "a passage has a language that is none": (with_a_language_that_is_none, "Matterhorn"),
    "passages have no language": (without("Span", "/Lang"), "source"),
    "abbreviations have no expansion": (without("Span", "/E"), "source"),
    "head cells have no scope": (without_attribute("TH", "/Scope"), "Matterhorn"),
    "cells do not name their heads": (without_attribute("TD", "/Headers"), "Matterhorn"),
    "two sections are swapped": (with_two_sections_swapped, "source"),
    "two paragraphs are swapped": (with_two_paragraphs_swapped, "source"),
    "two stretches of a paragraph are swapped": (with_two_stretches_swapped, "source"),
    "a glyph is missing": (with_a_glyph_that_is_missing, "Matterhorn"),
    "a code is .notdef": (rewritten(rb"\[\(..", b"[(\0\0"), "Matterhorn"),
    "a font has no ToUnicode": (without_to_unicode, "veraPDF"),
    "a font says the wrong letters": (with_two_letters_exchanged, "source"),
    "a font is not embedded": (without_a_font_program, "veraPDF"),
    "an artifact is not marked": (
        rewritten(rb"/Artifact <<[^\n]*>> BDC\n(.*?)\nEMC", rb"\1"),
        "Matterhorn",
    ),
    "text is an artifact": (rewritten(rb"/P <</MCID 0>> BDC", b"/Artifact BMC"), "Matterhorn"),
    "a heading skips levels": (with_a_heading_too_deep, "veraPDF"),
    "a list item is a paragraph": (without_a_label, "Matterhorn"),
    "a head cell is an ordinary one": (called("THead", "P"), "Matterhorn"),
    "a row lacks a cell": (with_a_cell_missing, "veraPDF"),
    "a caption stands in the middle": (with_a_caption_in_the_middle, "Matterhorn"),
    "two notes have the same ID": (with_two_equal_ids, "veraPDF"),
    "a note has no ID": (without("Note", "/ID"), "veraPDF"),
    "a note's mark does not refer to it": (with_a_note_that_nothing_refers_to, "Matterhorn"),
    "the parent tree leads to the wrong elements": (with_parents_mixed_up, "Matterhorn"),
    "a link is not in the tree": (without_an_annotation_in_the_tree, "Matterhorn"),
    "a link has no contents": (without_the_contents_of_a_link, "veraPDF"),
    "a page has no tab order": (without_tab_order, "veraPDF"),
    "lists do not say how they count": (without_attribute("L", "/ListNumbering"), "Matterhorn"),
    "XMP has no title": (without_a_title, "veraPDF"),
    "Info has another title than XMP": (with_another_title_in_info, "Matterhorn"),
    "the title is not shown": (without_showing_the_title, "veraPDF"),
    "colors mean nothing": (without_an_output_intent, "veraPDF"),
    "a bookmark is missing": (without_a_bookmark, "Matterhorn"),
    "pages have no labels": (without_page_labels, "Matterhorn"),
    "a picture is in the file twice": (with_a_picture_twice, "Matterhorn"),
    "divided words do not say what they are": (with_parts_of_words, "search"),
}
"""Each fault, and who finds it at least."""
