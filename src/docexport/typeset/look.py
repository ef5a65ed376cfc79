"""Looks: what a role and the spans inside it make of the type, resolved to one plain value.

1. `Look.of` takes the role a block has.
2. `Look.with_span` lays a span of the style over it, field by field; what the span leaves open stays.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, TypeVar

from docexport.records import Struct, replace
from docexport.style import Color, Role, Span, color_in

T = TypeVar("T")

Script: TypeAlias = Literal["", "sup", "sub"]
Case: TypeAlias = Literal["normal", "upper", "small-caps"]

_OWN_SCRIPTS = {"sups", "subs"}
"""Features that `Fount` switches on itself, after checking that the face has the glyphs."""


class Look(Struct, frozen=True):
    """How a stretch of text is set; size and tracking in points."""

    families: tuple[str, ...]
    size: float
    weight: int
    italic: bool
    color: Color
    lang: str
    background: Color | None = None
    """Behind these words alone."""
    ground: Color | None = None
    """Of the block that they stand in."""
    tracking: float = 0.0
    case: Case = "normal"
    features: tuple[str, ...] = ()
    figures: str = "lining"
    figure_spacing: str = "proportional"
    script: Script = ""
    underline: bool = False
    strike: bool = False
    hyphenate: bool = True

    @classmethod
    def of(cls, role: Role, lang: str) -> Look:
        """The look of text in a role; the role's background belongs to the block, not to the text."""
        return cls(
            families=role.families,
            size=role.size.pt,
            weight=role.weight,
            italic=role.italic,
            color=role.color,
            ground=role.background,
            lang=lang,
            tracking=role.tracking.pt,
            case=role.case,
            features=role.features,
            figures=role.figures,
            figure_spacing=role.figure_spacing,
            hyphenate=role.hyphenate,
        )

    @property
    def opentype(self) -> tuple[str, ...]:
        """The OpenType features to shape with."""
        figures = "onum" if self.figures == "oldstyle" else "lnum"
        spacing = "tnum" if self.figure_spacing == "tabular" else "pnum"
        return (figures, spacing, *self.features)

    def with_span(self, span: Span) -> Look:
        """This look as a span of the style changes it."""
        size = self.size * (1.0 if span.scale is None else span.scale)
        extra = tuple(name for name in span.features or () if name not in _OWN_SCRIPTS)
        return replace(
            self,
            families=span.families or self.families,
            size=size,
            weight=_or(span.weight, self.weight),
            # Emphasis inside emphasis stands upright again, as an editor would mark it.
            italic=self.italic if span.italic is None else span.italic != (self.italic and span.italic),
            color=color_in(self.color, self.ground, span),
            background=span.background or self.background,
            tracking=self.tracking if span.tracking is None else span.tracking * size,
            case=span.case or self.case,
            features=(*self.features, *extra),
            figures=span.figures or self.figures,
            figure_spacing=span.figure_spacing or self.figure_spacing,
            underline=_or(span.underline, self.underline),
            strike=_or(span.strike, self.strike),
        )

    def in_language(self, lang: str) -> Look:
        """This look for words of another language."""
        return replace(self, lang=lang)

    def as_script(self, script: Script) -> Look:
        """This look raised or lowered."""
        return replace(self, script=script)

    def unhyphenated(self) -> Look:
        """This look for words that keep their letters together, such as code."""
        return replace(self, hyphenate=False)


def _or(value: T | None, otherwise: T) -> T:
    return otherwise if value is None else value
