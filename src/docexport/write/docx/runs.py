"""Runs: which character style a stretch of text has, and what must be stated beside it.

A span of the style is a character style, made for the text font at body size. Where the paragraph has
another font or size, or where spans are nested (Word allows a run one character style), the difference is
stated on the run, and nothing else is. Bold, italics, capitals and strike-through of paragraph and
character style cancel each other out (ECMA-376 part 1, 17.7.3); that is undone where it is not meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby

from docexport.records import Struct, replace
from docexport.style import Role, Span, SpanName, Style, color_in
from docexport.write.docx.catalog import SPAN_STYLES
from docexport.write.docx.faces import Faces, complex_family
from docexport.write.docx.languages import Script, by_script, lang_element, must_be_cut
from docexport.write.docx.looks import role_run
from docexport.write.docx.styles import StyleSheet
from docexport.write.docx.xml import in_order, quoted, toggle, val, words

_PRIMARY: tuple[SpanName, ...] = (
    "note-mark", "link", "code", "keyboard", "superscript", "subscript", "strong", "emphasis"
)  # fmt: skip
"""Which of nested spans gives the run its style: the first of these, else the innermost."""
_TOGGLES = ("b", "bCs", "i", "iCs", "caps", "smallCaps", "strike")
_BOLD_FROM = 600
EMOJI_FONT = "Segoe UI Emoji"
"""What Word itself names for pictures among letters. It has them in color and all joined ones, while the font
that they would be looked up in otherwise is that of Chinese; on other systems its alternative name helps."""
_HINTED = "<w:rFonts "
_COMPLEX_SLOT = re.compile(r' w:cs(?:theme)?="[^"]*"')
_WORDS = re.compile(r"\S+\s*|\s+")


class Look(Struct, frozen=True):
    """How a stretch of text is to look: the paragraph's style, and the spans around the text."""

    style: str
    spans: tuple[SpanName, ...] = ()
    character: str = ""
    """A character style that shows a whole role, for words in a paragraph of another role."""
    lang: str = ""
    in_link: bool = False

    def within(self, span: SpanName) -> Look:
        """This look inside one more span."""
        return replace(self, spans=(*self.spans, span))


