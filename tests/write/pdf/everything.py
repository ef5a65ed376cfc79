"""One hand-made document with every tag, several faces and scripts: what the other tests look into."""

from __future__ import annotations

from functools import cache

from docexport.standards import PdfStandard
from docexport.style import Color
from docexport.typeset.page import Destination, Element, PlacedFormula, PlacedPicture, Rectangle
from tests.write.pdf.by_hand import INK, Hand, finished, red, stack

SANS = "Source Sans Pro"
ACCENT = Color("#8a1c2f")


@cache
def everything(standard: PdfStandard = "ua-1") -> bytes:
    hand = Hand()
    first_page(hand)
    second_page(hand)
    return finished(hand, standard=standard)


def first_page(hand: Hand) -> None:
    hand.page()
    hand.line("Running head", None, artifact="header", size=8, tail="")
    hand.line("Every tag", hand.root.add("title"), of=stack(SANS, 600), size=22, down=30)
    panel(hand, hand.root.add("key-points"))
    contents(hand, hand.root.add("contents"))
    section = hand.root.add("section")
    hand.anchor("one")
    heading = section.add("heading", level=1, id="one")
    hand.line("First section", heading, of=stack(SANS, 600), size=14, down=26)
    inlines(hand, section.add("paragraph"))
    lists(hand, section)
    hand.line("2", None, artifact="footer", size=8)
    # A paragraph that goes on overleaf, past the note at the foot of this page.
    split = section.add("paragraph")
    hand.line("This paragraph goes on", split)
    note(hand, section)
    hand.page()
    hand.line("on the next page.", split)


def panel(hand: Hand, panel: Element) -> None:
    hand.pages[-1].items.append(Rectangle(72, hand.y + 6, 400, 40, Color("#f6f1ef")))
    hand.line("Key points", panel.add("paragraph"), of=stack(SANS, 600))
    hand.line("One point.", panel.add("paragraph"), of=stack(SANS))


def contents(hand: Hand, element: Element) -> None:
    entry = element.add("contents-entry")
    reference = entry.add("contents-reference", target="#one", contents="First section")
    end = hand.line("First section 1", reference)
    hand.link(reference, 72, end - 72)


def inlines(hand: Hand, paragraph: Element) -> None:
    x = hand.line("Plain, ", paragraph, tail="")
    for tag, text, values in (
        ("emphasis", "stressed, ", {}),
        ("strong", "strong, ", {}),
        ("insertion", "added, ", {}),
        ("deletion", "gone, ", {}),
        ("code-span", "code(), ", {}),
        ("abbreviation", "NATO, ", {"expansion": "North Atlantic Treaty Organization"}),
        ("span", "auf Deutsch, ", {"lang": "de"}),
    ):
        child = paragraph.add(tag, **values)  # type: ignore[arg-type] # tags as the table above has them
        face = stack("Fira Mono") if tag == "code-span" else stack(italic=tag == "emphasis")
        x = hand.line(text, child, x=x, down=0, tail="", of=face)
    hand.line("end.", paragraph, x=x, down=0)
    x = hand.line("H", paragraph, tail="")
    x = hand.line("2", paragraph.add("sub"), x=x, down=0, tail="", size=7, rise=-2)
    x = hand.line("O, m", paragraph, x=x, down=0, tail="")
    x = hand.line("2", paragraph.add("sup"), x=x, down=0, tail="", size=7, rise=4)
    link = paragraph.add("link", target="https://example.org/ä b?q=1", contents="A link")
    start = x
    x = hand.line(" a link", link, x=x, down=0, color=ACCENT)
    hand.link(link, start, x - start)
    end = hand.line("over two lines", link, color=ACCENT)
    hand.link(link, 72, end - 72)
    reference = paragraph.add("note-reference", id="ref-1", target="#note-1", contents="Note 1")
    x = hand.line("1", reference, x=end, down=0, tail="", size=7, rise=4)
    hand.link(reference, end, x - end)
    hand.line(" and on.", paragraph, x=x, down=0)
    paragraph.add("span", lang="fr")


def lists(hand: Hand, section: Element) -> None:
    for labeling, label in (("unordered", "•"), ("ordered", "1."), ("description", "Term")):
        item = section.add("list", labeling=labeling).add("list-item")
        hand.line(label, item.add("label"))
        hand.line("An item.", item.add("list-body").add("paragraph"), x=90, down=0)


def note(hand: Hand, section: Element) -> None:
    hand.y = 700
    body = section.add("note", id="note-1")
    hand.anchor("note-1")
    label = body.add("note-label", target="#ref-1", contents="Back to the text")
    hand.destinations["ref-1"] = Destination(0, 72, 300)
    x = hand.line("1", label, size=8)
    hand.link(label, 72, 6)
    hand.line("A note.", body.add("paragraph"), x=x + 4, down=0, size=8)


def second_page(hand: Hand) -> None:
    part = hand.root.add("part")
    hand.line("Second", part.add("heading", level=1), size=14)
    hand.line("Too deep", part.add("heading", level=4), size=12)
    quote = part.add("quote")
    hand.line("Somebody said so.", quote.add("paragraph"))
    hand.line("Somebody", quote.add("attribution"))
    hand.line("Mind the gap.", part.add("callout").add("paragraph"))
    hand.line("def main() -> None:", part.add("code"), of=stack("Fira Mono"), size=9)
    hand.line("A division.", part.add("division", lang="en-GB").add("paragraph"))
    pictures(hand, part)
    table(hand, part)
    scripts(hand, part)


def pictures(hand: Hand, part: Element) -> None:
    figure = part.add("figure", alt="A red field")
    hand.pages[-1].items.append(PlacedPicture(72, hand.y + 10, 60, 40, red(), figure))
    hand.pages[-1].items.append(PlacedPicture(200, hand.y + 10, 60, 40, red(), None))
    hand.y += 50
    hand.line("Figure 1 Red", figure.add("caption"))
    formula = part.add("formula", alt="x^2")
    hand.y += 24
    hand.pages[-1].items.append(PlacedFormula(72, hand.y, 12, "x^2", True, INK, formula))


def table(hand: Hand, part: Element) -> None:
    table = part.add("table")
    hand.line("Table 1 Numbers", table.add("caption"))
    head, body = table.add("table-head").add("row"), table.add("table-body")
    hand.line("Place", head.add("header-cell", scope="column").add("paragraph"))
    hand.line("Value", head.add("header-cell", scope="column", colspan=2).add("paragraph"), x=140, down=0)
    first, second = body.add("row"), body.add("row")
    hand.line("Kursk", first.add("header-cell", scope="row", rowspan=2).add("paragraph"))
    hand.line("1", first.add("cell").add("paragraph"), x=140, down=0)
    first.add("cell").add("paragraph")
    hand.line("2", second.add("cell").add("paragraph"), x=140)
    second.add("cell")
    hand.line("Place", None, artifact="repeat")


def scripts(hand: Hand, part: Element) -> None:
    for text, lang, direction in (
        ("שָׁלוֹם עולם", "he", "rtl"),
        ("السلام عليكم", "ar", "rtl"),
        ("日本語、漢字。", "ja", "ltr"),
        ("हिन्दी त्रि", "hi", "ltr"),
        ("กำ", "th", "ltr"),
    ):
        element = part.add("paragraph", lang=lang)
        hand.line(text, element, lang=lang, direction=direction, of=stack("FiraGO"))  # type: ignore[arg-type] # as above
