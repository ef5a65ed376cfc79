"""The styles part (ECMA-376 part 1, 17.7): every look of the document; the body needs none of its own.

1. Document defaults: the text font by theme, the size, the language.
2. Latent styles: what Word has built in and this document does not use stays out of the lists.
3. Paragraph styles from `catalog`, each with only what differs from the style it is based on.
4. Character styles for the spans, and for roles that also stand inside other paragraphs.
5. The table style, from `table_style`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from docexport.records import Struct, replace
from docexport.style import Role, Span, SpanName, Style
from docexport.units import Length
from docexport.write.docx.catalog import CHARACTER_STYLES, ROLE_CHARACTERS, paragraph_styles
from docexport.write.docx.entries import CharacterStyle, ParagraphStyle, style_id
from docexport.write.docx.faces import Faces
from docexport.write.docx.looks import edges_of, role_paragraph, role_run, span_run
from docexport.write.docx.numbering import BOUND
from docexport.write.docx.table_style import table_styles
from docexport.write.docx.xml import Properties, in_order, quoted, root, toggle, val

_UNDONE = {
    "pBdr": "".join(f'<w:{side} w:val="nil"/>' for side in ("top", "left", "bottom", "right")),
    "shd": '<w:shd w:val="clear" w:color="auto" w:fill="auto"/>',
    "tabs": "",
    "w14:stylisticSets": "",
}
"""What a style has to say to be without something that the style below it has."""
_NEUTRAL = {
    **{name: toggle(name, on=False) for name in ("keepNext", "keepLines", "suppressAutoHyphens")},
    **{name: toggle(name, on=False) for name in ("b", "bCs", "i", "iCs", "caps", "smallCaps")},
    "spacing": val("spacing", 0),
    "ind": '<w:ind w:left="0" w:right="0" w:firstLine="0"/>',
}


_FIXED = 0.8
"""Where the baseline stands in a line of fixed height, as a part of it."""


class Placing(Struct, frozen=True):
    """What the body must know of a paragraph style, in twips."""

    start: int
    end: int
    before: int
    after: int
    exact: bool
    """Whether its lines have a fixed height, which would cut off a picture or a formula."""


class StyleSheet:
    """The styles of one document, and what the body asks of them."""

    def __init__(self, style: Style, faces: Faces, measure: int, *, rtl: bool, number_sections: bool) -> None:
        self.style, self.faces, self._rtl = style, faces, rtl
        self._numbered = number_sections
        styles = paragraph_styles(style, measure, numbered=number_sections)
        self._paragraphs = {one.id: one for one in styles}
        self._characters = {style_id(name): style.roles[role] for name, role in ROLE_CHARACTERS}
        self._characters |= {_link(one): one.role for one in self._paragraphs.values() if one.linked}
        self._placings: dict[str, Placing] = {}

    def role(self, style: str) -> Role:
        """The role that a paragraph style shows."""
        return self._paragraphs[style].role

    def placing(self, style: str) -> Placing:
        """Where the paragraphs of a style stand."""
        if style not in self._placings:
            one = self._paragraphs[style]
            role, edges = one.role, edges_of(one.role, one.panel or one.role)
            exact = role.leading.pt < self._natural(one)
            self._placings[style] = Placing(
                edges.start, edges.end, role.space_before.twips, role.space_after.twips, exact
            )
        return self._placings[style]

    def panel(self, style: str) -> Role | None:
        """The panel that the paragraphs of a style stand in."""
        return self._paragraphs[style].panel

    def on_ground(self, style: str) -> str:
        """The style that shows the same on the ground of a boxed commentary; itself if there is none."""
        other = f"Commentary{style}"
        return other if other in self._paragraphs else style

    def character_role(self, style: str) -> Role | None:
        """The role that a character style shows; None where it shows a span."""
        return self._characters.get(style)

    def span_look(self, name: SpanName) -> dict[str, str]:
        """What the character style of a span states."""
        return self.span_properties(self.style.spans[name], self.style.roles["body-first"])

    def span_properties(self, span: Span, around: Role) -> dict[str, str]:
        """The character properties of a span inside a role."""
        return span_run(span, around, self.faces, self.style)

    def part(self, lang: str) -> bytes:
        """The styles part; `lang` is a finished `w:lang`."""
        return root("w:styles", [self._defaults(lang), _LATENT, *self._all()])

    def _defaults(self, lang: str) -> str:
        look = role_run(self.style.roles["body-first"], self.faces, self.style)
        kept = {name: look[name] for name in ("rFonts", "sz", "szCs")}
        run = in_order("w:rPr", {**kept, "kern": val("kern", 2), "lang": lang})
        return f"<w:docDefaults><w:rPrDefault>{run}</w:rPrDefault><w:pPrDefault/></w:docDefaults>"

    def _all(self) -> Iterator[str]:
        for one in self._paragraphs.values():
            yield self._paragraph(one)
            if one.linked:
                yield self._role_character(f"{one.name} Char", one.role, link=one.id)
        yield _DEFAULT_CHARACTER
        yield from map(self._character, CHARACTER_STYLES)
        for name, role in ROLE_CHARACTERS:
            yield self._role_character(name, self.style.roles[role])
        yield _NO_LIST
        yield from table_styles(self.style, rtl=self._rtl)

    # --- Paragraph styles

    def _paragraph(self, one: ParagraphStyle) -> str:
        own, base = self._looks(one), self._base(one)
        paragraph = _difference(own[0], base[0]) | self._bindings(one)
        if "numPr" in paragraph and paragraph["numPr"] != _NO_NUMBER:
            paragraph["ind"] = _list_indent(one, self.placing(one.id))
        head = _head(one.name, one.id, based_on=one.based_on, follows=one.next, link=_link(one))
        rank = val("uiPriority", one.priority)
        rank += ("<w:semiHidden/>" if one.hidden else "") + ("<w:qFormat/>" if one.quick else "")
        look = in_order("w:pPr", paragraph) + in_order("w:rPr", _difference(own[1], base[1]))
        kind = ' w:default="1"' if one.id == "Normal" else _custom(one.name)
        return f'<w:style w:type="paragraph"{kind} w:styleId="{one.id}">{head}{rank}{look}</w:style>'

    def _looks(self, one: ParagraphStyle) -> tuple[Properties, Properties]:
        role, natural = one.role, self._natural(one)
        if one.dropped:
            return self._dropped(one)
        widows = self.style.options.widows > 1 or self.style.options.orphans > 1
        paragraph = role_paragraph(
            role, one.panel or role, natural, widow_control=widows, rtl=self._rtl, footless=one.footless
        )
        paragraph["tabs"] = f"<w:tabs>{one.tabs}</w:tabs>" if one.tabs else ""
        return paragraph, role_run(role, self.faces, self.style)

    def _dropped(self, one: ParagraphStyle) -> tuple[Properties, Properties]:
        """A letter in a frame: as high as capitals over so many lines, its foot on the last of them."""
        lines, height, text = one.dropped, one.role.leading.pt, self.style.roles["body-first"]
        leading, capital = height / lines, self.faces.cap_height(text)
        large = replace(one.role, size=Length(text.size.pt + (lines - 1) * leading / capital))
        paragraph = role_paragraph(large, large, math.inf, widow_control=False)
        run = role_run(large, self.faces, self.style)
        paragraph["textAlignment"] = val("textAlignment", "baseline")
        fixed = leading < self.faces.natural_leading(text)
        foot = leading * _FIXED if fixed else leading - self.faces.descent(text)
        lowered = (lines - 1) * leading + foot - _FIXED * height
        run["position"] = val("position", -round(2 * lowered))
        return paragraph, run

    def _natural(self, one: ParagraphStyle) -> float:
        return 0.0 if one.holds_pictures else self.faces.natural_leading(one.role)

    def _base(self, one: ParagraphStyle) -> tuple[Properties, Properties]:
        if one.based_on:
            return self._looks(self._paragraphs[one.based_on])
        look = role_run(self.style.roles["body-first"], self.faces, self.style)
        return _NEUTRAL, _NEUTRAL | {name: look[name] for name in ("rFonts", "sz", "szCs")}

    def _bindings(self, one: ParagraphStyle) -> dict[str, str]:
        """What does not come from the role: place in the outline and in a numbering, direction."""
        found: dict[str, str] = {}
        if one.outline is not None:
            found["outlineLvl"] = val("outlineLvl", one.outline)
        if one.list_level is not None and (self._numbered or one.list_level[0] != "headings"):
            definition, level = one.list_level
            inner = (val("ilvl", level) if level else "") + val("numId", BOUND[definition])
            found["numPr"] = f"<w:numPr>{inner}</w:numPr>"
        elif self._numbered and one.based_on.startswith("Heading"):
            found["numPr"] = _NO_NUMBER
        if one.id == "Normal" and self._rtl:
            found["bidi"] = "<w:bidi/>"
        return found

    # --- Character styles

    def _character(self, one: CharacterStyle) -> str:
        look = self.span_look(one.span)
        head = _head(one.name, one.id, based_on="DefaultParagraphFont")
        rank = f"{val('uiPriority', one.priority)}{'<w:qFormat/>' if one.quick else ''}"
        return (
            f'<w:style w:type="character"{_custom(one.name)} w:styleId="{one.id}">{head}{rank}'
            f"{in_order('w:rPr', look)}</w:style>"
        )

    def _role_character(self, name: str, role: Role, link: str = "") -> str:
        whole = role_run(role, self.faces, self.style)
        # Toggles add up with those of the paragraph's style (17.7.3), so only those that are on are stated.
        look = {
            key: element for key, element in whole.items() if 'w:val="0"' not in element or key == "spacing"
        }
        head = _head(name, style_id(name), based_on="DefaultParagraphFont", link=link)
        return (
            f'<w:style w:type="character"{_custom(name)} w:styleId="{style_id(name)}">{head}'
            f"{val('uiPriority', 99)}{in_order('w:rPr', look)}</w:style>"
        )


def _list_indent(one: ParagraphStyle, place: Placing) -> str:
    """The level of the numbering definition places a list; only a panel's other edge has to be said here.

    LibreOffice drops a style's end indent unless the whole indent is stated, the same as in the numbering.
    """
    if not place.end:
        return ""
    return f'<w:ind w:left="{place.start}" w:right="{place.end}" w:hanging="{one.role.inset_start.twips}"/>'


def _difference(own: Properties, base: Properties) -> dict[str, str]:
    found = {name: element for name, element in own.items() if element and element != base.get(name, "")}
    for name, nothing in _UNDONE.items():
        if base.get(name) and not own.get(name) and nothing:
            found[name] = f"<w:{name}>{nothing}</w:{name}>" if name == "pBdr" else nothing
    return found


def _link(one: ParagraphStyle) -> str:
    return style_id(f"{one.name} Char") if one.linked else ""


def _head(name: str, identifier: str, *, based_on: str = "", follows: str = "", link: str = "") -> str:
    related = {"basedOn": based_on, "next": "" if follows == identifier else follows, "link": link}
    return f"<w:name w:val={quoted(name)}/>" + "".join(val(key, to) for key, to in related.items() if to)


_NO_NUMBER = f"<w:numPr>{val('numId', 0)}</w:numPr>"
"""What keeps a style that is based on a numbered heading from being numbered."""

_BUILT_IN = frozenset((
    "Normal", "Body Text", "Body Text First Indent", "Title", "Subtitle", "TOC Heading", "Quote", "caption",
    "footnote text", "endnote text", "footnote reference", "endnote reference", "header", "footer",
    "annotation text", "annotation reference",
    "table of figures", "page number", "Strong", "Emphasis", "Hyperlink", "HTML Keyboard",
))  # fmt: skip
_BUILT_IN_FAMILIES = ("heading ", "toc ", "List Bullet", "List Number", "List Continue")


def _custom(name: str) -> str:
    built_in = name in _BUILT_IN or name.startswith(_BUILT_IN_FAMILIES)
    return "" if built_in else ' w:customStyle="1"'


_LATENT = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1"'
    ' w:defQFormat="0" w:count="376"/>'
)
_DEFAULT_CHARACTER = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/>'
    "</w:style>"
)
_NO_LIST = (
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
)
