"""The state of one run of the typesetter: what it was given, and what it has made so far."""

from __future__ import annotations

from collections.abc import Callable

from docexport.edition import Edition
from docexport.fonts import FontLibrary
from docexport.model import NOWHERE, Position
from docexport.notices import LanguageUnsupported, Notify
from docexport.records import Struct, field
from docexport.resources import Resources
from docexport.style import Role, Style
from docexport.typeset.atoms import Voice
from docexport.typeset.flow import Strip
from docexport.typeset.fount import Fount
from docexport.typeset.look import Look
from docexport.typeset.page import Element


class Run(Struct):
    """One document being set. Created afresh by `typeset`; nothing outlives it."""

    edition: Edition
    style: Style
    resources: Resources
    notify: Notify
    fonts: FontLibrary
    root: Element
    set_note: Callable[[str, Element], bool]
    """Sets a note that a paragraph cites, if it is not set yet. Notes hold blocks and blocks cite notes:
    the way back goes through here."""
    founts: dict[Look, Fount] = field(default_factory=dict)
    notes: dict[str, list[Strip]] = field(default_factory=dict)
    """The strips of each note set so far, by the note's name."""
    pages: dict[str, str] = field(default_factory=dict)
    """The label of the page that each anchor is on, once the pages are known."""
    opened: bool = False
    """Whether the text's first paragraph is set: it is the one that may begin with a large letter."""
    _plain: dict[tuple[int, str], tuple[Fount, Role]] = field(default_factory=dict)
    """The founts of roles, by the role's identity, and the role, so that no other takes its identity."""
    told: set[str] = field(default_factory=set)

    @property
    def mirrored(self) -> bool:
        """Whether the start of a line is at the right."""
        return self.edition.direction == "rtl"

    def fount(self, look: Look) -> Fount:
        """The type for a look."""
        fount = self.founts.get(look)
        if fount is None:
            stack = self.fonts.stack(look.families, look.weight, look.italic, self.notify)
            fount = self.founts[look] = Fount(stack, look)
        return fount

    def voice(self, role: Role, element: Element, lang: str) -> Voice:
        """The voice of plain text in a role."""
        # Every paragraph asks; a look has so many fields that even looking it up takes its time.
        key = (id(role), lang)
        known = self._plain.get(key)
        if known is None:
            known = self._plain[key] = self.fount(Look.of(role, lang)), role
        return Voice(known[0], element)

    def changed(
        self, voice: Voice, look: Look, element: Element | None = None, link: Element | None = None
    ) -> Voice:
        """The voice with another look, and perhaps inside another element."""
        return Voice(self.fount(look), element or voice.element, link or voice.link)

    def approximate(self, lang: str, effect: str, element: Element) -> None:
        """Tell once, at the block where it begins, that a language is only set approximately."""
        if lang not in self.told:
            self.told.add(lang)
            self.notify(LanguageUnsupported(lang=lang, effect=effect, at=_beginning(element)))


def _beginning(element: Element | None) -> Position:
    """Where the words of the block around an element begin in the source."""
    while element is not None:
        if element.at != NOWHERE:
            return element.at
        element = element.parent
    return NOWHERE