class Runs:
    """Makes runs for one document; the properties of each look are worked out once."""

    def __init__(self, style: Style, faces: Faces, sheet: StyleSheet, lang: str) -> None:
        self._style, self._faces, self._sheet, self._lang = style, faces, sheet, lang
        self._known: dict[tuple[Look, Script, str], str] = {}
        self.has_emoji = False
        """Whether any run has emoji in it."""
        self.letters = 0
        """How many letters were written."""
        self.tall = False
        """Whether a picture or a formula was written since someone set this back."""

    @contextmanager
    def apart(self) -> Iterator[None]:
        """What is written meanwhile does not belong to the paragraph around."""
        tall, self.tall = self.tall, False
        yield
        self.tall = tall

    def text(self, text: str, look: Look) -> str:
        """Runs of the text, cut by script."""
        self.letters += len(text)
        if not must_be_cut(text):
            return f"<w:r>{self.properties(look)}{words(text)}</w:r>"
        return "".join([self._piece(piece, script, look) for piece, script in by_script(text)])

    def _piece(self, piece: str, script: Script, look: Look) -> str:
        if script not in ("rtl", "complex"):
            return f"<w:r>{self.properties(look, script)}{words(piece)}</w:r>"
        role = self._role(look)
        fonts = groupby(_WORDS.findall(piece), lambda word: self._complex_font(role, word))
        return "".join(
            f"<w:r>{self.properties(look, script, font)}{words(''.join(some))}</w:r>" for font, some in fonts
        )

    def _complex_font(self, role: Role, word: str) -> str:
        """The family that a word of a complex script needs; nothing where the style names it."""
        font = self._faces.complex_font(role.families, role.weight, word, italic=role.italic)
        return "" if font.name == complex_family(role.families) else font.name

    def element(self, content: str, look: Look) -> str:
        """A run with something other than text in it."""
        return f"<w:r>{self.properties(look)}{content}</w:r>"

    def properties(self, look: Look, script: Script = "", font: str = "") -> str:
        """`w:rPr`, or nothing where the paragraph's style says it all; `font` is for a complex script."""
        key = (look, script, font)
        if key not in self._known:
            self._known[key] = in_order("w:rPr", self._properties(look, script, font))
        return self._known[key]

    def _properties(self, look: Look, script: Script, font: str) -> dict[str, str]:
        found = self._spans(look)
        if look.lang and look.lang != self._lang:
            found["lang"] = lang_element(look.lang)
        match script:
            case "rtl":
                found["rtl"] = "<w:rtl/>"
            case "complex":
                found["cs"] = "<w:cs/>"
            case "east":
                own = found.get("rFonts", "<w:rFonts />")
                found["rFonts"] = own.replace(_HINTED, '<w:rFonts w:hint="eastAsia" ', 1)
                if self._is_heavy(look):
                    found["b"] = toggle("b", on=True)
            case "emoji":
                slots = (f' w:{slot}="{EMOJI_FONT}"' for slot in ("ascii", "hAnsi", "eastAsia", "cs"))
                found["rFonts"] = f"<w:rFonts{''.join(slots)}/>"
                self.has_emoji = True
            case "":
                pass
        if font:
            found["rFonts"] = _with_complex(found.get("rFonts", "<w:rFonts />"), font)
        return found

    def _role(self, look: Look) -> Role:
        """The role of the paragraph as changed by the spans."""
        role = self._sheet.character_role(look.character) or self._sheet.role(look.style)
        for name in look.spans:
            role = _inside(role, self._style.spans[name])
        return role

    def _is_heavy(self, look: Look) -> bool:
        """Whether Latin text is set in a semibold family here, which says nothing to an East Asian font."""
        role = self._role(look)
        font = self._faces.word_font(role.families, role.weight, italic=role.italic)
        return role.weight >= _BOLD_FROM and not font.bold

    def _spans(self, look: Look) -> dict[str, str]:
        below = self._sheet.role(look.style)
        role = self._sheet.character_role(look.character) or below
        if not look.spans and not look.character:
            return {}
        wanted = self._wanted(role, look.spans)
        primary = None if look.character else _primary(look.spans)
        given = self._sheet.span_look(primary) if primary else {}
        around = role_run(role, self._faces, self._style)
        # What the character style leaves open is as the paragraph's style has it.
        shown = around | given
        direct = {name: element for name, element in wanted.items() if shown.get(name) != element}
        under = role_run(below, self._faces, self._style) if look.character else around
        self._untangle(direct, around | wanted, under, around if look.character else given)
        return direct | {"rStyle": val("rStyle", SPAN_STYLES[primary] if primary else look.character)}

    def _wanted(self, role: Role, spans: tuple[SpanName, ...]) -> dict[str, str]:
        wanted: dict[str, str] = {}
        for name in spans:
            span = self._style.spans[name]
            if span.italic and role.italic:
                # Emphasis inside italics stands upright, as an editor would mark it.
                span = replace(span, italic=False)
            if span.color:
                # The ground is the table's or the panel's; the role of the paragraph's style has none.
                ground = self._style.roles[role.name].background
                span = replace(span, color=color_in(role.color, ground, span))
            wanted |= self._sheet.span_properties(span, role)
            role = _inside(role, span)
        return wanted

    @staticmethod
    def _untangle(
        direct: dict[str, str], meant: dict[str, str], under: dict[str, str], given: dict[str, str]
    ) -> None:
        """State what the paragraph's style (`under`) and the character style (`given`) do not add up to."""
        for name in _TOGGLES:
            on = toggle(name, on=True)
            shown = (under.get(name) == on) != (given.get(name) == on)
            if shown == (meant.get(name) == on):
                direct.pop(name, None)
            else:
                direct[name] = toggle(name, on=not shown)


def _with_complex(fonts: str, family: str) -> str:
    """The fonts of a run with another family for complex scripts."""
    return _COMPLEX_SLOT.sub("", fonts).replace("/>", f" w:cs={quoted(family)}/>")


def _primary(spans: tuple[SpanName, ...]) -> SpanName:
    return next((name for name in _PRIMARY if name in spans), spans[-1])


def _inside(role: Role, span: Span) -> Role:
    return replace(
        role,
        families=span.families or role.families,
        weight=role.weight if span.weight is None else span.weight,
        italic=role.italic if span.italic is None else span.italic,
        size=role.size if span.scale is None else role.size * span.scale,
        figures=span.figures or role.figures,
        figure_spacing=span.figure_spacing or role.figure_spacing,
    )
