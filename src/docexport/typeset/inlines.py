"""Inlines become atoms: each kind of inline changes the voice, and the words inside it follow.

1. `atoms_of` walks the inlines; elements of the tree are made on the way, so they come in reading order.
2. Text is cut into words by `docexport.typeset.words`.
"""

from __future__ import annotations

from typing import assert_never

from docexport.edition import plain_text
from docexport.formula import alt_text, formula_paths
from docexport.model import (
    Abbreviation,
    CodeSpan,
    Comment,
    CrossReference,
    Deletion,
    Emphasis,
    Image,
    Inline,
    Insertion,
    Keyboard,
    LineBreak,
    Link,
    Mark,
    Math,
    NoteReference,
    Small,
    SmallCaps,
    Span,
    Strike,
    Strong,
    Sub,
    Sup,
    Text,
)
from docexport.resources import Placeholder
from docexport.style import SpanName
from docexport.typeset import atoms as a
from docexport.typeset.atoms import Atom, FormulaText, Thing, Voice
from docexport.typeset.lengths import picture_size
from docexport.typeset.page import Tag
from docexport.typeset.run import Run
from docexport.typeset.words import add_text, add_word

_CODE_SPACE = 0.2
"""How much a space in code gives, as a part of what others do."""
_BETWEEN_MARKS = 0.16
"""Space between two marks of notes, in ems."""
_CLASS_SPANS: dict[str, SpanName] = {
    "smallcaps": "small-caps",
    "small-caps": "small-caps",
    "mark": "mark",
    "ins": "insertion",
    "insertion": "insertion",
    "underline": "insertion",
    "del": "deletion",
    "deletion": "deletion",
    "small": "small",
}
"""Classes of an author's span that name a look of the style."""


def atoms_of(run: Run, inlines: tuple[Inline, ...], voice: Voice, measure: float) -> list[Atom]:
    """The atoms of a paragraph; pictures in it are at most as wide as the measure."""
    setter = _Setter(run, measure)
    setter.inlines(inlines, voice)
    return setter.atoms


class _Setter:
    def __init__(self, run: Run, measure: float) -> None:
        self.run = run
        self.measure = measure
        self.atoms: list[Atom] = []

    def inlines(self, inlines: tuple[Inline, ...], voice: Voice) -> None:
        for inline in inlines:
            self.inline(inline, voice)

    def inline(self, node: Inline, voice: Voice) -> None:  # noqa: C901 # one case for each kind
        if node.id:
            self.atoms.append(a.Mark(anchor=node.id))
        if node.lang and node.lang != voice.look.lang:
            voice = self.foreign(voice, node.lang)
        match node:
            case Text():
                add_text(self.run, self.atoms, node.text, voice)
            case Emphasis():
                self.styled(node.inlines, voice, "emphasis", "emphasis")
            case Strong():
                self.styled(node.inlines, voice, "strong", "strong")
            case Strike():
                self.styled(node.inlines, voice, "strike", None)
            case Sub():
                self.script(node, voice)
            case Sup():
                self.script(node, voice)
            case SmallCaps():
                self.styled(node.inlines, voice, "small-caps", None)
            case Mark():
                self.styled(node.inlines, voice, "mark", None)
            case Small():
                self.styled(node.inlines, voice, "small", None)
            case Keyboard():
                self.styled(node.inlines, voice, "keyboard", "code-span")
            case Abbreviation():
                self.abbreviation(node, voice)
            case Insertion():
                self.styled(node.inlines, voice, "insertion", "insertion")
            case Deletion():
                self.styled(node.inlines, voice, "deletion", "deletion")
            case Span() | Comment():  # an Edition for pages has its comments as notes, or not at all
                self.span(node, voice)
            case CodeSpan():
                self.code(node.text, voice)
            case Link():
                self.link(node, voice)
            case Image():
                self.image(node, voice)
            case NoteReference():
                self.note_reference(node, voice)
            case CrossReference():
                self.cross_reference(node, voice)
            case LineBreak():
                self.line_break()
            case Math():
                self.math(node, voice)
            case _:
                assert_never(node)

    def voiced(self, voice: Voice, span: SpanName, tag: Tag | None = None) -> Voice:
        """The voice as a span changes it, in an element of its own if it has a tag."""
        look = voice.look.with_span(self.run.style.spans[span])
        element = voice.element.add(tag) if tag else None
        return self.run.changed(voice, look, element)

    def foreign(self, voice: Voice, lang: str) -> Voice:
        element = voice.element.add("span", lang=lang)
        return self.run.changed(voice, voice.look.in_language(lang), element)

    def styled(self, inlines: tuple[Inline, ...], voice: Voice, span: SpanName, tag: Tag | None) -> None:
        self.inlines(inlines, self.voiced(voice, span, tag))

    def script(self, node: Sub | Sup, voice: Voice) -> None:
        below = isinstance(node, Sub)
        inner = self.voiced(voice, "subscript" if below else "superscript", "sub" if below else "sup")
        look = inner.look.as_script("sub" if below else "sup")
        self.inlines(node.inlines, self.run.changed(inner, look))

    def abbreviation(self, node: Abbreviation, voice: Voice) -> None:
        element = voice.element.add("abbreviation", expansion=node.expansion)
        self.inlines(node.inlines, self.run.changed(voice, voice.look, element))

    def span(self, node: Span | Comment, voice: Voice) -> None:
        for name in node.classes:
            if name in _CLASS_SPANS:
                voice = self.voiced(voice, _CLASS_SPANS[name])
        self.inlines(node.inlines, voice)

    def code(self, text: str, voice: Voice) -> None:
        inner = self.voiced(voice, "code", "code-span")
        inner = self.run.changed(inner, inner.look.unhyphenated())
        # The spaces of code are part of it: they give much less than those between words.
        inner.space.stretch *= _CODE_SPACE
        inner.space.shrink *= _CODE_SPACE
        add_text(self.run, self.atoms, text, inner)

    def link(self, node: Link, voice: Voice) -> None:
        inner = self.linked(
            voice, node.target, node.title or plain_text(node.inlines, self.run.edition.references)
        )
        self.inlines(node.inlines, inner)

    def linked(self, voice: Voice, target: str, contents: str, look: SpanName | None = "link") -> Voice:
        if voice.link is not None or not target:
            return voice
        element = voice.element.add("link", target=target, contents=contents)
        spanned = voice.look.with_span(self.run.style.spans[look]) if look else voice.look
        return self.run.changed(voice, spanned, element, element)

    def image(self, node: Image, voice: Voice) -> None:
        picture = self.run.resources.picture(node.source, node.at, self.run.notify)
        if isinstance(picture, Placeholder):
            target = picture.address or ""
            inner = self.linked(voice, target, node.alt or target)
            add_text(self.run, self.atoms, f"[{node.alt or node.source}]", inner)
            return
        width, height = picture_size(picture, node.width, self.measure, 400.0)
        element = voice.element.add("figure", alt=node.alt or node.title or node.source)
        self.atoms.append(Thing(voice, width, height, 0.0, picture, element))

    def note_reference(self, node: NoteReference, voice: Voice) -> None:
        note = self.run.edition.note(node.name)
        element = voice.element.add(
            "note-reference", id=node.id, target=f"#{note.id}", contents=str(note.number)
        )
        look = voice.look.with_span(self.run.style.spans["note-mark"]).as_script("sup")
        inner = self.run.changed(voice, look, element, element)
        if self.atoms and type(self.atoms[-1]) is a.Mark and self.atoms[-1].note:
            # Two marks side by side would read as one number.
            self.atoms.append(a.indent(voice, _BETWEEN_MARKS * voice.look.size))
        add_word(self.atoms, str(note.number), inner)
        self.atoms.append(a.Mark(note=node.name))

    def cross_reference(self, node: CrossReference, voice: Voice) -> None:
        reference = self.run.edition.references.get(node.target)
        if reference is None:
            add_text(self.run, self.atoms, f"@{node.target}", voice)
            return
        add_text(self.run, self.atoms, reference.text, self.linked(voice, f"#{reference.id}", reference.text))

    def line_break(self) -> None:
        while self.atoms and type(self.atoms[-1]) is a.Space and self.atoms[-1].breaks:
            self.atoms.pop()
        self.atoms.append(a.Forced())

    def math(self, node: Math, voice: Voice) -> None:
        drawing = formula_paths(node.tex, display=False, notify=self.run.notify, at=node.at)
        if drawing is None:
            self.code(node.tex, voice)
            return
        size = voice.look.size
        element = voice.element.add("formula", alt=alt_text(node.tex))
        content = FormulaText(node.tex, False, size)
        thing = Thing(
            voice, drawing.width * size, drawing.ascent * size, drawing.descent * size, content, element
        )
        self.atoms.append(thing)


def linked_words(run: Run, words: str, voice: Voice, address: str | None) -> list[Atom]:
    """Words, as a link if there is an address to follow."""
    setter = _Setter(run, 0.0)
    add_text(run, setter.atoms, words, setter.linked(voice, address or "", words))
    return setter.atoms
